"""The forms of a site's bylines and date lines: the words that stay the same, and places for names, days and times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cleanpage.parse.byline import byline
from cleanpage.parse.date import calendar, scan
from cleanpage.parse.names import is_name
from cleanpage.rules.model import fold

LONGEST = 120
"""Characters of a line that may be a byline or date line."""

_SMALL = "a-zß-öø-ÿа-яёα-ω"
_NAME = rf"[^\W\d_{_SMALL}][\w.'’-]{{0,24}}"  # a word as names have them: without a capital where its script has none
_NAMES = rf"{_NAME}(?:[ ,&/]{{1,2}}(?:{_NAME}|[{_SMALL}]{{1,3}})){{0,11}}"
_RUNS = re.compile(rf"\b{_NAME}(?: {_NAME}){{1,3}}")
_JOIN = re.compile(rf"(?:[ ,&/]{{1,2}}[{_SMALL}]{{1,3}})?[ ,&/]{{1,2}}")
_RUN = re.compile(r"\d+|[^\W\d_]+|\s+|[^\w\s]|_")
_WEEKDAY = re.compile(r"\b([^\W\d_]{3,16})[.,]{0,2} \Z")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{2,}")


class Form(NamedTuple):
    """A pattern for whole lines, and the words that it needs."""

    pattern: str
    words: tuple[str, ...]


class _Gap(NamedTuple):
    start: int
    end: int
    pattern: str


def form_of(text: str) -> Form | None:
    r"""The form of a byline or date line, by what it reads like in any language; None where it has no words of its own.

    A name alone, or a day alone, is no form: other lines are written so, too.

    >>> form_of("Noted for the Gazette on 3 March 2025").pattern
    '\\ANoted for the Gazette on \\d{1,4} [^\\W\\d_]{1,16} \\d{1,4}\\Z'
    >>> form_of("3 March 2025") is None
    True
    """
    if not 4 <= len(text) <= LONGEST or text.isalpha() or not text.isprintable():
        return None
    days = _apart(_times(text), ())
    gaps = sorted([*days, *_joined(_apart(_names(text), days), text)])
    if not gaps:
        return None
    starts, ends = [0, *[gap.end for gap in gaps]], [*[gap.start for gap in gaps], len(text)]
    fixed = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    words = tuple(dict.fromkeys(fold(word) for part in fixed for word in _WORD.findall(part)))
    if not words:
        return None
    rest = [*[gap.pattern for gap in gaps], ""]
    pattern = "".join(_verbatim(part) + gap for part, gap in zip(fixed, rest, strict=True))
    return Form(rf"\A{pattern}\Z", words)


def _names(text: str) -> Iterator[_Gap]:
    """Authors' names; where none is read, what stands with capitals as names do."""
    found = byline(text)
    if found is not None:
        yield from [_Gap(start, end, _NAMES) for start, end in _spans(text, found.authors)]
    else:
        yield from [_Gap(*m.span(), _NAMES) for m in _RUNS.finditer(text) if is_name(m[0])]


def _apart(gaps: Iterable[_Gap], others: Sequence[_Gap]) -> list[_Gap]:
    """Those that do not overlap others, or an earlier one of their own."""
    out: list[_Gap] = []
    for gap in sorted(gaps):
        if all(gap.end <= other.start or gap.start >= other.end for other in (*others, *out[-1:])):
            out.append(gap)
    return out


def _joined(names: Sequence[_Gap], text: str) -> list[_Gap]:
    """Names with those that follow them as one: two authors have no other form than one."""
    out = list(names[:1])
    for gap in names[1:]:
        if _JOIN.fullmatch(text, out[-1].end, gap.start):
            out[-1] = out[-1]._replace(end=gap.end)
        else:
            out.append(gap)
    return out


def _spans(text: str, names: Sequence[str]) -> list[tuple[int, int]]:
    """Where the names stand, in their order; none where one is not found, as it was read differently."""
    spans: list[tuple[int, int]] = []
    at = 0
    for name in names:
        start = text.find(name, at)
        if start < 0:
            return []
        at = start + len(name)
        spans.append((start, at))
    return spans


def _times(text: str) -> Iterator[_Gap]:
    """Days with their weekdays, and times."""
    for item in scan(text) if _DIGIT.search(text) else ():
        if item.what in {"day", "time"}:
            weekday = _WEEKDAY.search(text, 0, item.start)
            known = weekday is not None and weekday[1].lower() in calendar(None).weekdays
            start = weekday.start() if weekday is not None and known else item.start
            yield _Gap(start, item.end, "".join(map(_any, _RUN.findall(text[start : item.end]))))


def _any(run: str) -> str:
    if run.isdigit():
        return r"\d{1,4}"
    return r"[^\W\d_]{1,16}" if run.isalpha() else _verbatim(run)


def _verbatim(text: str) -> str:
    """Text as a pattern, with any number where it has one."""
    return re.sub(r"\d+", lambda m: rf"\d{{1,{len(m[0]) + 1}}}", re.sub(r"[^\w\s]", lambda m: re.escape(m[0]), text))
