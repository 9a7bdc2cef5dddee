"""Which of a page's fields say when its article was published and updated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from cleanpage.parse.words import Pattern
from cleanpage.read.meta import jsonld
from cleanpage.read.meta.jsonld import Node
from cleanpage.read.meta.source import Source, first
from cleanpage.read.meta.stamp import later, stamp

# Names of meta tags by the letters of their last parts, the most trusted first
_PUBLISHED = (
    "publishedtime publishtime published publishedat publisheddate publishdate publicationdate pubdate datepublished"
    " firstpublished issued originalpublicationdate onlinedate articledateoriginal displaydate releasedate date"
    " createdtime created datecreated creationdate gsadate"
)
_UPDATED = (
    "modifiedtime updatedtime datemodified modified updated modifieddate updatedate updatetime lastmodified lastupdated"
    " lastmod dateupdated revised"
)
# Words in the attributes of <time>
_MARKED_NEW = (
    "publish",
    "pubdate",
    "entry-date",
    "entry-time",
    "created",
    "posted",
    "post-date",
    "post-time",
    "issued",
)
_MARKED_UPDATED = ("modif", "update", "edited", "revised")
_MARKED_OTHER = (
    "comment",
    "reply",
    "related",
    "recommend",
    "teaser",
    "sidebar",
    "widget",
    "event",
    "expire",
    "duration",
)
_URL_DAY = Pattern(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sep>[/-]?)(?P<m>\d\d)(?P=sep)(?P<d>\d\d)(?!\d)")
_MOST = 60  # fields that are tried


def dated(source: Source) -> tuple[str | None, str | None]:
    """When it was published and when updated; an update is no publication, even where no other is stated."""
    language = source.language
    published = next(_stamps(_published_fields(source), language), None)
    updated = next(_stamps(_updated_fields(source), language), None)
    published = published or next(_stamps(_last_resorts(source), language), None)
    if published and updated and not later(updated, published):
        updated = None
    return published, updated


def _stamps(values: Iterable[object], language: str | None) -> Iterator[str]:
    for value in islice(values, _MOST):
        if found := stamp(value, language):
            yield found


def _published_fields(source: Source) -> Iterator[object]:
    for node in source.nodes:
        yield from _stated(node, "datePublished", "dateCreated", "uploadDate")
    yield from first(source.last_parts, _PUBLISHED)
    for node in source.pages:
        yield from _stated(node, "datePublished", "dateCreated")
    yield from first(source.props, "datepublished datecreated")
    yield from _times(source.head.times, _MARKED_NEW)
    yield from _times(source.head.times, ())


def _updated_fields(source: Source) -> Iterator[object]:
    for node in source.nodes:
        yield from _stated(node, "dateModified")
    yield from first(source.last_parts, _UPDATED)
    for node in source.pages:
        yield from _stated(node, "dateModified")
    yield from first(source.props, "datemodified")
    yield from _times(source.head.times, _MARKED_UPDATED)


def _stated(node: Node, *names: str) -> Iterator[object]:
    """The values of a node's properties that may be dates."""
    for name in names:
        value = node.get(name)
        yield from [value] if isinstance(value, int | float) else jsonld.values(value)


def _times(times: Iterable[tuple[str, str, str]], marks: Sequence[str]) -> Iterator[str]:
    """The stamps of <time> elements that one of the marks stands at; without marks, of those without any other."""
    for attribute, text, words in times:
        if any(w in words for w in _MARKED_OTHER):
            continue
        if any(w in words for w in marks) if marks else not any(w in words for w in _MARKED_UPDATED):
            yield from (v for v in (attribute, text) if v)


def _last_resorts(source: Source) -> Iterator[str]:
    """The day in the address ("/2025/03/03/")."""
    if source.url and (m := _URL_DAY.search(source.url)):
        yield f"{m['y']}-{m['m']}-{m['d']}"
