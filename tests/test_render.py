"""What an article looks like as data, text, Markdown and a table, and with some of its parts only."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanpage.render.data import PARTS, select
from cleanpage.render.markdown import escape
from cleanpage.render.table import explain_table, printable
from cleanpage.render.text import lines_text
from cleanpage.types import Article, Dateline, Footer, Image, Label, Line, Section

FULL = Article(
    title="Ferry runs aground",
    date="2025-03-03",
    dateline=Dateline("March 3, 2025", date="2025-03-03"),
    authors=("Ann Example",),
    byline="By Ann Example",
    standfirst=("All were saved.",),
    sections=(
        Section(None, ("It struck a sandbank.", "Nobody shouted.")),
        Section("The old lighthouse", ("It was dark.",)),
    ),
    footer=Footer("kl/mb (AFP)", initials=("kl", "mb"), agencies=("AFP",)),
    images=(Image(caption="The ferry", credit="Jo Marrow"),),
    language="en",
    confidence=0.9,
    lines=(
        Line("Menu", 0, 5, Label.NAV, False, "en.nav.menu", 4.25),
        Line("", 5, 6, Label.NOISE, False, "shape.empty", 9.0),
        Line("Ferry runs aground", 6, 25, Label.TITLE, True, "place.first", 12.5),
        Line("Image: Jo Marrow", 25, 42, Label.CREDIT, False, "en.credit.opener", 3.0),
    ),
)


def opened_and_closed() -> Article:
    """An article whose dateline opens its first paragraph and whose sign-off closes its last one."""
    return Article(
        dateline=Dateline("SKERRIN, March 3 (AFP) -", place="SKERRIN", agencies=("AFP",)),
        sections=(Section(None, ("SKERRIN, March 3 (AFP) - A ferry sank.", "All were saved. (kl)")),),
        footer=Footer("(kl)", initials=("kl",)),
    )


def test_data_has_the_documented_fields_in_their_order() -> None:
    assert list(FULL.to_dict()) == [
        *("title", "date", "updated", "dateline", "authors", "byline", "standfirst", "sections", "footer", "images"),
        *("language", "url", "site", "confidence", "kind", "kind_reason", "truncated"),
    ]
    assert list(FULL.to_dict(lines=True))[-1] == "lines"


def test_data_is_plain_and_goes_through_json_unchanged() -> None:
    data = FULL.to_dict(lines=True)
    assert json.loads(json.dumps(data)) == data
    assert data["dateline"] == {"text": "March 3, 2025", "place": None, "date": "2025-03-03", "agencies": []}
    assert data["sections"][1] == {"heading": "The old lighthouse", "paragraphs": ["It was dark."]}
    assert list(data["footer"]) == ["text", "initials", "authors", "editors", "agencies"]
    assert data["images"] == [{"caption": "The ferry", "credit": "Jo Marrow", "alt": None}]
    assert list(data["lines"][0]) == ["text", "start", "end", "label", "kept", "rule", "score"]
    assert type(data["lines"][0]["label"]) is str


def test_empty_article_has_nulls_and_empty_lists() -> None:
    data = Article().to_dict()
    assert data["dateline"] is None
    assert data["footer"] is None
    assert data["sections"] == []
    assert data["confidence"] == 0.0


def test_text_has_one_block_a_paragraph() -> None:
    assert FULL.to_text().split("\n\n") == [
        *("Ferry runs aground", "By Ann Example", "March 3, 2025", "All were saved.", "It struck a sandbank."),
        *("Nobody shouted.", "The old lighthouse", "It was dark.", "kl/mb (AFP)\n"),
    ]


def test_empty_article_is_empty_text() -> None:
    assert Article().to_text() == ""
    assert Article().to_markdown() == ""
    assert explain_table(Article()) == ""


def test_text_says_an_opening_dateline_and_a_closing_sign_off_once() -> None:
    assert opened_and_closed().to_text() == "SKERRIN, March 3 (AFP) - A ferry sank.\n\nAll were saved. (kl)\n"


def test_text_of_a_block_is_one_line() -> None:
    assert Article(sections=(Section(None, ("one\n two\u2028three",)),)).to_text() == "one two three\n"


def test_lines_text_is_a_label_a_tab_and_the_line() -> None:
    assert lines_text(FULL).splitlines() == [
        *("nav\tMenu", "noise\t", "title\tFerry runs aground", "credit\tImage: Jo Marrow")
    ]


def test_markdown_marks_headings_standfirst_and_sign_off() -> None:
    assert FULL.to_markdown().split("\n\n") == [
        *("# Ferry runs aground", "*By Ann Example*", "*March 3, 2025*", "**All were saved.**"),
        *("It struck a sandbank.", "Nobody shouted.", "## The old lighthouse", "It was dark.", "*kl/mb (AFP)*\n"),
    ]


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# 1 in the charts", r"\# 1 in the charts"),
        ("> said the captain", r"\> said the captain"),
        ("- and then nothing", r"\- and then nothing"),
        ("+ 3 degrees", r"\+ 3 degrees"),
        ("1. It was dark", r"1\. It was dark"),
        ("12) It was foggy", r"12\) It was foggy"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("| a | b |", r"\| a | b |"),
        ("5 * 5 * 5", r"5 \* 5 \* 5"),
        ("snake_case_name", r"snake\_case\_name"),
        ("[sic] and <b>", r"\[sic\] and \<b>"),
        ("`code` ~~gone~~", r"\`code\` \~\~gone\~\~"),
        ("C:\\temp", r"C:\\temp"),
        ("&amp; AT&T", r"\&amp; AT&T"),
        ("1.5 million people", "1.5 million people"),
        ("Nothing - to + escape. 1. here #", "Nothing - to + escape. 1. here #"),
    ],
)
def test_markdown_escapes_what_would_be_markup(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_markdown_heading_keeps_its_closing_marks() -> None:
    assert Article(title="Songs in C #").to_markdown() == "# Songs in C \\#\n"


@given(st.text())
def test_markdown_blocks_stay_one_line_and_unescape_to_the_text(text: str) -> None:
    escaped = escape(text)
    assert len(escaped.splitlines()) <= 1
    shown, at = "", 0
    while at < len(escaped):
        at += escaped[at] == "\\"
        shown += escaped[at]
        at += 1
    assert shown == " ".join(text.split())


@pytest.mark.parametrize("part", PARTS)
def test_select_leaves_out_a_part(part: str) -> None:
    article = select(FULL, drop=[part])
    assert article != FULL
    assert select(article, drop=[part]) == article


def test_select_only_some_parts() -> None:
    assert select(FULL, only=["title", "body", "footer"]).to_text() == (
        "Ferry runs aground\n\nIt struck a sandbank.\n\nNobody shouted.\n\nIt was dark.\n\nkl/mb (AFP)\n"
    )
    assert select(FULL, only=["headings"]).to_text() == "The old lighthouse\n"
    assert select(FULL, only=["body", "headings"], drop=["headings"]).sections == (
        Section(None, ("It struck a sandbank.", "Nobody shouted.", "It was dark.")),
    )


def test_select_nothing_in_particular_changes_nothing() -> None:
    assert select(FULL) == FULL
    assert select(FULL, only=PARTS) == FULL


def test_select_cuts_a_dropped_dateline_and_sign_off_out_of_their_paragraphs() -> None:
    article = select(opened_and_closed(), drop=["dateline", "footer"])
    assert article.to_text() == "A ferry sank.\n\nAll were saved.\n"


def test_select_of_a_sign_off_that_was_a_whole_paragraph_leaves_no_empty_one() -> None:
    article = Article(sections=(Section(None, ("All were saved.", "(kl)")),), footer=Footer("(kl)"))
    assert select(article, drop=["footer"]).sections == (Section(None, ("All were saved.",)),)


def test_select_only_the_opening_dateline_shows_it() -> None:
    assert select(opened_and_closed(), only=["dateline"]).to_text() == "SKERRIN, March 3 (AFP) -\n"


def test_select_names_an_unknown_part() -> None:
    with pytest.raises(ValueError, match=r"unknown part mood: parts are title, "):
        select(FULL, only=["mood"])


def test_table_has_a_row_for_each_line_that_is_not_empty() -> None:
    assert explain_table(FULL).splitlines() == [
        "- nav     en.nav.menu        4.2  Menu",
        "+ title   place.first       12.5  Ferry runs aground",
        "~ credit  en.credit.opener   3.0  Image: Jo Marrow",
        "1 kept, 1 apart, 1 dropped",
    ]


def test_table_cuts_to_the_width() -> None:
    line = FULL.lines[2]._replace(text="word " * 100)
    rows = explain_table(replace(FULL, lines=(line,)), width=60).splitlines()
    assert len(rows[0]) <= 60
    assert rows[0].endswith("…")


def test_table_has_colour_only_when_asked() -> None:
    assert "\x1b[" not in explain_table(FULL)
    assert "\x1b[1;32m+ title" in explain_table(FULL, color=True)


def test_table_shows_control_characters_harmlessly() -> None:
    text = "\x1b[2Jgone\x07 \u202egnp.exe \x9b31m\r\udc80"
    table = explain_table(replace(FULL, lines=(FULL.lines[0]._replace(text=text, rule="mine.\x1b[5m.x"),)))
    assert "\\x1b[2Jgone\\x07 \\u202egnp.exe \\x9b31m\\r\\udc80" in table
    assert not set("\x1b\x07\u202e\x9b\r") & set(table)


@pytest.mark.parametrize(
    ("text", "columns", "shown"),
    [
        ("Menu", 4, "Menu"),
        ("Menus", 4, "Men…"),
        ("東京都知事", 10, "東京都知事"),
        ("東京都知事", 9, "東京都知…"),
        ("東京都知事", 8, "東京都…"),
        ("e\u0301te\u0301", 3, "e\u0301te\u0301"),
        ("می\u200cروند", 7, "می\u200cروند"),
        ("a\u0301" + "\u0301" * 1000, 5, None),
        ("", 5, ""),
    ],
)
def test_printable_counts_columns(text: str, columns: int, shown: str | None) -> None:
    got = printable(text, columns)
    assert got == shown if shown is not None else len(got) <= 8 * columns + 1
