"""HTML is told from text by the source itself."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanpage.read.kind import HEAD, is_html

PROSE = "A ferry with 112 people on board ran aground off the island on Monday, and all of them were saved."
PAGE = f"<html><head><title>Ferry aground</title></head><body><p>{PROSE}</p></body></html>"

HTML = {
    "document": f"<!DOCTYPE html>\n{PAGE}",
    "document in capitals": PAGE.upper(),
    "document without doctype": PAGE,
    "document cut short": f"<!doctype html><html><head><title>Ferry</title></head><body><p>{PROSE[:40]}",
    "head left out": f"<body class=article>{PROSE}",
    "after a byte-order mark": f"\ufeff<!DOCTYPE html>{PAGE}",
    "after white space": " \n" * 50_000 + PAGE,
    "after comments": f"<!-- {'cached ' * 15_000} -->\n<!-- by the proxy -->{PAGE}",
    "after a program's notice": f"Notice: undefined index in view.php on line 3\n<!DOCTYPE html>{PAGE}",
    "after HTTP headers": f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!doctype html>{PAGE}",
    "after a script": f"<script>for (i = 0; i <n; i++) {{ write('<p class=x>') }}</script><!doctype html>{PAGE}",
    "one paragraph": f"<p>{PROSE}</p>",
    "paragraphs": f"<p>{PROSE}</p>\n<p>{PROSE}</p>",
    "paragraphs of old pages": f"<P>{PROSE}\n<P>{PROSE}\n<P>{PROSE}\n<P>The end.",
    "with text around": f"Ferry aground <p>{PROSE}</p><p>{PROSE}</p> (kl)",
    "one element": f'<div class="article">{PROSE} <a href="/more">More</a></div>',
    "one emphasis": f"<b>{PROSE}</b>",
    "element cut short": f'<div class="article"><div id=text>{PROSE} {PROSE}',
    "lines ended by br": f"{PROSE}<br>\n{PROSE}<br />\n{PROSE}<br/>\n",
    "lines ended by br but the last": f"{PROSE}<br>\n<br>\n{PROSE}<br>\n{PROSE}",
    "no lines but br": f"{PROSE}<br><br>{PROSE}<br><br>{PROSE}",
    "no text": '<div id="root"></div><script src="/app.js"></script>',
    "comment": "<!-- nothing here -->",
    "custom elements": f"<news-article><news-text>{PROSE}</news-text></news-article>",
    "feed": f'<rss version="2.0"><channel><item><description>{PROSE}</description></item></channel></rss>',
    "feed with declaration": f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{PROSE}</title></feed>',
    "list": "<ul>\n<li>Home\n<li>News\n<li>Sport\n</ul>",
    "far more than is looked at": f'<div class="page">{"<nav><a href=/>Home</a></nav>" * 9000}<p>{PROSE}</p></div>',
}
TEXT = {
    "nothing": "",
    "white space": " \n\t\u00a0\n",
    "prose": PROSE,
    "smaller than": f"If a < b and 5 <6 then x<y. {PROSE} I <3 it.",
    "type parameters": "A List<a> of Map<String, i> and vector<b> is returned by the function, in which p<q.",
    "mail": f"Write to Ann Example <ann@example.org> or see <https://example.org/a>. {PROSE}",
    "about HTML": f"The <p> element holds a paragraph, a <div> anything at all. Use <br> with care. {PROSE}",
    "about HTML, at the start": f"<p> is the element for paragraphs. {PROSE}",
    "with a code sample": f"{PROSE}\n\n{PROSE}\n\n    <div>\n      <p>Ferry</p>\n    </div>\n\n{PROSE}\n",
    "Markdown": f"# Ferry aground\n\n{PROSE}\n\n![Ferry](f.jpg)\n\n[More](https://example.org) <https://example.org>\n",
    "Markdown with tags": f'# Ferry<br>aground\n\n<img src="f.jpg">\n\n{PROSE} <a href="/m">More</a>\n\n{PROSE}<br>\n',
    "Markdown after a logo": f'<p align="center"><img src="l.png"></p>\n\n# A\n\n{PROSE}\n\nA `<div>` it is. {PROSE}',
    "Markdown between links": f'<a id="top"></a>\n{PROSE}\n\n{PROSE}\n\n<a href="#top">Up</a>',
    "Markdown after a comment": f"<!-- date: 2025-03-03 -->\n# Ferry aground\n\n{PROSE}\n",
    "table with breaks": f"| Boat | Saved |\n| --- | --- |\n| Gull<br>Tern | 112<br>3 |\n\n{PROSE}\n",
    "escaped": "&lt;p&gt;The ferry ran aground.&lt;/p&gt;",
    "JSON": f'{{"title": "Ferry", "body": "<p>{PROSE}</p><p>{PROSE}</p>"}}',
    "JSON lines": f'[{{"body": "<p>{PROSE}</p>"}}]',
    "open bracket": "<",
    "unclosed comment": f"<!-- {PROSE}",
    "form of a dump": f"Home [1]\n\n{PROSE}\n\n(BUTTON) Share\n<<< previous | next >>>\n",
}


@pytest.mark.parametrize("name", HTML)
def test_html_is_html(name: str) -> None:
    assert is_html(HTML[name])


@pytest.mark.parametrize("name", TEXT)
def test_text_is_text(name: str) -> None:
    assert not is_html(TEXT[name])


@given(
    st.lists(
        st.sampled_from(["<", "</", "p", "div", " ", ">", "!--", "-->", "/>", "script", "\n", "a=", '"', "{", "é"])
    )
)
def test_no_source_raises(parts: list[str]) -> None:
    assert is_html("".join(parts)) in (True, False)


@given(st.text(st.characters()))
def test_no_text_raises(text: str) -> None:
    assert is_html(text) in (True, False)


@given(st.text(st.characters(exclude_characters="<")))
def test_text_without_a_bracket_is_text(text: str) -> None:
    assert not is_html(text)


@pytest.mark.parametrize(
    "unit", ["<", "<p ", "<p>", "<b>", "<!--", "<!-- -->", "<div><p>x", "<a b='", "</p>", " ", "<script>"]
)
def test_time_does_not_grow_faster_than_the_source(unit: str) -> None:
    def seconds(size: int) -> float:
        source = unit * (size // len(unit)) + "x"
        start = time.process_time()
        is_html(source)
        return time.process_time() - start

    is_html(unit * HEAD)
    assert min(seconds(16 * HEAD) for _ in range(3)) < 0.1 + 16 * min(seconds(HEAD) for _ in range(3))
