"""One page as it is counted: a short record for each of its lines, and what its article is known by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cleanpage.api import Cleaner, Source
from cleanpage.rules.model import fold
from cleanpage.rules.words import WORD
from cleanpage.types import APART, DROPPED, Block, Label

LONGEST = 600
"""Characters of a line that is looked for on other pages: boxes' and footers' texts are shorter."""

KINDS = (Label.SHARE, Label.PROMO, Label.LEGAL, Label.COMMENT, Label.NOISE, Label.DUPLICATE, Label.NAV)
"""Labels of dropped lines, the most telling first: a line that has had several on a site's pages gets the first."""

_OWN = APART | {Label.DATELINE, Label.BYLINE, Label.FOOTER}
_SHINGLE = 4  # words: what two pages have in common is measured in runs of so many
_SKETCH = 32  # runs by which a page is known again
_SAME = 0.5  # share of their runs that two versions of one article have in common at least
_HASH = 0xFFFFFFFF


class Count(NamedTuple):
    """How one line has fared on a site's pages."""

    pages: int
    dropped: int
    """Pages on which it is no part of the article wherever it stands."""
    own: bool
    """Whether a page has it as byline, dateline, sign-off, caption or credit: it may be an author's name."""
    inside: bool
    """Whether it stands between paragraphs on any page."""
    kind: int
    """Index into `KINDS`; beyond its end where no page drops it."""
    before: int
    """A hash of the line before, where that is the same and dropped on all pages; else 0."""
    after: int
    exact: int
    """A hash of its text in lower case, where that is the same on all pages; else 0: numbers may differ."""

    def plus(self, other: Count) -> Count:
        """The counts of both, of different pages."""
        return Count(
            self.pages + other.pages,
            self.dropped + other.dropped,
            self.own or other.own,
            self.inside or other.inside,
            min(self.kind, other.kind),
            self.before if self.before == other.before else 0,
            self.after if self.after == other.after else 0,
            self.exact if self.exact == other.exact else 0,
        )

    def beside(self, other: Count) -> Count:
        """The counts of a line that stands in two places of one page."""
        return self.plus(other)._replace(pages=1, dropped=min(self.dropped, other.dropped))


class PageCounts(NamedTuple):
    """A page's lines by their keys, with the text of each, and what its article is known by."""

    counts: Mapping[int, Count]
    texts: Mapping[int, str]
    sketch: frozenset[int]
    paragraph: str
    """Its longest paragraph, or "" where it has none."""


def count_page(source: Source, cleaner: Cleaner) -> PageCounts:
    """Clean a page and count its lines. Raises TypeError where `source` is none that `Cleaner.clean` takes."""
    labelled = cleaner.labelled(source)
    rows = [(key, block.text, label) for block, label in labelled if (key := key_of(block))]
    prose = [i for i, row in enumerate(rows) if row[2] is Label.PARAGRAPH]
    body = range(prose[0] + 1, prose[-1]) if prose else range(0)
    around = [0, *[key & _HASH if label in DROPPED else 0 for key, _, label in rows], 0]
    counts: dict[int, Count] = {}
    for i, (key, text, label) in enumerate(rows):
        kind = KINDS.index(label) if label in DROPPED else len(KINDS)
        exact = _hash(text.lower().encode("utf8")) & _HASH
        own = Count(1, label in DROPPED, label in _OWN, i in body, kind, around[i], around[i + 2], exact)
        counts[key] = counts[key].beside(own) if key in counts else own
    paragraphs = [block.text for block, label in labelled if label is Label.PARAGRAPH]
    known_by = _sketch(paragraphs or [block.text for block, _ in labelled])
    return PageCounts(counts, texts_of([b for b, _ in labelled]), known_by, max(paragraphs, key=len, default=""))


def texts_of(blocks: Iterable[Block]) -> dict[int, str]:
    """The texts of a page's lines by their keys, in page order."""
    texts: dict[int, str] = {}
    for block in blocks:
        if key := key_of(block):
            texts.setdefault(key, block.text)
    return texts


def key_of(block: Block) -> int:
    """By what a line is known on other pages: the same in every process; 0 for what is not counted.

    >>> key_of(Block("Sign up today", 0, 0)) == key_of(Block("SIGN UP TODAY!", 3, 3)) != 0
    True
    >>> key_of(Block("* * *", 0, 0))
    0
    """
    if len(block.text) > LONGEST:
        return 0
    folded = fold(block.text)
    if not any(map(str.isalpha, folded)):
        return 0
    try:
        return _hash(folded.encode("utf8")) or 1
    except UnicodeEncodeError:  # a lone surrogate, which no file of rules can hold
        return 0


def _hash(data: bytes) -> int:
    from hashlib import blake2b  # takes milliseconds to import

    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")


def _sketch(texts: Iterable[str]) -> frozenset[int]:
    """The least hashes of a text's runs of words: of two texts these agree as much as all their runs do.

    Broder, "On the resemblance and containment of documents", 1997.
    """
    from zlib import crc32

    words = [w.encode("utf8", "surrogatepass") for text in texts for w in WORD.findall(fold(text))]
    runs = {crc32(b" ".join(words[i : i + _SHINGLE])) for i in range(max(1, len(words) - _SHINGLE + 1))}
    return frozenset(sorted(runs)[:_SKETCH])


def are_one_article(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether two pages are the same article, or versions of it, as far as their sketches tell."""
    least = sorted(a | b)[:_SKETCH]
    return len([x for x in least if x in a and x in b]) >= _SAME * len(least)
