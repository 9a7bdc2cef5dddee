"""Words in text: where they begin and end in any script, and phrases looked up by their first word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

WINDOW = 400
"""Characters of a line that the grammars look at."""

UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Letters of scripts written without spaces between words, as the inside of a character class."""

_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]++")
"""One word, or one letter of an unspaced script."""


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


def bounded(text: str, at: int) -> bool:
    """Whether a word begins or ends at `at`; beside an unspaced script that is always so."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    return not (before.isalnum() and after.isalnum()) or bool(_IS_UNSPACED.match(before) or _IS_UNSPACED.match(after))


class Phrases:
    """Phrases looked up by their first word, the longest first."""

    __slots__ = ("_index", "words")

    def __init__(self, phrases: Iterable[str]) -> None:
        index: dict[str, set[str]] = {}
        for phrase in phrases:
            clean = lowered(" ".join(phrase.split())).strip(" .:：")
            first = WORD.match(clean)
            if first:
                index.setdefault(first[0], set()).add(clean)
        self._index = {w: tuple(sorted(found, key=lambda p: (-len(p), p))) for w, found in index.items()}
        self.words = frozenset(w for found in self._index.values() for p in found for w in WORD.findall(p))

    def __contains__(self, phrase: str) -> bool:
        first = WORD.match(phrase)
        return bool(first) and phrase in self._index.get(first[0] if first else "", ())

    def at(self, lower: str, pos: int, *, glued: bool = False) -> int | None:
        """The end of the longest phrase that stands at `pos` of a text in lower case; `glued`: may run into a word."""
        first = WORD.match(lower, pos)
        if not first:
            return None
        for phrase in self._index.get(first[0], ()):
            end = pos + len(phrase)
            if lower.startswith(phrase, pos) and (glued or bounded(lower, end)):
                return end
        return None

    def search(self, lower: str) -> Iterator[tuple[int, int]]:
        """Places of the phrases in a text in lower case, never overlapping."""
        done = 0
        for word in WORD.finditer(lower):
            if word.start() >= done and word[0] in self._index:
                end = self.at(lower, word.start())
                if end is not None:
                    done = end
                    yield word.start(), end
