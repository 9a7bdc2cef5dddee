"""What a page is as a whole: the weights of its evidence are added up for each kind."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from cleanpage.types import PageKind

Weights = Mapping[str, Mapping[str, float]]
"""Nats by evidence and kind."""

NO_TEXT = "page.no-text"
"""The reason for a page without any text."""

_PRIOR = "page.prior"  # the reason where no evidence speaks for the kind: what most pages are


class PageVerdict(NamedTuple):
    """A page's kind, the evidence that weighed most for it, and the probability that the page is an article."""

    kind: PageKind
    reason: str
    article: float


@lru_cache(maxsize=1)
def default_kinds() -> Mapping[str, Weights]:
    """The weights that ship with the package: those for HTML, where markup and metadata speak, and those for text."""
    with open(os.path.join(os.path.dirname(__file__), "kinds.json"), encoding="utf8") as file:
        weights: Mapping[str, Weights] = json.load(file)
    return weights


def judge(names: Sequence[str], weights: Mapping[str, Weights], *, html: bool) -> PageVerdict:
    """What the evidence of a page says of its kind (a maximum-entropy model). No evidence means no text.

    >>> judge((), {}, html=False).kind
    <PageKind.EMPTY: 'empty'>
    """
    if not names:
        return PageVerdict(PageKind.EMPTY, NO_TEXT, 0.0)
    own = weights["html" if html else "text"]
    shares = probabilities(names, own)
    article = shares.get(PageKind.ARTICLE, 0.0)
    others = sorted((k for k in shares if k != PageKind.ARTICLE), key=lambda k: (-shares[k], k))
    # whether it is an article is the question; which of the other kinds it is comes second
    kind, rival = (PageKind.ARTICLE, others[0]) if article >= 0.5 else (others[0], PageKind.ARTICLE)
    return PageVerdict(PageKind(kind), _reason(names, own, kind, rival), article)


def probabilities(names: Sequence[str], weights: Weights) -> dict[str, float]:
    """How likely each kind is, 0..1.

    >>> probabilities(["links.9"], {"links.9": {"listing": 1.0, "article": -1.0}})["listing"] > 0.25
    True
    """
    sums = {kind.value: 0.0 for kind in PageKind}
    for name in names:
        for kind, weight in weights.get(name, {}).items():
            sums[kind] += weight
    most = max(sums.values())
    odds = {kind: math.exp(total - most) for kind, total in sums.items()}
    whole = sum(odds.values())
    return {kind: value / whole for kind, value in odds.items()}


def _reason(names: Sequence[str], weights: Weights, kind: str, rival: str) -> str:
    best, reason = 0.0, _PRIOR
    for name in names:
        row = weights.get(name)
        if row is not None:
            gain = row.get(kind, 0.0) - row.get(rival, 0.0)
            if gain > best:
                best, reason = gain, name
    return reason
