"""Bytes in, text out: by what the bytes themselves say, never with an exception."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GZIP = b"\x1f\x8b\x08"
_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\ufffd".encode()
_LEAST, _HEAD = 16, 4096  # bytes by which UTF-16 and UTF-32 without a mark are told


class Decoded(NamedTuple):
    """What bytes say.

    `encoding` is the name of Python's codec that read them, None where the source was text already.
    `truncated`: they were gzip that is broken or unpacks to more than `gzipped.MAX_UNPACKED` bytes, so
    that their end is missing.
    """

    text: str
    encoding: str | None
    truncated: bool


def decode(source: str | bytes | bytearray | memoryview) -> str:
    """The text of bytes in any usual encoding, packed with gzip or not; text as it is.

    Raises TypeError for anything else, and never for bytes, whatever they are.

    >>> decode(b"caf\\xc3\\xa9"), decode(b"caf\\xe9")
    ('café', 'café')
    """
    return decoded(source).text


def decoded(source: str | bytes | bytearray | memoryview) -> Decoded:
    """As `decode`, with the encoding, and whether something is missing.

    In this order: a byte-order mark; UTF-16 and UTF-32 by where their NULs stand; UTF-8, also where a few
    bytes of it are broken; the encoding that the bytes name themselves, unless another one fits far
    better; the one that fits best. Broken bytes become U+FFFD.

    >>> decoded("Паром".encode("utf-16"))
    Decoded(text='Паром', encoding='utf-16-le', truncated=False)
    """
    if isinstance(source, str):
        return Decoded(source, None, False)
    if not isinstance(source, bytes | bytearray | memoryview):
        raise TypeError(f"source must be str or bytes, not {type(source).__name__}")
    data, truncated = bytes(source), False
    if data.startswith(_GZIP):
        from cleanpage.read.gzipped import unpack

        data, truncated = unpack(data)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding, truncated)
    wide = _wide(data[: min(_HEAD, len(data) // 4 * 4)])
    if not wide and not (data.isascii() and b"\x1b$" in data):
        with suppress(UnicodeDecodeError):
            return Decoded(data.decode(), "utf-8", truncated)
    encoding = wide or _legacy(data)
    return Decoded(data.decode(encoding, "replace"), encoding, truncated)


def scrub(text: str) -> str:
    """Text with U+FFFD for each lone surrogate, as long as before.

    A surrogate stands for no character, and parsers written in C stop at one.

    >>> scrub("caf\\udce9 open")
    'caf\\ufffd open'
    """
    try:
        text.encode()  # five times as fast as to look for one
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def _legacy(data: bytes) -> str:
    """The codec of bytes that are not valid in any Unicode encoding, or are ASCII with escapes in it."""
    if data.isascii():  # nothing but its name tells ISO-2022-JP
        return "iso2022_jp" if _declared(data) == "iso2022_jp" else "utf-8"
    from cleanpage.read.detect import guess  # few pages need it

    named = _declared(data)
    if _is_broken_utf8(data, named == "utf-8"):
        return "utf-8"
    return guess(data, None if named in ("utf-8", "iso2022_jp") else named)


def _declared(data: bytes) -> str | None:
    from cleanpage.read.charsets import declared

    return declared(data)


def _wide(head: bytes) -> str | None:
    """UTF-32 or UTF-16, if bytes are that: then white space, stops and tags stand in it on either side of a NUL.

    Not where most pairs are two ASCII characters: that is plain text with a few NULs in it.
    """
    if len(head) < _LEAST or b"\0" not in head or not head.strip(b"\0"):
        return None
    for encoding in ("utf-32-le", "utf-32-be"):
        if _decodes(head, encoding):
            return encoding
    pairs = len(head) // 2
    if sum(0x20 <= a < 0x7F and 0x20 <= b < 0x7F for a, b in zip(head[::2], head[1::2], strict=True)) > 0.6 * pairs:
        return None
    (fewer, _), (stops, encoding) = sorted((_stops(head, name), name) for name in ("utf-16-le", "utf-16-be"))
    return encoding if stops > max(pairs / 50, 9 * fewer) and _decodes(head, encoding) else None


def _stops(head: bytes, encoding: str) -> int:
    """How often what ends words, sentences and tags would stand in bytes of UTF-16."""
    text = head.decode(encoding, "replace")
    return sum(map(text.count, " \n<>，。、"))


def _decodes(head: bytes, encoding: str) -> bool:
    """Whether bytes are free of errors; the last character may be cut."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _is_broken_utf8(data: bytes, named: bool) -> bool:
    """Whether bytes that are not valid UTF-8 are so for the most part: its sequences hardly ever come by chance.

    A page that names itself UTF-8 needs fewer of them. In pages of other encodings, transcoded from news in 20
    languages, there were at most three sequences for eight errors.
    """
    text = data.decode("utf-8", "replace")
    given = data.count(_REPLACEMENT)
    wrong = text.count("\ufffd") - given
    right = len(text) - len(text.encode("ascii", "ignore")) - wrong
    return 4 * wrong <= right or (named and wrong <= 2 * right)
