"""A page's metadata as the HTML reader collects it, and laid out for look-ups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from cleanpage.read.meta.jsonld import Node

_LONG_NAME = 60  # characters of a meta tag's name
# Names of meta tags whose first part says whose scheme they are of, where that is set off by a hyphen or an underscore
_PREFIXES = frozenset(("parsely", "sailthru", "dc", "dcterms", "citation", "prism", "article", "og"))
_HANDLES = ("twitter:", "fediverse:", "og:video", "og:image")  # names that begin so tell of accounts and media


class Head(NamedTuple):
    """What the HTML reader collects of a page's metadata while it streams, as it stands there."""

    title: str = ""
    """The text of <title>."""
    language: str = ""
    """The `lang` of <html>."""
    metas: tuple[tuple[str, str], ...] = ()
    """(name, property, itemprop or http-equiv in lower case, content) in page order."""
    links: tuple[tuple[str, str], ...] = ()
    """(rel in lower case, href)."""
    jsonld: tuple[str, ...] = ()
    """The raw texts of the JSON-LD scripts."""
    times: tuple[tuple[str, str, str], ...] = ()
    """(datetime attribute, visible text, itemprop, class and id words of it and its parent in lower case, joined by
    spaces) of <time>, in page order."""
    props: tuple[tuple[str, str], ...] = ()
    """Microdata in the body: (itemprop, its content, datetime or href attribute or else its text)."""
    base: str = ""
    """The `href` of <base>."""


class Source(NamedTuple):
    """A page's metadata, laid out for look-ups."""

    head: Head
    metas: Mapping[str, Sequence[str]]
    props: Mapping[str, Sequence[str]]
    last_parts: Mapping[str, Sequence[str]]
    """The values of metas by the letters of their names' last parts."""
    nodes: Sequence[Node]
    """The article's node and others that are about the same, the best first."""
    pages: Sequence[Node]
    """Nodes of the page that holds the article."""
    language: str | None
    url: str | None


def table_of(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Name -> its values that are not empty, in page order. A name may be several ("headline name")."""
    table: dict[str, list[str]] = {}
    for names, value in pairs:
        if value:
            for name in names.split() or ():
                table.setdefault(name, []).append(value)
    return table


def last_parts(metas: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The values of metas by the letters of their names' last parts."""
    table: dict[str, list[str]] = {}
    for name, values in metas.items():
        if last := _last_part(name[:_LONG_NAME]):
            table.setdefault(last, []).extend(values)
    return table


@lru_cache(maxsize=1000)
def _last_part(name: str) -> str:
    """The letters of a name's last part: "publishedtime" for "og:article:published_time"; empty for no article's."""
    if name.startswith(_HANDLES):
        return ""
    last = name.replace(":time", "time").rsplit(":", 1)[-1].rsplit(".", 1)[-1].replace("-", "_")
    first, found, rest = last.partition("_")
    return (rest if found and first in _PREFIXES else last).replace("_", "")


def first(table: Mapping[str, Sequence[str]], names: str) -> Iterator[str]:
    """The values of several names, the first name's first."""
    for name in names.split():
        yield from table.get(name, ())
