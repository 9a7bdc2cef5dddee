"""One page as it is counted: a short record for each of its lines, and what its article is known by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cleanpage.api import Cleaner, Source
from cleanpage.rules.model import fold
from cleanpage.rules.words import WORD
from cleanpage.site.forms import Form, form_of
from cleanpage.types import APART, DROPPED, Block, Label

LONGEST = 600
"""Characters of a line that is looked for on other pages: boxes' and footers' texts are shorter."""

KINDS = (Label.SHARE, Label.PROMO, Label.LEGAL, Label.COMMENT, Label.NOISE, Label.DUPLICATE, Label.NAV)
"""Labels of dropped lines, the most telling first: a line that has had several on a site's pages gets the first."""

FORMS = (Label.BYLINE, Label.DATELINE)
"""Labels whose lines have forms: a form that has had both on a site's pages gets the first."""

_OWN = APART | {Label.DATELINE, Label.BYLINE, Label.FOOTER}
_SHINGLE = 4  # words: what two pages have in common is measured in runs of so many
_SKETCH = 32  # runs by which a page is known again
_SAME = 0.5  # share of their runs that two versions of one article have in common at least
_HASH = 0xFFFFFFFF


class Count(NamedTuple):
    """How one line, or the lines of one form, have fared on a site's pages."""

    pages: int
    dropped: int
    """Pages on which it is no part of the article wherever it stands; of a form, where all its lines are of `FORMS`."""
    own: bool
    """Whether a page has it as byline, dateline, sign-off, caption or credit: it may be an author's name."""
    inside: bool
    """Whether it stands between paragraphs on any page."""
    kind: int
    """Index into `KINDS`, or of a form into `FORMS`; beyond its end where no page has it so."""
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


class Texts(NamedTuple):
    """A page's lines, the openers of its lines as "Read more:", and their forms, by their keys and in page order."""

    lines: dict[int, str]
    openers: dict[int, str]
    forms: dict[int, tuple[Form, str]]
    """With a line of each form."""

    @classmethod
    def none(cls) -> Texts:
        return cls({}, {}, {})

    def before(self, other: Texts) -> Texts:
        """These, and those of another page that are not among them."""
        return Texts({**other.lines, **self.lines}, {**other.openers, **self.openers}, {**other.forms, **self.forms})


class PageCounts(NamedTuple):
    """A page's lines by their keys, with the text of each, and what its article is known by."""

    counts: Mapping[int, Count]
    texts: Texts
    sketch: frozenset[int]
    paragraph: str
    """Its longest paragraph, or "" where it has none."""


def count_page(source: Source, cleaner: Cleaner) -> PageCounts:
    """Clean a page and count its lines. Raises TypeError where `source` is none that `Cleaner.clean` takes."""
    labelled = cleaner.labelled(source)
    blocks, labels = [block for block, _ in labelled], [label for _, label in labelled]
    keys = [key_of(block.text) for block in blocks]
    prose = [i for i, label in enumerate(labels) if label is Label.PARAGRAPH]
    body = range(prose[0] + 1, prose[-1]) if prose else range(0)
    furniture = [0, *[key & _HASH if label in DROPPED else 0 for key, label in zip(keys, labels, strict=True)], 0]
    counts: dict[int, Count] = {}
    for i, (key, block, label) in enumerate(zip(keys, blocks, labels, strict=True)):
        kind = KINDS.index(label) if label in DROPPED else len(KINDS)
        exact = _exact(block.text) if key else 0
        own = Count(1, label in DROPPED, label in _OWN, i in body, kind, furniture[i], furniture[i + 2], exact)
        found = [(key, own), (_opener_key(opener_of(block.text)), own)]
        if label not in DROPPED and (form := form_of(block.text)):
            found.append((_form_key(form), _form_count(label)))
        for known, count in found:
            if known:
                counts[known] = counts[known].beside(count) if known in counts else count
    paragraphs = [blocks[i].text for i in prose]
    known_by = _sketch(paragraphs or [block.text for block in blocks])
    return PageCounts(counts, texts_of(blocks), known_by, max(paragraphs, key=len, default=""))


def texts_of(blocks: Iterable[Block]) -> Texts:
    """The lines of a page that are counted, their openers and their forms."""
    texts = Texts.none()
    for block in blocks:
        if key := key_of(block.text):
            texts.lines.setdefault(key, block.text)
            if opener := opener_of(block.text):
                texts.openers.setdefault(_opener_key(opener), opener)
            if form := form_of(block.text):
                texts.forms.setdefault(_form_key(form), (form, block.text))
    return texts


def _form_count(label: Label) -> Count:
    """That of a line with a form, whatever else is in it."""
    kind = FORMS.index(label) if label in FORMS else len(FORMS)
    return Count(1, label in FORMS, own=True, inside=False, kind=kind, before=0, after=0, exact=0)


_OPENER = re.compile(r"(?=\D)(?!http)\S{1,25}(?: \S{1,25}){0,3}? ?[:：](?= ?\S)")  # "Read more:", "Baca juga :"


def opener_of(text: str) -> str:
    """The words before a colon with which a line opens, with the colon; "" where it opens otherwise.

    >>> opener_of("Read more: Why the fog horn fell silent"), opener_of("At 9:30 the horn fell silent")
    ('Read more:', '')
    """
    found = _OPENER.match(text)
    return found[0] if found and any(map(str.isalpha, found[0])) and not found[0][-2].isdigit() else ""


def _opener_key(opener: str) -> int:
    """The key of an opener: not that of the same words as a line of their own."""
    return key_of(f"{opener} …: {opener}") if opener else 0


def _form_key(form: Form) -> int:
    return _hash(form.pattern) or 1


def key_of(text: str) -> int:
    """By what a line is known on other pages: the same in every process; 0 for what is not counted.

    >>> key_of("Sign up today") == key_of("SIGN UP TODAY!") != 0
    True
    >>> key_of("* * *")
    0
    """
    if len(text) > LONGEST:
        return 0
    folded = fold(text)
    if not any(map(str.isalpha, folded)):
        return 0
    try:
        return _hash(folded) or 1
    except UnicodeEncodeError:  # a lone surrogate, which no file of rules can hold
        return 0


def _exact(text: str) -> int:
    return _hash(text.lower()) & _HASH or 1


def _hash(text: str) -> int:
    from hashlib import blake2b  # takes milliseconds to import

    return int.from_bytes(blake2b(text.encode("utf8"), digest_size=8).digest(), "little")


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
