"""The same page laid out in other ways: empty lines between all lines, a line an element, the article on one line."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import pytest

import cleanpage
from cleanpage import Article
from cleanpage.read import read, read_text
from cleanpage.read.html import read_html

FIXTURES = Path(__file__).parent / "fixtures"
PAGES = [path.name.removesuffix(".plain.txt") for path in sorted(FIXTURES.glob("*.plain.txt"))]

LAYOUTS: Mapping[str, Callable[[Sequence[str]], str]] = {
    "empty lines": "\n\n".join,
    "line breaks": lambda lines: "<br>\n".join(map(escape, lines)),
    "paragraphs": lambda lines: "\n".join(f"<p>{escape(line)}</p>" for line in lines),
    "boxes": lambda lines: "".join(f"<div>{escape(line)}</div>" for line in lines),
}
"""How programs put the lines of a page together that have lost all else."""

FAILS = {
    "muelle": "a second article below the first is kept",
    "potter": "an interview's questions are taken for subheadings",
}
"""Pages and what the present weights get wrong: each entry fails as soon as it is right."""


def lines(story: str) -> list[str]:
    text = (FIXTURES / f"{story}.plain.txt").read_text("utf8")
    return [line.strip() for line in text.splitlines() if line.strip()]


def known(story: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((FIXTURES / f"{story}.json").read_text("utf8"))
    return {**data, **data["forms"].get("plain", {})}


def paragraphs(article: Article) -> list[str]:
    """The text, whether its first paragraph is a standfirst is left open."""
    return [*article.standfirst, *(text for section in article.sections for text in section.paragraphs)]


def told(story: str) -> list[str]:
    return [*known(story)["standfirst"], *(text for s in known(story)["sections"] for text in s["paragraphs"])]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "story",
    [pytest.param(s, marks=pytest.mark.xfail(strict=True, reason=FAILS[s])) if s in FAILS else s for s in PAGES],
)
def test_a_page_gives_its_article_however_its_lines_are_put_together(story: str, layout: str) -> None:
    article = cleanpage.clean(LAYOUTS[layout](lines(story)))
    assert paragraphs(article) == told(story)
    assert article.title == known(story)["title"]


MENU = ["Home", "News", "Politics", "Sport", "Log in"]
FOOT = ["Share", "Most read", "About us", "Contact", "Privacy policy", "© 2026 The Brackwater Courier"]


@pytest.mark.parametrize("story", PAGES)
def test_a_text_on_one_line_is_kept_amid_menus(story: str) -> None:
    text = " ".join(told(story))
    article = cleanpage.clean("\n".join([*MENU, known(story)["title"], text, *FOOT]))
    assert paragraphs(article) == [text]


def test_a_whole_page_on_one_line_is_kept() -> None:
    page = " ".join(lines("tram") * 3)
    assert paragraphs(cleanpage.clean(page)) == [page]


def test_a_text_that_repeats_the_whole_article_on_one_line_is_dropped() -> None:
    said = told("tram") + told("heron") + told("weir")
    whole = " ".join(said)
    assert len(whole) > 3000
    page = [*MENU, "Tram, heron and weir", *said]
    assert paragraphs(cleanpage.clean("\n".join([*page, whole, *FOOT]))) == paragraphs(
        cleanpage.clean("\n".join([*page, *FOOT]))
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<p>One line</p><p>Another</p>",
        "One line<br>Another<br>A third<br>",
        "<html><head><title>A ferry</title></head><body><div>One line</div><div>Another</div></body></html>",
    ],
)
def test_markup_that_tells_no_line_from_another_says_nothing(markup: str) -> None:
    page = read_html(markup)
    assert page.markup is not None
    assert page.markup.elements == ()
    assert all(block.hints is None for block in page.blocks)


@pytest.mark.parametrize(
    "markup",
    [
        '<p class="lead">One line</p><p>Another</p>',
        "<h1>One line</h1><p>Another</p>",
        "<p>One line</p><p hidden>Another</p>",
        '<p>One line</p><p><img src="a.jpg" alt="A ferry">Another</p>',
        "<ul><li>One line</li></ul><p>Another</p>",
    ],
)
def test_markup_that_tells_anything_is_heard(markup: str) -> None:
    page = read_html(markup)
    assert page.markup is not None
    assert page.markup.elements


def test_a_page_whose_markup_says_nothing_keeps_what_its_head_states() -> None:
    head = '<title>Ferry sinks</title><meta property="article:published_time" content="2026-03-02">'
    article = cleanpage.clean(
        f"<html><head>{head}</head><body><p>" + "</p><p>".join(told("tram")) + "</p></body></html>"
    )
    assert article.date == "2026-03-02"
    assert paragraphs(article) == told("tram")


def test_lines_that_stand_alone_are_a_cleaned_text_where_they_have_no_menus() -> None:
    text = ["Ferry sinks off Tarn", "By Nell Harcastle", *told("tram")]
    assert read_text("\n\n".join(text)).is_clean
    assert not read_text("\n\n".join(["Home", "News", "Sport"] * 6 + text)).is_clean
    assert read("<p>" + "</p><p>".join(text) + "</p>", 10_000).is_clean


def test_a_list_at_a_cleaned_texts_end_is_no_menu() -> None:
    dates = [f"June {day} – Harbour Stage, Brackwater" for day in range(1, 30)]
    assert read_text("\n\n".join([*told("tram"), *dates])).is_clean
