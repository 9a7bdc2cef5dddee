"""Made-up pages that are no article: section fronts, search results, errors, consent walls, pages without a text.

Each is made of a language's words in templates.toml, with a site's chrome around it or without, in markup of several
styles. The same number gives the same page.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

Words = Mapping[str, Any]
KINDS = ("error", "consent", "empty", "search", "front")


class Made(NamedTuple):
    """One made-up page."""

    language: str
    kind: str
    html: str


def made(per_kind: int = 4) -> Iterator[Made]:
    """So many pages of each kind in each language."""
    data = tomllib.loads(Path(__file__).with_name("templates.toml").read_text("utf8"))
    for language, words in data.items():
        for kind in KINDS:
            for number in range(per_kind):
                chance = random.Random(f"{language} {kind} {number}")
                yield Made(language, kind, _page(language, words, kind, chance))


def _page(language: str, words: Words, kind: str, chance: random.Random) -> str:
    title, body = _BODIES[kind](words, chance)
    bare = kind in ("error", "consent", "empty") and chance.random() < 0.4
    parts = [body] if bare and kind != "empty" else [_menu(words, chance), body, _foot(words, chance)]
    root = chance.choice([f' class="{kind}"', f' class="page-{kind} no-js"', ' class="home"', "", ""])
    head = _head(words, title, kind, chance)
    lang = f' lang="{language}"' if chance.random() < 0.8 else ""
    return f"<!doctype html><html{lang}><head>{head}</head><body{root}>{''.join(parts)}</body></html>"


def _head(words: Words, title: str, kind: str, chance: random.Random) -> str:
    site = words["foot"][0].removeprefix("© 2026 ")
    parts = [f"<title>{escape(title)}{chance.choice([' | ', ' - ', ' – ']) + escape(site)}</title>"]
    if chance.random() < 0.6:
        parts.append(f'<meta property="og:title" content="{escape(title)}">')
    if chance.random() < 0.5:
        subject = chance.choice(["website", "website", "object", "article"])
        parts.append(f'<meta property="og:type" content="{subject}">')
    if chance.random() < 0.4:
        parts.append(f'<meta property="og:site_name" content="{escape(site)}">')
    if kind in ("front", "search") and chance.random() < 0.6:
        path = chance.choice(["", "news/", "section/local", "topics/harbour/", "category/sport/page/2/", "local"])
        path = chance.choice(["search?q=ferry", "?s=ferry"]) if kind == "search" else path
        parts.append(f'<link rel="canonical" href="https://www.example.org/{path}">')
    return "".join(parts)


def _items(texts: list[str], tag: str) -> str:
    return "".join(f'<{tag}><a href="/{i}">{escape(t)}</a></{tag}>' for i, t in enumerate(texts))


def _menu(words: Words, chance: random.Random) -> str:
    entries = words["menu"][: chance.randint(4, 10)]
    if chance.random() < 0.4:
        entries = entries + chance.sample(words["menu"], 4) + chance.sample(words["heads"], 2)
    return chance.choice(
        [
            f'<header class="site-header"><nav><ul>{_items(entries, "li")}</ul></nav></header>',
            f'<div id="top"><div class="menu">{_items(entries, "span")}</div></div>',
            f'<nav class="navbar">{_items(entries, "div")}</nav>',
        ]
    )


def _foot(words: Words, chance: random.Random) -> str:
    notice, *links = words["foot"]
    return chance.choice(
        [
            f"<footer><ul>{_items(links, 'li')}</ul><p>{escape(notice)}</p></footer>",
            f'<div class="footer">{_items(links, "span")}<div>{escape(notice)}</div></div>',
        ]
    )


_CARDS = (("article", "post"), ("div", "card"), ("li", "item"), ("div", "teaser"), ("section", ""))


def _cards(words: Words, chance: random.Random, most: int) -> str:
    """Teasers of articles, each a heading that is a link, with a few words, a time or neither."""
    level = chance.choice(["h2", "h3", "h3", "h4", "div"])
    tag, name = chance.choice(_CARDS)
    teaser, time = chance.random() < 0.7, chance.random() < 0.6
    heads = chance.choices(words["heads"], k=chance.randint(3, most))
    out: list[str] = []
    for head in heads:
        parts = [f'<{level}><a href="/{len(out)}">{escape(head)}</a></{level}>']
        if teaser:
            parts.append(f"<p>{escape(' '.join(chance.sample(words['teasers'], chance.randint(1, 3))))}</p>")
        if time:
            parts.append(f"<time>{chance.randint(1, 23)} {escape(words['hours'])}</time>")
        out.append(f'<{tag} class="{name}">{"".join(parts)}</{tag}>')
    return f"<ul>{''.join(out)}</ul>" if tag == "li" else f'<div class="list">{"".join(out)}</div>'


def _front(words: Words, chance: random.Random) -> tuple[str, str]:
    title = chance.choice(words["menu"][:8])
    top = chance.choice([f"<h1>{escape(title)}</h1>", ""])
    boxes = [
        (f"<h2>{escape(t)}</h2>" if chance.random() < 0.5 else "") + _cards(words, chance, 12)
        for t in chance.sample(words["menu"], chance.randint(1, 4))
    ]
    more = f'<a href="?page=2">{escape(chance.choice(words["more"]))}</a>'
    return title, f"<main>{top}{''.join(boxes)}{more}</main>"


def _search(words: Words, chance: random.Random) -> tuple[str, str]:
    title, count, nothing = chance.choice(words["search"]).split(" | ")
    if chance.random() < 0.3:
        return title, f"<main><h1>{escape(title)}</h1><p>{escape(nothing)}</p></main>"
    lead = f"<p>{escape(count)}</p>" if chance.random() < 0.7 else ""
    return title, f'<main class="results"><h1>{escape(title)}</h1>{lead}{_cards(words, chance, 12)}</main>'


def _notice(kind: str) -> Callable[[Words, random.Random], tuple[str, str]]:
    def body(words: Words, chance: random.Random) -> tuple[str, str]:
        title, *texts = chance.choice(words[kind]).split(" | ")
        tag = chance.choice(["h1", "h1", "h2", "p"])
        parts = [f"<{tag}>{escape(title)}</{tag}>"]
        parts += [f"<p>{escape(t)}</p>" if len(t) > 30 else f"<button>{escape(t)}</button>" for t in texts]
        if kind == "error" and chance.random() < 0.3:
            parts.append(_cards(words, chance, 5))
        name = chance.choice(["content", "container", kind, "wrapper"])
        return title, f'<div class="{name}">{"".join(parts)}</div>'

    return body


def _empty(words: Words, chance: random.Random) -> tuple[str, str]:
    """A page whose text a script would fetch."""
    return chance.choice(words["menu"]), chance.choice(['<div id="root"></div>', '<div id="app">Loading…</div>', ""])


_BODIES: Mapping[str, Callable[[Words, random.Random], tuple[str, str]]] = {
    "error": _notice("error"),
    "consent": _notice("consent"),
    "empty": _empty,
    "search": _search,
    "front": _front,
}
