"""Pieces of a page that its server sent late, put where the page's own script puts them.

Servers that run React send a page with gaps, `<template id="B:0">`, and behind it what fills them, hidden:
`<div hidden id="S:0">`. The names are those of `renderToPipeableStream` in React 18 and 19:
https://react.dev/reference/react-dom/server/renderToPipeableStream
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_PIECE = re.compile(r'<div hidden(?:="")? id="S:([0-9a-z]{1,8})">')
_DIV = re.compile(r"<(/?)div(?=[\s/>])", re.IGNORECASE)
# A gap, or the marks around one and what is shown in it meanwhile
_MARK = re.compile(r'<template id="([BP]):([0-9a-z]{1,8})"></template>|<!--(/?)\$[?!~]?-->')


def in_place(source: str) -> str:
    """A page with the pieces that were sent late in their gaps, instead of what is shown meanwhile.

    Pieces without a gap come last, hidden as they were. Takes linear time.

    >>> in_place('<p><template id="P:1"></template></p><div hidden id="S:1">The ferry sank.</div>')
    '<p>The ferry sank.</p>'
    """
    if 'id="S:' not in source:
        return source
    page, pieces = _apart(source)
    filled = _filled(page, pieces)
    if not filled.used:
        return source
    left = [f'<div hidden id="S:{name}">{text}</div>' for name, text in pieces.items() if name not in filled.used]
    return filled.text + "".join(left)


def _apart(source: str) -> tuple[str, dict[str, str]]:
    """A page without its late pieces, and these by name."""
    parts: list[str] = []
    pieces: dict[str, str] = {}
    at = 0
    for opening in _PIECE.finditer(source):
        if opening.start() < at or opening[1] in pieces:
            continue
        end = _end(source, opening.end())
        if end is None:
            break
        parts.append(source[at : opening.start()])
        pieces[opening[1]] = source[opening.end() : end[0]]
        at = end[1]
    parts.append(source[at:])
    return "".join(parts), pieces


def _end(source: str, at: int) -> tuple[int, int] | None:
    """Where the end tag of a <div> stands whose start tag ends at `at`; None where there is none."""
    depth = 1
    for tag in _DIV.finditer(source, at):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.start(), source.find(">", tag.end()) + 1 or len(source)
    return None


class _Filled(NamedTuple):
    text: str
    used: set[str]


def _filled(page: str, pieces: Mapping[str, str]) -> _Filled:
    """A page with pieces in its gaps, and in the gaps of these. Each is used once."""
    out: list[str] = []
    used: set[str] = set()
    open_texts = [(page, iter(_cuts(page)), 0)]
    while open_texts:
        text, cuts, at = open_texts.pop()
        for start, name, end in cuts:
            if start < at or name not in pieces or name in used:
                continue
            out.append(text[at:start])
            used.add(name)
            open_texts.append((text, cuts, end))
            open_texts.append((pieces[name], iter(_cuts(pieces[name])), 0))
            break
        else:
            out.append(text[at:])
    return _Filled("".join(out), used)


def _cuts(text: str) -> list[tuple[int, str, int]]:
    """Each gap in a text: where it begins, its name, and where what is shown in it meanwhile ends."""
    cuts: list[tuple[int, str, int]] = []
    open_gaps: list[int | None] = []  # for each open mark the gap behind it, as its place among the cuts
    for mark in _MARK.finditer(text):
        if mark[1]:
            if mark[1] == "B" and open_gaps:
                open_gaps[-1] = len(cuts)
            cuts.append((mark.start(), mark[2], mark.end()))
        elif not mark[3]:
            open_gaps.append(None)
        elif open_gaps:
            gap = open_gaps.pop()
            if gap is not None:
                cuts[gap] = (*cuts[gap][:2], mark.start())
    return cuts
