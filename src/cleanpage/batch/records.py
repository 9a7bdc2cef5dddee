"""The records that a run's steps hand to each other: what is read, what comes of it, and how it is to be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

MAX_CHARS = 4_000_000
"""Characters of a page that a run reads unless its cleaner says otherwise: what keeps a worker's memory small."""

MAX_LINE = 16_000_000
"""Bytes of a line of JSON that are read; a longer one is rejected, for half an object is none."""

InForm = Literal["page", "jsonl", "parquet", "warc"]
IN_FORMS: tuple[InForm, ...] = ("page", "jsonl", "parquet", "warc")

OutForm = Literal["jsonl", "parquet", "text", "markdown", "html", "json"]
OUT_FORMS: tuple[OutForm, ...] = ("jsonl", "parquet", "text", "markdown", "html", "json")
"""The first two are one file, the others a folder with a file for each page."""

FILE_SUFFIX: Mapping[OutForm, str] = {"text": ".txt", "markdown": ".md", "html": ".html", "json": ".json"}


class Position(NamedTuple):
    """Where a record stands in the input: the index of its file, and its own in that file, both from 0."""

    file: int
    number: int


START = Position(0, 0)


@dataclass(frozen=True, slots=True)
class Record:
    """One page of the input, or the reason why there is none."""

    source: str
    """Where it stands, in words: a file's name, with ":LINE" in JSON lines, ":ROW" in Parquet, "@BYTE" in WARC."""
    page: str | bytes = b""
    id: str | None = None
    url: str | None = None
    """The address that the input gives: that of the WARC record, or of the field for it."""
    fields: Mapping[str, Any] = field(default_factory=dict)
    """Fields of the input that are to be kept."""
    truncated: bool = False
    """Whether the page was longer than what was read of it."""
    error: str | None = None
    """Why no page could be read."""
    site_lines: bytes = b""
    """What the pages of its site have in common, as `cleanpage.site.SiteLines` takes it."""
    at: Position = START

    @classmethod
    def unread(cls, source: str, error: str) -> Record:
        """A record of which no page could be read."""
        return cls(source, error=error)


@dataclass(frozen=True, slots=True)
class Options:
    """How a run reads and writes. All but `workers` and `timeout` can change what it writes.

    >>> Options(keep_fields=("lang",)).text_field
    'text'
    """

    read_as: InForm | None = None
    """What the input is; None tells it from the files' names, and of standard input from its first bytes."""
    write_as: OutForm | None = None
    """What the output is; None tells it from its name: .jsonl, .parquet (.jsonl.gz, .jsonl.zst), else a folder."""
    text_field: str = "text"
    """The field or column with the page, as text or HTML."""
    id_field: str = "id"
    url_field: str = "url"
    keep_fields: tuple[str, ...] = ()
    """Fields of the input that each output record has in its `fields`."""
    only: tuple[str, ...] = ()
    """Parts of the article that are kept, as in `cleanpage.render.data.select`; none: all."""
    drop: tuple[str, ...] = ()
    min_confidence: float = 0.0
    """Articles of a lower confidence, 0..1, are left out, and counted."""
    lines: bool = False
    """Whether every line's verdict is written; for JSON and Parquet."""
    limit: int | None = None
    """Pages of the input after which the run ends."""
    ordered: bool = True
    """Whether the output has the input's order; else pages are written as they get done."""
    workers: int = 1
    """Processes that clean."""
    timeout: float = 60.0
    """Seconds after which a page is given up."""
    learn_sites: bool = False
    """Whether lines are dropped that recur on the pages of one site: of one host, or folder where pages are files.

    The input is read three times then; `cleanpage.batch.sites` has its bounds."""
    part_pages: int = 1000
    """Pages after which what is done is saved; a row group of Parquet."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one record; `data`, `reject` or neither: then it was below the confidence that was asked for."""

    at: Position
    data: bytes | dict[str, Any] | None = None
    """The output: bytes, or a row for a table."""
    reject: dict[str, Any] | None = None
    """Where the record stood, and why nothing came of it."""
    size: int = 0
    """About how many bytes it is."""
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """What it adds to the summary, by group and name."""
