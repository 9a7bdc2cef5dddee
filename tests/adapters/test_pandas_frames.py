"""Articles in pandas' frames."""

from __future__ import annotations

import pandas as pd
import pytest

import cleanpage
from cleanpage.adapters.pandas import clean_frame
from cleanpage.adapters.rows import row
from cleanpage.samples import text

FERRY, HTML = text("ferry.txt"), text("ferry.html")


def test_a_row_is_an_article() -> None:
    cleaned = clean_frame(pd.DataFrame({"text": [FERRY, HTML]}))
    assert cleaned.to_dict("records") == [row(cleanpage.clean(page)) for page in (FERRY, HTML)]


def test_the_index_and_the_other_columns_stay() -> None:
    frame = pd.DataFrame({"page": [FERRY, HTML], "day": [3, 4], "title": "old", "id": [7, 8]}, index=["b", "a"])
    cleaned = clean_frame(frame, text="page")
    assert list(cleaned.index) == ["b", "a"]
    assert cleaned["day"].tolist() == [3, 4]
    assert cleaned["id"].tolist() == [7, 8]
    assert set(cleaned["title"]) == {"Ferry runs aground off Skerrin, all passengers safe"}
    assert "page" not in cleaned
    assert "day" not in clean_frame(frame, text="page", keep=False)


def test_the_frames_own_addresses_stand_above_what_the_pages_state() -> None:
    cleaned = clean_frame(pd.DataFrame({"text": [FERRY, FERRY], "url": ["https://example.org/mine", None]}))
    assert cleaned["url"].tolist() == ["https://example.org/mine", cleanpage.clean(FERRY).url]


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT])
def test_what_is_missing_gives_an_empty_article(missing: object) -> None:
    frame = pd.DataFrame({"text": pd.Series([FERRY, missing], dtype=object)})
    assert clean_frame(frame)["kind"].tolist() == ["article", "empty"]


def test_string_columns_of_every_backend() -> None:
    for kind in ("string", "string[pyarrow]"):
        frame = pd.DataFrame({"text": pd.Series([FERRY, None], dtype=kind)})
        assert clean_frame(frame)["kind"].tolist() == ["article", "empty"]


def test_no_rows_give_no_rows_with_the_same_columns() -> None:
    frame = pd.DataFrame({"text": [FERRY]})
    assert list(clean_frame(frame.iloc[:0]).columns) == list(clean_frame(frame).columns)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(KeyError, match="no column text: there are page"):
        clean_frame(pd.DataFrame({"page": [FERRY]}))


def test_an_index_that_repeats_itself_mixes_nothing_up() -> None:
    frame = pd.DataFrame({"text": [FERRY, None], "url": [None, "https://example.org/mine"], "id": [7, 8]}, index=[1, 1])
    cleaned = clean_frame(frame)
    assert cleaned["url"].tolist() == [cleanpage.clean(FERRY).url, "https://example.org/mine"]
    assert cleaned["id"].tolist() == [7, 8]
    assert list(cleaned.index) == [1, 1]
