"""Who wrote it, as metadata says it: people, desks and agencies, sorted out of what templates put in one field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cleanpage.parse import agencies
from cleanpage.parse.byline import byline
from cleanpage.parse.lexicon import Lexicon, lexicon
from cleanpage.parse.names import PARTICLES, is_name, is_organisation, split_names
from cleanpage.parse.words import Pattern, is_east_asian, lowered, phrase_set, word_set
from cleanpage.read.meta.headline import once, site_keys, squeezed


class Writers(NamedTuple):
    """Those whom a page names as its authors, each once and in page order."""

    people: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()
    """Teams, outlets, the site itself: what is named as author and is neither a person nor an agency."""
    agencies: tuple[str, ...] = ()


class _Known(NamedTuple):
    """What is known when a field is read."""

    language: str | None
    words: Lexicon
    own: frozenset[str]
    """Keys of the site's names and of whatever else is no person."""


_LONGEST = 400  # characters of a field that are looked at
_LONG_NAME = 60  # characters of a desk's name
_MOST = 30  # fields, and parts of one
_ADDRESS = Pattern(r"\S{0,60}@\S{1,100}|(?:https?:)?//\S{1,200}|www\.\S{1,200}")
_MAIL_NAME = Pattern(r"\S{1,60}@\S{1,100}\s\((?P<name>[^()]{2,60})\)")  # as RSS has it: "jo@example.org (Jo Marrow)"
_ASIDE = Pattern(r"\s*+[(\[][^()\[\]]{0,60}[)\]]")  # initials, outlets and functions behind a name
_BUTTON = Pattern(r"(?i)\b(?:e-?mail|contact|follow|view|see|about) (?:the |this )?(?:author|profile|bio)\b.{0,40}$")
_CODE = Pattern(r"[{}%$=<>]|\.author$|^function\b|^\[object")  # a template that was not filled in, a style sheet
# What stands behind a name for what its bearer has learned or is: "MD", "Ph.D.", "CFP®", "E-RYT 200", "Jr."
_DEGREE = Pattern(
    r"(?:[A-Z][A-Za-z]{0,3}\.){1,4}[A-Z]?|[A-Z]{2,6}[®™]?(?:-[A-Z]{1,6})?|[A-Z-]{2,8} ?\d{1,4}"
    r"|Ph\.?D\.?|[JS]r\.?|Esq\.?"
)
_OUTFIT = word_set(
    "admin association bank board bureau center centre chamber church clinic club college committee company council"
    " department editors experts foundation group hospital institute institution magazine ministry network news office"
    " online organization organisation press research school services society solutions studio times university verlag"
    " zeitung"
)
_GIVEN = word_set("will una con des sue")  # given names that elsewhere are no part of a name
# What templates and editorial systems write where they know of no author
_NOBODY = phrase_set(
    "admin|administrator|author|authors|anonymous|root|user|guest|webmaster|superuser|super user|sysadmin|unknown|null"
    "|undefined|none|n/a|na|nan|false|true|default|test|editor|wordpress|joomla|drupal|wpadmin|author name|autor"
    "|no author|not specified|array|name|username|wp admin|site admin|site administrator|siteadmin"
)


def writers(names: Iterable[str], language: str | None = None, sites: Iterable[str] = ()) -> Writers:
    """Sort the contents of author fields into people, desks and agencies.

    A field may hold one name, several ("Jane Doe, John Roe and AFP"), a byline with its opener and job titles
    ("By Jane Doe, Political Editor"), an address (which is left out) or what a template writes for nobody.
    `language` is an ISO 639-1 code; `sites` are the names of the site itself, which is a desk and no person.

    >>> writers(["By Jane Doe and John Roe, Reuters", "https://example.org/jane", "admin"], "en")
    Writers(people=('Jane Doe', 'John Roe'), desks=(), agencies=('Reuters',))
    """
    return sorted_writers(names, language, site_keys(sites))


def sorted_writers(names: Iterable[str], language: str | None, own: frozenset[str]) -> Writers:
    """`writers` for a site whose keys are at hand."""
    known = _Known(language, lexicon(language), own)
    return _joined(_sort(name, known) for name in list(names)[:_MOST])


def _joined(found: Iterable[Writers]) -> Writers:
    rows = list(found)
    return Writers(*(once(name for row in rows for name in row[n]) for n in range(3)))


def _sort(field: str, known: _Known) -> Writers:
    """What one field names: the whole of it if that is one thing, else its parts."""
    text = _bare(field)
    if not 2 <= len(text) <= _LONGEST or lowered(text) in _NOBODY or not any(c.isalpha() for c in text):
        return Writers()
    if is_east_asian(text) and (read := byline(text, known.language)):
        return _people_of(read.authors, known)._replace(agencies=read.agencies)
    if _is_credit(text, known.words):
        return Writers()
    text = _inverted(_unopened(text, known.words), known.words)
    whole = _one(text, known)
    if whole and (any(whole) or not _separated(text)):
        return whole
    parts = split_names(text, known.words)[:_MOST]
    alike = _is_list(parts)
    if not alike and not _separated(text):
        return Writers() if len(text) > _LONG_NAME else Writers(desks=(text,))
    return _joined(one for n, part in enumerate(parts) if (one := _one(part, known, first=alike or not n)))


def _bare(field: str) -> str:
    """A field's content without addresses, buttons and what stands in brackets; empty for what is no text."""
    text = " ".join(field[: 2 * _LONGEST].split())
    if _CODE.search(text) or (text[:1] == "/" and " " not in text):
        return ""
    if "@" in text or "//" in text or "www." in text:
        if m := _MAIL_NAME.fullmatch(text):
            return str(m["name"]).strip()
        text = _ADDRESS.sub("", text)
    if "(" in text or "[" in text:
        text = _ASIDE.sub("", text)
    return _BUTTON.sub("", text).strip(" ,;|·•–—-()[]/\"'")


def _unopened(text: str, words: Lexicon) -> str:
    """A byline's names without the word that opens it ("By", "Von", "Autor:"); the name of Von Miller is his own."""
    for _ in range(2):
        end = words.by.at(lowered(text), 0)
        if end is None or text[end : end + 1] not in (" ", ":", "："):
            break
        rest = text[end:].lstrip(" :：.")
        if not rest or not (rest[0].isupper() or not rest[0].isascii()):
            break
        if " " not in rest and text[end] == " " and lowered(text[:end]) in PARTICLES:
            break
        text = rest
    return text


def _is_credit(text: str, words: Lexicon) -> bool:
    """Whether a text names who made a picture ("Photo: Jane Doe"): microdata has authors of pictures, too."""
    end = words.credit.at(lowered(text), 0)
    return end is not None and text[end : end + 1] in (":", "：", "/")


def _inverted(text: str, words: Lexicon) -> str:
    """A name as catalogues have it ("Marrow, Jo M.") the usual way round."""
    last, comma, first = text.partition(", ")
    if not comma or len(last.split()) != 1 or not 1 <= len(first.split()) <= 2 or "," in first:
        return text
    if (
        not is_name(last)
        or not is_name(first)
        or lowered(first) in words.roles
        or _DEGREE.fullmatch(first)
        or agencies.named(first)
    ):
        return text
    return f"{first} {last}"


def _separated(text: str) -> bool:
    return any(c in text for c in ",;|/·•") or " - " in text or " – " in text


def _is_list(parts: list[str]) -> bool:
    """Whether the parts around an "and" are names of one kind: "Maria and Jo", "Jane Doe and John Roe"."""
    lengths = [len(p.split()) for p in parts]
    return len(parts) > 1 and all(map(_is_person, parts)) and (min(lengths) > 1 or max(lengths) == 1)


def _is_person(text: str) -> bool:
    """Whether a text that is said to be an author is a person's name, maybe in small letters ("jo marrow")."""
    given, _, rest = text.partition(" ")
    if is_name(text) or (given.lower() in _GIVEN and is_name(rest)):
        return True
    return text.islower() and text.isascii() and rest.isalpha() and is_name(text.title())


def _one(text: str, known: _Known, *, first: bool = True) -> Writers | None:
    """What a text names that is one thing: a person, a desk, an agency or nobody; None where it is more, or none.

    `first`: it stands where a person is named, not behind one.
    """
    if agencies.named(text):
        return Writers(agencies=(text,))
    if lowered(text) in _NOBODY or (not first and _DEGREE.fullmatch(text)):
        return Writers()
    tokens = text.split()
    if _is_own(text, tokens, known.own):
        return Writers(desks=(text,))
    lower, separated = [lowered(t) for t in tokens], _separated(text)
    if is_organisation(text) or (len(tokens) > 1 and not _OUTFIT.isdisjoint(lower)):
        return None if separated else Writers(desks=(text,))
    if any(w in known.words.roles for w in lower) or agencies.locate(text):
        read = byline(f"By: {text}", known.language)
        return _people_of(read.authors, known)._replace(agencies=read.agencies) if read else None
    if separated or (any(w in known.words.joins for w in lower[1:-1]) and len(split_names(text, known.words)) > 1):
        return None
    if _is_person(text) or (first and len(tokens) == 1):
        return Writers(people=(text,)) if first or len(tokens) > 1 or is_east_asian(text) else Writers()
    return None


def _is_own(text: str, tokens: list[str], own: frozenset[str]) -> bool:
    """Whether a text names the site, or is what the site's name is short for ("Harbour Post" for "HP")."""
    return squeezed(text) in own or (len(tokens) > 1 and "".join(t[0] for t in tokens).casefold() in own)


def _people_of(names: tuple[str, ...], known: _Known) -> Writers:
    """What a byline names, told apart by whether it is the site or a desk."""
    desks = tuple(n for n in names if _is_own(n, n.split(), known.own) or is_organisation(n))
    return Writers(tuple(n for n in names if n not in desks and lowered(n) not in _NOBODY), desks)
