"""Datelines at the head of paragraphs, and heads that are none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanpage.parse import dateline

REST = " The ferry sailed again after a night of storms, and nobody was hurt on board or ashore."


@pytest.mark.parametrize(
    ("head", "place", "agencies"),
    [
        ("LA CROSSE, Wis. (AP) —", "LA CROSSE, Wis.", ("AP",)),
        ("WASHINGTON (AP) _", "WASHINGTON", ("AP",)),
        ("Washington, D.C. (AP) —", "Washington, D.C.", ("AP",)),
        ("BEIRUT/THE HAGUE, March 7 (Reuters) -", "BEIRUT/THE HAGUE", ("Reuters",)),
        ("Hamburg (dpa/lno) –", "Hamburg", ("dpa/lno",)),
        ("Frankfurt/Main (dpa) -", "Frankfurt/Main", ("dpa",)),
        ("Madrid, 3 may (EFE).-", "Madrid", ("EFE",)),
        ("(Reuters) -", None, ("Reuters",)),
        ("(ANSA) - ROMA, 03 MAR -", "ROMA", ("ANSA",)),
        ("AFP, Paris —", "Paris", ("AFP",)),
        ("МОСКВА, 5 мая. /ТАСС/.", "МОСКВА", ("ТАСС",)),
        ("КИЕВ, 5 мая — РИА Новости.", "КИЕВ", ("РИА Новости",)),
        ("İSTANBUL (AA) -", "İSTANBUL", ("AA",)),
        ("JAKARTA, Harbour.com -", "JAKARTA", ("Harbour.com",)),
        ("PARÍS.-", "PARÍS", ()),
        ("TOKYO --", "TOKYO", ()),
        ("AUBURN, Wash. —", "AUBURN, Wash.", ()),
        ("LINDI:", "LINDI", ()),
        ("Gaza City –", "Gaza City", ()),
        ("Berlin.", "Berlin", ()),
    ],
)
def test_the_opener_of_a_paragraph(head: str, place: str | None, agencies: tuple[str, ...]) -> None:
    found = dateline(head + REST)
    assert found is not None
    assert (found.text, found.place, found.agencies) == (head, place, agencies)


@pytest.mark.parametrize(
    ("line", "text", "place", "agencies"),
    [
        ("London (CNN)It was the last ferry.", "London (CNN)", "London", ("CNN",)),
        ("新华社北京4月24日电 渡轮今天复航。", "新华社北京4月24日电", "北京", ("新华社",)),
        ("【ロンドン時事】船は再び出航した。", "【ロンドン時事】", "ロンドン", ("時事",)),
        ("[東京 ３日 ロイター] - 船は再び", "[東京 ３日 ロイター] -", "東京", ("ロイター",)),
        ("(서울=연합뉴스) 김예시 기자 = 배가", "(서울=연합뉴스)", "서울", ("연합뉴스",)),
        ("Ankara", "Ankara", "Ankara", ()),
        ("Chemnitz.", "Chemnitz.", "Chemnitz", ()),
    ],
)
def test_other_scripts_glued_and_alone(line: str, text: str, place: str, agencies: tuple[str, ...]) -> None:
    found = dateline(line)
    assert found is not None
    assert (found.text, found.place, found.agencies) == (text, place, agencies)


def test_the_day_is_read_where_the_year_is_stated() -> None:
    found = dateline("MOSCOW, October 21, 2015 (Reuters) -" + REST)
    assert found is not None
    assert found.date == "2015-10-21"
    found = dateline("MOSCOW, Oct 21 (Reuters) -" + REST)
    assert found is not None
    assert found.date is None


@pytest.mark.parametrize(
    "line",
    [
        "WASHINGTON - FEBRUARY 26: People wait for the ferry in the port.",
        "FILE - The ferry leaves the port.",
        "UPDATE: The ferry has left the port after all, the company said on Monday.",
        "EXCLUSIVE – The ferry has left.",
        "Muster (SPD) hat das Schiff gesehen.",
        "The company (Reuters reported) is sold.",
        "By the way – it is late.",
        "Nein. Das war es nicht, sagte der Kapitän.",
        "• Berlin",
        "H.G.B.-Archiv",
        "• PLAY – the brand of the port",
        "REBECCA Muster has seen the ferry.",
        "IN the heart of the port stands a tower.",
        "What now? The ferry is gone.",
        "BESØK: Kari Nordmann fikk besøk på fergen da den la til kai i går.",
        "Cultura 03 junio 2025 - 10:00",
        "",
    ],
)
def test_captions_labels_and_sentences_are_none(line: str) -> None:
    assert dateline(line) is None


@settings(deadline=None)
@given(st.text(max_size=120))
def test_the_text_is_the_lines_head(text: str) -> None:
    found = dateline(text)
    assert found is None or found.text.strip() in text.replace("\xa0", " ")
