"""The article as an HTML document: its elements, and that no text gets out of its escapes."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanpage.render.data import select
from cleanpage.render.html import article_element, is_link
from cleanpage.types import Article, Dateline, Footer, Image, Section

ALLOWED = {
    "html": {"lang"},
    "head": set[str](),
    "meta": {"charset", "name", "property", "content"},
    "title": set[str](),
    "link": {"rel", "href"},
    "body": {"dir"},
    "article": set[str](),
    "header": set[str](),
    "section": set[str](),
    "h1": set[str](),
    "h2": set[str](),
    "p": {"class"},
    "time": {"datetime"},
    "footer": set[str](),
    "figure": set[str](),
    "figcaption": set[str](),
    "small": {"class"},
}
"""Every element that the document may have, with its attributes."""

HOSTILE = (
    "</script><script>alert(1)</script>",
    "</title></style></article><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)> ' onmouseover='alert(1)",
    "<!-- <![CDATA[ &lt;b&gt; &#60;b&#62; ]]>",
    "javascript:alert(1)",
    "\u202egpj.exe\u202c \u2066x",
    "a\0b\x1b[31m\x7f\x85\ufffe\udc80",
)

FULL = Article(
    title="Ferry runs aground",
    date="2025-03-03",
    updated="2025-03-04T09:30+01:00",
    dateline=Dateline("March 3, 2025", date="2025-03-03"),
    authors=("Ann Example", "Bo Sample"),
    byline="By Ann Example and Bo Sample",
    standfirst=("All were saved.",),
    sections=(
        Section(None, ("It struck a\n sandbank.", "Nobody shouted.")),
        Section("The old lighthouse", ("It was dark.",)),
    ),
    footer=Footer("kl/mb (AFP)", initials=("kl", "mb"), agencies=("AFP",)),
    images=(Image(caption="The ferry", credit="Jo Marrow", alt="A ship"), Image(alt="Fog")),
    language="en",
    url="https://example.org/ferry?a=1&b=2",
    site="Harbour Post",
)


def parse(document: str) -> Any:
    return import_module("lxml.html").document_fromstring(document.encode("utf8"))


def texts(tree: Any, path: str) -> list[str]:
    return [element.text_content() for element in tree.xpath(path)]


def check_elements(tree: Any, allowed: dict[str, set[str]]) -> None:
    for element in tree.iter():
        assert isinstance(element.tag, str), f"a comment or instruction: {element}"
        assert element.tag in allowed
        assert set(element.attrib) <= allowed[element.tag], element.tag


def everywhere(text: str) -> Article:
    """An article that has the same text wherever one can stand."""
    return Article(
        title=text,
        date=text,
        updated=text,
        dateline=Dateline(f"{text} 1", date=text),
        authors=(text,),
        byline=text,
        standfirst=(text,),
        sections=(Section(None, (text,)), Section(text, (text,))),
        footer=Footer(f"{text} 2"),
        images=(Image(caption=text, credit=text, alt=f"{text} 3"),),
        language=text,
        url=text,
        site=text,
    )


def test_the_document_has_each_part_in_its_element() -> None:
    tree = parse(FULL.to_html())
    assert tree.get("lang") == "en"
    assert texts(tree, "//title") == ["Ferry runs aground"]
    assert texts(tree, "//article/header/h1") == ["Ferry runs aground"]
    assert texts(tree, "//p[@class='byline']") == ["By Ann Example and Bo Sample"]
    assert texts(tree, "//p[@class='dateline']/time[@datetime='2025-03-03']") == ["March 3, 2025"]
    assert texts(tree, "//p[@class='standfirst']") == ["All were saved."]
    assert texts(tree, "//article/p") == ["It struck a sandbank.", "Nobody shouted."]
    assert texts(tree, "//section/*") == ["The old lighthouse", "It was dark."]
    assert texts(tree, "//section/h2") == ["The old lighthouse"]
    assert texts(tree, "//article/footer") == ["\nkl/mb (AFP)\n"]
    assert texts(tree, "//figure[1]/p[@class='alt']") == ["A ship"]
    assert texts(tree, "//figure[1]/figcaption") == ["The ferry Jo Marrow"]
    assert texts(tree, "//figcaption/small[@class='credit']") == ["Jo Marrow"]
    assert texts(tree, "//figure[2]/*") == ["Fog"]


def test_the_text_comes_in_the_order_of_the_plain_text() -> None:
    shown = parse(select(FULL, drop=["images"]).to_html()).xpath("//article")[0].text_content()
    assert shown.split() == FULL.to_text().split()


def test_the_head_holds_what_is_known_beside_the_text() -> None:
    tree = parse(FULL.to_html())
    assert tree.xpath("//meta[@charset]/@charset") == ["utf-8"]
    assert tree.xpath("//meta[@name='author']/@content") == ["Ann Example", "Bo Sample"]
    assert tree.xpath("//meta[@property='article:published_time']/@content") == ["2025-03-03"]
    assert tree.xpath("//meta[@property='article:modified_time']/@content") == ["2025-03-04T09:30+01:00"]
    assert tree.xpath("//link[@rel='canonical']/@href") == ["https://example.org/ferry?a=1&b=2"]


def test_a_dateline_that_opens_the_text_is_marked_there() -> None:
    opened = Article(
        dateline=Dateline("SKERRIN, March 3 (AFP) -", date="2025-03-03"),
        sections=(Section(None, ("SKERRIN, March 3 (AFP) - A ferry sank.", "All were saved. (kl)")),),
        footer=Footer("(kl)"),
    )
    tree = parse(opened.to_html())
    assert texts(tree, "//article/p") == ["SKERRIN, March 3 (AFP) - A ferry sank.", "All were saved. (kl)"]
    assert texts(tree, "//article/p/time") == ["SKERRIN, March 3 (AFP) -"]
    assert not tree.xpath("//header | //footer")


def test_a_dateline_without_a_date_is_no_time() -> None:
    tree = parse(replace(FULL, dateline=Dateline("SKERRIN")).to_html())
    assert texts(tree, "//p[@class='dateline']") == ["SKERRIN"]
    assert not tree.xpath("//time")


def test_an_article_without_anything_is_still_a_document() -> None:
    tree = parse(Article().to_html())
    assert texts(tree, "//title") == ["Untitled"]
    assert texts(tree, "//article") == ["\n"]
    assert tree.get("lang") is None


@pytest.mark.parametrize(
    ("language", "shown"), [("de", "de"), ("zh-Hant", "zh-Hant"), (None, None), ("", None), ('de" onload="', None)]
)
def test_only_a_language_tag_is_a_language(language: str | None, shown: str | None) -> None:
    assert parse(Article(language=language).to_html()).get("lang") == shown


def test_headings_start_at_the_level_asked_for() -> None:
    assert re.findall(r"<(h\d)>", article_element(FULL, level=3)) == ["h3", "h4"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    document = everywhere(text).to_html()
    tree = parse(document)
    check_elements(tree, ALLOWED)
    shown = "".join("\ufffd" if c in "\0\x1b\x7f\ufffe\udc80" else " " if c == "\x85" else c for c in text)
    assert texts(tree, "//h1 | //h2") == [shown, shown]
    assert document.count("<article>") == 1


@given(st.text())
def test_any_text_stays_text(text: str) -> None:
    article = everywhere(text)
    tree = parse(article.to_html())
    check_elements(tree, ALLOWED)
    assert all(is_link(address) for address in tree.xpath("//@href"))


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://example.org/p/7Kq2x", True),
        ("HTTP://example.org", True),
        ("https://example.org/straße", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" https://example.org", False),
        ("https://example.org/\u202egpj", False),
        ("https://example.org/\n", False),
        ('https://example.org/"onclick="', False),
        ("data:text/html,https://example.org", False),
        ("//example.org", False),
        ("", False),
    ],
)
def test_only_http_addresses_are_links(address: str, good: bool) -> None:
    assert is_link(address) is good
    assert bool(parse(Article(url=address).to_html()).xpath("//link")) is good
