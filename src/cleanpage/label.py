"""Labels: the evidence's weights are added up, and the best sequence of labels over the page is found."""

from __future__ import annotations

import json
import math
import os
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from cleanpage.evidence import Evidence, Key, names_of
from cleanpage.rules import Rule
from cleanpage.types import DROPPED, Label

STATES = (
    "title",
    "dateline",
    "byline",
    "standfirst",
    "heading",
    "paragraph",
    "more",
    "footer",
    "caption",
    "credit",
    "drop",
)
"""What a block can be to the sequence: a label, `more` of the paragraph before it, or dropped."""

DROP = STATES.index("drop")
_TITLE = STATES.index("title")
_BEFORE_TITLE = tuple(STATES.index(s) for s in ("drop", "dateline", "byline", "caption", "credit"))

# The search's own states: each state after the title, then those that may stand before it. So a page has at
# most one title, and it stands before the body; a page without one pays NO_TITLE.
_BASE: tuple[int, ...] = (*range(len(STATES)), *_BEFORE_TITLE)
_ALL = tuple(tuple(s for s, base in enumerate(_BASE) if base == state) for state in range(len(STATES)))
_LATE = tuple((state,) for state in range(len(STATES)))

NO_TITLE = 3.0
"""Nats that a page without a title pays: news pages have one. Chosen by cross-validation."""

UNSEEN_STEP = -6.0
"""Nats for a state after one that it follows on no training page: rare, but one wrong label must not decide all."""

SCALE = 1000  # weights are held as whole thousandths of a nat
_FIELD = 32  # bits a state has in a packed sum of weights
_BIAS = sum(1 << (_FIELD * i + _FIELD - 1) for i in range(len(STATES)))
_UNPACK = struct.Struct(f"<{len(STATES)}I").unpack
_BYTES = len(STATES) * _FIELD // 8
BEAM = 5 * SCALE
"""States that stand further below a block's best than this are not looked at (odds of 1 to 150)."""

PATH_BEAM = 10 * SCALE
"""Paths that stand further below the best one are not followed."""

MOST_LEAD = 30.0
"""A lead is given as this many nats at most: beyond it nothing else was possible."""

USER_WEIGHT = 8.0
"""Nats that a rule of a user's own pack weighs unless it says otherwise: more than any learned weight."""

FORCED = 1000.0
"""Nats that a rule with force weighs, so that its neighbours are judged in its light."""

ONLY_PROSE: Sequence[Mapping[str, float]] = tuple({"paragraph": nats} for nats in (4.0, 8.0, 12.0))
"""Nats added for prose, in turn until some is kept, on a page that has prose and would keep none: it has an article.
No more than it takes, so that what looks least like an article's text stays out."""

_CACHE_SUMS = 100_000
_NEVER = -(10**12)  # far below any other way; where the beam has left no other, it is gone all the same
_NOWHERE = -(10**30)


@dataclass(frozen=True)
class Weights:
    """What each piece of evidence says for each state, and how states follow each other. Immutable."""

    evidence: Mapping[str, Mapping[str, float]]
    transitions: Mapping[str, float]
    packed: Mapping[str, int]
    into: tuple[tuple[int, ...], ...]
    """For each state of the search, what it weighs to come there from each other one, and last from the start."""
    slack: tuple[tuple[int, ...], ...]
    """For each state that a best path may have come to: how far the others may be behind it and still win."""
    _sums: dict[Key | tuple[str, ...], int] = field(default_factory=dict, repr=False, compare=False)

    def __reduce__(self) -> tuple[Any, ...]:
        return Weights.of, (self.evidence, self.transitions)

    @classmethod
    def of(cls, evidence: Mapping[str, Mapping[str, float]], transitions: Mapping[str, float]) -> Weights:
        """Make weights of nats by evidence and state, and by "state>state"; the page's start is "^", its end "$"."""
        packed = {name: pack(row) for name, row in evidence.items()}
        into = _search_steps(transitions)
        return cls(evidence, transitions, packed, into, _slack(into))

    def sums(self, evidence: Iterable[Evidence]) -> list[int]:
        """The packed sum of the weights of each block's evidence.

        Few shapes' names are the same, but keys of places recur from page to page and are added up once.
        """
        sums, packed = self._sums, self.packed
        if len(sums) > _CACHE_SUMS:
            sums.clear()
        out = []
        for own, place in evidence:
            found = sums.get(own.names)
            if found is None:
                found = sums[own.names] = total(own.names, packed)
            for key in place or ():
                part = sums.get(key)
                if part is None:
                    part = sums[key] = total(names_of(key), packed)
                found += part
            out.append(found)
        return out


def _search_steps(transitions: Mapping[str, float]) -> tuple[tuple[int, ...], ...]:
    """What it weighs to come to each of the search's states from each other one, and last from the page's start."""
    after = len(STATES)

    def step(before: int | None, to: int) -> int:
        base = "^" if before is None else STATES[_BASE[before]]
        weight = transitions.get(f"{base}>{STATES[_BASE[to]]}", UNSEEN_STEP)
        early, now = before is None or before >= after, to >= after
        if (now and not early) or (_BASE[to] == _TITLE and not early):
            return _NEVER
        if early and not now and _BASE[to] != _TITLE:
            weight -= NO_TITLE
        return round(weight * SCALE)

    return tuple(tuple(step(b, t) for b in (*range(len(_BASE)), None)) for t in range(len(_BASE)))


def _slack(into: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """How far a path may be behind the best one: as much as its next step can gain on it, and `PATH_BEAM` at most."""

    def gain(other: int, best: int) -> int:
        steps = [row[other] - row[best] for row in into if row[other] > _NEVER]
        return min(PATH_BEAM, max(steps, default=0))

    return tuple(tuple(gain(other, best) for other in range(len(_BASE))) for best in range(len(_BASE)))


def pack(row: Mapping[str, float]) -> int:
    """Put the weights of all states into one whole number, so that adding two adds all of them at once."""
    return sum(round(row[s] * SCALE) << (_FIELD * i) for i, s in enumerate(STATES) if s in row)


Form = Literal["text", "html", "clean"]
FORMS: tuple[Form, ...] = ("text", "html", "clean")
"""What has weights of its own: text, HTML, and text in the form of one that has been cleaned.

Markup says so much that the text's own evidence weighs otherwise beside it, and in a text that has been cleaned
nearly all is to be kept. One set for all was worse for each.
"""


@lru_cache(maxsize=len(FORMS))
def default_weights(form: Form = "text") -> Weights:
    """The weights that ship with the package."""
    name = "weights.json" if form == "text" else f"weights-{form}.json"
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf8") as file:
        data = json.load(file)
    return Weights.of(data["evidence"], data["transitions"])


def total(names: Iterable[str], packed: Mapping[str, int]) -> int:
    """The packed sum of the weights of some evidence."""
    return sum(map(packed.get, names, repeat(0)))


def unpack(packed: int) -> tuple[int, ...]:
    """A packed sum as one number for each state, all raised by one constant."""
    return _UNPACK((packed + _BIAS).to_bytes(_BYTES, "little"))


def own_weight(rule: Rule) -> float | None:
    """The nats that a rule brings for its label, beside what is learned; None for those that bring nothing."""
    if rule.unless:
        return None  # it is asked when all else is said
    if rule.force:
        return FORCED
    return USER_WEIGHT if rule.weight is None and not rule.builtin else rule.weight


def state_of(label: Label) -> str:
    """The state that stands for a label: all that are dropped are one."""
    return "drop" if label in DROPPED else label.value


class Way(NamedTuple):
    """What a state weighs at one block, in thousandths of a nat; the evidence's part is raised by a constant."""

    state: str
    evidence: int
    before: int  # the step from the state of the block before
    after: int  # the step to the state of the block after

    @property
    def whole(self) -> int:
        """All of it."""
        return self.evidence + self.before + self.after


class Choice(NamedTuple):
    """A block's state in the best sequence, the best other one, and the states that stand beside it."""

    own: Way
    other: Way
    before: str  # "^" for the page's start
    after: str  # "" for its end

    @property
    def state(self) -> str:
        """The state that won."""
        return self.own.state

    @property
    def lead(self) -> float:
        """How far the best other state is behind, in nats."""
        return min(MOST_LEAD, (self.own.whole - self.other.whole) / SCALE)


class Path:
    """The best sequence of states over a page's blocks (Viterbi's algorithm).

    `lifted` says what of `ONLY_PROSE` is in each block's emissions.
    """

    def __init__(
        self, emissions: Sequence[tuple[int, ...]], weights: Weights, lifted: Sequence[Mapping[str, float]] = ()
    ) -> None:
        self._emissions = emissions
        self._into = weights.into
        self._searched = _viterbi(emissions, weights.into, weights.slack)
        self.states = [_BASE[s] for s in self._searched]
        self.weights = weights
        self.lifted = lifted

    def choice(self, at: int) -> Choice:
        """The state of block `at` beside the best other one, the neighbours being as they are."""
        path, into, emission = self._searched, self._into, self._emissions[at]
        before = path[at - 1] if at else len(_BASE)
        after = path[at + 1] if at + 1 < len(path) else None

        steps = into[after] if after is not None else None

        def whole(s: int) -> int:
            return emission[_BASE[s]] + into[s][before] + (steps[s] if steps is not None else 0)

        def way(s: int) -> Way:
            return Way(STATES[_BASE[s]], emission[_BASE[s]], into[s][before], steps[s] if steps is not None else 0)

        own = self.states[at]
        other = max((s for s in range(len(_BASE)) if _BASE[s] != own), key=whole)
        beside = "^" if not at else STATES[_BASE[before]], STATES[_BASE[after]] if after is not None else ""
        return Choice(way(path[at]), way(other), *beside)

    def margin(self, at: int) -> float:
        """How far block `at`'s evidence alone puts its state before the best other one, in nats; may be negative."""
        emission = self._emissions[at]
        own, ranked = emission[self.states[at]], sorted(emission)
        return (own - ranked[-2 if own == ranked[-1] else -1]) / SCALE


def _viterbi(
    emissions: Sequence[tuple[int, ...]], into: Sequence[Sequence[int]], slack: Sequence[Sequence[int]]
) -> list[int]:
    """The best path. States far below a block's best, and paths that cannot win any more, are not followed."""
    if not emissions:
        return []
    origins: list[dict[int, int]] = []
    last = [(len(_BASE), 0)]
    leader = 0
    searched: Sequence[Sequence[int]] = _ALL
    for emission in emissions:
        cut = max(emission) - BEAM
        row: list[tuple[int, int]] = []
        origin: dict[int, int] = {}
        peak = _NOWHERE
        # dropping is always possible, so that there is always a way
        for state in [s for base, own in enumerate(emission) if own >= cut or base == DROP for s in searched[base]]:
            steps = into[state]
            top, best = _NOWHERE, 0
            for before, score in last:
                reached = score + steps[before]
                if reached > top:
                    top, best = reached, before
            origin[state] = best
            top += emission[_BASE[state]] - cut
            row.append((state, top))
            if top > peak:
                peak, leader = top, state
        origins.append(origin)
        allowed = slack[leader]
        last = [x for x in row if x[1] + allowed[x[0]] >= peak]
        if searched is _ALL and max(last)[0] < len(STATES):
            searched = _LATE  # no path stands before the title any more, and none comes back there
    state = max(last, key=itemgetter(1))[0]
    states = [state]
    for origin in reversed(origins[1:]):
        state = origin[state]
        states.append(state)
    states.reverse()
    return states


def probability(lead: float) -> float:
    """A lead in nats as a probability against the runner-up.

    >>> probability(0.0)
    0.5
    """
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, lead))))
