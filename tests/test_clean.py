"""Whole pages: made-up news in the forms of text that people hold, each with the article that is in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import cleanpage
from cleanpage.types import APART, DROPPED, Article, Label

FIXTURES = Path(__file__).parent / "fixtures"
FILES = {p.name.rsplit(".", 1)[0]: p for p in sorted(FIXTURES.iterdir()) if p.suffix in (".txt", ".html")}
PAGES = list(FILES)
"""The fixtures by name, "STORY.FORM"; STORY.json holds the article that every form of the story must give."""


FAILS = (
    ("heron.dclm", "body pictures", "a caption that is a whole sentence is kept as a paragraph"),
    ("kolej.paywall", "body dropped output", "the offer below the text's end is kept"),
    ("muelle.plain", "body dropped output", "a second article below the first is kept"),
    ("orchard.inscriptis orchard.plain", "body output", "a subheading in capitals after an advertisement is lost"),
    ("orkan.lynx orkan.plain", "body output", "a ticker's times and first entry are lost"),
    ("orkan.lynx orkan.plain", "dropped", "a button above a ticker is taken for a byline"),
    ("potter.bs4 potter.plain", "body", "an interview's questions are taken for subheadings"),
    ("seilbahn.next", "sign-off", "the site's imprint is taken for a sign-off"),
    ("seilbahn.next", "body dropped output", "a second article below the first is kept"),
    ("weir.browser", "body dropped output", "the last link of a box amid the article is taken for a subheading"),
)
"""Pages, tests and what the present weights get wrong: each entry fails as soon as it is right."""

KNOWN = {(page, test): why for names, tests, why in FAILS for page in names.split() for test in tests.split()}


def pages(test: str, names: Iterable[str]) -> list[Any]:
    """The pages as parameters of a test, those known to fail marked so."""
    return [
        pytest.param(n, marks=pytest.mark.xfail(strict=True, reason=KNOWN[n, test])) if (n, test) in KNOWN else n
        for n in names
    ]


def source(page: str) -> str:
    """A fixture's text."""
    return FILES[page].read_text("utf8")


@cache
def expected(page: str) -> dict[str, Any]:
    """What the page's article is, with what is particular to its form."""
    story, form = page.split(".")
    data: dict[str, Any] = json.loads((FIXTURES / f"{story}.json").read_text("utf8"))
    own: dict[str, Any] = data["forms"].get(form, {})
    return {**data, **own, "images": data["images"].get(form)}


@cache
def cleaned(page: str) -> Article:
    """The page's article as the library has it."""
    return cleanpage.clean(source(page))


def bare(line: str) -> str:
    """A line without its list marker and without a link around it."""
    text = re.sub(r"^(?:[•*]|\d\.)\s+", "", line.strip())
    return re.sub(r"^\[(.*)\]\(\S*\)$", r"\1", text)


def body(standfirst: Sequence[str], sections: Iterable[tuple[str | None, Sequence[str]]]) -> list[str]:
    """The text in order, headings marked: whether the first paragraph is a standfirst is left open."""
    blocks = list(standfirst)
    for heading, paragraphs in sections:
        blocks += [f"# {heading}"] if heading else []
        blocks += paragraphs
    return blocks


@pytest.mark.parametrize("page", pages("body", PAGES))
def test_the_body_is_whole_and_in_order(page: str) -> None:
    article, want = cleaned(page), expected(page)
    found = body(article.standfirst, [(s.heading, s.paragraphs) for s in article.sections])
    assert found == body(want["standfirst"], [(s["heading"], s["paragraphs"]) for s in want["sections"]])


@pytest.mark.parametrize("page", pages("head", PAGES))
def test_the_head_is_read(page: str) -> None:
    article, want = cleaned(page), expected(page)
    assert (article.title, article.language, article.url) == (want["title"], want["language"], want["url"])


@pytest.mark.parametrize("page", pages("date", PAGES))
def test_date_and_authors_are_read(page: str) -> None:
    article, want = cleaned(page), expected(page)
    assert article.date == want["date"]
    assert article.updated is None
    assert list(article.authors) == want["authors"]


@pytest.mark.parametrize("page", pages("sign-off", PAGES))
def test_the_sign_off_is_read(page: str) -> None:
    assert cleaned(page).to_dict()["footer"] == expected(page)["footer"]


@pytest.mark.parametrize("page", pages("pictures", [p for p in PAGES if expected(p)["images"] is not None]))
def test_pictures_are_kept_apart(page: str) -> None:
    images, want = cleaned(page).to_dict()["images"], expected(page)["images"]
    assert [(i["caption"], i["credit"]) for i in images] == [(i["caption"], i["credit"]) for i in want]
    assert all(i["alt"] in (w["alt"], None) for i, w in zip(images, want, strict=True))


@pytest.mark.parametrize("page", pages("dropped", PAGES))
def test_menus_buttons_and_promos_are_dropped(page: str) -> None:
    want = expected(page)["dropped"]
    seen = [line for line in cleaned(page).lines if bare(line.text) in want]
    assert [line for line in seen if line.label not in DROPPED or line.kept] == []
    wrong = {line.text: line.label for line in seen if want[bare(line.text)] not in (None, line.label)}
    assert wrong == {}


def test_every_fixture_holds_lines_to_drop_but_the_one_that_is_clean() -> None:
    held = {p: sum(bare(line.text) in expected(p)["dropped"] for line in cleaned(p).lines) for p in PAGES}
    assert [p for p, count in held.items() if count < 3] == ["tram.fineweb"]


@pytest.mark.parametrize("page", pages("output", PAGES))
def test_text_and_markdown_hold_the_article_and_nothing_that_was_dropped(page: str) -> None:
    article, want = cleaned(page), expected(page)
    paragraphs = [p for s in want["sections"] for p in s["paragraphs"]]
    headings = [s["heading"] for s in want["sections"] if s["heading"]]
    for text in (article.to_text(), article.to_markdown()):
        blocks = [re.sub(r"\\(.)", r"\1", b).strip("#*_ ") for b in text.splitlines() if b]
        assert [b for b in blocks if b in paragraphs] == paragraphs
        assert [b for b in blocks if b in headings] == headings
        assert [b for b in blocks if b in want["dropped"]] == []


def test_a_clean_text_stays_as_it_is() -> None:
    assert cleaned("tram.fineweb").to_text().split("\n\n") == [
        block + "\n" * (i == 11) for i, block in enumerate(source("tram.fineweb").split("\n"))
    ]
    assert all(line.kept for line in cleaned("tram.fineweb").lines)


def test_the_layout_of_a_main_content_dump_gives_the_whole_contract() -> None:
    want = expected("reservoir.dclm")
    contract = {k: want[k] for k in ("title", "date", "authors", "standfirst", "sections", "footer", "images", "url")}
    article = cleaned("reservoir.dclm")
    assert article.to_dict() == contract | {
        "updated": None,
        "dateline": {"text": "April 17, 2019", "place": None, "date": "2019-04-17", "agencies": []},
        "byline": None,
        "language": "en",
        "site": None,
        "confidence": article.confidence,
        "kind": "article",
        "kind_reason": article.kind_reason,
        "truncated": False,
    }
    assert 0.6 < article.confidence <= 1


@pytest.mark.parametrize("page", PAGES)
def test_every_line_says_what_it_is_and_why(page: str) -> None:
    for line in cleaned(page).lines:
        assert line.rule
        assert isinstance(line.label, Label)
        assert line.kept == (line.label not in DROPPED | APART)
        assert -1000 < line.score < 1000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "windows-1252"])
def test_bytes_are_read_as_the_text_that_they_hold(encoding: str) -> None:
    data = source("phare.plain").replace("•", "*").encode(encoding)
    assert cleanpage.clean(data).to_text() == cleaned("phare.plain").to_text()


def test_old_encodings_of_other_scripts_are_found() -> None:
    data = source("most.plain").replace("•", "*").encode("windows-1251")
    assert cleanpage.clean(data).to_text() == cleaned("most.plain").to_text()


def test_line_breaks_of_other_systems_change_nothing() -> None:
    text = source("tram.plain")
    for mark in ("\r\n", "\r"):
        assert cleanpage.clean(text.replace("\n", mark)).to_dict() == cleaned("tram.plain").to_dict()


@pytest.mark.parametrize("text", ["", " ", "\n\n\r\n", "\ufeff", "…", "\x00\x01", "• \n  • \n"])
def test_no_text_gives_an_empty_article(text: str) -> None:
    article = cleanpage.clean(text)
    assert (article.title, article.sections, article.confidence) == (None, (), 0.0)
    assert article.to_text() == ""


def test_a_menu_alone_gives_no_body() -> None:
    article = cleanpage.clean("Home\nNews\nSport\nCulture\nSign in\nSubscribe\nPrivacy policy\nTerms and conditions\n")
    assert article.sections == ()
    assert article.confidence == 0.0
