"""What the pages of each site of a run have in common: the input is read twice for it before it is cleaned.

First pages are only looked at, to choose those that are counted; then the workers count these. The table that comes of
it stays in the process of the run, and each page goes to a worker with the lines of its own site. The bounds are those
of `cleanpage.site.sample` and `cleanpage.site.common`.
"""

from __future__ import annotations

import os
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from struct import Struct, error

from cleanpage.api import Cleaner
from cleanpage.batch.cleaners import Cleaners
from cleanpage.batch.errors import BatchError
from cleanpage.batch.inputs import STDIN, Input
from cleanpage.batch.pool import outcomes
from cleanpage.batch.reading import Source
from cleanpage.batch.records import Options, Outcome, Record
from cleanpage.batch.sinks import write_whole
from cleanpage.batch.work import opened_page, rejected
from cleanpage.rules import Pack
from cleanpage.site import Sample, common_lines, packed_page, page_hash
from cleanpage.site.host import host_of

Table = Mapping[str, bytes]
"""By site, what `cleanpage.site.SiteLines` takes."""

_FILE = "sites"
_ENTRY = Struct("<II")  # bytes of a site's name, and of its lines
_CHECK = Struct("<I")


class Sites:
    """The sites of an input: a page's site is its address's host, or the folder of a file that is a page.

    >>> Sites([Input("post/a.html", "post", "page")]).of(Record("post/a.html"))
    'post/'
    """

    def __init__(self, files: Sequence[Input]) -> None:
        self._files = files

    def of(self, record: Record) -> str:
        """A page's site; "" where nothing says it. A folder's name ends in a slash, so that it is no host's."""
        if record.url is None and self._files[record.at.file].form == "page":
            return os.path.join(os.path.dirname(record.source) or os.curdir, "")
        return host_of(record.url)


@dataclass(frozen=True, slots=True)
class CountJob:
    """All that a worker must know to count lines."""

    options: Options
    cleaner: Cleaner
    sites: Mapping[str, Pack] = field(default_factory=dict)

    def begin(self) -> Callable[[Record], Outcome]:
        """What counts a page: its outcome's data are those of `packed_page`. Never raises: what fails is rejected."""
        cleaners = Cleaners(self.cleaner, self.sites)

        def count(record: Record) -> Outcome:
            try:
                cleaner = cleaners.cleaner_for(record)
                data = packed_page(opened_page(record, cleaner)[0], cleaner)
            except Exception as e:
                return rejected(record, f"counting failed: {type(e).__name__}: {e}")
            return Outcome(record.at, data, size=len(data))

        return count


def check_can_be_read_again(files: Sequence[Input]) -> None:
    """Raises ValueError where a file is standard input or another pipe."""
    for file in files:
        if file.path == STDIN or not os.path.isfile(file.path):
            name = "standard input" if file.path == STDIN else file.path
            raise ValueError(
                f"{name} can be read only once, and sites are learned before pages are cleaned: name files"
            )


def learned(source: Source, sites: Sites, job: CountJob, folder: Path, watch: Callable[[int], object]) -> Table:
    """What the pages of each site have in common: from the run's `folder`, or learned and kept there for a resumption.

    It depends on the pages alone, not on their order or how many processes count. `watch` is called with how many pages
    have been counted. Raises BatchError where what is in the folder is damaged.
    """
    path = folder / _FILE
    if not path.exists():
        write_whole(path, _packed(_count(source, sites, job, watch)))
    return _unpacked(path)


def has_learned(folder: Path) -> bool:
    return (folder / _FILE).exists()


def _count(source: Source, sites: Sites, job: CountJob, watch: Callable[[int], object]) -> Table:
    chosen = _chosen(source, sites, job.options, watch)
    left = Counter({site: len(pages) for site, pages in chosen.items()})
    found: dict[str, dict[int, bytes]] = {}
    table: dict[str, bytes] = {}
    pending: dict[int, tuple[str, int]] = {}

    def records() -> Iterator[Record]:
        todo = {site: set(pages) for site, pages in chosen.items()}
        number = 0
        for record, site in _pages(source, sites, job.options):
            pages = todo.get(site)
            if pages and (page := page_hash(record.page)) in pages:
                pages.remove(page)
                pending[number] = site, page
                number += 1
                yield record

    with closing(outcomes(records(), job)) as done:
        for count, (number, outcome) in enumerate(done, 1):
            site, page = pending.pop(number)
            if isinstance(outcome.data, bytes):
                found.setdefault(site, {})[page] = outcome.data
            left[site] -= 1
            if not left[site] and (lines := common_lines(found.pop(site, {}))):
                table[site] = lines
            watch(count)
    return table


def _chosen(
    source: Source, sites: Sites, options: Options, watch: Callable[[int], object]
) -> Mapping[str, frozenset[int]]:
    sample = Sample()
    for record, site in _pages(source, sites, options):
        sample.add(site, page_hash(record.page))
        watch(0)
    return sample.chosen()


def _pages(source: Source, sites: Sites, options: Options) -> Iterator[tuple[Record, str]]:
    """The pages that can be read, and whose site is known."""
    for record in islice(source.records(), options.limit):
        if record.error is None and (site := sites.of(record)):
            yield record, site


def _packed(table: Table) -> bytes:
    rows = []
    for site, lines in sorted(table.items()):
        name = site.encode("utf8", "surrogateescape")
        rows.append(_ENTRY.pack(len(name), len(lines)) + name + lines)
    data = b"".join(rows)
    return _CHECK.pack(zlib.crc32(data)) + data


def _unpacked(path: Path) -> Table:
    data = path.read_bytes()
    table: dict[str, bytes] = {}
    at = _CHECK.size
    try:
        if _CHECK.unpack_from(data)[0] != zlib.crc32(memoryview(data)[at:]):
            raise ValueError("its checksum is wrong")
        while at < len(data):
            name, lines = _ENTRY.unpack_from(data, at)
            start = at + _ENTRY.size
            at = start + name + lines
            table[data[start : start + name].decode("utf8", "surrogateescape")] = data[start + name : at]
    except (ValueError, error) as e:
        raise BatchError(f"{path}: damaged ({e}); --overwrite begins anew") from None
    return table
