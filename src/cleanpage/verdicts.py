"""The verdict on each block of a page: the best sequence of labels, and the rules that have the last word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from cleanpage.evidence import Evidence, Scope, Shape
from cleanpage.label import ONLY_PROSE, STATES, Form, Path, Weights, own_weight, pack, state_of, unpack
from cleanpage.rules import Hit, Rule, RuleIndex
from cleanpage.stated import states_body
from cleanpage.trace import Verdict
from cleanpage.types import APART, DROPPED, KEPT, Block, Label, Page

LastWords = Callable[[Block], Iterable[Rule]]
"""Looks up rules that hit a line, all of which say `unless`."""

MOST_SIGNS = 2
"""Menu and share lines that a text may have and pass for a cleaned one: people copy some along."""

_FAR = Verdict(Label.NAV, False, None, None, 0)
_APART: Mapping[str, Verdict] = {
    "html.hidden": Verdict(Label.NOISE, False, None, None, 0, "html.hidden"),
    "html.comment": Verdict(Label.COMMENT, False, None, None, 0, "html.comment"),
    "html.notice": Verdict(Label.LEGAL, False, None, None, 0, "html.notice"),
    "html.alt": Verdict(Label.NOISE, False, None, None, 0, "html.alt"),
    "html.link": Verdict(Label.NAV, False, None, None, 0, "html.link"),
}

_NEAR_ALT = 3
"""Blocks after an alternative text within which a caption or credit is that picture's."""

_LABELS = tuple(None if s == "drop" else Label.PARAGRAPH if s == "more" else Label(s) for s in STATES)
_MORE = STATES.index("more")
_PARAGRAPH = STATES.index("paragraph")
_LEAST_PROSE = 25  # characters of prose that a page must hold for some to be kept
_PIECE = 60  # characters below which a block that goes on, or is gone on with, is a piece of a sentence


def form_of(page: Page, evidence: Sequence[Evidence]) -> Form:
    """The form of a page, by which its weights are chosen: HTML where markup tells, a cleaned text, or any text."""
    if page.markup and page.markup.elements:
        return "html"
    signs = sum([own.place is None and bool(own.shape.hits) for own in evidence])
    return "clean" if page.is_clean and signs <= MOST_SIGNS else "text"


def label_blocks(
    page: Page, seen: Scope, evidence: Sequence[Evidence], weights: Callable[[Form], Weights]
) -> list[Verdict]:
    """The verdict on each block of a page: on those that were `seen` closely by their evidence.

    `weights`: those of a form of page.
    """
    form = form_of(page, evidence)
    path = _best_path([e for e in evidence if e.place is not None], weights(form), page)
    verdicts = [_APART.get(why, _FAR) for why in seen.apart] or [_FAR] * len(page.blocks)
    goes_on = form == "text" and page.markup is None  # else each line is whole
    for i, verdict in zip(seen.near, _verdicts(evidence, path, goes_on=goes_on), strict=True):
        verdicts[i] = verdict
    _take_in_alts(page.blocks, verdicts)
    return verdicts


def _best_path(chain: Sequence[Evidence], weights: Weights, page: Page) -> Path:
    """The best sequence of labels; it keeps some of the page's prose, unless metadata state the text."""
    sums = weights.sums(chain)
    for i, own in enumerate(chain):
        if own.shape.hits:
            sums[i] += _extra(own.shape.hits)
    path = Path([*map(unpack, sums)], weights)
    if _PARAGRAPH not in path.states and not (page.markup and states_body(page.markup.claims)):
        path = _with_prose(chain, sums, weights) or path
    return path


def _with_prose(chain: Sequence[Evidence], sums: Sequence[int], weights: Weights) -> Path | None:
    """The best sequence that keeps some of a page's prose; None where there is none."""
    prose = [_is_prose(e.shape) for e in chain]
    if sum([e.shape.size for e, lift in zip(chain, prose, strict=True) if lift]) < _LEAST_PROSE:
        return None
    for lift in ONLY_PROSE:
        weight, lifted = pack(lift), [lift if is_prose else {} for is_prose in prose]
        path = Path([*map(unpack, [s + weight * p for s, p in zip(sums, prose, strict=True)])], weights, lifted)
        if _PARAGRAPH in path.states:
            break
    return path


def is_ruled_out(own: Shape) -> bool:
    """Whether a built-in rule that drops lines hit a block."""
    return any(hit.rule.label in DROPPED and hit.rule.builtin for hit in own.hits)


def _is_prose(own: Shape) -> bool:
    return own.cls in "Ppt" and not any(hit.rule.label in DROPPED and not hit.rule.unless for hit in own.hits)


def _extra(hits: Sequence[Hit]) -> int:
    """The packed weight of the rules that bring their own: users' rules, and forced ones."""
    total = 0
    for hit in hits:
        weight = own_weight(hit.rule)
        if weight is not None:
            total += _vote(hit.rule.label, weight)
    return total


@lru_cache(maxsize=256)
def _vote(label: Label, weight: float) -> int:
    return pack({state_of(label): weight})


def _verdicts(evidence: Sequence[Evidence], path: Path, *, goes_on: bool) -> list[Verdict]:
    """The verdict on each block; only prose can be gone on with, and only where markup does not say what is one."""
    out: list[Verdict] = []
    states, at, before = path.states, 0, None
    for own in evidence:
        if own.place is None:
            label = _sign_label(own)
            out.append(Verdict(label, False, own, None, 0))
        else:
            state = states[at]
            label = _LABELS[state] or _dropped_label(own)
            more = goes_on and state == _MORE and (before is Label.PARAGRAPH or before is Label.STANDFIRST)
            out.append(Verdict(label, more, own, path, at))
            at += 1
        before = label
    return out


def _sign_label(evidence: Evidence) -> Label:
    own = evidence.shape
    return own.hits[0].rule.label if own.hits else Label.NAV if own.sign else Label.DUPLICATE


def _dropped_label(own: Evidence) -> Label:
    """The label of a dropped block: what its rules say, else what its place and size make likely."""
    votes = [h.rule for h in own.shape.hits if h.rule.label in DROPPED]
    place = own.place or ()
    if votes:
        return max(votes, key=lambda r: (r.force, not r.builtin)).label
    if "seen.long.before" in place:
        return Label.DUPLICATE
    if own.shape.size > 90 or own.shape.cls in "Ppt":
        return Label.PROMO
    return Label.NAV if own.shape.cls != "d" else Label.NOISE


def _take_in_alts(blocks: Sequence[Block], verdicts: list[Verdict]) -> None:
    """Set the alternative texts of pictures with a caption or credit apart with them; others stay dropped."""
    last = -1 - _NEAR_ALT
    for i in range(len(blocks) - 1, -1, -1):
        if verdicts[i].label in APART:
            last = i
        elif verdicts[i].why == "html.alt" and 0 < last - i <= _NEAR_ALT:
            verdicts[i] = verdicts[i]._replace(label=Label.CAPTION)
            last = -1


def with_force(blocks: Sequence[Block], verdicts: Sequence[Verdict], rules: RuleIndex) -> Sequence[Verdict]:
    """The verdicts with those of rules with force put in: they are final, wherever a line stands."""
    if not rules.has_force:
        return verdicts
    out = []
    for block, verdict in zip(blocks, verdicts, strict=True):
        hits = verdict.evidence.shape.hits if verdict.evidence else rules.match(block.text)
        rule = next((hit.rule for hit in hits if hit.rule.force), None)
        out.append(forced(verdict, rule) if rule is not None else verdict)
    return out


def forced(verdict: Verdict, rule: Rule) -> Verdict:
    """The verdict that a rule with force decides."""
    if verdict.label is rule.label:
        return verdict._replace(forced=rule)
    return Verdict(rule.label, False, verdict.evidence, None, 0, forced=rule)


def with_last_words(blocks: Sequence[Block], verdicts: Sequence[Verdict], more: LastWords | None) -> Sequence[Verdict]:
    """The verdicts with those put in that rules have which say `unless`: they are asked when all else is said.

    `more` are such rules beside those of the packs. The same object where there are none.
    """
    out: list[Verdict] | None = None
    goes_on = [*[v.more for v in verdicts[1:]], False]
    for i, verdict in enumerate(verdicts):
        own = verdict.evidence.shape if verdict.evidence else None
        if verdict.forced or own is None or (own.size < _PIECE and (verdict.more or goes_on[i])):
            continue
        if more is not None and verdict.label not in DROPPED:
            verdict, own = _also_hit(verdict, own, more(blocks[i]))
        rules = (hit.rule for hit in own.hits)
        rule = next((r for r in rules if r.unless and verdict.label not in (r.label, *r.unless)), None)
        if rule is not None and (rule.label in KEPT or verdict.label not in DROPPED):
            out = out or list(verdicts)
            out[i] = Verdict(rule.label, False, verdict.evidence, None, 0, rule.id)
            if goes_on[i]:
                out[i + 1] = out[i + 1]._replace(more=False)
    return out or verdicts


def _also_hit(verdict: Verdict, shape: Shape, rules: Iterable[Rule]) -> tuple[Verdict, Shape]:
    """The verdict and shape of a line with the hits of rules that were looked up for it."""
    hits = tuple([Hit(rule, rule.phrases[0][0], f"rule.{rule.label}.own") for rule in rules])
    if hits and verdict.evidence:
        shape = shape._replace(hits=(*shape.hits, *hits))
        verdict = verdict._replace(evidence=verdict.evidence._replace(shape=shape))
    return verdict, shape
