"""The text reader: what any text dump shows of its lines, whatever program made it.

No switch tells the form. List markers, Markdown, lines wrapped at a width and fragments of one
paragraph are each recognised by what the lines show, and undone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate

from cleanpage.parse.date import date
from cleanpage.read import markdown
from cleanpage.read.glue import CONTINUES, glue_all, opens
from cleanpage.types import Block, Page

SURROGATE = re.compile("[\ud800-\udfff]")
# C0/C1 controls, soft hyphen, zero-width space, bidi marks, word joiner, BOM; the joiners U+200C/D carry meaning
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
    + "|"
    + "".join(f"(?<!\U0001f3f4.{{{n}}})" for n in range(7))
    + "[\U000e0000-\U000e007f]"
)
# No dashes and no "※": they open direct speech in many languages, so they stay in the text.
_BULLETS = frozenset("•*+◦○●□■▪▫‣▸►▶·∙‧⁃◆◇★☆")
_SPACES = frozenset(" \t\u3000\xa0")
_LONGEST_DATE = 60  # characters
_NUMBER = re.compile(r"\d{1,3}[.)]\s+(?!\d)")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_FORM_FIELD = re.compile(r"\((?:BUTTON|Submit)\)|\[INS:|:INS\]|\[ *\]|\[_+\]|_{4,}|(?<!\S)\[[\w.-]{2,40}\](?!\S)")
_TERMINAL = frozenset(".!?…。！？؟۔।።፡\"”“»’')）」』】]:;")

MIN_WRAP, MAX_WRAP = 50, 110
"""Columns between which a page's width is looked for: terminals and mail wrap at 60 to 100."""

MAX_BLOCKS = 15_000
"""Blocks of a page that are looked at; one with more is `truncated`. A novel of 1,200 pages has 12,000 paragraphs, the
longest of 1,270 pages of the web had 3,327 blocks, and looking at this many takes up to two seconds."""

_MAX_LINES = 10 * MAX_BLOCKS  # of a source that may be wrapped
_SLACK = 6  # columns that a line may stand beyond the width
_BEYOND, _BEYOND_MARKDOWN = 0.02, 0.05  # of the long lines of a wrapped page
_LINK_END = re.compile(r"\S*\]\(\S{9}")  # the last word of a link with its address, which no program breaks
_UNWRAPPED = re.compile(r"^(?:[*#|]|\d{1,3}\.\s)|\S{40}")  # lines of Markdown that html2text does not wrap

# One line on its way: stripped text, first and last physical line, indent, and the empty lines before it. A plain
# tuple: a page has some two hundred, and a named one takes ten times as long to make.
_Raw = tuple[str, int, int, int, int]


def read_text(source: str) -> Page:
    r"""Read a text dump into a Page.

    >>> [b.text for b in read_text("  • Home\n\nA ferry sank\noff Skagen.").blocks]
    ['Home', 'A ferry sank', 'off Skagen.']
    """
    lines = source.splitlines(keepends=True)
    del lines[_MAX_LINES:]
    starts = tuple(accumulate(map(len, lines), initial=0))
    raws = _raw_lines(lines)
    is_markdown = markdown.shows_in(source)
    width = _wrap_width(raws, source, is_markdown=is_markdown)
    if width:
        raws = _unwrap(raws, width)
    blocks = _join_fragments(_blocks(raws, wrapped=width > 0, is_markdown=is_markdown))
    if source.count(" ,") + source.count(" .") > _APART:
        blocks = _without_gaps(blocks)
    end = blocks[MAX_BLOCKS].first if len(blocks) > MAX_BLOCKS else len(lines)
    read, beyond = source[: starts[end]], source[starts[end] :]
    is_clean = _is_clean(raws)
    return Page(read, starts[:end], tuple(blocks[:MAX_BLOCKS]), None, is_clean, bool(beyond), beyond)


_APART = 2  # signs behind a space that may be slips of the pen
_GAP = re.compile(r"(?<=[\w”»)]) (?=[,.](?:\s|$))")


def _without_gaps(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a page on which commas and full stops stand behind spaces: its elements were put together so."""
    return [b._replace(text=_GAP.sub("", b.text)) if " ," in b.text or " ." in b.text else b for b in blocks]


_SHORT, _LONG = 60, 100  # characters below which a line may be a menu's, and from which it is prose if it has ended
_MOST_ABOVE, _MOST_AROUND = 4, 16
"""Short lines above a cleaned text's prose, and above and below it: a title and a byline, and lists at its end. Of 396
dumps of pages with an empty line put between any two lines all but 18 have more of both, of 1,099 cleaned texts 1."""


def _is_clean(raws: Sequence[_Raw]) -> bool:
    """Whether the lines stand as in a text that has been cleaned: each alone, with one empty line between two."""
    if len(raws) < 2 or raws[0][3] or not all(gap == 1 and not indent for _, _, _, indent, gap in raws[1:]):
        return False
    return looks_clean([text for text, *_ in raws])


def looks_clean(lines: Sequence[str]) -> bool:
    """Whether lines that stand each alone may be those of a cleaned text, not of a whole page with its menus.

    >>> looks_clean(["Ferry sinks", "All were saved."]), looks_clean(["Home", "News", "Sport"] * 9)
    (True, False)
    """
    above = _short_lines(lines, _MOST_AROUND)
    return above <= _MOST_ABOVE or above + _short_lines(reversed(lines), _MOST_AROUND) <= _MOST_AROUND


def _short_lines(lines: Iterable[str], most: int) -> int:
    """How many short lines come before the first long sentence; no more than one beyond `most` are counted."""
    count = 0
    for line in lines:
        ended = line[-1] in _TERMINAL
        if count > most or (ended and len(line) >= _LONG):
            break
        count += len(line) < _SHORT and not ended
    return count


def _raw_lines(lines: Sequence[str]) -> list[_Raw]:
    """The lines that are not empty, stripped of white space and of characters that nobody sees."""
    raws: list[_Raw] = []
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


@lru_cache(maxsize=1)
def _wide() -> re.Pattern[str]:
    """Characters two columns wide. Large sets take milliseconds to compile, and few pages need this one."""
    return re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]")


def _columns(text: str) -> int:
    return len(text) if text.isascii() else len(text) + len(_wide().findall(text))


def _wrap_width(raws: Sequence[_Raw], source: str, *, is_markdown: bool) -> int:
    """The width at which the page's lines were wrapped, or 0 where they were not; negative where it counts columns.

    A wrapped page has many lines near one width and hardly any beyond it. Most programs count columns,
    lynx counts characters even where they are two columns wide. So does html2text, which wraps at 78 unless it is told
    otherwise, but breaks neither list items and headings nor addresses.
    """
    if is_markdown:
        sizes = sorted([indent + len(text) for text, _, _, indent, _ in raws if not _UNWRAPPED.search(text)])
        return _common_width(sizes, _BEYOND_MARKDOWN)
    sizes = sorted([indent + len(text) for text, _, _, indent, _ in raws])
    # No line has more than two columns a character: most pages show by this bound that they are not wrapped.
    beyond = len(sizes) - bisect_right(sizes, MAX_WRAP + _SLACK)
    if beyond > _BEYOND * (len(sizes) - bisect_left(sizes, MIN_WRAP / 2)):
        return 0
    if not source.isascii() and _wide().search(source):
        width = _common_width(sorted([indent + _columns(text) for text, _, _, indent, _ in raws]))
        if width:
            return -width
    return _common_width(sizes)


def _common_width(sizes: Sequence[int], most_beyond: float = _BEYOND) -> int:
    """The width that most long lines come near to and hardly any exceeds, or 0; `sizes` are sorted."""
    long = sizes[bisect_left(sizes, MIN_WRAP) :]
    if len(long) < 4:
        return 0
    width = long[int(len(long) * 0.94)]
    end = bisect_right(long, width + _SLACK)
    beyond, near = len(long) - end, end - bisect_left(long, width - 9)
    return width if width <= MAX_WRAP and beyond <= most_beyond * len(long) and near >= 0.3 * len(long) else 0


def _unwrap(raws: Sequence[_Raw], width: int) -> list[_Raw]:
    """Join the physical lines that one line was wrapped into.

    A line was broken where the next one's first word would not have fitted; the next has no marker of
    its own and no empty line before it.
    """
    measure = _columns if width < 0 else len
    limit = abs(width)
    joined: list[_Raw] = []
    pieces: list[str] = []  # of the last line in `joined`, glued only once it is whole: lines can be endless
    used = 0  # columns of the physical line before
    for raw in raws:
        text, index, _, indent, gap = raw
        if joined and gap == 0 and (used >= 0.6 * limit or _LINK_END.match(text)):
            whole, first, _, whole_indent, whole_gap = joined[-1]
            marked = text[0] in _BULLETS and text[1:2] == " "
            if not marked and (indent >= whole_indent or pieces):
                wide = _wide().match(text) is not None
                room = limit - 1 - used
                own = text[2:] if text[:2] == whole[:2] == "> " else text
                if (2 if wide else measure(own.split(None, 1)[0]) + 1) > room:
                    pieces = pieces or [whole]
                    pieces.append(own)
                    joined[-1] = whole, first, index, whole_indent, whole_gap
                    used = indent + measure(text)
                    continue
        _close(joined, pieces)
        pieces = []
        joined.append(raw)
        used = indent + measure(text)
    _close(joined, pieces)
    return joined


def _close(joined: list[_Raw], pieces: Sequence[str]) -> None:
    if pieces:
        joined[-1] = (glue_all(pieces), *joined[-1][1:])


def _blocks(raws: Iterable[_Raw], *, wrapped: bool, is_markdown: bool) -> list[Block]:
    """Make blocks of the lines: take off their markers, leave out what has no letter and no digit."""
    blocks: list[Block] = []
    for text, first, last, indent, gap in map(_without_fields, raws) if wrapped and not is_markdown else raws:
        marker = ""
        if text and (text[0] in _BULLETS or (indent and text[0].isdigit())):
            if text[1:2] == " " and text[2:3].isalpha() and text[0] in _BULLETS:
                marker, text = "bullet", text[2:]  # as _unmarked, in nearly all cases
            else:
                marker, text = _unmarked(text, indent)
        if is_markdown:
            block = _markdown_block(text, first, last, marker, indent, gap)
            if block is not None:
                blocks.append(block)
            continue
        if "  " in text or not text.isprintable():  # the only printable white space is the plain space
            text = " ".join(text.split())
        if text and not (text[0].isalnum() or any(map(str.isalnum, text))):
            if gap == 0 and blocks and text[0] in CONTINUES:
                _end(blocks, text, last)
        elif text:
            # as Block(…), which takes twice as long: a third of this function's time
            blocks.append(tuple.__new__(Block, (text, first, last, marker, 0, indent, gap, 0.0, False, None)))
    return blocks


def _without_fields(raw: _Raw) -> _Raw:
    """A line without the buttons and fields of forms, as lynx and w3m draw them."""
    text = raw[0]
    if "[" in text or "(" in text or "_" in text:
        return (_FORM_FIELD.sub(" ", text).strip(), *raw[1:])
    return raw


def _unmarked(text: str, indent: int) -> tuple[str, str]:
    """A line's first list marker, and the line without all of them: there are lists in lists, "*     * Log in"."""
    marker = ""
    while text:
        if text[0] in _BULLETS and text[1:2] in _SPACES:
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


def _end(blocks: list[Block], mark: str, last: int) -> None:
    """Put a full stop that stands on a line of its own to the sentence before it."""
    block = blocks[-1]
    ends = mark in ".!?。۔।።" or len(block.text) >= 25
    if block.last == last - 1 and ends and block.text[-1] not in _TERMINAL:
        blocks[-1] = block._replace(text=block.text + mark, last=last)


def _markdown_block(text: str, first: int, last: int, marker: str, indent: int, gap: int) -> Block | None:
    level = 0
    heading = _HEADING.match(text)
    if heading:
        marker, level, text = "heading", len(heading[1]), text[heading.end() :]
    elif text.startswith("> "):
        marker, text = "quote", text[2:]
    text, linked, image, strong = markdown.inline(text)
    if strong and not marker:
        marker = "strong"
    text = " ".join(text.split())
    if not any(map(str.isalnum, text)):
        return None
    return Block(text, first, last, marker, level, indent, gap, min(1.0, linked / len(text)), image)


def _join_fragments(blocks: Sequence[Block]) -> list[Block]:
    """Join the pieces that `get_text` makes of a paragraph with links and emphasis in it."""
    apart = min([b.gap for b in blocks[1:]], default=0)  # of a text whose lines were joined by empty ones
    tight = [b for b in blocks if b.gap == apart and not b.marker]
    if len(tight) < 8 or sum(b.text[0] in CONTINUES for b in tight) < max(3, 0.004 * len(tight)):
        return list(blocks)
    out: list[Block] = []
    pieces: list[str] = []  # of the last block in `out`
    size = 0
    count = len(blocks)
    for i, block in enumerate(blocks):
        following = blocks[i + 1] if i + 1 < count else None
        near = block.gap == apart and not block.marker
        if out and near and _continues(pieces[-1], size, block.text, following, apart):
            out[-1] = out[-1]._replace(last=block.last)
            pieces.append(block.text)
            size += len(block.text)
        else:
            _close_block(out, pieces)
            out.append(block)
            pieces, size = [block.text], len(block.text)
    _close_block(out, pieces)
    return out


def _close_block(out: list[Block], pieces: Sequence[str]) -> None:
    if len(pieces) > 1:
        out[-1] = out[-1]._replace(text=glue_all(pieces))


def _continues(before: str, size: int, text: str, following: Block | None, apart: int) -> bool:
    """Whether `text` goes on with the sentence that ends in `before`, so far `size` characters long."""
    lower, is_open = text[0].islower(), opens(before)
    if before[-1] in _TERMINAL and not is_open and not (before[-1] in ":“\"'’" and lower):
        return False
    if text[0] in CONTINUES:
        return True
    if lower:
        return size >= 25 or len(text) >= 25
    if size < 25:
        return False
    word = before.rsplit(None, 1)[-1]
    if is_open or before[-1] in _OPEN_END or (size >= 90 and len(word) <= 3 and word.islower()):
        return True  # a comma, an opened bracket, a preposition: no sentence ends so
    if following is None or following.gap > apart or len(text) >= 120 or text[-1] in _TERMINAL:
        return False
    # "… said" / "Angela Merkel" / ", who …": the piece after next tells
    return following.text[0] in CONTINUES or (following.text[0].islower() and len(following.text) >= 15)


_OPEN_END = frozenset(",-–—/&、，")
