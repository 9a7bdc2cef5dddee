"""Figures of quality: how near an article is to the known one. Each is between 0 and 1.

    F1       of runs of four words in standfirst, headings and paragraphs
    para     F1 of whole blocks, equal after folding white space, case, quote marks and dashes
    lost     share of the known paragraphs of which less than half arrived (lower is better)
    leak     share of the known captions and credits that stand in the text (lower is better)
    head     F1 of subheadings
    title    1 where the headline is the known one; likewise date (from HTML) and stand, the standfirst
    auth     F1 of the authors' names (from HTML)

A figure is left out where nothing is known to compare with. A known article is a row of a corpus' gold.jsonl.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from training.align import RUN, fold, tokens_of

LOWER_IS_BETTER = frozenset({"lost", "leak"})
HELD = 0.8
"""Share of an article's words that a text must hold to be judged by: what its maker lost, no cleaner can find."""

Gold = Mapping[str, Any]
Found = Mapping[str, Any]
"""An article as `Article.to_dict` gives it."""


def runs(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words in a text, or all of a shorter one.

    >>> runs("One, two, three, four, five")
    Counter({('one', 'two', 'three', 'four'): 1, ('two', 'three', 'four', 'five'): 1})
    """
    words = tokens_of(text)
    if len(words) < RUN:
        return Counter([words] if words else [])
    return Counter(words[i : i + RUN] for i in range(len(words) - RUN + 1))


def f1(known: Counter[Any], found: Counter[Any]) -> float:
    """The harmonic mean of precision and recall; 1 where there is nothing on either side.

    >>> f1(Counter("ab"), Counter("bc"))
    0.5
    """
    both = (known & found).total()
    return 2 * both / (known.total() + found.total()) if known or found else 1.0


def holds(text: str, gold: Gold) -> bool:
    """Whether a dump of a page holds its article."""
    want = Counter(tokens_of("\n".join(_paragraphs(gold))))
    return (want & Counter(tokens_of(text))).total() >= HELD * want.total()


def score(gold: Gold, found: Found, text: str | None = None) -> dict[str, float]:
    """The figures of one page; `text` is what was cleaned where that was text, which may lack the headline."""
    blocks = _blocks(found)
    truth = _truth(gold, blocks)
    out = {
        "F1": f1(runs("\n".join(truth)), runs("\n".join(blocks))),
        "para": f1(Counter(map(fold, truth)), Counter(map(fold, blocks))),
    }
    paragraphs, arrived = _paragraphs(gold), runs("\n".join(blocks))
    if paragraphs:
        out["lost"] = sum(_share(p, arrived) < 0.5 for p in paragraphs) / len(paragraphs)
    inside, all_found = fold(" ".join(truth)), fold(" ".join(blocks))
    apart = [fold(c) for c in (*(gold.get("captions") or ()), *(gold.get("credits") or ()))]
    apart = [c for c in apart if len(c.split()) > 1 and c not in inside]
    if apart:
        out["leak"] = sum(c in all_found for c in apart) / len(apart)
    return out | _fields(gold, found, text)


def _fields(gold: Gold, found: Found, text: str | None) -> dict[str, float]:
    out = {}
    heads = Counter(fold(h) for s in gold["sections"] for h in s.get("headline") or ())
    mine = Counter(fold(s["heading"]) for s in found["sections"] if s["heading"])
    if "summary" in gold and (heads or mine):
        out["head"] = f1(heads, mine)
    title, summary = fold(gold.get("title") or ""), fold(" ".join(gold.get("summary") or ()))
    held = None if text is None else fold(text)
    if title and (held is None or title in held):
        out["title"] = float(fold(found["title"] or "") == title)
    if summary and (held is None or summary in held):
        out["stand"] = float(fold(" ".join(found["standfirst"])) == summary)
    if gold.get("date") and held is None:
        out["date"] = float((found["date"] or "")[:10] == gold["date"][:10])
    if gold.get("authors") and held is None:
        out["auth"] = f1(Counter({fold(a) for a in gold["authors"]}), Counter({fold(a) for a in found["authors"]}))
    return out


def means(rows: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """The mean of each figure over the pages that have it."""
    kept = list(rows)
    names = dict.fromkeys(name for row in kept for name in row)
    return {name: statistics.mean(row[name] for row in kept if name in row) for name in names}


def _blocks(found: Found) -> list[str]:
    blocks = list(found["standfirst"])
    for section in found["sections"]:
        blocks += [section["heading"]] if section["heading"] else []
        blocks += section["paragraphs"]
    return [b for b in blocks if b.strip()]


def _paragraphs(gold: Gold) -> list[str]:
    return [p for s in gold["sections"] for p in s.get("paragraphs") or () if p.strip()]


def _truth(gold: Gold, blocks: Sequence[str]) -> list[str]:
    """The known article's blocks, with or without its standfirst and what is optional, as is nearer to the found."""
    found = runs("\n".join(blocks))
    body = [b for s in gold["sections"] for b in (*(s.get("headline") or ()), *(s.get("paragraphs") or ()))]
    body = [b for b in body if b.strip()]
    body += [o for o in gold.get("optional") or () if _share(o, found) >= 0.5]
    summary = [b for b in gold.get("summary") or () if b.strip()]
    return max([[*summary, *body], body], key=lambda truth: f1(runs("\n".join(truth)), found))


def _share(text: str, among: Mapping[tuple[str, ...], int]) -> float:
    own = runs(text)
    return sum(run in among for run in own) / len(own) if own else 1.0
