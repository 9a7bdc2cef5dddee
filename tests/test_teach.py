"""What of an HTML page's article may teach the text of the page."""

from __future__ import annotations

import pytest
from training import align
from training.examples import blank, example
from training.pages import Source
from training.teach import agrees, gold_of, pictured, with_pictures

import cleanpage
from cleanpage import Article

BODY = (
    "The ferry struck a sandbank off Skerrin on Monday, the coastguard said in the evening.",
    "All passengers were taken off by lifeboats within two hours, and nobody was badly hurt.",
    "An inquiry into the accident is to begin next week at the harbour office in Port Haven.",
)
CAPTION = "The Northern Gull on the sandbank at noon."
COPIED = "All passengers were taken off by lifeboats within two hours."


def html(*captions: str) -> str:
    figures = "".join(f'<figure><img src="a.jpg"><figcaption>{c}</figcaption></figure>' for c in captions)
    text = "".join(f"<p>{p}</p>" for p in BODY)
    return f"<article><h1>Ferry runs aground off Skerrin</h1>{figures}{text}</article>"


def article(*captions: str) -> Article:
    return cleanpage.clean(html(*captions))


def test_an_article_agrees_with_passages_whatever_their_case_and_space() -> None:
    row = {"with": ["struck a  sandbank", "RUNS AGROUND OFF"], "without": ["Subscribe"]}
    assert agrees(article(), row)


def test_an_article_that_lacks_a_passage_does_not_agree() -> None:
    assert not agrees(article(), {"with": ["struck a sandbank", "a second ferry"], "without": []})


def test_an_article_with_a_passage_that_is_none_of_it_does_not_agree() -> None:
    assert not agrees(article(), {"with": ["struck a sandbank"], "without": ["harbour office"]})


def test_an_article_becomes_a_row_that_labels_the_page_s_lines() -> None:
    made = article(CAPTION)
    row = gold_of({"id": "skerrin", "publisher": "Harbour Post"}, made)
    assert row["title"] == "Ferry runs aground off Skerrin"
    assert [s["paragraphs"] for s in row["sections"]] == [list(BODY)]
    assert row["captions"] == [CAPTION]
    assert {unit.tokens for unit in align.units_of(row)} >= {tuple(align.tokens_of(p)) for p in BODY}


def test_captions_are_added_to_those_that_are_known() -> None:
    gold = {"sections": [{"headline": [], "paragraphs": list(BODY)}], "captions": ["Known before"]}
    assert pictured(gold, article(CAPTION))["captions"] == ["Known before", CAPTION]


def test_a_caption_that_repeats_the_text_is_no_caption() -> None:
    gold = {"sections": [{"headline": [], "paragraphs": list(BODY)}]}
    made = article(COPIED)
    assert [i.caption for i in made.images] == [COPIED]  # else there is nothing to leave out
    assert pictured(gold, made)["captions"] == []


@pytest.mark.parametrize("form", ["html", "plain"])
def test_a_caption_that_the_gold_lacks_is_learned_as_one(form: str) -> None:
    gold = {"id": "skerrin", "publisher": "Harbour Post", "sections": [{"headline": [], "paragraphs": list(BODY)}]}
    texts = {"html": html(CAPTION), "plain": "\n\n".join([CAPTION, *BODY])}
    bare = [example(Source("news", f, gold, text), {}, blank()) for f, text in texts.items()]
    pages = [e for e in bare if e is not None]
    assert [e.states.count("caption") for e in pages] == [0, 0]
    made = with_pictures(pages, cleanpage.Cleaner(), {})
    assert {e.source.form: e.states.count("caption") for e in made}[form] == 1


def test_pages_without_their_html_stay_as_they_are() -> None:
    gold = {"id": "skerrin", "publisher": "Harbour Post", "sections": [{"headline": [], "paragraphs": list(BODY)}]}
    page = example(Source("news", "plain", gold, "\n\n".join([CAPTION, *BODY])), {}, blank())
    assert page is not None
    assert with_pictures([page], cleanpage.Cleaner(), {}) == [page]
