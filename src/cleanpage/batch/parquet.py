"""Parquet files as input. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterator

from cleanpage.batch.errors import BatchError
from cleanpage.batch.inputs import STDIN
from cleanpage.batch.jsonl import record_of
from cleanpage.batch.records import Options, Record
from cleanpage.batch.streams import BrokenInputError

try:
    import pyarrow as pa
    from pyarrow import parquet as pq
except ImportError:
    raise BatchError("Parquet needs the package pyarrow: pip install 'cleanpage[parquet]'") from None

_BUFFER = 1 << 20  # bytes of a column that are read at once
_ROWS = 32  # that are in memory at once: pages can be long


def read_parquet(path: str, options: Options, max_chars: int) -> Iterator[Record]:
    """The record of each row, in order. Raises BrokenInputError where the file is none of Parquet's, or broken."""
    if path == STDIN:
        raise BatchError("Parquet cannot be read from standard input: name the file")
    row = 0
    try:
        with pq.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False) as file:
            there = file.schema_arrow.names
            if options.text_field not in there:
                yield Record.unread(path, f"no column {options.text_field}: there are {', '.join(there)}")
                return
            wanted = (options.text_field, options.id_field, options.url_field, *options.keep_fields)
            columns = [name for name in there if name in wanted]
            for batch in file.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
                for i in range(batch.num_rows):
                    row += 1
                    data = {name: batch.column(at)[i].as_py() for at, name in enumerate(batch.schema.names)}
                    yield record_of(data, f"{path}:{row}", options, max_chars)
    except (pa.ArrowException, OSError, ValueError) as e:
        raise BrokenInputError(f"after row {row:,}: {' '.join(str(e).split())}") from e
