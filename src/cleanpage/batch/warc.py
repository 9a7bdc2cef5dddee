"""WARC and WET files: the HTML and text of a crawl. Needs fastwarc."""

from __future__ import annotations

import io
from collections.abc import Iterator
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

_MEDIA = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
_OK = range(200, 300)  # statuses of HTTP
_CONTENT = {"gzip": GzipReader, "x-gzip": GzipReader, "br": BrotliReader}


def read_warc(stream: Stream, name: str, options: Options, max_chars: int) -> Iterator[Record]:
    """The record of each page: what came as HTML or text with a status of success, and what a WET file has.

    Raises BrokenInputError, with the byte, where the file is broken off or no WARC.
    """
    at = 0
    kinds = response | resource | conversion
    try:
        for found in ArchiveIterator(stream, kinds, stream_detect=False):  # type: ignore[arg-type]
            at = found.stream_pos
            if _is_page(found):
                yield _record(found, f"{name}@{at}", most_bytes(max_chars))
    except BrokenInputError:
        raise
    except OSError as e:
        raise BrokenInputError(f"no WARC record after the one at byte {at:,} (unpacked)") from e


def _is_page(found: WarcRecord) -> bool:
    if found.is_http_parsed:
        if (found.http_headers.status_code or 0) not in _OK:
            return False
        media = found.http_content_type or ""
    else:
        media = found.headers.get("Content-Type") or ""
    return media.partition(";")[0].strip().lower() in _MEDIA


def _record(found: WarcRecord, place: str, limit: int) -> Record:
    """The record's page, cut at `limit` bytes. Raises BrokenInputError where the file ends within it."""
    length = found.content_length
    data = read_up_to(found.reader, limit + 1)
    if len(data) < min(length, limit + 1):
        raise BrokenInputError(f"the file is broken off in the record at byte {found.stream_pos:,} (unpacked)")
    cut = len(data) > limit
    if found.is_http_parsed:
        data = _decoded(data[:limit], found, limit + 1)
    return Record(
        source=place,
        id=found.record_id,
        url=(found.headers.get("WARC-Target-URI") or "").strip("<>") or None,
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
