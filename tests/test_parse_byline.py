"""Bylines with names, job titles and agencies, and lines that are none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanpage.parse import byline


def test_a_given_name_is_no_opener_of_another_language() -> None:
    found = byline("By Theo Ballard", "en")
    assert found is not None
    assert found.authors == ("Theo Ballard",)


@pytest.mark.parametrize(
    ("line", "authors", "agencies"),
    [
        ("By Ann Example and Bo Sample, Reuters", ("Ann Example", "Bo Sample"), ("Reuters",)),
        (
            "By Ann Example, Bo Sample and Cy Doe The Associated Press",
            ("Ann Example", "Bo Sample", "Cy Doe"),
            ("The Associated Press",),
        ),
        ("byAnn Example", ("Ann Example",), ()),
        ("ByAnn Example", ("Ann Example",), ()),
        ("Written byAnn Example", ("Ann Example",), ()),
        ("Byron Example", ("Byron Example",), ()),
        ("Posted by HarbourSelect on Tuesday, August 29, 2023", ("HarbourSelect",), ()),
        ("By Ann Example ⋅ Founder and Editor-in-Chief ⋅ Updated May 6, 2025", ("Ann Example",), ()),
        ("By Ann Example Last Updated on Feb 27, 2026", ("Ann Example",), ()),
        ("Author of the article: Ann Example", ("Ann Example",), ()),
        ("Ann Example, Special to The Harbour", ("Ann Example",), ()),
        ("By ANN EXAMPLE and BO SAMPLE", ("ANN EXAMPLE", "BO SAMPLE"), ()),
        ("By Ann Example in Kyiv", ("Ann Example",), ()),
        ("By Ann Example BBC News", ("Ann Example",), ()),
        ("By Harbour Staff", ("Harbour Staff",), ()),
        ("By Associated Press", (), ("Associated Press",)),
        ("Von Max Muster und Erika Beispiel, dpa", ("Max Muster", "Erika Beispiel"), ("dpa",)),
        ("Von: MAX MUSTER", ("MAX MUSTER",), ()),
        ("Ein Gastbeitrag von Max Muster", ("Max Muster",), ()),
        ("Par Jean Exemple (avec AFP)", ("Jean Exemple",), ("AFP",)),
        ("Por Ana Ejemplo / Luis Muestra", ("Ana Ejemplo", "Luis Muestra"), ()),
        ("di Mario Esempio", ("Mario Esempio",), ()),
        ("Tekst: Kari Nordmann", ("Kari Nordmann",), ()),
        ("Kari Nordmann og Ola Nordmann", ("Kari Nordmann", "Ola Nordmann"), ()),
        ("Jan Příklad, ČTK", ("Jan Příklad",), ("ČTK",)),
        ("Автор: Иван Примеров", ("Иван Примеров",), ()),
        ("بقلم: أحمد مثال", ("أحمد مثال",), ()),
        ("김예시 기자", ("김예시",), ()),
        ("本报记者 王某某", ("王某某",), ()),
        ("作者：王某某", ("王某某",), ()),
        ("山田太郎2025年3月3日 20時15分", ("山田太郎",), ()),
        ("Oleh Budi Contoh", ("Budi Contoh",), ()),
        ("Ann Example | Bo Sample", ("Ann Example", "Bo Sample"), ()),
        ("Ann van der Example", ("Ann van der Example",), ()),
        ("dpa", (), ("dpa",)),
    ],
)
def test_names_and_agencies(line: str, authors: tuple[str, ...], agencies: tuple[str, ...]) -> None:
    found = byline(line)
    assert found is not None
    assert (found.text, found.authors, found.agencies) == (line, authors, agencies)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Max MusterRedakteur", ("Max Muster",)),
        ("Max MusterErika Beispiel", ("Max Muster", "Erika Beispiel")),
        ("KolumneMax Muster", ("Max Muster",)),
        ("Ann McExample", ("Ann McExample",)),
        ("Ann Example@annexample", ("Ann Example",)),
        ("Por Ana Ejemplo aejemplo@example.com", ("Ana Ejemplo",)),
        ("By Ann ExampleTwitter", ("Ann Example",)),
        ("By Ann Example Follow", ("Ann Example",)),
        ("Ann Example2 minutes ago", ("Ann Example",)),
        ("Ann Example | 3 March 2025", ("Ann Example",)),
        ("par Jean Exemple, le lundi 3 mars 2025 à 09h15", ("Jean Exemple",)),
        ("Ana Ejemplo 3/5/2025 20:10", ("Ana Ejemplo",)),
    ],
)
def test_what_is_glued_on_is_cut_off(line: str, authors: tuple[str, ...]) -> None:
    found = byline(line)
    assert found is not None
    assert found.authors == authors


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        ("By Ann Example, News Reporter", ("News Reporter",)),
        ("Ann Example Parliamentary editor", ("Parliamentary editor",)),
        ("Von Erika Beispiel Landespolitische Korrespondentin", ("Landespolitische Korrespondentin",)),
        ("Kolumne von Max Muster", ("Kolumne",)),
    ],
)
def test_job_titles_are_kept_apart(line: str, roles: tuple[str, ...]) -> None:
    found = byline(line)
    assert found is not None
    assert found.roles == roles
    assert len(found.authors) == 1


@pytest.mark.parametrize(
    "line",
    [
        "By midnight the town was empty",
        "By the time he came the ferry had left.",
        "Written By",
        "Von der Leyen reist nach Kiew",
        "Von Berlin nach Paris",
        "Par exemple",
        "He said he would go",
        "Pilot in Deutschland",
        "Related Articles",
        "Copy Link Copied",
        "Warum das Schiff so gefährlich ist",
        "Alles Wichtige zum Hafen:",
        "Photo: Ann Example",
        "© Ann Example",
        "Published 3 March 2025",
        "Ann Example is a reporter at the Harbour Gazette.",
        "船は再び出航した",
        "Redaktion",
        "",
    ],
)
def test_prose_headlines_and_menus_are_none(line: str) -> None:
    assert byline(line) is None


@settings(deadline=None)
@given(st.text(max_size=120))
def test_no_text_raises(text: str) -> None:
    found = byline(text)
    assert found is None or found.authors or found.agencies or found.roles


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["By ", "Ann", "@", " ", "|", "dpa", "Editor", "3.3.2025", ",", "and", "기자", "记者"]))
)
def test_no_line_of_byline_parts_raises(parts: list[str]) -> None:
    byline("".join(parts))
