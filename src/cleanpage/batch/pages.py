"""A file that is one page."""

from __future__ import annotations

from collections.abc import Iterator

from cleanpage.batch.records import Options, Record
from cleanpage.batch.streams import Stream, read_up_to

_HEAD = 8192  # bytes in which a NUL tells a binary file
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_page(stream: Stream, name: str, options: Options, max_chars: int) -> Iterator[Record]:
    """The one record of a file of HTML or text."""
    limit = most_bytes(max_chars)
    data = read_up_to(stream, limit + 1)
    if b"\0" in data[:_HEAD] and not data.startswith(_UTF16):
        yield Record.unread(name, "binary file, not text")
    else:
        yield Record(source=name, page=data[:limit], truncated=len(data) > limit)


def most_bytes(max_chars: int) -> int:
    """Bytes that hold so many characters in any encoding, and a byte order mark."""
    return 4 * max_chars + 4
