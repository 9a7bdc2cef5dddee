"""Spark on two local processes: the same articles as without it, sites learned by host, and the script.

Needs Java 17 and the extra "pipelines", so it has a command of its own: `python -m pytest tests/pipelines`.
"""

from __future__ import annotations

import gzip
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyspark
import pytest
from pyarrow import parquet as pq
from pyspark.sql import DataFrame, SparkSession

import cleanpage
from cleanpage.adapters.arrow import SCHEMA, clean_table
from cleanpage.adapters.spark import SITES, clean, learn_sites
from cleanpage.samples import text
from cleanpage.site import Counter

FERRY, HTML = text("ferry.txt"), text("ferry.html")
SCRIPT = Path(__file__).parents[2] / "examples" / "spark_clean.py"
PEOPLE = ["keeper", "baker", "teacher", "pilot", "farmer", "painter", "miller", "warden"]
THINGS = ["lighthouse", "harbour", "school", "reservoir", "bakery", "orchard", "theatre", "quarry", "bridge", "railway"]
ACTS = ["opened", "repaired", "painted", "measured", "visited", "bought", "sold", "described", "closed", "inspected"]
BOX = ("Sign up for our newsletter", "A pigeon brings you our best stories at noon.", "Subscribe")


def page(number: int) -> str:
    """A page of a site, unlike the others but for its box, which is kept on some of them."""
    draw = random.Random(number).choice

    def sentence() -> str:
        words = (
            f"{draw(PEOPLE)} of the {draw(THINGS)} {draw(ACTS)} the {draw(THINGS)} and {draw(ACTS)} a {draw(THINGS)}"
        )
        return f"The {words}, which a {draw(PEOPLE)} had {draw(ACTS)} for the {draw(THINGS)}."

    paragraphs = [f"{sentence()} {sentence()}" for _ in range(4)]
    title = f"How the {draw(PEOPLE)} {draw(ACTS)} {draw(THINGS)} number {number}"
    return "\n\n".join(["Skip to content", title, *paragraphs[:2], *BOX, *paragraphs[2:], "Share this article"]) + "\n"


def wet(pages: dict[str, str]) -> bytes:
    out = b""
    for url, body in pages.items():
        block = body.encode()
        head = f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: {url}\r\nWARC-Record-ID: <urn:test:{url}>\r\n"
        head += f"Content-Type: text/plain\r\nContent-Length: {len(block)}\r\n\r\n"
        out += gzip.compress(head.encode() + block + b"\r\n\r\n")
    return out


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    builder = SparkSession.builder.master("local[2]")
    for name, value in {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2"}.items():
        builder = builder.config(name, value)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        session = builder.getOrCreate()
        yield session
        session.stop()


def site(spark: SparkSession) -> DataFrame:
    """Eight pages of one site in two partitions, and one of another."""
    rows = [(f"https://www.gazette.example/{n}", page(n), n) for n in range(8)]
    rows.append(("https://other.example/1", page(90), 90))
    return spark.createDataFrame(rows, "url string, text string, day int").repartition(2)


def rows(frame: DataFrame) -> list[dict[str, Any]]:
    return [row.asDict(recursive=True) for row in frame.collect()]


def test_the_articles_are_those_of_arrow(spark: SparkSession) -> None:
    pages = [(1, FERRY), (2, HTML), (3, None), (4, "")]
    frame = spark.createDataFrame(pages, "day int, text string").repartition(2)
    made = sorted(rows(clean(frame)), key=lambda row: row["day"])
    expected = clean_table(pa.table({"day": [p[0] for p in pages], "text": [p[1] for p in pages]}))
    assert made == expected.to_pylist()
    assert clean(frame).columns == ["day", *SCHEMA.names]
    assert clean(frame, keep=False).columns == SCHEMA.names


def test_bytes_and_a_cleaner_of_ones_own(spark: SparkSession) -> None:
    frame = spark.createDataFrame([(HTML.encode(),)], "raw binary")
    (made,) = rows(clean(frame, text="raw", cleaner=cleanpage.Cleaner(max_chars=50)))
    assert made["truncated"]


def test_a_missing_column_is_named_before_anything_runs(spark: SparkSession) -> None:
    frame = spark.createDataFrame([("x",)], "page string")
    with pytest.raises(ValueError, match="no column text: there are page"):
        clean(frame)
    with pytest.raises(ValueError, match="no column url: there are page"):
        learn_sites(frame, text="page")


def test_sites_are_learned_over_all_partitions(spark: SparkSession) -> None:
    learned = learn_sites(site(spark))
    assert learned.columns == SITES.names
    (row,) = rows(learned)  # of the other site there is one page only
    assert (row["host"], row["pages"], row["sketches"]) == ("gazette.example", 8, [])


def test_what_a_site_has_in_common_is_dropped(spark: SparkSession) -> None:
    frame = site(spark)
    made = {row["day"]: row for row in rows(clean(frame, sites=learn_sites(frame)))}
    counter = Counter()
    for number in range(8):
        counter.add("gazette.example", page(number))
    for number in range(8):
        pack = counter.pack_for("gazette.example", page(number))
        article = cleanpage.Cleaner([pack]).clean(page(number))
        assert made[number]["text"] == article.to_text()
        assert "pigeon" not in made[number]["text"]
        assert made[number]["url"] == f"https://www.gazette.example/{number}"
    assert made[90]["text"] == cleanpage.clean(page(90)).to_text()
    assert "pigeon" in made[90]["text"]
    assert "pigeon" in cleanpage.clean(page(0)).to_text()


def test_what_was_learned_can_be_kept(spark: SparkSession, tmp_path: Path) -> None:
    frame = site(spark)
    learn_sites(frame).write.parquet(str(tmp_path / "sites"))
    made = rows(clean(frame, sites=spark.read.parquet(str(tmp_path / "sites"))))
    assert [row["day"] for row in made if "pigeon" in row["text"]] == [90]


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    home = str(Path(pyspark.__file__).parent)
    environment = {**os.environ, "SPARK_HOME": home, "PYSPARK_PYTHON": sys.executable}
    submit = [f"{home}/bin/spark-submit", "--master", "local[2]", str(SCRIPT), *arguments]
    return subprocess.run(submit, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def test_the_script_turns_wet_into_parquet(tmp_path: Path) -> None:
    urls = [f"https://gazette.example/{n}" for n in range(6)]
    (tmp_path / "a.warc.wet.gz").write_bytes(wet({urls[n]: page(n) for n in range(3)}))
    (tmp_path / "b.warc.wet.gz").write_bytes(wet({urls[n]: page(n) for n in range(3, 6)})[:-40])
    done = run("*.warc.wet.gz", "-o", "articles", "--learn", cwd=tmp_path)
    assert done.returncode == 0, done.stderr[-3000:]
    made = pq.read_table(tmp_path / "articles").to_pylist()
    broken = [row for row in made if row["error"]]
    assert [row["source"].rpartition("/")[2] for row in broken] == ["b.warc.wet.gz"]
    articles = {row["url"]: row for row in made if not row["error"]}
    assert sorted(articles) == urls[:5]
    assert articles[urls[1]]["title"] == page(1).split("\n\n")[1]
    assert articles[urls[1]]["id"] == f"<urn:test:{urls[1]}>"
    assert not any("pigeon" in row["text"] for row in articles.values())


def test_the_script_reads_parquet(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": [1, 2], "page": [FERRY, "Menu"]}), tmp_path / "pages.parquet")
    done = run("pages.parquet", "-o", "articles", "--text", "page", "--min-confidence", "0.5", cwd=tmp_path)
    assert done.returncode == 0, done.stderr[-3000:]
    (row,) = pq.read_table(tmp_path / "articles").to_pylist()
    assert (row["id"], row["text"]) == ("1", cleanpage.clean(FERRY).to_text())
