"""The records of a run's input, one after another, from any position on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from cleanpage.batch.errors import BatchError
from cleanpage.batch.inputs import STDIN, Input
from cleanpage.batch.jsonl import read_jsonl
from cleanpage.batch.pages import read_page
from cleanpage.batch.records import START, InForm, Options, Position, Record
from cleanpage.batch.streams import BrokenInputError, Stream, opened

Reader = Callable[[Stream, str, Options, int], Iterator[Record]]
_WARC = b"WARC/"


class Source:
    """The records of `files`, in order; `bytes_read` tells how far they have been read, packed as they are.

    `max_chars`: characters of a page that are read. What cannot be read is a record with its error, and the next file
    follows.
    """

    def __init__(self, files: Sequence[Input], options: Options, max_chars: int) -> None:
        self._files = files
        self._options = options
        self._max_chars = max_chars
        self.bytes_read = 0
        self.bytes_total = sum(file.size for file in files)

    def records(self, start: Position = START) -> Iterator[Record]:
        """All records from a position on."""
        done = sum(file.size for file in self._files[: start.file])
        for index, file in enumerate(self._files[start.file :], start.file):
            self.bytes_read = done
            skip = start.number if index == start.file else 0
            yield from islice(self._numbered(self._read(file, done), index), skip, None)
            done += file.size
        self.bytes_read = done

    def _numbered(self, records: Iterable[Record], index: int) -> Iterator[Record]:
        for number, record in enumerate(records):
            yield replace(record, at=Position(index, number))

    def _read(self, file: Input, done: int) -> Iterator[Record]:
        """A file's records; where it breaks off, the last one says so."""
        try:
            if file.form == "parquet":
                from cleanpage.batch.parquet import read_parquet  # needs pyarrow

                yield from read_parquet(file.path, self._options, self._max_chars)
                return
            with opened(file.path) as stream:
                form = file.form or _form_of_head(stream)
                for record in _reader(form)(stream, file.path, self._options, self._max_chars):
                    self.bytes_read = done + stream.packed_at() if file.path != STDIN else done
                    yield record
        except (OSError, BrokenInputError) as e:
            yield Record.unread(file.path, getattr(e, "strerror", None) or str(e))


def _reader(form: InForm) -> Reader:
    if form == "warc":
        from cleanpage.batch.warc import read_warc  # needs fastwarc

        return read_warc
    return read_jsonl if form == "jsonl" else read_page


def _form_of_head(stream: Stream) -> InForm:
    """What standard input is, which has no name: WARC says so itself, and else lines of JSON begin with a brace."""
    head = stream.peek().removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(_WARC):
        return "warc"
    if head.startswith(b"{") or not head:
        return "jsonl"
    raise BatchError("standard input is neither JSON lines nor WARC: --from says what it is")
