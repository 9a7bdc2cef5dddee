"""Which cleaner a page gets: the run's, with the rules of its site where there are any."""

from __future__ import annotations

from collections.abc import Mapping

from cleanpage.api import Cleaner
from cleanpage.batch.records import Record
from cleanpage.rules import Pack
from cleanpage.site.host import host_of

_KEPT = 4  # sites' cleaners at once: each has an index of all rules


class Cleaners:
    """The cleaners of one worker: `base`, and for a host in `sites` one with that site's own pack on top.

    >>> cleaners = Cleaners(Cleaner(), {"example.org": Pack("example.org", ())})
    >>> [p.name for p in cleaners.cleaner_for(Record("a.txt", url="https://www.example.org/ferry")).packs]
    ['example.org']
    """

    def __init__(self, base: Cleaner, sites: Mapping[str, Pack]) -> None:
        self._base = base
        self._sites = sites
        self._made: dict[str, Cleaner] = {}

    def cleaner_for(self, record: Record) -> Cleaner:
        """The cleaner for a record, by the host of its address."""
        site = self._sites.get(host_of(record.url)) if self._sites else None
        if site is None:
            return self._base
        cleaner = self._made.pop(site.name, None) or self._with(site)
        self._made[site.name] = cleaner  # the last used stands last
        if len(self._made) > _KEPT:
            del self._made[next(iter(self._made))]
        return cleaner

    def _with(self, site: Pack) -> Cleaner:
        base = self._base
        return Cleaner((*base.packs, site), base.language, base.max_chars, base.weights, base.kind)
