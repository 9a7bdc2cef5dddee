"""Every line's verdict as a table for a terminal."""

from __future__ import annotations

from itertools import islice
from unicodedata import category, east_asian_width

from cleanpage.types import APART, DROPPED, KEPT, Article, Label, Line

_MAX_RULE = 32  # columns; longer rule ids are cut
_MIN_TEXT = 20  # columns that the text gets however narrow the terminal is
_JOINERS = "\u200c\u200d"  # part of the spelling in Persian, Indic scripts and emoji; they take no column
_BOLD_GREEN, _GREEN, _CYAN, _YELLOW, _MAGENTA, _DIM = "1;32", "32", "36", "33", "35", "2"
_COLORS = {
    Label.TITLE: _BOLD_GREEN,
    Label.HEADING: _BOLD_GREEN,
    **dict.fromkeys(KEPT - {Label.TITLE, Label.HEADING}, _GREEN),
    **dict.fromkeys(APART, _CYAN),
    **dict.fromkeys(DROPPED, _DIM),
    Label.PROMO: _YELLOW,
    Label.SHARE: _YELLOW,
    Label.LEGAL: _MAGENTA,
    Label.COMMENT: _MAGENTA,
}


def explain_table(article: Article, *, color: bool = False, width: int | None = None, number: bool = False) -> str:
    """Return one row for each line that is not empty: mark, label, rule, score and text, then a count.

    Marks are "+" for kept, "~" for kept apart (captions, credits) and "-" for dropped. `width` is the
    table's in columns, to which texts are cut; None leaves them whole. `number`: each row begins
    with the line's number, from 1. Characters that a terminal would
    act on are shown as escapes.

    >>> print(explain_table(Article(lines=(Line("Menu", 0, 5, Label.NAV, False, "en.nav.menu", 4.2),))), end="")
    - nav  en.nav.menu   4.2  Menu
    0 kept, 0 apart, 1 dropped
    """
    numbered = [(n, line) for n, line in enumerate(article.lines, 1) if line.text.strip()]
    lines = [line for _, line in numbered]
    if not lines:
        return ""
    digits = len(str(numbered[-1][0])) if number else 0
    labels = max(len(line.label.value) for line in lines)
    rules = min(_MAX_RULE, max(_columns(line.rule) for line in lines))
    scores = max(len(f"{line.score:.1f}") for line in lines)
    scores = max(scores, 4)
    room = None if width is None else max(_MIN_TEXT, width - labels - rules - scores - 8 - digits - number)
    rows = []
    for at, line in numbered:
        row = (
            f"{_mark(line)} {line.label.value:<{labels}}  {_fit(line.rule, rules)}  {line.score:>{scores}.1f}"
            f"  {printable(line.text.strip(), room)}"
        )
        row = f"{at:>{digits}} {row}" if number else row
        rows.append(f"\x1b[{_COLORS[line.label]}m{row}\x1b[0m" if color else row)
    marks = [_mark(line) for line in lines]
    rows.append(f"{marks.count('+')} kept, {marks.count('~')} apart, {marks.count('-')} dropped")
    return "\n".join(rows) + "\n"


def _mark(line: Line) -> str:
    if line.label in APART:
        return "~"
    return "+" if line.kept else "-"


def _fit(text: str, columns: int) -> str:
    text = printable(text, columns)
    return text + " " * (columns - _columns(text))


def printable(text: str, columns: int | None = None) -> str:
    r"""Return `text` without characters that act on a terminal, cut to `columns` with "…" if need be.

    >>> printable("\x1b[31mred")
    '\\x1b[31mred'
    >>> printable("東京都知事", 7)
    '東京都…'
    """
    if columns is None:
        return text if text.isprintable() else "".join(map(_shown, text))
    shown: list[str] = []
    used = 0
    fits = 0  # how many of `shown` leave room for the ellipsis
    for char in islice(text, 8 * columns):  # a bound, should a line be all marks without a width
        piece = _shown(char)
        used += _columns(piece)
        if used > columns:
            return "".join(shown[:fits]) + "…"
        shown.append(piece)
        if used <= columns - 1:
            fits = len(shown)
    return "".join(shown) if len(shown) == len(text) else "".join(shown[:fits]) + "…"


def _shown(char: str) -> str:
    if char.isprintable() or char in _JOINERS or category(char) == "Zs":
        return char
    return char.encode("unicode_escape").decode("ascii")


def _columns(text: str) -> int:
    """How many columns a terminal gives a text: two for wide characters, none for marks and joiners."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(c) in "WF" else category(c) not in ("Mn", "Me", "Cf") for c in text)
