"""What a page says about itself: JSON-LD, meta tags, microdata and <time>, read as claims about its article."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from cleanpage.parse.words import Pattern
from cleanpage.read.meta import jsonld
from cleanpage.read.meta.authors import index_of, names_of, written_by
from cleanpage.read.meta.dates import dated
from cleanpage.read.meta.headline import ranked, site_keys, site_suffix_removed, without_site
from cleanpage.read.meta.jsonld import Node
from cleanpage.read.meta.locale import language_code
from cleanpage.read.meta.plain import plain, tidy
from cleanpage.read.meta.source import Head, Source, first, last_parts, table_of
from cleanpage.read.meta.subject import addresses, squeezed_url, subject
from cleanpage.types import Claims

__all__ = ["Claims", "Head", "claims", "site_suffix_removed"]

_LONGEST_URL = 2000
_MOST = 20  # candidates for one field
_NO_ADDRESS = Pattern(r"""[\s<>"{}]""")
# Names of meta tags, the most trusted first
_TITLES = "og:title twitter:title parsely-title sailthru.title dc.title dcterms.title citation_title title headline"
_SITES = "og:site_name og:site:name site_name sitename application-name dc.publisher publisher prism.publicationname"
_DESCRIPTIONS = "og:description description twitter:description dc.description dcterms.description sailthru.description"
_LANGUAGES = "og:locale content-language dc.language dcterms.language language lang"
_PUBLISHERS = (("Organization",), ("NewsMediaOrganization",), ("Corporation",))


def claims(head: Head) -> Claims:
    """Read what a page says about itself. Never raises, whatever it says; takes linear time.

    >>> claims(Head(title="Ferry sinks | Harbour Post", metas=(("author", "By Jo Marrow"),))).authors
    ('Jo Marrow',)
    """
    metas, props = table_of(head.metas), table_of(head.props)
    url = _url(head, metas)
    every = jsonld.nodes(head.jsonld)
    nodes, pages = subject(every, url, [*metas.get("og:title", ())[:_MOST], head.title])
    source = Source(head, metas, props, last_parts(metas), nodes, pages, _language(head, metas, nodes), url)
    sites = list(islice(_sites(source, every), _MOST))
    site = sites[0] if sites else None
    own = site_keys([*sites, *_hosts(url or _node_url(nodes) or "")])
    who = written_by(source, index_of(every), own)
    published, updated = dated(source)
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


def _texts(source: Source, prop: str, names: str) -> Iterator[str]:
    """What nodes, metas and microdata say of one thing, tidied."""
    for node in source.nodes:
        yield from filter(None, map(tidy, jsonld.texts(node, prop)))
    yield from filter(None, map(tidy, first(source.metas, names)))
    for node in source.pages:
        yield from filter(None, map(tidy, jsonld.texts(node, prop)))
    yield from filter(None, map(tidy, source.props.get(prop.lower(), ())))


def _url(head: Head, metas: Mapping[str, Sequence[str]]) -> str | None:
    """The canonical address; `og:url` where that is a site's front page or none."""
    stated = [href for rel, href in head.links if "canonical" in rel.split()]
    found = [u for u in (_address(u, head.base) for u in (*stated, *first(metas, "og:url twitter:url"))) if u]
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
    if not found or scheme.lower() not in ("http", "https") or not 3 < len(rest) <= _LONGEST_URL:
        return None
    if not rest[0].isalnum() or "." not in rest.partition("/")[0]:
        return None
    return None if _NO_ADDRESS.search(text) or not text.isprintable() else text


def _node_url(nodes: Sequence[Node]) -> str | None:
    return next((u for node in nodes for u in map(_address, addresses(node)) if u and squeezed_url(u)), None)


def _language(head: Head, metas: Mapping[str, Sequence[str]], nodes: Sequence[Node]) -> str | None:
    stated = [head.language, *(t for n in nodes for t in jsonld.texts(n, "inLanguage")), *first(metas, _LANGUAGES)]
    return next((code for code in map(language_code, stated) if code), None)


def _sites(source: Source, every: Sequence[Node]) -> Iterator[str]:
    """Names of the site, the best first."""
    stated = [*first(source.metas, "og:site_name og:site:name")]
    publishers = [p for n in source.nodes for p in jsonld.values(n.get("publisher"))]
    stated += [t for p in publishers if not (isinstance(p, dict) and "Person" in jsonld.types(p)) for t in names_of(p)]
    stated += [t for n in every if "WebSite" in jsonld.types(n) for t in jsonld.texts(n, "name")]
    stated += [t for n in every if jsonld.types(n)[:1] in _PUBLISHERS for t in names_of(n)]
    for name in (*stated, *first(source.metas, _SITES)):
        text = tidy(name)
        if 1 < len(text) <= 80 and "//" not in text and text[0] != "@" and "{" not in text:
            yield text


def _hosts(url: str) -> list[str]:
    """What a host is called by: "www.the-gazette.example" by its whole and by "the-gazette"."""
    host = url.partition("://")[2].partition("/")[0].partition(":")[0].removeprefix("www.")
    labels = host.split(".")[:-1]
    return [host, max(labels, key=len)] if labels else []


def _titles(source: Source, own: frozenset[str]) -> tuple[str, ...]:
    """Candidates for the headline, the best first."""
    stated = [tidy(t) for node in source.nodes for t in jsonld.texts(node, "headline", "name")]
    stated += map(tidy, first(source.metas, _TITLES))
    stated += map(tidy, source.props.get("headline", ())[:1])
    stated[_MOST:] = [tidy(source.head.title)]
    return ranked((without_site(t, own) for t in dict.fromkeys(stated)), own)


def _body(nodes: Sequence[Node]) -> str | None:
    """The longest text that a node of the article states."""
    stated = [t for node in nodes for t in jsonld.texts(node, "articleBody", "text")]
    return plain(max(stated, key=len)) or None if stated else None


def _types(every: Sequence[Node], nodes: Sequence[Node], metas: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    stated = [t for node in (*nodes, *every) for t in jsonld.types(node)]
    return tuple(dict.fromkeys([*stated, *(tidy(t) for t in metas.get("og:type", ()))]))[:20]
