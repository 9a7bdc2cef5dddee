"""Who wrote it, as metadata says it: people, desks and agencies, sorted out of what templates put in one field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cleanpage.parse import agencies
from cleanpage.parse.byline import byline
from cleanpage.parse.lexicon import lexicon
from cleanpage.parse.names import is_name, is_organisation
from cleanpage.parse.words import Pattern, is_east_asian, lowered, phrase_set


class Writers(NamedTuple):
    """Those whom a page names as its authors, each once and in page order."""

    people: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()
    """Teams, outlets, accounts: what is named as author and is neither a person nor an agency."""
    agencies: tuple[str, ...] = ()


_LONGEST = 300
_MOST = 20
_ADDRESS = Pattern(r"\S{0,60}@\S{1,100}|(?:https?:)?//\S{1,200}|www\.\S{1,200}")
_MAIL_NAME = Pattern(r"\S{1,60}@\S{1,100}\s\((?P<name>[^()]{2,60})\)")  # as RSS has it: "jo@example.org (Jo Marrow)"
_BUTTON = Pattern(r"(?i)\b(?:e-?mail|contact|follow|view|see|about) (?:the |this )?(?:author|profile|bio)\b.{0,40}$")
# What templates and editorial systems write where they know of no author
_NOBODY = phrase_set(
    "admin|administrator|author|authors|anonymous|root|user|guest|webmaster|superuser|super user|sysadmin|unknown|null"
    "|undefined|none|n/a|na|false|true|nan|default|test|-|editor|wordpress|joomla|drupal|wpadmin|author name|autor"
    "|no author|not specified|array|[object object]|name|username|wp admin|site admin|site administrator|siteadmin"
)


def writers(names: Iterable[str], language: str | None = None, sites: Iterable[str] = ()) -> Writers:
    """Sort the contents of author fields into people, desks and agencies.

    A field may hold one name, several ("Jane Doe, John Roe and AFP"), a byline with its opener and job titles
    ("By Jane Doe, Political Editor"), an address (which is left out) or what a template writes for nobody.
    `language` is an ISO 639-1 code; `sites` are the names of the site itself, which is a desk and no person.

    >>> writers(["By Jane Doe and John Roe, Reuters", "https://example.org/jane", "admin"], "en")
    Writers(people=('Jane Doe', 'John Roe'), desks=(), agencies=('Reuters',))
    """
    own = {_key(site) for site in sites if site}
    sorted_: tuple[list[str], list[str], list[str]] = ([], [], [])
    for n, name in enumerate(names):
        if n >= _MOST:
            break
        for kind, found in zip(sorted_, _sort(name, language, own), strict=True):
            kind.extend(found)
    return Writers(*(tuple({_key(v): v for v in reversed(kind)}.values())[::-1] for kind in sorted_))


def _key(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def _sort(name: str, language: str | None, own: set[str]) -> Writers:
    """What one field's content names."""
    text = _bare(name)
    if not 2 <= len(text) <= _LONGEST or lowered(text) in _NOBODY or not any(c.isalpha() for c in text):
        return Writers()
    if _key(text) in own:
        return Writers(desks=(text,))
    if agencies.named(text):
        return Writers(agencies=(text,))
    if _is_plain(text, language):
        return Writers(people=(text,))
    read = byline(text, language) if is_east_asian(text) else byline(f"By: {text}", language)
    if read and (read.authors or read.agencies):
        people = [a for a in read.authors if _key(a) not in own and lowered(a) not in _NOBODY]
        desks = [a for a in people if is_organisation(a)]
        return Writers(tuple(p for p in people if p not in desks), tuple(desks), read.agencies)
    if len(text) > 60:
        return Writers()
    return Writers(desks=(text,)) if _is_desk(text) else Writers(people=(text,))


def _bare(name: str) -> str:
    """A field's content without addresses, buttons and handles."""
    text = " ".join(name[: 2 * _LONGEST].split())
    if "@" in text or "//" in text or "www." in text:
        if m := _MAIL_NAME.fullmatch(text):
            return m["name"].strip()
        text = _ADDRESS.sub("", text)
    return _BUTTON.sub("", text).strip(" ,;|·•–—-<>()[]/\"'")


def _is_plain(text: str, language: str | None) -> bool:
    """Whether a text is one person's name and nothing else, so that no grammar need look at it."""
    words = text.split()
    if not 2 <= len(words) <= 4 or not all(w.isalpha() and w[0].isupper() for w in words):
        return False
    lower, known = [lowered(w) for w in words], lexicon(language)
    if any(w in known.roles or w in known.joins for w in lower) or known.by.at(lower[0], 0) is not None:
        return False
    return is_name(text) and not is_organisation(text) and not agencies.locate(text)


def _is_desk(text: str) -> bool:
    return is_organisation(text) or not is_name(text, most=4)
