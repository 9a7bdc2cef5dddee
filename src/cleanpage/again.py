"""The second look: at the article's own text, as a page of its own, and what it changes in the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cleanpage.assemble import pieces
from cleanpage.read.glue import glue_all
from cleanpage.rules import Rule
from cleanpage.trace import Verdict
from cleanpage.types import KEPT, Block, Label
from cleanpage.verdicts import forced

_ORDER: Mapping[Label, int] = {
    Label.TITLE: 0,
    Label.BYLINE: 1,
    Label.DATELINE: 2,
    Label.STANDFIRST: 3,
    Label.PARAGRAPH: 4,
    Label.HEADING: 4,
    Label.FOOTER: 5,
}
_ONCE = frozenset({0, 1, 2, 5})


def in_order(blocks: Sequence[Block], verdicts: Sequence[Verdict]) -> bool:
    """Whether an article of these blocks has them all, in this order: then its text is theirs.

    A quick answer for nearly all pages; no is not the last word. A dateline that opens a paragraph and a
    sign-off that closes one are not repeated in an article's text.
    """
    last = -1
    for at, (block, verdict) in enumerate(zip(blocks, verdicts, strict=True)):
        rank = _ORDER.get(verdict.label, -1)
        if rank < 0 or verdict.more or rank < last or (rank == last and rank in _ONCE):
            return False
        if rank == 2 and any(b.text.startswith(block.text) for b in blocks[at + 1 :]):
            return False
        if rank == 5 and any(b.text.endswith(block.text) for b in blocks[:at]):
            return False
        last = rank
    return True


def forced_texts(blocks: Sequence[Block], verdicts: Sequence[Verdict]) -> dict[str, Rule]:
    """The paragraphs that begin with a line which a rule with force keeps: it may not hit the whole of them."""
    groups = pieces(verdicts) if any(v.forced for v in verdicts) else []
    found = [(glue_all([blocks[i].text for i in group]), verdicts[group[0]].forced) for group in groups]
    return {text: rule for text, rule in found if rule is not None}


def held_to(blocks: Sequence[Block], verdicts: Sequence[Verdict], held: Mapping[str, Rule]) -> Sequence[Verdict]:
    """The verdicts of a second look with what was forced at the first one."""
    if not held:
        return verdicts
    rules = [held.get(b.text) if v.forced is None else None for b, v in zip(blocks, verdicts, strict=True)]
    return [forced(v, rule) if rule is not None else v for v, rule in zip(verdicts, rules, strict=True)]


def revised(blocks: Sequence[Block], verdicts: Sequence[Verdict], second: Mapping[str, Verdict]) -> Sequence[Verdict]:
    """The verdicts with those of the second look at the article's own text put in, paragraph by paragraph."""
    out = list(verdicts)
    for group in pieces(verdicts):
        text, own = glue_all([blocks[i].text for i in group]), verdicts[group[0]].label
        found = second.get(text) or _joined_verdict(text, own, second)
        if found is not None and (found.more or found.label is not own):
            for i in group:
                more = found.label in KEPT and (found.more or i != group[0])
                out[i] = found._replace(more=more, second_look=True)
    return out


def _joined_verdict(text: str, label: Label, second: Mapping[str, Verdict]) -> Verdict | None:
    """The verdict on the line that a line of the byline, dateline or sign-off has become a part of."""
    if label not in (Label.BYLINE, Label.DATELINE, Label.FOOTER):
        return None
    return next((v for t, v in second.items() if text in t), None)
