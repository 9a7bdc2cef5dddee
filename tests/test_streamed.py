"""Pieces of a page that its server sent late stand where the page's script puts them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanpage
from cleanpage.read import read
from cleanpage.read.streamed import in_place

SENTENCE = "The ferry to Skerrin was towed back to the harbour on Monday after its engine had stopped twice."


def gap(name: str, meanwhile: str = "") -> str:
    return f'<!--$?--><template id="B:{name}"></template>{meanwhile}<!--/$-->'


def piece(name: str, content: str) -> str:
    return f'<div hidden id="S:{name}">{content}</div><script>$RC("B:{name}","S:{name}")</script>'


def texts(html: str) -> list[str]:
    return [b.text for b in read(html, 10**6).blocks]


def test_a_late_article_is_read_in_its_place() -> None:
    paragraphs = "".join(f"<p>{SENTENCE} This was the {n}th time.</p>" for n in range(4, 9))
    page = f"<main><h1>Ferry towed</h1>{gap('0', '<p>Loading</p>')}</main><footer>Imprint</footer>"
    article = cleanpage.clean(f"<html><body>{page}{piece('0', f'<div>{paragraphs}</div>')}</body></html>")
    assert article.title == "Ferry towed"
    assert [p[-17:] for s in article.sections for p in s.paragraphs] == [f"was the {n}th time." for n in range(4, 9)]


def test_pieces_go_to_their_gaps_in_whatever_order_they_come() -> None:
    page = f"<p>One</p>{gap('0')}<p>Three</p>{gap('1')}"
    assert texts(page + piece("1", "<p>Four</p>") + piece("0", "<p>Two</p>")) == ["One", "Two", "Three", "Four"]


def test_a_piece_may_have_gaps_of_its_own() -> None:
    inner = f'<div><p>Two</p><template id="P:2"></template></div>{gap("3", "<p>…</p>")}'
    late = piece("1", inner) + piece("2", "<p>Three</p>") + piece("3", "<div><p>Four</p></div>")
    assert texts(f"<p>One</p>{gap('1', gap('9', '<p>Loading</p>'))}{late}") == ["One", "Two", "Three", "Four"]


def test_what_is_shown_meanwhile_stays_where_no_piece_came() -> None:
    assert texts(gap("0", "<p>Loading</p>") + gap("1", "<p>Wait</p>") + piece("1", "<p>Done</p>")) == [
        "Loading",
        "Done",
    ]


@pytest.mark.parametrize(
    "page",
    [
        '<div hidden id="S:0"><p>Nowhere</p></div>',
        '<p>One</p><template id="B:1"></template><div hidden id="S:0"><p>Nowhere</p></div>',
        '<template id="B:0"></template><div hidden id="S:0"><div><p>Never closed</p>',
        '<div hidden id="S:0"><template id="B:0"></template>itself</div>',
        '<div hidden id="aside-S:0">Other</div><template id="B:0"></template>',
        '<template id="B:0"></template><div id="S:0">Shown</div>',
    ],
)
def test_other_pages_stay_as_they_are(page: str) -> None:
    assert in_place(page) == page


PARTS = st.lists(
    st.sampled_from(
        [
            *[f'<template id="{kind}:{n}"></template>' for kind in "BP" for n in "012"],
            *[f'<div hidden id="S:{n}">' for n in "012"],
            *("<div>", "</div>", "<!--$?-->", "<!--/$-->", "word "),
        ]
    ),
    max_size=24,
)


@given(PARTS)
def test_no_word_comes_twice_and_none_is_lost_outside_of_gaps(parts: list[str]) -> None:
    source = "".join(f"w{n} " if part == "word " else part for n, part in enumerate(parts))
    words = re.findall(r"w\d+", in_place(source))
    assert len(words) == len(set(words))
    if "<!--" not in source:
        assert set(words) == set(re.findall(r"w\d+", source))
