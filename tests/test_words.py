"""The fast ways to a line's words and to the lines that can be of an article say what the obvious ways say."""

from __future__ import annotations

import pytest

from cleanpage import Cleaner
from cleanpage.evidence import focus
from cleanpage.label import FORMS, Weights
from cleanpage.rules.words import WORD, ended, splitter, weight
from cleanpage.samples import text as sample
from cleanpage.types import Block

LANGUAGES = (None, "en", "pl", "ru", "el", "tr", "he", "ar", "ja", "xx")
PROSE = "The ferry left the mainland at seven on Monday morning with 112 people on board, the coastguard said."


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_splitter_finds_the_words_that_the_pattern_finds(language: str | None) -> None:
    split = splitter(language)
    wrong = [c for c in map(chr, range(0x3100)) if split(f"a{c}é {c}1") != WORD.findall(f"a{c}é {c}1")]
    assert wrong == []


@pytest.mark.parametrize("text", ["", " ", "l’été – «Спасибо» 謝謝", "naïve café… 1 000 €", "\ud800 lone\x1csurrogate"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_splitter_takes_any_text(text: str, language: str | None) -> None:
    assert splitter(language)(text) == WORD.findall(text)


def page(*texts: str) -> list[Block]:
    return [Block(text, i, i) for i, text in enumerate(texts)]


MENU = ("Home", "Island", "Harbour", "Weather", "Sport", "Culture", "Letters")


def test_what_lies_within_a_menu_is_not_looked_at_but_its_ends_are() -> None:
    items = [item + end for end in ("", "s") for item in MENU]
    looked_at = focus(page(*items, PROSE))
    assert looked_at == [0, 1, 2, 3, 10, 11, 12, 13, 14]


@pytest.mark.parametrize(
    "line",
    ["March 3, 2025", "Said the mayor.", "and then", "By:", "A headline that is no menu item", "灯台の夜"],
)
def test_a_line_that_may_be_of_the_article_is_no_menus(line: str) -> None:
    blocks = page(*MENU[:3], line, *MENU[3:6], PROSE)
    assert 3 in focus(blocks)


def test_a_marked_heading_is_no_menus() -> None:
    blocks = [b._replace(level=1) if b.text == "Weather" else b for b in page(*MENU, PROSE)]
    assert 3 in focus(blocks)


def test_weights_that_know_nothing_give_an_article_all_the_same() -> None:
    article = Cleaner(weights={form: Weights.of({}, {}) for form in FORMS}).clean(sample("ferry.txt"))
    assert len(article.lines) == len(sample("ferry.txt").splitlines())


@pytest.mark.parametrize("text", ["渡轮从大陆ABC123前往斯凯林岛", "十月一日。二日", "2026年11月，渡轮公司"])
def test_a_number_or_a_stop_amid_a_chinese_line_does_not_make_it_light(text: str) -> None:
    assert weight(text) == 5 * len(text) // 2


def test_a_long_line_in_thai_has_ended_and_a_headline_has_not() -> None:
    assert ended("เรือข้ามฟากเกยตื้น " * 8 + "แล้ว")
    assert not ended("เรือข้ามฟากเกยตื้นใกล้เกาะ")
    assert not ended("A ferry that ran aground " * 8 + "today")
