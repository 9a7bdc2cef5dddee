"""Verdicts, and every line of the source with its verdict, made when it is looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, overload

from cleanpage.evidence import Evidence
from cleanpage.evidence.glossary import meaning
from cleanpage.evidence.shape import shared_name
from cleanpage.label import MOST_LEAD, SCALE, Choice, Path, own_weight, state_of
from cleanpage.rules import Rule, RuleIndex
from cleanpage.types import DROPPED, KEPT, Article, Block, Ground, Label, Line, Page, Why


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
    forced: Rule | None = None  # the rule with force that decided
    second_look: bool = False  # found at the article's own text


SIGN_LEAD, FAR_LEAD = 5.7, 5.9
"""Leads in nats of what is dropped without a further look: the odds with which that was right on the training pages."""

IN_ORDER = "place.sequence"
"""The reason where no evidence speaks for the label against the runner-up."""

_LIFTED = "page.only-prose"


class Weighed(NamedTuple):
    """One piece of a block's evidence, or one rule that hit it, and what it weighs in thousandths of a nat."""

    name: str
    rule: Rule | None
    own: int
    other: int


def weighed(evidence: Evidence, path: Path, at: int, choice: Choice) -> list[Weighed]:
    """What each piece of a block's evidence weighs for what won and for the runner-up, the most telling first.

    Rules come first of those that tell as much. All together are the evidence's part of `choice`.
    """
    state, other, learned = choice.own.state, choice.other.state, path.weights.evidence
    hits = evidence.shape.hits
    names = [*evidence.names()]
    shared = shared_name(hits, evidence.shape.size)
    out = []
    for hit in hits:
        names.remove(hit.name)
        own, rival = _nats(learned.get(hit.name, {}), state, other)
        if hit.shared and shared in names:  # a whole line that may be a piece of a sentence has none
            names.remove(shared)
            said = _nats(learned.get(shared, {}), state, other)
            own, rival = own + said[0], rival + said[1]
        weight = own_weight(hit.rule)
        if weight is not None:
            said = _nats({state_of(hit.rule.label): weight}, state, other)
            own, rival = own + said[0], rival + said[1]
        out.append(Weighed(hit.rule.id, hit.rule, own, rival))
    once = dict.fromkeys(names)
    for name in once:
        row = learned.get(name)
        if row is not None:
            own, rival = _nats(row, state, other)
            count = 1 if len(once) == len(names) else names.count(name)
            out.append(Weighed(name, None, count * own, count * rival))
    if path.lifted and path.lifted[at]:
        out.append(Weighed(_LIFTED, None, *_nats(path.lifted[at], state, other)))
    return sorted(out, key=_gain, reverse=True)


def _nats(row: Mapping[str, float], state: str, other: str) -> tuple[int, int]:
    """What a row of weights says for two states, in thousandths of a nat."""
    return round(row.get(state, 0.0) * SCALE), round(row.get(other, 0.0) * SCALE)


def _gain(one: Weighed) -> int:
    return one.own - one.other


def reason(verdict: Verdict) -> tuple[str, float]:
    """The id of the evidence that weighed most for the label against the runner-up, and the label's lead in nats."""
    if verdict.forced is not None:
        return verdict.forced.id, MOST_LEAD
    if verdict.evidence is None:
        return verdict.why or "place.far", FAR_LEAD
    if verdict.path is None:
        own = verdict.evidence.shape
        return verdict.why or own.hits[
            0
        ].rule.id if own.hits else "line.address" if own.sign else "seen.often", SIGN_LEAD
    choice = verdict.path.choice(verdict.at)
    best = next(iter(weighed(verdict.evidence, verdict.path, verdict.at, choice)), None)
    return best.name if best is not None and _gain(best) > 0 else IN_ORDER, choice.lead


class Trace(Sequence[Line]):
    """The lines of one source. Behaves as a tuple of `Line`; equal to any sequence of the same lines.

    `page` is what was read of `source`: all of it, or its beginning.
    """

    __slots__ = ("_made", "_page", "_rules", "_source", "_verdicts")

    def __init__(
        self,
        page: Page,
        source: str,
        verdicts: Sequence[Verdict],
        rules: RuleIndex,
    ) -> None:
        self._page = page
        self._source = source
        self._verdicts = verdicts
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
        if verdict.evidence is None and verdict.forced is None and verdict.why in ("", "html.link"):
            for hit in self._rules.match(block.text):
                if hit.rule.label in DROPPED:
                    return hit.rule.label, hit.rule.id, FAR_LEAD
        return verdict.label, *reason(verdict)

    def why(self, index: int) -> Why:
        """All that gave line `index`, from 0, its label. Raises IndexError where there is no such line."""
        line = self._lines()[index]
        for block, verdict in zip(self._page.blocks, self._verdicts, strict=True):
            if block.first <= index <= block.last and line.rule not in _NO_BLOCK:
                return _why(line, index + 1, block, verdict)
        return Why(line, index + 1, " ".join(line.text.split()), _sentence(meaning(line.rule)))

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


def why_of(article: Article, number: int) -> Why:
    """All that gave line `number` of an article, from 1, its label.

    Raises ValueError where it has no such line, or came out of a pickle: then its verdicts' grounds are gone.
    """
    if not isinstance(article.lines, Trace):
        raise ValueError("the article was pickled: its lines' grounds are gone")
    if not 1 <= number <= len(article.lines):
        raise ValueError(f"there is no line {number}: it has {len(article.lines):,}")
    return article.lines.why(number - 1)


_NO_BLOCK = ("line.blank", "line.no-words", "line.beyond-limit")


def _why(line: Line, number: int, block: Block, verdict: Verdict) -> Why:
    forced, again = verdict.forced is not None, verdict.second_look
    told = Why(line, number, block.text, _decided(line, verdict), second_look=again, forced=forced)
    if verdict.evidence is None or verdict.path is None:
        return told
    choice = verdict.path.choice(verdict.at)
    own, other = choice.own, choice.other
    rows = weighed(verdict.evidence, verdict.path, verdict.at, choice)
    return replace(
        told,
        state=own.state,
        other=other.state,
        grounds=tuple(_ground(w.name, w.rule.why if w.rule else meaning(w.name), w.own, w.other) for w in rows),
        before=_ground(f"{choice.before}>{own.state}", "follows on the block before", own.before, other.before),
        after=_ground(f"{own.state}>{choice.after}", "the block after follows on it", own.after, other.after)
        if choice.after
        else None,
        total=(own.whole - other.whole) / SCALE,
    )


def _ground(name: str, why: str, own: int, other: int) -> Ground:
    return Ground(name, why, own / SCALE, other / SCALE)


def _decided(line: Line, verdict: Verdict) -> str:
    if verdict.forced is not None:
        return f"The rule {verdict.forced.id} has force: {verdict.forced.why}."
    look = "A second look, at the article's own text, decided: " if verdict.second_look else ""
    if verdict.path is not None:
        told = look + "the sum of the evidence and of the steps from block to block."
        return told if look else _sentence(told[:-1])
    hits = verdict.evidence.shape.hits if verdict.evidence is not None else ()
    named = sorted(hits, key=lambda hit: hit.rule.id != line.rule)
    said = next((f"a rule decides on such a line wherever it stands: {h.rule.why}" for h in named), "")
    return _sentence(look + (said or meaning(line.rule) or f"{line.rule} hit it, and it stands far from any prose"))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
