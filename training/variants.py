"""Pages made of known articles that show little of them: what a script fills, a paywall's rest, a brief report."""

from __future__ import annotations

import html
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from training.examples import first_sentence, rules_of


def shell(gold: Mapping[str, Any]) -> str:
    """A page as scripts fill it: its markup holds a menu, its metadata the article.

    >>> "articleBody" in shell({"title": "Ferry sinks", "sections": [{"paragraphs": ["All were saved."]}]})
    True
    """
    text = "\n\n".join(_paragraphs(gold))
    stated = json.dumps({"@type": "NewsArticle", "headline": gold.get("title") or "", "articleBody": text})
    script = stated.replace("</", "<\\/")
    menu = "".join(f"<li><a href=/{n}>{word}</a></li>" for n, word in enumerate(("Home", "News", "Sport", "Log in")))
    title = html.escape(gold.get("title") or "")
    head = f"<title>{title}</title><script type=application/ld+json>{script}</script>"
    return f"<html><head>{head}</head><body><ul>{menu}</ul><div id=app></div></body></html>"


_STUB = ("promo.paywall", "promo.subscribe", "nav.menu", "legal.imprint")


def stub(gold: Mapping[str, Any]) -> str:
    """What a paywall leaves of an article, as text: its first two paragraphs between lines of the language's rules.

    >>> stub({"id": "a", "title": "Ferry sinks", "sections": [{"paragraphs": ["The ferry sank on Monday."]}]})[:4]
    'Home'
    """
    paragraphs, chosen = _paragraphs(gold), random.Random(gold["id"])
    said = _signs_of(paragraphs)
    wall, offer, menu, foot = (chosen.sample(said[kind], min(len(said[kind]), 3)) for kind in _STUB)
    top = [gold.get("title") or "", *gold.get("summary", ())]
    return "\n\n".join(["Home", *menu, *top, *paragraphs[:2], *wall, *offer, *foot])


def brief(gold: Mapping[str, Any]) -> list[tuple[str, str]]:
    """A brief report, each line with its element: a title, a few sentences of the article, few signs around them.

    >>> lines = brief({"id": "a", "title": "Ferry sinks", "sections": [{"paragraphs": ["All were saved."]}]})
    >>> [line for tag, line in lines if tag == "p"]
    ['All were saved.']
    """
    paragraphs, chosen = _paragraphs(gold), random.Random(f"brief {gold['id']}")
    said = _signs_of(paragraphs)

    def signs(kind: str, most: int) -> list[tuple[str, str]]:
        return [("div", hit) for hit in chosen.sample(said[kind], min(len(said[kind]), chosen.randint(0, most)))]

    menu, title = signs("nav.menu", 4), chosen.choice(["h1", "h1", "div"])
    body = [first_sentence(p) if chosen.random() < 0.7 else p for p in paragraphs[: chosen.randint(1, 4)]]
    head = [(title, gold["title"])] if gold.get("title") and chosen.random() < 0.9 else []
    return [*menu, *head, *[("p", p) for p in body], *signs("share.bar", 2), *signs("legal.copyright", 1)]


def _paragraphs(gold: Mapping[str, Any]) -> list[str]:
    return [p for section in gold["sections"] for p in section.get("paragraphs") or ()]


def _signs_of(paragraphs: Sequence[str]) -> Mapping[str, list[str]]:
    """What the rules of a text's language hit, by the rules' kind."""
    said: dict[str, list[str]] = defaultdict(list)
    for rule in rules_of("\n".join(paragraphs), otherwise="en"):
        said[rule.kind] += rule.hit
    return said


def as_text(lines: Sequence[tuple[str, str]]) -> str:
    """The lines with empty ones between them, or without."""
    return ("\n\n" if len(lines) % 2 else "\n").join([line for _, line in lines])


def marked_up(lines: Iterable[tuple[str, str]]) -> str:
    """The lines in their elements."""
    return "".join([f"<{tag}>{html.escape(line)}</{tag}>" for tag, line in lines])
