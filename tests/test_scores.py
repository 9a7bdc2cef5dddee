"""The figures of quality: what they say of an article beside the known one."""

from __future__ import annotations

from typing import Any

import pytest
from training import scores

ONE = "The weir at Brackwater burst on Tuesday night and the meadows are under water."
TWO = "Nobody was hurt but three mills will have no water until the autumn comes again."
GOLD: dict[str, Any] = {
    "title": "Weir bursts",
    "date": "2025-03-19",
    "authors": ["Nell Harcastle"],
    "summary": ["A stone wall is to stand for a hundred years, say its builders."],
    "sections": [{"headline": [], "paragraphs": [ONE]}, {"headline": ["Dry mills"], "paragraphs": [TWO]}],
    "captions": ["The mill race on Wednesday"],
    "credits": ["Jo Marrow/Courier"],
}
FOUND: dict[str, Any] = {
    "title": "Weir bursts",
    "date": "2025-03-19T08:00:00+00:00",
    "authors": ["Nell Harcastle"],
    "standfirst": GOLD["summary"],
    "sections": [{"heading": None, "paragraphs": [ONE]}, {"heading": "Dry mills", "paragraphs": [TWO]}],
}


def found(**changes: Any) -> dict[str, float]:
    return scores.score(GOLD, {**FOUND, **changes})


def test_the_known_article_has_the_best_figures() -> None:
    assert found() == {name: float(name not in ("lost", "leak")) for name in found()}
    assert set(found()) == {"F1", "para", "lost", "leak", "head", "title", "stand", "date", "auth"}


def test_a_lost_paragraph_shows() -> None:
    less = found(sections=FOUND["sections"][:1])
    assert less["lost"] == 0.5
    assert less["F1"] < 0.8
    assert less["head"] == 0.0


def test_a_caption_in_the_text_leaks() -> None:
    more = found(sections=[{"heading": None, "paragraphs": [ONE, "The mill race on Wednesday", TWO]}])
    assert more["leak"] == 0.5
    assert more["para"] < 1.0


def test_a_standfirst_that_is_left_out_is_no_error_in_the_text() -> None:
    without = found(standfirst=[])
    assert (without["F1"], without["para"], without["stand"]) == (1.0, 1.0, 0.0)


def test_typography_and_case_are_no_errors() -> None:
    assert found(title="WEIR  bursts", authors=["nell harcastle"])["title"] == 1.0
    assert scores.score({**GOLD, "title": "“Weir” – bursts"}, {**FOUND, "title": '"Weir" - bursts'})["title"] == 1.0


def test_what_a_text_does_not_hold_is_not_asked_for() -> None:
    of_text = scores.score(GOLD, FOUND, "\n".join([ONE, TWO]))
    assert not {"title", "stand", "date", "auth"} & set(of_text)
    assert scores.score(GOLD, FOUND, f"Weir bursts\n{ONE}")["title"] == 1.0


@pytest.mark.parametrize(("text", "held"), [(f"{ONE}\n{TWO}", True), (ONE, False), ("", False)])
def test_a_text_that_lost_the_article_is_told(text: str, held: bool) -> None:
    assert scores.holds(text, GOLD) == held


def test_means_are_of_the_pages_that_have_a_figure() -> None:
    assert scores.means([{"F1": 1.0, "leak": 0.5}, {"F1": 0.5}]) == {"F1": 0.75, "leak": 0.5}
