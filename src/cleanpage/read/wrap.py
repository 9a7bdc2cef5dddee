"""Lines that a program broke, put together again: at a width, or where the page's HTML was broken."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import category

from cleanpage.read.glue import glue_all
from cleanpage.read.lines import BULLETS, TERMINAL, Raw, unmarked

MIN_WRAP, MAX_WRAP = 50, 110
"""Columns between which a page's width is looked for: terminals and mail wrap at 60 to 100."""

_LEAST_CUT = 4  # lines of one length that no other one exceeds
_FIRST_INDENT = 2  # columns by which a paragraph's first line may be indented more than the rest
_SLACK = 6  # columns that a line may stand beyond the width
_BEYOND, _BEYOND_UNBROKEN = 0.02, 0.05  # of the long lines; Markdown's addresses and Thai have few places to break
_LINK_END = re.compile(r"\S*\]\(\S{9}")  # the last word of a link with its address, which no program breaks
_UNWRAPPED = re.compile(r"^(?:[*#|]|\d{1,3}\.\s)|\S{40}")  # lines of Markdown that html2text does not wrap

_MOST_GAPS = 0.1  # of the lines of such a dump; others have empty lines between what their indents set apart
_LEAST_FLUSH = 0.3  # of the lines: where hardly any begins at the margin, a program draws it
_LEAST_BROKEN = 0.6  # of the indented lines: the rest follow a full stop, or a short word in a deeply nested menu


@lru_cache(maxsize=1)
def _wide() -> re.Pattern[str]:
    """Characters two columns wide. Large sets take milliseconds to compile, and few pages need this one."""
    return re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]")


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    marks = len(_marks().findall(text)) if _with_marks().search(text) else 0
    return len(text) + len(_wide().findall(text)) - marks


@lru_cache(maxsize=1)
def _with_marks() -> re.Pattern[str]:
    """Letters of the scripts of India and South-East Asia, many of whose vowels stand above or below another letter."""
    return re.compile("[\u0900-\u109f\u1780-\u17ff]")


@lru_cache(maxsize=1)
def _marks() -> re.Pattern[str]:
    """The signs of those scripts that take no column of their own."""
    signs = [c for c in map(chr, [*range(0x900, 0x10A0), *range(0x1780, 0x1800)]) if category(c) in ("Mn", "Mc")]
    return re.compile(f"[{''.join(signs)}]")


def wrap_width(raws: Sequence[Raw], source: str, *, is_markdown: bool) -> int:
    """The width at which the page's lines were wrapped, or 0 where they were not; negative where it counts columns.

    A wrapped page has many lines near one width and hardly any beyond it. Most programs count columns,
    lynx counts characters even where they are two columns wide. So does html2text, which wraps at 78 unless it is told
    otherwise, but breaks neither list items and headings nor addresses.
    """
    if is_markdown:
        sizes = sorted([indent + len(text) for text, _, _, indent, _ in raws if not _UNWRAPPED.search(text)])
        return _common_width(sizes, _BEYOND_UNBROKEN)
    sizes = sorted([indent + len(text) for text, _, _, indent, _ in raws])
    if raws and not source.isascii() and _with_marks().search(max(raws, key=_size)[0]):
        columns = _in_columns(raws)
        width, characters = _common_width(columns, _BEYOND_UNBROKEN), _common_width(sizes)
        return characters if _near(sizes, characters) >= _near(columns, width) else -width
    # No line has more than two columns a character: most pages show by this bound that they are not wrapped.
    beyond = len(sizes) - bisect_right(sizes, MAX_WRAP + _SLACK)
    if beyond > _BEYOND * (len(sizes) - bisect_left(sizes, MIN_WRAP / 2)):
        return 0
    if not source.isascii() and _wide().search(source):
        return -_common_width(_in_columns(raws)) or _common_width(sizes) or _cut_width(sizes)
    return _common_width(sizes)


def _size(raw: Raw) -> int:
    return len(raw[0])


def _in_columns(raws: Sequence[Raw]) -> list[int]:
    return sorted([indent + _columns(text) for text, _, _, indent, _ in raws])


def _cut_width(sizes: Sequence[int]) -> int:
    """The width at which the longest lines were all cut, or 0: Chinese and Japanese break anywhere."""
    alike = len(sizes) >= _LEAST_CUT and sizes[-_LEAST_CUT] >= sizes[-1] - 1
    return sizes[-1] if alike and MIN_WRAP <= sizes[-1] <= MAX_WRAP else 0


def _common_width(sizes: Sequence[int], most_beyond: float = _BEYOND) -> int:
    """The width that most long lines come near to and hardly any exceeds, or 0; `sizes` are sorted."""
    long = sizes[bisect_left(sizes, MIN_WRAP) :]
    if len(long) < 4:
        return 0
    width = long[int(len(long) * 0.94)]
    beyond = len(long) - bisect_right(long, width + _SLACK)
    is_common = beyond <= most_beyond * len(long) and _near(long, width) >= 0.3 * len(long)
    return width if width <= MAX_WRAP and is_common else 0


def _near(sizes: Sequence[int], width: int) -> int:
    """How many lines end at about a width; none where it is 0."""
    return bisect_right(sizes, width + _SLACK) - bisect_left(sizes, width - 9) if width else 0


def unwrap(raws: Sequence[Raw], width: int, lines: Sequence[str]) -> list[Raw]:
    """Join the physical lines that one line was wrapped into.

    A line was broken where the next one's first word would not have fitted; the next has no marker of
    its own and no empty line before it.
    """
    measure = _columns if width < 0 else len
    limit = abs(width)
    joined: list[Raw] = []
    pieces: list[str] = []  # of the last line in `joined`, glued only once it is whole: lines can be endless
    used = 0  # columns of the physical line before
    for raw in raws:
        text, _, last, indent, gap = raw
        if joined and gap == 0 and (used >= 0.6 * limit or _LINK_END.match(text)):
            whole, first, _, whole_indent, whole_gap = joined[-1]
            marked = text[0] in BULLETS and text[1:2] == " "
            wide = _wide().match(text) is not None  # a Chinese paragraph's first line is indented
            if not marked and (indent >= whole_indent - _FIRST_INDENT or wide or pieces):
                room = limit - 1 - used
                own = text[2:] if text[:2] == whole[:2] == "> " else text
                if (2 if wide else measure(own.split(None, 1)[0]) + 1) > room:
                    pieces = pieces or [whole]
                    pieces.append(own)
                    joined[-1] = whole, first, last, whole_indent, whole_gap
                    used = measure(lines[last].rstrip())
                    continue
        _close(joined, pieces)
        pieces = []
        joined.append(raw)
        used = measure(lines[last].rstrip())  # with its indent, whose spaces may be wide
    _close(joined, pieces)
    return joined


def join_indented(raws: list[Raw], lines: Sequence[str]) -> list[Raw]:
    """Join the lines that the page's HTML broke within one text, as `get_text("\\n", strip=True)` leaves them.

    It strips each text of white space, so only a line within one can begin with any. Source is indented and broken at
    some width: most lines before an indented one end amid a sentence, where its first word would not have fitted.
    """
    if sum([raw[4] > 0 for raw in raws]) > _MOST_GAPS * len(raws):
        return raws
    if sum([raw[3] == 0 for raw in raws]) < _LEAST_FLUSH * len(raws):
        return raws
    inner = [
        i
        for i, (text, first, _, indent, gap) in enumerate(raws)
        if indent and i and not gap and lines[first][0] in " \t" and not _is_marked(text, indent)
    ]
    if not inner or sum([_is_broken(raws[i - 1], raws[i]) for i in inner]) < _LEAST_BROKEN * len(inner):
        return raws
    joined: list[Raw] = []
    pieces: list[str] = []
    goes_on = frozenset(inner)
    for i, raw in enumerate(raws):
        if i in goes_on:
            pieces = pieces or [joined[-1][0]]
            pieces.append(raw[0])
            joined[-1] = (*joined[-1][:2], raw[2], *joined[-1][3:])
        else:
            _close(joined, pieces)
            pieces = []
            joined.append(raw)
    _close(joined, pieces)
    return joined


def _is_broken(before: Raw, after: Raw) -> bool:
    """Whether a line ends amid a sentence, where the next one's first word would have made it a long one."""
    text, indent = after[0], after[3]
    return before[0][-1] not in TERMINAL and indent + len(before[0]) + len(text.split(None, 1)[0]) >= MIN_WRAP


def _is_marked(text: str, indent: int) -> bool:
    return bool(unmarked(text, indent)[0])


def _close(joined: list[Raw], pieces: Sequence[str]) -> None:
    if pieces:
        joined[-1] = (glue_all(pieces), *joined[-1][1:])
