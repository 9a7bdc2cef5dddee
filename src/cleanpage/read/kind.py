"""Whether a source is HTML or text: by what it is, as file names and media types are often wrong or missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleanpage.read.tags import VOID

HEAD = 200_000
"""Characters that are looked at, after white space and comments at the beginning."""

_PAIRED = (
    "a abbr acronym address article aside audio b bdi bdo big blockquote body button canvas caption center cite code "
    "colgroup data dd del details dfn div dl dt em fieldset figcaption figure font footer form frameset h1 h2 h3 h4 h5 "
    "h6 head header hgroup html i iframe ins kbd label legend li main map mark menu nav nobr noscript object ol "
    "optgroup option output p picture pre q s samp script search section select small span strike strong style sub "
    "summary sup svg table tbody td template textarea tfoot th thead time title tr tt u ul var video"
)
_RAW = ("script", "style")  # what looks like a tag in them is none
_UNCLOSED = frozenset({"p", "li", "td", "th", "tr", "dt", "dd", "option"})  # the next of the kind ends them

ELEMENTS = VOID.union(_PAIRED.split())
"""Names of HTML's elements, with those of old pages."""

_BLANK = re.compile(r"[\s\x00\ufeff]*+")
_DOCUMENT = re.compile(r"(?i)<(?:!doctype\s|\?xml\s|(?:html|head|body|frameset)[\s>])")
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]{0,60})(?=[\s>])[^<>]*+>")
_JSON = re.compile(r'[\[{]\s*+["\[{\]}]')
# Tags of any name, comments, doctypes. A ">" in an attribute ends a tag too early: some characters miscount.
_TAG = re.compile(r"<(?:(/?)([A-Za-z][\w.:-]{0,60})(?=[\s/>])|!(?:--|(?i:doctype)))[^<>]*+>")
_REACH = 50  # open elements that an end tag is looked for in
_BREAKS = 3

_Tag = tuple[str, bool, int, int]  # name, empty where it is no tag; whether it is an end tag; start; end


def is_html(text: str) -> bool:
    """Whether a source is HTML (or XML), whole or a part of a page, rather than text.

    A document says so at its beginning. Else HTML is where most of the text stands in elements: in
    Markdown with some tags, in text about HTML and in mail most stands outside. JSON is text. Looks at
    `HEAD` characters.

    >>> is_html("<p>The ferry sank.</p>"), is_html("if a <b and b> c"), is_html("A <br> breaks a line.")
    (True, False, False)
    """
    start, comments = _beginning(text)
    head = text[start : start + HEAD]
    if "<" not in head or _JSON.match(head):
        return comments and not head
    return _DOCUMENT.match(head) is not None or _is_element(head, text) or _is_marked_up(head, len(text) > start + HEAD)


def _beginning(text: str) -> tuple[int, bool]:
    """Where a source begins after white space and comments, and whether there are comments."""
    start, comments = _skip_blank(text, 0), False
    while text.startswith("<!--", start):
        end = text.find("-->", start + 4)
        if end < 0:
            break
        start, comments = _skip_blank(text, end + 3), True
    return start, comments


def _skip_blank(text: str, start: int) -> int:
    match = _BLANK.match(text, start)
    return match.end() if match else start


def _is_element(head: str, text: str) -> bool:
    """Whether a source is one element of XML or a custom one of HTML, from its first character to its last."""
    root = _ROOT.match(head)
    return root is not None and root[1].lower() not in ELEMENTS and text[-99:].rstrip().endswith(f"</{root[1]}>")


def _is_marked_up(head: str, cut: bool) -> bool:
    """Whether most of the text stands in elements, or lines end in <br> and not only in line breaks.

    `cut`: there is more of the source than `head`.
    """
    tags = [((match[2] or "").lower(), match[1] == "/", match.start(), match.end()) for match in _TAG.finditer(head)]
    if ELEMENTS.isdisjoint([name for name, *_ in tags]):
        return False
    inside, outside = _shares(head, tags, cut)
    breaks = sum(name == "br" for name, *_ in tags)
    lines = sum(not line.isspace() for line in head.splitlines())
    return inside > outside or inside == outside == 0 or breaks >= max(_BREAKS, lines - 1)  # the last line needs none


def _shares(head: str, tags: Sequence[_Tag], cut: bool) -> tuple[int, int]:
    """How many characters of text, tags and white space aside, stand in elements and outside of all.

    An element that never ends may have been cut off, or be a tag that a text speaks of. It counts where all text
    before it stands in elements and it has attributes or `head` is cut.
    """
    shares = [0, 0]
    (change, endless), depth, at = _elements(tags), 0, 0
    for index, (name, _, start, end) in enumerate(tags):
        shares[depth <= 0] += _visible(head[at:start])
        depth += change[index]
        if index in endless and shares[1] == 0 and (cut or end - start > len(name) + 2):
            depth += 1
        at = end
    shares[depth <= 0] += _visible(head[at:])
    return shares[0], shares[1]


def _visible(text: str) -> int:
    return sum(map(len, text.split()))


def _elements(tags: Sequence[_Tag]) -> tuple[Sequence[int], frozenset[int]]:
    """For each tag how many elements begin there less those that end, and the start tags of elements that never end."""
    change = [0] * len(tags)
    opened: list[tuple[str, int]] = []
    endless: list[int] = []
    for index, (name, closes, _, _) in enumerate(tags):
        raw = opened and opened[-1][0] in _RAW and opened[-1][0] != name
        if raw or not name or name in VOID:
            continue
        if closes or (name in _UNCLOSED and opened and opened[-1][0] == name):
            place = _last(opened, name)
            if place is not None:
                change[opened[place][1]] += 1
                change[index] -= 1
                endless += [start for _, start in opened[place + 1 :]]
                del opened[place:]
        if not closes:
            opened.append((name, index))
    return change, frozenset((*endless, *(start for _, start in opened)))


def _last(opened: Sequence[tuple[str, int]], name: str) -> int | None:
    """Where in the open elements the last one of a name is."""
    lowest = max(0, len(opened) - _REACH)
    return next((at for at in range(len(opened) - 1, lowest - 1, -1) if opened[at][0] == name), None)
