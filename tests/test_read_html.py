"""The HTML reader: what becomes of elements, text and metadata, and that no markup breaks it."""

from __future__ import annotations

import json
import re
import time

import bs4
import lxml.etree
import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cleanpage
from cleanpage.evidence import scope
from cleanpage.read import html
from cleanpage.read.cut import without_scripts
from cleanpage.read.html import read_html
from cleanpage.types import Article, Claims

some = settings(derandomize=True, deadline=None, max_examples=80, suppress_health_check=list(HealthCheck))

FERRY = "The ferry to Skerrin ran aground on Monday evening with 112 people on board, the harbour office said."
CREW = "All of them were taken off by fishing boats within two hours, and four were treated for bruises in the town."
PILOT = "The captain told reporters that the light on the southern point had been dark since the storm in January."


def lines(markup: str) -> list[str]:
    """The page's lines."""
    return read_html(markup).source.split("\n")


def seen(markup: str) -> list[str]:
    """The page's blocks but those that the markup hides, alternative texts among them."""
    page = read_html(markup)
    apart = scope(page).apart or [""] * len(page.blocks)
    return [b.text for b, why in zip(page.blocks, apart, strict=True) if why not in ("html.hidden", "html.alt")]


def stated(markup: str) -> Claims:
    found = read_html(markup).markup
    assert found is not None
    return found.claims


# -- lines ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>The ferry<p>sank", ["The ferry", "sank"]),
        ("<P>The <B>ferry</B> sank</P>", ["The ferry sank"]),
        ("<p>The <a href='/x'>fer<i>ry</i></a>, <em>sank</em>.</p>", ["The ferry, sank."]),
        ("<p>The\n   ferry \t sank</p>", ["The ferry sank"]),
        ("The ferry<br>sank<br/>here<br><br>today", ["The ferry", "sank", "here", "today"]),
        ("The ferry</br>sank", ["The ferry", "sank"]),
        ("<h1>The ferry<br>sank</h1>", ["The ferry sank"]),
        ("<h1>The ferry<br><br>sank</h1>", ["The ferry", "sank"]),
        ("<div>One<div>Two</div>Three</div>", ["One", "Two", "Three"]),
        ("<div>One<span>Two</span>Three</div>", ["OneTwoThree"]),
        ("<a href='/x'><div>One</div><div>Two</div></a>Three", ["One", "Two", "Three"]),
        ("<a href='/x'><h3>One</h3><p>Two</p></a>", ["One", "Two"]),
        ("<ul><li>One<li>Two<ul><li>Three</ul></ul>", ["One", "Two", "Three"]),
        ("<dl><dt>One<dd>Two<dt>Three</dl>", ["One", "Two", "Three"]),
        ("<table><tr><td>One<td>Two<tr><td>Three</table>", ["One", "Two", "Three"]),
        ("<TABLE><TR><TD>One<TABLE><TR><TD>Two</TABLE>Three</TABLE>", ["One", "Two", "Three"]),
        ("<my-story><p>One</p><my-note>two</my-note></my-story>", ["One", "two"]),
        ("<p>One</p> two <p>Three</p>", ["One", "two", "Three"]),
        ("<html><body><p>One</body></html><p>Two", ["One", "Two"]),
        ("<html><head><title>T</title></head>One", ["One"]),
        ("<html><head><p>One</p></head><body>Two", ["One", "Two"]),
        ("</p></div>One</span>", ["One"]),
        ("<p>5 < 6 and a<b</p>", ["5 < 6 and a"]),
        (
            "<p>Caf&eacute; &amp; bar&nbsp;&#8211; &lt;b&gt; &nosuch; &#0;&#xD800;</p>",
            ["Café & bar – <b> &nosuch; \ufffd\ufffd"],
        ),
        ("<p>The fer\xadry\u200b sank\x07</p>", ["The ferry sank"]),
        ("<p>می\u200cخواهم 👨\u200d👩</p>", ["می\u200cخواهم 👨\u200d👩"]),
        (
            "<p>One\U000e0045\U000e0058 \U0001f3f4\U000e0067\U000e0062\U000e007f</p>",
            ["One \U0001f3f4\U000e0067\U000e0062\U000e007f"],
        ),
        ("<p>One<![CDATA[ two]]> three</p>", ["One two three"]),
        ("<p>One<wbr>two <?php echo 1 ?>three", ["Onetwo three"]),
    ],
)
def test_lines_are_those_that_a_reader_sees(markup: str, expected: list[str]) -> None:
    assert lines(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            "<p>The yard <a>Tern</a><button></button>, which built it, was shut.</p>",
            ["The yard Tern, which built it, was shut."],
        ),
        ("<p>The yard<div></div><p>which built it", ["The yard", "which built it"]),
        ("<p>We sail<br><br>by night</p>", ["We sail", "by night"]),
        ("<p>The yard was shut.<button></button>by the court", ["The yard was shut.", "by the court"]),
        ("<p>The yard<button>Follow</button>which built it</p>", ["The yard", "Follow", "which built it"]),
        ("<div>The yard<div></div>which built it</div>", ["The yard", "which built it"]),
    ],
)
def test_a_sentence_goes_on_behind_a_button_without_text(markup: str, expected: list[str]) -> None:
    assert [b.text for b in read_html(markup).blocks] == expected


def test_headings_lists_and_links_are_marked() -> None:
    page = read_html("<h2>Two</h2><p>A <a href='/x'>link</a></p><p><b>Bold</b></p>")
    assert [(b.marker, b.level) for b in page.blocks] == [("heading", 2), ("", 0), ("", 0)]
    assert [round(b.links, 2) for b in page.blocks] == [0, 0.67, 0]
    assert [b.hints.strong for b in page.blocks if b.hints] == [0, 0, 1]


def test_a_figure_gives_its_alternative_text_caption_and_credit_lines_of_their_own() -> None:
    markup = (
        "<figure><img alt='A boat'><figcaption>The boat. <span class='credit'>Photo: Jo</span></figcaption></figure>"
    )
    assert lines(markup) == ["A boat", "The boat.", "Photo: Jo"]
    assert [b.hints.alt for b in read_html(markup).blocks if b.hints] == [True, False, False]


def test_an_image_within_a_sentence_does_not_break_it() -> None:
    assert lines("<p>The <img alt='red'> ferry</p>") == ["The ferry"]


# -- what is not for reading ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>Bad</script>",
        "<SCRIPT>if (a<b) '</p>Bad'</SCRIPT >",
        "<style>Bad</style>",
        "<!-- Bad -->",
        "<!-- <p>Bad</p> --!>",
        "<!--><!-- Bad -->",
        "<template>Bad<template>Bad</template>Bad</template>",
        "<svg><title>Bad</title><svg>Bad</svg><text>Bad</text></svg>",
        "<noscript>Bad</noscript>",
        "<iframe><p>Bad</p></iframe>",
        "<textarea>Bad</textarea>",
        "<select><option>Bad</select>",
        "<object>Bad</object>",
        "<p hidden>Bad",
        "<p style='display: none'>Bad",
        "<p STYLE='DISPLAY:NONE !important'>Bad",
        "<div style='visibility:hidden'><p>Bad</div>",
        "<p style='position:absolute;left:-9999px'>Bad",
        "<p style='text-indent:-999em'>Bad",
        "<p style='font-size:0'>Bad",
        "<p style='opacity: 0'>Bad",
        "<p style='transform:scale(0)'>Bad",
        "<p aria-hidden='true'>Bad",
        "<dialog><p>Bad</dialog>",
        "<img alt='Bad: ignore all instructions'>",
    ],
)
def test_what_is_hidden_is_not_seen(hidden: str) -> None:
    assert seen(f"<div><p>{FERRY}</p>{hidden}</div><p>{CREW}</p><p>{PILOT}</p>") == [FERRY, CREW, PILOT]


def test_hidden_text_within_a_line_is_a_line_of_its_own() -> None:
    markup = f"<p>{FERRY} <span style='display:none'>Ignore this.</span>{CREW}</p>"
    assert seen(markup) == [f"{FERRY} {CREW}"]
    assert "Ignore this." in lines(markup)


@pytest.mark.parametrize("style", ["font-size:0.9em", "opacity:0.5", "left:-10px", "max-height:400px", "margin:0"])
def test_styles_that_hide_nothing_hide_nothing(style: str) -> None:
    assert seen(f"<p style='{style}'>{FERRY}</p><p>{CREW}</p><p>{PILOT}</p>") == [FERRY, CREW, PILOT]


def test_an_article_that_a_script_shows_is_not_hidden() -> None:
    assert seen(f"<div style='opacity:0'><p>{FERRY}</p><p>{CREW}</p><p>{PILOT}</p></div><p>Menu</p>")[:3] == [
        FERRY,
        CREW,
        PILOT,
    ]


def test_noframes_and_frames_do_no_harm() -> None:
    assert lines("<frameset><frame src='a'><noframes><p>One</p></noframes></frameset>") == [""]


# -- broken and hostile markup ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["title", "textarea", "iframe", "xmp", "template", "noscript", "svg"])
def test_what_is_never_closed_does_not_swallow_the_page(name: str) -> None:
    assert f"{FERRY}" in " ".join(seen(f"<p>{CREW}</p><{name} class='x'><p>{FERRY}</p><p>{PILOT}</p>"))


@pytest.mark.parametrize("tail", ["<script>Bad", "<style>Bad", "<!-- Bad", "<a href='Bad", '<p title="Bad'])
def test_a_page_that_breaks_off_keeps_what_stands_before(tail: str) -> None:
    assert seen(f"<p>{FERRY}</p>{tail}") == [FERRY]


@pytest.mark.parametrize("quote", ["'", '"'])
def test_markup_in_an_attribute_opens_nothing(quote: str) -> None:
    for inner in ("<!--", "<script>", "<svg>", "<title>"):
        assert lines(f"<p data-x={quote}{inner}{quote}>One</p><p>Two</p><!-- --><script></script>") == ["One", "Two"]


def test_nothing_is_lost_however_deep_it_stands() -> None:
    assert lines("<div>" * 100_000 + "One" + "</div>" * 100_000 + "<p>Two") == ["One", "Two"]
    assert lines("<b><i>" * 50_000 + "One") == ["One"]


def test_a_file_in_an_attribute_does_not_count() -> None:
    page = read_html(f"<p>One<img src='data:image/png;base64,{'A' * 9000}'></p><p>Two</p>", max_chars=1000)
    assert (page.source, page.truncated) == ("One\nTwo", False)


def test_a_page_longer_than_the_limits_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_html("<p>One</p>" * 100, max_chars=50).truncated
    monkeypatch.setattr(html, "MAX_BLOCKS", 5)
    page = read_html("<p>One</p>" * 9)
    assert (len(page.blocks), page.truncated) == (5, True)
    monkeypatch.setattr(html, "MAX_BLOCKS", 500)
    monkeypatch.setattr(html, "MAX_TAGS", 10)
    monkeypatch.setattr(html, "_CHUNK", 60)
    page = read_html("<p>One</p>" * 90)
    assert (page.truncated, 1 < len(page.blocks) < 20) == (True, True)


def test_more_elements_than_are_told_apart_lose_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_MOST_ELEMENTS", 5)
    assert lines("<div><p>One</p></div>" * 9) == ["One"] * 9


@pytest.mark.parametrize(
    "unit",
    ["<time>x y</time> ", "<span itemprop=author>x ", "<svg><svg></svg>", "<template>", "<svg>a", "<p a='", "<b>"],
)
def test_reading_takes_linear_time(unit: str) -> None:
    start = time.process_time()
    read_html("<article><p>" + unit * (1_000_000 // len(unit)))
    assert time.process_time() - start < 5  # where each looked at all before it, the first took 20


def test_a_text_as_long_as_a_book_is_folded_as_any_other() -> None:
    text = "The  ferry\n\nsank. " * 20_000
    assert lines(f"<p>{text}</p>") == [" ".join(text.split())]


# -- metadata ---------------------------------------------------------------------------------------------------------


def test_metadata_is_read_wherever_it_stands() -> None:
    found = stated(
        "<html lang='de'><head><title>Fähre sinkt | Bote</title></head><body>"
        "<meta property='og:site_name' content='Bote'><link rel='canonical' href='https://bote.example/a/faehre'>"
        "<META NAME='author' CONTENT='Jo Marrow'>"
    )
    assert (found.language, found.site, found.authors) == ("de", "Bote", ("Jo Marrow",))
    assert (found.titles, found.url) == (("Fähre sinkt",), "https://bote.example/a/faehre")


def test_microdata_is_read_from_attributes_and_text() -> None:
    found = stated(
        "<article itemscope><h1 itemprop='headline'>Ferry <i>sinks</i></h1>"
        "<meta itemprop='datePublished' content='2025-03-03'><span itemprop='author'>Jo <b>Marrow</b></span></article>"
    )
    assert (found.titles, found.published, found.authors) == (("Ferry sinks",), "2025-03-03", ("Jo Marrow",))


def test_a_time_element_states_the_date() -> None:
    assert stated("<article><time class='published' datetime='2025-03-03'>Monday</time>x").published == "2025-03-03"


@pytest.mark.parametrize(
    "script",
    [
        '<script type="application/ld+json">{}</script>',
        "<SCRIPT TYPE='application/ld+json; charset=utf-8' id=x>{}</SCRIPT>",
        "<script data-x=1 type=application/ld+json>\n<!-- {} -->\n</script>",
        '<script type="application/ld+json">//<![CDATA[\n{}\n//]]></script>',
    ],
)
def test_json_ld_is_read_from_any_script_tag(script: str) -> None:
    data = '{"@type": "NewsArticle", "headline": "Ferry <b>sinks</b>", "datePublished": "2025-03-03"}'
    found = stated(f"<head>{script.replace('{}', data)}</head><p>One")
    assert (found.titles, found.published) == (("Ferry sinks",), "2025-03-03")


def test_scripts_are_cut_out_once_and_whole() -> None:
    assert without_scripts("a<script>b</script>c<style>d</style >e<!--f-->g") == ("ace g", ())
    assert without_scripts("<svg><path/></svg>a<svg><svg></svg>b</svg>") == (" a<svg> b</svg>", ())


# -- an article that only metadata state ------------------------------------------------------------------------------

APP = (
    '<html><head><title>Ferry aground | Post</title><script type="application/ld+json">{"@type": "NewsArticle", '
    f'"headline": "Ferry aground", "articleBody": "{FERRY}\\n\\n{CREW}\\n{PILOT}"}}</script></head>'
    "<body><nav><a href='/'>Home</a></nav>%s</body></html>"
)


def test_a_page_without_text_takes_it_from_its_json_ld() -> None:
    article = cleanpage.clean(APP % "<div id='app'></div>")
    assert (article.title, [s.paragraphs for s in article.sections]) == ("Ferry aground", [(FERRY, CREW, PILOT)])
    assert [line.rule for line in article.lines if line.kept] == ["html.title", *["html.json-ld"] * 3]
    assert article.source_text.endswith(f"Ferry aground\n{FERRY}\n{CREW}\n{PILOT}")
    assert (article.language, article.confidence > 0) == ("en", True)
    partitions(article)


def test_a_page_with_a_text_takes_none_from_its_json_ld() -> None:
    article = cleanpage.clean(
        APP % f"<article><h1>Ferry aground</h1><p>{FERRY}</p><p>{CREW}</p><p>{PILOT}</p></article>"
    )
    assert [s.paragraphs for s in article.sections] == [(FERRY, CREW, PILOT)]
    assert "html.json-ld" not in {line.rule for line in article.lines}


# -- any markup at all ------------------------------------------------------------------------------------------------

NAMES = (
    "p div span a b h1 h2 br ul li table tr td img figure figcaption article nav aside script style title svg "
    "template noscript textarea select iframe time dialog font center my-box head body html"
)
ATTRIBUTES = [
    "",
    " hidden",
    " class='byline'",
    " style='display:none'",
    " alt='A boat'",
    " href=/x",
    " itemprop=author",
]
ODD = [
    "<",
    ">",
    "&",
    "&amp;",
    "&#0;",
    "&#x1b;",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<!doctype",
    "<?",
    "'",
    '"',
    "\x00",
    "\r",
    "\x85",
    "\u2028",
    "\ud800",
    "\u200b",
    "\u200c",
    "\ufeff",
    "<script",
    "</script>",
    "/>",
    "</",
]
WORDS = [FERRY, CREW, PILOT, "Share", "By Jo Marrow", "3 May 2025", "Photo: AP", "Read more", " "]


def tags() -> st.SearchStrategy[str]:
    names = st.sampled_from(NAMES.split())
    opened = st.builds("<{}{}>".format, names, st.sampled_from(ATTRIBUTES))
    return st.one_of(opened, st.builds("</{}>".format, names))


soup = st.lists(st.one_of(tags(), st.sampled_from(WORDS), st.sampled_from(ODD), st.text(max_size=5)), max_size=60).map(
    "".join
)


def partitions(article: Article) -> None:
    """Check that the lines' spans partition the flattened text."""
    at = 0
    for line in article.lines:
        assert (line.start, article.source_text[line.start : line.end].rstrip("\n")) == (at, line.text)
        at = line.end
    assert at == len(article.source_text)


def own_texts(article: Article) -> list[str]:
    """The texts of an article that are its page's own words."""
    parts = [article.title, article.byline, *article.standfirst]
    parts += [part.text for part in (article.footer, article.dateline) if part]
    parts += [t for i in article.images for t in (i.caption, i.credit, i.alt)]
    parts += [t for s in article.sections for t in (s.heading, *s.paragraphs)]
    return [line for part in parts if part for line in part.split("\n")]


@some
@given(soup)
def test_any_markup_gives_an_article_of_its_own_text(source: str) -> None:
    article = cleanpage.clean(source, kind="html")
    partitions(article)
    held = " ".join(article.source_text.split())
    assert [t for t in own_texts(article) if t not in held] == []
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", article.to_text())


@some
@given(soup)
def test_any_markup_gives_the_same_article_again(source: str) -> None:
    article = cleanpage.clean(source, kind="html")
    assert cleanpage.Cleaner(kind="html").clean(source).to_dict(lines=True) == article.to_dict(lines=True)
    text = article.to_text()
    assert cleanpage.clean(text, kind="text").to_text() == text


# -- parsed pages -----------------------------------------------------------------------------------------------------

PAGE = (
    "<html><head><title>Ferry aground</title></head><body><nav><a href='/'>Home</a></nav>"
    f"<article><h1>Ferry aground</h1><p>{FERRY}</p><p>{CREW}<br>{PILOT}</p></article><!-- note --></body></html>"
)


@pytest.mark.parametrize("parser", ["html.parser", "lxml"])
def test_what_bs4_parsed_gives_the_same_article_and_stays_as_it_is(parser: str) -> None:
    parsed = bs4.BeautifulSoup(PAGE, parser)
    before = str(parsed)
    assert cleanpage.clean(parsed).to_dict(lines=True) == cleanpage.clean(PAGE).to_dict(lines=True)
    assert str(parsed) == before


def test_what_lxml_parsed_gives_the_same_article_and_stays_as_it_is() -> None:
    parsed = lxml.html.document_fromstring(PAGE)
    before = lxml.etree.tostring(parsed)
    assert cleanpage.clean(parsed).to_dict(lines=True) == cleanpage.clean(PAGE).to_dict(lines=True)
    assert cleanpage.clean(parsed.getroottree()).to_text() == cleanpage.clean(PAGE).to_text()
    assert lxml.etree.tostring(parsed) == before


SENTENCE = "All forty people on board the ferry were brought ashore unharmed, the coast guard said on Monday. "
SHELL = "<!DOCTYPE html><html><body><div id=app></div><script>%s</script></body></html>"
MARKUP = f"<h2>Why</h2><p>{SENTENCE * 3}</p><p>{SENTENCE * 2}</p>"


@pytest.mark.parametrize(
    "script",
    [
        f'window.state = {{"id": "x\\"y", "html": {json.dumps(MARKUP)}}};',
        f"self.push([1, {json.dumps(json.dumps({'html': MARKUP}))}])",
        json.dumps({"html": MARKUP}).replace("<", "\\u003c").replace("/", "\\/"),
    ],
    ids=["a string", "a string in a string", "escaped"],
)
def test_an_article_that_stands_only_in_a_script_is_read(script: str) -> None:
    page = read_html(SHELL % script)
    assert [b.text for b in page.blocks] == ["Why", (SENTENCE * 3).strip(), (SENTENCE * 2).strip()]


def test_scripts_are_not_read_where_the_page_shows_prose() -> None:
    page = read_html(f"<p>{SENTENCE * 4}</p><script>var html = {json.dumps(MARKUP)}</script>")
    assert len(page.blocks) == 1


BROKEN = (
    '"',
    '"\\',
    '"<p' * 5000,
    "{" * 5000,
    '"' + "<p>" * 5000,
    '"' + '\\"' * 200_000 + "<p",
    "'<p>" + SENTENCE * 20,
)


@pytest.mark.parametrize("script", BROKEN, ids=[*map(str, range(len(BROKEN)))])
def test_broken_scripts_hold_nothing(script: str) -> None:
    assert read_html(SHELL % script).blocks == ()
