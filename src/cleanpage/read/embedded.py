"""Article markup that stands only in a page's scripts, as the data from which a browser builds the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_SCRIPT = re.compile(r"<script(?=[\s>])[^<>]*+>", re.IGNORECASE)
_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)(?:"|\\?\Z)', re.DOTALL)  # one without an end is looked at once
_PARAGRAPH = re.compile(r"(?:<|\\u003c)(?:/|\\/)?p(?=[\s>]|\\u003e)", re.IGNORECASE)
_LEAST = 400  # characters of a string that may hold an article
_LEAST_PARAGRAPHS = 2
_MOST = 5_000_000  # characters of scripts that are looked through
_NESTED = 2  # strings of data within strings of data, as frameworks write them


def embedded_markup(source: str) -> str:
    """The longest piece of markup with paragraphs among the strings in a page's scripts, or "".

    For pages that show nothing themselves. Takes linear time.

    >>> paragraph = "All forty people on board the ferry were brought ashore unharmed, the coast guard said. " * 3
    >>> markup = f"\\\\u003cp>{paragraph}\\\\u003c/p>" * 2
    >>> embedded_markup(f'<div id=app></div><script>state = {{"html": "{markup}"}}</script>').count("<p>")
    2
    """
    found = [text for script in _scripts(source) for text in _markup_in(script, _NESTED)]
    return max(found, key=len, default="")


def _scripts(source: str) -> Iterator[str]:
    left = _MOST
    at = 0
    while left > 0 and (opening := _SCRIPT.search(source, at)):
        end = source.find("</script", opening.end())
        at = end if end >= 0 else len(source)
        if _PARAGRAPH.search(source, opening.end(), at):
            yield source[opening.end() : min(at, opening.end() + left)]
            left -= at - opening.end()


def _markup_in(data: str, depth: int) -> Iterator[str]:
    """The strings in some data that are markup with paragraphs."""
    for literal in _STRING.finditer(data):
        if literal.end() - literal.start() < _LEAST or not _PARAGRAPH.search(literal[1]):
            continue
        try:
            text = str(json.loads(literal[0], strict=False))
        except ValueError:  # a string of the script's own language
            continue
        if not text.lstrip().startswith("<") and depth > 1 and '"' in text:
            yield from _markup_in(text, depth - 1)
        elif len(_PARAGRAPH.findall(text)) >= _LEAST_PARAGRAPHS:
            yield text
