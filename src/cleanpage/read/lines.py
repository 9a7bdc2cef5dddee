"""The physical lines of a text, before blocks are made of them, and the markers that they may begin with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleanpage.parse.date import date

SURROGATE = re.compile("[\ud800-\udfff]")
# C0/C1 controls, soft hyphen, zero-width space, bidi marks, word joiner, BOM; the joiners U+200C/D carry meaning
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
    + "|"
    + "".join(f"(?<!\U0001f3f4.{{{n}}})" for n in range(7))
    + "[\U000e0000-\U000e007f]"
)
# No dashes and no "※": they open direct speech in many languages, so they stay in the text.
BULLETS = frozenset("•*+◦○●□■▪▫‣▸►▶·∙‧⁃◆◇★☆")
"""Signs that mark an item of a list, where a space follows."""

TERMINAL = frozenset(".!?…。！？؟۔।።፡\"”“»’')）」』】]:;")
"""Signs with which a line may end as a sentence does."""

_SPACES = frozenset(" \t\u3000\xa0")
_LONGEST_DATE = 60  # characters
_NUMBER = re.compile(r"\d{1,3}[.)]\s+(?!\d)")

Raw = tuple[str, int, int, int, int]
"""One line on its way: stripped text, first and last physical line, indent, and the empty lines before it. A plain
tuple: a page has some two hundred, and a named one takes ten times as long to make."""


def raw_lines(lines: Sequence[str]) -> list[Raw]:
    """The lines that are not empty, stripped of white space and of characters that nobody sees."""
    raws: list[Raw] = []
    gap = 0
    for index, line in enumerate(lines):
        text = line.strip()
        if text and not text.isprintable():  # else there is nothing to take out
            line = SURROGATE.sub("\ufffd", INVISIBLE.sub("", line))
            text = line.strip()
        if text:
            indent = 0 if line[0] == text[0] else len(line) - len(line.lstrip())
            raws.append((text, index, index, indent, gap))
            gap = 0
        else:
            gap += 1
    return raws


def unmarked(text: str, indent: int) -> tuple[str, str]:
    """A line's first list marker, and the line without all of them: there are lists in lists, "*     * Log in"."""
    marker = ""
    while text:
        if text[0] in BULLETS and text[1:2] in _SPACES:
            marker, text = marker or "bullet", text[2:].lstrip()
        elif indent and text[0].isdigit() and (number := _NUMBER.match(text)) and not _is_date(text):
            marker, text = marker or "number", text[number.end() :].lstrip()
        else:
            break
    return marker, text


def _is_date(text: str) -> bool:
    """Whether a line that begins as an item of a numbered list does is a date: "28. April 2023, 19:50"."""
    found = date(text) if len(text) <= _LONGEST_DATE else None
    return found is not None and found.date is not None
