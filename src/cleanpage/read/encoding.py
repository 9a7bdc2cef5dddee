"""Bytes in, text out: by what the bytes themselves say, never with an exception."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(source: str | bytes) -> str:
    """Text as it is; bytes by their byte-order mark, as UTF-8 where they are valid, else as
    they declare themselves or as windows-1252.

    Raises TypeError for anything else.

    >>> decode(b"caf\\xc3\\xa9")
    'café'
    """
    if isinstance(source, str):
        return source
    if not isinstance(source, bytes | bytearray | memoryview):
        raise TypeError(f"source must be str or bytes, not {type(source).__name__}")
    data = bytes(source)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _detect(data)


def _detect(data: bytes) -> str:
    from bs4.dammit import EncodingDetector  # costs 0.1 s to import, and few texts need it

    declared = EncodingDetector.find_declared_encoding(data[:4096], is_html=True)
    try:
        return data.decode(declared or "windows-1252", "replace")
    except LookupError:
        return data.decode("windows-1252", "replace")
