"""The records that the steps hand to each other and to the user. Imports nothing local."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple


class Label(StrEnum):
    """What a line is. The set is closed; `KEPT` and `APART` say what becomes of it."""

    TITLE = "title"
    DATELINE = "dateline"
    BYLINE = "byline"
    STANDFIRST = "standfirst"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    FOOTER = "footer"
    CAPTION = "caption"
    CREDIT = "credit"
    NAV = "nav"
    SHARE = "share"
    PROMO = "promo"
    LEGAL = "legal"
    COMMENT = "comment"
    DUPLICATE = "duplicate"
    NOISE = "noise"

    __hash__ = str.__hash__  # an Enum's own is Python code, and labels are looked up all the time


KEPT = frozenset(
    {
        Label.TITLE,
        Label.DATELINE,
        Label.BYLINE,
        Label.STANDFIRST,
        Label.HEADING,
        Label.PARAGRAPH,
        Label.FOOTER,
    }
)
"""Labels whose lines stand in the article's text."""

APART = frozenset({Label.CAPTION, Label.CREDIT})
"""Labels whose lines are kept apart, in `Article.images`."""

DROPPED = frozenset(Label) - KEPT - APART
"""Labels whose lines are left out of the article."""


class PageKind(StrEnum):
    """What a page is as a whole. The set is closed."""

    ARTICLE = "article"
    LISTING = "listing"  # a front page, a section, an archive, search results, a shop's shelf
    FORUM = "forum"  # a thread of posts
    PRODUCT = "product"
    OTHER = "other"  # a service, a manual, anything else
    ERROR = "error"  # not found, access denied, out of order
    CONSENT = "consent"  # a wall that asks for consent, a subscription or proof of being human
    EMPTY = "empty"  # no text, or nothing but menus


class Line(NamedTuple):
    """One line of the input with its verdict.

    `text` is the line verbatim without its line break; `start` and `end` are offsets into the source
    in characters, and the spans of all lines partition it (a line's span holds its line break).
    `rule` is the id of the evidence that weighed most for `label`, `score` by how much the label beat
    the runner-up, in nats (natural-log odds).
    """

    text: str
    start: int
    end: int
    label: Label
    kept: bool
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that spoke for or against a line's label.

    `name` is a rule's id, the name of a piece of evidence, or for a step from block to block "STATE>STATE";
    `why` says in words what it means. `own` is what it weighs for the label that won, `other` for the
    runner-up, in nats (natural-log odds).
    """

    name: str
    why: str
    own: float
    other: float

    @property
    def gain(self) -> float:
        """By how much it speaks for the label that won, in nats; negative where it speaks for the runner-up.

        >>> Ground("size.3", "how long it is", 1.5, 0.5).gain
        1.0
        """
        return round(self.own - self.other, 3)


@dataclass(frozen=True, slots=True)
class Why:
    """All that gave a line its label.

    What won and the runner-up are labels, "more" (goes on with the paragraph before) or "drop" (whose label the
    line's rules and looks tell). They are "" where no sum was made: then `decided` alone tells the reason.
    """

    line: Line
    number: int
    """Of the line in the source, from 1."""
    text: str
    """What was judged: the line folded, with the others of the source that are one with it."""
    decided: str
    """What decided, in words."""
    state: str = ""
    """What won."""
    other: str = ""
    """The runner-up."""
    grounds: tuple[Ground, ...] = ()
    """The evidence, what spoke most for the label first."""
    before: Ground | None = None
    """The step from the block before."""
    after: Ground | None = None
    """The step to the block after; None behind the last one."""
    total: float = 0.0
    """The sum of all gains, in nats; the line's score is this, but 30 at most."""
    second_look: bool = False
    """Whether the label comes from the second look, at the article's own text."""
    forced: bool = False
    """Whether a rule with force decided."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where, when and by which agency, as the page itself says it.

    `text` is verbatim; `date` is ISO 8601 (a day, or a time with its offset where the page states it).
    """

    text: str
    place: str | None = None
    date: str | None = None
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A subheading (None for the first section) and the paragraphs below it."""

    heading: str | None
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Footer:
    """The sign-off: who wrote and edited the article, and from which agencies' material."""

    text: str
    initials: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """What the page says about one picture."""

    caption: str | None = None
    credit: str | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A news page's article. `to_dict()` is the public contract; fields are added, never renamed."""

    title: str | None = None
    """The headline; None where the page shows and states none."""
    date: str | None = None
    """When it was published, ISO 8601: a day, or a time with its offset where the page states one."""
    updated: str | None = None
    """When it was last changed, ISO 8601, where the page says so."""
    dateline: Dateline | None = None
    """Where, when and by which agency; None where the page does not say it."""
    authors: tuple[str, ...] = ()
    """People's names without "By" and roles; a desk or an agency where only these are named."""
    byline: str | None = None
    """The byline verbatim; several lines where it has several."""
    standfirst: tuple[str, ...] = ()
    """Paragraphs above the body that sum it up."""
    sections: tuple[Section, ...] = ()
    """The body, in the page's order."""
    footer: Footer | None = None
    """The sign-off; None where there is none."""
    images: tuple[Image, ...] = ()
    """What is said of each picture that has a caption or credit, in the page's order."""
    language: str | None = None
    """ISO 639-1, as the packs are named; None where it cannot be told."""
    url: str | None = None
    """The address that the page states as its own."""
    site: str | None = None
    """The name of the site, as the metadata of an HTML page state it."""
    confidence: float = 0.0
    """0..1: how sure it is that this is one article, cleanly cut: the F1 (of runs of four words, against the true
    article) that more than nine of ten such pages reach. On news pages of publishers that were never seen, those given
    0.9 or more have a mean F1 above 0.97; docs/reliability.svg shows the others. Low where `kind` is not "article"."""
    kind: PageKind = PageKind.ARTICLE
    """What the page is as a whole."""
    kind_reason: str = ""
    """The id of the evidence that weighed most for `kind`."""
    truncated: bool = False
    """Whether the source was longer than `Cleaner.max_chars`, had more than 15,000 blocks or 500,000 tags, or was
    broken gzip. Of text, the rest is one line labelled noise; of HTML it is left out."""
    lines: Sequence[Line] = field(default=(), repr=False)
    """Every line of the source with its verdict; immutable, and made when it is first looked at."""
    source_text: str = field(default="", repr=False)
    """The text that the spans of `lines` refer to: the input itself where that was text."""

    def to_dict(self, *, lines: bool = False) -> dict[str, Any]:
        """Return the article as plain JSON-ready data, with every line's verdict if `lines`.

        >>> Article(title="Ferry sinks").to_dict()["title"]
        'Ferry sinks'
        """
        from cleanpage.render.data import article_dict

        return article_dict(self, lines=lines)

    def to_text(self) -> str:
        r"""Return the kept text, one block a paragraph, with an empty line between blocks.

        >>> Article(title="Ferry sinks", sections=(Section(None, ("All were saved.",)),)).to_text()
        'Ferry sinks\n\nAll were saved.\n'
        """
        from cleanpage.render.text import to_text

        return to_text(self)

    def to_markdown(self) -> str:
        r"""Return the article as Markdown: title and subheadings as headings, the standfirst in bold.

        >>> Article(title="Ferry sinks").to_markdown()
        '# Ferry sinks\n'
        """
        from cleanpage.render.markdown import to_markdown

        return to_markdown(self)

    def to_html(self) -> str:
        r"""Return the article as a small HTML document, all text escaped.

        >>> "<h1>Ferry sinks</h1>" in Article(title="Ferry sinks").to_html()
        True
        """
        from cleanpage.render.html import to_html

        return to_html(self)


class Block(NamedTuple):
    """A logical line: what the reader made of one or more lines of the source.

    `text` has white space folded and list markers, link targets and emphasis marks removed;
    `first` and `last` index the physical lines it was made from (`last` included).
    """

    text: str
    first: int
    last: int
    marker: str = ""  # "", "bullet", "number", "heading", "quote": what stood before the text
    level: int = 0  # heading level where the source marks one
    indent: int = 0  # columns before the text
    gap: int = 0  # empty lines before
    links: float = 0.0  # share of the text's characters inside links, where the source shows links
    image: bool = False  # the source marks an image here
    hints: Hints | None = None  # from HTML: what the markup says of it


class Hints(NamedTuple):
    """What a page's markup says of one block."""

    element: int  # the innermost block element that holds it, as an index into `Markup.elements`
    words: tuple[str, ...] = ()  # of the classes and ids of the inline elements in it
    strong: float = 0.0  # share of the text's characters in bold
    hidden: bool = False  # the markup hides it from readers
    alt: bool = False  # an image's alternative text
    veiled: bool = False  # hidden text from within a line that is not hidden


@dataclass(slots=True)
class Element:
    """A block element of an HTML page, and what stands directly in it; filled while the page streams in."""

    tag: str
    words: tuple[str, ...]  # of its classes, ids and the like, in lower case
    parent: int  # index of the element around it, -1 for the outermost
    hides: bool = False  # its attributes hide it from readers
    lines: int = 0
    chars: int = 0
    linked: int = 0  # characters inside links
    prose: int = 0  # characters in lines of prose
    solid: int = 0  # lines of prose


@dataclass(frozen=True, slots=True)
class Claims:
    """What a page says about itself. Empty where it says nothing that can be true."""

    titles: tuple[str, ...] = ()
    """Candidates for the headline without the site's name, the best first."""
    description: str | None = None
    published: str | None = None
    """ISO 8601: a day, or a time with its offset where the page states one."""
    updated: str | None = None
    """ISO 8601; None where it is not later than `published`. It may be the only date that a page states."""
    authors: tuple[str, ...] = ()
    """People, without "By", job titles and addresses."""
    desks: tuple[str, ...] = ()
    """What is named as author and is neither a person nor an agency: a team, an outlet, the site itself."""
    agencies: tuple[str, ...] = ()
    url: str | None = None
    """The canonical address: http or https."""
    site: str | None = None
    language: str | None = None
    """ISO 639-1, as the packs are named."""
    body: str | None = None
    """The article's text as JSON-LD states it, without tags; its paragraphs on lines of their own where it has any."""
    types: tuple[str, ...] = ()
    """schema.org types of what the page is about, the article's first, and `og:type` last."""


class Markup(NamedTuple):
    """What an HTML page says beside its lines."""

    elements: tuple[Element, ...]  # none where they tell one line from another in nothing
    claims: Claims


class Page(NamedTuple):
    """A source as the reader hands it on: its physical lines' spans and its logical lines."""

    source: str
    starts: tuple[int, ...]
    blocks: tuple[Block, ...]
    markup: Markup | None = None  # from HTML
    is_clean: bool = False  # text in the form of one that has been cleaned: each line alone between empty ones
    truncated: bool = False  # the source was longer than what was read, or broken off
    beyond: str = ""  # the text beyond what was read
