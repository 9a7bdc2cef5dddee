"""Which blocks of a text can be of its article: those near its prose, and not within a menu."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cleanpage.rules.words import ended, weight
from cleanpage.types import Block

MARGIN_BEFORE, MARGIN_AFTER = 25, 10
"""Blocks around the densest stretch of prose that are looked at. On 1,755 dumps of news pages 0.7 % of the
paragraphs, 0.6 % of the standfirsts' lines, 2 % of the bylines' and 4 % of the titles' stand further away."""

GIANT = 1500
"""Characters from which a line is prose whatever it ends with: some dumps run a whole article into one line."""

RIVAL = 0.15
"""Share of the densest stretch's prose from which another is looked at, too: a brief report has less than some pages'
feet have. Of all blocks it adds half a per cent."""

WITHOUT_PROSE = 2000
"""Blocks at the top that are looked at in a page without any prose: no article has so many lines and no sentence."""

_LEAST_PROSE = 55  # characters of a line from which it counts as prose
_MOST_PROSE = 600.0  # characters of one paragraph that count: one giant is no article
_STRETCH_TOLL = 10.0  # characters that a line without prose costs a stretch
_TOP_HEADING = 200.0  # characters that a heading marked as the page's first is worth
_MENU_ITEM = 30  # characters below which a line without a number or a sentence's signs can be an item of a menu
_MENU_EDGE = 4  # items at a menu's either end that are looked at: a title may stand there
_SENTENCE_SIGNS = frozenset('.!?…:,"”')
_UNSPACED = "\u0e00"  # from here on stand the letters of which few make a sentence
_DIGIT = re.compile(r"\d")


def focus(blocks: Sequence[Block]) -> list[int]:
    """The indexes of the blocks that can be of a page's article: far from any prose and within menus none is."""
    found = _stretches(blocks)
    if not found:
        return _without_menus(blocks, range(min(len(blocks), WITHOUT_PROSE)))
    least = RIVAL * max(found).prose
    near = {i for s in found if s.prose >= least for i in s.around(blocks)}
    return _without_menus(blocks, sorted(near))


def stretch(blocks: Sequence[Block]) -> range:
    """The densest stretch of prose with what stands close to it."""
    found = _stretches(blocks)
    return max(found).around(blocks) if found else range(min(len(blocks), WITHOUT_PROSE))


class _Stretch(NamedTuple):
    """Neighbouring lines with prose among them."""

    prose: float  # characters of it, less a toll for each other line
    first: int
    last: int

    def around(self, blocks: Sequence[Block]) -> range:
        """It and what stands close to it: far from any stretch no block is of a page's article."""
        return range(max(0, self.first - MARGIN_BEFORE), min(len(blocks), self.last + 1 + MARGIN_AFTER))


def _stretches(blocks: Sequence[Block]) -> list[_Stretch]:
    """The stretches of prose, in order.

    Maximum subsequence segmentation: Pasternack and Roth, "Extracting article text from the web", WWW 2009.
    """
    out: list[_Stretch] = []
    best = run = 0.0
    start, last = 0, -1
    for i, block in enumerate(blocks):
        if run <= 0.0:
            if best > 0.0:
                out.append(_Stretch(best, start, last))
            best = run = 0.0
            start = i
        text = block.text
        size = weight(text)
        if size >= _LEAST_PROSE and (ended(text) or size >= GIANT) and block.links < 0.8:
            run += min(_MOST_PROSE, size)
            if run > best:
                best, last = run, i
        elif block.level == 1:
            run += _TOP_HEADING
        else:
            run -= _STRETCH_TOLL
    if best > 0.0:
        out.append(_Stretch(best, start, last))
    return out


def _without_menus(blocks: Sequence[Block], near: Sequence[int]) -> list[int]:
    """The indexes in `near` but for those within a menu: between `_MENU_EDGE` or more of its like on either side."""
    out: list[int] = []
    run = 0  # menu items at the end of `out`
    for i in near:
        block = blocks[i]
        text = block.text
        if (
            len(text) < _MENU_ITEM
            and text[-1] not in _SENTENCE_SIGNS
            and text[0] < _UNSPACED > text[-1]
            and not text[0].islower()
            and not block.level
            and not block.image
            and not _DIGIT.search(text)
        ):
            run += 1
            if run > 2 * _MENU_EDGE:
                del out[-_MENU_EDGE]
        else:
            run = 0
        out.append(i)
    return out
