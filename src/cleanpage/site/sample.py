"""Which pages of a large input are counted, to find what its sites' pages have in common."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from hashlib import blake2b

HOSTS, PAGES, PAGES_A_HOST, HOSTS_SEEN = 50_000, 150_000, 50, 500_000

LEAST = 3
"""Different pages of a host from which on it is looked at."""


class Sample:
    """Chooses up to `pages` pages of up to `hosts` hosts, the same ones in whatever order they come.

    The hosts are those with the most pages. Of each the pages are chosen by their hashes: up to `a_host`, or fewer,
    but 3 at least, where these were more than `pages` in all. In memory are the `a_host` least hashes of each host, so
    1 KB a host at most; beyond `seen` hosts only those are seen whose names have low hashes, half of them, then a
    quarter, and so on.

    >>> sample = Sample()
    >>> for text in ("Ferry sinks", "Bakery burns", "Choir wins", "Choir wins"):
    ...     sample.add("post.example", page_hash(text))
    >>> {host: len(pages) for host, pages in sample.chosen().items()}
    {'post.example': 3}
    """

    def __init__(
        self, *, hosts: int = HOSTS, pages: int = PAGES, a_host: int = PAGES_A_HOST, seen: int = HOSTS_SEEN
    ) -> None:
        if hosts < 1 or a_host < LEAST or pages < LEAST * hosts or seen < 1:
            raise ValueError(f"hosts and seen must be 1 at least, a_host {LEAST}, and pages {LEAST} times hosts")
        self._hosts = hosts
        self._pages = pages
        self._a_host = a_host
        self._seen = seen
        self._below = 2**64  # hosts whose names' hashes are not below this are not seen
        self._least: dict[str, array[int]] = {}
        self._count: dict[str, int] = {}

    def add(self, host: str, page: int) -> None:
        """Take note of a page of `host`, by its `page_hash`."""
        least = self._least.get(host)
        if least is None:
            if page_hash(host) >= self._below:
                return
            least = self._least[host] = array("Q")
            self._count[host] = 0
        self._count[host] += 1
        at = bisect_left(least, page)
        if at < self._a_host and (at == len(least) or least[at] != page):
            least.insert(at, page)
            del least[self._a_host :]
        while len(self._least) > self._seen:
            self._see_fewer()

    def chosen(self) -> dict[str, frozenset[int]]:
        """The hashes of the pages that are to be counted, by host; none of hosts of fewer than 3 different pages."""
        able = (host for host, least in self._least.items() if len(least) >= LEAST)
        hosts = sorted(able, key=lambda host: (-self._count[host], host))[: self._hosts]
        sizes = [len(self._least[host]) for host in hosts]
        most = self._a_host
        while most > LEAST and sum(min(size, most) for size in sizes) > self._pages:
            most -= 1
        return {host: frozenset(self._least[host][:most]) for host in hosts}

    def _see_fewer(self) -> None:
        self._below //= 2
        for host in [host for host in self._least if page_hash(host) >= self._below]:
            del self._least[host], self._count[host]


def page_hash(page: str | bytes) -> int:
    """By what a page is chosen: 64 bits of its text, the same in every process."""
    data = page.encode("utf8", "surrogatepass") if isinstance(page, str) else page
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")
