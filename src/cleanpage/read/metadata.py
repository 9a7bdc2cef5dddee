"""What a page says about itself: JSON-LD, meta tags, microdata and <time>, read as claims about the article."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cleanpage.parse.lexicon import primary
from cleanpage.parse.words import Pattern, word_set
from cleanpage.read import jsonld
from cleanpage.read.headline import ranked, site_keys, without_site
from cleanpage.read.jsonld import Node
from cleanpage.read.people import Writers, sorted_writers
from cleanpage.read.stamp import later, stamp
from cleanpage.read.subject import addresses, squeezed_url, subject


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


@dataclass(frozen=True, slots=True)
class Claims:
    """What a page says about itself. Empty where it says nothing that can be true."""

    titles: tuple[str, ...] = ()
    """Candidates for the headline without the site's name, the best first."""
    description: str | None = None
    published: str | None = None
    """ISO 8601: a day, or a time with its offset where the page states one."""
    updated: str | None = None
    """ISO 8601; None where it is not later than `published`."""
    authors: tuple[str, ...] = ()
    """People, without "By", job titles and addresses."""
    desks: tuple[str, ...] = ()
    """What is named as author and is neither a person nor an agency: a team, an outlet, the site itself."""
    agencies: tuple[str, ...] = ()
    url: str | None = None
    """The canonical address: http or https."""
    site: str | None = None
    language: str | None = None
    """ISO 639-1, as the packs are named."""
    body: str | None = None
    """The article's text as JSON-LD states it, without tags; its paragraphs on lines of their own where it has any."""
    types: tuple[str, ...] = ()
    """schema.org types of what the page is about, the article's first, and `og:type` last."""


_SHORT = 1000  # characters of a field that is no body
_LONG_NAME = 60  # characters of a meta tag's name
_CONTROL = Pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]+")
_TAG = Pattern(r"<[a-zA-Z/!][^<>]*+>")
_BREAKS = Pattern(r"(?i)<(?:/?(?:p|div|h[1-6]|li|ul|ol|blockquote|figure|section|table|tr)|br)\b[^<>]*+>")
_CODE = Pattern(r"(?i)<(script|style)\b")
_URL_DAY = Pattern(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sep>[/-]?)(?P<m>\d\d)(?P=sep)(?P<d>\d\d)(?!\d)")

# Names of meta tags, the most trusted first. Those of titles and sites as they stand there:
_TITLES = "og:title twitter:title parsely-title sailthru.title dc.title dcterms.title citation_title title headline"
_SITES = "og:site_name og:site:name site_name sitename application-name dc.publisher publisher prism.publicationname"
_DESCRIPTIONS = "og:description description twitter:description dc.description dcterms.description sailthru.description"
_LANGUAGES = "og:locale content-language dc.language dcterms.language language lang"
# those of dates and authors by the letters of their last part, so that "article:published_time",
# "og:article:published_time" and "article:published:time" are one, and "parsely-pub-date" is "pubdate":
_PUBLISHED = (
    "publishedtime publishtime published publishedat publisheddate publishdate publicationdate pubdate datepublished"
    " firstpublished issued originalpublicationdate onlinedate articledateoriginal displaydate releasedate date createdtime"
    " created datecreated creationdate gsadate"
)
_UPDATED = (
    "modifiedtime updatedtime datemodified modified updated modifieddate updatedate updatetime lastmodified lastupdated"
    " lastmod dateupdated revised"
)
_AUTHORS = "authorname author authors articleauthor byl byline creator writer contributor"
_PREFIXES = frozenset(("parsely", "sailthru", "dc", "dcterms", "citation", "prism", "article", "og"))
_HANDLES = ("twitter:", "fediverse:", "og:video", "og:image")  # names that begin so tell of accounts and media

_CODES = word_set(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo"
    " es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg"
    " ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn"
    " no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta"
    " te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
_LONG_CODES = dict(
    pair.split(":")
    for pair in (
        "eng:en deu:de ger:de fra:fr fre:fr spa:es ita:it por:pt nld:nl dut:nl swe:sv dan:da nor:no nob:no pol:pl ces:cs"
        " cze:cs rus:ru ukr:uk tur:tr ara:ar zho:zh chi:zh jpn:ja kor:ko ind:id"
    ).split()
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
    "related",
    "teaser",
    "sidebar",
    "widget",
    "event",
    "expire",
    "duration",
    "recommend",
    "reply",
)


class _Source(NamedTuple):
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


def claims(head: Head) -> Claims:
    """Read what a page says about itself. Never raises, whatever it says; takes linear time.

    >>> claims(Head(title="Ferry sinks | Harbour Post", metas=(("author", "By Jo Marrow"),))).authors
    ('Jo Marrow',)
    """
    metas, props = _table(head.metas), _table(head.props)
    url = _url(head, metas)
    every = jsonld.nodes(head.jsonld)
    nodes, pages = subject(every, url, [*metas.get("og:title", ()), head.title])
    source = _Source(head, metas, props, _last_parts(metas), nodes, pages, _language(head, metas, nodes), url)
    sites = list(_sites(source, every))
    site = sites[0] if sites else None
    own = site_keys([*sites, *_hosts(url or _node_url(nodes) or "")])
    who = _writers(source, _index(every), own)
    published, updated = _dates(source)
    return Claims(
        titles=_titles(source, own),
        description=next(_texts(source, "description", _DESCRIPTIONS), None),
        published=published,
        updated=updated,
        authors=who.people,
        desks=who.desks,
        agencies=who.agencies,
        url=url or _node_url(nodes),
        site=site,
        language=source.language,
        body=_body(nodes),
        types=_types(every, nodes, metas),
    )


def _table(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Name -> its values that are not empty, in page order. A name may be several ("headline name")."""
    table: dict[str, list[str]] = {}
    for names, value in pairs:
        if value:
            for name in names.split() or ():
                table.setdefault(name, []).append(value)
    return table


def _last_parts(metas: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
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


def tidy(value: object, most: int = _SHORT) -> str:
    """A text as a reader would see it: entities decoded, tags, control characters and needless space taken out.

    >>> tidy("Ferry &amp;amp; crew <b>safe</b> ")
    'Ferry & crew safe'
    """
    if not isinstance(value, str):
        return ""
    text = value[:most]
    for _ in range(2):
        if "&" in text:
            text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    return " ".join(_printable(text).split())


def _printable(text: str) -> str:
    """A text without control characters; halves of a pair of surrogates are joined or replaced."""
    if text.isascii() and text.isprintable():
        return text
    if not text.isprintable():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROL.sub(" ", text)


def _first(table: Mapping[str, Sequence[str]], names: str) -> Iterator[str]:
    """The values of several names, the first name's first."""
    for name in names.split():
        yield from table.get(name, ())


def _texts(source: _Source, prop: str, names: str) -> Iterator[str]:
    """What nodes, metas and microdata say of one thing, tidied."""
    for node in source.nodes:
        yield from filter(None, map(tidy, jsonld.texts(node, prop)))
    yield from filter(None, map(tidy, _first(source.metas, names)))
    for node in source.pages:
        yield from filter(None, map(tidy, jsonld.texts(node, prop)))
    yield from filter(None, map(tidy, source.props.get(prop.lower(), ())))


# The fields


def _url(head: Head, metas: Mapping[str, Sequence[str]]) -> str | None:
    """The canonical address; `og:url` where that is a site's front page or none."""
    stated = [href for rel, href in head.links if "canonical" in rel.split()]
    found = [u for u in (_address(u, head.base) for u in (*stated, *_first(metas, "og:url twitter:url"))) if u]
    return next((u for u in found if squeezed_url(u)), found[0] if found else None)


def _address(url: str, base: str = "") -> str | None:
    """An absolute http address without white space and control characters; None where it is none."""
    text = html.unescape(url.strip()) if "&" in url else url.strip()
    if text.startswith("//"):
        text = f"https:{text}"
    elif base and "://" not in text:
        from urllib.parse import urljoin  # few pages need it

        try:
            text = urljoin(base, text)
        except ValueError:
            return None
    scheme, found, rest = text.partition("://")
    if not found or scheme.lower() not in ("http", "https") or not 3 < len(rest) <= 2 * _SHORT:
        return None
    if (
        not rest[0].isalnum()
        or "." not in rest.partition("/")[0]
        or not text.isprintable()
        or any(c in ' <>"{}' for c in text)
    ):
        return None
    return text


def _node_url(nodes: Sequence[Node]) -> str | None:
    return next((u for node in nodes for u in map(_address, addresses(node)) if u and squeezed_url(u)), None)


def _language(head: Head, metas: Mapping[str, Sequence[str]], nodes: Sequence[Node]) -> str | None:
    stated = [head.language, *(t for n in nodes for t in jsonld.texts(n, "inLanguage")), *_first(metas, _LANGUAGES)]
    return next((code for code in map(_code, stated) if code), None)


def _code(stated: str) -> str | None:
    """The ISO 639-1 code at the head of "de-AT", "en_US" or "deu"."""
    found = re.match(r"\s*+([a-zA-Z]{2,3})(?![a-zA-Z])", stated)
    if not found:
        return None
    code = found[1].lower()
    code = _LONG_CODES.get(code, code)
    return primary(code) if code in _CODES else None


def _sites(source: _Source, every: Sequence[Node]) -> Iterator[str]:
    """Names of the site, the best first."""
    stated = [*_first(source.metas, "og:site_name og:site:name")]
    stated += [t for n in source.nodes for p in jsonld.values(n.get("publisher")) for t in _names(p)]
    stated += [t for n in every if "WebSite" in jsonld.types(n) for t in jsonld.texts(n, "name")]
    stated += [t for n in every if {"Organization", "NewsMediaOrganization"} & {*jsonld.types(n)} for t in _names(n)]
    for name in (*stated, *_first(source.metas, _SITES)):
        text = tidy(name)
        if 1 < len(text) <= 80 and "//" not in text and text[0] != "@" and "{" not in text:
            yield text


def _hosts(url: str) -> list[str]:
    """What a host is called by: "www.the-gazette.example" by its whole and by "the-gazette"."""
    host = url.partition("://")[2].partition("/")[0].partition(":")[0].removeprefix("www.")
    labels = host.split(".")[:-1]
    return [host, max(labels, key=len)] if labels else []


def _names(who: object, index: Mapping[str, Node] | None = None) -> list[str]:
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


def _index(every: Sequence[Node]) -> dict[str, Node]:
    """@id -> the node that has a name."""
    return {i: node for node in every if "name" in node for i in jsonld.texts(node, "@id")}


def _writers(source: _Source, index: Mapping[str, Node], own: frozenset[str]) -> Writers:
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


def _author_fields(source: _Source, index: Mapping[str, Node]) -> Iterator[Sequence[str]]:
    """The contents of the fields that name authors, source by source, the most trusted first."""
    for node in source.nodes:
        for prop in ("author", "creator", "contributor"):
            yield [n for who in jsonld.values(node.get(prop)) for n in _names(who, index)]
    for name in _AUTHORS.split():
        yield source.last_parts.get(name, [])
    yield _labelled(source.metas)
    for node in source.pages:
        yield [n for who in jsonld.values(node.get("author")) for n in _names(who, index)]
    yield _prop_authors(source.head.props)


def _prop_authors(props: Sequence[tuple[str, str]]) -> list[str]:
    """The microdata's authors: the name inside or beside each, where it holds more than a name."""
    found = []
    for n, (names, value) in enumerate(props):
        if "author" in names.split():
            near = [v for k, v in props[max(0, n - 2) : n + 3] if "name" in k.split() and v and v in value]
            found.append(near[0] if near and "name" not in names.split() else value)
    return found[:5]


def _labelled(metas: Mapping[str, Sequence[str]]) -> list[str]:
    """What blogs' share cards say: twitter:label1 "Written by", twitter:data1 the name; the other is a reading time."""
    return [
        data
        for n in "12"
        for label, data in zip(metas.get(f"twitter:label{n}", ()), metas.get(f"twitter:data{n}", ()), strict=False)
        if not any(c.isdigit() for c in data) and label.split()[-1:] not in (["time"], ["Lesezeit"])
    ][:1]


def _dates(source: _Source) -> tuple[str | None, str | None]:
    """When it was published and when updated."""
    language = source.language
    published = next(_stamps(_published_fields(source), language), None)
    updated = next(_stamps(_updated_fields(source), language), None)
    if not published:
        return updated or next(_stamps(_last_resorts(source), language), None), None
    return published, updated if updated and later(updated, published) else None


def _stamps(values: Iterable[object], language: str | None) -> Iterator[str]:
    for value in values:
        if found := stamp(value, language):
            yield found


def _published_fields(source: _Source) -> Iterator[object]:
    for node in source.nodes:
        yield from _stated(node, "datePublished", "dateCreated", "uploadDate")
    yield from _first(source.last_parts, _PUBLISHED)
    for node in source.pages:
        yield from _stated(node, "datePublished", "dateCreated")
    yield from _first(source.props, "datepublished datecreated")
    yield from _times(source.head.times, _MARKED_NEW)
    yield from _times(source.head.times, ())


def _updated_fields(source: _Source) -> Iterator[object]:
    for node in source.nodes:
        yield from _stated(node, "dateModified")
    yield from _first(source.last_parts, _UPDATED)
    for node in source.pages:
        yield from _stated(node, "dateModified")
    yield from _first(source.props, "datemodified")
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


def _last_resorts(source: _Source) -> Iterator[str]:
    """The day in the address ("/2025/03/03/")."""
    if source.url and (m := _URL_DAY.search(source.url)):
        yield f"{m['y']}-{m['m']}-{m['d']}"


def _titles(source: _Source, own: frozenset[str]) -> tuple[str, ...]:
    """Candidates for the headline, the best first."""
    stated = [tidy(t) for node in source.nodes for t in jsonld.texts(node, "headline", "name")]
    stated += map(tidy, _first(source.metas, _TITLES))
    stated += map(tidy, source.props.get("headline", ())[:1])
    stated.append(tidy(source.head.title))
    return ranked((without_site(t, own) for t in dict.fromkeys(stated)), own)


def _body(nodes: Sequence[Node]) -> str | None:
    """The longest text that a node of the article states."""
    stated = [t for node in nodes for t in jsonld.texts(node, "articleBody", "text")]
    return _plain(max(stated, key=len)) or None if stated else None


def _plain(text: str) -> str:
    """A text without tags, a line for each of its blocks."""
    if "&" in text:
        text = html.unescape(text)
    if "&" in text and "<" not in text:
        text = html.unescape(text)
    if "<" in text and _TAG.search(text):
        text = _TAG.sub("", _BREAKS.sub("\n", _without_code(text)))
    lines = (" ".join(_printable(line).split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _without_code(text: str) -> str:
    """A text without its scripts and style sheets; one that is not closed goes to the end."""
    kept, pos, lower = [], 0, text.lower() if text.isascii() else text
    while m := _CODE.search(text, pos):
        kept.append(text[pos : m.start()])
        end = lower.find(f"</{m[1].lower()}", m.end())
        pos = len(text) if end < 0 else end
        if end < 0:
            break
    return "".join([*kept, text[pos:]])


def _types(every: Sequence[Node], nodes: Sequence[Node], metas: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    stated = [t for node in (*nodes, *every) for t in jsonld.types(node)]
    return tuple(dict.fromkeys([*stated, *(tidy(t) for t in metas.get("og:type", ()))]))[:20]
