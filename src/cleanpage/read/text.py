"""The text reader: what any text dump shows of its lines, whatever program made it.

No switch tells the form. List markers, Markdown, lines wrapped at a width and fragments of one
paragraph are each recognised by what the lines show, and undone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

from cleanpage.read import markdown
from cleanpage.read.glue import CONTINUES, glue_all, opens
from cleanpage.read.glued import taken_apart
from cleanpage.read.lines import BULLETS, TERMINAL, Raw, raw_lines, unmarked
from cleanpage.read.wrap import join_indented, unwrap, wrap_width
from cleanpage.types import Block, Page

_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_FORM_FIELD = re.compile(r"\((?:BUTTON|Submit)\)|\[INS:|:INS\]|\[ *\]|\[_+\]|_{4,}|(?<!\S)\[[\w.-]{2,40}\](?!\S)")

MAX_BLOCKS = 15_000
"""Blocks of a page that are looked at; one with more is `truncated`. A novel of 1,200 pages has 12,000 paragraphs, the
longest of 1,270 pages of the web had 3,327 blocks, and looking at this many takes up to two seconds."""

_MAX_LINES = 10 * MAX_BLOCKS  # of a source that may be wrapped


def read_text(source: str) -> Page:
    r"""Read a text dump into a Page.

    >>> [b.text for b in read_text("  • Home\n\nA ferry sank\noff Skagen.").blocks]
    ['Home', 'A ferry sank', 'off Skagen.']
    """
    is_markdown = markdown.shows_in(source)
    physical = source.splitlines(keepends=True)[:_MAX_LINES]
    lines = physical if is_markdown else taken_apart(physical)
    starts = tuple(accumulate(map(len, lines), initial=0))
    raws = join_indented(raw_lines(lines), lines)
    width = wrap_width(raws, source, is_markdown=is_markdown) if lines is physical else 0
    if width:
        raws = unwrap(raws, width, lines)
    blocks = _join_fragments(_blocks(raws, wrapped=width != 0, is_markdown=is_markdown))
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


def _is_clean(raws: Sequence[Raw]) -> bool:
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
        ended = line[-1] in TERMINAL
        if count > most or (ended and len(line) >= _LONG):
            break
        count += len(line) < _SHORT and not ended
    return count


def _blocks(raws: Iterable[Raw], *, wrapped: bool, is_markdown: bool) -> list[Block]:
    """Make blocks of the lines: take off their markers, leave out what has no letter and no digit."""
    blocks: list[Block] = []
    for text, first, last, indent, gap in map(_without_fields, raws) if wrapped and not is_markdown else raws:
        marker = ""
        if text and (text[0] in BULLETS or (indent and text[0].isdigit())):
            if text[1:2] == " " and text[2:3].isalpha() and text[0] in BULLETS:
                marker, text = "bullet", text[2:]  # as unmarked, in nearly all cases
            else:
                marker, text = unmarked(text, indent)
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


def _without_fields(raw: Raw) -> Raw:
    """A line without the buttons and fields of forms, as lynx and w3m draw them."""
    text = raw[0]
    if "[" in text or "(" in text or "_" in text:
        return (_FORM_FIELD.sub(" ", text).strip(), *raw[1:])
    return raw


def _end(blocks: list[Block], mark: str, last: int) -> None:
    """Put a full stop that stands on a line of its own to the sentence before it."""
    block = blocks[-1]
    ends = mark in ".!?。۔।።" or len(block.text) >= 25
    if block.last == last - 1 and ends and block.text[-1] not in TERMINAL:
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
    if before[-1] in TERMINAL and not is_open and not (before[-1] in ":“\"'’" and lower):
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
    if following is None or following.gap > apart or len(text) >= 120 or text[-1] in TERMINAL:
        return False
    # "… said" / "Angela Merkel" / ", who …": the piece after next tells
    return following.text[0] in CONTINUES or (following.text[0].islower() and len(following.text) >= 15)


_OPEN_END = frozenset(",-–—/&、，")
