"""Words in text: where they begin and end in any script, and phrases looked up by their first word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Set
from typing import Any

from cleanpage.rules.words import MARKS, UNBOUND, bounded, is_unbound

WINDOW = 400
"""Characters of a line that the grammars look at."""


class Pattern:
    """A pattern that is compiled when it is first used.

    Large sets of letters take milliseconds to compile, and a page needs few of the grammars' patterns.

    >>> Pattern("[0-9]+").findall("3 of 12")
    ['3', '12']
    """

    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[Any]]
    split: Callable[..., list[str]]
    sub: Callable[..., str]

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Compile the pattern and put its methods in place: this is called once at most."""
        if name not in Pattern.__annotations__:
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        for method in Pattern.__annotations__:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


_WORD = Pattern(rf"[{UNBOUND}]|(?:[^\W{UNBOUND}]++[{MARKS}]*+)++")
_SPACED_WORD = Pattern(rf"[\w{MARKS}]++")
_MAY_BE_UNBOUND = Pattern("[^\x00-\u0dff\u1e00-\u2bff]")  # neither Latin, Cyrillic, Arabic and so on nor signs


def words(text: str) -> Iterator[re.Match[str]]:
    """The words of a text with their places; each letter of an unspaced script is one.

    >>> [word[0] for word in words("AP通信 said")]
    ['AP', '通', '信', 'said']
    """
    return _pattern_for(text).finditer(text)


def holds_any(text: str, known: Set[str]) -> bool:
    """Whether any of a text's words is among those `known`: much faster than to look at each."""
    return not known.isdisjoint(_pattern_for(text).findall(text))


def _pattern_for(text: str) -> Pattern:
    return _SPACED_WORD if text.isascii() or not _MAY_BE_UNBOUND.search(text) else _WORD


def word_at(text: str, pos: int = 0) -> str | None:
    """The word, or the letter of an unspaced script, that begins at `pos`."""
    found = _SPACED_WORD.match(text, pos)
    if not found:
        return None
    word: str = found[0]
    if word.isascii() or not _MAY_BE_UNBOUND.search(word):
        return word
    end = next((n for n, char in enumerate(word) if is_unbound(char)), len(word))
    return word[: end or 1]


def is_east_asian(text: str) -> bool:
    """Whether a text has Kana, Han or Hangul in it, or other letters that far up: most patterns for these need none.

    >>> is_east_asian("東京"), is_east_asian("naïve – “quoted”")
    (True, False)
    """
    return not text.isascii() and max(text) >= "\u3040"


def word_set(text: str) -> frozenset[str]:
    """The words of a text, for look-ups."""
    return frozenset(text.split())


def phrase_set(text: str) -> frozenset[str]:
    """The phrases between the bars of a text, for look-ups."""
    return frozenset(text.split("|"))


def lowered(text: str) -> str:
    """Lower case of the same length, so that places in it are places in the text.

    >>> len(lowered("İstanbul"))
    8
    """
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(low if len(low := c.lower()) == 1 else low[0] for c in text)


class Phrases:
    """Phrases looked up by their first word, the longest first."""

    __slots__ = ("_index",)

    def __init__(self, phrases: Iterable[str]) -> None:
        index: dict[str, set[str]] = {}
        for phrase in phrases:
            clean = lowered(" ".join(phrase.split())).strip(" .:：")
            first = word_at(clean)
            if first:
                index.setdefault(first, set()).add(clean)
        self._index = {w: tuple(sorted(found, key=lambda p: (-len(p), p))) for w, found in index.items()}

    def __contains__(self, phrase: str) -> bool:
        return phrase in self._index.get(word_at(phrase) or "", ())

    def at(self, lower: str, pos: int, *, word: str | None = None, glued: bool = False) -> int | None:
        """The end of the longest phrase that stands at `pos` of a text in lower case.

        `word`: the word there, where it is known; `glued`: the phrase may run into a word.
        """
        for phrase in self._index.get(word or word_at(lower, pos) or "", ()):
            end = pos + len(phrase)
            if lower.startswith(phrase, pos) and (glued or bounded(lower, end)):
                return end
        return None

    def search(self, lower: str) -> Iterator[tuple[int, int]]:
        """Places of the phrases in a text in lower case, never overlapping."""
        if not holds_any(lower, self._index.keys()):
            return
        done = 0
        for word in words(lower):
            if word[0] in self._index and word.start() >= done:
                end = self.at(lower, word.start(), word=word[0])
                if end is not None:
                    done = end
                    yield word.start(), end
