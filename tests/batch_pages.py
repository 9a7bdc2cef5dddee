"""Made-up pages, and cleaners that misbehave, for the tests of batches."""

from __future__ import annotations

import gzip
import json
import os
import signal
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cleanpage import Article, Cleaner

PLACES = ("Skerrin", "Halvik", "Port Orran", "Marrowby", "Tolness")


def page(number: int) -> str:
    """A short page, unlike those of other numbers."""
    place = PLACES[number % len(PLACES)]
    return (
        f"Skip to content\n\n{place} opens lighthouse number {number}\n\nMarch 3, 2025\n\n"
        f"The island of {place} has opened its lighthouse number {number}, the council said on Monday. It had been "
        f"closed for {number + 2} years, and nobody had missed it much.\n\n"
        f'"There is light again," said the keeper of {place}, who climbed {number + 40} steps to turn it on. '
        "Several hundred people watched from the pier in the rain.\n\nShare this article\n\nMost read\n"
    )


def html(number: int) -> str:
    """The same as a document."""
    title, *blocks = page(number).split("\n\n")[1:]
    return f"<html><body><article><h1>{title}</h1>{''.join(f'<p>{b}</p>' for b in blocks)}</article></body></html>"


def write_jsonl(path: Path, count: int, **more: Any) -> Path:
    """Lines of JSON, a page each."""
    rows = [{"id": number, "text": page(number), **more} for number in range(count)]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf8")
    return path


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    return [json.loads(line) for line in data.splitlines()]


def warc_record(kind: str, url: str, block: bytes, headers: Mapping[str, str]) -> bytes:
    head = {"WARC-Type": kind, "WARC-Target-URI": url, "WARC-Record-ID": f"<urn:test:{url}>", **headers}
    head["Content-Length"] = str(len(block))
    return b"WARC/1.0\r\n" + _headers(head) + block + b"\r\n\r\n"


def response(url: str, body: bytes, *, status: str = "200 OK", **headers: str) -> bytes:
    """A WARC record of a page that came over HTTP; underscores in headers' names stand for hyphens."""
    named = {"Content-Type": "text/html; charset=utf-8", **{n.replace("_", "-"): v for n, v in headers.items()}}
    block = f"HTTP/1.1 {status}\r\n".encode() + _headers(named) + body
    return warc_record("response", url, block, {"Content-Type": "application/http; msgtype=response"})


def wet(url: str, text: str) -> bytes:
    return warc_record("conversion", url, text.encode(), {"Content-Type": "text/plain"})


def _headers(headers: Mapping[str, str]) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode() + b"\r\n"


class OddCleaner(Cleaner):
    """Cleans, but on pages that say so hangs, dies or raises."""

    def __reduce__(self) -> tuple[Any, ...]:
        return OddCleaner, ()

    def clean(self, source: Any) -> Article:
        if "HANG" in source:
            time.sleep(600)
        if "DIE" in source:
            os.kill(os.getpid(), signal.SIGKILL)
        if "RAISE" in source:
            raise ValueError("no such\nday")
        return super().clean(source)
