"""Which language a page is in: scripts decide where they can, else the packs' stop-words vote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from cleanpage.rules import Pack
from cleanpage.rules.words import WORD

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
        "Bengali": re.compile("[\u0980-\u09ff]+"),
        "Devanagari": re.compile("[\u0900-\u097f]+"),
        "Ethiopic": re.compile("[\u1200-\u139f]+"),
        "Hebrew": re.compile("[\u0590-\u05ff]+"),
        "Thai": re.compile("[\u0e00-\u0e7f]+"),
        "Latin": re.compile("[A-Za-z\u00c0-\u024f\u1ea0-\u1ef9]+"),
    }


def detect(text: str, packs: Mapping[str, Pack]) -> str | None:
    """The code of the pack whose language `text` is in, or None.

    >>> from cleanpage.rules.load import builtin_languages
    >>> detect("The ferry was on its way to the island when it sank, and all were saved.", builtin_languages())
    'en'
    """
    if text.isascii() or not _NOT_LATIN.search(text):
        return _vote(text, _rivals("Latin", packs))
    counts = {name: sum(map(len, runs.findall(text))) for name, runs in _scripts().items()}
    script = max(counts, key=counts.__getitem__)
    if not counts[script]:
        return None
    if script == "Han" and counts["Kana"] * 12 > counts["Han"]:
        script = "Kana"
    if script == "Latin" and 2 * (counts["Han"] + counts["Kana"] + counts["Hangul"]) > counts["Latin"]:
        script = max(("Han", "Kana", "Hangul"), key=counts.__getitem__)
        script = "Kana" if counts["Kana"] * 12 > counts[script] else script
    rivals = _rivals(script, packs)
    if script in ("Kana", "Hangul", "Han", "Thai"):
        return rivals[0][0] if rivals else None
    return _vote(text, rivals)


_Rivals = tuple[tuple[str, tuple[str, ...]], ...]  # codes of languages with their stop-words


def _rivals(script: str, packs: Mapping[str, Pack]) -> _Rivals:
    return tuple((code, pack.stopwords) for code, pack in packs.items() if _script(pack) == script)


def _script(pack: Pack) -> str:
    return _ALIASES.get(pack.script or "Latin", pack.script or "Latin")


@lru_cache(maxsize=16)
def _voters(rivals: _Rivals) -> Mapping[str, Sequence[str]]:
    """For each stop-word, the languages whose it is."""
    voters: dict[str, list[str]] = {}
    for code, stopwords in rivals:
        for word in stopwords:
            voters.setdefault(word, []).append(code)
    return voters


def _vote(text: str, rivals: _Rivals) -> str | None:
    voters = _voters(rivals)
    words = WORD.findall(text.lower())
    counts = {code: 0 for code, _ in rivals}
    for word, count in Counter(filter(voters.__contains__, words)).items():
        for code in voters[word]:
            counts[code] += count
    best = max(rivals, key=lambda r: counts[r[0]] / len(r[1]) ** 0.3, default=None)
    if best is None or counts[best[0]] < _MIN_SHARE * max(10, len(words)):
        return None
    return best[0]
