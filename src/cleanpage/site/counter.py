"""The lines of many sites, counted in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleanpage.api import Cleaner, Source
from cleanpage.read import read
from cleanpage.rules import Pack
from cleanpage.site.packing import packed_lines, packed_sketch, unpacked_lines, unpacked_sketch
from cleanpage.site.page import count_page, texts_of
from cleanpage.site.tally import Tally

HOSTS, LINES = 50_000, 200

_EVICTED = 10  # one host in so many goes when there are too many


class SiteCounts(NamedTuple):
    """What a `Counter` holds of one host, as tables and files can hold it."""

    host: str
    pages: int
    lines: bytes
    """Hashes of lines with their counts, 31 bytes each."""
    sketches: Sequence[bytes]
    """What the last pages are known by, to find that a page is one of them again."""

    def pruned(self) -> SiteCounts:
        """Without what only counting further needs: lines of one page, and the sketches. `pack_for` finds the same.

        >>> SiteCounts("post.example", 1, b"", (b"abcd",)).pruned()
        SiteCounts(host='post.example', pages=1, lines=b'', sketches=())
        """
        lines = packed_lines((key, count) for key, count in unpacked_lines(self.lines) if count.pages > 1)
        return self._replace(lines=lines, sketches=())


class Counter:
    """Counts lines by host, to drop what recurs in a second pass over the same pages. Can be pickled.

    It holds hashes and counts, no texts: of each host `lines` lines at most, 31 bytes each, and the sketches of 16
    pages, 128 bytes each. With all that Python adds a host takes 10 KB at most, so that `hosts` of 50,000 take 500 MB
    at most. Of a host's lines those on the fewest pages are forgotten, the oldest first; of too many hosts those with
    the fewest pages. So a rare line or host may be missed, and no line is ever counted too often.

    `cleaner`: the one that says what of the pages is article; None takes the built-in packs alone.

    >>> counter = Counter()
    >>> counter.add("post.example", "Ferry sinks\\n\\nAll were saved on Monday.")
    True
    >>> counter.pack_for("post.example", "Ferry sinks").rules
    ()
    """

    def __init__(self, cleaner: Cleaner | None = None, *, hosts: int = HOSTS, lines: int = LINES) -> None:
        if hosts < 1 or lines < 1:
            raise ValueError("hosts and lines must be 1 at least")
        self.cleaner = cleaner or Cleaner()
        self.hosts = hosts
        self.lines = lines
        self._sites: dict[str, tuple[int, bytes, tuple[bytes, ...]]] = {}

    def __len__(self) -> int:
        """How many hosts are held."""
        return len(self._sites)

    def pages(self, host: str) -> int:
        """How many pages of a host have been counted: different articles, as far as can be told."""
        return self._sites[host][0] if host in self._sites else 0

    def add(self, host: str, source: Source) -> bool:
        """Count a page of `host`; False where it is a version of a page that is known.

        Raises TypeError where `source` is none that `Cleaner.clean` takes.
        """
        tally = self._tally(host)
        counted = tally.add(count_page(source, self.cleaner))
        if counted:
            self._put(host, tally)
        return counted

    def merge(self, other: Counter) -> None:
        """Add the counts of another counter, of other pages: each worker of a batch may have its own.

        A page that both have seen counts twice.
        """
        for host in other._sites:
            tally = self._tally(host)
            tally.merge(other._tally(host))
            self._put(host, tally)

    def counts(self) -> Iterator[SiteCounts]:
        """What is held of each host, for a table or a file."""
        return (SiteCounts(host, *held) for host, held in self._sites.items())

    def merge_counts(self, counts: SiteCounts) -> None:
        """Add what another counter held of a host, as `merge` does."""
        other = Counter(self.cleaner, hosts=1, lines=self.lines)
        other._sites[counts.host] = counts.pages, counts.lines, tuple(counts.sketches)
        self.merge(other)

    def pack_for(self, host: str, source: Source) -> Pack:
        """The rules for a page of `host`: of those that `learn` would find, the ones for lines that the page has.

        A pack without rules where there are none; the page then needs no cleaner of its own.
        Raises TypeError where `source` is none that `Cleaner.clean` takes.
        """
        tally = self._tally(host)
        if tally.pages < 2:
            return Pack("site", ())
        page = read(source, self.cleaner.max_chars, self.cleaner.kind)
        return tally.pack("site", texts_of(page.blocks), "")

    def _tally(self, host: str) -> Tally:
        tally = Tally()
        if host in self._sites:
            tally.pages, lines, sketches = self._sites[host]
            tally.counts = dict(unpacked_lines(lines))
            tally.recent = [*map(unpacked_sketch, sketches)]
        return tally

    def _put(self, host: str, tally: Tally) -> None:
        rows = list(tally.counts.items())
        if len(rows) > self.lines:
            most = sorted(range(len(rows)), key=lambda i: (-rows[i][1].pages, -i))[: self.lines]
            rows = [rows[i] for i in sorted(most)]
        self._sites[host] = tally.pages, packed_lines(rows), tuple(map(packed_sketch, tally.recent))
        if len(self._sites) > self.hosts:
            self._evict()

    def _evict(self) -> None:
        """Forget the hosts with the fewest pages, the oldest first."""
        spare = max(len(self._sites) - self.hosts, self.hosts // _EVICTED)
        for host in sorted(self._sites, key=self.pages)[:spare]:
            del self._sites[host]
