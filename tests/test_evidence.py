"""What a line's text and place say: evidence that is about the words, not the markup."""

from __future__ import annotations

import pytest

from cleanpage import Cleaner
from cleanpage.read import read

TOP = "The lock keeper said on Monday that the barge had waited two days before the gate was opened again."
BODY = (
    "“We could see the water rise by the hour, and nobody had told us what to do,” she said, pointing at the wall. "
    "The council wants to talk about it in the autumn, when the engineers have written their report on the gate."
)
MORE = (
    "Two more barges were waiting below the weir on Tuesday, with gravel for the new bridge and with timber on board."
)


def names(*lines: str, of: str) -> set[str]:
    """The evidence of one line of a page that has these lines."""
    page = read("\n\n".join(lines), 10**6)
    seen, evidence = Cleaner(language="en").survey(page)
    return set(evidence[[page.blocks[i].text for i in seen.near].index(of)].names())


def test_a_quote_that_is_set_apart_is_told_from_the_paragraph_it_was_taken_from() -> None:
    pulled = "“We could see the water rise by the hour, and nobody had told us what to do.”"
    found = names(
        "Barge waits", TOP, pulled, MORE, TOP[:-1] + ", too.", MORE[:-1] + ", too.", TOP + " Yes.", BODY, of=pulled
    )
    assert {n for n in found if n.startswith("echo.apart.")}


def test_a_sentence_that_only_begins_alike_is_no_quote_set_apart() -> None:
    own = "“We could see the water rise by the hour, and nobody went home that night.”"
    assert not [n for n in names("Barge waits", TOP, own, MORE, BODY, of=own) if n.startswith("echo.")]


@pytest.mark.parametrize(("who", "sort"), [("Jane Doe is a reporter", "named"), ("John Roe is an editor", "role")])
def test_a_line_that_presents_an_author_is_told_by_role_and_name(who: str, sort: str) -> None:
    line = f"{who} with the Gazette and has written about the canals of the north for twenty years."
    found = names("Barge waits", "By Jane Doe", TOP, BODY, MORE, line, of=line)
    assert {n for n in found if n.startswith("bio.")} == {f"bio.{sort}.last"}
    assert "role" in found


def test_prose_about_the_news_presents_nobody() -> None:
    assert not [
        n for n in names("Barge waits", "By Jane Doe", TOP, BODY, MORE, of=MORE) if n.startswith(("bio.", "role"))
    ]


@pytest.mark.parametrize(
    ("line", "ends_with_names"),
    [
        ("The lock at Holm has been shut since Saturday. Ann Example", True),
        ("The lock at Holm has been shut since Saturday. Ann Example/Gazette", True),
        ("Замок закрыт с субботы, сообщил город. Анна Примерова", True),
        ("The lock at Holm has been shut since Saturday, says Ann Example", False),
        ("The lock at Holm has been shut since Saturday. Ann Example.", False),
        ("The lock at Holm has been shut. It will open on Friday", False),
    ],
)
def test_names_behind_a_sentence_that_has_ended_are_a_credit(line: str, ends_with_names: bool) -> None:
    assert ("tail.names" in names("Barge waits", TOP, line, BODY, of=line)) is ends_with_names


INDENTED = (
    f"Barge waits\n\n  {TOP}\n\n      Ann Example beside the gate\n\n  {BODY}\n\n  {MORE}\n\nImprint of the Gazette"
)


@pytest.mark.parametrize(
    ("line", "evidence"),
    [
        ("Ann Example beside the gate", {"dent.5", "dent.5.s", "dent.++.s"}),
        (BODY, {"dent.3", "dent.3.P", "dent.-0.P"}),
        ("Imprint of the Gazette", {"dent.1", "dent.1.s", "dent.--.s"}),
    ],
)
def test_how_far_a_line_is_indented_beside_the_prose_is_evidence(line: str, evidence: set[str]) -> None:
    page = read(INDENTED, 10**6)
    seen, found = Cleaner(language="en").survey(page)
    own = set(found[[page.blocks[i].text for i in seen.near].index(line)].names())
    assert evidence <= own


def test_a_page_without_indents_has_none_as_evidence() -> None:
    assert not [n for n in names("Barge waits", TOP, BODY, MORE, of=BODY) if n.startswith("dent.")]


def test_whole_lines_that_rules_know_are_evidence_for_what_stands_beside_them() -> None:
    line = "Lock keepers of the north"
    assert "over.promo.related.line" in names("Barge waits", TOP, "Read more", line, BODY, of=line)
    assert "under.promo.related.prose" in names("Barge waits", TOP, BODY, "Read more", MORE, of=BODY)


def test_a_teaser_in_one_line_announces_nothing() -> None:
    line = "Lock keepers of the north"
    found = names("Barge waits", TOP, "Read more: Why the gate stayed shut", line, BODY, of=line)
    assert not [n for n in found if n.startswith("over.")]


@pytest.mark.parametrize(
    ("line", "evidence"),
    [
        ("Ann Example waits at the lock of Holm on Monday, March 3, 2025.", "says.day ends.year starts.name"),
        ("The lock keeper in front of the gate of Holm on 3 March 2025 (Jo Marrow).", "says.day ends.paren"),
        ("Schleusenwärter vor dem Tor von Holm am 3. März 2025 um kurz vor acht.", "says.day"),
        ("El esclusero delante de la puerta de Holm el 3 de marzo de 2025 por la tarde.", "says.day"),
        ("閘門の前に立つ職員、2025年3月3日、ホルムで撮影。水位は前日より二メートル高かったという。", "says.day"),
        ("They had built the lock in 1907 and it has stood there ever since, she said.", "says.year"),
        ("The lock keeper said on Monday that the barge had waited for two whole days.", ""),
        ("The number of barges rose to 20250 last year, and nobody knows why, he said.", ""),
    ],
)
def test_days_with_their_year_and_names_first_are_evidence_of_captions(line: str, evidence: str) -> None:
    found = names("Barge waits", TOP, line, BODY, MORE, of=line)
    assert {n for n in found if n.startswith(("says.", "ends.", "starts."))} == set(evidence.split())
