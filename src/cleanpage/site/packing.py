"""Counts of lines as bytes: 31 for each line, and 128 for what a page is known by."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from struct import Struct

from cleanpage.site.page import Count

_LINE = Struct("<QII??BIII")  # a key, then a Count
_MOST = 2**32 - 1


def packed_lines(rows: Iterable[tuple[int, Count]]) -> bytes:
    """Lines with their keys, as bytes; counts are held below 2³².

    >>> dict(unpacked_lines(packed_lines([(7, Count(3, 2, False, True, 1, 0, 5, 9))])))[7].after
    5
    """
    return b"".join(_LINE.pack(key, *_bounded(count)) for key, count in rows)


def unpacked_lines(data: bytes) -> Iterator[tuple[int, Count]]:
    """The lines with their keys, in the order in which they were packed."""
    for key, *rest in _LINE.iter_unpack(data):
        yield key, Count(*rest)


def packed_sketch(sketch: frozenset[int]) -> bytes:
    return array("I", sorted(sketch)).tobytes()


def unpacked_sketch(data: bytes) -> frozenset[int]:
    return frozenset(memoryview(data).cast("I"))


def _bounded(count: Count) -> Count:
    return count._replace(pages=min(count.pages, _MOST), dropped=min(count.dropped, _MOST))
