"""The way of the data, wired: read → evidence → label → assemble."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple

from cleanpage.again import forced_texts, held_to, in_order, revised
from cleanpage.assemble import Labelled, assemble
from cleanpage.confidence import confidence, default_model, signs_of
from cleanpage.evidence import (
    Evidence,
    Lexis,
    Scope,
    Shape,
    as_prose,
    below_comments,
    beside_rules,
    places,
    scope,
    shape,
    signs,
)
from cleanpage.evidence.kind import names_of_page
from cleanpage.evidence.lexis import lexis_of
from cleanpage.kind import PageVerdict, default_kinds, judge
from cleanpage.label import Form, Weights, default_weights
from cleanpage.language import builtin_detector, sample
from cleanpage.parse.reader import Reader
from cleanpage.read import KINDS, Kind, read, read_text
from cleanpage.render.text import to_text
from cleanpage.rules import Pack, Rule, RuleIndex
from cleanpage.rules.load import builtin_languages, builtin_notices, builtin_pack
from cleanpage.stated import with_stated
from cleanpage.trace import Trace, Verdict, why_of
from cleanpage.types import DROPPED, Article, Block, Claims, Label, Page, Why
from cleanpage.verdicts import LastWords, is_ruled_out, label_blocks, with_force, with_last_words

Source = Any
"""str, bytes, or an object of bs4 or lxml: their types are known only where these are loaded."""

MAX_CHARS = 20_000_000
"""Characters of a source that are read; what is beyond is left out, and `Article.truncated` says so."""

_ROUNDS = 8
_CACHE_LINES = 20_000
_CACHED_CHARS = 120


class _Memo(NamedTuple):
    """What the looks at one page have found, for the next one: a look at the article's own text sees little new."""

    shapes: dict[tuple[Any, ...], Shape]
    languages: dict[str, str | None]
    readers: dict[str | None, Reader]

    def language(self, sample: str) -> str | None:
        """The language of a page's sample."""
        if sample not in self.languages:
            self.languages[sample] = builtin_detector().detect(sample)
        return self.languages[sample]

    def reader(self, language: str | None) -> Reader:
        """The reader of lines in a language."""
        if language not in self.readers:
            self.readers[language] = Reader(language)
        return self.readers[language]


@dataclass(frozen=True, init=False)
class Cleaner:
    """Cleans pages with the built-in packs and the user's own. Immutable, picklable, safe to share by threads.

    `packs`: rules that come on top of the built-in ones and outweigh them. `language`: an ISO 639-1 code
    where it is known; None finds it page by page. `max_chars`: characters of a source that are read.
    `weights`: what each piece of evidence says, by a page's form ("text", "html", "clean"); None takes those that
    ship with the package. `kind`: "html" or "text" where it is known what pages are; None tells it page by page.

    >>> Cleaner(language="en").clean("").confidence
    0.0
    """

    packs: tuple[Pack, ...]
    language: str | None
    max_chars: int
    weights: Mapping[Form, Weights] | None = field(repr=False)
    kind: Kind | None
    _lexes: dict[str | None, Lexis] = field(repr=False, compare=False)
    _shapes: dict[tuple[Any, ...], Shape] = field(repr=False, compare=False)

    def __init__(
        self,
        packs: Iterable[Pack] = (),
        language: str | None = None,
        max_chars: int = MAX_CHARS,
        weights: Mapping[Form, Weights] | None = None,
        kind: Kind | None = None,
    ) -> None:
        if language is not None and not _is_code(language):
            raise ValueError(f"language must be a code such as 'de', not {language!r}")
        if kind is not None and kind not in KINDS:
            raise ValueError(f"kind must be 'html' or 'text', not {kind!r}")
        values: tuple[Any, ...] = (tuple(packs), language, max_chars, weights, kind, {}, {})
        for name, value in zip(self.__dataclass_fields__, values, strict=True):
            object.__setattr__(self, name, value)

    def __reduce__(self) -> tuple[Any, ...]:
        return Cleaner, (self.packs, self.language, self.max_chars, self.weights, self.kind)

    def clean(self, source: Source) -> Article:
        """Turn one page into an article.

        `source` is HTML or text: str, bytes in any usual encoding (packed with gzip or not), or what bs4 or lxml
        made of a page: `bs4.BeautifulSoup`, `bs4.Tag`, `lxml.html.HtmlElement`, a tree. Returns an empty article
        with confidence 0 where there is no text. Raises TypeError where `source` is none of these, and nothing else.

        >>> Cleaner().clean("").sections
        ()
        """
        return self.rated(source)[0]

    def rated(self, source: Source, last: LastWords | None = None) -> tuple[Article, Mapping[str, float]]:
        """A page's article, and the signs that its confidence is made of: what the model of it learns from.

        `last`: rules for single lines that say `unless`, looked up when all else is said; as a pack of them would do.
        """
        memo = _Memo({}, {}, {})
        page, verdicts, language = self._first_look(source, memo)
        kind = self._kind(page, verdicts, language)
        article, verdicts = self._settle(page, verdicts, language, memo, last)
        text = page.source + page.beyond
        html = page.markup is not None
        signs = signs_of(page.blocks, verdicts, dated=article.date is not None, html=html, article=kind.article)
        article = replace(
            article,
            confidence=confidence(signs, default_model()),
            kind=kind.kind,
            kind_reason=kind.reason,
            truncated=page.truncated,
            lines=Trace(page, text, verdicts, self._lexis(language).rules),
            source_text=text,
        )
        return article, signs

    def why(self, source: Source, line: int) -> Why:
        """All that gave line `line` of a page, counted from 1, its label: each piece of evidence and what it weighs.

        For HTML the lines are those of `Article.source_text`. Raises TypeError as `clean` does, and ValueError
        where there is no such line.

        >>> Cleaner().why("Skip to content", 1).line.rule
        'en.nav.skip'
        """
        return why_of(self.clean(source), line)

    def clean_many(self, sources: Iterable[Source]) -> Iterator[Article]:
        """Clean pages one after another, lazily.

        >>> [a.confidence for a in Cleaner().clean_many(["", ""])]
        [0.0, 0.0]
        """
        return map(self.clean, sources)

    def rules(self) -> tuple[Rule, ...]:
        """All rules in force: the built-in packs' first, then the user's."""
        names = ["core", *builtin_languages()]
        return tuple(r for p in (*map(builtin_pack, names), *self.packs) for r in p.rules)

    def _first_look(self, source: Source, memo: _Memo) -> tuple[Page, Sequence[Verdict], str | None]:
        page = read(source, self.max_chars, self.kind)
        language, verdicts = self._label(page, memo)
        shown = len(page.blocks)
        page, verdicts = self._stated(page, verdicts, language)
        if language is None:
            language = memo.language(sample([b.text for b in page.blocks[shown:]]))
        return page, verdicts, language

    def first_look(self, source: Source) -> Article:
        """The article as the first look at a page gives it: for training, which learns from what is kept wrongly."""
        page = read(source, self.max_chars, self.kind)
        memo = _Memo({}, {}, {})
        language, verdicts = self._label(page, memo)
        return self._assemble(*self._stated(page, verdicts, language), language, memo)

    def labelled(self, source: Source) -> list[tuple[Block, Label]]:
        """A page's blocks with their labels: what sites' packs are learned from."""
        memo = _Memo({}, {}, {})
        page, verdicts, language = self._first_look(source, memo)
        verdicts = self._settle(page, verdicts, language, memo)[1]
        return [*zip(page.blocks, [v.label for v in verdicts], strict=True)]

    def survey_page(self, source: Source) -> tuple[str, ...]:
        """The evidence of what a page is as a whole: what the weights of its kind learn from."""
        page = read(source, self.max_chars, self.kind)
        language, verdicts = self._label(page, _Memo({}, {}, {}))
        return self._page_names(*self._stated(page, verdicts, language), language)

    def survey(self, page: Page) -> tuple[Scope, list[Evidence]]:
        """Which of a page's blocks need a closer look, and their evidence: what the weights are trained on."""
        seen = scope(page)
        return seen, self._evidence(page, seen, _Memo({}, {}, {}))[1]

    def _evidence(self, page: Page, seen: Scope, memo: _Memo) -> tuple[str | None, list[Evidence]]:
        blocks = [page.blocks[i] for i in seen.near]
        language = self.language or memo.language(sample([b.text for b in blocks]))
        shapes = self._shapes_of(blocks, self._lexis(language), memo)
        plain = signs(blocks, shapes)
        rest = [i for i, sign in enumerate(plain) if not sign]
        looked, forms = [blocks[i] for i in rest], as_prose([shapes[i] for i in rest])
        where = places(looked, forms, seen.tree.prose(looked, forms) if seen.tree else None)
        if seen.tree is not None:
            dropped = [b for b, own, sign in zip(blocks, shapes, plain, strict=True) if sign or is_ruled_out(own)]
            for keys, more in zip(where, seen.tree.places(looked, forms, dropped), strict=True):
                keys += more
        comments = below_comments(shapes, plain)
        found = iter(where)
        near = zip(plain, comments, beside_rules(shapes), strict=True)
        place = [None if sign else [*next(found), *keys, *more] for sign, keys, more in near]
        return language, [*map(Evidence._make, zip(shapes, place, strict=True))]

    def _lexis(self, language: str | None) -> Lexis:
        lexis = self._lexes.get(language)
        if lexis is None:
            lexis = self._lexes[language] = lexis_of(language, [rule for pack in self.packs for rule in pack.rules])
        return lexis

    def _shapes_of(self, blocks: Iterable[Block], lexis: Lexis, memo: _Memo) -> list[Shape]:
        """The blocks' shapes, looked up where they have been seen: short lines recur from page to page."""
        if len(self._shapes) > _CACHE_LINES:
            self._shapes.clear()
        language, cached, own = lexis.language, self._shapes, memo.shapes
        out = []
        for block in blocks:
            text = block.text
            key = (language, text, block.marker, block.level, block.links, block.image)
            shapes = cached if len(text) <= _CACHED_CHARS else own
            found = shapes.get(key)
            if found is None:
                found = shapes[key] = shape(block, lexis)
            out.append(found)
        return out

    def _label(self, page: Page, memo: _Memo) -> tuple[str | None, Sequence[Verdict]]:
        seen = scope(page)
        language, evidence = self._evidence(page, seen, memo)
        verdicts = label_blocks(page, seen, evidence, self._weights)
        return language, with_force(page.blocks, verdicts, self._lexis(language).rules)

    def _stated(self, page: Page, verdicts: Sequence[Verdict], language: str | None) -> tuple[Page, Sequence[Verdict]]:
        page, verdicts = with_stated(page, verdicts)
        return page, with_force(page.blocks, verdicts, self._lexis(language).rules)

    def _weights(self, form: Form) -> Weights:
        return default_weights(form) if self.weights is None else self.weights[form]

    def _kind(self, page: Page, verdicts: Sequence[Verdict], language: str | None) -> PageVerdict:
        names = self._page_names(page, verdicts, language) if page.blocks else ()
        return judge(names, default_kinds(), html=page.markup is not None)

    def _page_names(self, page: Page, verdicts: Sequence[Verdict], language: str | None) -> tuple[str, ...]:
        rules = self._lexis(language).rules
        return names_of_page(page, [v.label for v in verdicts], [v.evidence for v in verdicts], rules, _notices)

    def _settle(
        self,
        page: Page,
        verdicts: Sequence[Verdict],
        language: str | None,
        memo: _Memo,
        words: LastWords | None = None,
    ) -> tuple[Article, Sequence[Verdict]]:
        """Make the article such that its own text, cleaned again, is itself.

        The article's text is labelled once more as a page of its own. Where that gives another text, that one
        is looked at in its turn, until a text gives itself; then the last look's article and verdicts stand.
        What is kept can only grow less, so this ends. What rules say that have the last word comes after: it takes
        lines out of the article, and changes no other line's label.
        """
        blocks = page.blocks
        article = self._assemble(page, verdicts, language, memo)
        text, looks = to_text(article), dict[str, Verdict]()
        images, held = article.images, forced_texts(blocks, verdicts)
        for _ in range(_ROUNDS):
            own = read_text(text)
            again = own.blocks
            own_language, second = self._label(own, memo)
            second = held_to(again, second, held)
            whole = sum([len(b.text) + 2 for b in again]) == len(text) + 1  # no mark was taken off any line
            if not looks and whole and in_order(again, second):
                break
            look = self._assemble(own, second, own_language, memo)
            before, text = text, to_text(look)
            if text == before:
                break
            looks.update((b.text, v) for b, v in zip(again, second, strict=True))
            images += look.images
        if not looks:
            last = with_last_words(blocks, verdicts, words)
            return (article if last is verdicts else self._assemble(page, last, language, memo)), last
        last = with_last_words(again, second, words)
        if last is not second:
            look = self._assemble(own, last, own_language, memo)
        settled = replace(look, language=language, url=article.url, images=images)
        if page.markup is not None:  # the metadata's claims are not in the text
            settled = replace(
                settled, date=article.date, updated=article.updated, authors=article.authors, site=article.site
            )
        return settled, with_last_words(blocks, revised(blocks, verdicts, looks), words)

    def _assemble(self, page: Page, verdicts: Sequence[Verdict], language: str | None, memo: _Memo) -> Article:
        blocks = page.blocks
        used = [i for i, v in enumerate(verdicts) if v.label not in DROPPED]
        around = range(used[0], used[-1] + 1) if used else ()
        rows = [Labelled(blocks[i], verdicts[i].label, verdicts[i].more) for i in around]
        claims = page.markup.claims if page.markup else Claims()
        return assemble(rows, language, self._lexis(language).stopwords, claims, memo.reader(language))


def _is_code(language: str) -> bool:
    return language.isascii() and language.isalpha() and language.islower() and 2 <= len(language) <= 3


@lru_cache(maxsize=1)
def _notices() -> RuleIndex:
    """The rules that tell errors, consent walls and searches, of all languages."""
    return RuleIndex(builtin_notices())


@lru_cache(maxsize=1)
def _shared() -> Cleaner:
    return Cleaner()


def clean(source: Source, *, language: str | None = None, kind: Kind | None = None) -> Article:
    """Turn one page, HTML or text, into an article with the built-in packs.

    `source` is str, bytes, or an object of bs4 or lxml; `language` an ISO 639-1 code and `kind` "html" or "text"
    where they are known. Raises TypeError where `source` is none of these, ValueError where `language` is no code
    or `kind` unknown.

    >>> clean("").confidence
    0.0
    """
    return (Cleaner(language=language, kind=kind) if language or kind else _shared()).clean(source)


__all__ = ["MAX_CHARS", "Cleaner", "clean", "to_text"]
