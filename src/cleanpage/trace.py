"""Verdicts, and every line of the source with its verdict, made when it is looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, overload

from cleanpage.evidence import Evidence
from cleanpage.label import Path
from cleanpage.rules import RuleIndex
from cleanpage.types import DROPPED, KEPT, Block, Label, Line, Page


class Verdict(NamedTuple):
    """A block's label, and all that led to it: its evidence, and its place in the best sequence.

    Plain signs have no place in the sequence, blocks far from any prose or within a menu no evidence either.
    """

    label: Label
    more: bool
    evidence: Evidence | None
    path: Path | None
    at: int
    why: str = ""  # the reason, where the markup alone decides, or a rule that has the last word


SIGN_LEAD, FAR_LEAD = 5.7, 5.9
"""Leads in nats of what is dropped without a further look: the odds with which that was right on the training pages."""


def reason(verdict: Verdict, weights: Mapping[str, Mapping[str, float]]) -> tuple[str, float]:
    """The id of the evidence that weighed most for the label against the runner-up, and the label's lead in nats."""
    if verdict.evidence is None:
        return verdict.why or "place.far", FAR_LEAD
    if verdict.path is None:
        own = verdict.evidence.shape
        return verdict.why or own.hits[
            0
        ].rule.id if own.hits else "line.address" if own.sign else "seen.often", SIGN_LEAD
    state, other, lead = verdict.path.choice(verdict.at)
    evidence, best, why = verdict.evidence, 0.0, "place.sequence"
    for hit in evidence.shape.hits:
        if hit.rule.label is verdict.label and not hit.rule.builtin:
            return hit.rule.id, lead
    for name in evidence.names():
        row = weights.get(name)
        if row is not None:
            gain = row.get(state, 0.0) - row.get(other, 0.0)
            if gain > best:
                best, why = gain, name
    if why.startswith("rule."):
        why = next(h.rule.id for h in evidence.shape.hits if h.name == why)
    return why, lead


class Trace(Sequence[Line]):
    """The lines of one source. Behaves as a tuple of `Line`; equal to any sequence of the same lines.

    `page` is what was read of `source`: all of it, or its beginning.
    """

    __slots__ = ("_made", "_page", "_rules", "_source", "_verdicts", "_weights")

    def __init__(
        self,
        page: Page,
        source: str,
        verdicts: Sequence[Verdict],
        weights: Mapping[str, Mapping[str, float]],
        rules: RuleIndex,
    ) -> None:
        self._page = page
        self._source = source
        self._verdicts = verdicts
        self._weights = weights
        self._rules = rules
        self._made: tuple[Line, ...] | None = None

    def _lines(self) -> tuple[Line, ...]:
        if self._made is None:
            self._made = tuple(self._make())
        return self._made

    def _make(self) -> list[Line]:
        source, starts = self._source, self._page.starts
        read = len(self._page.source)
        ends = [*starts[1:], read]
        lines = [
            Line(_bare(source[a:z]), a, z, Label.NOISE, False, "line.blank", 0.0)
            for a, z in zip(starts, ends, strict=False)
        ]
        for block, verdict in zip(self._page.blocks, self._verdicts, strict=True):
            label, rule, score = self._judged(block, verdict)
            for i in range(block.first, block.last + 1):
                line = lines[i]
                if line.text.strip():
                    lines[i] = Line(line.text, line.start, line.end, label, label in KEPT, rule, round(score, 2))
        for i, line in enumerate(lines):
            if line.rule == "line.blank" and line.text.strip():
                lines[i] = line._replace(rule="line.no-words")
        if read < len(source):
            lines.append(Line(_bare(source[read:]), read, len(source), Label.NOISE, False, "line.beyond-limit", 0.0))
        return lines

    def _judged(self, block: Block, verdict: Verdict) -> tuple[Label, str, float]:
        """A block's label, reason and lead. Menus and what is far from prose are unread; a rule may say more."""
        if verdict.evidence is None and verdict.why in ("", "html.link"):
            for hit in self._rules.match(block.text):
                if hit.rule.label in DROPPED:
                    return hit.rule.label, hit.rule.id, FAR_LEAD
        return verdict.label, *reason(verdict, self._weights)

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | Sequence[Line]:
        return self._lines()[index]

    def __len__(self) -> int:
        return len(self._lines())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self._lines())

    def __repr__(self) -> str:
        return repr(self._lines())

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (self._lines(),)


def _bare(line: str) -> str:
    return line.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
