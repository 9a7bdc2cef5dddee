"""Dates as machines are told them: ISO 8601 and what templates write instead, as one valid ISO form."""

from __future__ import annotations

import datetime
import re

from cleanpage.parse.date import date as date_line
from cleanpage.parse.words import Pattern

_ISO = Pattern(
    r"""(?P<year>\d{4})(?P<dash>-?)(?P<month>\d\d)(?P=dash)(?P<day>\d\d)
        (?:(?:\s*+[T_,]\s*+|\s++)(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d++)?)?(?!\s?[AaPp]\.?[Mm])
           (?:\s*+(?P<zone>Z\b|UTC|GMT|(?:UTC|GMT)?[+\-−]\d\d(?::?\d\d)?))?)?
        (?!\d)""",
    re.VERBOSE | re.ASCII,
)
_EPOCH = Pattern(r"(\d{10})(?:\d{3})?(?:\.\d++)?", re.ASCII)
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_CLOCK = r"(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
_ZONE = r"(?P<zone>[A-Z]{1,5}(?:[+-]\d\d:?\d\d)?|[+-]\d\d:?\d\d)"
# "Wed, 03 Sep 2025 10:00:00 +0200" (mail), "Wed Sep 03 2025 10:00:00 GMT+0200" (JavaScript),
# "Wed Sep 03 10:00:00 CEST 2025" (Java)
_WRITTEN = tuple(
    Pattern(rf"(?:[A-Z][a-z]{{2}},?\s)?{form}", re.ASCII)
    for form in (
        rf"(?P<day>\d\d?)\s{_MONTH}\s(?P<year>\d{{4}})\s{_CLOCK}(?:\s{_ZONE})?",
        rf"{_MONTH}\s(?P<day>\d\d?)\s(?P<year>\d{{4}})\s{_CLOCK}(?:\s{_ZONE})?",
        rf"{_MONTH}\s(?P<day>\d\d?)\s{_CLOCK}(?:\s{_ZONE})?\s(?P<year>\d{{4}})",
    )
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_ZONES = {"Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "CET": "+01:00", "CEST": "+02:00", "BST": "+01:00"}
_ZONES |= {"EST": "-05:00", "EDT": "-04:00", "PST": "-08:00", "PDT": "-07:00", "JST": "+09:00", "KST": "+09:00"}
_FIRST_YEAR, _LAST_YEAR = 1700, 2100  # what lies outside is a slip or a placeholder ("0001-01-01", "9999-12-31")
_LONGEST = 100


def stamp(value: object, language: str | None = None) -> str | None:
    """A stated date as ISO 8601: a day, or a time with its offset where that is stated; None for anything else.

    `value` is a text (ISO 8601, what mail, JavaScript and Java write, a date line in any language, seconds or
    milliseconds since 1970) or a number of these; `language` decides the order of "3/4/2025". The offset stays as
    it is stated. Midnight without an offset is a day that a template made a time of. A day that does not exist is
    None, and so is the first of January 1970, which is how a template writes that it knows none.

    >>> stamp("2025-03-03T18:05:09.123Z"), stamp("Mon, 03 Mar 2025 18:05:00 +0100"), stamp("2025-02-30")
    ('2025-03-03T18:05:09+00:00', '2025-03-03T18:05:00+01:00', None)
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = " ".join(str(value)[: _LONGEST + 1].split())
    if not 6 <= len(text) <= _LONGEST:
        return None
    m = _ISO.match(text)
    if m and (m["hour"] or ":" not in text[m.end() :]):  # else a time of another form: "6:05 PM"
        return _valid(m["year"], int(m["month"]), m["day"], m["hour"], m["minute"], m["second"], m["zone"])
    if m := _EPOCH.fullmatch(text):
        return _plausible(datetime.datetime.fromtimestamp(int(m[1]), datetime.UTC).isoformat())
    for pattern in _WRITTEN:
        if m := pattern.match(text):
            month = _MONTHS.index(m["month"]) + 1
            return _valid(m["year"], month, m["day"], m["hour"], m["minute"], m["second"], m["zone"])
    line = date_line(text, language)
    return _plausible(line.iso) if line else None


def _valid(
    year: str, month: int, day: str, hour: str | None, minute: str | None, second: str | None, zone: str | None
) -> str | None:
    """The day and time if they exist; the day alone if the time does not, or is midnight without an offset."""
    try:
        stated = datetime.date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None
    offset = _offset(zone)
    if hour is None or minute is None or int(hour) > 23 or int(minute) > 59 or int(second or 0) > 60:
        return _plausible(stated)
    if not offset and int(hour) == int(minute) == int(second or 0) == 0:
        return _plausible(stated)
    return _plausible(f"{stated}T{hour}:{minute}{f':{second}' if second and second != '60' else ''}{offset}")


def _offset(zone: str | None) -> str:
    """An offset as "+02:00"; empty where none is stated, or none that exists."""
    if not zone:
        return ""
    digits = zone.replace("−", "-").lstrip("GMTUC")
    if digits[:1] not in ("+", "-") or not digits:
        return _ZONES.get(zone, "")
    hours, minutes = digits[1:3], digits[-2:] if len(digits) > 3 else "00"
    return f"{digits[0]}{hours}:{minutes}" if int(hours) <= 14 and int(minutes) < 60 else ""


def _plausible(iso: str | None) -> str | None:
    if not iso or iso.startswith("1970-01-01") or not _FIRST_YEAR <= int(iso[:4]) <= _LAST_YEAR:
        return None
    return iso


def later(one: str, other: str) -> bool:
    """Whether one stamp is later than another, by their days where one of them states no offset.

    >>> later("2025-03-03T10:00+01:00", "2025-03-03T09:30+00:00"), later("2025-03-04", "2025-03-03T09:30+00:00")
    (False, True)
    """
    first, second = (datetime.datetime.fromisoformat(s) for s in (one, other))
    if first.tzinfo and second.tzinfo:
        return first > second
    if len(one) > 10 and len(other) > 10 and not first.tzinfo and not second.tzinfo:
        return first > second
    return first.date() > second.date()
