"""An article as plain data, and an article with only some of its parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from cleanpage.types import Article, Dateline, Footer, Image, Line, Section

PARTS = ("title", "dateline", "byline", "standfirst", "body", "headings", "footer", "images")
"""What `select` can keep or leave out; `body` is the paragraphs, `headings` the subheadings between them."""


def article_dict(article: Article, *, lines: bool = False) -> dict[str, Any]:
    """Return the article as JSON-ready data in the documented order; with every line's verdict if `lines`.

    >>> article_dict(Article(title="Ferry sinks", confidence=0.5))["confidence"]
    0.5
    """
    data: dict[str, Any] = {
        "title": article.title,
        "date": article.date,
        "updated": article.updated,
        "dateline": _dateline(article.dateline),
        "authors": list(article.authors),
        "byline": article.byline,
        "standfirst": list(article.standfirst),
        "sections": [{"heading": s.heading, "paragraphs": list(s.paragraphs)} for s in article.sections],
        "footer": _footer(article.footer),
        "images": [_image(image) for image in article.images],
        "language": article.language,
        "url": article.url,
        "site": article.site,
        "confidence": article.confidence,
        "kind": article.kind.value,
        "kind_reason": article.kind_reason,
        "truncated": article.truncated,
    }
    if lines:
        data["lines"] = [line_dict(line) for line in article.lines]
    return data


def line_dict(line: Line) -> dict[str, Any]:
    """Return one line's verdict as JSON-ready data."""
    return line._asdict() | {"label": line.label.value}


def _dateline(dateline: Dateline | None) -> dict[str, Any] | None:
    if dateline is None:
        return None
    return {
        "text": dateline.text,
        "place": dateline.place,
        "date": dateline.date,
        "agencies": list(dateline.agencies),
    }


def _footer(footer: Footer | None) -> dict[str, Any] | None:
    if footer is None:
        return None
    return {
        "text": footer.text,
        "initials": list(footer.initials),
        "authors": list(footer.authors),
        "editors": list(footer.editors),
        "agencies": list(footer.agencies),
    }


def _image(image: Image) -> dict[str, Any]:
    return {"caption": image.caption, "credit": image.credit, "alt": image.alt}


def dateline_is_opener(article: Article) -> bool:
    """Whether the dateline is how the text begins ("OSLO, March 3 -"), not a line of its own."""
    if article.dateline is None:
        return False
    paragraphs = (p for s in article.sections for p in s.paragraphs)
    starts = [next(iter(article.standfirst), ""), next(paragraphs, "")]
    return any(fold(start).startswith(fold(article.dateline.text)) for start in starts)


def footer_is_tail(article: Article) -> bool:
    """Whether the sign-off is how the last paragraph ends ("… on Monday. (kl)"), not a line of its own."""
    if article.footer is None:
        return False
    last = next((s.paragraphs[-1] for s in reversed(article.sections) if s.paragraphs), "")
    return fold(last).endswith(fold(article.footer.text))


def fold(text: str) -> str:
    r"""Fold white space, so that a text is one line.

    >>> fold(" All\nwere  saved. ")
    'All were saved.'
    """
    if "  " not in text and text.isprintable() and text[:1] != " " != text[-1:]:
        return text  # the only printable white space is the plain space
    return " ".join(text.split())


def select(article: Article, *, only: Iterable[str] = (), drop: Iterable[str] = ()) -> Article:
    """Return the article with just the parts in `only` (all, where it is empty) that are not in `drop`.

    Parts are named in `PARTS`. What is known about the article (date, authors, language, …) and the
    lines' verdicts stay as they are. Raises ValueError for an unknown part.

    >>> select(Article(title="Ferry sinks", byline="By Ann Example"), drop=["byline"]).byline
    """
    wanted, unwanted = set(only), set(drop)
    unknown = sorted((wanted | unwanted) - set(PARTS))
    if unknown:
        raise ValueError(f"unknown part {', '.join(unknown)}: parts are {', '.join(PARTS)}")
    keep = (wanted or set(PARTS)) - unwanted
    return replace(
        article,
        title=article.title if "title" in keep else None,
        dateline=article.dateline if "dateline" in keep else None,
        byline=article.byline if "byline" in keep else None,
        standfirst=_standfirst(article, keep),
        sections=_sections(article, keep),
        footer=article.footer if "footer" in keep else None,
        images=article.images if "images" in keep else (),
    )


def _standfirst(article: Article, keep: set[str]) -> tuple[str, ...]:
    if "standfirst" not in keep:
        return ()
    texts = article.standfirst
    if texts and "dateline" not in keep and article.dateline and dateline_is_opener(article):
        texts = (_without_start(texts[0], article.dateline.text), *texts[1:])
    return tuple(t for t in texts if t)


def _sections(article: Article, keep: set[str]) -> tuple[Section, ...]:
    if "body" not in keep:
        headings = (s.heading for s in article.sections if s.heading and "headings" in keep)
        return tuple(Section(heading, ()) for heading in headings)
    sections = [(s.heading, list(s.paragraphs)) for s in article.sections]
    filled = [paragraphs for _, paragraphs in sections if paragraphs]
    if filled and "dateline" not in keep and article.dateline and dateline_is_opener(article):
        filled[0][0] = _without_start(filled[0][0], article.dateline.text)
    if filled and "footer" not in keep and article.footer and footer_is_tail(article):
        filled[-1][-1] = _without_end(filled[-1][-1], article.footer.text)
    if "headings" in keep:
        return tuple(Section(heading, tuple(p for p in texts if p)) for heading, texts in sections)
    paragraphs = tuple(p for _, texts in sections for p in texts if p)
    return (Section(None, paragraphs),) if paragraphs else ()


def _without_start(text: str, start: str) -> str:
    text, start = fold(text), fold(start)
    return text[len(start) :].lstrip() if text.startswith(start) else text


def _without_end(text: str, end: str) -> str:
    text, end = fold(text), fold(end)
    return text[: len(text) - len(end)].rstrip() if end and text.endswith(end) else text
