"""Which of a page's fields name its authors, and whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cleanpage.read.meta import jsonld
from cleanpage.read.meta.jsonld import Node
from cleanpage.read.meta.people import Writers, sorted_writers
from cleanpage.read.meta.plain import tidy
from cleanpage.read.meta.source import Source

# Names of meta tags by the letters of their last parts, the most trusted first
_AUTHORS = "authorname author authors articleauthor byl byline creator writer contributor"
_NEAR = 4  # properties behind an author that may be parts of it


def written_by(source: Source, index: Mapping[str, Node], own: frozenset[str]) -> Writers:
    """Who wrote it, by the first source that names a person; by the first that names any desk where none does."""
    best = Writers()
    for stated in _author_fields(source, index):
        if not stated:
            continue
        who = sorted_writers(map(tidy, stated), source.language, own)
        if who.people:
            return who
        best = best if any(best) else who
    return best


def _author_fields(source: Source, index: Mapping[str, Node]) -> Iterator[Sequence[str]]:
    """The contents of the fields that name authors, source by source, the most trusted first."""
    for node in source.nodes:
        for prop in ("author", "creator", "contributor"):
            yield [n for who in jsonld.values(node.get(prop)) for n in names_of(who, index)]
    for name in _AUTHORS.split():
        yield source.last_parts.get(name, [])
    yield _labelled(source.metas)
    for node in source.pages:
        yield [n for who in jsonld.values(node.get("author")) for n in names_of(who, index)]
    yield _prop_authors(source.head.props)


def _prop_authors(props: Sequence[tuple[str, str]]) -> list[str]:
    """The microdata's first author: the name inside it, where it holds more than a name ("Jo Marrow Editor Follow")."""
    for n, (names, value) in enumerate(props):
        if value and "author" in names.split():
            if "name" not in names.split():
                inside = (v for k, v in props[n + 1 : n + 1 + _NEAR] if v and "name" in k.split() and v in value)
                value = next(inside, value)
            return [value]
    return []


def _labelled(metas: Mapping[str, Sequence[str]]) -> list[str]:
    """What blogs' share cards say: twitter:label1 "Written by", twitter:data1 the name; the other is a reading time."""
    return [
        data
        for n in "12"
        for label, data in zip(metas.get(f"twitter:label{n}", ()), metas.get(f"twitter:data{n}", ()), strict=False)
        if not any(c.isdigit() for c in data) and label.split()[-1:] not in (["time"], ["Lesezeit"])
    ][:1]


def names_of(who: object, index: Mapping[str, Node] | None = None) -> list[str]:
    """The names of a person or an organisation, looked up where only its @id is stated."""
    if isinstance(who, str):
        return [who]
    if not isinstance(who, dict):
        return []
    found = jsonld.texts(who, "name", "legalName")
    if not found and (parts := jsonld.texts(who, "givenName")[:1] + jsonld.texts(who, "familyName")[:1]):
        found = [" ".join(parts)]
    if not found and index:
        found = [n for i in jsonld.texts(who, "@id") for n in jsonld.texts(index.get(i, {}), "name")]
    return found


def index_of(every: Sequence[Node]) -> dict[str, Node]:
    """@id -> the node that has a name."""
    return {i: node for node in every if "name" in node for i in jsonld.texts(node, "@id")}
