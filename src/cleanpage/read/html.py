"""The HTML reader: a page's markup turned into the same blocks that a text dump gives, with what the markup says.

The page streams through lxml's event parser, which loses nothing however deep elements are nested (a tree
drops what is deeper than 255), and no tree is built. Scripts, styles and drawings are cut out before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate

from cleanpage.read.metadata import Head, claims
from cleanpage.read.text import INVISIBLE, SURROGATE
from cleanpage.types import Block, Element, Hints, Markup, Page

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "output",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_SKIPPED = frozenset(
    [
        "applet",
        "audio",
        "canvas",
        "datalist",
        "embed",
        "head",
        "iframe",
        "map",
        "math",
        "noframes",
        "noscript",
        "object",
        "option",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "video",
    ]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_STRONG = frozenset({"b", "strong"})
_HEADINGS: Mapping[str, int] = {f"h{i}": i for i in range(1, 7)}

_NAMED = ("class", "id", "itemprop", "role", "data-testid", "data-component", "data-type", "rel")
"""Attributes whose words say what an element is for."""

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MOST_NAMED = 200  # characters of an attribute that are looked at
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)"
    r"|(?:left|top|text-indent|margin-left)\s*:\s*-\d{4,}|clip\s*:\s*rect\(\s*[01](?:px)?[ ,]|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r"|(?<!-)(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_CUT = re.compile(r"<(?:(script|style|svg|template|noscript)(?=[\s/>])|!--)", re.IGNORECASE)
_CLOSING = {
    name: re.compile(f"</{name}[^<>]*>?", re.IGNORECASE) for name in ("script", "style", "svg", "template", "noscript")
}
_PROSE = 80  # characters from which a line counts as prose of the elements that hold it
_MOST = 600  # characters of one line that count


def read_html(source: str) -> Page:
    """Read an HTML page into a Page whose source is the page's flattened text, one line a block.

    >>> [b.text for b in read_html("<h1>Ferry sinks</h1><p>All were <b>saved</b>.</p>").blocks]
    ['Ferry sinks', 'All were saved.']
    """
    from lxml import etree  # costs 20 ms to import, and text needs none of it

    cut, jsonld = _without_scripts(SURROGATE.sub("\ufffd", source) if not source.isascii() else source)
    target = _Flattener(jsonld)
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    try:
        parser.feed(cut.encode("utf-8"))
        page: Page = parser.close()
    except etree.XMLSyntaxError:  # nothing that the parser could use
        page = target.close()
    return page


def _without_scripts(source: str) -> tuple[str, tuple[str, ...]]:
    """The page without scripts, styles, drawings and comments, and the JSON-LD that stood in them."""
    parts: list[str] = []
    data: list[str] = []
    endless: set[str] = set()  # what is never closed from here on, so that it is looked for only once
    at = 0
    for found in _CUT.finditer(source):
        start = found.start()
        if start < at:
            continue
        name = (found[1] or "").lower()
        if name in endless:
            continue
        if name:
            closing = _CLOSING[name].search(source, found.end())
            end = closing.end() if closing else -1
        else:
            end = source.find("-->", start + 2)
            end = end + 3 if end >= 0 else -1
        if end < 0:
            endless.add(name)
            continue
        if name == "script" and "ld+json" in source[start : start + 300].split(">", 1)[0].lower():
            opened = source.find(">", start)
            data.append(source[opened + 1 : closing.start() if closing else end])
        parts += (source[at:start], " " if not name or name == "noscript" else "")
        at = end
    parts.append(source[at:])
    return "".join(parts), tuple(data)


@lru_cache(maxsize=20_000)
def words_of(value: str) -> tuple[str, ...]:
    """The words of a class or an id, in lower case, without numbers and hashes.

    >>> words_of("articleBody__par-text css-1x2y3z")
    ('article', 'body', 'par', 'text', 'css')
    """
    return tuple(dict.fromkeys([w.lower() for w in _WORD.findall(value[:_MOST_NAMED]) if 2 < len(w) < 20]))


class _Flattener:
    """The event parser's target: makes lines of what streams in, and keeps the open elements."""

    def __init__(self, jsonld: tuple[str, ...]) -> None:
        self._elements: list[Element] = []
        self._open: list[tuple[str, int, int, bool]] = []  # tag, element around it, whether it hides, and is a block
        self._at = -1  # the innermost open block element
        self._skip = 0  # open elements whose text is left out
        self._skipped = ""
        self._parts: list[str] = []  # of the line that is being made
        self._linked = self._bold = 0
        self._links = self._strongs = 0  # open ones
        self._hidden = 0
        self._inline: list[str] = []
        self._lines: list[str] = []
        self._blocks: list[Block] = []
        self._jsonld = jsonld
        self._title: list[str] = []
        self._in_title = False
        self._language = self._base = ""
        self._metas: list[tuple[str, str]] = []
        self._rels: list[tuple[str, str]] = []
        self._times: list[tuple[str, str, str]] = []
        self._props: list[tuple[str, str]] = []
        self._time: tuple[str, int, str] | None = None

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        if self._skip:
            if tag == self._skipped:
                self._skip += 1
            elif self._skipped == "head":
                self._head(tag, attrib)
            return
        if tag in _INLINE and not (attrib and _stands_alone(attrib)):
            self._start_inline(tag, attrib)
        elif tag == "br":
            self._flush()
        elif tag == "img" or tag == "amp-img":
            alt = attrib.get("alt")
            self._image(alt.strip() if alt else "")
        elif tag in _SKIPPED:
            self._skip, self._skipped = 1, tag
            if tag != "head":
                self._parts.append(" ")
        elif tag in ("meta", "link", "base", "title"):
            self._head(tag, attrib)
        elif tag not in _VOID:
            self._start_block(tag, attrib)

    def _start_inline(self, tag: str, attrib: Mapping[str, str]) -> None:
        if tag == "a":
            self._links += 1
        elif tag in _STRONG:
            self._strongs += 1
        elif tag == "time":
            self._time = attrib.get("datetime", ""), len(self._parts), " ".join(_named(attrib))
        hides = 0
        if attrib:
            words = _named(attrib)
            if words and len(self._inline) < 12:
                self._inline += words
            hides = _hides(attrib)
            self._hidden += hides
            if "itemprop" in attrib:
                self._prop(attrib)
        self._open.append((tag, self._at, hides, False))

    def _start_block(self, tag: str, attrib: Mapping[str, str]) -> None:
        self._flush()
        hides = 0
        words: tuple[str, ...] = ()
        if attrib:
            words = _named(attrib)
            hides = _hides(attrib)
            self._hidden += hides
            if tag == "html":
                self._language = attrib.get("lang", "") or attrib.get("xml:lang", "")
            if "itemprop" in attrib:
                self._prop(attrib)
        self._open.append((tag, self._at, hides, True))
        self._elements.append(Element(tag, words, self._at, hides > 0))
        self._at = len(self._elements) - 1

    def _prop(self, attrib: Mapping[str, str]) -> None:
        value = attrib.get("content") or attrib.get("datetime") or attrib.get("href")
        if value:
            self._props.append((attrib["itemprop"].lower(), value))

    def _head(self, tag: str, attrib: Mapping[str, str]) -> None:
        if tag == "meta":
            content = attrib.get("content")
            if content is not None:
                for name in ("property", "name", "itemprop", "http-equiv"):
                    key = attrib.get(name)
                    if key:
                        self._metas.append((key.lower(), content))
                        break
        elif tag == "link":
            rel, href = attrib.get("rel"), attrib.get("href")
            if rel and href:
                self._rels.append((rel.lower(), href))
        elif tag == "title":
            self._in_title = not self._title
        elif tag == "base":
            self._base = self._base or attrib.get("href", "")

    def end(self, tag: str) -> None:
        if self._skip:
            if tag == self._skipped:
                self._skip -= 1
            elif tag == "title":
                self._in_title = False
            return
        if tag in _VOID:
            return
        if tag == "title":
            self._in_title = False
            return
        if not self._open or tag in _SKIPPED:
            return
        opened, before, hides, block = self._open[-1]
        if opened != tag:
            return  # the parser closes what it opened, in order: this end has no start
        self._open.pop()
        if not block:
            if tag == "a":
                self._links -= 1
            elif tag in _STRONG:
                self._strongs -= 1
            elif tag == "time" and self._time:
                self._end_time()
        else:
            self._flush()
            self._at = before
        self._hidden -= hides

    def _end_time(self) -> None:
        if self._time is not None:
            stamp, start, words = self._time
            near = self._elements[self._at].words if self._at >= 0 else ()
            text = " ".join("".join(self._parts[start:]).split())[:200]
            self._times.append((stamp, text, " ".join((words, *near)).strip()))
        self._time = None

    def data(self, data: str) -> None:
        if self._skip or self._in_title:
            if self._in_title:
                self._title.append(data)
            return
        self._parts.append(data)
        if self._links:
            self._linked += len(data)
        if self._strongs:
            self._bold += len(data)

    def comment(self, text: str) -> None:
        """Comments say nothing."""

    def _flush(self) -> None:
        parts = self._parts
        if parts:
            text = " ".join("".join(parts).split())
            if text:
                self._add(text, alt=False)
            self._parts = []
        if self._linked or self._bold:
            self._linked = self._bold = 0
        if self._inline:
            self._inline = []

    def _image(self, alt: str) -> None:
        """An image's alternative text is a line of its own; within a paragraph it waits for the paragraph's end."""
        if self._parts and not "".join(self._parts).isspace():
            return
        if alt:
            self._flush()
            text = " ".join(alt.split())
            if text:
                self._add(text, alt=True)

    def _add(self, text: str, *, alt: bool) -> None:
        if not text.isprintable():
            text = " ".join(INVISIBLE.sub("", text).split())
            if not text:
                return
        index = len(self._lines)
        self._lines.append(text)
        if not any(map(str.isalnum, text[:40])) and not any(map(str.isalnum, text)):
            return
        size = len(text)
        links = min(1.0, self._linked / size) if self._linked else 0.0
        if self._at < 0:
            self._elements.append(Element("body", (), -1))
            self._at = len(self._elements) - 1
        element = self._elements[self._at]
        level = _HEADINGS.get(element.tag, 0)
        hints = Hints(self._at, tuple(self._inline), self._bold / size if self._bold else 0.0, self._hidden > 0, alt)
        if not alt:
            element.lines += 1
            element.chars += size
            element.linked += min(size, self._linked)
            weight = 5 * size // 2 if "\u3040" <= text[size // 2] <= "\uffef" else size
            if weight >= _PROSE and links < 0.4:
                element.prose += min(_MOST, weight)
                element.solid += 1
        self._blocks.append(
            Block(text, index, index, "heading" if level else "", level, 0, 1, links, image=False, hints=hints)
        )

    def close(self) -> Page:
        self._flush()
        head = Head(
            " ".join("".join(self._title).split()),
            self._language,
            tuple(self._metas),
            tuple(self._rels),
            self._jsonld,
            tuple(self._times),
            tuple(self._props),
            self._base,
        )
        source = "\n".join(self._lines)
        starts = tuple(accumulate((len(line) + 1 for line in self._lines), initial=0))[:-1]
        return Page(source, starts, tuple(self._blocks), Markup(tuple(self._elements), claims(head)))


_ALONE = frozenset({"credit", "credits", "caption", "copyright", "photographer"})


def _stands_alone(attrib: Mapping[str, str]) -> bool:
    """Whether an inline element holds what is a line of its own: the credit at the end of a caption."""
    named = attrib.get("class") or attrib.get("itemprop")
    return named is not None and not _ALONE.isdisjoint(words_of(named))


def _named(attrib: Mapping[str, str]) -> tuple[str, ...]:
    """The words of the attributes that say what an element is for."""
    found: tuple[str, ...] = ()
    for name, value in attrib.items():
        if name in _NAMED and value:
            found += words_of(value)
    return found


def _hides(attrib: Mapping[str, str]) -> int:
    """Whether an element's attributes hide it from readers."""
    if "hidden" in attrib and attrib["hidden"] != "until-found":
        return 1
    style = attrib.get("style")
    if style and _HIDING.search(style[:1000]):
        return 1
    return int(attrib.get("aria-hidden") == "true")
