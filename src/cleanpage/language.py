"""Which language a page is in: scripts decide where they can, else the packs' stop-words vote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from cleanpage.rules import Pack

UNSPACED = frozenset({"zh", "ja", "th"})
"""Languages that put no spaces between words."""

SAMPLE = 2500
"""Characters of a page's longest lines that the vote looks at."""

_SCRIPTS: Mapping[str, re.Pattern[str]] = {
    "Kana": re.compile("[\u3040-\u30ff]"),
    "Hangul": re.compile("[\uac00-\ud7a3]"),
    "Han": re.compile("[\u3400-\u9fff]"),
    "Cyrillic": re.compile("[\u0400-\u04ff]"),
    "Arabic": re.compile("[\u0600-\u06ff]"),
    "Latin": re.compile("[A-Za-z\u00c0-\u024f]"),
}
_ALIASES: Mapping[str, str] = {"Jpan": "Kana", "Hans": "Han", "Hant": "Han", "Kore": "Hangul", "Cyrl": "Cyrillic"}
_WORD = re.compile(r"\w+")
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


def detect(text: str, packs: Mapping[str, Pack]) -> str | None:
    """The code of the pack whose language `text` is in, or None.

    >>> from cleanpage.rules.load import builtin_languages
    >>> detect("The ferry was on its way to the island when it sank, and all were saved.", builtin_languages())
    'en'
    """
    if text.isascii():
        return _vote(text, [code for code, pack in packs.items() if _script(pack) == "Latin"], packs)
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}
    script = max(counts, key=counts.__getitem__)
    if not counts[script]:
        return None
    if script == "Han" and counts["Kana"] * 12 > counts["Han"]:
        script = "Kana"
    if script == "Latin" and 2 * (counts["Han"] + counts["Kana"] + counts["Hangul"]) > counts["Latin"]:
        script = max(("Han", "Kana", "Hangul"), key=counts.__getitem__)
        script = "Kana" if counts["Kana"] * 12 > counts[script] else script
    rivals = [code for code, pack in packs.items() if _script(pack) == script]
    if script in ("Kana", "Hangul", "Han"):
        return rivals[0] if rivals else None
    return _vote(text, rivals, packs)


def _script(pack: Pack) -> str:
    return _ALIASES.get(pack.script or "Latin", pack.script or "Latin")


def _vote(text: str, rivals: Sequence[str], packs: Mapping[str, Pack]) -> str | None:
    words = Counter(_WORD.findall(text.lower()))
    votes = {code: sum(words[w] for w in packs[code].stopwords) / len(packs[code].stopwords) ** 0.3 for code in rivals}
    best = max(votes, key=votes.__getitem__, default=None)
    if best is None or sum(words[w] for w in packs[best].stopwords) < _MIN_SHARE * max(10, sum(words.values())):
        return None
    return best
