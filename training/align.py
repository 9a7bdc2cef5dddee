"""Which line of a dump is what: aligns a page's blocks with its known article.

Robust to glued captions, split or merged paragraphs, repeated titles and subheadings, and typographic
variants: blocks and gold are compared by runs of four words after folding, and the reading order decides
which of several equal lines is the one in the article.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from cleanpage import parse
from cleanpage.types import Block

_TOKEN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|\\w+")
_QUOTES = str.maketrans(
    {**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("’‘", "'"), **dict.fromkeys("–—‑", "-"), "\u00ad": "", "\u200b": ""}
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright).{0,80}?\b(?:19|20)\d\d\b", re.IGNORECASE)
RUN = 4  # words in a run that is compared


class Unit(NamedTuple):
    """One block of the known article."""

    state: str
    tokens: tuple[str, ...]
    folded: str


def fold(text: str) -> str:
    """White space, case, quote marks and dashes folded, as figures of quality are counted."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold().split())


def tokens_of(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(fold(text)))


def units_of(gold: Mapping[str, Any]) -> list[Unit]:
    """The article's blocks in reading order."""
    rows = [("standfirst", s) for s in gold.get("summary") or []]
    structured = "summary" in gold
    for section in gold["sections"]:
        rows += [("heading", h) for h in section.get("headline") or []]
        paragraphs = [p for p in section.get("paragraphs") or [] if p.strip()]
        for at, text in enumerate(paragraphs):
            following = paragraphs[at + 1] if at + 1 < len(paragraphs) else ""
            heading = not structured and _reads_as_heading(text, following)
            rows.append(("heading" if heading else "paragraph", text))
    return [Unit(state, tokens_of(t), fold(t)) for state, t in rows if t.strip()]


def _reads_as_heading(text: str, following: str) -> bool:
    """Whether a block of an article known as text only is a subheading: short, without an end, before a paragraph."""
    return 3 <= len(text) <= 100 and text.strip()[-1] not in '.!…。！:;,"”»)' and len(following) > max(100, len(text))


class _Claim(NamedTuple):
    block: int
    unit: int
    weight: int


def _claims(
    blocks: Sequence[tuple[str, ...]], folded: Sequence[str], units: Sequence[Unit]
) -> tuple[list[_Claim], dict[int, int]]:
    """Which block may be which unit, and how many words of each block stand in the article."""
    exact: dict[str, list[int]] = {}
    runs: dict[tuple[str, ...], list[int]] = {}
    for u, unit in enumerate(units):
        exact.setdefault(unit.folded, []).append(u)
        for i in range(len(unit.tokens) - RUN + 1):
            runs.setdefault(unit.tokens[i : i + RUN], []).append(u)
    claims = []
    covered: dict[int, int] = {}
    for b, tokens in enumerate(blocks):
        for u in exact.get(folded[b], ()):
            claims.append(_Claim(b, u, 2 * len(tokens) + 1))
            covered[b] = len(tokens)
        own = [tokens[i : i + RUN] for i in range(len(tokens) - RUN + 1)]
        votes = Counter(u for run in own for u in set(runs.get(run, ())))
        found = sum(run in runs for run in own)
        if own and found >= 0.6 * len(own):
            covered[b] = found + RUN - 1
            best = votes.most_common(1)[0][1]  # a dump may run several paragraphs together
            for u, n in votes.most_common(3):
                if folded[b] != units[u].folded and (n >= 0.3 * len(own) or n == best):
                    claims.append(_Claim(b, u, n + RUN - 1))
    return claims, covered


def _best_chain(claims: list[_Claim]) -> list[_Claim]:
    """The heaviest subset in which blocks rise and units do not fall: the article's reading order."""
    claims = sorted(claims, key=lambda c: (c.block, -c.unit))
    best = [0.0] * len(claims)
    back = [-1] * len(claims)
    for i, claim in enumerate(claims):
        best[i] = claim.weight
        for j in range(i - 1, -1, -1):
            other = claims[j]
            if other.block < claim.block and other.unit <= claim.unit:
                # a gap between neighbours costs a little, so that of two equal lines the nearer one is taken
                gain = best[j] + claim.weight - min(0.5, 0.02 * (claim.block - other.block - 1))
                gain -= 0.3 if other.unit == claim.unit else 0.0
                if gain > best[i]:
                    best[i], back[i] = gain, j
    chain = []
    at = max(range(len(claims)), key=best.__getitem__, default=-1)
    while at >= 0:
        chain.append(claims[at])
        at = back[at]
    return chain[::-1]


def label(
    blocks: Sequence[Block],
    gold: Mapping[str, Any],
    known: Mapping[str, str] | None = None,
    *,
    alternatives: bool = False,
) -> list[str] | None:
    """The state of each block, or None where the dump holds less than half of the article.

    `known` maps folded lines of this page to the label that a reader gave them; it outweighs the alignment.
    `alternatives`: whether the program that made the dump writes pictures' alternative texts above their captions.
    """
    tokens = [tokens_of(b.text) for b in blocks]
    folded = [fold(b.text) for b in blocks]
    units = units_of(gold)
    claims, covered = _claims(tokens, folded, units)
    chain = _best_chain(claims)
    total = sum(len(u.tokens) for u in units)
    if sum(covered[b] for b in {c.block for c in chain}) < 0.5 * total:
        return None
    states = ["drop"] * len(blocks)
    taken = {c.unit for c in chain}
    for claim in chain:
        states[claim.block] = units[claim.unit].state
    for claim in claims:  # the dump's order differs from the article's
        if states[claim.block] == "drop" and claim.unit not in taken and len(tokens[claim.block]) >= 8:
            states[claim.block] = units[claim.unit].state
    unit_of = _fill_fragments(states, tokens, units, chain)
    _mark_more(states, blocks, unit_of)
    _mark_optional(states, tokens, gold)
    _mark_title(states, tokens, folded, fold(gold.get("title") or ""))
    _mark_described(states, tokens, gold)
    _mark_images(states, tokens, folded, gold)
    _mark_credits(states, blocks)
    if alternatives:
        _mark_alternatives(states, blocks)
    _mark_front_matter(states, blocks, gold)
    _mark_footer(states, blocks)
    if known:
        _overrule(states, folded, known)
    return states


def _fill_fragments(
    states: list[str], tokens: Sequence[tuple[str, ...]], units: Sequence[Unit], chain: Sequence[_Claim]
) -> dict[int, int]:
    """Short pieces between two pieces of one paragraph belong to it where its words say so."""
    unit_of = {c.block: c.unit for c in chain}
    for b, own in enumerate(tokens):
        if states[b] != "drop" or not own or len(own) > 12:
            continue
        for neighbour in (b - 1, b + 1):
            u = unit_of.get(neighbour)
            if u is None or units[u].state not in ("paragraph", "standfirst") or units[u].tokens == tokens[neighbour]:
                continue
            side = tokens[neighbour]
            joined = side[-3:] + own[:3] if neighbour < b else own[-3:] + side[:3]
            text, n = units[u].tokens, len(joined)
            if any(text[i : i + n] == joined for i in range(len(text) - n + 1)):
                states[b] = units[u].state
                unit_of[b] = u
                break
    return unit_of


def _mark_more(states: list[str], blocks: Sequence[Block], unit_of: Mapping[int, int]) -> None:
    """Blocks that go on with the paragraph of the block before, as the page's own lines show."""
    for b in range(len(blocks) - 1, 0, -1):
        same = b in unit_of and unit_of.get(b - 1) == unit_of[b] and states[b] == states[b - 1]
        if same and states[b] in ("paragraph", "standfirst") and not blocks[b].gap and not blocks[b].marker:
            ended = blocks[b - 1].text[-1] in ".!?…。！？؟"
            if not ended or not (blocks[b].text[0].isupper() or (ended and not blocks[b].text[0].islower())):
                states[b] = "more"


def _mark_optional(states: list[str], tokens: Sequence[tuple[str, ...]], gold: Mapping[str, Any]) -> None:
    """Blocks that may stand in the article or not: inside it they count as text."""
    runs = {t[i : i + RUN] for o in gold.get("optional") or [] for t in [tokens_of(o)] for i in range(len(t) - RUN + 1)}
    body = [b for b, s in enumerate(states) if s != "drop"]
    if not runs or not body:
        return
    for b in range(body[0], body[-1]):
        own = [tokens[b][i : i + RUN] for i in range(len(tokens[b]) - RUN + 1)]
        if states[b] == "drop" and own and sum(r in runs for r in own) >= 0.7 * len(own):
            states[b] = "paragraph" if len(own) > 12 else "heading"


def _mark_title(states: list[str], tokens: Sequence[tuple[str, ...]], folded: Sequence[str], title: str) -> None:
    if not title:
        return
    first = next((b for b, s in enumerate(states) if s in ("paragraph", "standfirst")), len(states))
    want = Counter(_TOKEN.findall(title))
    same, near = [], []
    for b, own in enumerate(tokens):
        if states[b] not in ("drop", "heading") or len(own) < 2:
            continue
        common = sum((want & Counter(own)).values())
        if folded[b] == title or common >= 0.85 * max(len(own), sum(want.values())):
            same.append(b)
        elif len(own) >= 4 and common >= 0.5 * max(len(own), sum(want.values())):
            near.append(b)
    before = [b for b in same if b <= first]
    shown = before[-1] if before else same[0] if same else None
    # a breadcrumb has the gold's words while the headline above the text says it otherwise
    closer = [b for b in near if (shown is None or b > shown) and first - 8 <= b < first]
    if closer and (shown is None or first - shown > 8):
        shown = closer[-1]
    if shown is not None:
        states[shown] = "title"


def _mark_described(states: list[str], tokens: Sequence[tuple[str, ...]], gold: Mapping[str, Any]) -> None:
    """The standfirst of a page whose gold has none: what repeats the page's own description before the body."""
    words = set(tokens_of(gold.get("description") or ""))
    first = next((b for b, s in enumerate(states) if s == "paragraph"), 0)
    for b in range(max(0, first - 12), first):
        own = set(tokens[b])
        if states[b] == "drop" and len(own) >= 6 and len(own & words) >= 0.7 * len(own):
            states[b] = "standfirst"


def _mark_alternatives(states: list[str], blocks: Sequence[Block]) -> None:
    """An alternative text stands on the line just above its caption or credit; no gold knows of them."""
    for b in range(len(blocks) - 1, 0, -1):
        if states[b] in ("caption", "credit") and states[b - 1] == "drop" and not blocks[b].gap:
            text = blocks[b - 1].text
            if 8 <= len(text) <= 140 and text[-1] not in ".!?:" and "://" not in text:
                states[b - 1] = "caption"


def _mark_images(
    states: list[str],
    tokens: Sequence[tuple[str, ...]],
    folded: Sequence[str],
    gold: Mapping[str, Any],
) -> None:
    captions = [tokens_of(c) for c in gold.get("captions") or []]
    credits = {fold(c) for c in gold.get("credits") or [] if len(fold(c)) > 2}
    runs = {c[i : i + RUN] for c in captions for i in range(len(c) - RUN + 1)}
    short = {c for c in captions if 2 <= len(c) < RUN}
    for b, own in enumerate(tokens):
        if states[b] not in ("drop", "paragraph") or not own:
            continue
        mine = [own[i : i + RUN] for i in range(len(own) - RUN + 1)]
        if own in short or (mine and sum(r in runs for r in mine) >= 0.5 * len(mine)):
            states[b] = "caption" if states[b] == "drop" or len(own) < 60 else states[b]
        elif states[b] == "drop" and folded[b].strip(" ()©") in credits:
            states[b] = "credit"


def _mark_credits(states: list[str], blocks: Sequence[Block]) -> None:
    """Credits that no gold knows of, as the grammar reads them, and the captions above them.

    Few golds have every picture. Learned as dropped lines, their captions would make all captions look like menus.
    """
    kept = [b for b, s in enumerate(states) if s in ("title", "paragraph", "standfirst", "more")]
    for b in range(max(0, kept[0] - 8), kept[-1]) if kept else ():
        if states[b] != "drop" or len(blocks[b].text) > 300:
            continue
        found = parse.credit(blocks[b].text)
        if found is None or not (found.opener or found.holders) or _is_copyright(blocks[b].text):
            continue
        states[b] = "caption" if found.caption else "credit"
        above = blocks[b - 1] if b else None
        if not found.caption and above and states[b - 1] == "drop" and _may_be_caption(above):
            states[b - 1] = "caption"


def _is_copyright(text: str) -> bool:
    """Whether a line is the notice at a page's foot: a sign with a year, and no agency's."""
    found = parse.credit(text) if _COPYRIGHT.match(text) else None
    return found is not None and not found.agencies


def _may_be_caption(block: Block) -> bool:
    return 12 <= len(block.text) <= 300 and not block.level and block.links < 0.5 and block.text[-1] not in ":?!"


def _mark_front_matter(states: list[str], blocks: Sequence[Block], gold: Mapping[str, Any]) -> None:
    """Bylines and date lines around the title and before the first paragraph."""
    kept = [b for b, s in enumerate(states) if s in ("title", "paragraph", "standfirst")]
    if not kept:
        return
    title = next((b for b, s in enumerate(states) if s == "title"), kept[0])
    first = next((b for b in kept if states[b] == "paragraph"), kept[0])
    authors = [fold(a) for a in gold.get("authors") or [] if len(fold(a)) > 3]
    for b in range(max(0, min(title, first) - 4), min(len(blocks), max(title, first) + 4)):
        text = blocks[b].text
        if states[b] != "drop" or len(text) > 120:
            continue
        if any(a in fold(text) for a in authors):
            states[b] = "byline"
        elif parse.date(text) is not None:
            states[b] = "dateline"


def _mark_footer(states: list[str], blocks: Sequence[Block]) -> None:
    last = max((b for b, s in enumerate(states) if s in ("paragraph", "more")), default=-1)
    for b in range(max(0, last), min(len(blocks), last + 4)):
        short = len(blocks[b].text) <= 100
        if last < 0 or states[b] not in ("drop", "paragraph") or not short or _is_copyright(blocks[b].text):
            continue
        if parse.signoff(blocks[b].text) is not None:
            states[b] = "footer"


_READERS = {
    "signoff": "footer", "date": "dateline", "byline": "byline", "title": "title", "standfirst": "standfirst",
    "subhead": "heading", "short_body": "paragraph", "caption": "caption", "credit": "credit",
    "nav": "drop", "share": "drop", "promo": "drop",
}  # fmt: skip


def _overrule(states: list[str], folded: Sequence[str], known: Mapping[str, str]) -> None:
    for b, text in enumerate(folded):
        state = _READERS.get(known.get(text, ""))
        if state in (None, "title", "standfirst", "heading", "paragraph") and states[b] == "drop":
            continue  # a copy of it elsewhere in the page
        states[b] = state or states[b]
