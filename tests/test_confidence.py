"""Confidence: what is promised of a page, from signs of how it came out."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleanpage
from cleanpage import Cleaner
from cleanpage.confidence import ARTICLE, BIAS, Model, confidence, default_model, expected, floor

FIXTURES = Path(__file__).parent / "fixtures"
MODEL = Model({BIAS: 2.0, "gaps.short": -1.0}, [(0.0, 0.0), (0.5, 0.2), (1.0, 1.0)])
TRAM = (FIXTURES / "tram.plain.txt").read_text("utf8")


def test_the_model_that_ships_promises_more_where_more_is_expected() -> None:
    knots = default_model().floor
    assert (knots[0], knots[-1][0]) == ((0.0, 0.0), 1.0)
    for (x, low), (y, high) in pairwise(knots):
        assert x < y
        assert low < high <= 1.0
    assert all(low <= x for x, low in knots)  # no more is promised than is expected


def test_the_model_that_ships_weighs_signs_that_pages_have() -> None:
    _, signs = Cleaner().rated(TRAM)
    assert set(default_model().signs) <= set(signs) - {ARTICLE}


@settings(derandomize=True, deadline=None)
@given(st.dictionaries(st.sampled_from([*default_model().signs, ARTICLE]), st.floats(-50, 50), min_size=1))
def test_confidence_is_a_share(signs: dict[str, float]) -> None:
    signs[ARTICLE] = abs(signs.get(ARTICLE, 1.0)) / 50
    assert 0.0 <= confidence(signs, default_model()) <= 1.0


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_is_promised_where_more_is_expected(one: float, other: float) -> None:
    low, high = sorted([one, other])
    assert floor(low, MODEL.floor) <= floor(high, MODEL.floor)


def test_signs_weigh_and_what_is_no_article_is_worth_nothing() -> None:
    good, bad = ({BIAS: 1.0, "gaps.short": gaps, ARTICLE: 1.0} for gaps in (0.0, 3.0))
    assert confidence(good, MODEL) > confidence(bad, MODEL)
    assert expected({**good, ARTICLE: 0.5}, MODEL.signs) == expected(good, MODEL.signs) / 2
    assert confidence({**good, ARTICLE: 0.0}, MODEL) == 0.0
    assert confidence({}, MODEL) == 0.0


def test_an_article_among_its_menus_is_trusted_and_one_torn_apart_less() -> None:
    paragraphs = [line for line in TRAM.splitlines() if len(line) > 100]
    menu = "\n".join(["  • Home", "  • Prices and terms", "Read on", "  • Our shop", "4 items", "Buy now"])
    torn = "\n\n".join(f"{p[:90]}\n\n{menu}\n\n{p[90:]}" for p in paragraphs)
    assert cleanpage.clean(torn).confidence + 0.05 < cleanpage.clean(TRAM).confidence > 0.9


@pytest.mark.parametrize("page", ["", "Home\nNews\nSport\n", "<ul><li><a href='/a'>Ferry sinks</a></li></ul>"])
def test_where_nothing_is_kept_there_is_no_confidence(page: str) -> None:
    assert cleanpage.clean(page).confidence == 0.0


def test_a_listing_is_no_article_cleanly_cut() -> None:
    teasers = [
        f"<li><h3><a href='/{n}'>Story number {n} of the day</a></h3><p>What came of it.</p></li>" for n in range(30)
    ]
    page = f"<html><body><h1>Latest news</h1><ul>{''.join(teasers)}</ul><a href='?page=2'>Next page</a></body></html>"
    assert cleanpage.clean(page).confidence < 0.3
