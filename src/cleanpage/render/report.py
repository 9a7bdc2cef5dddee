"""A page and its article side by side as one HTML file: every line with its label and the reason for it.

The file needs no network and no script: reasons open as `<details>`, filters are checkboxes that the style
sheet looks at. A Content-Security-Policy lets nothing but that one style sheet work, should a page's text
ever get out of its escapes.
"""

from __future__ import annotations

import html
import math
import os
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from unicodedata import category

from cleanpage.render.data import fold
from cleanpage.render.html import article_element, attribute, is_link, lang
from cleanpage.types import APART, KEPT, Article, Label, Line

_CHUNK = 200  # lines of one list: a browser lays out only the lists in sight
_MAP = 600  # columns of the map at most
_JOINERS = "\u200c\u200d"  # part of the spelling in Persian, Indic scripts and emoji
_GROUPS = ("kept", "apart", "dropped")
_MOST_LEAD = math.log(1_000_000)


def report(article: Article, *, why: Mapping[str, str] | None = None, source: str = "") -> str:
    """Return an HTML page that shows every line of the source with its verdict, and the article beside it.

    `why` says in words what a line's reason means: by rule id, or by the beginning of one in whole parts
    ("topic" for "topic.0.1"), of which the longest counts. `source` is the page's name, for the heading.

    >>> page = report(Article(lines=(Line("Menu", 0, 5, Label.NAV, False, "en.nav.menu", 4.2),)))
    >>> page.startswith("<!DOCTYPE html>"), "<bdi>Menu</bdi>" in page
    (True, True)
    """
    lines = article.lines
    style = _style()
    digest = b64encode(sha256(style.encode()).digest()).decode()
    name = plain(fold(source)) or "Report"
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta http-equiv="Content-Security-Policy" '
            f"content=\"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\">",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{name} – cleanpage report</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            *_top(article, name),
            "<main>",
            '<section id="lines" aria-labelledby="lines-name"><h2 id="lines-name">Lines</h2>',
            *_filters(lines),
            f'<div class="rows"{lang(article)}>',
            *_rows(lines, why or {}),
            "</div>",
            "</section>",
            '<section id="article" aria-labelledby="article-name" tabindex="0"><h2 id="article-name">Article</h2>',
            *_facts(article),
            f'<div class="paper" dir="auto"{lang(article)}>',
            article_element(article, text=visible, level=3) if _has_text(article) else "<p>No article was found.</p>",
            "</div>",
            "</section>",
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def visible(text: str) -> str:
    r"""Return `text` as HTML that shows characters which cannot be seen, or change how others are seen.

    >>> visible("<b>\u202egpj")
    '&lt;b&gt;<span class="char">U+202E</span>gpj'
    """
    if text.isprintable():
        return html.escape(text, quote=False)
    return "".join(
        html.escape(c, quote=False) if _seen(c) else f'<span class="char">U+{ord(c):04X}</span>' for c in text
    )


def plain(text: str) -> str:
    r"""Return `text` as `visible` does, but without elements: for titles and attributes.

    >>> plain('a"\0')
    'a&quot;[U+0000]'
    """
    if text.isprintable():
        return html.escape(text)
    return "".join(html.escape(c) if _seen(c) else f"[U+{ord(c):04X}]" for c in text)


def _seen(char: str) -> bool:
    return char.isprintable() or char == "\t" or char in _JOINERS or category(char) == "Zs"


def _style() -> str:
    with open(os.path.join(os.path.dirname(__file__), "report.css"), encoding="utf8") as file:
        return file.read()


def _has_text(article: Article) -> bool:
    return bool(article.to_text() or article.images)


# the top: what was cleaned, and a map of it


def _top(article: Article, name: str) -> Iterator[str]:
    lines = [line for line in article.lines if line.text.strip()]
    groups = Counter(map(_group, lines))
    counts = ", ".join(f"{groups[group]:,} {group}" for group in _GROUPS)
    yield '<header class="top">'
    yield '<p class="tool">cleanpage report</p>'
    yield f"<h1><bdi>{name}</bdi></h1>"
    yield f"<p>{len(lines):,} {'line' if len(lines) == 1 else 'lines'}: {counts}</p>"
    if article.truncated:
        yield "<p><strong>The page was longer than what is read; its rest is the last line.</strong></p>"
    yield '<nav aria-label="On this page"><a href="#lines">Lines</a> <a href="#article">Article</a></nav>'
    yield from _map(article.lines)
    yield "</header>"


def _map(lines: Sequence[Line]) -> Iterator[str]:
    """The page from its first line to its last as a strip coloured by label; each piece leads to its lines."""
    step = max(1, math.ceil(len(lines) / _MAP))
    labels = [_weightiest(lines[at : at + step]) for at in range(0, len(lines), step)]
    if not any(labels):
        return
    yield f'<svg class="map" viewBox="0 0 {len(labels)} 1" preserveAspectRatio="none" aria-hidden="true">'
    start = 0
    for at in range(1, len(labels) + 1):
        label = labels[start]
        if at < len(labels) and labels[at] is label:
            continue
        if label is not None:
            piece = f'<rect class="{_classes(label)}" x="{start}" y="0" width="{at - start}" height="1"/>'
            yield f'<a href="#L{start * step + 1}" tabindex="-1">{piece}</a>'
        start = at
    yield "</svg>"


def _weightiest(lines: Sequence[Line]) -> Label | None:
    """The label that most of some lines' characters have; None where they are all empty."""
    sizes: Counter[Label] = Counter()
    for line in lines:
        sizes[line.label] += len(line.text.strip())
    return max(sizes, key=lambda label: sizes[label]) if sizes.total() else None


# the lines, and the filters over them


def _filters(lines: Sequence[Line]) -> Iterator[str]:
    counts = Counter(line.label for line in lines if line.text.strip())
    empty = len(lines) - counts.total()
    yield '<div class="filters" role="group" aria-label="Lines to show">'
    for group in _GROUPS:
        labels = [label for label in Label if counts[label] and _group_of(label) == group]
        if labels:
            total = sum(counts[label] for label in labels)
            yield f'<fieldset class="{group}"><legend>{_box(group, group, total)}</legend>'
            yield from (_box(label.value, _classes(label), counts[label]) for label in labels)
            yield "</fieldset>"
    if empty:
        yield f"<fieldset><legend>{_box('empty', 'empty', empty)}</legend></fieldset>"
    yield "</div>"


def _box(name: str, kind: str, count: int) -> str:
    box = f'<input type="checkbox" id="show-{name}" checked>'
    return f'<label class="{kind}">{box} {name} <span class="count">{count:,}</span></label>'


def _rows(lines: Sequence[Line], why: Mapping[str, str]) -> Iterator[str]:
    if not lines:
        yield "<p>The page has no lines.</p>"
    meanings: dict[str, str] = {}
    for start in range(0, len(lines), _CHUNK):
        yield f'<ol start="{start + 1}">'
        for number, line in enumerate(lines[start : start + _CHUNK], start + 1):
            if not line.text.strip():
                yield f'<li id="L{number}" class="empty"></li>'
                continue
            if line.rule not in meanings:
                meanings[line.rule] = _meaning(line.rule, why)
            yield _row(number, line, meanings[line.rule])
        yield "</ol>"


def _row(number: int, line: Line, meaning: str) -> str:
    return (
        f'<li id="L{number}" class="{_classes(line.label)}"><details><summary>'
        f"<span>{number}</span> <b>{line.label.value}</b> <bdi>{visible(line.text)}</bdi> "
        f"<code>{visible(line.rule).replace('.', '.<wbr>')}</code></summary>"
        f"<p>{meaning}{_lead(line.score)}; characters {line.start:,} to {line.end:,}</p></details></li>"
    )


def _meaning(rule: str, why: Mapping[str, str]) -> str:
    """What a rule's id means, up to where the figures follow."""
    name = rule
    while name and name not in why:
        name = name.rpartition(".")[0]
    return f"<em>{visible(fold(why[name]))}</em> " if name else ""


def _lead(score: float) -> str:
    """By how much a label won, in nats and as odds."""
    if score > _MOST_LEAD:
        return f"ahead of the next label by {score:.1f} nats (over a million to 1)"
    odds = math.exp(score)
    return f"ahead of the next label by {score:.1f} nats ({odds:,.{0 if odds >= 10 else 1}f} to 1)"


def _classes(label: Label) -> str:
    return f"{_group_of(label)} {label.value}"


def _group(line: Line) -> str:
    return _group_of(line.label)


def _group_of(label: Label) -> str:
    return "kept" if label in KEPT else "apart" if label in APART else "dropped"


# the article


def _facts(article: Article) -> Iterator[str]:
    """What is known of the article beside its text."""
    facts = (
        ("Date", article.date),
        ("Updated", article.updated),
        ("Authors", ", ".join(article.authors)),
        ("Agencies", ", ".join(_agencies(article))),
        ("Language", article.language),
        ("Site", article.site),
    )
    yield '<dl class="facts">'
    for name, value in facts:
        if value:
            yield f"<div><dt>{name}</dt><dd><bdi>{visible(value)}</bdi></dd></div>"
    if article.url:
        yield f"<div><dt>Address</dt><dd>{_link(article.url)}</dd></div>"
    yield f"<div><dt>Kind</dt><dd>{article.kind.value}</dd></div>"
    yield f"<div><dt>Confidence</dt><dd>{article.confidence:.2f}</dd></div>"
    yield "</dl>"


def _agencies(article: Article) -> tuple[str, ...]:
    named = (
        *(article.dateline.agencies if article.dateline else ()),
        *(article.footer.agencies if article.footer else ()),
    )
    return tuple(dict.fromkeys(named))


def _link(address: str) -> str:
    shown = f"<bdi>{visible(address)}</bdi>"
    if not is_link(address):
        return shown
    return f'<a href="{attribute(address)}" rel="noopener noreferrer nofollow">{shown}</a>'
