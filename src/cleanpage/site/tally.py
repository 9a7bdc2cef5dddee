"""The counts of one site, and which of its lines are furniture: lines that are no part of any article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from cleanpage.rules import Pack, Rule
from cleanpage.rules.model import PATTERN_WINDOW, When, fold
from cleanpage.rules.words import ended, weight
from cleanpage.site.forms import LONGEST, Form
from cleanpage.site.page import FORMS, KINDS, Count, PageCounts, Texts, are_one_article
from cleanpage.types import DROPPED, Label

RECENT = 16
"""Pages of a site that a page is held against, to find that it is one of them again: the last ones."""

_FEW = 3  # words
_SENTENCE = 60  # characters from which a line that ends as a sentence does can be a paragraph
_EXAMPLES = 3
_MISS = "This line stands on one page of the site alone, and so it is kept."


class _Sort(NamedTuple):
    """A sort of learned rule. `unless`: what it says nothing against."""

    suffix: str  # of the rule's id
    why: str
    unless: tuple[Label, ...]


# What is a teaser on other pages is the headline on its own, and a name in a menu the byline
_OWN = (Label.TITLE, Label.DATELINE, Label.BYLINE, Label.STANDFIRST, Label.FOOTER)

_AMID = _Sort("-amid", ", also amid the article", _OWN)

# Dropped on all pages and never between paragraphs, as a menu's "Weather", which may be a subheading on another page
_OUTSIDE = _Sort("", "", (*_OWN, Label.HEADING))

# Such lines of a few words: a piece of a sentence, as the place that opens it, may be a line of its own
_WORDS = _Sort("-words", "", (*_OWN, Label.HEADING, Label.PARAGRAPH))

_OPENING = _Sort("-opening", " lines open so, and all are dropped", (*_OWN, Label.HEADING))

# Kept and taken for something else, as a subheading or a caption, but written as the site's bylines are
_FORM = _Sort(
    "-form",
    " lines are written so, with other names and days",
    (Label.TITLE, Label.DATELINE, Label.BYLINE, Label.FOOTER, Label.CREDIT, *sorted(DROPPED)),
)


class Tally:
    """The counts of one site's lines by their keys, over pages that are different articles.

    A page is held against the last `recent` ones, to find that it is a version of one of them.
    """

    def __init__(self, recent: int = RECENT) -> None:
        self._most_recent = recent
        self.pages = 0
        self.counts: dict[int, Count] = {}
        self.recent: list[frozenset[int]] = []

    def add(self, page: PageCounts) -> bool:
        """Count a page, and say whether it was counted: a version of a page that is known is not."""
        if any(are_one_article(page.sketch, known) for known in self.recent):
            return False
        self.pages += 1
        self.recent = [*self.recent, page.sketch][-self._most_recent :]
        self._take(page.counts)
        return True

    def merge(self, other: Tally) -> None:
        """Add another tally's counts, of other pages of the same site."""
        self.pages += other.pages
        self.recent = [*self.recent, *other.recent][-self._most_recent :]
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
        if not count.dropped and weight(text) >= _SENTENCE and ended(text):
            return bool(count.before and count.after)
        return bool(count.before or count.after)

    def opens_furniture(self, key: int) -> bool:
        """Whether lines that open so, and go on differently, are dropped wherever they stand."""
        count = self.counts.get(key)
        return count is not None and not count.exact and count.pages > 2 and count.dropped == count.pages

    def is_form(self, key: int) -> bool:
        """Whether lines of this form are bylines or date lines, on three pages and three quarters of its own."""
        count = self.counts.get(key)
        return count is not None and count.dropped > 2 and 4 * count.dropped >= 3 * count.pages

    def pack(self, name: str, texts: Texts, paragraph: str) -> Pack:
        """The rules that drop the site's furniture and know its bylines, as far as they are among `texts`.

        `paragraph` is one of the site's, for the rules' `miss`.
        """
        miss = paragraph or _MISS
        groups: dict[tuple[int, int, _Sort], list[str]] = {}
        for key, text in texts.lines.items():
            if self.is_furniture(key, text):
                count = self.counts[key]
                groups.setdefault((-count.pages, count.kind, _sort_of(count, text)), []).append(text)
        for key, text in texts.openers.items():
            if self.opens_furniture(key):
                count = self.counts[key]
                groups.setdefault((-count.pages, count.kind, _OPENING), []).append(text)
        rules = [self._rule(name, group, found, miss) for group, found in sorted(groups.items())]
        return Pack(name, (*rules, *self._forms(name, texts.forms, miss)))

    def _rule(self, name: str, group: tuple[int, int, _Sort], found: Sequence[str], miss: str) -> Rule:
        pages, kind, sort = -group[0], group[1], group[2]
        rule = self._blank(name, KINDS[min(kind, len(KINDS) - 1)], pages, sort, miss)
        if sort is _OPENING:
            return _of_openers(rule, found)
        return replace(rule, phrases=(("line", tuple(found)),), hit=tuple(found[:_EXAMPLES]))

    def _forms(self, name: str, forms: Mapping[int, tuple[Form, str]], miss: str) -> Iterator[Rule]:
        """A rule for each number of pages and label."""
        groups: dict[tuple[int, int], list[tuple[Form, str]]] = {}
        for key, (form, text) in forms.items():
            if self.is_form(key) and re.match(form.pattern, text) and not re.match(form.pattern, miss):
                groups.setdefault((-self.counts[key].dropped, self.counts[key].kind), []).append((form, text))
        for (pages, kind), found in sorted(groups.items()):
            rule = self._blank(name, FORMS[kind], -pages, _FORM, miss)
            need = tuple(dict.fromkeys(max(form.words, key=len) for form, _ in found))
            patterns = tuple(form.pattern for form, _ in found)
            hit = tuple(text for _, text in found[:_EXAMPLES])
            yield replace(rule, phrases=(("regex", patterns),), when=When(max_chars=LONGEST), need=need, hit=hit)

    def _blank(self, name: str, label: Label, pages: int, sort: _Sort, miss: str) -> Rule:
        """A rule of this sort, without what it hits."""
        return Rule(
            id=f"{name}.{label}.on-{pages}-of-{self.pages}{sort.suffix}",
            kind="",
            label=label,
            phrases=(),
            when=When(),
            need=(),
            why=f"on {pages} of {self.pages} pages{sort.why}",
            hit=(),
            miss=(miss,),
            unless=sort.unless,
            pack=name,
        )


def _sort_of(count: Count, text: str) -> _Sort:
    if count.inside or count.dropped < count.pages:
        return _AMID
    return _WORDS if len(text.split()) <= _FEW and weight(text) < _SENTENCE else _OUTSIDE


def _of_openers(rule: Rule, openers: Sequence[str]) -> Rule:
    """The rule for lines that open so, of one without what it hits."""
    patterns = [rf"\A(?i:{re.escape(opener[:-1].strip())}) ?[:：]" for opener in openers]
    return replace(
        rule,
        phrases=(("regex", tuple(patterns)),),
        when=When(max_chars=PATTERN_WINDOW),
        need=tuple(map(fold, openers)),
        hit=tuple(f"{opener} …" for opener in openers[:_EXAMPLES]),
    )
