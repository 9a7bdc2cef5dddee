"""Batches: what comes in, what goes out, and what is said of it."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import subprocess
import sys
import termios
import zlib
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from batch_pages import OddCleaner, html, page, read_jsonl, response, warc_record, wet, write_jsonl
from pyarrow import parquet as pq

import cleanpage
from cleanpage.batch import BatchError, NothingToDo, Options, Progress, run
from cleanpage.batch import records as limits
from cleanpage.cli import main
from cleanpage.rules import load_pack

DRIVER = "import sys, resource; from cleanpage.cli import main; {}; sys.exit(main(sys.argv[1:]))"


def cli(*args: str | Path, first: str = "pass", **kwargs: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", DRIVER.format(first), "batch", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, **kwargs)


def articles(*inputs: Path, to: Path, **options: Any) -> list[dict[str, Any]]:
    run(inputs, to, options=Options(**options))
    return read_jsonl(to)


def rejects(out: Path) -> list[tuple[str, str]]:
    return [(r["source"], r["reason"]) for r in read_jsonl(out.with_name(f"{out.name}.rejects.jsonl"))]


# in


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    (folder / "deep").mkdir(parents=True)
    (folder / "b.txt").write_text(page(1))
    (folder / "a.html").write_text(html(2))
    (folder / "deep" / "c.md").write_text(page(3))
    (folder / "deep" / "d.html.gz").write_bytes(gzip.compress(html(4).encode()))
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\0\0")
    found = articles(folder, to=tmp_path / "out.jsonl")
    names = ["a.html", "b.txt", "deep/c.md", "deep/d.html.gz"]
    assert [a["source"] for a in found] == [str(folder / name) for name in names]
    assert [a["title"].split()[-1] for a in found] == ["2", "1", "3", "4"]
    assert found[0] == {"source": str(folder / "a.html"), "id": None, **cleanpage.clean(html(2)).to_dict()}


def test_a_pattern_names_files_and_a_file_is_read_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.html"):
        (tmp_path / name).write_text(page(1))
    found = articles(tmp_path / "*.txt", tmp_path / "a.txt", to=tmp_path / "out.jsonl")
    assert [Path(a["source"]).name for a in found] == ["a.txt", "b.txt"]


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
def test_jsonl_packed_or_not(tmp_path: Path, packing: str) -> None:
    plain = write_jsonl(tmp_path / "pages.jsonl", 3)
    data = plain.read_bytes()
    if packing == ".gz":
        data = gzip.compress(data[:100]) + gzip.compress(data[100:])
    elif packing == ".zst":
        zstd = import_module("backports.zstd" if sys.version_info < (3, 14) else "compression.zstd")
        data = zstd.compress(data[:100]) + zstd.compress(data[100:])
    path = tmp_path / f"pages.jsonl{packing}"
    path.write_bytes(data)
    found = articles(path, to=tmp_path / "out.jsonl")
    assert [(a["source"], a["id"]) for a in found] == [(f"{path}:{n}", str(n - 1)) for n in (1, 2, 3)]


def test_fields_of_the_input(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    row = {"key": 7, "raw": page(1), "link": "https://example.org/1", "score": [1, 2], "title": "kept too"}
    path.write_text(json.dumps(row) + "\n")
    (found,) = articles(
        path,
        to=tmp_path / "out.jsonl",
        text_field="raw",
        id_field="key",
        url_field="link",
        keep_fields=("score", "title", "none"),
    )
    assert (found["id"], found["url"]) == ("7", "https://example.org/1")
    assert found["title"] == "Halvik opens lighthouse number 1"
    assert found["fields"] == {"score": [1, 2], "title": "kept too", "none": None}
    assert list(found)[:2] == ["source", "id"]


def test_parquet_in(tmp_path: Path) -> None:
    path = tmp_path / "pages.parquet"
    columns: dict[str, Any] = {
        "id": [1, 2, 3],
        "text": [page(1), None, page(3)],
        "day": pa.array([0, 1, 2], pa.date32()),
    }
    pq.write_table(pa.table(columns), path, row_group_size=2)
    out = tmp_path / "out.jsonl"
    found = articles(path, to=out, keep_fields=("day",))
    assert [(a["id"], a["fields"]["day"]) for a in found] == [("1", "1970-01-01"), ("3", "1970-01-03")]
    assert rejects(out) == [(f"{path}:2", "the field text is not text")]


def test_warc_in(tmp_path: Path) -> None:
    body = html(1).encode()
    chunked = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (9, body[:9], len(body) - 9, body[9:])
    urls = [f"https://example.org/{name}" for name in ("plain", "gzip", "chunked", "claimed", "deflated")]
    data = [
        warc_record("warcinfo", "", b"software: none\r\n", {"Content-Type": "application/warc-fields"}),
        response(urls[0], body),
        response("https://example.org/gone", b"<p>Not found</p>", status="404 Not Found"),
        response("https://example.org/x.png", b"\x89PNG", Content_Type="image/png"),
        response(urls[1], gzip.compress(body), Content_Encoding="gzip"),
        response(urls[2], chunked, Transfer_Encoding="chunked"),
        response(urls[3], body, Content_Encoding="gzip", Transfer_Encoding="chunked"),
        response(urls[4], zlib.compress(body), Content_Encoding="deflate"),
    ]
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(gzip.compress(record) for record in data))
    found = articles(path, to=tmp_path / "out.jsonl")
    assert [a["url"] for a in found] == urls
    assert {a["title"] for a in found} == {"Halvik opens lighthouse number 1"}
    assert found[0]["id"] == f"<urn:test:{urls[0]}>"
    assert found[0]["source"] == f"{path}@{len(data[0])}"


def test_broken_headers_spoil_only_their_own_record(tmp_path: Path) -> None:
    def raw(name: str, head: bytes) -> bytes:
        http = {"Content-Type": "application/http; msgtype=response"}
        return warc_record("response", f"https://example.org/{name}", head + html(1).encode(), http)

    path, out = tmp_path / "crawl.warc", tmp_path / "out.jsonl"
    records = [
        raw("plain", b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n"),
        raw("no-colon", b"HTTP/1.1 200 OK\r\nNonsense\r\nContent-Type: text/html\r\n\r\n"),
        raw("no-headers", b"what is this\n"),
        raw("endless", b"HTTP/1.1 200 OK\r\nCookie: " + b"x" * 2_000_000 + b"\r\n\r\n"),
        raw("last", b"HTTP/2 200\r\nContent-Type: text/html\r\n\r\n"),
    ]
    path.write_bytes(b"".join(records))
    found = articles(path, to=out)
    assert [(a["url"], a["title"]) for a in found] == [
        (f"https://example.org/{name}", "Halvik opens lighthouse number 1") for name in ("plain", "no-colon", "last")
    ]
    place = f"{path}@{sum(map(len, records[:3]))}"
    assert rejects(out) == [(place, "its HTTP headers are broken")]


def test_rejects_elsewhere_under_the_outputs_own_name(tmp_path: Path) -> None:
    path, other = tmp_path / "pages.jsonl", tmp_path / "other"
    path.write_text('{"text": 3}\n')
    other.mkdir()
    write_jsonl(other / "more.jsonl", 1)
    run([path, other], tmp_path / "out.jsonl", rejects=other / "out.jsonl")
    assert [r["source"] for r in read_jsonl(other / "out.jsonl")] == [f"{path}:1"]
    assert [a["source"] for a in read_jsonl(tmp_path / "out.jsonl")] == [f"{other / 'more.jsonl'}:1"]


def test_wet_from_standard_input(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    packed = gzip.compress(wet("https://example.org/1", page(1)) + wet("https://example.org/2", page(2)))
    command = [sys.executable, "-m", "cleanpage", "batch", "-o", str(out)]
    done = subprocess.run(command, input=packed, capture_output=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    assert [a["url"] for a in read_jsonl(out)] == ["https://example.org/1", "https://example.org/2"]


def test_jsonl_from_standard_input(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    done = cli("-", "-o", out, input=json.dumps({"text": page(1)}) + "\n")
    assert done.returncode == 0
    assert [a["source"] for a in read_jsonl(out)] == ["-:1"]


# out


def test_parquet_out_has_typed_columns(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "pages.jsonl", 5, lang=["en"], site="gazette")
    out = tmp_path / "out.parquet"
    run([path], out, options=Options(keep_fields=("lang", "site"), lines=True, part_pages=2))
    table = pq.read_table(out)
    assert pq.ParquetFile(out).num_row_groups == 3
    assert table.column("source").to_pylist() == [f"{path}:{n}" for n in range(1, 6)]
    first = table.to_pylist()[0]
    article = cleanpage.clean(page(0))
    assert first["text"] == article.to_text()
    assert first["sections"] == article.to_dict()["sections"]
    assert first["lines"] == article.to_dict(lines=True)["lines"]
    assert first["fields"] == {"lang": '["en"]', "site": "gazette"}
    assert table.schema.field("authors").type == pa.list_(pa.string())


def test_an_empty_input_gives_an_empty_table(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_text("\n\n")
    run([path], tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 0


def test_a_folder_out_has_a_file_for_each_page(tmp_path: Path) -> None:
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "a.html").write_text(html(1))
    (tmp_path / "one" / "a.txt").write_text(page(2))
    (tmp_path / "one" / "b.txt").write_text(page(3))
    lines = write_jsonl(tmp_path / "more.jsonl", 2)
    out = tmp_path / "out"
    run([tmp_path / "one", tmp_path / "two", lines], out, options=Options(write_as="markdown"))
    files = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    assert files == [
        "a.html.md",
        "a.html~2.md",
        "a.txt.md",
        "b.md",
        "more.jsonl/000000001.md",
        "more.jsonl/000000002.md",
    ]
    assert (out / "b.md").read_text() == cleanpage.clean(page(3)).to_markdown()
    assert [path.name for path in out.iterdir() if path.name.startswith(".")] == []


def test_jsonl_out_packed(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "pages.jsonl", 5)
    run([path], tmp_path / "out.jsonl")
    run([path], tmp_path / "out.jsonl.gz", options=Options(part_pages=2))
    assert gzip.decompress((tmp_path / "out.jsonl.gz").read_bytes()) == (tmp_path / "out.jsonl").read_bytes()


def test_parts_confidence_lines_and_limit(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    texts = [page(1), "Menu\n\nSign in", page(2), page(3)]
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    out = tmp_path / "out.jsonl"
    options = Options(only=("title", "body"), drop=("title",), min_confidence=0.3, lines=True, limit=3)
    summary = run([path], out, options=options)
    found = read_jsonl(out)
    assert [a["source"] for a in found] == [f"{path}:1", f"{path}:3"]
    assert found[0]["title"] is found[0]["dateline"] is None
    assert found[0]["sections"][0]["paragraphs"]
    assert [line["text"] for line in found[0]["lines"]] == page(1).splitlines()
    assert dict(summary.pages) == {"read": 3, "written": 2, "below": 1, "rejected": 0, "truncated": 0}


def test_lone_surrogates_get_through(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_text(json.dumps({"text": page(1), "note": "rain \ud800"}) + "\n")
    run([path], tmp_path / "out.jsonl", options=Options(keep_fields=("note",)))
    assert r'"note":"rain \ud800"' in (tmp_path / "out.jsonl").read_text()
    run([path], tmp_path / "out.parquet", options=Options(keep_fields=("note",)))
    assert pq.read_table(tmp_path / "out.parquet").column("fields")[0].as_py() == {"note": "rain ?"}


def test_a_pack_and_a_sites_own_rules(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        '[[rule]]\nid = "mine.promo.keeper"\nlabel = "promo"\n'
        'match = { contains = ["said the keeper"] }\nwhy = "never again"\n'
        'hit = ["So said the keeper."]\nmiss = ["So said nobody."]\n'
    )
    path = tmp_path / "pages.jsonl"
    urls = ["https://www.example.org/1", "https://example.net/1"]
    path.write_text("".join(json.dumps({"text": page(1), "url": url}) + "\n" for url in urls))
    run([path], tmp_path / "out.jsonl", sites={"example.org": load_pack(mine)})
    kept = ["There is light" in json.dumps(a) for a in read_jsonl(tmp_path / "out.jsonl")]
    assert kept == [False, True]
    done = cli(path, "-o", tmp_path / "all.jsonl", "--pack", mine)
    assert done.returncode == 0
    assert "There is light" not in (tmp_path / "all.jsonl").read_text()


# many workers


def test_any_number_of_workers_writes_the_same(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "pages.jsonl", 120)
    for workers in (1, 3):
        run([path], tmp_path / f"{workers}.jsonl", options=Options(workers=workers, part_pages=17))
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "3.jsonl").read_bytes()
    run([path], tmp_path / "any.jsonl", options=Options(workers=3, ordered=False))
    lines = (tmp_path / "any.jsonl").read_bytes().splitlines()
    assert sorted(lines) == sorted((tmp_path / "1.jsonl").read_bytes().splitlines())


def test_what_hangs_dies_or_raises_is_rejected_and_the_run_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    texts = [page(n) for n in range(40)]
    texts[3] += "HANG"
    texts[5] += "DIE"
    texts[20] += "RAISE"
    path.write_text("".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts)))
    out = tmp_path / "out.jsonl"
    seen: list[Progress] = []
    options = Options(workers=2, timeout=3)
    summary = run([path], out, options=options, cleaner=OddCleaner(), watch=seen.append)
    assert [int(a["id"]) for a in read_jsonl(out)] == [n for n in range(40) if n not in (3, 5, 20)]
    assert rejects(out) == [
        (f"{path}:4", "it took longer than 3 s"),
        (f"{path}:6", "the worker died on it (SIGKILL)"),
        (f"{path}:21", "cleaning failed: ValueError: no such day"),
    ]
    assert summary.pages["rejected"] == 3
    assert seen[-1].pages == 40
    assert seen[-1].bytes_read == seen[-1].bytes_total == path.stat().st_size


def test_progress_tells_of_rejects(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_text('{"text": 3}\n')
    seen: list[Progress] = []
    run([path], tmp_path / "out.jsonl", watch=seen.append)
    assert seen[0].reject == {"source": f"{path}:1", "id": None, "url": None, "reason": "the field text is not text"}


# what is broken


def test_broken_lines_are_rejected_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    good = json.dumps({"text": page(1)}).encode()
    deep = b'{"text": ' + b"[" * 100_000
    bad = [b'{"text": "a', b"[1]", b'{"other": 1}', b'{"text": "\xff"}', deep]
    path.write_bytes(b"\xef\xbb\xbf" + b"\n".join([good, b"", *bad, good]))
    out = tmp_path / "out.jsonl"
    done = cli(path, "-o", out)
    assert done.returncode == 1
    found = rejects(out)
    assert [place for place, _ in found] == [f"{path}:{n}" for n in (3, 4, 5, 6, 7)]
    assert found[0][1] == "broken JSON at character 10: Unterminated string starting at"
    assert found[2][1] == "no field text: there are other"
    assert found[3][1] == "broken JSON at byte 11: not UTF-8"
    assert [a["source"] for a in read_jsonl(out)] == [f"{path}:1", f"{path}:8"]
    assert f"cleanpage: {path}:3: broken JSON" in done.stderr
    assert f"cleanpage: 5 pages were rejected: see {out}.rejects.jsonl" in done.stderr


def test_a_broken_off_gzip_loses_only_its_end(tmp_path: Path) -> None:
    whole = write_jsonl(tmp_path / "whole.jsonl", 200).read_bytes()
    first, second = tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl"
    first.write_bytes(gzip.compress(whole)[:-3000])
    second.write_bytes(whole)
    out = tmp_path / "out.jsonl"
    run([first, second], out)
    ((place, reason),) = rejects(out)
    assert place == str(first)
    assert reason.startswith("the file is broken off (after ")
    from_first = [a for a in read_jsonl(out) if a["source"].startswith(str(first))]
    assert 0 < len(from_first) < 200
    assert len(read_jsonl(out)) == len(from_first) + 200


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_a_broken_off_warc_loses_only_its_end(tmp_path: Path, name: str) -> None:
    records = [response(f"https://example.org/{n}", html(n).encode()) for n in range(3)]
    data = b"".join(records)
    path = tmp_path / name
    path.write_bytes(data[:-100] if name == "crawl.warc" else gzip.compress(data)[:-40])
    out = tmp_path / "out.jsonl"
    run([path], out)
    assert [a["url"] for a in read_jsonl(out)] == ["https://example.org/0", "https://example.org/1"]
    ((place, reason),) = rejects(out)
    assert place == str(path)
    assert "broken off" in reason


def test_a_warc_broken_off_within_headers(tmp_path: Path) -> None:
    path, out = tmp_path / "crawl.warc", tmp_path / "out.jsonl"
    whole = response("https://example.org/0", html(0).encode())
    path.write_bytes(whole + whole[: whole.index(b"text/html")])
    run([path], out)
    assert len(read_jsonl(out)) == 1
    assert "broken off" in rejects(out)[0][1]


def test_a_warc_broken_off_where_nothing_is_read(tmp_path: Path) -> None:
    picture = response("https://example.org/x", bytes(5000), Content_Type="image/png")
    path, out = tmp_path / "crawl.warc", tmp_path / "out.jsonl"
    path.write_bytes(response("https://example.org/0", html(0).encode()) + picture[:-2000])
    run([path], out)
    assert len(read_jsonl(out)) == 1
    assert "broken off" in rejects(out)[0][1]


def test_what_is_no_warc_no_parquet_no_text(tmp_path: Path) -> None:
    for name in ("a.warc", "b.parquet", "c.txt"):
        (tmp_path / name).write_bytes(b"\0\1\2 what is this\n" * 1000)
    (tmp_path / "d.html.gz").write_bytes(gzip.compress(html(1).encode())[:-20])
    out = tmp_path / "out.jsonl"
    run([tmp_path], out)
    found = dict(rejects(out))
    assert list(found) == [str(tmp_path / name) for name in ("a.warc", "b.parquet", "c.txt", "d.html.gz")]
    assert found[str(tmp_path / "a.warc")].startswith("no WARC record")
    assert "Parquet" in found[str(tmp_path / "b.parquet")]
    assert found[str(tmp_path / "c.txt")] == "binary file, not text"
    assert found[str(tmp_path / "d.html.gz")].startswith("the file is broken off")


def test_a_long_page_is_cut_and_says_so(tmp_path: Path) -> None:
    path, out = tmp_path / "pages.jsonl", tmp_path / "out.jsonl"
    path.write_text(json.dumps({"text": page(1) * 20}) + "\n" + json.dumps({"text": page(1)}) + "\n")
    summary = run([path], out, cleaner=cleanpage.Cleaner(max_chars=1000))
    assert [a["truncated"] for a in read_jsonl(out)] == [True, False]
    assert summary.pages["truncated"] == 1


def test_a_line_too_long_is_rejected_and_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleanpage.batch.jsonl.MAX_LINE", 2000)
    path, out = tmp_path / "pages.jsonl", tmp_path / "out.jsonl"
    path.write_text(json.dumps({"text": page(1) * 20}) + "\n" + json.dumps({"text": page(1)}) + "\n")
    run([path], out)
    assert rejects(out) == [(f"{path}:1", "the line is longer than 2,000 bytes")]
    assert [a["source"] for a in read_jsonl(out)] == [f"{path}:2"]


MEMORY = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-m", "cleanpage", "batch", *sys.argv[1:]], check=True)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(peak // (1024 * 1024 if sys.platform == "darwin" else 1024))
"""


@pytest.mark.parametrize("letter", ["a", "ф", "😀"])
def test_memory_stays_flat_whatever_a_page_is_long(tmp_path: Path, letter: str) -> None:
    prose = f"The ferry sank on Monday, and {letter} all were saved.\n\n"
    line = json.dumps({"text": prose * (limits.MAX_LINE // len(prose.encode()) - 100_000)}, ensure_ascii=False)
    path, out = tmp_path / "pages.jsonl", tmp_path / "out.parquet"
    with open(path, "w", encoding="utf8") as file:
        file.writelines([line, "\n"] * 3)
        file.write("x" * (3 * limits.MAX_LINE) + "\n")
    command = [sys.executable, "-c", MEMORY, str(path), "-o", str(out), "--workers", "2", "--quiet"]
    done = subprocess.run([*command[:-1], "--limit", "3"], capture_output=True, text=True, check=True)
    assert pq.read_table(out, columns=["truncated"]).column(0).to_pylist() == [True] * 3
    assert int(done.stdout) < 300


# what ends a run, and what it says then


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.jsonl", "-o", "out.jsonl"], "missing.jsonl: No such file or directory"),
        (["empty", "-o", "out.jsonl"], "empty: no pages there"),
        (["pages.jsonl", "-o", "nowhere/out.jsonl"], "nowhere/out.jsonl: its folder is missing"),
        (["pages.jsonl", "-o", "pages.jsonl/out"], "pages.jsonl/out: its folder is missing"),
        (["pages.jsonl", "-o", "out.jsonl", "--summary", "nowhere/s.json"], "nowhere/s.json: its folder is missing"),
        (["pages.jsonl", "-o", "o.jsonl", "--rejects", "o.jsonl"], "o.jsonl: the output, the rejects and the summary"),
        (["pages.jsonl", "-o", "/proc/out.jsonl"], "/proc/out.jsonl.cleanpage-run: No such file or directory"),
        (["pages.jsonl", "-o", "out.csv"], "out.csv: name it .jsonl"),
        (["pages.jsonl", "-o", "there.jsonl"], "there.jsonl: is there already: --overwrite replaces it"),
        (["pages.jsonl", "-o", "pages.jsonl", "--overwrite"], "pages.jsonl: cannot be the input and the output"),
        (["pages.jsonl", "-o", "empty", "--to", "jsonl"], "empty: is a folder, and jsonl is one file"),
        (["-", "-o", "out.jsonl", "--from", "parquet"], "Parquet cannot be read from standard input: name the file"),
        (["-", "-o", "out.jsonl"], "standard input is neither JSON lines nor WARC: --from says what it is"),
    ],
)
def test_what_cannot_begin_says_why_in_one_line(tmp_path: Path, arguments: list[str], message: str) -> None:
    write_jsonl(tmp_path / "pages.jsonl", 1)
    (tmp_path / "there.jsonl").write_text("mine\n")
    (tmp_path / "empty").mkdir()
    done = cli(*arguments, cwd=tmp_path, input="some text")
    assert done.returncode == 1
    assert done.stderr.startswith(f"cleanpage: {message}")
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "there.jsonl").read_text() == "mine\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["a.txt"],
        ["a.txt", "-o", "out.jsonl", "--workers", "0"],
        ["a.txt", "-o", "out.jsonl", "--min-confidence", "2"],
        ["a.txt", "-o", "out.jsonl", "--only", "nothing"],
        ["a.txt", "-o", "out.jsonl", "--resume", "--overwrite"],
        ["a.txt", "-o", "out", "--lines"],
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "a.txt").write_text(page(1))
    done = cli(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_a_full_disk_is_said_and_the_run_goes_on_when_there_is_room(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "pages.jsonl", 1500)
    out = tmp_path / "out.jsonl"
    run([path], tmp_path / "unbroken.jsonl")
    room = (tmp_path / "unbroken.jsonl").stat().st_size - 1000
    full = f"resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))"
    done = cli(path, "-o", out, "--quiet", first=full)
    assert done.returncode == 1
    assert done.stderr == f"cleanpage: {out}: File too large; what is done is kept: --resume goes on with it\n"
    assert not out.exists()
    assert cli(path, "-o", out, "--quiet", "--resume").returncode == 0
    assert out.read_bytes() == (tmp_path / "unbroken.jsonl").read_bytes()


def test_a_worker_that_cannot_start_ends_the_run(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "pages.jsonl", 2)
    with pytest.raises(BatchError, match="a worker could not start"):
        run([path], tmp_path / "out.jsonl", cleaner=Unloadable())


class Unloadable(cleanpage.Cleaner):
    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (3,)


def test_without_an_extra_the_message_names_it(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "pages.jsonl", 1)
    (tmp_path / "pages.jsonl.zst").write_bytes(b"\x28\xb5\x2f\xfd....")
    (tmp_path / "crawl.warc").write_bytes(wet("https://example.org/1", page(1)))
    pq.write_table(pa.table({"text": [page(1)]}), tmp_path / "pages.parquet")
    names = "('pyarrow', 'fastwarc', 'backports', 'compression')"
    block = f"sys.modules.update((name, None) for name in {names})"
    for name, extra in (("crawl.warc", "warc"), ("pages.parquet", "parquet"), ("pages.jsonl.zst", "zstd")):
        done = cli(tmp_path / name, "-o", tmp_path / "out.jsonl", "--overwrite", first=block)
        assert done.returncode == 1
        assert f"pip install 'cleanpage[{extra}]'" in done.stderr
        assert done.stderr.count("\n") == 1
    done = cli(tmp_path / "pages.jsonl", "-o", tmp_path / "out.parquet", first=block)
    assert "pip install 'cleanpage[parquet]'" in done.stderr


# what is told


def test_the_summary(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "pages.jsonl", 4)
    with open(path, "a") as file:
        file.write("{\n")
    done = cli(path, "-o", tmp_path / "out.jsonl", "--summary", tmp_path / "summary.json")
    summary = json.loads((tmp_path / "summary.json").read_text())
    lines = [line for n in range(4) for line in cleanpage.clean(page(n)).lines]
    assert summary["pages"] == {"read": 5, "written": 4, "below": 0, "rejected": 1, "truncated": 0}
    assert summary["characters"]["kept"] == sum(len(line.text) for line in lines if line.kept)
    assert sum(summary["characters"].values()) == sum(len(line.text) for line in lines)
    assert summary["dropped_lines_by_label"]["share"] == 4
    assert summary["dropped_lines_by_rule"]["en.nav.skip"] == 4
    assert sum(summary["dropped_lines_by_label"].values()) == sum(summary["dropped_lines_by_rule"].values())
    assert summary["kinds"] == {"article": 4}
    assert summary["languages"] == {"en": 4}
    assert summary["pages_per_second"] > 0
    assert "5 read, 4 written, 0 below, 1 rejected, 0 truncated" in done.stderr


def test_quiet_says_nothing_when_all_goes_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_jsonl(tmp_path / "pages.jsonl", 2)
    assert main(["batch", str(path), "-o", str(tmp_path / "out.jsonl"), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_many_rejects_are_not_all_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_text("{\n" * 50)
    assert main(["batch", str(path), "-o", str(tmp_path / "out.jsonl"), "--quiet"]) == 1
    assert capsys.readouterr().err.count("broken JSON") == 10
    assert len(rejects(tmp_path / "out.jsonl")) == 50


def test_without_rejects_there_is_no_file_of_them_and_an_old_one_goes(tmp_path: Path) -> None:
    path, out = tmp_path / "pages.jsonl", tmp_path / "out.jsonl"
    path.write_text("{\n")
    run([path], out)
    assert len(rejects(out)) == 1
    write_jsonl(path, 1)
    run([path], out, overwrite=True)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.jsonl", "pages.jsonl"]


def test_resume_of_what_is_complete_or_has_not_begun(tmp_path: Path) -> None:
    path, out = write_jsonl(tmp_path / "pages.jsonl", 2), tmp_path / "out.jsonl"
    assert run([path], out, resume=True).pages["written"] == 2
    with pytest.raises(NothingToDo, match="is complete"):
        run([path], out, resume=True)
    assert cli(path, "-o", out, "--resume").returncode == 0
    with pytest.raises(BatchError, match="is there already"):
        run([path], out)


@pytest.mark.parametrize("option", [{"write_as": "csv"}, {"workers": 0}, {"timeout": 0}, {"read_as": "pdf"}])
def test_options_that_make_no_sense(tmp_path: Path, option: dict[str, Any]) -> None:
    path = write_jsonl(tmp_path / "pages.jsonl", 2)
    with pytest.raises(ValueError, match="must be"):
        run([path], tmp_path / "out.jsonl", options=Options(**option))


def test_progress_is_lines_in_a_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("cleanpage.commands.batch._EVERY", 0.0)
    path = write_jsonl(tmp_path / "pages.jsonl", 2)
    assert main(["batch", str(path), "-o", str(tmp_path / "out.jsonl")]) == 0
    first, second, *_ = capsys.readouterr().err.splitlines()
    assert first.startswith("cleanpage: 1 pages, ")
    assert second.endswith("a second, 0 rejected, 100% of the input read")


@pytest.mark.parametrize("missing", ["", "tqdm"])
def test_progress_is_a_bar_on_a_terminal_if_there_is_tqdm(tmp_path: Path, missing: str) -> None:
    path = write_jsonl(tmp_path / "pages.jsonl", 3)
    with open(path, "a") as file:
        file.write("{\n")
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    block = f"sys.modules.update((name, None) for name in {missing.split()})"
    command = [sys.executable, "-c", DRIVER.format(block), "batch", str(path), "-o", str(tmp_path / "out.jsonl")]
    with subprocess.Popen(command, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # which says that the other end is closed
            while part := os.read(ours, 4096):
                shown += part
    os.close(ours)
    assert process.returncode == 1
    assert (b"B/s]" in shown) is (not missing)
    assert b"cleanpage: " + str(path).encode() + b":4: broken JSON" in shown
    assert b"4 read, 3 written" in shown
