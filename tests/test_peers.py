"""Other extractors are scored by the same figures: their text counts by lines, and a failure has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from training import pages

peers = pages.module(Path(__file__).parent.parent / "benchmarks" / "peers.py")

PARAGRAPH = "The weir at Brackwater burst on Tuesday night and the lower meadows are under water."
GOLD = {"title": "Weir bursts", "sections": [{"headline": [], "paragraphs": [PARAGRAPH]}]}


def broken(html: str) -> str:
    raise ValueError(html)


@pytest.mark.parametrize("text", [PARAGRAPH, f"Weir bursts\n\n{PARAGRAPH}\n"])
def test_a_repeated_headline_is_no_error(text: str) -> None:
    found = peers.score((GOLD, ""), lambda html: text)
    assert (found["F1"], found["para"], found["lost"]) == (1.0, 1.0, 0.0)


def test_a_menu_costs_and_a_failure_loses_all() -> None:
    assert peers.score((GOLD, ""), lambda html: f"Home and weather and sports\n{PARAGRAPH}")["para"] < 1.0
    assert peers.score((GOLD, ""), broken)["lost"] == 1.0
