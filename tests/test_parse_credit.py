"""Picture credits, alone and glued to captions; the agencies; and that the work per line is bounded."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanpage import parse
from cleanpage.parse import agencies, credit
from cleanpage.parse.lexicon import lexicon
from cleanpage.parse.words import WINDOW, lowered


@pytest.mark.parametrize(
    ("line", "text", "holders", "wires", "caption"),
    [
        ("Photo: Ann Example/Reuters", "Photo: Ann Example/Reuters", ("Ann Example",), ("Reuters",), None),
        ("© Ann Example", "© Ann Example", ("Ann Example",), (), None),
        ("Fot. Jan Przykład / PAP", "Fot. Jan Przykład / PAP", ("Jan Przykład",), ("PAP",), None),
        ("Фото: Иван Примеров / ТАСС", "Фото: Иван Примеров / ТАСС", ("Иван Примеров",), ("ТАСС",), None),
        ("写真：山田太郎", "写真：山田太郎", ("山田太郎",), (), None),
        ("Getty Images", "Getty Images", (), ("Getty Images",), None),
        ("Image source, Getty Images", "Image source, Getty Images", (), ("Getty Images",), None),
        ("Bo Doe/AFP via Getty Images", "Bo Doe/AFP via Getty Images", ("Bo Doe",), ("AFP", "Getty Images"), None),
        ("Imago/dpa | Max Muster", "Imago/dpa | Max Muster", ("Max Muster",), ("Imago", "dpa"), None),
        ("The ferry in port. (Image: Getty)", "(Image: Getty)", (), ("Getty",), "The ferry in port."),
        ("The ferry in port.AFP", "AFP", (), ("AFP",), "The ferry in port."),
        ("The ferry in port. IMAGO/Bo Doe", "IMAGO/Bo Doe", ("Bo Doe",), ("IMAGO",), "The ferry in port."),
        ("The ferry in port (Reuters)", "(Reuters)", (), ("Reuters",), "The ferry in port"),
        ("出航する船＝１３日（代表撮影）", "（代表撮影）", ("代表",), (), "出航する船＝１３日"),
        (
            "Boris ExampleBild: Jane Doe/TASS/dpa/picture alliance",
            "Bild: Jane Doe/TASS/dpa/picture alliance",
            ("Jane Doe",),
            ("TASS", "dpa", "picture alliance"),
            "Boris Example",
        ),
        (
            "Ferries wait. (Photo by Ann Example for Harbour Gazette via Getty Images)",
            "(Photo by Ann Example for Harbour Gazette via Getty Images)",
            ("Ann Example", "Harbour Gazette"),
            ("Getty Images",),
            "Ferries wait.",
        ),
    ],
)  # fmt: skip
def test_credits(line: str, text: str, holders: tuple[str, ...], wires: tuple[str, ...], caption: str | None) -> None:
    found = credit(line)
    assert found is not None
    assert (found.text, found.holders, found.agencies, found.caption) == (text, holders, wires, caption)


@pytest.mark.parametrize(
    "line",
    [
        "He took a photo by the lake.",
        "Photo of the day: a great picture",
        "Das Foto: Ein Schiff fährt aufs Meer und kommt nicht mehr zurück.",
        "Video: Schiff sinkt im Hafen",
        "Bild 3 von 10",
        "Image caption, The port at night",
        "© 2025 Harbour Gazette. All rights reserved",
        "The ferry sailed again on Monday.",
        "",
    ],
)
def test_prose_headlines_and_rights_are_none(line: str) -> None:
    assert credit(line) is None


def test_agencies_are_found_by_word_in_any_script() -> None:
    text = "Ann Example of Reuters, the Associated Press and dpa/lno; AFP=時事, ロイター, ТАСС, ＡＰ"
    assert agencies.find(text) == ("Reuters", "the Associated Press", "dpa/lno", "AFP=時事", "ロイター", "ТАСС", "ＡＰ")
    assert agencies.find("He has a map and an app, and tapped the pan.") == ()
    assert agencies.find("APS or MAPS, AFPs") == ("APS",)


def test_an_agency_knows_its_name_and_trade() -> None:
    dpa, getty = agencies.named("DPA"), agencies.named("getty images")
    assert dpa is not None
    assert getty is not None
    assert (dpa.full, dpa.country, dpa.pictures, getty.pictures) == ("Deutsche Presse-Agentur", "de", False, True)


def test_forms_of_two_agencies_do_not_clash() -> None:
    seen: dict[str, str] = {}
    for agency in agencies.agencies():
        for form in agency.forms:
            assert seen.setdefault(form, agency.name) == agency.name


@pytest.mark.parametrize("language", [None, "de", "pt-BR", "nb", "xx", "", "../core"])
def test_a_lexicon_for_any_language(language: str | None) -> None:
    words = lexicon(language)
    assert "by" in words.by
    assert "editing by" in words.editing


def test_lower_case_keeps_every_place() -> None:
    assert len(lowered("İZMİR İstanbul")) == len("İZMİR İstanbul")


HOSTILE = [
    "(" * 5000,
    "@" * 5000,
    "a/" * 5000,
    "A B " * 3000,
    "1." * 5000,
    "12:" * 4000,
    "Photo: " * 2000,
    "Reporting by A; " * 1000,
    "【" * 5000,
    "- " * 5000,
    "Mac" * 3000,
    "责编：" * 2000,
    " " * 9000 + "x",
]


@pytest.mark.parametrize("line", HOSTILE, ids=lambda s: repr(s[:8]))
@pytest.mark.parametrize("name", ["signoff", "tail_signoff", "dateline", "date", "byline", "credit"])
def test_only_a_bounded_part_of_a_line_is_read(name: str, line: str) -> None:
    read = getattr(parse, name)
    cut = line[-WINDOW:] if name == "tail_signoff" else line[: 3 * WINDOW]
    whole, part = read(line), read(cut)
    assert (whole is None) == (part is None)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    found = credit(text)
    assert found is None or found.holders or found.agencies


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["Photo", ":", "©", " ", "(", ")", "AFP", "/", "Ann Example", ".", "＝", "撮影", "via"]))
)
def test_no_line_of_credit_parts_raises(parts: list[str]) -> None:
    credit("".join(parts))
