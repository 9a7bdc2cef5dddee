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
