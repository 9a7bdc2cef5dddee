"""Texts whose elements were put together with nothing between them are taken apart, and others are left alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanpage import clean
from cleanpage.read.glued import taken_apart

PARAGRAPHS = (
    "The ferry left the mainland at seven in the morning and lost speed when the fog closed in over the sound.",
    "Shortly before eight it ran onto a sandbank two miles south of the harbour, where the water is shallow.",
    "Lifeboats brought everyone ashore within three hours, and four people were treated for bruises at the clinic.",
    "The island's council asked again for the old light to be repaired, which was switched off to save money.",
    "“Nobody would have been hurt if it had still been there,” Ida Fenwick, the harbour master, told the Gazette.",
    "The ministry of transport is to publish a report next month, and the company pays for all who had to stay.",
)
MENU = (
    "Home",
    "News",
    "Sport",
    "Weather",
    "Jobs",
    "Property",
    "Motoring",
    "Obituaries",
    "Archive",
    "Contact",
    "Sign in",
)


def pieces(text: str) -> list[str]:
    """What a text is cut into."""
    return [*taken_apart(text.splitlines(keepends=True))]


def test_paragraphs_put_together_are_cut_where_sentences_end_without_a_space() -> None:
    assert pieces("".join(PARAGRAPHS)) == list(PARAGRAPHS)


def test_a_subheading_between_two_paragraphs_is_cut_out_at_a_word_that_the_page_has() -> None:
    glued = "".join((*PARAGRAPHS[:3], "Old light switched off", *PARAGRAPHS[3:]))
    assert pieces(glued) == [*PARAGRAPHS[:3], "Old light switched off", *PARAGRAPHS[3:]]


@pytest.mark.parametrize("name", ["InfoWars", "YouTube", "McTavish", "LeClerc", "eNingizimu"])
def test_a_name_with_a_capital_in_it_stays_whole(name: str) -> None:
    sentence = f"The harbour master wrote on {name} that nobody had asked her about the old light before the accident."
    assert sentence in pieces("".join((*PARAGRAPHS[:3], sentence, *PARAGRAPHS[3:])))


def test_a_menu_put_together_is_cut_into_its_items() -> None:
    menu = "".join(MENU * 3)
    assert pieces(menu) == list(MENU * 3)


@pytest.mark.parametrize("gap", ["    ", "\t\t\t", " \xa0 \xa0 "])
def test_a_page_on_one_line_is_cut_at_gaps_that_nobody_types(gap: str) -> None:
    parts = [*MENU, *PARAGRAPHS, *PARAGRAPHS, *MENU]
    assert [piece.strip() for piece in pieces(gap.join(parts))] == parts


def test_korean_sentences_end_without_a_space_only_where_they_were_put_together() -> None:
    korean = (
        "월요일 아침 일곱 시에 본토를 떠난 여객선이 짙은 안개 때문에 속도를 줄였고 선장은 항구에 이를 알렸다.",
        "여덟 시 직전 여객선은 항구에서 남쪽으로 이 마일 떨어진 모래톱에 올라섰으며 그곳의 물은 얕은 것으로 알려졌다.",
        "구조선들은 세 시간 안에 모든 승객을 육지로 옮겼고 네 명은 가벼운 상처로 섬의 진료소에서 치료를 받았다.",
        "섬 의회는 비용을 아끼려고 이 년 전에 꺼 버린 옛 등대를 고쳐 달라고 다시 교통부에 강하게 요구하고 나섰다.",
    )
    assert pieces("".join(korean)) == list(korean)
    assert pieces(" ".join(korean)) == [" ".join(korean)]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS),
        " ".join(PARAGRAPHS),
        "  ".join(PARAGRAPHS * 3),  # two spaces behind each sentence, as typists put them
        "\n".join((*PARAGRAPHS, "Read it at www.gazette.example/Ferry.Html or in the U.S.Edition of the paper.")),
        "\n".join(f"{'    ' * 5}{p}" for p in PARAGRAPHS),
        "uMengameli wase Ningizimu eNingizimu Afrika uthe abaHlengi kwaZulu bazothola usizo ngoMsombuluko. " * 6,
    ],
)
def test_a_text_that_nobody_put_together_is_left_alone(text: str) -> None:
    lines = text.splitlines(keepends=True)
    assert taken_apart(lines) == lines


@given(st.lists(st.sampled_from([*PARAGRAPHS, *MENU, "   ", "\n", "2026", "“Yes.”", ".", "The", "다.그"]), max_size=60))
def test_cutting_loses_nothing(parts: list[str]) -> None:
    text = "".join(parts)
    assert "".join(pieces(text)) == text
    assert all(pieces(text)) or not text


@pytest.mark.parametrize("unit", ["HomeNews", 'The ferry sank."All', "sank.»All ", "sank.“All ", "a   ", "x)Ab"])
def test_cutting_takes_linear_time(unit: str) -> None:
    start = time.process_time()
    taken_apart([unit * (1_000_000 // len(unit))])
    assert time.process_time() - start < 5  # where each place looked at the rest of the line, the first took minutes


def test_the_article_of_a_page_on_one_line_comes_out_paragraph_by_paragraph() -> None:
    page = "".join((*MENU, "Ferry runs aground off Skerrin", *PARAGRAPHS, "Read more", *MENU, "© 2026 The Gazette"))
    article = clean(page)
    assert [p for s in article.sections for p in s.paragraphs] == list(PARAGRAPHS)
    assert "".join(page[line.start : line.end] for line in article.lines) == page
