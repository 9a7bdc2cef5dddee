"""The promises of the contract, on real layouts, on pages cut and shuffled, and on any text at all."""

from __future__ import annotations

import json
import os
import pickle
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cleanpage
from cleanpage import Cleaner
from cleanpage.types import KEPT, Article

FIXTURES = Path(__file__).parent / "fixtures"
PAGES = {p.name.removesuffix(".txt"): p.read_text("utf8") for p in sorted(FIXTURES.glob("*.txt"))}
LINES = sorted({line for page in PAGES.values() for line in page.splitlines()})

some = settings(derandomize=True, deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))

# what line ends, list markers, controls and lone surrogates do to a reader
ODD = "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\t \xa0\u3000\x00\x01\x1b\x7f\u00ad\u200b\u200d\u202e"
ODD += "\ufeff\ufffd\ud800\udfff"
MARKS = "•*-–—1.)#>[](){}|_~`©/:,;!?\"'„“”«»。、「」（）"
any_text = st.text(
    st.one_of(st.characters(), st.sampled_from(ODD + MARKS), st.sampled_from("aeinrtAZäß09")), max_size=300
)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page made of fixtures' lines: cut out, shuffled, doubled, broken in two, with odd characters put in."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    lines = PAGES[chance.choice(sorted(PAGES))].splitlines()
    start = chance.randrange(len(lines) // 2)
    lines = lines[start : start + chance.randrange(1, len(lines))]
    for _ in range(chance.randrange(8)):
        at = chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                lines.insert(at, chance.choice(LINES))
            case 1:
                lines.insert(at, lines[chance.randrange(len(lines))])
            case 2:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                cut = chance.randrange(len(lines[at]) + 1)
                lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]
            case 4:
                cut = chance.randrange(len(lines[at]) + 1)
                lines[at] = lines[at][:cut] + chance.choice(ODD) + lines[at][cut:]
            case _:
                chance.shuffle(lines)
    return chance.choice(["\n", "\n", "\n\n", "\r\n"]).join(lines)


sources = st.one_of(pages(), any_text)


def texts(article: Article) -> Iterator[str]:
    """Every text field of an article."""
    for value in walk(article.to_dict() | dict.fromkeys(("date", "updated", "language", "kind", "kind_reason"))):
        yield from value.split("\n")


def walk(value: Any) -> Iterator[str]:
    """The strings in nested data, but not the dates that are made of what the text says."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key != "date":
                yield from walk(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from walk(inner)


UNSEEN = re.compile("[\\s\x00-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]+")
SURROGATE = re.compile("[\ud800-\udfff]")
BETWEEN = re.compile(r"(?:\]\([^()]*\)|\(BUTTON\)|[\W\d_])*")
"""What may stand between two spans that were joined: marks, list numbers, a link's target, a form's field."""


def solid(text: str) -> str:
    """A text without white space and invisible characters, lone surrogates as they are written out."""
    return UNSEEN.sub("", SURROGATE.sub("\ufffd", text))


def is_joined_of(text: str, source: str) -> bool:
    """Whether a text is spans of the source in the source's order, with nothing but marks left out between them."""
    size = longest(text, source)
    for first in range(size, max(0, size - 30), -1):
        start = source.find(text[:first])
        while start >= 0:
            if goes_on(text[first:], source, start + first):
                return True
            start = source.find(text[:first], start + 1)
    return not text


def goes_on(text: str, source: str, end: int) -> bool:
    """Whether a text's rest stands in the source behind `end`, span by span."""
    while text:
        gap = BETWEEN.match(source, end)
        assert gap is not None
        size, end = max((common(text, source, at), at) for at in range(end, gap.end() + 1))
        if not size:
            return False
        text, end = text[size:], end + size
    return True


def common(text: str, source: str, at: int) -> int:
    """How many characters a text has in common with the source from a place on."""
    same = (a == b for a, b in zip(text, source[at : at + len(text)], strict=False))
    return sum(1 for _ in takewhile(bool, same))


def longest(text: str, source: str) -> int:
    """How many characters from a text's beginning stand together somewhere in the source."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text[:middle] in source else (low, middle - 1)
    return low


def assert_partition(article: Article, source: str) -> None:
    """The lines' spans partition the source, and each line's text is its span without the line break."""
    at = 0
    for line in article.lines:
        assert line.start == at
        assert line.end > line.start
        span = source[line.start : line.end]
        assert span.startswith(line.text)
        assert not span[len(line.text) :].strip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
        at = line.end
    assert at == len(source)
    assert "".join(source[line.start : line.end] for line in article.lines) == source


# -- every character in exactly one line ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_the_lines_spans_partition_a_page(name: str) -> None:
    article = cleanpage.clean(PAGES[name])
    assert_partition(article, PAGES[name])
    assert article.source_text == PAGES[name]


@some
@given(sources)
def test_the_lines_spans_partition_any_text(source: str) -> None:
    assert_partition(cleanpage.clean(source), source)


@some
@given(pages())
def test_what_is_kept_is_what_the_labels_say(source: str) -> None:
    assert all(line.kept == (line.label in KEPT) for line in cleanpage.clean(source).lines)


# -- nothing invented -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_an_article_holds_nothing_that_the_page_does_not(name: str) -> None:
    held = solid(PAGES[name])
    assert [t for t in texts(cleanpage.clean(PAGES[name])) if not is_joined_of(solid(t), held)] == []


@some
@given(sources)
def test_nothing_is_invented_from_any_text(source: str) -> None:
    held = solid(source)
    assert [t for t in texts(cleanpage.clean(source)) if not is_joined_of(solid(t), held)] == []


def test_the_check_for_invented_text_sees_invented_text() -> None:
    held = solid("The ferry\n• sank off Skerrin.")
    assert is_joined_of(solid("The ferry sank off Skerrin."), held)
    assert not is_joined_of(solid("The ferry sank near Skerrin."), held)
    assert not is_joined_of(solid("The ferry Skerrin."), held)


# -- no exception but TypeError ---------------------------------------------------------------------------------------


@some
@given(st.one_of(sources, st.binary(max_size=400), pages().map(lambda p: p.encode("utf-16", "replace"))))
def test_no_text_and_no_bytes_raise(source: str | bytes) -> None:
    article = cleanpage.clean(source)
    assert 0.0 <= article.confidence <= 1.0
    json.dumps(article.to_dict(lines=True))
    article.to_text()
    article.to_markdown()


@pytest.mark.parametrize("wrong", [None, 1, 1.5, ["text"], ("text",), {"text": 1}, object()])
def test_another_type_raises_type_error(wrong: Any) -> None:
    with pytest.raises(TypeError, match="str or bytes"):
        cleanpage.clean(wrong)


@pytest.mark.parametrize("empty", ["", b"", " \n\t\r\n", "\u200b\ufeff", b"\xef\xbb\xbf", "\u2028", "*** --- ***"])
def test_no_text_gives_an_empty_article_with_confidence_0(empty: str | bytes) -> None:
    article = cleanpage.clean(empty)
    assert article.confidence == 0.0
    assert article.to_text() == ""
    blank = {k: v for k, v in article.to_dict().items() if v not in (None, [], 0.0, False)}
    assert blank == {"kind": "empty", "kind_reason": "page.no-text"}


# -- the same input, the same output ----------------------------------------------------------------------------------


@some
@given(pages())
def test_the_same_input_gives_the_same_output(source: str) -> None:
    first = cleanpage.clean(source)
    for again in (cleanpage.clean(source), Cleaner().clean(source)):
        assert again == first
        assert list(again.lines) == list(first.lines)


def test_what_was_cleaned_before_changes_nothing() -> None:
    cleaner = Cleaner()
    forwards = {name: cleaner.clean(text).to_dict(lines=True) for name, text in PAGES.items()}
    for name, text in reversed(PAGES.items()):
        assert cleaner.clean(text).to_dict(lines=True) == forwards[name]
        assert Cleaner().clean(text).to_dict(lines=True) == forwards[name]


def test_eight_threads_give_what_one_gives() -> None:
    want = [cleanpage.clean(text).to_dict(lines=True) for text in PAGES.values()]
    cleaner = Cleaner()
    with ThreadPoolExecutor(8) as pool:
        jobs = [pool.submit(cleaner.clean, text) for _ in range(4) for text in PAGES.values()]
        found = [job.result().to_dict(lines=True) for job in jobs]
    assert found == want * 4


def test_another_process_with_another_hash_seed_gives_the_same() -> None:
    code = (
        "import sys, json, cleanpage\n"
        "for text in json.load(sys.stdin):\n"
        "    print(json.dumps(cleanpage.clean(text).to_dict(lines=True)))\n"
    )
    found = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            input=json.dumps(list(PAGES.values())),
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        found.add(done.stdout)
    own = "".join(json.dumps(cleanpage.clean(text).to_dict(lines=True)) + "\n" for text in PAGES.values())
    assert found == {own}


@pytest.mark.parametrize("name", PAGES)
def test_cleaners_and_articles_survive_pickling(name: str) -> None:
    cleaner = Cleaner(language="en", max_chars=500_000)
    again = pickle.loads(pickle.dumps(cleaner))
    article = cleaner.clean(PAGES[name])
    copy = pickle.loads(pickle.dumps(article))
    assert again == cleaner
    assert copy == article == again.clean(PAGES[name])
    assert copy.to_dict(lines=True) == article.to_dict(lines=True)


# -- a cleaned article, cleaned again ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_a_cleaned_page_cleaned_again_is_itself(name: str) -> None:
    once = cleanpage.clean(PAGES[name]).to_text()
    assert cleanpage.clean(once).to_text() == once


@some
@given(sources)
def test_any_cleaned_text_cleaned_again_is_itself(source: str) -> None:
    once = cleanpage.clean(source).to_text()
    assert cleanpage.clean(once).to_text() == once


# -- long inputs ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("limit", [1, 40, 300, 1000])
def test_what_is_beyond_the_limit_is_said(limit: int) -> None:
    page = PAGES["tram.plain"]
    article = Cleaner(max_chars=limit).clean(page)
    assert article.truncated
    assert_partition(article, page)
    last = article.lines[-1]
    assert (last.rule, last.label, last.kept) == ("line.beyond-limit", "noise", False)
    assert last.start == limit
    assert article.source_text == page
    assert [t for t in texts(article) if not is_joined_of(solid(t), solid(page[:limit]))] == []


def test_a_single_line_is_cut_at_the_limit() -> None:
    page = "The ferry sank off Skerrin. " * 100
    article = Cleaner(max_chars=280).clean(page)
    assert [(line.start, line.end, line.rule == "line.beyond-limit") for line in article.lines] == [
        (0, 280, False),
        (280, 2800, True),
    ]


def test_nothing_is_said_of_a_page_within_the_limit() -> None:
    page = PAGES["tram.plain"]
    article = Cleaner(max_chars=len(page)).clean(page)
    assert not article.truncated
    assert all(line.rule != "line.beyond-limit" for line in article.lines)


LONG = {
    "one line": "The ferry sank. ",
    "lines": "The ferry sank off the island of Skerrin.\n",
    "empty lines": "\n",
    "fragments": "and the ferry that\n",
    "links": "[a](b)",
    "open brackets": "[(",
    "bullets": "• ",
    "stars": "*a",
    "spaces": " ",
    "numbers": "1. ",
    "unspaced": "港",
    "dates": "3 May 2026 ",
}


class Counted:
    """Counts the lines of the library that are run: work, which no other load on the machine changes."""

    def __init__(self) -> None:
        self.lines = 0

    def __call__(self, frame: Any, event: str, arg: object) -> Any:
        if "cleanpage" not in frame.f_code.co_filename:
            return None
        self.lines += event == "line"
        return self


def work(source: str) -> int:
    """How many lines of the library it takes to clean a source."""
    cleaner, counted = Cleaner(language="en"), Counted()
    cleaner.clean(source)  # packs and weights are loaded
    before = sys.gettrace()
    sys.settrace(counted)
    try:
        cleaner.clean(source)
    finally:
        sys.settrace(before)
    return counted.lines


@pytest.mark.parametrize("name", LONG)
def test_work_grows_with_the_input_and_no_faster(name: str) -> None:
    piece = LONG[name]
    small, large = (work(piece * (size // len(piece))) for size in (4_000, 16_000))
    assert large <= 4.6 * small + 400


@pytest.mark.parametrize("name", LONG)
def test_a_long_input_is_read_to_its_end(name: str) -> None:
    source = LONG[name] * (60_000 // len(LONG[name]))
    assert_partition(cleanpage.clean(source), source)
