"""Gzip bytes, as crawlers and servers leave them, opened up to a limit."""

from __future__ import annotations

import zlib

MAX_UNPACKED = 64_000_000
"""Bytes that are unpacked at most: 20 million characters of three bytes, as Chinese has in UTF-8, and some."""

_MAGIC = b"\x1f\x8b\x08"  # RFC 1952: the two bytes of gzip, then its only method
_WINDOW = 4096  # bytes; what is left of a window is copied for each member in it, so a large one is slow on many


def unpack(data: bytes, limit: int = MAX_UNPACKED) -> tuple[bytes, bool]:
    """What gzip bytes hold, and whether that is not all of it: it is cut at `limit` bytes, or the gzip is broken.

    Never raises: of broken gzip bytes it gives what can be read, of others nothing. What stands behind the last member
    is no part of it (gzip pads with NULs).

    >>> import gzip
    >>> unpack(gzip.compress(b"A ferry sank.")), unpack(gzip.compress(b"A ferry sank."), 7)
    ((b'A ferry sank.', False), (b'A ferry', True))
    """
    parts: list[bytes] = []
    room = limit
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    at, rest = 0, b""
    while True:
        if not rest:
            rest, at = data[at : at + _WINDOW], at + _WINDOW
        if not rest:
            return b"".join(parts), True  # the data ends before the member does
        try:
            part = member.decompress(rest, room + 1)
        except zlib.error:
            return b"".join(parts), True
        parts.append(part[:room])
        if len(part) > room:
            return b"".join(parts), True
        room -= len(part)
        rest = member.unconsumed_tail
        if member.eof:
            rest = member.unused_data
            if len(rest) < len(_MAGIC):
                rest, at = rest + data[at : at + _WINDOW], at + _WINDOW
            if not rest.startswith(_MAGIC):
                return b"".join(parts), False
            member = zlib.decompressobj(zlib.MAX_WBITS | 16)
