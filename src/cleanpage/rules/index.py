"""All rules over one line, fast: phrases are looked up by word, never tried one after another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from cleanpage.rules.model import PATTERN_WINDOW, Rule, fold

_WORD = re.compile(r"\w+")
# scripts that are written without spaces between words: a phrase's edge there needs no word boundary
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Hit(NamedTuple):
    """A rule that matched a line, and by which matcher."""

    rule: Rule
    matcher: str
    name: str  # of the evidence: the same for all rules of a kind, in every language


class _Entry(NamedTuple):
    phrase: str
    hit: Hit


class RuleIndex:
    """Immutable index over the rules of some packs.

    Whole lines are found in a dict, phrases through one word that they need, patterns through the
    words that their rule's `need` names; so a line costs a few set operations whatever the number of rules.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._line: dict[str, list[Hit]] = {}
        self._start: dict[str, list[_Entry]] = {}
        self._end: dict[str, list[_Entry]] = {}
        self._contains: dict[str, list[_Entry]] = {}
        self._unspaced: list[_Entry] = []
        self._gated: dict[str, list[tuple[re.Pattern[str], Hit]]] = {}
        self._substring: list[tuple[tuple[str, ...], re.Pattern[str], Hit]] = []
        self._always: list[tuple[re.Pattern[str], Hit]] = []
        for rule in rules:
            for matcher, phrases in rule.phrases:
                for phrase in phrases:
                    self._add(Hit(rule, matcher, _evidence(rule, matcher)), phrase)
        self._inner = frozenset(self._contains) | frozenset(self._gated)

    def _add(self, hit: Hit, phrase: str) -> None:
        if hit.matcher == "regex":
            self._add_pattern(hit, re.compile(phrase))
            return
        folded = fold(phrase)
        entry = _Entry(folded, hit)
        words = _WORD.findall(folded)
        if hit.matcher == "line":
            self._line.setdefault(folded, []).append(hit)
        elif hit.matcher == "start":
            self._start.setdefault(folded[0] if _UNSPACED.match(folded) else words[0], []).append(entry)
        elif hit.matcher == "end":
            self._end.setdefault(folded[-1] if _UNSPACED.match(folded[-1]) else words[-1], []).append(entry)
        elif _UNSPACED.search(folded):
            self._unspaced.append(entry)
        else:
            self._contains.setdefault(max(words, key=len), []).append(entry)

    def _add_pattern(self, hit: Hit, pattern: re.Pattern[str]) -> None:
        need = hit.rule.need
        if not need:
            self._always.append((pattern, hit))
        elif all(_WORD.fullmatch(n) and not _UNSPACED.search(n) for n in need):
            for word in need:
                self._gated.setdefault(word, []).append((pattern, hit))
        else:
            self._substring.append((need, pattern, hit))

    def match(self, text: str) -> tuple[Hit, ...]:
        """The rules that hit `text`, each at most once, in the order of matchers and packs."""
        head = text[:PATTERN_WINDOW]
        folded = fold(head)
        return self.match_folded(text, folded, _WORD.findall(folded))

    def match_folded(self, text: str, folded: str, words: list[str]) -> tuple[Hit, ...]:
        """As `match`, where the text's head is folded and in words already."""
        head = text[:PATTERN_WINDOW]
        whole = len(text) <= PATTERN_WINDOW
        found: list[Hit] = []
        if whole and folded in self._line:
            found.extend(self._line[folded])
        if words:
            self._match_edges(folded, words, found, whole=whole)
            for key in self._inner.intersection(words):
                if key in self._contains:
                    found.extend(e.hit for e in self._contains[key] if _inside(folded, e.phrase))
                if key in self._gated:
                    found.extend(h for p, h in self._gated[key] if p.search(head))
            if self._unspaced and not folded.isascii():
                found.extend(e.hit for e in self._unspaced if e.phrase in folded)
            for need, pattern, hit in self._substring:
                if any(n in folded for n in need) and pattern.search(head):
                    found.append(hit)
        for pattern, hit in self._always:
            if pattern.search(head):
                found.append(hit)
        if not found:
            return ()
        count, chars = len(text.split()) if not whole else len(words), len(text)
        once = {h.rule.id: h for h in reversed(found) if h.rule.when.holds(count, chars)}
        return tuple(once[i] for i in reversed(once))

    def _match_edges(self, folded: str, words: list[str], found: list[Hit], *, whole: bool) -> None:
        for key in (words[0], folded[0]):
            if key in self._start:
                for phrase, hit in self._start[key]:
                    if folded.startswith(phrase) and _bounded(folded, len(phrase)):
                        found.append(hit)
        if whole:
            for key in (words[-1], folded[-1]):
                if key in self._end:
                    for phrase, hit in self._end[key]:
                        if folded.endswith(phrase) and _bounded(folded, len(folded) - len(phrase)):
                            found.append(hit)


def _evidence(rule: Rule, matcher: str) -> str:
    return f"rule.{rule.kind}.{matcher}" if rule.builtin else f"rule.{rule.label}.own"


def _bounded(text: str, at: int) -> bool:
    """Whether a word begins or ends at `at`: no boundary is needed beside an unspaced script."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    return not (before.isalnum() and after.isalnum()) or bool(_UNSPACED.match(before) or _UNSPACED.match(after))


def _inside(text: str, phrase: str) -> bool:
    at = text.find(phrase)
    while at >= 0:
        if _bounded(text, at) and _bounded(text, at + len(phrase)):
            return True
        at = text.find(phrase, at + 1)
    return False
