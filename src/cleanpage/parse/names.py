"""What the grammars for bylines, sign-offs and credits share: lists of names, and what a name looks like."""

from __future__ import annotations

import re

from cleanpage.parse.lexicon import Lexicon
from cleanpage.parse.words import Pattern, lowered, word_set

_CJK = Pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af・·]{2,12}")
_SPLIT = Pattern(r"\s*[,;/|&、，；／｜•·⋅∙●]\s*|\s+[-–—+]\s+")
PARTICLES = word_set(
    "af al am ap av ben bin bint d' da dal dalla das de dei del dela della den der di do dos du e el ibn 't i la"
    " las le les lo los op san st. ten ter tot van vom von vander y z zu zum zur"
)
# Words that are not part of a person's name
_NOT_NAMES = word_set(
    "a an about after all and are as at back been before click comment comments copyright day email facebook follow"
    " for from had has have he her here his how in instagram is it its linkedin more my news newsletter not of on our"
    " print read rights save says see share she sign story that the their this to twitter up us was watch we"
    " were what"
    " when where who why will with you your und oder der die das ist ein eine mit für auf im zum zur nicht mehr alle"
    " les des une est pour dans sur los las una para con por que il un uno ett och"
)
_ORGANISATION = Pattern(
    r"(?i)\b(?:agenturen|agencies|agences|agencias|agenzie|agencies|agentschappen|redaktion|redaction|redacción"
    r"|redação"
    r"|redazione|rédaction|redactie|redakcja|redakce|редакция|редакція|newsroom|staff|desk|team|wire|services?|media"
    r"|onlineredaktion|gmbh|inc|ltd|tv|\.\w{2,3}$)\b"
)


def is_name(text: str, *, most: int = 5) -> bool:
    """Whether a text looks like a person's name: one to `most` words, each with a capital but for particles."""
    if (text[:1] >= "\u3040" or text[:1] == "·") and _CJK.fullmatch(text):
        return True
    if not 2 <= len(text) <= 60 or any(c.isdigit() or c in '?!:;@#%€$"“”„«»…()[]=<>_+*' for c in text):
        return False
    words = text.split()
    if not 1 <= len(words) <= most + 2:
        return False
    cased = any(c.lower() != c.upper() for c in text)
    kinds = [_kind(word, first=i == 0, last=i == len(words) - 1, cased=cased) for i, word in enumerate(words)]
    return None not in kinds and 1 <= kinds.count("name") <= most and kinds[-1] == "name"


def _kind(word: str, *, first: bool, last: bool, cased: bool) -> str | None:
    """What a word is in a name: "name", "particle", or nothing that stands there."""
    bare = word.strip("'’.")
    if not bare:
        return None
    lower = bare.lower()
    shouted = word.isupper() and len(bare) > 1
    if lower in _NOT_NAMES and lower not in PARTICLES and (bare.islower() or first or len(bare) > 3 or shouted):
        return None
    if cased and bare[0].isalpha() and bare[0].lower() == bare[0].upper():
        return None  # two scripts
    if bare.islower():
        known = bare in PARTICLES or word in PARTICLES or bare.startswith(("d'", "d’", "l'", "al-", "el-"))
        return "particle" if known else None
    if last and len(bare) > 2 and word.endswith(".") and not bare[:-1].isupper() and "." not in bare:
        return None
    return "name"


def is_organisation(text: str) -> bool:
    """Whether a text names a desk, an outlet or a company by one of the words that these carry."""
    return bool(_ORGANISATION.search(text))


def split_names(text: str, lexicon: Lexicon) -> list[str]:
    """Cut a list of names at commas, slashes and the words for "and"."""
    parts: list[str] = []
    for piece in _SPLIT.split(text):
        words = piece.split()
        current: list[str] = []
        for i, word in enumerate(words):
            joins = lowered(word) in lexicon.joins and 0 < i < len(words) - 1 and _joins(word, current, words[i + 1 :])
            if joins or (
                i == 0 and len(words) > 1 and lowered(word) in ("and", "und", "et", "och", "og", "oraz", "ve")
            ):
                parts.append(" ".join(current))
                current = []
            else:
                current.append(word)
        parts.append(" ".join(current))
    return [
        p
        for p in (part.strip(" .–—-()[]") if not _ends_in_initial(part) else part.strip(" –—-") for part in parts)
        if p
    ]


def _joins(word: str, before: list[str], after: list[str]) -> bool:
    """A one-letter "and" ("e", "y", "i", "a") must stand between two words with capitals, and in small letters."""
    if word[0].isupper():
        return False
    return len(word) > 1 or (bool(before) and (len(before) > 1 or before[0][:1].isupper()) and after[0][:1].isupper())


def _ends_in_initial(part: str) -> bool:
    return bool(re.search(r"(?:^|[\s.])[^\W\d_]\.$", part.strip()))
