"""What the pages of one site have in common, as bytes that are small enough to be kept for many sites."""

from __future__ import annotations

from collections.abc import Mapping
from struct import Struct

from cleanpage.api import Cleaner, Source
from cleanpage.rules import Rule
from cleanpage.site.packing import packed_lines, packed_sketch, unpacked_lines, unpacked_sketch
from cleanpage.site.page import Count, PageCounts, Texts, count_page, texts_of
from cleanpage.site.sample import LEAST, PAGES_A_HOST
from cleanpage.site.tally import Tally
from cleanpage.types import Block

LINES = 300
"""Lines of a page, and of a site, that are kept: 9 KB."""

_HEAD = Struct("<I")  # of a page the length of its sketch, of a site how many pages it has


def packed_page(source: Source, cleaner: Cleaner) -> bytes:
    """Clean a page and count its lines, as bytes for `common_lines`.

    Of a page of more than `LINES` lines those with the least keys are taken: the same ones on every page that has them.
    Raises TypeError where `source` is none that `Cleaner.clean` takes.
    """
    page = count_page(source, cleaner)
    sketch = packed_sketch(page.sketch)
    return _HEAD.pack(len(sketch)) + sketch + packed_lines(sorted(page.counts.items())[:LINES])


def common_lines(pages: Mapping[int, bytes]) -> bytes:
    """The lines that recur on pages of a site, as bytes for `SiteLines`; b"" where fewer than 3 differ.

    `pages` are of `packed_page`, by their hashes: in whatever order they come, the result is the same. Of more than
    `LINES` lines those on the most pages are kept.
    """
    tally = Tally(recent=PAGES_A_HOST)
    for _, data in sorted(pages.items()):
        tally.add(_unpacked_page(data))
    if tally.pages < LEAST:
        return b""
    recurring = [(key, count) for key, count in tally.counts.items() if count.pages > 1]
    most = sorted(recurring, key=lambda row: (-row[1].pages, row[0]))[:LINES]
    return _HEAD.pack(tally.pages) + packed_lines(most)


class SiteLines:
    """The lines of `common_lines`, to look up a page's lines in.

    Its rules are those of the pack that `learn` would make of the same pages, as far as they hit the line.

    >>> SiteLines(common_lines({})).rules_for(Block("Skip to content", 0, 0))
    ()
    """

    def __init__(self, data: bytes) -> None:
        self._tally = Tally()
        if data:
            self._tally.pages = _HEAD.unpack_from(data)[0]
            self._tally.counts = dict(unpacked_lines(data[_HEAD.size :]))

    def rules_for(self, block: Block) -> tuple[Rule, ...]:
        """The rules that drop this line as what the site's pages share, or know it by the form of its bylines."""
        pack = self._tally.pack("site", texts_of([block]), "")
        text = block.text
        return tuple([rule for rule in pack.rules if rule.when.holds(len(text.split()), len(text))])


def _unpacked_page(data: bytes) -> PageCounts:
    start = _HEAD.size + _HEAD.unpack_from(data)[0]
    counts: dict[int, Count] = dict(unpacked_lines(data[start:]))
    return PageCounts(counts, Texts.none(), unpacked_sketch(data[_HEAD.size : start]), "")
