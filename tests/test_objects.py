"""Parsed pages of bs4 and lxml are turned into the markup that they came from."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from typing import Any

import bs4
import pytest
from bs4.element import Comment, NavigableString

from cleanpage.read.objects import markup_of

etree: Any = import_module("lxml.etree")  # has no types
html: Any = import_module("lxml.html")

PAGE = (
    "<!DOCTYPE html><html><head><title>Fähre</title></head><body><p>A &lt; b<br>c</p><p></p>"
    "<script>if (a<b && c) {}</script></body></html>"
)
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p/><p>The ferry<br/>sank</p><script/></body></html>'
FEED = "<rss><channel><link>https://example.org/</link><image/></channel></rss>"


@pytest.mark.parametrize("parser", ["html.parser", "lxml"])
def test_a_soup_is_its_markup(parser: str) -> None:
    markup = markup_of(bs4.BeautifulSoup(PAGE, parser))
    assert markup is not None
    assert markup.replace("\n", "").replace("<br/>", "<br>") == PAGE


def test_a_tag_of_a_soup_is_its_markup_alone() -> None:
    assert markup_of(bs4.BeautifulSoup(PAGE, "html.parser").find("p")) == "<p>A &lt; b<br/>c</p>"


def test_a_tree_of_lxml_is_its_markup() -> None:
    for root in (html.document_fromstring(PAGE), etree.HTML(PAGE)):
        assert (markup_of(root.getroottree()) or "").replace("\n", "") == PAGE
        assert markup_of(root) == PAGE.removeprefix("<!DOCTYPE html>")


def test_an_element_of_lxml_is_its_markup_without_what_follows() -> None:
    (element,) = html.fragments_fromstring("<p>A <b>ferry</b></p> and the rest")
    assert markup_of(element) == "<p>A <b>ferry</b></p>"
    assert element.tail == " and the rest"
    assert markup_of(element[0]) == "<b>ferry</b>"


def test_xhtml_is_written_as_html() -> None:
    markup = markup_of(etree.fromstring(XHTML))
    assert markup is not None
    assert "<p></p><p>The ferry<br>sank</p><script></script>" in markup


def test_a_feed_is_written_as_xml() -> None:
    assert markup_of(etree.fromstring(FEED)) == FEED
    assert markup_of(etree.fromstring(FEED).find(".//link")) == "<link>https://example.org/</link>"


def test_a_tree_without_a_root_is_empty() -> None:
    assert markup_of(etree.ElementTree()) == ""


def test_nodes_that_are_no_elements_are_written_too() -> None:
    assert markup_of(etree.Comment("ad")) == "<!--ad-->"


@pytest.mark.parametrize("source", [None, 1, "<p>", b"<p>", NavigableString("<p>"), Comment("p"), [], bs4.Tag])
def test_other_objects_are_none(source: object) -> None:
    assert markup_of(source) is None


def test_deep_trees_are_written() -> None:
    depth = 20_000
    soup = bs4.BeautifulSoup("<div>" * depth + "deep" + "</div>" * depth, "html.parser")
    root = element = html.fromstring("<div></div>")
    for _ in range(depth):
        element = etree.SubElement(element, "div")
    element.text = "deep"
    assert (markup_of(soup) or "").count("<div>") == depth
    assert (markup_of(root) or "").count("<div>") == depth + 1


def test_the_object_stays_as_it_is() -> None:
    soup, root = bs4.BeautifulSoup(PAGE, "html.parser"), html.document_fromstring(PAGE)
    before = str(soup), etree.tostring(root)
    assert markup_of(soup) == markup_of(soup)
    assert markup_of(root) == markup_of(root)
    assert (str(soup), etree.tostring(root)) == before


def test_no_parser_is_loaded_for_what_is_none_of_its_objects() -> None:
    code = (
        "import sys; from cleanpage.read.objects import markup_of; assert markup_of(object()) is None;"
        "print(sorted({'bs4', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
