"""Which language a page is in: scripts decide where they can, else the packs' stop-words vote."""

from __future__ import annotations

import re
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

_ALIASES: Mapping[str, str] = {"Jpan": "Kana", "Hans": "Han", "Hant": "Han", "Kore": "Hangul", "Cyrl": "Cyrillic"}
_NOT_LATIN = re.compile("[^\x00-\u03ff\u1e00-\u2bff]")  # neither Latin or Greek letters nor signs
_MIN_SHARE = 0.04  # of a text's words; news prose has 20 to 45 % of its language's commonest forty


def sample(texts: Sequence[str]) -> str:
    """The longest lines of a page, cut to `SAMPLE` characters in all: prose tells the language, menus do not."""
    chosen, room = [], SAMPLE
    for text in sorted(texts, key=len, reverse=True)[:12]:
        chosen.append(text[: min(400, room)])
        room -= len(chosen[-1])
        if room <= 0:
            break
    return "\n".join(chosen)


@lru_cache(maxsize=1)
def _scripts() -> Mapping[str, re.Pattern[str]]:
    """Runs of each script. Large sets take milliseconds to compile, and pages in Latin script need none."""
    return {
        "Kana": re.compile("[\u3040-\u30ff]+"),
        "Hangul": re.compile("[\uac00-\ud7a3]+"),
        "Han": re.compile("[\u3400-\u9fff]+"),
        "Cyrillic": re.compile("[\u0400-\u04ff]+"),
        "Arabic": re.compile("[\u0600-\u06ff]+"),
        "Latin": re.compile("[A-Za-z\u00c0-\u024f]+"),
    }


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
            by_script.setdefault(_script(pack), {})[code] = pack.stopwords
        self._rivals = {script: _Rivals(stopwords) for script, stopwords in by_script.items()}

    def detect(self, text: str) -> str | None:
        """The code of the language that `text` is in, or None."""
        if text.isascii() or not _NOT_LATIN.search(text):
            return self._vote("Latin", text)
        counts = {name: sum(map(len, runs.findall(text))) for name, runs in _scripts().items()}
        script = max(counts, key=counts.__getitem__)
        if not counts[script]:
            return None
        if script == "Han" and counts["Kana"] * 12 > counts["Han"]:
            script = "Kana"
        if script == "Latin" and 2 * (counts["Han"] + counts["Kana"] + counts["Hangul"]) > counts["Latin"]:
            script = max(("Han", "Kana", "Hangul"), key=counts.__getitem__)
            script = "Kana" if counts["Kana"] * 12 > counts[script] else script
        if script in ("Kana", "Hangul", "Han"):
            return self._rivals[script].first if script in self._rivals else None
        return self._vote(script, text)

    def _vote(self, script: str, text: str) -> str | None:
        return self._rivals[script].vote(text) if script in self._rivals else None


@lru_cache(maxsize=1)
def builtin_detector() -> Detector:
    """A detector of the languages whose packs ship with the package."""
    return Detector(builtin_languages())


def _script(pack: Pack) -> str:
    return _ALIASES.get(pack.script or "Latin", pack.script or "Latin")


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
        voters, norms = self._voters, self._norms
        words = splitter(None)(text.lower())
        counts = dict.fromkeys(norms, 0)
        for word, count in Counter([w for w in words if w in voters]).items():
            for code in voters[word]:
                counts[code] += count
        best = max(norms, key=lambda code: counts[code] / norms[code])
        return best if counts[best] >= _MIN_SHARE * max(10, len(words)) else None
