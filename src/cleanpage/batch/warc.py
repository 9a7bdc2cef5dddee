"""WARC and WET files: the HTML and text of a crawl. Needs fastwarc."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from typing import Any

from cleanpage.batch.errors import BatchError
from cleanpage.batch.pages import most_bytes
from cleanpage.batch.records import Options, Record
from cleanpage.batch.streams import BrokenInputError, Stream, read_up_to

try:
    from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader
    from fastwarc.warc import ArchiveIterator, WarcRecord, conversion, resource, response
except ImportError:
    raise BatchError("WARC and WET need the package fastwarc: pip install 'cleanpage[warc]'") from None

_KINDS = (response, resource, conversion)  # the last is WET's
_MOST_HEADERS = 1 << 20  # bytes
_MEDIA = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
_OK = range(200, 300)  # statuses of HTTP
_CONTENT = {
    "gzip": GzipReader,
    "x-gzip": GzipReader,
    "deflate": partial(GzipReader, zlib=True),
    "br": BrotliReader,
}


def read_warc(stream: Stream, name: str, options: Options, max_chars: int) -> Iterator[Record]:
    """The record of each page: what came as HTML or text with a status of success, and what a WET file has.

    Raises BrokenInputError, with the byte, where the file is broken off or no WARC.
    """
    at, limit = 0, most_bytes(max_chars)
    records = ArchiveIterator(stream, parse_http=False, stream_detect=False, max_header_len=_MOST_HEADERS)  # type: ignore[arg-type]
    try:
        for found in records:
            at = found.stream_pos
            place, length = f"{name}@{at}", found.content_length
            if found.record_type in _KINDS:
                try:
                    _parse_http(found)
                except OSError:
                    yield _unread(found, place)
                    found.reader.consume()
                    continue
                length = found.content_length  # what is left behind the headers
                if _is_page(found):
                    wanted = min(length, limit + 1)
                    data = read_up_to(found.reader, wanted)
                    if len(data) < wanted:
                        raise _broken_off(at)
                    length -= wanted
                    yield _record(found, data, place, limit)
            if found.reader.consume() < length:
                raise _broken_off(at)
    except BrokenInputError:
        raise
    except OSError as e:
        raise BrokenInputError(f"no WARC record after the one at byte {at:,} (unpacked)") from e


def _parse_http(found: WarcRecord) -> None:
    """Read the headers that a response came with. Raises OSError where they are broken."""
    if found.is_http:
        found.parse_http(max_header_len=_MOST_HEADERS, quirks_mode=True, strict_mode=False)


def _unread(found: WarcRecord, place: str) -> Record:
    return Record(place, id=found.record_id, url=_url(found), error="its HTTP headers are broken")


def _broken_off(at: int) -> BrokenInputError:
    return BrokenInputError(f"the file is broken off in the record at byte {at:,} (unpacked)")


def _is_page(found: WarcRecord) -> bool:
    if found.is_http_parsed:
        if (found.http_headers.status_code or 0) not in _OK:
            return False
        media = found.http_content_type or ""
    else:
        media = found.headers.get("Content-Type") or ""
    return media.partition(";")[0].strip().lower() in _MEDIA


def _url(found: WarcRecord) -> str | None:
    return (found.headers.get("WARC-Target-URI") or "").strip("<>") or None


def _record(found: WarcRecord, data: bytes, place: str, limit: int) -> Record:
    """The page that a record holds, of which `data` have been read: cut at `limit` bytes."""
    cut = len(data) > limit
    if found.is_http_parsed:
        data = _decoded(data[:limit], found, limit + 1)
    return Record(
        source=place,
        id=found.record_id,
        url=_url(found),
        page=data[:limit],
        truncated=cut or len(data) > limit or found.headers.get("WARC-Truncated") is not None,
    )


def _decoded(data: bytes, found: WarcRecord, limit: int) -> bytes:
    """A response's body without the codings that its headers name; as it is where it has none of them after all.

    Crawlers that take a coding off often leave the header that names it.
    """
    headers = found.http_headers
    if (headers.get("Transfer-Encoding") or "").strip().lower() == "chunked":
        data = _taken_off(ChunkedReader, data, limit)
    coding = _CONTENT.get((headers.get("Content-Encoding") or "").strip().lower())
    return data if coding is None else _taken_off(coding, data, limit)


def _taken_off(coding: Any, data: bytes, limit: int) -> bytes:
    reader, out = coding(io.BytesIO(data)), b""
    try:
        while len(out) < limit and (part := reader.read(min(limit - len(out), 1 << 16))):
            out += part
    except OSError:
        pass  # broken off: what came before it is the page's beginning
    return out or data
