"""All rules over one line, fast: phrases are looked up by word, never tried one after another."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from cleanpage.rules.model import PATTERN_WINDOW, Rule, When, fold
from cleanpage.rules.words import WORD, bounded, has_unbound
from cleanpage.types import DROPPED

_UNBOUND = sys.maxsize


class Hit(NamedTuple):
    """A rule that matched a line, and by which matcher."""

    rule: Rule
    matcher: str
    name: str  # of the evidence: the same for all rules of a kind, in every language
    sign: bool = False  # a built-in rule drops the whole line, whatever its size
    shared: str = ""  # evidence that it has in common with the other built-in rules that drop lines


_NO_BOUNDS = When()
_LONG = 20
"""Words that a line has at least to be looked up among the rules for long lines alone. Few rules may hit prose."""


_RULES = 5000  # lists of phrases that are kept: the index of each language has those of English, too


@lru_cache(maxsize=_RULES)
def _folded(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """A rule's phrases, folded once for all indexes."""
    return tuple(map(fold, phrases))


class _Pattern:
    """A pattern that is compiled when it is first needed: most packs' patterns never are in a short run."""

    __slots__ = ("anchored", "hit", "max_chars", "max_words", "search", "source")

    def __init__(self, source: str, hit: Hit, *, anchored: bool) -> None:
        self.source = source
        self.anchored = anchored
        self.hit = hit
        when = hit.rule.when
        self.max_words = _UNBOUND if when.max_words is None else when.max_words
        self.max_chars = _UNBOUND if when.max_chars is None else when.max_chars
        self.search: Callable[[str], object] = self._first_search

    def _first_search(self, text: str) -> object:
        compiled = re.compile(self.source)
        # a search for what can only stand at the beginning would try every place in the line
        self.search = compiled.match if self.anchored else compiled.search
        return self.search(text)


_FLAGS = re.compile(r"\(\?([imsx]+)\)")


@lru_cache(maxsize=_RULES)
def _as_one(patterns: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    r"""A rule's patterns as one for those that begin where the text does, and one for the others.

    One search for many alternatives takes a fraction of the time of many searches.

    >>> _as_one((r"\Aa", "b", r"(?i)\Ac"))
    (('(?:\\Aa)|(?i:\\Ac)', True), ('(?:b)', False))
    """
    found: dict[bool, list[str]] = {}
    for pattern in patterns:
        flags = _FLAGS.match(pattern)
        body = pattern[flags.end() :] if flags else pattern
        found.setdefault(_is_anchored(body), []).append(f"(?{flags[1] if flags else ''}:{body})")
    return tuple(("|".join(bodies), anchored) for anchored, bodies in found.items())


_ANCHOR = re.compile(r"\\A|\^")
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:[^\]\\]|\\.)*+\]|.", re.DOTALL)


def _is_anchored(pattern: str) -> bool:
    r"""Whether all that a pattern matches begins where the text does.

    >>> _is_anchored(r"\A(?:a|b)"), _is_anchored(r"\Aa|b"), _is_anchored("(?m)^a")
    (True, False, False)
    """
    if not _ANCHOR.match(pattern):
        return False
    depth = 0
    for token in _TOKEN.findall(pattern):
        if token == "|" and not depth:
            return False
        depth += (token == "(") - (token == ")")
    return True


class _Edge:
    """The phrases that begin, or end, with one word."""

    __slots__ = ("hits", "phrases")

    def __init__(self) -> None:
        self.phrases: tuple[str, ...] = ()
        self.hits: list[Hit] = []

    def add(self, phrase: str, hit: Hit) -> None:
        self.phrases += (phrase,)
        self.hits.append(hit)


class RuleIndex:
    """Immutable index over the rules of some packs.

    Whole lines are found in a dict, phrases through one word that they need, patterns through the
    words that their rule's `need` names; so a line costs a few set operations whatever the number of rules.
    `base`: an index of other rules that these are added to; it may be the base of many.
    """

    def __init__(self, rules: Iterable[Rule], base: RuleIndex | None = None) -> None:
        self._base = base
        self._line: dict[str, tuple[Hit, ...]] = {}
        self._all = _Parts()
        self._long = _Parts()
        self._signs_stand = True
        self.has_force = False
        """Whether some rule's say is final."""
        self._longest = 0
        for rule in rules:
            self.has_force = self.has_force or rule.force
            for matcher, phrases in rule.phrases:
                drops = matcher == "line" and rule.builtin and rule.label in DROPPED and rule.when == _NO_BOUNDS
                hit = Hit(rule, matcher, _evidence(rule, matcher), drops, _shared(rule, matcher))
                if matcher == "line":
                    self._add_lines(phrases, hit)
                    continue
                agrees = rule.builtin or (rule.unless and rule.label in DROPPED)  # what is asked last drops no less
                self._signs_stand = self._signs_stand and bool(agrees)
                folded = phrases if matcher == "regex" else _folded(phrases)
                self._all.add(folded, hit)
                if _may_be_long(rule.when):
                    self._long.add(folded, hit)
        self._all.close()
        self._long.close()

    def _add_lines(self, lines: tuple[str, ...], hit: Hit) -> None:
        alone = (hit,)  # one for all: thousands of lines are in one rule only
        for line in _folded(lines):
            self._longest = max(self._longest, len(line))
            known = self._line.get(line)
            if known is None:
                self._line[line] = alone
            elif known[-1] is not hit:
                self._line[line] = known + alone

    def sign(self, folded: str) -> tuple[Hit, ...]:
        """The built-in rules that drop a line of `PATTERN_WINDOW` characters at most by the whole of it; or none.

        A quick answer for menus: no other rule is looked at, unless one of the user's might say otherwise.
        """
        hits = self._line.get(folded, ())
        if not self._signs_stand:
            return ()
        if self._base is None:
            for hit in hits:
                if not hit.sign:
                    return ()
            return hits
        below = self._base.sign(folded)
        return below + hits if below and all(hit.rule.label in DROPPED for hit in hits) else ()

    def match(self, text: str) -> tuple[Hit, ...]:
        """The rules that hit `text`, each at most once, in the order of matchers and packs."""
        head = text[:PATTERN_WINDOW]
        folded = fold(head)
        return self.match_folded(text, folded, WORD.findall(folded))

    def match_folded(self, text: str, folded: str, words: list[str]) -> tuple[Hit, ...]:
        """As `match`, where the text's head is folded and in words already."""
        below = self._base.match_folded(text, folded, words) if self._base else ()
        chars = len(text)
        whole = chars <= PATTERN_WINDOW
        found: list[Hit] = []
        patterns: list[_Pattern] = []
        if whole:
            found += self._line.get(folded, ())
        elif chars <= 2 * self._longest:
            found += self._line.get(fold(text), ())
        least = len(words) if whole else folded.count(" ") + 1  # words that the line has at least
        parts = self._all if whole or least < _LONG else self._long
        if words:
            parts.match(folded, words, found, patterns, whole=whole)
        patterns += parts.always
        if patterns:
            head = text[:PATTERN_WINDOW]
            found += [p.hit for p in patterns if least <= p.max_words and chars <= p.max_chars and p.search(head)]
        if not found:
            return below
        count = len(words) if whole else len(text.split())
        once = {hit.rule.id: hit for hit in reversed(found) if hit.rule.when.holds(count, chars)}
        return below + tuple(once.values())[::-1]


class _Parts:
    """The phrases and patterns that hit a part of a line, by the words and characters that they need."""

    def __init__(self) -> None:
        self._start: dict[str, _Edge] = {}
        self._end: dict[str, _Edge] = {}
        self._contains: dict[str, list[tuple[str, Hit]]] = {}
        self._unspaced: dict[str, list[tuple[str, Hit]]] = {}
        self._gated: dict[str, list[_Pattern]] = {}
        self._needed: dict[str, list[_Pattern]] = {}
        self._unspaced_needed: dict[str, list[tuple[str, list[_Pattern]]]] = {}
        self._inner = frozenset[str]()
        self._firsts = frozenset[str]()
        self.always: list[_Pattern] = []

    def add(self, phrases: tuple[str, ...], hit: Hit) -> None:
        """Add the folded phrases or the patterns of one rule's matcher."""
        if hit.matcher == "regex":
            self._add_patterns(
                [_Pattern(source, hit, anchored=anchored) for source, anchored in _as_one(phrases)], hit.rule.need
            )
        else:
            for phrase in phrases:
                self._add_phrase(phrase, hit)

    def close(self) -> None:
        """Make ready for look-ups: nothing is added any more."""
        self._inner = frozenset(self._contains) | frozenset(self._gated)
        self._firsts = frozenset(self._unspaced) | frozenset(self._unspaced_needed)

    def _add_phrase(self, phrase: str, hit: Hit) -> None:
        if hit.matcher == "start":
            key = _first_key(phrase)
            self._start.setdefault(key, _Edge()).add(phrase, hit)
        elif hit.matcher == "end":
            word = WORD.findall(phrase)[-1]
            key = phrase[-1] if has_unbound(word) else word
            self._end.setdefault(key, _Edge()).add(phrase, hit)
        elif has_unbound(phrase):
            self._unspaced.setdefault(phrase[0], []).append((phrase, hit))
        else:
            self._contains.setdefault(max(WORD.findall(phrase), key=len), []).append((phrase, hit))

    def _add_patterns(self, patterns: list[_Pattern], need: tuple[str, ...]) -> None:
        if not need:
            self.always += patterns
        elif all(WORD.fullmatch(n) and not has_unbound(n) for n in need):
            for word in need:
                self._gated.setdefault(word, []).extend(patterns)
        else:
            for part in need:
                if any(other in part for other in need if other != part):
                    continue  # "photos" has "photo" in it
                if has_unbound(part):
                    self._unspaced_needed.setdefault(part[0], []).append((part, patterns))
                else:
                    self._needed.setdefault(part, []).extend(patterns)

    def match(self, folded: str, words: list[str], found: list[Hit], patterns: list[_Pattern], *, whole: bool) -> None:
        """Add the phrases that hit a line's folded head to `found`, and the patterns that it has the words for."""
        if words[0] in self._start or folded[0] in self._start:
            self._match_start(folded, words[0], found)
        if whole and (words[-1] in self._end or folded[-1] in self._end):
            self._match_end(folded, words[-1], found)
        inner = self._inner.intersection(words)
        if inner:
            self._match_inside(folded, inner, found, patterns)
        for part in self._needed:
            if part in folded:
                patterns += self._needed[part]
        if self._firsts and not folded.isascii():
            self._match_unspaced(folded, found, patterns)

    def _match_inside(self, folded: str, inner: frozenset[str], found: list[Hit], patterns: list[_Pattern]) -> None:
        for key in sorted(inner) if len(inner) > 1 else inner:  # a set's own order differs by process
            if key in self._contains:
                found += [hit for phrase, hit in self._contains[key] if _inside(folded, phrase)]
            if key in self._gated:
                patterns += self._gated[key]

    def _match_unspaced(self, folded: str, found: list[Hit], patterns: list[_Pattern]) -> None:
        for first in sorted(self._firsts.intersection(folded)):
            if first in self._unspaced:
                found += [hit for phrase, hit in self._unspaced[first] if phrase in folded]
            if first in self._unspaced_needed:
                for part, gated in self._unspaced_needed[first]:
                    if part in folded:
                        patterns += gated

    def _match_start(self, folded: str, word: str, found: list[Hit]) -> None:
        for key in (word, folded[0]):
            edge = self._start.get(key)
            if edge and folded.startswith(edge.phrases):
                for phrase, hit in zip(edge.phrases, edge.hits, strict=True):
                    if folded.startswith(phrase) and bounded(folded, len(phrase)):
                        found.append(hit)

    def _match_end(self, folded: str, word: str, found: list[Hit]) -> None:
        for key in (word, folded[-1]):
            edge = self._end.get(key)
            if edge and folded.endswith(edge.phrases):
                for phrase, hit in zip(edge.phrases, edge.hits, strict=True):
                    if folded.endswith(phrase) and bounded(folded, len(folded) - len(phrase)):
                        found.append(hit)


def _first_key(phrase: str) -> str:
    """By what a phrase that opens lines is looked up: its first word, or letter where words have no spaces between."""
    word = phrase.partition(" ")[0]
    if not (word.isascii() and word.isalnum()):  # as most do; the pattern takes longer
        word = WORD.findall(phrase)[0]
    return phrase[0] if has_unbound(word) else word


def _evidence(rule: Rule, matcher: str) -> str:
    return f"rule.{rule.kind}.{matcher}" if rule.builtin else f"rule.{rule.label}.own"


def _shared(rule: Rule, matcher: str) -> str:
    """What a rule that drops lines says as any of them would: of its own kind the pages that taught it may have few."""
    drops = rule.builtin and rule.label in DROPPED and not rule.kind.startswith("page.")
    return "drops." + matcher if drops else ""


def _may_be_long(when: When) -> bool:
    """Whether a rule can hit a line of more than `PATTERN_WINDOW` characters and many words."""
    fits = when.max_chars is None or when.max_chars > PATTERN_WINDOW
    return fits and (when.max_words is None or when.max_words >= _LONG)


def _inside(text: str, phrase: str) -> bool:
    at = text.find(phrase)
    while at >= 0:
        if bounded(text, at) and bounded(text, at + len(phrase)):
            return True
        at = text.find(phrase, at + 1)
    return False
