"""Arrow tables: a column of pages in, typed columns of articles out. Needs pyarrow (the extra "arrow").

Whatever speaks Arrow is served by it: Parquet, Hugging Face datasets, Ray Data, Spark, polars.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any

try:
    import pyarrow as pa
except ImportError:
    raise ImportError("Arrow and Parquet need the package pyarrow: pip install 'cleanpage[arrow]'") from None

from cleanpage.adapters.rows import row
from cleanpage.api import Cleaner
from cleanpage.types import Article

__all__ = [
    "LINES",
    "SCHEMA",
    "cells",
    "clean_batches",
    "clean_table",
    "cleaned_schema",
    "row",
    "table_of",
    "with_articles",
]

_STRING, _STRINGS = pa.string(), pa.list_(pa.string())

_ROWS = 1000  # cleaned at a time: a column of theirs must not outgrow Arrow's 2 GB


def _struct(**types: pa.DataType) -> pa.StructType:
    return pa.struct([pa.field(name, kind) for name, kind in types.items()])


SCHEMA = pa.schema(
    [
        pa.field("id", _STRING),
        pa.field("url", _STRING),
        pa.field("title", _STRING),
        pa.field("date", _STRING),  # a day, or a time with its offset: no one type of Arrow's holds both
        pa.field("updated", _STRING),
        pa.field("dateline", _struct(text=_STRING, place=_STRING, date=_STRING, agencies=_STRINGS)),
        pa.field("authors", _STRINGS),
        pa.field("byline", _STRING),
        pa.field("standfirst", _STRINGS),
        pa.field("text", _STRING),
        pa.field("sections", pa.list_(_struct(heading=_STRING, paragraphs=_STRINGS))),
        pa.field(
            "footer",
            _struct(text=_STRING, initials=_STRINGS, authors=_STRINGS, editors=_STRINGS, agencies=_STRINGS),
        ),
        pa.field("images", pa.list_(_struct(caption=_STRING, credit=_STRING, alt=_STRING))),
        pa.field("language", _STRING),
        pa.field("site", _STRING),
        pa.field("confidence", pa.float64()),
        pa.field("kind", _STRING),
        pa.field("kind_reason", _STRING),
        pa.field("truncated", pa.bool_()),
    ]
)
"""The columns of an article: the fields of `Article.to_dict()`, `id`, and `text`, which is `Article.to_text()`."""

LINES = pa.field(
    "lines",
    pa.list_(
        _struct(
            text=_STRING,
            start=pa.int64(),
            end=pa.int64(),
            label=_STRING,
            kept=pa.bool_(),
            rule=_STRING,
            score=pa.float64(),
        )
    ),
)
"""The column of every line's verdict, for those who want it."""


def table_of(rows: Sequence[Mapping[str, Any]], schema: pa.Schema = SCHEMA) -> pa.Table:
    r"""Return rows, such as `row` makes, as a table. A lone surrogate, which Arrow cannot hold, becomes "?".

    >>> from cleanpage.types import Article
    >>> table_of([row(Article(title="Ferry \ud800 sinks"))]).column("title").to_pylist()
    ['Ferry ? sinks']
    """
    try:
        return pa.Table.from_pylist(list(rows), schema=schema)
    except UnicodeEncodeError:
        return pa.Table.from_pylist([_encodable(r) for r in rows], schema=schema)


def cleaned_schema(schema: pa.Schema, *, text: str = "text", keep: bool = True) -> pa.Schema:
    """Return the columns that `clean_table` makes of a table with the columns `schema`.

    Raises KeyError where the column `text` is missing, TypeError where it holds neither str nor bytes.

    >>> cleaned_schema(pa.schema({"text": pa.string(), "day": pa.int64()})).names[:3]
    ['day', 'id', 'url']
    """
    _check(schema, text)
    kept = [field for field in schema if field.name != text and field.name not in SCHEMA.names] if keep else []
    return pa.schema([*kept, *SCHEMA])


def clean_table(table: pa.Table, *, text: str = "text", cleaner: Cleaner | None = None, keep: bool = True) -> pa.Table:
    """Clean a table's column of pages and return the articles, row by row, in the columns of `SCHEMA`.

    `text`: the column with the pages, str or bytes; a null gives an empty article. `cleaner`: None takes one with the
    built-in packs. `keep`: whether the table's other columns stay, before the articles'; one with the name of an
    article's column gives way to that. But `id` is the table's own where it has one, and so is `url`, row by row.
    Raises KeyError where the column is missing, TypeError where it holds neither str nor bytes.

    >>> clean_table(pa.table({"text": ["Ferry sinks"], "day": [3]})).column_names[:3]
    ['day', 'id', 'url']
    """
    schema = cleaned_schema(table.schema, text=text, keep=keep)
    parts = clean_batches(table.to_batches(max_chunksize=_ROWS), text=text, cleaner=cleaner, keep=keep)
    return pa.Table.from_batches(list(parts), schema=schema)


def clean_batches(
    batches: Iterable[pa.RecordBatch], *, text: str = "text", cleaner: Cleaner | None = None, keep: bool = True
) -> Iterator[pa.RecordBatch]:
    """Clean record batches one after another, lazily, each as `clean_table` does: for what does not fit in memory.

    >>> [b.num_rows for b in clean_batches(pa.table({"text": ["Ferry sinks", ""]}).to_batches(max_chunksize=1))]
    [1, 1]
    """
    cleaner = cleaner or Cleaner()
    for batch in batches:
        _check(batch.schema, text)
        articles = (cleaner.clean("" if page is None else page) for page in cells(batch, text))
        yield with_articles(batch, articles, text=text, keep=keep)


def with_articles(
    batch: pa.RecordBatch, articles: Iterable[Article], *, text: str = "text", keep: bool = True
) -> pa.RecordBatch:
    """Return a batch of pages as `clean_batches` does, with articles that were made of them elsewhere.

    >>> batch = pa.RecordBatch.from_pydict({"text": ["Ferry sinks"], "day": [3]})
    >>> with_articles(batch, [Article(title="Ferry sinks")]).to_pylist()[0]["title"]
    'Ferry sinks'
    """
    schema = cleaned_schema(batch.schema, text=text, keep=keep)
    own = zip(articles, _own(batch, "id"), _own(batch, "url"), strict=True)
    rows = [row(article, id=id) | ({} if url is None else {"url": url}) for article, id, url in own]
    kept = [batch.column(name) for name in schema.names if name not in SCHEMA.names]
    made = [column.combine_chunks() for column in table_of(rows).columns]
    return pa.RecordBatch.from_arrays([*kept, *made], schema=schema)


def cells(batch: pa.RecordBatch, name: str) -> Iterator[Any]:
    """A column's values, one after another: a column of long pages is not there twice.

    >>> list(cells(pa.RecordBatch.from_pydict({"day": [3, None]}), "day"))
    [3, None]
    """
    return (cell.as_py() for cell in batch.column(name))


def _check(schema: pa.Schema, text: str) -> None:
    if text not in schema.names:
        raise KeyError(f"no column {text}: there are {', '.join(schema.names)}")
    kind = schema.field(text).type
    tests = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
    more = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view)
    if not any(test(kind) for test in (*tests, *more)):
        raise TypeError(f"the column {text} holds {kind}, not text or bytes")


def _own(batch: pa.RecordBatch, name: str) -> Iterator[str | None]:
    """What a batch's own column says, as text; nothing where it has no such column."""
    values = cells(batch, name) if name in batch.schema.names else repeat(None, batch.num_rows)
    return (None if value is None else str(value) for value in values)


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf8", "replace").decode("utf8")
    if isinstance(value, Mapping):
        return {name: _encodable(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_encodable(part) for part in value]
    return value
