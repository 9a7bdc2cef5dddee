"""The way of the data, wired: read → evidence → label → assemble."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple

from cleanpage.assemble import Labelled, assemble, pieces
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
from cleanpage.kind import PageVerdict, default_kinds, judge
from cleanpage.label import (
    ONLY_PROSE,
    STATES,
    Form,
    Path,
    Weights,
    default_weights,
    own_weight,
    pack,
    state_of,
    unpack,
)
from cleanpage.language import UNSPACED, builtin_detector, sample
from cleanpage.parse.reader import Reader
from cleanpage.read import KINDS, Kind, read, read_text
from cleanpage.read.glue import glue_all
from cleanpage.render.text import to_text
from cleanpage.rules import Hit, Pack, Rule, RuleIndex
from cleanpage.rules.load import builtin_languages, builtin_notices, builtin_pack
from cleanpage.rules.model import fold
from cleanpage.rules.words import splitter
from cleanpage.stated import states_body, with_stated
from cleanpage.trace import Trace, Verdict, why_of
from cleanpage.types import APART, DROPPED, KEPT, Article, Block, Claims, Label, Page, Why

Source = Any
"""str, bytes, or an object of bs4 or lxml: their types are known only where these are loaded."""

LastWords = Callable[[Block], Iterable[Rule]]
"""Looks up rules that hit a line, all of which say `unless`."""

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
            dropped = [b for b, own, sign in zip(blocks, shapes, plain, strict=True) if sign or _is_ruled_out(own)]
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
            lexis = _builtin_lexis(language)
            own = [rule for pack in self.packs for rule in pack.rules]
            if own:
                credit = lexis.credit_words | _credit_words(own)
                lexis = lexis._replace(rules=RuleIndex(own, lexis.rules), credit_words=credit)
            self._lexes[language] = lexis
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
        chain = [e for e in evidence if e.place is not None]
        form = form_of(page, evidence)
        weights = self._weights(form)
        sums = weights.sums(chain)
        for i, own in enumerate(chain):
            if own.shape.hits:
                sums[i] += _extra(own.shape.hits)
        path = Path([*map(unpack, sums)], weights)
        if _PARAGRAPH not in path.states and not (page.markup and states_body(page.markup.claims)):
            path = _with_prose(chain, sums, weights) or path
        verdicts = [_APART.get(why, _FAR) for why in seen.apart] or [_FAR] * len(page.blocks)
        goes_on = form == "text" and page.markup is None  # else each line is whole
        for i, verdict in zip(seen.near, _verdicts(evidence, path, goes_on=goes_on), strict=True):
            verdicts[i] = verdict
        _take_in_alts(page.blocks, verdicts)
        return language, _with_force(page.blocks, verdicts, self._lexis(language).rules)

    def _stated(self, page: Page, verdicts: Sequence[Verdict], language: str | None) -> tuple[Page, Sequence[Verdict]]:
        page, verdicts = with_stated(page, verdicts)
        return page, _with_force(page.blocks, verdicts, self._lexis(language).rules)

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
        images, held = article.images, _forced_texts(blocks, verdicts)
        for _ in range(_ROUNDS):
            own = read_text(text)
            again = own.blocks
            own_language, second = self._label(own, memo)
            second = _held(again, second, held)
            whole = sum([len(b.text) + 2 for b in again]) == len(text) + 1  # no mark was taken off any line
            if not looks and whole and _in_order(again, second):
                break
            look = self._assemble(own, second, own_language, memo)
            before, text = text, to_text(look)
            if text == before:
                break
            looks.update((b.text, v) for b, v in zip(again, second, strict=True))
            images += look.images
        if not looks:
            last = _with_last_words(blocks, verdicts, words)
            return (article if last is verdicts else self._assemble(page, last, language, memo)), last
        last = _with_last_words(again, second, words)
        if last is not second:
            look = self._assemble(own, last, own_language, memo)
        settled = replace(look, language=language, url=article.url, images=images)
        if page.markup is not None:  # the metadata's claims are not in the text
            settled = replace(
                settled, date=article.date, updated=article.updated, authors=article.authors, site=article.site
            )
        return settled, _with_last_words(blocks, _revised(blocks, verdicts, looks), words)

    def _assemble(self, page: Page, verdicts: Sequence[Verdict], language: str | None, memo: _Memo) -> Article:
        blocks = page.blocks
        used = [i for i, v in enumerate(verdicts) if v.label not in DROPPED]
        around = range(used[0], used[-1] + 1) if used else ()
        rows = [Labelled(blocks[i], verdicts[i].label, verdicts[i].more) for i in around]
        claims = page.markup.claims if page.markup else Claims()
        return assemble(rows, language, self._lexis(language).stopwords, claims, memo.reader(language))


MOST_SIGNS = 2
"""Menu and share lines that a text may have and pass for a cleaned one: people copy some along."""


def form_of(page: Page, evidence: Sequence[Evidence]) -> Form:
    """The form of a page, by which its weights are chosen: HTML where markup tells, a cleaned text, or any text."""
    if page.markup and page.markup.elements:
        return "html"
    signs = sum([own.place is None and bool(own.shape.hits) for own in evidence])
    return "clean" if page.is_clean and signs <= MOST_SIGNS else "text"


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


def _take_in_alts(blocks: Sequence[Block], verdicts: list[Verdict]) -> None:
    """Set the alternative texts of pictures with a caption or credit apart with them; others stay dropped."""
    last = -1 - _NEAR_ALT
    for i in range(len(blocks) - 1, -1, -1):
        if verdicts[i].label in APART:
            last = i
        elif verdicts[i].why == "html.alt" and 0 < last - i <= _NEAR_ALT:
            verdicts[i] = verdicts[i]._replace(label=Label.CAPTION)
            last = -1


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


def _in_order(blocks: Sequence[Block], verdicts: Sequence[Verdict]) -> bool:
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


def _with_force(blocks: Sequence[Block], verdicts: Sequence[Verdict], rules: RuleIndex) -> Sequence[Verdict]:
    """The verdicts with those of rules with force put in: they are final, wherever a line stands."""
    if not rules.has_force:
        return verdicts
    out = []
    for block, verdict in zip(blocks, verdicts, strict=True):
        hits = verdict.evidence.shape.hits if verdict.evidence else rules.match(block.text)
        rule = next((hit.rule for hit in hits if hit.rule.force), None)
        out.append(_forced(verdict, rule) if rule is not None else verdict)
    return out


def _forced(verdict: Verdict, rule: Rule) -> Verdict:
    if verdict.label is rule.label:
        return verdict._replace(forced=rule)
    return Verdict(rule.label, False, verdict.evidence, None, 0, forced=rule)


def _forced_texts(blocks: Sequence[Block], verdicts: Sequence[Verdict]) -> dict[str, Rule]:
    """The paragraphs that begin with a line which a rule with force keeps: it may not hit the whole of them."""
    groups = pieces(verdicts) if any(v.forced for v in verdicts) else []
    found = [(glue_all([blocks[i].text for i in group]), verdicts[group[0]].forced) for group in groups]
    return {text: rule for text, rule in found if rule is not None}


def _held(blocks: Sequence[Block], verdicts: Sequence[Verdict], held: Mapping[str, Rule]) -> Sequence[Verdict]:
    """The verdicts of a second look with what was forced at the first one."""
    if not held:
        return verdicts
    rules = [held.get(b.text) if v.forced is None else None for b, v in zip(blocks, verdicts, strict=True)]
    return [_forced(v, rule) if rule is not None else v for v, rule in zip(verdicts, rules, strict=True)]


def _revised(blocks: Sequence[Block], verdicts: Sequence[Verdict], second: Mapping[str, Verdict]) -> Sequence[Verdict]:
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


@lru_cache(maxsize=64)
def _builtin_lexis(language: str | None) -> Lexis:
    """What the built-in packs lend the evidence: made once, as it takes as long as cleaning a page."""
    known = builtin_languages()
    spoken = ["en", *([language] if language and language in known and language != "en" else [])]
    rules = [rule for name in ("core", *spoken) for rule in builtin_pack(name).rules]
    own = known.get(language or "")
    words = frozenset(map(fold, own.stopwords)) if own else frozenset[str]()
    spaced = language not in UNSPACED
    return Lexis(RuleIndex(rules), words, language, spaced, _credit_words(rules), splitter(language), _roles(spoken))


def _credit_words(rules: Iterable[Rule]) -> frozenset[str]:
    return frozenset(word for rule in rules if rule.kind == "credit.opener" for word in _opening_words(rule))


def _roles(packs: Iterable[str]) -> frozenset[str]:
    """The words of some packs for people who write; titles of several words hold one of these mostly."""
    titles = (fold(title) for name in packs for title in builtin_pack(name).words.get("role", ()))
    return frozenset(title for title in titles if " " not in title)


def _opening_words(rule: Rule) -> Iterator[str]:
    yield from rule.need
    for matcher, phrases in rule.phrases:
        if matcher == "start":
            yield from (fold(p).split()[0] for p in phrases)


def _is_code(language: str) -> bool:
    return language.isascii() and language.isalpha() and language.islower() and 2 <= len(language) <= 3


@lru_cache(maxsize=256)
def _vote(label: Label, weight: float) -> int:
    return pack({state_of(label): weight})


def _extra(hits: Sequence[Hit]) -> int:
    """The packed weight of the rules that bring their own: users' rules, and forced ones."""
    total = 0
    for hit in hits:
        weight = own_weight(hit.rule)
        if weight is not None:
            total += _vote(hit.rule.label, weight)
    return total


_LABELS = tuple(None if s == "drop" else Label.PARAGRAPH if s == "more" else Label(s) for s in STATES)


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


_PIECE = 60  # characters below which a block that goes on, or is gone on with, is a piece of a sentence


def _with_last_words(blocks: Sequence[Block], verdicts: Sequence[Verdict], more: LastWords | None) -> Sequence[Verdict]:
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


_MORE = STATES.index("more")
_PARAGRAPH = STATES.index("paragraph")
_LEAST_PROSE = 25  # characters


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


def _is_ruled_out(own: Shape) -> bool:
    return any(hit.rule.label in DROPPED and hit.rule.builtin for hit in own.hits)


def _is_prose(own: Shape) -> bool:
    return own.cls in "Ppt" and not any(hit.rule.label in DROPPED and not hit.rule.unless for hit in own.hits)


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
