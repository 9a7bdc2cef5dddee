"""Date lines in twenty languages, and lines with dates that are none."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanpage.parse import date
from cleanpage.parse.date import Timestamp


@pytest.mark.parametrize(
    ("line", "language", "iso"),
    [
        ("October 21, 2015", "en", "2015-10-21"),
        ("3rd of March 2025", "en", "2025-03-03"),
        ("Updated 5:02 PM EDT, Wed October 21, 2015", "en", "2015-10-21T17:02-04:00"),
        ("12 a.m. March 3, 2025", "en", "2025-03-03T00:00"),
        ("Wednesday 22 October 2025 19.25 BST", "en", "2025-10-22T19:25+01:00"),
        ("Mo., 3. Mär. 2025, 7.57 Uhr", "de", "2025-03-03T07:57"),
        ("Stand: 03.03.25, 07:57 Uhr | Lesedauer: 4 Minuten", "de", "2025-03-03T07:57"),
        ("3. März 2025 14:05 MEZ", "de", "2025-03-03T14:05+01:00"),
        ("Le 1er mars 2025 à 9h", "fr", "2025-03-01T09:00"),
        ("mié 3 sep 2025 14:05 CEST", "es", "2025-09-03T14:05+02:00"),
        ("Aggiornato il 3 set 2025 alle 14.05", "it", "2025-09-03T14:05"),
        ("5 de agosto de 2025 às 14h05", "pt", "2025-08-05T14:05"),
        ("5 augustus 2025 om 14:05 uur", "nl", "2025-08-05T14:05"),
        ("Dodano: 5 grudnia 2025, 14:05", "pl", "2025-12-05T14:05"),
        ("5 augusti 2025 kl 14.05", "sv", "2025-08-05T14:05"),
        ("Publisert: 05.08.2025 kl 14:05", "no", "2025-08-05T14:05"),
        ("5. august 2025 kl. 14.05", "da", "2025-08-05T14:05"),
        ("čtvrtek 5. června 2025", "cs", "2025-06-05"),
        ("5 Ağustos 2025 Salı 14:05", "tr", "2025-08-05T14:05"),
        ("5 мая 2025 г. в 14:05", "ru", "2025-05-05T14:05"),
        ("5 травня 2025, 14:05", "uk", "2025-05-05T14:05"),
        ("الأربعاء ٢١ أكتوبر ٢٠١٥ 17:02", "ar", "2015-10-21T17:02"),
        ("21 تشرين الأول 2015", "ar", "2015-10-21"),
        ("2025年1月13日 5時", "ja", "2025-01-13T05:00"),
        ("令和7年1月13日", "ja", "2025-01-13"),
        ("2025年08月05日14:05", "zh", "2025-08-05T14:05"),
        ("2025년 1월 13일 오후 3:05", "ko", "2025-01-13T15:05"),
        ("Selasa, 05 Agu 2025 14:05 WIB", "id", "2025-08-05T14:05+07:00"),
        ("2024-05-06T07:08:09.123+02:00", None, "2024-05-06T07:08+02:00"),
        ("13/01/2568", None, "2025-01-13"),
    ],
)
def test_a_date_line_is_read_in_its_language(line: str, language: str | None, iso: str) -> None:
    found = date(line, language)
    assert found is not None
    assert found.iso == iso
    assert found.text == line


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("12.02.202512. Februar 2025", "2025-02-12"),
        ("Published Mon, Mar 3 20253:05 PM EDT", "2025-03-03T15:05-04:00"),
        ("04.03.202521:25", "2025-03-04T21:25"),
        ("22/04/202522/04/2025", "2025-04-22"),
        ("Harbour2025.03.31 19:59", "2025-03-31T19:59"),
    ],
)
def test_what_is_glued_together_is_read_apart(line: str, iso: str) -> None:
    found = date(line)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    ("line", "language", "day"),
    [
        ("03/04/2025", "en", "2025-03-04"),
        ("03/04/2025", "fr", "2025-04-03"),
        ("03/04/2025", None, "2025-04-03"),
        ("03/04/2025 5:02 PM EST", None, "2025-03-04"),
        ("25/12/2025", "en", "2025-12-25"),
        ("12/25/2025", "fr", "2025-12-25"),
    ],
)
def test_the_order_of_day_and_month_is_the_only_possible_or_the_languages(
    line: str, language: str | None, day: str
) -> None:
    found = date(line, language)
    assert found is not None
    assert found.date == day


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Updated: 4 March 2025 22:40 Published: 4 March 2025 20:15", ("2025-03-04", "20:15", "published")),
        ("Publié le 2 août 2024 à 13h05, modifié le 3 août 2024 à 16h20", ("2024-08-02", "13:05", "published")),
        ("Uppdaterad 18.20 | Publicerad 16.05", (None, "16:05", "published")),
        ("2025年1月14日 03時21分 (1月14日 04時10分更新)", ("2025-01-14", "03:21", "published")),
        ("Stand: 21:10 Uhr", (None, "21:10", "updated")),
    ],
)
def test_the_time_of_publication_goes_before_that_of_the_update(
    line: str, expected: tuple[str | None, str, str]
) -> None:
    found = date(line)
    assert found is not None
    assert (found.date, found.time, found.kind) == expected


@pytest.mark.parametrize(
    "line",
    [
        "On 3 March 2020 he said that the ferry would sail again.",
        "The ferry sank on 3 March 2020",
        "10 facts about the ferry of 22 October 2025",
        "Live at the harbour from 10:00",
        "il y a 2 heures",
        "2 hours ago",
        "31.02.2025",
        "99.99.2025",
        "2025-13-45",
        "March 2025",
        "Call 0800 123 456",
        "Page 3 of 10",
        "1.5 million",
        "1:37 min",
        "4. 19.20",
        "Harbour 3-2 Lake",
        "",
        " • ",
        "3 March 2025 " * 100,
    ],
)
def test_prose_relative_times_and_impossible_days_are_none(line: str) -> None:
    assert date(line) is None


def test_iso_needs_a_day() -> None:
    assert Timestamp("15:44 Uhr", time="15:44").iso is None


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789.:/-–年月日時分 aApPmMhUTCJanMär,()+الأول"), max_size=60))
def test_no_text_raises(text: str) -> None:
    found = date(text)
    assert found is None or found.date or found.time


@settings(deadline=None)
@given(st.dates(min_value=datetime.date(1990, 1, 1), max_value=datetime.date(2060, 1, 1)))
def test_every_day_is_read_back(day: datetime.date) -> None:
    found = date(str(day))
    assert found is not None
    assert found.date == str(day)
