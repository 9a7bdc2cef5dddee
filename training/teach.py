"""What weights for HTML teach: markup tells what text alone, and what known articles, do not.

A page's text is labelled by the article that its HTML gives. So pages of which readers know some passages only become
whole examples: those whose article agrees with all that is known. And the pictures that a known article leaves out are
found: learned as dropped lines, their captions would make all captions look like menus.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cleanpage import Article, Cleaner
from cleanpage.read.encoding import decode
from training import align, pages
from training.examples import MAKERS, Example, Known, blank, example

TAUGHT = ("segments",)
"""Corpora of which readers know passages. Articles of `bodies` and `web` taught news worse, as labelled pages do."""
PICTURED = ("news", "bodies")
"""Corpora whose known articles lack some or all pictures. Those of `web`, often lists and shops, taught news worse."""
TAUGHT_FORMS = tuple(form for form in pages.MADE_FORMS if form != "fineweb")
FORMS_A_PAGE = 2
"""Forms of text in which each of their pages is learned from. Three gained nothing."""


def taught(
    corpus: Path, cache: Path, cleaner: Cleaner, known: Known, belongs: Callable[[str], bool]
) -> Iterator[Example]:
    """Texts of the pages of which passages are known, labelled by what `cleaner` makes of their HTML.

    `belongs`: whether a publisher's pages may be learned from.
    """
    describer = blank()
    for name in TAUGHT:
        for row in pages.gold_rows(corpus, name):
            if not belongs(pages.publisher_of(row)):
                continue
            raw = pages.raw_of(corpus, name, row)
            article = cleaner.clean(decode(raw))
            if not agrees(article, row):
                continue
            for form in _forms_of(row["id"]):
                text = pages.kept_form(corpus, name, cache, form, row["id"], raw)
                made = example(pages.Source(name, form, gold_of(row, article), text), known, describer)
                if made is not None and made.items and made.form == "text":
                    yield made


def with_pictures(data: Sequence[Example], cleaner: Cleaner, known: Known) -> list[Example]:
    """The pages, with captions and credits that only their HTML tells.

    >>> with_pictures([], Cleaner(), {})
    []
    """
    whole = [e.source for e in data if e.part == "whole" and e.source.form == "html" and e.source.corpus in PICTURED]
    articles = {source.gold["id"]: cleaner.clean(source.text) for source in whole}
    describer = blank()
    out = []
    for e in data:
        article = articles.get(e.source.gold["id"])
        made = None
        if article is not None and article.images:
            source = e.source._replace(gold=pictured(e.source.gold, article))
            made = MAKERS[e.part](source, known, describer)
        out.append(made or e)
    return out


def gold_of(row: Mapping[str, Any], article: Article) -> dict[str, Any]:
    """An article as a row of gold.jsonl."""
    return {
        "id": row["id"],
        "publisher": row["publisher"],
        "title": article.title,
        "authors": list(article.authors),
        "summary": list(article.standfirst),
        "sections": [
            {"headline": [s.heading] if s.heading else [], "paragraphs": list(s.paragraphs)} for s in article.sections
        ],
        "captions": [image.caption for image in article.images if image.caption],
        "credits": [image.credit for image in article.images if image.credit],
    }


def agrees(article: Article, row: Mapping[str, Any]) -> bool:
    """Whether an article holds all passages that are known to be in it, and none that are known not to be.

    >>> article = Cleaner().clean("<p>" + "The ferry sank on Monday, the coastguard said. " * 9)
    >>> agrees(article, {"with": ["sank on Monday"], "without": ["Home"]})
    True
    >>> agrees(article, {"with": ["sank on Monday", "Skerrin"], "without": []})
    False
    """
    body = [*article.standfirst]
    for section in article.sections:
        body += [section.heading or "", *section.paragraphs]
    text, title = align.fold("\n".join(body)), align.fold(article.title or "")
    inside, outside = (list(map(align.fold, row[side])) for side in ("with", "without"))
    return all(p in text or p in title for p in inside) and not any(p in text for p in outside)


def _forms_of(page: str) -> Iterable[str]:
    """The forms of text that a page is learned from in: by chance, always the same."""
    return sorted(TAUGHT_FORMS, key=lambda f: hashlib.sha1(f"{page} {f}".encode()).digest())[:FORMS_A_PAGE]


def pictured(gold: dict[str, Any], article: Article) -> dict[str, Any]:
    """The gold with the article's captions and credits besides its own; no caption that shares words with the text."""
    text = {run for unit in align.units_of(gold) for run in _runs(unit.tokens)}
    captions = [i.caption for i in article.images if i.caption and text.isdisjoint(_runs(align.tokens_of(i.caption)))]
    credits = [i.credit for i in article.images if i.credit]
    return {
        **gold,
        "captions": [*(gold.get("captions") or []), *captions],
        "credits": [*(gold.get("credits") or []), *credits],
    }


def _runs(tokens: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(tokens[i : i + align.RUN]) for i in range(len(tokens) - align.RUN + 1))
