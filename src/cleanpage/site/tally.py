"""The counts of one site, and which of its lines are furniture: lines that are no part of any article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cleanpage.rules import Pack, Rule
from cleanpage.rules.model import When
from cleanpage.rules.words import weight
from cleanpage.site.page import KINDS, Count, PageCounts, are_one_article
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

    def pack(self, name: str, texts: Mapping[int, str], paragraph: str) -> Pack:
        """The rules that drop the site's furniture, as far as it is among `texts`, by their keys.

        `paragraph` is one of the site's, for the rules' `miss`.
        """
        groups: dict[tuple[int, int, bool], list[str]] = {}
        for key, text in texts.items():
            if self.is_furniture(key, text):
                count = self.counts[key]
                kind, amid = min(count.kind, len(KINDS) - 1), count.inside or count.dropped < count.pages
                groups.setdefault((-count.pages, kind, amid), []).append(text)
        rules = [
            self._rule(name, KINDS[kind], -pages, amid, lines, paragraph)
            for (pages, kind, amid), lines in sorted(groups.items())
        ]
        return Pack(name, tuple(rules))

    def _rule(self, name: str, label: Label, pages: int, amid: bool, lines: Sequence[str], paragraph: str) -> Rule:
        return Rule(
            id=f"{name}.{label}.on-{pages}-of-{self.pages}{'-amid' if amid else ''}",
            kind="",
            label=label,
            phrases=(("line", tuple(lines)),),
            when=When(),
            need=(),
            why=f"on {pages} of {self.pages} pages{', also amid the article' if amid else ''}",
            hit=tuple(lines[:_EXAMPLES]),
            miss=(paragraph or _MISS,),
            unless=SPARED if amid else SPARED_OUTSIDE,
            pack=name,
        )
