"""News and picture agencies, found in text by word: a dict look-up per word, never an alternation."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cleanpage.parse.words import Pattern, holds_any, lowered, word_at, words
from cleanpage.rules.model import fold
from cleanpage.rules.words import WORD, bounded

_PACK = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "packs", "agencies.toml")
_SHORT = 5  # forms of up to so many letters match case-sensitively: "AP" is an agency, "ap" is not
_FULL_WIDTH = {c + 0xFEE0: c for c in range(0x21, 0x7F)}  # Japanese credits: "＝ＡＰ"
# short names that German sign-offs write in small letters: "taz (afp)"
_SMALL = frozenset(("afp", "ansa", "ap", "efe", "tass", "upi"))
# desks and services that stand after an agency's name: "dpa Sport", "AP Photo", "AFP Deutschland"
_DESK = Pattern(
    r"[ -](?:Agency|Bild|Business|Connect|Deutschland|España|Foto|Fotos|France|Graphics|Images|Infografik|Japan|News"
    r"|Newswire|Photo|Photos|Pictures|Pool|Sport|Sports|TV|Video|Wire)\b"
)


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency: its usual short name, its full one, its country (ISO 3166), whether it only sells pictures."""

    name: str
    full: str
    country: str
    forms: tuple[str, ...]
    pictures: bool = False


class Found(NamedTuple):
    """An agency's name as the text has it, with its place in the text."""

    text: str
    start: int
    end: int
    agency: Agency


@lru_cache(maxsize=1)
def agencies() -> tuple[Agency, ...]:
    """All agencies of the pack that ships with the package, read once."""
    with open(_PACK, "rb") as file:
        rows = tomllib.load(file)["agency"]
    return tuple(
        Agency(
            name=r["name"],
            full=r.get("full", r["name"]),
            country=r["country"],
            forms=tuple(dict.fromkeys((r["name"], r.get("full", r["name"]), *r.get("forms", ())))),
            pictures=r.get("pictures", False),
        )
        for r in rows
    )


@lru_cache(maxsize=1)
def _by_word() -> Mapping[str, tuple[tuple[str, bool, Agency], ...]]:
    """First word in lower case -> (form, whether case counts, agency), the longest form first."""
    index: dict[str, list[tuple[str, bool, Agency]]] = {}
    for agency in agencies():
        for form in agency.forms:
            exact = len(form) <= _SHORT
            first = word_at(form.lstrip("/"))
            if first:
                index.setdefault(lowered(first), []).append((form if exact else form.lower(), exact, agency))
    return {w: tuple(sorted(entries, key=lambda e: -len(e[0]))) for w, entries in index.items()}


@lru_cache(maxsize=1)
def _by_form() -> Mapping[str, Agency]:
    exact = {form: agency for agency in reversed(agencies()) for form in agency.forms}
    folded = {form.lower(): agency for form, agency in exact.items() if len(form) > _SHORT or form.lower() in _SMALL}
    return {**folded, **exact}


@lru_cache(maxsize=1)
def first_words() -> frozenset[str]:
    """The words with which agencies' names begin, in lower case and folded as the rules' lines are."""
    return frozenset(_by_word()) | frozenset(map(fold, _by_word()))


@lru_cache(maxsize=1)
def telling_words() -> frozenset[str]:
    """The longest word of each of the agencies' names, folded as the rules' lines are.

    A text with none of them names no agency. First words will not do: every other line has "the" in it.
    """
    return frozenset(max(WORD.findall(fold(form)), key=len) for agency in agencies() for form in agency.forms)


@lru_cache(maxsize=1)
def _longest_words() -> frozenset[str]:
    """As `telling_words`, but not folded, and with each letter of an unspaced script a word."""
    return frozenset(max((w[0] for w in words(form.lower())), key=len) for a in agencies() for form in a.forms)


def named(text: str) -> Agency | None:
    """The agency that the whole text names; case counts in short names but for those that sign-offs write small.

    >>> named("DPA").full
    'Deutsche Presse-Agentur'
    """
    text = text.strip()
    return _by_form().get(text) or _by_form().get(text.lower() if len(text) > _SHORT or text.islower() else "")


def locate(text: str) -> list[Found]:
    """The agencies in a text with their places, in order, never overlapping."""
    plain = text if text.isascii() else text.translate(_FULL_WIDTH)
    lower = lowered(plain)
    if not holds_any(lower, _longest_words()):
        return []
    found: list[Found] = []
    index, done = _by_word(), 0
    for word in words(lower):
        if word.start() < done:
            continue
        for form, exact, agency in index.get(word[0], ()):
            start, end = word.start(), word.start() + len(form)
            if (plain if exact else lower).startswith(form, start) and bounded(plain, end):
                if desk := _DESK.match(text, end):
                    end = desk.end()
                if lower.endswith("the ", max(0, start - 4), start) and " " in text[start:end]:
                    start -= 4
                found.append(Found(text[start:end], start, end, agency))
                done = end
                break
    return found


def find(text: str) -> tuple[str, ...]:
    """The agencies' names as they are written in the text, in order, each once.

    >>> find("Reporting by Jane Doe for Reuters, with AFP and dpa Sport")
    ('Reuters', 'AFP', 'dpa Sport')
    """
    return tuple(dict.fromkeys(f.text for f in locate(text)))
