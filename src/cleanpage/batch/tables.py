"""Parquet files as output. Needs pyarrow."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from cleanpage.batch.errors import BatchError

try:
    import pyarrow as pa
    from pyarrow import parquet as pq
except ImportError:
    raise BatchError("Parquet needs the package pyarrow: pip install 'cleanpage[parquet]'") from None

from cleanpage.adapters.arrow import LINES, SCHEMA, table_of

_PACKING: Final = "zstd"


def part_schema(*, lines: bool, fields: tuple[str, ...]) -> pa.Schema:
    """The columns of a run's output: where the page stood, its article, the fields that are kept, its lines.

    >>> part_schema(lines=False, fields=("lang",)).names[-1]
    'fields'
    """
    columns = [pa.field("source", pa.string()), *SCHEMA]
    if fields:
        columns.append(pa.field("fields", pa.struct([pa.field(name, pa.string()) for name in fields])))
    return pa.schema([*columns, LINES] if lines else columns)


def write_part(path: Path, rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> None:
    """Write rows as a Parquet file of one row group, and make it last."""
    with open(path, "wb") as file:
        pq.write_table(table_of(rows, schema), file, compression=_PACKING, row_group_size=len(rows))
        file.flush()
        os.fsync(file.fileno())


def join_parts(parts: Sequence[Path], path: Path, schema: pa.Schema) -> None:
    """Write the parts as one file, each a row group of it, with one in memory at a time."""
    with open(path, "wb") as file:
        with pq.ParquetWriter(file, schema, compression=_PACKING) as writer:
            for part in parts:
                with pq.ParquetFile(part) as whole:
                    table = whole.read(use_threads=False)
                writer.write_table(table.cast(schema), row_group_size=len(table))
        file.flush()
        os.fsync(file.fileno())
