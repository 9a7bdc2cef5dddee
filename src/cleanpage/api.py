"""The way of the data, wired: read → evidence → label → assemble."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple

from cleanpage.assemble import Labelled, assemble, pieces
from cleanpage.evidence import Evidence, Lexis, Shape, focus, places, shape, signs
from cleanpage.label import STATES, Path, Weights, default_weights, pack, probability, unpack
from cleanpage.language import UNSPACED, builtin_detector, sample
from cleanpage.parse.reader import Reader
from cleanpage.read import read_text
from cleanpage.read.encoding import decode
from cleanpage.read.text import glue_all
from cleanpage.render.text import to_text
from cleanpage.rules import Hit, Pack, Rule, RuleIndex
from cleanpage.rules.load import builtin_languages, builtin_pack
from cleanpage.rules.model import fold
from cleanpage.rules.words import splitter
from cleanpage.trace import Trace, Verdict
from cleanpage.types import DROPPED, KEPT, Article, Block, Label

MAX_CHARS = 20_000_000
"""Characters of a source that are read; what is beyond is left out, and `Article.truncated` says so."""

USER_WEIGHT = 8.0
"""Nats that a rule of a user's own pack weighs unless it says otherwise: more than any learned weight."""

_FORCED = 1000.0
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
    `weights`: what each piece of evidence says; None takes those that ship with the package.

    >>> Cleaner(language="en").clean("").confidence
    0.0
    """

    packs: tuple[Pack, ...]
    language: str | None
    max_chars: int
    weights: Weights | None = field(repr=False)
    _lexes: dict[str | None, Lexis] = field(repr=False, compare=False)
    _shapes: dict[tuple[Any, ...], Shape] = field(repr=False, compare=False)

    def __init__(
        self,
        packs: Iterable[Pack] = (),
        language: str | None = None,
        max_chars: int = MAX_CHARS,
        weights: Weights | None = None,
    ) -> None:
        if language is not None and not _is_code(language):
            raise ValueError(f"language must be a code such as 'de', not {language!r}")
        values: tuple[Any, ...] = (tuple(packs), language, max_chars, weights, {}, {})
        for name, value in zip(self.__dataclass_fields__, values, strict=True):
            object.__setattr__(self, name, value)

    def __reduce__(self) -> tuple[Any, ...]:
        return Cleaner, (self.packs, self.language, self.max_chars, self.weights)

    def clean(self, source: str | bytes) -> Article:
        """Turn one page's text into an article.

        `source` is text, or bytes that hold text. Returns an empty article with confidence 0 where there
        is none. Raises TypeError where `source` is neither, and nothing else.

        >>> Cleaner().clean("").sections
        ()
        """
        text = decode(source)
        cut = len(text) > self.max_chars
        page = read_text(text[: self.max_chars] if cut else text)
        blocks = page.blocks
        memo = _Memo({}, {}, {})
        language, verdicts = self._label(blocks, memo)
        article, verdicts = self._settle(blocks, verdicts, language, memo)
        return replace(
            article,
            confidence=_confidence(blocks, verdicts),
            truncated=cut,
            lines=Trace(
                page, text, verdicts, (self.weights or default_weights()).evidence, self._lexis(language).rules
            ),
            source_text=text,
        )

    def clean_many(self, sources: Iterable[str | bytes]) -> Iterator[Article]:
        """Clean pages one after another, lazily.

        >>> [a.confidence for a in Cleaner().clean_many(["", ""])]
        [0.0, 0.0]
        """
        return map(self.clean, sources)

    def rules(self) -> tuple[Rule, ...]:
        """All rules in force: the built-in packs' first, then the user's."""
        names = ["core", *builtin_languages()]
        return tuple(r for p in (*map(builtin_pack, names), *self.packs) for r in p.rules)

    def first_look(self, source: str | bytes) -> Article:
        """The article as the first look at a page gives it: for training, which learns from what is kept wrongly."""
        blocks = read_text(decode(source)[: self.max_chars]).blocks
        memo = _Memo({}, {}, {})
        language, verdicts = self._label(blocks, memo)
        return self._assemble(blocks, verdicts, language, memo)

    def evidence(self, blocks: Sequence[Block]) -> tuple[str | None, list[Evidence]]:
        """The page's language, and each block's evidence: what the weights are trained on."""
        return self._evidence(blocks, _Memo({}, {}, {}))

    def _evidence(self, blocks: Sequence[Block], memo: _Memo) -> tuple[str | None, list[Evidence]]:
        language = self.language or memo.language(sample([b.text for b in blocks]))
        shapes = self._shapes_of(blocks, self._lexis(language), memo)
        plain = signs(blocks, shapes)
        rest = [i for i, sign in enumerate(plain) if not sign]
        found = iter(places([blocks[i] for i in rest], [shapes[i] for i in rest]))
        place = [None if sign else next(found) for sign in plain]
        return language, [*map(Evidence._make, zip(shapes, place, strict=True))]

    def _lexis(self, language: str | None) -> Lexis:
        lexis = self._lexes.get(language)
        if lexis is None:
            known = builtin_languages()
            names = ["core", "en", *([language] if language in known and language != "en" else [])]
            rules = [r for p in (*map(builtin_pack, names), *self.packs) for r in p.rules]
            own = known.get(language or "")
            words = frozenset(map(fold, own.stopwords)) if own else frozenset[str]()
            credit = frozenset(w for r in rules if r.kind == "credit.opener" for w in _opening_words(r))
            spaced = language not in UNSPACED
            lexis = Lexis(RuleIndex(rules), words, language, spaced, credit, splitter(language))
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

    def _label(self, blocks: Sequence[Block], memo: _Memo) -> tuple[str | None, Sequence[Verdict]]:
        near = focus(blocks)
        language, evidence = self._evidence([blocks[i] for i in near], memo)
        weights = self.weights or default_weights()
        chain = [e for e in evidence if e.place is not None]
        sums = weights.sums(chain)
        for i, own in enumerate(chain):
            if own.shape.hits:
                sums[i] += _extra(own.shape.hits)
        path = Path([*map(unpack, sums)], weights)
        verdicts = [Verdict(Label.NAV, False, None, None, 0)] * len(blocks)  # of what is not looked at
        for i, verdict in zip(near, _verdicts(evidence, path), strict=True):
            verdicts[i] = verdict
        return language, verdicts

    def _settle(
        self,
        blocks: Sequence[Block],
        verdicts: Sequence[Verdict],
        language: str | None,
        memo: _Memo,
    ) -> tuple[Article, Sequence[Verdict]]:
        """Make the article such that its own text, cleaned again, is itself.

        The article's text is labelled once more as a page of its own. Where that gives another text, that one
        is looked at in its turn, until a text gives itself; then the last look's article and verdicts stand.
        What is kept can only grow less, so this ends.
        """
        article = self._assemble(blocks, verdicts, language, memo)
        text, looks = to_text(article), dict[str, Verdict]()
        images = article.images
        for _ in range(_ROUNDS):
            again = read_text(text).blocks
            own_language, second = self._label(again, memo)
            if not looks and _in_order(again, second):
                return article, verdicts
            look = self._assemble(again, second, own_language, memo)
            before, text = text, to_text(look)
            if text == before:
                break
            looks.update((b.text, v) for b, v in zip(again, second, strict=True))
            images += look.images
        if not looks:
            return article, verdicts
        settled = replace(look, language=language, url=article.url, images=images)
        return settled, _revised(blocks, verdicts, looks)

    def _assemble(
        self, blocks: Sequence[Block], verdicts: Sequence[Verdict], language: str | None, memo: _Memo
    ) -> Article:
        used = [i for i, v in enumerate(verdicts) if v.label not in DROPPED]
        around = range(used[0], used[-1] + 1) if used else ()
        rows = [Labelled(blocks[i], verdicts[i].label, verdicts[i].more) for i in around]
        return assemble(rows, language, self._lexis(language).stopwords, memo.reader(language))


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


def _revised(blocks: Sequence[Block], verdicts: Sequence[Verdict], second: Mapping[str, Verdict]) -> Sequence[Verdict]:
    """The verdicts with those of the second look at the article's own text put in, paragraph by paragraph."""
    out = list(verdicts)
    for group in pieces(verdicts):
        text, own = glue_all([blocks[i].text for i in group]), verdicts[group[0]].label
        found = second.get(text) or _joined_verdict(text, own, second)
        if found is not None and (found.more or found.label is not own):
            for i in group:
                out[i] = found._replace(more=found.label in KEPT and (found.more or i != group[0]))
    return out


def _joined_verdict(text: str, label: Label, second: Mapping[str, Verdict]) -> Verdict | None:
    """The verdict on the line that a line of the byline, dateline or sign-off has become a part of."""
    if label not in (Label.BYLINE, Label.DATELINE, Label.FOOTER):
        return None
    return next((v for t, v in second.items() if text in t), None)


def _opening_words(rule: Rule) -> Iterator[str]:
    yield from rule.need
    for matcher, phrases in rule.phrases:
        if matcher == "start":
            yield from (fold(p).split()[0] for p in phrases)


def _is_code(language: str) -> bool:
    return language.isascii() and language.isalpha() and language.islower() and 2 <= len(language) <= 3


_STATES_OF: Mapping[Label, tuple[str, ...]] = {
    **{label: (label.value,) for label in Label if label not in DROPPED},
    **dict.fromkeys(DROPPED, ("drop",)),
}


@lru_cache(maxsize=256)
def _vote(label: Label, weight: float) -> int:
    return pack(dict.fromkeys(_STATES_OF[label], weight))


def _extra(hits: Sequence[Hit]) -> int:
    """The packed weight of the rules that bring their own: users' rules, and forced ones."""
    total = 0
    for hit in hits:
        rule = hit.rule
        if rule.force:
            total += _vote(rule.label, _FORCED)
        elif rule.weight is not None:
            total += _vote(rule.label, rule.weight)
        elif not rule.builtin:
            total += _vote(rule.label, USER_WEIGHT)
    return total


_LABELS = tuple(None if s == "drop" else Label.PARAGRAPH if s == "more" else Label(s) for s in STATES)


def _verdicts(evidence: Sequence[Evidence], path: Path) -> list[Verdict]:
    """The verdict on each block; only prose can be gone on with."""
    out: list[Verdict] = []
    states, at, before = path.states, 0, None
    for own in evidence:
        if own.place is None:
            label = _sign_label(own)
            out.append(Verdict(label, False, own, None, 0))
        else:
            state = states[at]
            label = _LABELS[state] or _dropped_label(own)
            more = state == _MORE and (before is Label.PARAGRAPH or before is Label.STANDFIRST)
            out.append(Verdict(label, more, own, path, at))
            at += 1
        before = label
    return out


_MORE = STATES.index("more")


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


def _confidence(blocks: Sequence[Block], verdicts: Sequence[Verdict]) -> float:
    """How sure the verdicts are: the mean probability against the runner-up, by characters, of all but menus."""
    total = weight = body = 0.0
    for block, verdict in zip(blocks, verdicts, strict=True):
        if verdict.path is not None and (size := min(len(block.text), 400)) > 60:
            total += size * probability(verdict.path.margin(verdict.at))
            weight += size
            if verdict.label is Label.PARAGRAPH:
                body += size
    return round(total / weight * min(1.0, 0.4 + body / 1000), 3) if body else 0.0


@lru_cache(maxsize=1)
def _shared() -> Cleaner:
    return Cleaner()


def clean(source: str | bytes, *, language: str | None = None) -> Article:
    """Turn one page's text into an article with the built-in packs.

    `source` is text, or bytes that hold text; `language` an ISO 639-1 code where it is known. Raises
    TypeError where `source` is neither, ValueError where `language` is no code.

    >>> clean("").confidence
    0.0
    """
    return (Cleaner(language=language) if language else _shared()).clean(source)


__all__ = ["MAX_CHARS", "Cleaner", "clean", "to_text"]
