"""Articles as polars' structs."""

from __future__ import annotations

from pathlib import Path

import polars as pl

import cleanpage
from cleanpage.adapters.polars import cleaned, struct_type
from cleanpage.adapters.rows import row
from cleanpage.samples import text

FERRY, HTML = text("ferry.txt"), text("ferry.html")


def test_the_expression_gives_the_articles() -> None:
    frame = pl.DataFrame({"page": [FERRY, HTML]}).select(cleaned("page"))
    assert frame.schema == {"page": struct_type()}
    assert frame["page"].to_list() == [row(cleanpage.clean(page)) for page in (FERRY, HTML)]


def test_nulls_bytes_and_expressions() -> None:
    frame = pl.DataFrame({"page": [FERRY.encode(), None]})
    kinds = frame.select(cleaned(pl.col("page")).struct.field("kind"))
    assert kinds.to_series().to_list() == ["article", "empty"]


def test_no_rows_keep_the_type() -> None:
    frame = pl.DataFrame({"text": []}, schema={"text": pl.String}).select(cleaned())
    assert frame.schema == {"text": struct_type()}


def test_lazy_queries_write_parquet(tmp_path: Path) -> None:
    pl.DataFrame({"day": [1, 2, 3], "text": [FERRY, HTML, None]}).write_parquet(tmp_path / "pages.parquet")
    query = (
        pl.scan_parquet(tmp_path / "pages.parquet")
        .with_columns(cleaned("text").alias("article"))
        .filter(pl.col("article").struct.field("confidence") > 0.5)
        .select("day", pl.col("article").struct.field("title", "sections"))
    )
    query.sink_parquet(tmp_path / "articles.parquet")
    made = pl.read_parquet(tmp_path / "articles.parquet")
    assert made["day"].to_list() == [1, 2]
    assert set(made["title"]) == {"Ferry runs aground off Skerrin, all passengers safe"}
    assert made["sections"][0][1]["heading"] == "Questions over the old lighthouse"
