"""Which language a page is in: scripts decide where they can, else the packs' stop-words vote."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from cleanpage.rules import Pack
from cleanpage.rules.load import builtin_languages
from cleanpage.rules.words import splitter

UNSPACED = frozenset({"zh", "ja", "th"})
"""Languages that put no spaces between words."""

SAMPLE = 1600
"""Characters of a page's longest lines that the vote looks at."""

_NOT_LATIN = re.compile("[^\x00-\u036f\u1e00-\u1eff\u2000-\u2bff]")  # neither Latin letters nor signs
_MIN_SHARE = 0.04  # of a text's words; news prose has 20 to 45 % of its language's commonest forty


_NEIGHBOURS: tuple[tuple[str, tuple[str, ...], str, tuple[str, ...]], ...] = (
    ("cs", ("ě", "ř", "ů"), "sk", ("ľ", "ĺ", "ŕ", "ô", "ä")),
    (
        "hr",
        ("ije", "bje", "dje", "mje", "pje", "sje", "tje", "vje", "tko", "općin", "tisuć"),
        "sr",
        (
            *("mesec", "meseč", "mest", "reč", "vreme", "predsed", "posle", "sledeć", "opšt", "sred", "deca", "dece"),
            *("uvek", "gde", "ovde", "čovek", "veće", "biće", "nedelj", "hiljad"),
        ),
    ),
)
"""Pairs that share most stop-words, with pieces of words that the other lacks: letters, and what a sound became."""


def sample(texts: Sequence[str]) -> str:
    """The longest lines of a page, cut to `SAMPLE` characters in all: prose tells the language, menus do not."""
    chosen, room = [], SAMPLE
    for text in sorted(texts, key=len, reverse=True)[:12]:
        chosen.append(text[: min(400, room)])
        room -= len(chosen[-1])
        if room <= 0:
            break
    return "\n".join(chosen)


_SCRIPTS: tuple[tuple[str, str, str], ...] = (  # the first and the last letter of each, in order
    ("A", "Z", "Latin"),
    ("a", "z", "Latin"),
    ("\u00c0", "\u024f", "Latin"),
    ("\u0370", "\u03ff", "Greek"),
    ("\u0400", "\u04ff", "Cyrillic"),
    ("\u0531", "\u058a", "Armenian"),
    ("\u0591", "\u05f4", "Hebrew"),
    ("\u0600", "\u06ff", "Arabic"),
    ("\u0900", "\u097f", "Devanagari"),
    ("\u0980", "\u09ff", "Bengali"),
    ("\u0a00", "\u0a7f", "Gurmukhi"),
    ("\u0a80", "\u0aff", "Gujarati"),
    ("\u0b80", "\u0bff", "Tamil"),
    ("\u0c00", "\u0c7f", "Telugu"),
    ("\u0c80", "\u0cff", "Kannada"),
    ("\u0d00", "\u0d7f", "Malayalam"),
    ("\u0d80", "\u0dff", "Sinhala"),
    ("\u0e00", "\u0e7f", "Thai"),
    ("\u1000", "\u109f", "Burmese"),
    ("\u10a0", "\u10ff", "Georgian"),
    ("\u1200", "\u139f", "Ethiopic"),
    ("\u1780", "\u17ff", "Khmer"),
    ("\u1e00", "\u1eff", "Latin"),
    ("\u1f00", "\u1fff", "Greek"),
    ("\u3040", "\u30ff", "Kana"),
    ("\u3400", "\u9fff", "Han"),
    ("\uac00", "\ud7a3", "Hangul"),
)
_STARTS = [first for first, _, _ in _SCRIPTS]
_SHARED = frozenset({"Latin", "Cyrillic", "Arabic", "Devanagari", "Bengali", "Ethiopic"})
"""Scripts that several languages' papers are written in. Any other tells the language by itself."""
_ALIASES: Mapping[str, str] = {
    "Arab": "Arabic", "Beng": "Bengali", "Cyrl": "Cyrillic", "Deva": "Devanagari", "Ethi": "Ethiopic", "Grek": "Greek",
    "Hans": "Han", "Hant": "Han", "Hebr": "Hebrew", "Jpan": "Kana", "Kore": "Hangul", "Latn": "Latin", "Taml": "Tamil",
}  # fmt: skip


def _script_of(letter: str) -> str | None:
    at = bisect_right(_STARTS, letter) - 1
    return _SCRIPTS[at][2] if at >= 0 and letter <= _SCRIPTS[at][1] else None


def _letters(text: str) -> dict[str, int]:
    """How many letters of each script are in a text; 0 for a script that has none."""
    counts = dict.fromkeys((name for _, _, name in _SCRIPTS), 0)
    for letter, count in Counter(text).items():
        script = _script_of(letter)
        if script:
            counts[script] += count
    return counts


def detect(text: str, packs: Mapping[str, Pack]) -> str | None:
    """The code of the pack whose language `text` is in, or None.

    >>> from cleanpage.rules.load import builtin_languages
    >>> detect("The ferry was on its way to the island when it sank, and all were saved.", builtin_languages())
    'en'
    """
    return Detector(packs).detect(text)


class Detector:
    """Finds the language of texts: which of the packs' it is. Immutable."""

    def __init__(self, packs: Mapping[str, Pack]) -> None:
        by_script: dict[str, dict[str, Sequence[str]]] = {}
        for code, pack in packs.items():
            for script in _scripts(pack):
                by_script.setdefault(script, {})[code] = _stopwords(pack, script)
        self._rivals = {script: _Rivals(stopwords) for script, stopwords in by_script.items()}

    def detect(self, text: str) -> str | None:
        """The code of the language that `text` is in, or None."""
        if text.isascii() or not _NOT_LATIN.search(text):
            return self._vote("Latin", text)
        counts = _letters(text)
        script = max(counts, key=counts.__getitem__)
        if not counts[script]:
            return None
        if script == "Han" and counts["Kana"] * 12 > counts["Han"]:
            script = "Kana"
        if script == "Latin" and 2 * (counts["Han"] + counts["Kana"] + counts["Hangul"]) > counts["Latin"]:
            script = max(("Han", "Kana", "Hangul"), key=counts.__getitem__)
            script = "Kana" if counts["Kana"] * 12 > counts[script] else script
        if script in _SHARED:
            return self._vote(script, text)
        return self._rivals[script].first if script in self._rivals else None

    def _vote(self, script: str, text: str) -> str | None:
        return self._rivals[script].vote(text) if script in self._rivals else None


@lru_cache(maxsize=1)
def builtin_detector() -> Detector:
    """A detector of the languages whose packs ship with the package."""
    return Detector(builtin_languages())


def _scripts(pack: Pack) -> list[str]:
    return [_ALIASES.get(name, name) for name in pack.scripts or ("Latin",)]


def _stopwords(pack: Pack, script: str) -> tuple[str, ...]:
    """A pack's stop-words; those of one script, where its language is written in two."""
    if len(pack.scripts) < 2:
        return pack.stopwords
    return tuple(word for word in pack.stopwords if _script_of(word[0]) == script)


class _Rivals:
    """Languages of one script, between which their stop-words decide."""

    def __init__(self, stopwords: Mapping[str, Sequence[str]]) -> None:
        self.first = next(iter(stopwords))
        self._norms = {code: len(words) ** 0.3 for code, words in stopwords.items()}
        self._voters: dict[str, list[str]] = {}  # for each stop-word, the languages whose it is
        for code, words in stopwords.items():
            for word in words:
                self._voters.setdefault(word, []).append(code)

    def vote(self, text: str) -> str | None:
        """The language most of whose stop-words are in a text; None where there are few of any."""
        voters, norms, lower = self._voters, self._norms, text.lower()
        words = splitter(None)(lower)
        counts = dict.fromkeys(norms, 0)
        for word, count in Counter([w for w in words if w in voters]).items():
            for code in voters[word]:
                counts[code] += count
        best = max(norms, key=lambda code: counts[code] / norms[code])
        if counts[best] < _MIN_SHARE * max(10, len(words)):
            return None
        return _among_neighbours(best, lower, counts)


def _among_neighbours(code: str, lower: str, voted: Mapping[str, int]) -> str:
    """The language itself or its close neighbour, by the pieces of words that tell the two apart."""
    for one, of_one, other, of_other in _NEIGHBOURS:
        if code in (one, other) and one in voted and other in voted:
            first, second = sum(map(lower.count, of_one)), sum(map(lower.count, of_other))
            if first != second:
                return one if first > second else other
    return code
