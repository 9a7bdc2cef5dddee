"""Sign-offs on lines of their own and at the end of paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanpage.parse import signoff, tail_signoff
from cleanpage.types import Footer


@pytest.mark.parametrize(
    ("line", "initials", "agencies"),
    [
        ("es/mz (AFP, Reuters)", ("es", "mz"), ("AFP", "Reuters")),
        ("mno/PAP", ("mno",), ("PAP",)),
        ("SDA/tru", ("tru",), ("SDA",)),
        ("pla/ots", ("pla",), ("ots",)),
        ("(dpa/AFP)", (), ("dpa", "AFP")),
        ("(dpa/lno)", (), ("dpa/lno",)),
        ("afp/ap/dpa", (), ("afp", "ap", "dpa")),
        ("(kas)", ("kas",), ()),
        ("amw", ("amw",), ()),
        ("fa/ah", ("fa", "ah"), ()),
        ("red, Hafen.at/Agenturen", ("red",), ()),
        ("Reuters/kle Bremen", ("kle",), ("Reuters",)),
        ("EFE", (), ("EFE",)),
        ("-- AFP", (), ("AFP",)),
        ("(ANSA).", (), ("ANSA",)),
        ("Quelle: sid/dpa", (), ("sid", "dpa")),
        ("Quelle: dpa Sport", (), ("dpa Sport",)),
        ("Źródło: PAP", (), ("PAP",)),
        ("Zdroj: ČTK", (), ("ČTK",)),
        ("Bron: BELGA", (), ("BELGA",)),
        ("Источник: ТАСС", (), ("ТАСС",)),
        ("来源：新华社", (), ("新华社",)),
        ("mit Material von dpa", (), ("dpa",)),
        ("Mit Material der dpa und AFP", (), ("dpa", "AFP")),
        ("(Con información de AFP y EFE)", (), ("AFP", "EFE")),
        ("Avec Reuters et AFP", (), ("Reuters", "AFP")),
        ("With files from The Canadian Press", (), ("The Canadian Press",)),
        ("With inputs from PTI, ANI", (), ("PTI", "ANI")),
        ("© dpa-infocom, dpa:250101-99-123456/7", (), ("dpa-infocom", "dpa")),
        ("© 2025 AFP", (), ("AFP",)),
        ("© HZ/kas/mz - Rechte am Artikel", ("kas", "mz"), ()),
        ("（完）", (), ()),
        ("(END)", (), ()),
        ("Mit Agenturmaterial.", (), ()),
    ],
)
def test_initials_and_agencies(line: str, initials: tuple[str, ...], agencies: tuple[str, ...]) -> None:
    assert signoff(line) == Footer(line, initials=initials, agencies=agencies)


@pytest.mark.parametrize(
    ("line", "authors", "editors", "agencies"),
    [
        (
            "Reporting by Ann Example in Kyiv; Additional reporting by Bo Sample and Cy Doe; Editing by Dee Muster",
            ("Ann Example", "Bo Sample", "Cy Doe"),
            ("Dee Muster",),
            (),
        ),
        (
            "Reporting by Ann Example and Bo Sample Editing by Cy Doe, Dee Muster",
            ("Ann Example", "Bo Sample"),
            ("Cy Doe", "Dee Muster"),
            (),
        ),
        ("(Reporting by Ann Example; Editing by Bo Sample)", ("Ann Example",), ("Bo Sample",), ()),
        (
            "Associated Press writers Ann Example in Rome and Bo Sample in Oslo contributed to this report.",
            ("Ann Example", "Bo Sample"),
            (),
            ("Associated Press",),
        ),
        ("Ann Example and Bo Sample contributed to this report.", ("Ann Example", "Bo Sample"), (), ()),
        ("Mitarbeit: Ann Example", ("Ann Example",), (), ()),
        ("Texto: Ana Ejemplo", ("Ana Ejemplo",), (), ()),
        ("Автор: Иван Примеров", ("Иван Примеров",), (), ()),
        ("Editor : Siti", (), ("Siti",), ()),
        ("（责编：牛某、岳某）", (), ("牛某", "岳某"), ()),
        ("编辑：李某 校对：张某", (), ("李某", "张某"), ()),
        ("서울 김예시 기자 kim@example.com", ("김예시",), (), ()),
        ("Aus dem Englischen von Ann Example", (), (), ()),
    ],
)
def test_chains_of_roles(
    line: str, authors: tuple[str, ...], editors: tuple[str, ...], agencies: tuple[str, ...]
) -> None:
    found = signoff(line) or Footer(line)
    assert (found.authors, found.editors, found.agencies) == (authors, editors, agencies)


@pytest.mark.parametrize(
    "line",
    [
        "(SPD)",
        "(42)",
        "(lacht)",
        "the",
        "und",
        "fb",
        "and/or",
        "Home",
        "App",
        "buch",
        "• nord",
        "fragen & hilfe",
        "tipps+tricks",
        "Source close to the minister said nothing.",
        "Editing the paper is a hard job.",
        "Mit freundlichen Grüßen",
        "Reporting from the front has become harder since the war began.",
        "Getty Images",
        "Imago/Ann Example",
        "Reuters said on Monday that the ferry had sunk.",
        "© 2025 Harbour Gazette. All rights reserved.",
        "By Ann Example",
        "",
    ],
)
def test_prose_menus_parties_and_picture_credits_are_none(line: str) -> None:
    assert signoff(line) is None


@pytest.mark.parametrize(
    ("paragraph", "tail"),
    [
        ("Der Weg ist frei. (kas)", "(kas)"),
        ("Das Meer ist still.“(phy)", "(phy)"),
        ("渡轮今天复航。（完）", "（完）"),
        ("The ferry sailed. (AFP)", "(AFP)"),
        ("The ferry sailed on Monday (AFP)", "(AFP)"),
        ("So ist es. (dpa/AFP/kas)", "(dpa/AFP/kas)"),
        ("The ferry sailed. es/mz (AFP, Reuters)", "es/mz (AFP, Reuters)"),
        ("Dijo el capitán. EFE", "EFE"),
        ("The ferry sailed. — Reuters", "— Reuters"),
        (
            "The ferry sailed. (Reporting by Ann Example; Editing by Bo Sample)",
            "(Reporting by Ann Example; Editing by Bo Sample)",
        ),
        ("船は再び出航した。【東京山田太郎、大阪鈴木花子】", "【東京山田太郎、大阪鈴木花子】"),
    ],
)
def test_a_paragraphs_tail(paragraph: str, tail: str) -> None:
    found = tail_signoff(paragraph)
    assert found is not None
    assert found.text == tail
    assert paragraph.endswith(tail)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Das ist so, sagte er (lacht).",
        "Das ist so. (lacht)",
        "She stood for the party (SPD)",
        "It was won by Ann Example (42)",
        "It was nice. (sic)",
        "The firm was sold. (2019)",
        "He works for the Associated Press (AP).",
        "He lives there. (See also page 3)",
        "The emperor was called that. Kaiser",
        "",
    ],
)
def test_other_brackets_at_a_paragraphs_end_are_none(paragraph: str) -> None:
    assert tail_signoff(paragraph) is None


@settings(deadline=None)
@given(st.text(max_size=200))
def test_a_tail_is_a_tail(text: str) -> None:
    signoff(text)
    found = tail_signoff(text)
    assert found is None or text.rstrip().endswith(found.text)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["(", ")", "dpa", "/", "kas", " ", ".", "©", "by", "Ann", "Reporting by", ";", "【"])))
def test_no_line_of_sign_off_parts_raises(parts: list[str]) -> None:
    signoff("".join(parts))
    tail_signoff("".join(parts))
