"""What is made of a page with a known article to learn from: the whole of it, its article, a brief report."""

from __future__ import annotations

from itertools import pairwise

import pytest
from training.examples import (
    MOST_AROUND,
    MOST_BRIEF,
    Example,
    blank,
    brief_example,
    cut_example,
    example,
    first_sentence,
)
from training.pages import Source
from training.variants import brief

PARAGRAPHS = tuple(
    f"Ferry number {n} struck a sandbank off Skerrin on Monday, said the coastguard of district {n}. "
    f"All {n} passengers were taken off by lifeboats within two hours."
    for n in range(2, 12)
)
TITLE = "Ten ferries run aground off Skerrin"
VILLAGES = "Tarn Fenlock Skerrin Altenau Brasse Orla Elmo Sallow Carn Moor Mill Weir Dyke Eel Alder Otter Heron Reed"
MENU = tuple(f"What {name} thinks of herring, and why" for name in VILLAGES.split())
GOLD = {"publisher": "Harbour Post", "title": TITLE, "sections": [{"headline": [], "paragraphs": list(PARAGRAPHS)}]}


def source(name: str, paragraphs: tuple[str, ...] = PARAGRAPHS) -> Source:
    text = "\n\n".join([*MENU, TITLE, *paragraphs, *MENU])
    return Source("news", "plain", {**GOLD, "id": name}, text)


def made(page: Example | None) -> Example:
    assert page is not None
    return page


@pytest.mark.parametrize("name", ["skerrin", "tarn", "fenlock"])
def test_a_brief_report_has_the_first_paragraphs_and_few_lines_around_them(name: str) -> None:
    whole, small = (made(make(source(name), {}, blank())) for make in (example, brief_example))
    assert small.part == "brief"
    assert 1 <= small.states.count("paragraph") <= MOST_BRIEF < whole.states.count("paragraph") == len(PARAGRAPHS)
    assert small.states.count("title") == 1
    assert small.states.count("drop") <= 2 * MOST_AROUND < whole.states.count("drop")
    rank = {"title": 0, "paragraph": 1}
    assert all(rank[a] <= rank[b] for a, b in pairwise([s for s in small.states if s in rank]))


def test_a_brief_report_is_made_of_a_page_in_the_same_way_each_time() -> None:
    one, other = (brief_example(source("skerrin"), {}, blank()) for _ in range(2))
    assert one == other
    assert one != brief_example(source("tarn"), {}, blank())


def test_a_page_that_is_brief_already_is_made_no_briefer() -> None:
    gold = {**GOLD, "id": "skerrin", "sections": [{"headline": [], "paragraphs": [PARAGRAPHS[0]]}]}
    page = Source("news", "plain", gold, "\n\n".join([*MENU, TITLE, PARAGRAPHS[0], *MENU]))
    assert made(example(page, {}, blank())).states.count("paragraph") == 1
    assert brief_example(page, {}, blank()) is None


def test_an_article_alone_has_nothing_dropped_around_it() -> None:
    cut = made(cut_example(source("skerrin"), {}, blank()))
    assert (cut.part, cut.states[0], cut.states[-1]) == ("cut", "title", "paragraph")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The ferry sank on Monday. All were saved.", "The ferry sank on Monday."),
        ("“The ferry sank on Monday.” All were saved.", "“The ferry sank on Monday.”"),
        (
            "东湾新桥周一上午通车，全长三公里，市长和许多居民出席了通车仪式。人们很高兴。",
            "东湾新桥周一上午通车，全长三公里，市长和许多居民出席了通车仪式。",
        ),
        ("The bridge is 3.5 kilometres long", "The bridge is 3.5 kilometres long"),
        ("", ""),
    ],
)
def test_first_sentences(text: str, first: str) -> None:
    assert first_sentence(text) == first


def test_a_brief_report_for_the_kinds_holds_the_article_s_own_sentences() -> None:
    lines = [line for tag, line in brief({**GOLD, "id": "skerrin"}) if tag == "p"]
    assert lines
    assert all(paragraph.startswith(line) for line, paragraph in zip(lines, PARAGRAPHS, strict=False))


def test_a_page_without_a_known_standfirst_has_the_paragraph_that_it_calls_its_description() -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    html = f'<html><head><meta name=description content="{PARAGRAPHS[0]}"></head><body><h1>{TITLE}</h1>{body}</body>'
    gold = {**GOLD, "id": "skerrin"}
    unknown = made(example(Source("web", "html", gold, html), {}, blank()))
    known = made(example(Source("news", "html", {**gold, "summary": []}, html), {}, blank()))
    assert unknown.states.count("standfirst") == 1
    assert unknown.states.index("standfirst") == known.states.index("paragraph")
    assert "standfirst" not in known.states
