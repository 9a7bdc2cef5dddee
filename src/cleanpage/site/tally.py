"""The counts of one site, and which of its lines are furniture: lines that are no part of any article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from cleanpage.rules import Pack, Rule
from cleanpage.rules.model import PATTERN_WINDOW, When, fold
from cleanpage.rules.words import weight
from cleanpage.site.page import KINDS, Count, PageCounts, Texts, are_one_article
from cleanpage.types import Label

RECENT = 16
"""Pages of a site that a page is held against, to find that it is one of them again: the last ones."""

SPARED = (Label.TITLE, Label.DATELINE, Label.BYLINE, Label.STANDFIRST, Label.FOOTER)
"""Labels that learned rules say nothing against: what is a teaser on other pages is the headline on its own."""

SPARED_OUTSIDE = (*SPARED, Label.HEADING)
"""The same, for lines that are dropped on all pages and between paragraphs on none: as a menu's "Weather", which may be
a subheading elsewhere."""

_SENTENCE = 60  # characters from which a line that ends as a sentence does can be a paragraph
_ENDS = frozenset('.!?…。！？؟۔।։።"”“»’')
_EXAMPLES = 3
_MISS = "This line stands on one page of the site alone, and so it is kept."


class Tally:
    """The counts of one site's lines by their keys, over pages that are different articles."""

    def __init__(self) -> None:
        self.pages = 0
        self.counts: dict[int, Count] = {}
        self.recent: list[frozenset[int]] = []

    def add(self, page: PageCounts) -> bool:
        """Count a page, and say whether it was counted: a version of a page that is known is not."""
        if any(are_one_article(page.sketch, known) for known in self.recent):
            return False
        self.pages += 1
        self.recent = [*self.recent[1 - RECENT :], page.sketch]
        self._take(page.counts)
        return True

    def merge(self, other: Tally) -> None:
        """Add another tally's counts, of other pages of the same site."""
        self.pages += other.pages
        self.recent = [*self.recent, *other.recent][-RECENT:]
        self._take(other.counts)

    def _take(self, counts: Mapping[int, Count]) -> None:
        for key, own in counts.items():
            known = self.counts.get(key)
            self.counts[key] = known.plus(own) if known else own

    def is_furniture(self, key: int, text: str) -> bool:
        """Whether a line that recurs is no part of any article.

        What the pages show of it decides: on its pages it is dropped mostly; or it stands on most of the site's, and
        always beside a line that is dropped, as the lines of a box do. A sentence that is always kept may be a series'
        standing paragraph: it must stand between two such lines.
        """
        count = self.counts.get(key)
        if count is None or count.pages < 2 or count.own:
            return False
        if not count.exact and count.dropped < count.pages:
            return False  # as "Day 3" after "Day 2"
        if 2 * count.dropped >= count.pages:
            return True
        if count.pages < 3 or 2 * count.pages < self.pages:
            return False
        if not count.dropped and weight(text) >= _SENTENCE and text[-1] in _ENDS:
            return bool(count.before and count.after)
        return bool(count.before or count.after)

    def opens_furniture(self, key: int) -> bool:
        """Whether lines that open so, and go on differently, are dropped wherever they stand."""
        count = self.counts.get(key)
        return count is not None and not count.exact and count.pages > 2 and count.dropped == count.pages

    def pack(self, name: str, texts: Texts, paragraph: str) -> Pack:
        """The rules that drop the site's furniture, as far as it is among `texts`.

        `paragraph` is one of the site's, for the rules' `miss`.
        """
        lines: dict[tuple[int, int, bool], list[str]] = {}
        for key, text in texts.lines.items():
            if self.is_furniture(key, text):
                count = self.counts[key]
                lines.setdefault((-count.pages, count.kind, count.inside or count.dropped < count.pages), []).append(
                    text
                )
        openers: dict[tuple[int, int], list[str]] = {}
        for key, text in texts.openers.items():
            if self.opens_furniture(key):
                openers.setdefault((-self.counts[key].pages, self.counts[key].kind), []).append(text)
        draft = _Draft(name, self.pages, paragraph or _MISS)
        rules = [draft.of_lines(*group, found) for group, found in sorted(lines.items())]
        rules += [draft.of_openers(*group, found) for group, found in sorted(openers.items())]
        return Pack(name, tuple(rules))


class _Draft(NamedTuple):
    """What a pack's rules have in common."""

    name: str
    pages: int
    miss: str

    def of_lines(self, negative: int, kind: int, amid: bool, lines: Sequence[str]) -> Rule:
        what = ("-amid", ", also amid the article", SPARED) if amid else ("", "", SPARED_OUTSIDE)
        return self._rule(negative, kind, what, ("line", tuple(lines)), lines)

    def of_openers(self, negative: int, kind: int, openers: Sequence[str]) -> Rule:
        what = ("-opening", " lines open so, and all are dropped", SPARED_OUTSIDE)
        patterns = [rf"\A(?i:{re.escape(opener[:-1].strip())}) ?[:：]" for opener in openers]
        rule = self._rule(negative, kind, what, ("regex", tuple(patterns)), [f"{opener} …" for opener in openers])
        return replace(rule, when=When(max_chars=PATTERN_WINDOW), need=tuple(map(fold, openers)))

    def _rule(
        self,
        negative: int,
        kind: int,
        what: tuple[str, str, tuple[Label, ...]],
        phrases: tuple[str, tuple[str, ...]],
        examples: Sequence[str],
    ) -> Rule:
        label = KINDS[min(kind, len(KINDS) - 1)]
        return Rule(
            id=f"{self.name}.{label}.on-{-negative}-of-{self.pages}{what[0]}",
            kind="",
            label=label,
            phrases=(phrases,),
            when=When(),
            need=(),
            why=f"on {-negative} of {self.pages} pages{what[1]}",
            hit=tuple(examples[:_EXAMPLES]),
            miss=(self.miss,),
            unless=what[2],
            pack=self.name,
        )
