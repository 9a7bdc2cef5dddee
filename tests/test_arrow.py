"""Articles in Arrow tables."""

from __future__ import annotations

import pyarrow as pa
import pytest
from batch_pages import html, page

import cleanpage
from cleanpage.adapters.arrow import LINES, SCHEMA, clean_batches, clean_table, row, table_of


def test_a_row_has_the_columns_of_the_schema() -> None:
    made = row(cleanpage.clean(html(1)), id="7")
    assert set(made) == set(SCHEMA.names)
    assert table_of([made]).to_pylist() == [made]


def test_lines_have_the_columns_that_they_say() -> None:
    lines = cleanpage.clean(page(1)).to_dict(lines=True)["lines"]
    table = pa.Table.from_pylist([{"lines": lines}], schema=pa.schema([LINES]))
    assert table.to_pylist() == [{"lines": lines}]


def test_clean_table_keeps_the_tables_other_columns() -> None:
    table = pa.table({"id": [1, 2], "text": [page(1), html(2)], "title": ["old", "old"], "day": [5, 6]})
    cleaned = clean_table(table)
    assert cleaned.column_names == ["day", *SCHEMA.names]
    assert cleaned.column("id").to_pylist() == ["1", "2"]
    assert cleaned.column("text").to_pylist() == [cleanpage.clean(p).to_text() for p in (page(1), html(2))]
    assert cleaned.column("title")[0].as_py() == "Halvik opens lighthouse number 1"
    assert clean_table(table, keep=False).schema == SCHEMA


def test_clean_table_takes_bytes_nulls_and_a_cleaner() -> None:
    table = pa.table({"raw": [html(1).encode(), None]})
    cleaned = clean_table(table, text="raw", cleaner=cleanpage.Cleaner(max_chars=50))
    assert cleaned.column("truncated").to_pylist() == [True, False]
    assert cleaned.column("kind").to_pylist()[1] == "empty"


def test_clean_batches_is_lazy() -> None:
    batches = iter(pa.table({"text": [page(1), page(2)]}).to_batches(max_chunksize=1))
    cleaned = clean_batches(batches)
    assert next(cleaned).column("title")[0].as_py() == "Halvik opens lighthouse number 1"
    assert next(batches).num_rows == 1
    assert list(cleaned) == []


def test_a_column_that_is_missing_or_not_text() -> None:
    with pytest.raises(KeyError, match="no column text: there are body"):
        clean_table(pa.table({"body": [page(1)]}))
    with pytest.raises(TypeError, match="the column text holds int64"):
        clean_table(pa.table({"text": [1]}))
