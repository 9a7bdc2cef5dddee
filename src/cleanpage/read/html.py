"""The HTML reader: a page's markup turned into the same blocks that a text dump gives, with what the markup says.

The page streams through lxml's event parser, which loses nothing however deep elements are nested (a tree drops
what is deeper than 255 or 2,048), and no tree is built. Scripts, styles and drawings are cut out before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

from cleanpage.read.cut import without_scripts
from cleanpage.read.embedded import embedded_markup
from cleanpage.read.glue import CONTINUES, glue
from cleanpage.read.lines import INVISIBLE
from cleanpage.read.metadata import Head, claims
from cleanpage.read.streamed import in_place
from cleanpage.read.tags import ALONE, LEVELS, NAMED, ROLES, SOFT, STRONG, VOID, Role
from cleanpage.read.text import MAX_BLOCKS, looks_clean
from cleanpage.rules.words import ended, weight
from cleanpage.types import Block, Element, Hints, Markup, Page

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MOST_NAMED = 200  # characters of an attribute that are looked at
_MOST_INLINE = 12  # words of inline elements that are kept for a line
_HIDING = re.compile(
    r"""
    display\s*:\s*none | visibility\s*:\s*hidden | font-size\s*:\s*0(?![.\d]*[1-9])
    | opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)
    | (?:left|top|right|bottom|text-indent|margin-(?:left|top))\s*:\s*-(?:\d{4,}|\d{3,}(?:\.\d+)?r?em)  # off the screen
    | translate[XY]?\(\s*-\d{4,} | scale[XY]?\(\s*0(?:\.0+)?\s*[,)]
    | clip\s*:\s*rect\(\s*[01](?:px)?[ ,] | clip-path\s*:\s*inset\(\s*(?:50|100)%
    | (?<!-)(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*(?:;|!|$)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MOST_STYLE = 1000  # characters of a style attribute that are looked at
_BLOCK, _BREAKS, _IMAGE, _HEAD = Role.BLOCK, Role.BREAK, Role.IMAGE, Role.HEAD  # an enum is slow to look into
_PROSE = 80  # characters from which a line counts as prose of the elements that hold it
_SENTENCE = 20  # the same, of a page that has hardly any such line, where it ends as a sentence does
_FEW = 2  # lines of prose below which a page has hardly any
_LINKED = 0.4  # share of a line's characters inside links from which it is no prose
_SHELL = 200  # characters of prose below which a page may be built by a script
_MOST = 600  # characters of one line that count
_MOST_PARTS = 50  # pieces of text that are looked at for a property
_BREAK = "\n"  # stands for a single line break in a paragraph
# White space other than single spaces: in a text of millions of words there is little of it.
_UNEVEN = re.compile(r"[^\S ]\s*+| \s++")
_LONG = 100_000  # characters from which a text is not split into words, which take six times as much memory
_CHUNK = 500_000  # characters that are handed to the parser at a time: more than nearly all pages have
_MOST_ELEMENTS = 100_000  # elements that are told apart; what is in further ones counts for the one around them

MAX_TAGS = 500_000
"""Tags of a page that are read: 50 times as many as long news pages have. Tags without text cost time, too."""


def read_html(source: str, max_chars: int = 20_000_000) -> Page:
    """Read an HTML page into a Page whose source is the page's flattened text, one line a block.

    The page is `truncated` where it has more than `max_chars` characters without its scripts and the files in its
    attributes, `MAX_TAGS` tags or `MAX_BLOCKS` blocks.

    >>> [b.text for b in read_html("<h1>Ferry sinks</h1><p>All were <b>saved</b>.</p>").blocks]
    ['Ferry sinks', 'All were saved.']
    """
    markup, jsonld = without_scripts(in_place(source))
    page = _parsed(markup, jsonld, max_chars)
    if sum([e.prose for e in page.markup.elements] if page.markup else ()) < _SHELL:
        inner = embedded_markup(source)
        if inner:  # a browser would build the page from it
            page = _parsed(f"{markup}<main>{without_scripts(inner)[0]}</main>", jsonld, max_chars)
    if page.markup is None:
        return page
    if _is_bare(page.blocks, page.markup.elements):
        return _as_text(page, page.markup)
    if sum([e.solid for e in page.markup.elements]) < _FEW:
        _count_sentences(page.blocks, page.markup.elements)
    return page


def _is_bare(blocks: Sequence[Block], elements: Sequence[Element]) -> bool:
    """Whether the markup tells one line from another in nothing: all stand in elements of one tag without a name."""
    if any(e.words or e.hides for e in elements) or len({e.tag for e in elements if e.lines}) != 1:
        return False
    return not any(b.level or b.image or b.hints is None or b.hints.alt or b.hints.veiled for b in blocks)


def _as_text(page: Page, markup: Markup) -> Page:
    """A page as the text that it shows, each line alone: its lines are judged as those of texts are."""
    is_clean = looks_clean([b.text for b in page.blocks])
    blocks = [b._replace(hints=None, gap=int(is_clean and i > 0)) for i, b in enumerate(page.blocks)]
    return page._replace(blocks=tuple(blocks), markup=markup._replace(elements=()), is_clean=is_clean)


def _parsed(markup: str, jsonld: tuple[str, ...], max_chars: int) -> Page:
    """Run markup without scripts through the parser."""
    from lxml import etree  # costs 20 ms to import, and text needs none of it

    target = _Flattener(jsonld)
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    cut = len(markup) > max_chars
    try:
        cut |= _feed(parser, markup[:max_chars] if cut else markup, target)
        page: Page = parser.close()
    except etree.XMLSyntaxError:  # nothing that the parser could use
        page = target.close()
    return page._replace(truncated=True) if cut else page


def _feed(parser: Any, markup: str, target: _Flattener) -> bool:
    """Hand a page to the parser up to the reader's limits; whether something is left over."""
    tags = 0
    for at in range(0, len(markup), _CHUNK):
        if target.is_full or tags > MAX_TAGS:
            return True
        chunk = markup[at : at + _CHUNK]
        tags += chunk.count("<")
        parser.feed(chunk.encode())
    return False


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
        self.is_full = False  # it takes no more lines
        self._head = _HeadReader(jsonld)
        self._elements: list[Element] = []
        # Of each open element: its tag, the block element around it, whether it hides, whether it is a block
        self._open: list[tuple[str, int, bool, bool]] = []
        self._at = -1  # the innermost open block element
        self._skip = 0  # open elements whose text is left out, of the tag below
        self._skipped = ""
        self._hidden = self._veiled = 0  # open elements that hide their text: blocks, and inline ones
        self._links = self._strongs = 0  # open ones
        # Of the line that is being made:
        self._parts: list[str] = []
        self._concealed: list[str] = []  # the text in it that is hidden
        self._inline: list[str] = []  # words of its inline elements
        self._linked = self._bold = 0  # characters
        self._broken = False  # line breaks stand before it
        self._lines: list[str] = []
        self._blocks: list[Block] = []

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        if self._skip:
            if tag == self._skipped:
                self._skip += 1
            elif self._skipped == "head":
                self._head.start(tag, attrib)
            return
        role = ROLES.get(tag)
        if role is None:
            self._start_inline(tag, attrib)
        elif role is _BLOCK:
            self._start_block(tag, attrib)
        elif role is _BREAKS:
            self._break()
        elif role is _IMAGE:
            self._image(attrib)
        elif role is _HEAD:
            self._head.start(tag, attrib)
        else:
            self._skip, self._skipped = 1, tag
            self._parts.append(" ")

    def _start_inline(self, tag: str, attrib: Mapping[str, str]) -> None:
        hides = False
        if attrib:
            words = _named(attrib)
            if words:
                if not ALONE.isdisjoint(words):
                    self._start_block(tag, attrib)
                    return
                if len(self._inline) < _MOST_INLINE:
                    self._inline += words
            hides = _hides(attrib)
            self._veiled += hides
            if "itemprop" in attrib:
                self._head.property(attrib, len(self._open), len(self._parts))
        if tag == "a":
            self._links += 1
        elif tag in STRONG:
            self._strongs += 1
        elif tag == "time":
            self._head.time(attrib, _named(attrib), len(self._parts))
        self._open.append((tag, self._at, hides, False))

    def _start_block(self, tag: str, attrib: Mapping[str, str]) -> None:
        if self._parts or self._concealed or self._inline:
            self._flush()
        words: tuple[str, ...] = ()
        hides = False
        if attrib:
            words = _named(attrib)
            hides = _hides(attrib) or (tag == "dialog" and "open" not in attrib)
            if tag == "html":
                self._head.language = attrib.get("lang") or attrib.get("xml:lang") or ""
            elif "itemprop" in attrib:
                self._head.property(attrib, len(self._open), 0)
        elif tag == "dialog":
            hides = True
        if tag in VOID:
            return
        self._hidden += hides
        self._open.append((tag, self._at, hides, True))
        if len(self._elements) < _MOST_ELEMENTS:
            self._elements.append(Element(tag, words, self._at, hides))
            self._at = len(self._elements) - 1

    def end(self, tag: str) -> None:
        opened = self._open
        if self._skip or not opened or opened[-1][0] != tag:  # or an element without an end, or without a start
            if self._skip and tag == self._skipped:
                self._skip -= 1
            elif tag == "title":
                self._head.in_title = False
            return
        _, around, hides, block = opened.pop()
        if self._head.reading:
            self._head.end(len(opened), self._parts)
        if block:
            if self._parts or self._concealed or self._inline:
                self._flush()
            self._at = around
            self._hidden -= hides
        else:
            self._veiled -= hides
            self._end_inline(tag)

    def _end_inline(self, tag: str) -> None:
        if tag == "a":
            self._links -= 1
        elif tag in STRONG:
            self._strongs -= 1
        elif tag == "time":
            self._head.end_time(self._parts, self._elements[self._at].words if self._at >= 0 else ())

    def data(self, data: str) -> None:
        if self._skip or self._head.in_title:
            if self._head.in_title:
                self._head.title.append(data)
        elif self._veiled:
            self._concealed.append(data)
        elif self._parts or not data.isspace():
            self._parts.append(data)
            if self._links:
                self._linked += len(data)
            if self._strongs:
                self._bold += len(data)

    def _break(self) -> None:
        """A line break: two of them end a paragraph, one does where no paragraph is marked."""
        parts = self._parts
        while parts and parts[-1] is not _BREAK and parts[-1].isspace():
            parts.pop()
        if self._at >= 0 and self._elements[self._at].tag in SOFT and not (parts and parts[-1] is _BREAK):
            parts.append(_BREAK)
        else:
            self._flush()
            self._broken = True

    def _image(self, attrib: Mapping[str, str]) -> None:
        """An image's alternative text is a line of its own, unless the image stands within a sentence."""
        alt = attrib.get("alt")
        if alt and not any(p.strip() for p in self._parts):
            self._flush()
            text = _folded(alt)
            if text:
                self._add(text, alt=True)

    def _flush(self) -> None:
        """End the line that is being made."""
        if self._parts:
            text = _folded("".join(self._parts))
            self._parts = []
            if text:
                self._add(text)
        if self._concealed:
            text = _folded("".join(self._concealed))
            self._concealed = []
            if text:
                self._add(text, veiled=True)
        self._linked = self._bold = 0
        if self._inline:
            self._inline = []

    def _add(self, text: str, *, alt: bool = False, veiled: bool = False) -> None:
        """Add a line, and a block for it where it has any letter or digit."""
        if not text.isprintable():
            text = _folded(INVISIBLE.sub("", text))
            if not text:
                return
        if self.is_full:
            return
        index = len(self._lines)
        self._lines.append(text)
        if self._goes_on(text):
            before = self._blocks[-1]
            self._blocks[-1] = before._replace(text=glue(before.text, text), last=index)
            _count(self._elements[self._at], text, 0.0)
            return
        self._broken = False
        if not (text[0].isalnum() or any(map(str.isalnum, text))):
            return
        if self._at < 0:
            self._elements.append(Element("body", (), -1))
            self._at = len(self._elements) - 1
        element = self._elements[self._at]
        links = min(1.0, self._linked / len(text)) if self._linked else 0.0
        if not alt and not veiled:
            _count(element, text, links)
        level = LEVELS.get(element.tag, 0)
        bold = self._bold / len(text) if self._bold else 0.0
        mark = "heading" if level else ""
        # as Hints(…) and Block(…), which take twice as long
        hints = tuple.__new__(Hints, (self._at, tuple(self._inline), bold, self._hidden > 0, alt, veiled))
        self._blocks.append(tuple.__new__(Block, (text, index, index, mark, level, 0, 1, links, False, hints)))
        if len(self._blocks) == MAX_BLOCKS:
            self.is_full = True

    def _goes_on(self, text: str) -> bool:
        """Whether a text goes on with the paragraph's last line: a button amid the sentence had ended that."""
        before = self._blocks[-1] if self._blocks else None
        return (
            before is not None
            and before.hints is not None
            and before.hints.element == self._at
            and self._elements[self._at].tag == "p"
            and not self._broken
            and len(before.text) < _LONG
            and (text[0] in CONTINUES or text[0].islower())
            and (before.text[-1].isalnum() or before.text[-1] == ",")
        )

    def close(self) -> Page:
        self._flush()
        source = "\n".join(self._lines)
        starts = tuple(accumulate([len(line) + 1 for line in self._lines], initial=0))[:-1]
        markup = Markup(tuple(self._elements), claims(self._head.made()))
        return Page(source, starts, tuple(self._blocks), markup, truncated=self.is_full)


def _folded(text: str) -> str:
    """A text with each run of white space as one space, and none at its ends."""
    return " ".join(text.split()) if len(text) < _LONG else _UNEVEN.sub(" ", text.strip())


def _count(element: Element, text: str, links: float) -> None:
    """Count a line for the element that holds it."""
    size = len(text)
    element.lines += 1
    element.chars += size
    element.linked += int(links * size)
    says = weight(text)
    if says >= _PROSE and links < _LINKED:
        element.prose += min(_MOST, says)
        element.solid += 1


def _count_sentences(blocks: Sequence[Block], elements: Sequence[Element]) -> None:
    """Count a small page's shorter sentences, too, as prose of the elements that hold them."""
    for block in blocks:
        says = weight(block.text)
        if _SENTENCE <= says < _PROSE and ended(block.text) and block.links < _LINKED and block.hints:
            element = elements[block.hints.element]
            element.prose += says
            element.solid += 1


def _named(attrib: Mapping[str, str]) -> tuple[str, ...]:
    """The words of the attributes that say what an element is for."""
    found: tuple[str, ...] = ()
    for name, value in attrib.items():
        if name in NAMED and value:
            found += words_of(value)
    return found


def _hides(attrib: Mapping[str, str]) -> bool:
    """Whether an element's attributes hide it from readers."""
    if "hidden" in attrib and attrib["hidden"] != "until-found":
        return True
    if attrib.get("aria-hidden") == "true":
        return True
    style = attrib.get("style")
    return style is not None and _conceals(style[:_MOST_STYLE])


@lru_cache(maxsize=2000)
def _conceals(style: str) -> bool:
    """Whether a style hides what has it."""
    return _HIDING.search(style) is not None


def _beginning(parts: Sequence[str], start: int) -> str:
    """The beginning of the text in some pieces: few of them, or elements in each other would take quadratic time."""
    return _folded("".join(parts[start : start + _MOST_PARTS]))[:_MOST]


class _HeadReader:
    """Collects what the page says about itself, in its head and in its elements' attributes."""

    def __init__(self, jsonld: tuple[str, ...]) -> None:
        self.language = ""
        self.title: list[str] = []
        self.in_title = False
        self._jsonld = jsonld
        self._base = ""
        self._metas: list[tuple[str, str]] = []
        self._links: list[tuple[str, str]] = []
        self._times: list[tuple[str, str, str]] = []
        self._time: tuple[str, int, str] | None = None
        self._props: list[tuple[str, str]] = []
        self.reading: dict[int, tuple[int, int]] = {}  # by depth, properties whose value is their text

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        if tag == "meta":
            key = attrib.get("property") or attrib.get("name") or attrib.get("itemprop") or attrib.get("http-equiv")
            content = attrib.get("content")
            if key and content is not None:
                self._metas.append((key.lower(), content))
        elif tag == "link":
            rel, href = attrib.get("rel"), attrib.get("href")
            if rel and href:
                self._links.append((rel.lower(), href))
        elif tag == "title":
            self.in_title = not self.title
        elif tag == "base":
            self._base = self._base or attrib.get("href") or ""

    def property(self, attrib: Mapping[str, str], depth: int, parts: int) -> None:
        """A microdata property of the element that is opened at `depth`, `parts` pieces of text before it."""
        value = attrib.get("content") or attrib.get("datetime") or attrib.get("href")
        if not value:
            self.reading[depth] = len(self._props), parts
        self._props.append((attrib["itemprop"].lower(), value or ""))

    def end(self, depth: int, parts: list[str]) -> None:
        """The element that was opened at `depth` ends: its text is the property's value."""
        found = self.reading.pop(depth, None)
        if found is not None:
            index, start = found
            self._props[index] = self._props[index][0], _beginning(parts, start)

    def time(self, attrib: Mapping[str, str], words: tuple[str, ...], parts: int) -> None:
        self._time = attrib.get("datetime") or "", parts, " ".join(words)

    def end_time(self, parts: list[str], around: tuple[str, ...]) -> None:
        if self._time is not None:
            stamp, start, words = self._time
            self._times.append((stamp, _beginning(parts, start), " ".join((words, *around)).strip()))
            self._time = None

    def made(self) -> Head:
        return Head(
            " ".join("".join(self.title).split()),
            self.language,
            tuple(self._metas),
            tuple(self._links),
            self._jsonld,
            tuple(self._times),
            tuple(self._props),
            self._base,
        )
