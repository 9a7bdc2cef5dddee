"""What a page says about itself: JSON-LD, meta tags, microdata and <time>, read as claims about the article."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cleanpage.parse.lexicon import primary
from cleanpage.parse.words import Pattern, word_set
from cleanpage.read import jsonld
from cleanpage.read.headline import ranked, site_suffix_removed
from cleanpage.read.jsonld import Node
from cleanpage.read.people import Writers, writers
from cleanpage.read.stamp import later, stamp


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
_ARTICLE = ("article", "posting")  # what the names of schema.org's types of articles end in, lower-cased
_ARTICLES = word_set("report opinion review reportage analysisnewsarticle")
_WORKS = word_set("recipe howto creativework podcastepisode question qapage course scholarlywork book episode thing")
_CONTROL = Pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]+")
_TAG = Pattern(r"<[a-zA-Z/!][^<>]*+>")
_BREAKS = Pattern(r"(?i)<(?:/?(?:p|div|h[1-6]|li|ul|ol|blockquote|figure|section|table|tr)|br)\b[^<>]*+>")
_CODE = Pattern(r"(?i)<(script|style)\b")
_URL_DAY = Pattern(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sep>[/-]?)(?P<m>\d\d)(?P=sep)(?P<d>\d\d)(?!\d)")
_TITLES = "og:title twitter:title parsely-title sailthru.title dc.title dcterms.title title headline citation_title"
_PUBLISHED = (
    "article:published_time og:article:published_time article:published og:published_time article:published:time"
    " og:pubdate parsely-pub-date sailthru.date cxenseparse:recs:publishtime cxenseparse:publishtime"
    " cxenseparse:recs:published_time datepublished date_published published_time publishdate publish_date"
    " publisheddate publish-date publication_date publicationdate pubdate published published_at article.published"
    " og:publish_date dc.date.issued dcterms.issued dc.date.created dcterms.created dcterms.date dc.date.published"
    " prism.publicationdate citation_publication_date citation_online_date citation_date content:publishdate"
    " article_date_original originalpublicationdate displaydate date_pub date-pub release_date datecreated article:created_time"
    " cludo:date gsa_date dc.date date last-published bt:pubdate article:publicationdate"
)
_UPDATED = (
    "article:modified_time og:article:modified_time article:modified article:modified:time og:updated_time"
    " og:modified_time datemodified date_modified article:updated_time lastmod last-modified last_modified dc.date.modified"
    " dcterms.modified updated_time updated revised modified cxenseparse:recs:updatetime dc.modified lastupdated"
)
_AUTHORS = (
    "article:author_name parsely-author sailthru.author cxenseparse:author author article:author og:article:author"
    " og:author dc.creator dcterms.creator dc.author citation_author articleauthor article.author lp.article:author"
    " byl byline authors creator dc.contributor taboola:author"
)
_SITES = "og:site_name og:site:name site_name sitename application-name dc.publisher publisher prism.publicationname"
_DESCRIPTIONS = "og:description description twitter:description dc.description dcterms.description sailthru.description"
_LANGUAGES = "og:locale content-language dc.language dcterms.language language lang"
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
        " cze:cs rus:ru ukr:uk tur:tr ara:ar zho:zh chi:zh jpn:ja kor:ko ind:id iw:he in:id ji:yi"
    ).split()
)
_MARKED_NEW = ("publish", "pubdate", "entry-date", "entry-time", "created", "posted", "post-date", "post-time", "issued")
_MARKED_UPDATED = ("modif", "update", "edited", "revised")
_MARKED_OTHER = ("comment", "related", "teaser", "sidebar", "widget", "event", "expire", "duration", "recommend", "reply")


class _Source(NamedTuple):
    """A page's metadata, laid out for look-ups."""

    head: Head
    metas: Mapping[str, Sequence[str]]
    props: Mapping[str, Sequence[str]]
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
    nodes, pages = _about(every, url, [*metas.get("og:title", ()), head.title])
    source = _Source(head, metas, props, nodes, pages, _language(head, metas, nodes), url)
    site = next(_sites(source, every), None)
    who = _writers(source, _index(every), site)
    published, updated = _dates(source)
    return Claims(
        titles=_titles(source, site),
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


# Which node is the article


def _about(every: Sequence[Node], url: str | None, titles: Sequence[str]) -> tuple[list[Node], list[Node]]:
    """The nodes that are about the page's article, the best first, and those that are about the page."""
    own, names = _squeezed_url(url or ""), {k for t in titles if (k := _squeezed(t))}
    rated = [(r, -i, node) for i, node in enumerate(every) if (r := _rating(node, own, names)) > 0]
    rated.sort(key=lambda row: row[:2], reverse=True)
    pages = [n for n in every if any(t.lower().endswith("page") for t in jsonld.types(n)) and _states(n, own) is not False]
    return [row[2] for row in rated], pages


def _rating(node: Node, own: str, names: set[str]) -> int:
    """How likely a node is the page's article; 0 and less where it is another one, or none at all."""
    kind = _kind(node)
    if not kind:
        return 0
    stated = _states(node, own)
    same = _same_title(node, names)
    if (stated is False and not same) or (same is False and stated is not True and kind < 2):
        return 0
    return kind + 4 * bool(stated) + 3 * bool(same) - (same is False) - (stated is False) + bool(node.get("author"))


def _kind(node: Node) -> int:
    """3 for an article, 2 for what has an article's text, 1 for another work, 0 for the rest."""
    types = [t.lower() for t in jsonld.types(node)]
    if any(t.endswith(_ARTICLE) or t in _ARTICLES for t in types):
        return 3
    if "articleBody" in node or ("headline" in node and not any(t.endswith("page") for t in types)):
        return 2
    return int(any(t in _WORKS for t in types))


def _states(node: Node, own: str) -> bool | None:
    """Whether the addresses that a node states hold the page's own; None where it states none, or the page has none."""
    stated = [u for u in map(_squeezed_url, _addresses(node)) if u]
    return any(u == own for u in stated) if own and stated else None


def _addresses(node: Node) -> Iterator[str]:
    yield from jsonld.texts(node, "url")
    for value in jsonld.values(node.get("mainEntityOfPage")):
        if isinstance(value, dict):
            yield from jsonld.texts(value, "@id", "url")
        elif isinstance(value, str):
            yield value
    yield from (i for i in jsonld.texts(node, "@id") if "#" not in i)


def _squeezed_url(url: str) -> str:
    """An address without what differs between two ways to write the same; empty for what is no address."""
    bare = url.strip()[:_SHORT].partition("#")[0].partition("?")[0]
    scheme, found, rest = bare.partition("://")
    if not found or scheme.lower() not in ("http", "https"):
        return ""
    rest = rest.removeprefix("www.").rstrip("/").casefold()
    return rest if "/" in rest else ""


def _squeezed(title: str) -> str:
    return "".join(c for c in tidy(title).casefold() if c.isalnum())


def _same_title(node: Node, names: set[str]) -> bool | None:
    """Whether a node's headline is, opens or ends one of the page's titles; None where one side has none."""
    own = {k for t in jsonld.texts(node, "headline", "name") if len(k := _squeezed(t)) > 5}
    if not own or not names:
        return None
    return any(a[:60] in b or b[:60] in a for a in own for b in names if len(b) > 5)


# The fields


def _url(head: Head, metas: Mapping[str, Sequence[str]]) -> str | None:
    """The canonical address; `og:url` where that is a site's front page or none."""
    stated = [href for rel, href in head.links if "canonical" in rel.split()]
    found = [u for u in (_address(u, head.base) for u in (*stated, *_first(metas, "og:url twitter:url"))) if u]
    return next((u for u in found if _squeezed_url(u)), found[0] if found else None)


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
    if not rest[0].isalnum() or "." not in rest.partition("/")[0] or not text.isprintable() or any(c in ' <>"{}' for c in text):
        return None
    return text


def _node_url(nodes: Sequence[Node]) -> str | None:
    return next((u for node in nodes for u in map(_address, _addresses(node)) if u and _squeezed_url(u)), None)


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


def _writers(source: _Source, index: Mapping[str, Node], site: str | None) -> Writers:
    """Who wrote it, by the first source that names a person; by the first that names any desk where none does."""
    sites = [s for s in (site, *_first(source.metas, _SITES)) if s]
    best = Writers()
    for stated in _author_fields(source, index):
        who = writers(map(tidy, stated), source.language, sites)
        if who.people:
            return who
        best = best if any(best) else who
    return best


def _author_fields(source: _Source, index: Mapping[str, Node]) -> Iterator[list[str]]:
    """The contents of the fields that name authors, source by source, the most trusted first."""
    for node in source.nodes:
        for prop in ("author", "creator", "contributor"):
            yield [n for who in jsonld.values(node.get(prop)) for n in _names(who, index)]
    for name in _AUTHORS.split():
        yield list(source.metas.get(name, ()))
    yield _labelled(source.metas)
    for node in source.pages:
        yield [n for who in jsonld.values(node.get("author")) for n in _names(who, index)]
    yield list(source.props.get("author", ()))[:5]


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
    yield from _first(source.metas, _PUBLISHED)
    for node in source.pages:
        yield from _stated(node, "datePublished", "dateCreated")
    yield from _first(source.props, "datepublished datecreated")
    yield from _times(source.head.times, _MARKED_NEW)
    yield from _times(source.head.times, ())


def _updated_fields(source: _Source) -> Iterator[object]:
    for node in source.nodes:
        yield from _stated(node, "dateModified")
    yield from _first(source.metas, _UPDATED)
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


def _titles(source: _Source, site: str | None) -> tuple[str, ...]:
    """Candidates for the headline, the best first."""
    stated = [tidy(t) for node in source.nodes for t in jsonld.texts(node, "headline", "name")]
    stated += map(tidy, _first(source.metas, _TITLES))
    stated += map(tidy, source.props.get("headline", ())[:1])
    host = (source.url or "").partition("://")[2].partition("/")[0].removeprefix("www.")
    named = [n for n in (site, host, *_first(source.metas, "application-name")) if n]
    return ranked([site_suffix_removed(t, *named) for t in (*stated, tidy(source.head.title)) if t])


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
