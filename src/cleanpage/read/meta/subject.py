"""Which of the things that a page's JSON-LD describes is the page's own article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleanpage.parse.words import word_set
from cleanpage.read.meta import jsonld
from cleanpage.read.meta.headline import squeezed
from cleanpage.read.meta.jsonld import Node

_ARTICLE = ("article", "posting")  # what the names of schema.org's types of articles end in, lower-cased
_ARTICLES = word_set("report opinion reportage")
_WORKS = word_set(
    "recipe howto creativework podcastepisode question course scholarlywork review claimreview criticreview videoobject"
)
_SHORTEST = 6  # letters and digits of a headline by which it can be told from another
_LONGEST = 60  # of these so many are compared: some pages cut headlines


class Subject(NamedTuple):
    """The nodes that speak of a page's article."""

    article: tuple[Node, ...] = ()
    """The article's own node, and others about the same, the best first."""
    page: tuple[Node, ...] = ()
    """Nodes of the page that holds it."""


def subject(nodes: Sequence[Node], url: str | None, titles: Sequence[str]) -> Subject:
    """Find the nodes of a page's article by their types, and by the page's own address and titles.

    A node whose address and headline are both another's is a related article and left out.

    >>> ferry = {"@type": "NewsArticle", "headline": "Ferry sinks off Skerrin"}
    >>> found = subject([{"@type": "NewsArticle", "headline": "Choir wins"}, ferry], None, ["Ferry sinks off Skerrin"])
    >>> found.article[0]["headline"]
    'Ferry sinks off Skerrin'
    """
    if not nodes:
        return Subject()
    own, names = squeezed_url(url or ""), {k for t in titles if len(k := squeezed(t[:500])) >= _SHORTEST}
    rated = sorted(
        (row for node in nodes if (row := _rate(node, own, names))), key=lambda row: row.points, reverse=True
    )
    sure = any(row.sure for row in rated)
    pages = (n for n in nodes if any(t.lower().endswith("page") for t in jsonld.types(n)))
    return Subject(
        tuple(row.node for row in rated if not (sure and row.another)),
        tuple(n for n in pages if _is_at(n, own) is not False),
    )


class _Rated(NamedTuple):
    """A node that may be the page's article."""

    node: Node
    points: int
    sure: bool
    """An article that states the page's address or title."""
    another: bool
    """States another title, or another address, and not the page's own."""


def _rate(node: Node, own: str, names: set[str]) -> _Rated | None:
    """How likely a node is the page's article; None where it is another's, or none at all."""
    kind = _kind(node)
    if not kind:
        return None
    here, same = _is_at(node, own), _is_called(node, names)
    if (here is False and not same) or (same is False and kind < 2):
        return None
    points = 4 * kind + 4 * bool(here) + 3 * bool(same) + ("author" in node)
    return _Rated(node, points, kind > 1 and bool(here or same), not here and same is False)


def _kind(node: Node) -> int:
    """3 for an article, 2 for what has an article's text, 1 for another work, 0 for the rest."""
    types = [t.lower() for t in jsonld.types(node)]
    if any(t.endswith(_ARTICLE) or t in _ARTICLES for t in types):
        return 3
    if "articleBody" in node or ("headline" in node and not any(t.endswith("page") for t in types)):
        return 2
    return int(any(t in _WORKS for t in types))


def _is_at(node: Node, own: str) -> bool | None:
    """Whether a node states the page's own address; None where it states none, or the page's own is not known."""
    stated = [u for u in map(squeezed_url, addresses(node)) if u] if own else []
    return any(u == own for u in stated) if stated else None


def addresses(node: Node) -> Iterator[str]:
    """The addresses that a node states as its own."""
    yield from jsonld.texts(node, "url")
    for value in jsonld.values(node.get("mainEntityOfPage")):
        if isinstance(value, dict):
            yield from jsonld.texts(value, "@id", "url")
        elif isinstance(value, str):
            yield value
    yield from jsonld.texts(node, "@id")


def squeezed_url(url: str) -> str:
    """An address without what differs between two ways to write the same; empty for front pages and for no address.

    >>> squeezed_url("http://www.example.org/Ferry/?ref=rss#top")
    'example.org/ferry'
    """
    bare = url.strip()[:1000].partition("#")[0].partition("?")[0]
    scheme, found, rest = bare.partition("://")
    if not found or scheme.lower() not in ("http", "https"):
        return ""
    rest = rest.casefold().removeprefix("www.").rstrip("/")
    return rest if "/" in rest else ""


def _is_called(node: Node, names: set[str]) -> bool | None:
    """Whether a node's headline is, opens or ends one of the page's titles; None where one side has none."""
    stated = {k[:_LONGEST] for t in jsonld.texts(node, "headline", "name") if len(k := squeezed(t[:500])) >= _SHORTEST}
    if not stated or not names:
        return None
    return any(a in b or b in a for a in stated for b in names)
