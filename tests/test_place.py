"""What a line's place in its page says, and which lines of a page are looked at closely."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import cleanpage
from cleanpage import Cleaner, Label
from cleanpage.evidence import focus
from cleanpage.read import read_text

SHORT = "The harbour master of Skerrin retires after 31 years, the council said."
LONG = (
    "The council of Tarn voted on Monday to close the old bridge to cars, after a debate of three hours in which "
    "nobody spoke for keeping it open.",
    "Walkers and cyclists may use the bridge until the new one is finished, which the engineers expect to be in the "
    "spring of the year after next.",
    "The mayor had asked for a second survey of the piers, since the first one had found cracks that were wider than "
    "those of ten years ago.",
)


def names_by_line(text: str) -> dict[str, set[str]]:
    """The evidence of each line that is looked at."""
    page = read_text(text)
    seen, evidence = Cleaner().survey(page)
    return {page.blocks[i].text: set(own.names()) for i, own in zip(seen.near, evidence, strict=True)}


def filler(count: int) -> list[str]:
    return [f"Photo story number {i} of the week" for i in range(count)]


@pytest.mark.parametrize("foot", [LONG[:1], LONG])
def test_a_brief_report_is_looked_at_though_the_foot_has_more_prose(foot: Sequence[str]) -> None:
    blocks = read_text("\n\n".join([SHORT, SHORT.upper(), *filler(80), *foot])).blocks
    looked_at = focus(blocks)
    assert 0 in looked_at
    assert len(blocks) - 1 in looked_at
    assert 45 not in looked_at


def test_a_sentence_far_from_a_long_article_is_not_looked_at() -> None:
    blocks = read_text("\n\n".join([SHORT, *filler(80), *LONG * 3])).blocks
    assert 0 not in focus(blocks)


def test_paragraphs_that_stand_alone_in_a_row_are_told_from_those_of_a_text() -> None:
    teasers = ["Bridge closes", LONG[0], "Cyclists welcome", LONG[1], "Cracks in the piers", LONG[2]]
    row, text = names_by_line("\n\n".join(teasers)), names_by_line("\n\n".join(["Bridge closes", *LONG]))
    assert all(any(name.startswith("lone.") for name in row[line]) for line in teasers)
    assert not any(name.startswith("lone.") for names in text.values() for name in names)


def test_comment_buttons_above_the_text_do_not_make_it_comments() -> None:
    above = names_by_line("\n\n".join(["Bridge closes", "12 comments", *LONG]))
    below = names_by_line("\n\n".join([*LONG[:2], "12 comments", LONG[2]]))
    assert "comments.1" not in above[LONG[2]]
    assert "comments.1" in below[LONG[2]]


def test_an_offer_to_comment_near_the_beginning_of_a_long_text_does_not_make_the_rest_comments() -> None:
    text = [f"{line} That was said {n} times." for n in range(4) for line in LONG]
    page = names_by_line("\n\n".join(["Bridge closes", *text[:1], "Join the conversation", *text[1:]]))
    assert not any(name.startswith("comments.") for name in page[text[-1]])


def test_a_list_at_the_end_of_a_cleaned_text_is_looked_at_to_its_end() -> None:
    dates = [f"June {n}: Skerrin Hall" for n in range(1, 31)] + [f"July {n}: Tarn Hall" for n in range(1, 31)]
    assert set(dates) <= set(names_by_line("\n\n".join(["Tour begins", *LONG, *dates])))


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_paragraphs_end_repeated_behind_it_is_a_duplicate(gap: str) -> None:
    tail = "Nobody spoke for keeping it open to cars."
    page = cleanpage.clean("\n\n".join(["Bridge closes", *LONG, f"{LONG[0]} {tail}{gap}{tail}"]))
    assert [line.label for line in page.lines if line.text == tail] == [Label.DUPLICATE]
    assert page.to_text().count(tail) == 1


def test_a_sentence_said_again_with_more_behind_it_is_kept() -> None:
    again = f"{LONG[0]} The vote was close."
    page = cleanpage.clean("\n\n".join(["Bridge closes", *LONG, LONG[0], again]))
    assert again in page.to_text()
