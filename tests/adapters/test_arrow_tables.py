"""What Arrow tables keep, and what comes of odd ones; Hugging Face datasets and the like build on it."""

from __future__ import annotations

import pyarrow as pa
import pytest
from pyarrow import compute as pc

import cleanpage
from cleanpage.adapters.arrow import SCHEMA, clean_batches, clean_table, cleaned_schema
from cleanpage.samples import text

FERRY = text("ferry.txt")


def test_articles_keep_their_structure_in_typed_columns() -> None:
    cleaned = clean_table(pa.table({"text": [FERRY]}))
    article = cleanpage.clean(FERRY)
    assert cleaned.to_pylist() == [{"id": None, **article.to_dict(), "text": article.to_text()}]
    headings = pc.struct_field(pc.list_flatten(cleaned.column("sections")), "heading")
    assert headings.to_pylist() == [None, "Questions over the old lighthouse"]


def test_the_tables_own_addresses_stand_above_what_the_pages_state() -> None:
    cleaned = clean_table(pa.table({"text": [FERRY, FERRY], "url": ["https://example.org/mine", None]}))
    assert cleaned.column("url").to_pylist() == ["https://example.org/mine", cleanpage.clean(FERRY).url]


def test_the_schema_is_known_before_anything_is_cleaned() -> None:
    table = pa.table({"text": [FERRY], "url": ["https://example.org/"], "day": [3]})
    for keep in (True, False):
        assert clean_table(table, keep=keep).schema == cleaned_schema(table.schema, keep=keep)


def test_no_rows_give_no_rows_with_the_same_columns() -> None:
    table = pa.table({"text": pa.array([], pa.string())})
    assert clean_table(table).schema == SCHEMA
    empty = pa.RecordBatch.from_pylist([], schema=table.schema)
    assert [batch.schema for batch in clean_batches([empty])] == [SCHEMA]


def test_each_batch_gives_a_batch_of_as_many_rows() -> None:
    sizes = (1, 0, 3)
    batches = [pa.RecordBatch.from_pydict({"text": pa.array([FERRY] * n, pa.large_string())}) for n in sizes]
    assert [batch.num_rows for batch in clean_batches(batches)] == list(sizes)


def test_a_table_in_many_pieces_comes_out_whole_and_in_order() -> None:
    table = pa.table({"text": [FERRY] * 5, "id": range(5)})
    pieces = pa.concat_tables([table.slice(3), table.slice(0, 3)])
    assert clean_table(pieces).column("id").to_pylist() == ["3", "4", "0", "1", "2"]


@pytest.mark.parametrize("kind", [pa.binary(), pa.large_binary(), pa.large_string(), pa.string_view()])
def test_all_types_of_text_and_bytes_are_pages(kind: pa.DataType) -> None:
    page = FERRY.encode() if "binary" in str(kind) else FERRY
    cleaned = clean_table(pa.table({"text": pa.array([page], kind)}))
    assert cleaned.column("title").to_pylist() == ["Ferry runs aground off Skerrin, all passengers safe"]
