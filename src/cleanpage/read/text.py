"""The text reader: what any text dump shows of its lines, whatever program made it.

No switch tells the form. List markers, Markdown, lines wrapped at a width and fragments of one
paragraph are each recognised by what the lines show, and undone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

from cleanpage.read import markdown
from cleanpage.types import Block, Page

_SURROGATE = re.compile("[\ud800-\udfff]")
# C0/C1 controls, soft hyphen, zero-width space, bidi marks, word joiner, BOM; the joiners U+200C/D carry meaning and stay
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]")
_BULLETS = frozenset("•*+◦○●□■▪▫‣▸►▶·∙–—-‧⁃※◆◇★☆")
_KEPT_MARKS = frozenset("–—-※")  # they open direct speech in many languages, so they stay in the text
_NUMBER = re.compile(r"\d{1,3}[.)]\s+(?!\d)")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_FORM_FIELD = re.compile(r"\((?:BUTTON|Submit)\)|\[INS:|:INS\]|\[ *\]|\[_+\]|_{4,}|(?<!\S)\[[\w.-]{2,40}\](?!\S)")
_TERMINAL = frozenset(".!?…。！？؟۔।\"”“»’')）」』】]:;")
_CONTINUES = re.compile(r"[,.;:!?)\]»”’…、。，％%]")
_OPENED = frozenset("([{„“‘«「『《【")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")

MIN_WRAP, MAX_WRAP = 50, 110
"""Columns between which a page's width is looked for: terminals and mail wrap at 60 to 100."""


class _Raw(NamedTuple):
    """One physical line on its way: stripped text, and what stood around it."""

    text: str
    index: int
    indent: int
    gap: int


def read_text(source: str) -> Page:
    r"""Read a text dump into a Page.

    >>> [b.text for b in read_text("  • Home\n\nA ferry sank\noff Skagen.").blocks]
    ['Home', 'A ferry sank', 'off Skagen.']
    """
    lines = source.splitlines(keepends=True)
    starts = _starts(lines)
    raws = _raw_lines(source, lines)
    width = _wrap_width(raws, source)
    is_markdown = markdown.SIGNS.search(source) is not None
    blocks: list[Block] = []
    for group in _unwrap(raws, width):
        block = _block(group, is_markdown=is_markdown, wrapped=width > 0)
        if block is not None:
            blocks.append(block)
    return Page(source, starts, tuple(_join_fragments(blocks)))


def _starts(lines: Sequence[str]) -> tuple[int, ...]:
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line)
    return tuple(starts)


def _raw_lines(source: str, lines: Sequence[str]) -> list[_Raw]:
    dirty = _INVISIBLE.search(source) is not None or _SURROGATE.search(source) is not None
    raws, gap = [], 0
    for index, line in enumerate(lines):
        text = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", line)) if dirty else line
        bare = text.strip()
        if bare:
            indent = 0 if text[0] == bare[0] else len(text) - len(text.lstrip())
            raws.append(_Raw(bare, index, indent, gap))
            gap = 0
        else:
            gap += 1
    return raws


def _columns(text: str) -> int:
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def _wrap_width(raws: Sequence[_Raw], source: str) -> int:
    """The width at which the page's lines were wrapped, or 0 where they were not.

    A wrapped page has many lines near one width and hardly any beyond it. Most programs count columns,
    lynx counts characters even where they are two columns wide.
    """
    for measure in (_columns, len) if _WIDE.search(source) else (len,):
        long = sorted(n for r in raws if (n := r.indent + measure(r.text)) >= MIN_WRAP)
        if len(long) < 4:
            continue
        width = long[int(len(long) * 0.94)]
        beyond = sum(n > width + 6 for n in long)
        near = sum(width - 9 <= n <= width + 6 for n in long)
        if width <= MAX_WRAP and beyond <= 0.02 * len(long) and near >= 0.3 * len(long):
            return width if measure is len else -width
    return 0


def _unwrap(raws: Sequence[_Raw], width: int) -> list[list[_Raw]]:
    """Group the physical lines that one line was wrapped into.

    A line was broken where the next one's first word would not have fitted; the next has no marker of
    its own and no empty line before it.
    """
    if not width:
        return [[r] for r in raws]
    measure = _columns if width < 0 else len
    limit = abs(width)
    groups: list[list[_Raw]] = []
    for raw in raws:
        if groups and raw.gap == 0:
            last = groups[-1][-1]
            word = raw.text[:2] if _WIDE.match(raw.text) else raw.text.split(None, 1)[0]
            used = last.indent + measure(last.text)
            fits = used + (measure(word) + 1 if not _WIDE.match(raw.text) else 2) <= limit - 1
            marked = raw.text[0] in _BULLETS - _KEPT_MARKS and raw.text[1:2] == " "
            aligned = raw.indent >= groups[-1][0].indent or len(groups[-1]) > 1
            if not fits and not marked and aligned and used >= 0.6 * limit:
                groups[-1].append(raw)
                continue
        groups.append([raw])
    return groups


def _block(group: Sequence[_Raw], *, is_markdown: bool, wrapped: bool) -> Block | None:
    first, last = group[0], group[-1]
    text = reduce(glue, (r.text for r in group))
    marker, level, linked, image, strong = "", 0, 0, False, False
    if wrapped and ("[" in text or "(" in text or "_" in text):
        text = _FORM_FIELD.sub(" ", text).strip()
    while text:  # a list in a list: "*     * Log in"
        bare, mark = _unmark(text, indent=first.indent)
        if not mark:
            break
        marker, text = marker or mark, bare
    if is_markdown:
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
    return Block(
        text, first.index, last.index, marker, level, first.indent, first.gap, min(1.0, linked / len(text)), image
    )


def _unmark(text: str, *, indent: int) -> tuple[str, str]:
    if text[0] in _BULLETS:
        if text[0] in _KEPT_MARKS:
            return text, ""
        if text[1:2] in (" ", "\t", "\u3000", "\xa0"):
            return text[2:].lstrip(), "bullet"
    elif indent and text[0].isdigit():
        number = _NUMBER.match(text)
        if number:
            return text[number.end() :].lstrip(), "number"
    return text, ""


def glue(before: str, after: str) -> str:
    """Join two pieces of one text: with a space, but not before a comma or between letters of scripts without spaces.

    >>> glue("He spoke to", "Ann Example"), glue("Ann Example", ", who agreed")
    ('He spoke to Ann Example', 'Ann Example, who agreed')
    """
    unspaced = _UNSPACED.match(after) and _UNSPACED.match(before[-1])
    return before + ("" if unspaced or _CONTINUES.match(after) or before[-1] in _OPENED else " ") + after


def _join_fragments(blocks: Sequence[Block]) -> list[Block]:
    """Join the pieces that `get_text` makes of a paragraph with links and emphasis in it."""
    tight = [b for b in blocks if b.gap == 0 and not b.marker]
    if len(tight) < 8 or sum(_CONTINUES.match(b.text) is not None for b in tight) < max(3, 0.004 * len(tight)):
        return list(blocks)
    out: list[Block] = []
    count = len(blocks)
    for i, block in enumerate(blocks):
        following = blocks[i + 1] if i + 1 < count else None
        if out and block.gap == 0 and not block.marker and _continues(out[-1], block, following):
            head = out[-1]
            out[-1] = head._replace(text=glue(head.text, block.text), last=block.last)
        else:
            out.append(block)
    return out


_OPEN_END = frozenset(",([{„“‘«‹-–—/&、，『「《")


def _continues(head: Block, block: Block, following: Block | None) -> bool:
    """Whether `block` goes on with the sentence that `head` broke off."""
    before, text = head.text, block.text
    lower = text[0].islower()
    if before[-1] in _TERMINAL and before[-1] not in _OPEN_END and not (before[-1] in ":“\"'’" and lower):
        return False
    if _CONTINUES.match(text):
        return True
    if lower:
        return len(before) >= 25 or len(text) >= 25
    if len(before) < 25:
        return False
    word = before.rsplit(None, 1)[-1]
    if before[-1] in _OPEN_END or (len(before) >= 90 and len(word) <= 3 and word.islower()):
        return True  # a comma, an opened bracket, a preposition: no sentence ends so
    if following is None or following.gap or len(text) >= 120 or text[-1] in _TERMINAL:
        return False
    # "… said" / "Angela Merkel" / ", who …": the piece after next tells
    return _CONTINUES.match(following.text) is not None or (following.text[0].islower() and len(following.text) >= 15)
