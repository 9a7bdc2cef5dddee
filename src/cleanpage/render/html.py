"""An article as a small HTML document."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from cleanpage.render.data import dateline_is_opener, fold, footer_is_tail
from cleanpage.types import Article, Dateline, Image

# What must not stand in a document (https://html.spec.whatwg.org/#preprocessing-the-input-stream) or has no UTF-8:
# controls, lone surrogates, noncharacters
_UNFIT = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
_ADDRESS = re.compile(r"https?://[^\s\"'<>\\^`{|}]++", re.IGNORECASE)


def to_html(article: Article) -> str:
    r"""Return the article as an HTML document: `<h1>`, `<h2>` for subheadings, `<p>`, the sign-off in `<footer>`.

    The dateline is a `<time>` where its date is known; captions, credits and alternative texts follow the
    text as `<figure>`s. What the page said of itself beside the text (date, authors, address) is in the
    head. All text is escaped; characters that no document may hold become U+FFFD.

    >>> "<h1>Fish &amp; chips</h1>" in to_html(Article(title="Fish & chips"))
    True
    """
    top = ["<!DOCTYPE html>", f"<html{lang(article)}>", "<head>", *_head(article), "</head>", '<body dir="auto">']
    return "\n".join([*top, article_element(article), "</body>", "</html>", ""])


def article_element(article: Article, *, text: Callable[[str], str] | None = None, level: int = 1) -> str:
    """Return the article as an `<article>` whose title is a heading of `level` (1 to 5), subheadings one below.

    `text` turns a text into HTML; by default `escape` does.

    >>> article_element(Article(title="Ferry sinks"), level=2)
    '<article>\\n<header>\\n<h2>Ferry sinks</h2>\\n</header>\\n</article>'
    """
    show = text or escape
    blocks = ["<article>", *_header(article, show, level), *_body(article, show, level + 1)]
    if article.footer and not footer_is_tail(article):
        blocks += _wrapped("footer", _element("p", show(fold(article.footer.text))))
    for image in article.images:
        blocks += _wrapped("figure", *_figure(image, show))
    return "\n".join([*blocks, "</article>"])


def escape(text: str) -> str:
    r"""Return `text` as HTML.

    >>> escape("Fish & chips\0") == "Fish &amp; chips\ufffd"
    True
    """
    return html.escape(_UNFIT.sub("\ufffd", text), quote=False)


def attribute(text: str) -> str:
    """Return `text` as an attribute's value, to stand in quotes.

    >>> attribute('"Fish"')
    '&quot;Fish&quot;'
    """
    return html.escape(_UNFIT.sub("\ufffd", text))


def lang(article: Article) -> str:
    """Return the article's language as an attribute, nothing where none is known.

    >>> lang(Article(language="de"))
    ' lang="de"'
    """
    return f' lang="{article.language}"' if article.language and _LANGUAGE.fullmatch(article.language) else ""


def is_link(address: str) -> bool:
    """Whether an address is one that a link may lead to: http or https, and nothing odd in it.

    >>> is_link("https://example.org/p/7Kq2x"), is_link("javascript:alert(1)")
    (True, False)
    """
    return address.isprintable() and _ADDRESS.fullmatch(address) is not None


def _head(article: Article) -> Iterator[str]:
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{escape(fold(article.title or article.url or '') or 'Untitled')}</title>"
    for author in article.authors:
        yield f'<meta name="author" content="{attribute(author)}">'
    properties = (
        ("article:published_time", article.date),
        ("article:modified_time", article.updated),
        ("og:site_name", article.site),
    )
    for name, value in properties:
        if value:
            yield f'<meta property="{name}" content="{attribute(value)}">'
    if article.url and is_link(article.url):
        yield f'<link rel="canonical" href="{attribute(article.url)}">'


def _header(article: Article, show: Callable[[str], str], level: int) -> list[str]:
    blocks = []
    if article.title:
        blocks.append(_element(f"h{level}", show(fold(article.title))))
    if article.byline:
        blocks.append(_element("p", show(fold(article.byline)), "byline"))
    if article.dateline and not dateline_is_opener(article):
        blocks.append(_element("p", _time(article.dateline, show), "dateline"))
    blocks += [_element("p", _opened(text, article, show), "standfirst") for text in article.standfirst]
    return _wrapped("header", *blocks)


def _body(article: Article, show: Callable[[str], str], level: int) -> Iterator[str]:
    for section in article.sections:
        paragraphs = [_element("p", _opened(text, article, show)) for text in section.paragraphs]
        if section.heading:
            yield from _wrapped("section", _element(f"h{level}", show(fold(section.heading))), *paragraphs)
        else:
            yield from filter(None, paragraphs)


def _opened(text: str, article: Article, show: Callable[[str], str]) -> str:
    """A paragraph's text; the dateline that opens the article's first one is marked as a time."""
    text, dateline = fold(text), article.dateline
    start = fold(dateline.text) if dateline else ""
    if not dateline or not start or not text.startswith(start) or text not in _starts(article):
        return show(text)
    return _time(dateline, show) + show(text[len(start) :])


def _starts(article: Article) -> tuple[str, str]:
    """The first standfirst and the first paragraph: where a dateline may stand."""
    paragraphs = (p for s in article.sections for p in s.paragraphs)
    return fold(next(iter(article.standfirst), "")), fold(next(paragraphs, ""))


def _time(dateline: Dateline, show: Callable[[str], str]) -> str:
    text = show(fold(dateline.text))
    return f'<time datetime="{attribute(dateline.date)}">{text}</time>' if dateline.date else text


def _figure(image: Image, show: Callable[[str], str]) -> Iterator[str]:
    if image.alt and image.alt != image.caption:
        yield _element("p", show(fold(image.alt)), "alt")
    caption = show(fold(image.caption or ""))
    credit = _element("small", show(fold(image.credit or "")), "credit")
    yield _element("figcaption", " ".join(filter(None, (caption, credit))))


def _element(name: str, content: str, kind: str = "") -> str:
    """An element, or nothing where it has no content."""
    opening = f'{name} class="{kind}"' if kind else name
    return f"<{opening}>{content}</{name}>" if content else ""


def _wrapped(name: str, *blocks: str) -> list[str]:
    filled = [block for block in blocks if block]
    return [f"<{name}>", *filled, f"</{name}>"] if filled else []
