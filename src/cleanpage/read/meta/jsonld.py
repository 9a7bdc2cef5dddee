"""JSON-LD: the scripts in which a page tells machines what it is, read as far as they can be read.

Much of it is written by templates and is no JSON: raw line breaks in strings, a comma too many, quotes not escaped,
the end cut off. What the strict reader refuses is read by a lenient one, which never fails and keeps what it has.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping

from cleanpage.parse.words import Pattern

Node = Mapping[str, object]
"""One thing that a page describes: property -> whatever the page wrote there."""

MAX_CHARS = 2_000_000
"""Characters of a page's JSON-LD that are read in all; of a script that goes beyond, only the beginning is read."""

MAX_NODES = 500
"""Things in a page's JSON-LD that are looked at."""

_LENIENT_CHARS = 100_000  # characters of a script that the lenient reader looks at: it is 30 times slower
_LENIENT_DEPTH = 30
_MAX_VALUES = 100
_INTO = ("@graph", "mainEntity", "mainEntityOfPage")  # what these hold is what the page itself is about
_WRAP = Pattern(
    r"\s*+(?:/[/*])?\s*+(?:<!--|<!\[CDATA\[)\s*+(?:\*/)?|(?://\s*+|/\*\s*+)?(?:-->|\]\]>)\s*+(?:\*/)?\s*+;?$"
)
_TOKEN = Pattern(
    r"""\s*+(?:(?P<mark>[{}\[\]:,])
      | "(?P<string>(?:[^"\\]++ | \\.
          # a quote that is followed by nothing that can follow a string belongs to it
        | "(?!\s*+(?:[:}\]] | \Z | ,\s*+(?:["{[}\]\d-] | true|false|null|NaN|Infinity | \Z)) | [\ \t]*+[\r\n]\s*+")
        )*+)"?
      | (?P<bare>[^\s{}\[\]:,"]++))""",
    re.VERBOSE | re.DOTALL,
)
_DECODER = json.JSONDecoder(strict=False)  # takes raw line breaks in strings
_ESCAPE = Pattern(r"\\(?:u([0-9a-fA-F]{4})|([\s\S]))")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": ""}
_BARE = {"null": None, "true": True, "false": False}


def nodes(scripts: Iterable[str]) -> list[Node]:
    """The things that a page's scripts are about, in page order, without those that are parts of others.

    Never raises, whatever the scripts hold. Looks into lists, `@graph`, `mainEntity` and `mainEntityOfPage`; an
    author or a publisher is a part.

    >>> [types(node) for node in nodes(['{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", }}'])]
    [('WebPage',), ('NewsArticle',)]
    """
    found: list[Node] = []
    left = MAX_CHARS
    for script in scripts:
        if left <= 0:
            break
        found.extend(_top(_load(script, left), MAX_NODES - len(found)))
        left -= len(script) if len(script) <= left else _LENIENT_CHARS
    return found


def _load(script: str, left: int) -> object:
    """What a script holds; from the lenient reader where it is no JSON or goes beyond what is left to read."""
    if "{" not in script:
        return None
    if len(script) <= left:
        try:
            return _DECODER.decode(script)
        except (ValueError, RecursionError):
            pass
    return lenient(script[:_LENIENT_CHARS])


def _top(value: object, most: int) -> Iterator[Node]:
    """The dicts of a value and of what `_INTO` names, in order; the stack is a list, so depth does no harm."""
    stack = [value]
    steps = 10 * MAX_NODES
    while stack and most > 0 and steps > 0:
        value = stack.pop()
        steps -= 1
        if isinstance(value, list):
            stack.extend(reversed(value[:MAX_NODES]))
        elif isinstance(value, dict):
            most -= 1
            yield value
            stack.extend(value[key] for key in reversed(_INTO) if isinstance(value.get(key), list | dict))


def lenient(script: str) -> list[object]:
    """Read what claims to be JSON: the values at its top, with whatever could be made of them. Never raises.

    Takes linear time. Stops where the nesting gets deeper than any page's.

    >>> lenient('{"headline": "Skerrin: a "miracle", they say", "author": [{"name": "Jo Ma')
    [{'headline': 'Skerrin: a "miracle", they say', 'author': [{'name': 'Jo Ma'}]}]
    """
    text = _WRAP.sub("", script.strip()).strip()
    if "&quot;" in text and '"' not in text:
        text = html.unescape(text)
    top: list[object] = []
    stack: list[list[object] | dict[str, object]] = [top]
    keys: list[str | None] = [None]
    for token in _TOKEN.finditer(text):
        mark = token["mark"]
        if not mark:
            _put(stack[-1], keys, _scalar(token["string"], token["bare"]))
        elif mark in "{[":
            inner: list[object] | dict[str, object] = {} if mark == "{" else []
            _put(stack[-1], keys, inner)
            stack.append(inner)
            keys.append(None)
        elif mark in "}]" and len(stack) > 1:
            stack.pop()
            keys.pop()
        elif mark == ",":
            keys[-1] = None
        if len(stack) > _LENIENT_DEPTH:
            break
    return top


def _scalar(string: str | None, bare: str | None) -> object:
    if string is None:
        return _BARE.get(bare or "", bare)
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else _ESCAPES.get(m[2], m[2]), string)


def _put(into: list[object] | dict[str, object], keys: list[str | None], value: object) -> None:
    """Put a value where it belongs: into a list, or under the key that waits for it; else it is the key."""
    if isinstance(into, list):
        into.append(value)
    elif keys[-1] is not None:
        into.setdefault(keys[-1], value)
        keys[-1] = None
    elif isinstance(value, str):
        keys[-1] = value


def values(value: object) -> list[object]:
    """A property's values that are text or things, in order: those of lists and of `@list` are taken out of them.

    >>> values([["a", None], {"@value": "b"}, 3])
    ['a', 'b']
    """
    if isinstance(value, str) or value is None:  # nearly always
        return [value] if value else []
    found: list[object] = []
    stack = [value]
    steps = _MAX_VALUES
    while stack and steps > 0:
        value = stack.pop()
        steps -= 1
        if isinstance(value, list):
            stack.extend(reversed(value[:_MAX_VALUES]))
        elif isinstance(value, dict) and ("@value" in value or "@list" in value):
            stack.append(value.get("@value", value.get("@list")))
        elif isinstance(value, str | dict):
            found.append(value)
    return found


def texts(node: Node, *names: str) -> list[str]:
    """The texts under the first of these properties that has any.

    >>> texts({"headline": "", "name": ["Ferry sinks"]}, "headline", "name")
    ['Ferry sinks']
    """
    for name in names:
        if name in node and (found := [v for v in values(node[name]) if isinstance(v, str) and v.strip()]):
            return found
    return []


def types(node: Node) -> tuple[str, ...]:
    """A node's types by their bare names: "http://schema.org/NewsArticle" is "NewsArticle".

    >>> types({"@type": ["schema:Article", "https://schema.org/NewsArticle"]})
    ('Article', 'NewsArticle')
    """
    return tuple(t.strip().rsplit("/", 1)[-1].rsplit(":", 1)[-1][:60] for t in texts(node, "@type", "type"))
