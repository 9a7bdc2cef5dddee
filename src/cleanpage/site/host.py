"""The host that a page's address names: what sites are told apart by."""

from __future__ import annotations

from urllib.parse import urlsplit


def host_of(url: str | None) -> str:
    """The host of an address in lower case, without "www."; "" where there is none.

    >>> host_of("https://WWW.example.org:443/a"), host_of("no address"), host_of("http://[broken")
    ('example.org', '', '')
    """
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
