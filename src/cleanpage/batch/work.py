"""What a worker does with a record: one page in, its output out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cleanpage.adapters.rows import row
from cleanpage.api import Cleaner
from cleanpage.batch.cleaners import Cleaners
from cleanpage.batch.pages import most_bytes
from cleanpage.batch.records import Options, Outcome, OutForm, Record
from cleanpage.batch.tally import counts_of
from cleanpage.read.gzipped import unpack
from cleanpage.render.data import select
from cleanpage.rules import Pack
from cleanpage.site import SiteLines
from cleanpage.types import Article

_GZIP = b"\x1f\x8b\x08"


@dataclass(frozen=True, slots=True)
class Job:
    """All that a worker must know: it goes to each one once."""

    options: Options
    write_as: OutForm
    cleaner: Cleaner
    sites: Mapping[str, Pack] = field(default_factory=dict)
    """Packs of sites' own rules, by host."""

    def begin(self) -> Callable[[Record], Outcome]:
        """What a worker does with each record."""
        return Work(self).outcome


class Work:
    """A job at work. Never raises on a page: what fails is rejected, with the reason."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._cleaners = Cleaners(job.cleaner, job.sites)

    def outcome(self, record: Record) -> Outcome:
        if record.error is not None:
            return rejected(record, record.error)
        try:
            return self._cleaned(record)
        except Exception as e:
            return rejected(record, f"cleaning failed: {type(e).__name__}: {e}")

    def _cleaned(self, record: Record) -> Outcome:
        options = self._job.options
        cleaner = self._cleaners.cleaner_for(record)
        page, cut = opened_page(record, cleaner)
        if record.site_lines:
            article = cleaner.rated(page, SiteLines(record.site_lines).rules_for)[0]
        else:
            article = cleaner.clean(page)
        article = replace(article, truncated=article.truncated or cut, url=record.url or article.url)
        counts = counts_of(article)
        if article.confidence < options.min_confidence:
            return Outcome(record.at, counts={**counts, "pages": {**counts["pages"], "below": 1}})
        if options.only or options.drop:
            article = select(article, only=options.only, drop=options.drop)
        data, size = _rendered(article, record, self._job)
        return Outcome(record.at, data, size=size, counts={**counts, "pages": {**counts["pages"], "written": 1}})


def opened_page(record: Record, cleaner: Cleaner) -> tuple[str | bytes, bool]:
    """A record's page, and whether it is cut: unpacked here, for the cleaner would do so up to a higher limit."""
    if isinstance(record.page, bytes) and record.page.startswith(_GZIP):
        page, cut = unpack(record.page, most_bytes(cleaner.max_chars))
        return page, cut or record.truncated
    return record.page, record.truncated


def rejected(record: Record, reason: str) -> Outcome:
    """The outcome of a record that nothing came of."""
    reject = {"source": record.source, "id": record.id, "url": record.url, "reason": " ".join(reason.split())[:500]}
    return Outcome(record.at, reject=reject, counts={"pages": {"read": 1, "rejected": 1}})


def json_line(data: Mapping[str, Any]) -> bytes:
    """A line of JSON in UTF-8; lone surrogates as escapes, and what JSON has no type for as text."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str)
    return text.encode("utf8", "backslashreplace") + b"\n"


def _rendered(article: Article, record: Record, job: Job) -> tuple[bytes | dict[str, Any], int]:
    """The output of a page, and about how many bytes it is."""
    lines = job.options.lines
    if job.write_as == "parquet":
        data = _row(article, record, lines=lines)
        return data, 4 * len(data["text"]) + (4 * len(article.source_text) if lines else 0)
    if job.write_as in ("jsonl", "json"):
        out = json_line(_data(article, record, lines=lines))
    else:
        text = {"text": article.to_text, "markdown": article.to_markdown, "html": article.to_html}[job.write_as]()
        out = text.encode("utf8", "backslashreplace")
    return out, len(out)


def _data(article: Article, record: Record, *, lines: bool) -> dict[str, Any]:
    data = {"source": record.source, "id": record.id, **article.to_dict(lines=lines)}
    return {**data, "fields": dict(record.fields)} if record.fields else data


def _row(article: Article, record: Record, *, lines: bool) -> dict[str, Any]:
    data = {"source": record.source, **row(article, id=record.id)}
    if record.fields:
        data["fields"] = {name: _as_text(value) for name, value in record.fields.items()}
    if lines:
        data["lines"] = article.to_dict(lines=True)["lines"]
    return data


def _as_text(value: Any) -> str | None:
    """A kept field in a column of text: what is no text as JSON, for the column has one type whatever comes."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
