"""Lines of JSON: an object a line, one of whose fields is the page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from cleanpage.batch.records import MAX_LINE, Options, Record
from cleanpage.batch.streams import Stream

_BOM = b"\xef\xbb\xbf"
_SKIPPED = 1 << 20  # bytes of a line too long that are read at once


def read_jsonl(stream: Stream, name: str, options: Options, max_chars: int) -> Iterator[Record]:
    """The record of each line that is not empty, broken ones too."""
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        place = f"{name}:{number}"
        if len(line) > MAX_LINE:
            _skip_line(stream, line)
            yield Record.unread(place, f"the line is longer than {MAX_LINE:,} bytes")
        elif bare := line.removeprefix(_BOM if number == 1 else b"").strip():
            yield _record(bare, place, options, max_chars)


def record_of(data: Mapping[str, Any], place: str, options: Options, max_chars: int) -> Record:
    """The record of one object or row."""
    url, id = data.get(options.url_field), data.get(options.id_field)
    page = data.get(options.text_field)
    truncated = False
    known: dict[str, Any] = {
        "source": place,
        "id": None if id is None else str(id),
        "url": url if isinstance(url, str) and url else None,
        "fields": {name: data.get(name) for name in options.keep_fields},
    }
    if options.text_field not in data:
        there = ", ".join(sorted(data)[:20]) or "none"
        return Record(**known, error=f"no field {options.text_field}: there are {there}")
    if not isinstance(page, str | bytes):
        return Record(**known, error=f"the field {options.text_field} is not text")
    most = max_chars if isinstance(page, str) else 4 * max_chars + 4
    if len(page) > most:
        page, truncated = page[:most], True
    return Record(**known, page=page, truncated=truncated)


def _record(line: bytes, place: str, options: Options, max_chars: int) -> Record:
    try:
        data = json.loads(line)
    except json.JSONDecodeError as e:
        return Record.unread(place, f"broken JSON at character {e.pos + 1}: {e.msg}")
    except UnicodeDecodeError as e:
        return Record.unread(place, f"broken JSON at byte {e.start + 1}: not UTF-8")
    except (ValueError, RecursionError) as e:
        return Record.unread(place, f"broken JSON: {e}")
    if not isinstance(data, dict):
        return Record.unread(place, "no JSON object")
    return record_of(data, place, options, max_chars)


def _skip_line(stream: Stream, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(_SKIPPED)
