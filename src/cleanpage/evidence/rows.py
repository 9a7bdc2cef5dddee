"""Rows of paragraphs that stand alone, as in lists of teasers and in interviews."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from cleanpage.evidence.keys import Key
from cleanpage.evidence.shape import PROSES, Shape

_MOST_BETWEEN = 3  # lines between two paragraphs of a list of teasers
_LONE = (3, 4, 6, 9)  # of them in a row
_ABOUT = (0.02, 0.08, 0.15, 0.25, 0.4)  # shares of words


def lone_paragraphs(
    shapes: Sequence[Shape], solid: Sequence[bool], common: frozenset[str], out: Sequence[list[Key]]
) -> None:
    """Rows of paragraphs that each stand alone between short lines, as in lists of teasers and in interviews.

    How many there are in a row, and how much all of them together are about what the main prose is about.
    """
    lines = [i for i, counts in enumerate(solid) if counts]
    prose = [shapes[i].cls in PROSES for i in lines]
    for row in _lone_rows(prose):
        words = [shapes[lines[at]].content for at in row]
        about = sum([len(w & common) for w in words]) / (sum(map(len, words)) or 1)
        count, sort = bisect_right(_LONE, len(row)), bisect_right(_ABOUT, about)
        start = first = row[0]
        most = max([after - before - 1 for before, after in pairwise(row)])
        while start > 0 and first - start < most and not prose[start - 1]:
            start -= 1  # the first one's heading
        for i in lines[start : row[-1] + 1]:
            out[i].append(("all", f"lone.{count}", f"lone.{count}.{shapes[i].cls}", f"lone.{count}.about.{sort}"))


def _lone_rows(prose: Sequence[bool]) -> list[list[int]]:
    """Where prose stands with none right before or after it, two or more times in a row.

    >>> _lone_rows([True, False, True, False, False, True, False, True, True])
    [[0, 2, 5]]
    """
    rows: list[list[int]] = [[]]
    before = -_MOST_BETWEEN
    for at in [i for i, is_prose in enumerate(prose) if is_prose]:
        if prose[at - 1 : at] == [True] or prose[at + 1 : at + 2] == [True]:
            rows.append([])
        elif rows[-1] and at - before > _MOST_BETWEEN + 1:
            rows.append([at])
        else:
            rows[-1].append(at)
        before = at
    return [row for row in rows if len(row) > 1]
