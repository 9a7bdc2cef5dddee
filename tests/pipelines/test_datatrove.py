"""datatrove's local executor, from WARC and from JSON lines.

Needs the extra "pipelines", so it has a command of its own: `python -m pytest tests/pipelines`.
"""

from __future__ import annotations

import doctest
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader, WarcReader
from datatrove.pipeline.writers import JsonlWriter

import cleanpage
from cleanpage.adapters import datatrove
from cleanpage.adapters.datatrove import CleanpageFilter
from cleanpage.samples import text

FERRY, HTML = text("ferry.txt"), text("ferry.html")


def response(url: str, body: str) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body.encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Record-ID: <urn:test:{url}>\r\n"
    head += f"WARC-Date: 2025-03-04T00:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    return gzip.compress(head.encode() + block + b"\r\n\r\n")


def read_jsonl(folder: Path) -> list[dict[str, Any]]:
    paths = sorted(folder.glob("*.jsonl.gz"))
    return [json.loads(line) for path in paths for line in gzip.decompress(path.read_bytes()).splitlines()]


def run(tmp_path: Path, reader: Any, **options: Any) -> dict[str, Any]:
    """Run reader, filter and writer; return the filter's stats."""
    step = CleanpageFilter(exclusion_writer=JsonlWriter(str(tmp_path / "dropped")), **options)
    pipeline = [reader, step, JsonlWriter(str(tmp_path / "kept"))]
    LocalPipelineExecutor(pipeline, tasks=1, logging_dir=str(tmp_path / "logs")).run()
    stats = json.loads((tmp_path / "logs" / "stats.json").read_text("utf8"))
    return next(entry["stats"] for entry in stats if "cleanpage" in entry["name"])


def test_the_documented_examples() -> None:
    done = doctest.testmod(datatrove)
    assert done.attempted
    assert not done.failed


def test_warc(tmp_path: Path) -> None:
    menu = "<html><body><nav><ul><li><a href='/'>Home</a></li></ul></nav></body></html>"
    data = response("https://example.org/ferry", HTML) + response("https://example.org/", menu)
    (tmp_path / "crawl").mkdir()
    (tmp_path / "crawl" / "a.warc.gz").write_bytes(data)
    stats = run(tmp_path, WarcReader(str(tmp_path / "crawl")), min_confidence=0.5)
    (kept,) = read_jsonl(tmp_path / "kept")
    article = cleanpage.clean(HTML)
    assert kept["text"] == article.to_text()
    assert kept["metadata"]["url"] == "https://example.org/ferry"
    assert kept["metadata"]["article"] == article.to_dict()
    assert (stats["forwarded"], stats["dropped"], stats["dropped_low_confidence"]) == (1, 1, 1)


def test_jsonl(tmp_path: Path) -> None:
    pages = [{"id": "a", "text": FERRY, "date": "crawled"}, {"id": "b", "text": "\u200b \n"}]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "pages.jsonl").write_text("".join(f"{json.dumps(page)}\n" for page in pages), "utf8")
    stats = run(tmp_path, JsonlReader(str(tmp_path / "in")))
    (kept,) = read_jsonl(tmp_path / "kept")
    assert kept["text"] == cleanpage.clean(FERRY).to_text()
    assert kept["metadata"]["date"] == "crawled"
    (dropped,) = read_jsonl(tmp_path / "dropped")
    assert dropped["metadata"]["filter_reason"] == "no_text"
    assert dropped["text"] == "\u200b \n"
    assert stats["line-filter-en.share.bar"] == sum(x.rule == "en.share.bar" for x in cleanpage.clean(FERRY).lines) > 0
    assert stats["kind-article"] == 1


@pytest.mark.parametrize("tasks", [2])
def test_tasks_in_processes(tmp_path: Path, tasks: int) -> None:
    (tmp_path / "in").mkdir()
    for number in range(tasks):
        (tmp_path / "in" / f"{number}.jsonl").write_text(json.dumps({"id": str(number), "text": FERRY}), "utf8")
    pipeline = [JsonlReader(str(tmp_path / "in")), CleanpageFilter(), JsonlWriter(str(tmp_path / "kept"))]
    LocalPipelineExecutor(pipeline, tasks=tasks, workers=tasks, logging_dir=str(tmp_path / "logs")).run()
    assert [row["text"] for row in read_jsonl(tmp_path / "kept")] == tasks * [cleanpage.clean(FERRY).to_text()]
