"""How well a page came out: from signs of the whole page to the share of its article that can be counted on."""

from __future__ import annotations

import json
import math
import os
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from cleanpage.label import probability
from cleanpage.stated import BODY
from cleanpage.trace import FAR_LEAD, Verdict
from cleanpage.types import APART, KEPT, Block, Label

BIAS, ARTICLE = "bias", "article"
"""The sign that each page has, and the probability that it is an article at all."""

_LONG = 60  # characters; shorter lines are seldom prose
_MOST = 400  # characters for which a line counts at most
_SMALL = 600  # characters of a body that may be a teaser's
_SURE = 7.0  # log-odds that nothing exceeds
_PROSE = (Label.PARAGRAPH, Label.STANDFIRST)


class Model(NamedTuple):
    """What the signs weigh, and the F1 that more than nine of ten pages reach, by the F1 expected of them."""

    signs: Mapping[str, float]
    floor: Sequence[tuple[float, float]]


@lru_cache(maxsize=1)
def default_model() -> Model:
    """The model that ships with the package."""
    with open(os.path.join(os.path.dirname(__file__), "confidence.json"), encoding="utf8") as file:
        data = json.load(file)
    return Model(data["signs"], [(x, y) for x, y in data["floor"]])


def confidence(signs: Mapping[str, float], model: Model) -> float:
    """The F1 that more than nine of ten pages with such signs reach, 0..1; no signs mean that there is no article.

    >>> confidence({}, Model({}, [(0.0, 0.0), (1.0, 1.0)]))
    0.0
    """
    return round(floor(expected(signs, model.signs), model.floor), 3) if signs else 0.0


def expected(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The mean F1 of pages with such signs; one that is no article has none."""
    odds = sum(weights.get(name, 0.0) * value for name, value in signs.items())
    return probability(odds) * signs.get(ARTICLE, 1.0)


def floor(value: float, knots: Sequence[tuple[float, float]]) -> float:
    """A value on the line through some points, that rises from the first to the last.

    >>> floor(0.75, [(0.0, 0.0), (0.5, 0.25), (1.0, 0.75)])
    0.5
    """
    at = min(bisect_right(knots, (value, math.inf)), len(knots) - 1)
    (x, low), (end, high) = knots[at - 1], knots[at]
    return low + (high - low) * (value - x) / (end - x)


def signs_of(
    blocks: Sequence[Block], verdicts: Sequence[Verdict], *, dated: bool, html: bool, article: float
) -> dict[str, float]:
    """What tells how well a page came out; nothing where no paragraph was kept.

    `dated`: a date of publication was found. `article`: the probability that the page is one.
    """
    rows = _rows(blocks, verdicts)
    paragraphs = [row for row in rows if row.label is Label.PARAGRAPH]
    if not paragraphs:
        return {}
    prose = [i for i, row in enumerate(rows) if row.label in _PROSE]
    leads = [max(-1.0, row.lead / 5) for row in rows if row.label in _PROSE and row.size > _LONG]
    body = sum(row.size for row in paragraphs) + 1
    inner = [row for row in rows[prose[0] : prose[-1] + 1] if row.dropped]
    long = sum(row.size for row in inner if row.size > _LONG)
    outer = sum(row.size for row in rows if row.dropped and row.size > _LONG) - long
    short = sum(row.size for row in inner) - long
    return {
        BIAS: 1.0,
        "right": _odds(_likely_f1(rows)),  # the F1 that the lines' own odds promise
        "sure": _odds(_mean_chance(rows)),  # how likely the long lines' labels are
        "least": min(leads, default=-1.0),
        "first": leads[0] if leads else -1.0,  # how sure the first long line of prose is; where articles begin is hard
        "last": leads[-1] if leads else -1.0,
        "gaps.short": math.log1p(10 * short / body),  # what is dropped within the body
        "gaps.long": math.log1p(10 * long / body),
        "outside": math.log1p(10 * outer / body),  # long lines that are dropped before and behind it
        "paragraphs": math.log1p(len(paragraphs)),
        "body": math.log(body),
        "small": float(body < _SMALL),
        "undated": float(not dated),
        "html": float(html),
        ARTICLE: article,
    }


class _Row(NamedTuple):
    """A line that was read closely: its size in characters, its label, and how far its evidence puts that first."""

    size: int
    label: Label
    lead: float

    @property
    def dropped(self) -> bool:
        return self.label not in KEPT and self.label not in APART

    @property
    def chance(self) -> float:
        """How likely the label is, against the runner-up."""
        return probability(self.lead)


def _rows(blocks: Sequence[Block], verdicts: Sequence[Verdict]) -> list[_Row]:
    rows = []
    for block, verdict in zip(blocks, verdicts, strict=True):
        size = len(block.text)
        if verdict.path is not None:
            lead = verdict.path.margin(verdict.at) if size > _LONG else 0.0
            rows.append(_Row(size, verdict.label, lead))
        elif verdict.why == BODY or verdict.forced is not None:
            rows.append(_Row(size, verdict.label, FAR_LEAD))
    return rows


def _likely_f1(rows: Sequence[_Row]) -> float:
    """The F1 to expect if each long line is as likely right as its own odds say."""
    long = [row for row in rows if row.size > _LONG]
    kept = sum(row.size for row in long if row.label in _PROSE)
    right = sum(row.size * row.chance for row in long if row.label in _PROSE)
    lost = sum(row.size * (1 - row.chance) for row in long if row.label not in KEPT)
    return 2 * right / (kept + right + lost) if kept else 0.5


def _mean_chance(rows: Sequence[_Row]) -> float:
    sizes = [(min(row.size, _MOST), row.chance) for row in rows if row.size > _LONG]
    return sum(s * c for s, c in sizes) / sum(s for s, _ in sizes) if sizes else 0.5


def _odds(chance: float) -> float:
    """The natural logarithm of the odds, within bounds."""
    return max(-_SURE, min(_SURE, math.log(max(1e-9, chance) / max(1e-9, 1 - chance))))
