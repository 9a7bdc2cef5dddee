"""Any source in, its blocks out: text or HTML, as str, as bytes, or as parsed by bs4 or lxml."""

from __future__ import annotations

from typing import Literal

from cleanpage.read.encoding import decoded, scrub
from cleanpage.read.kind import is_html
from cleanpage.read.objects import markup_of
from cleanpage.read.text import read_text
from cleanpage.types import Page

__all__ = ["KINDS", "Kind", "read", "read_text"]

Kind = Literal["html", "text"]
KINDS: tuple[Kind, ...] = ("html", "text")


def read(source: object, max_chars: int, kind: Kind | None = None) -> Page:
    """Read a source: str, bytes in any encoding, or an element or tree of bs4 or lxml.

    `max_chars`: characters that are read; the page is `truncated` where it has more. `kind` says what the source
    is; None tells it from the source itself. Raises TypeError where the source is none of these.

    >>> [b.text for b in read("<p>The ferry<br>sank.</p>", 1000).blocks]
    ['The ferry', 'sank.']
    """
    markup = markup_of(source)
    text, _, truncated = (markup, None, False) if markup is not None else decoded(source)  # type: ignore[arg-type]
    if kind == "html" or (kind is None and (markup is not None or is_html(text))):
        from cleanpage.read.html import read_html  # loads lxml, and text needs none of it

        page = read_html(scrub(text), max_chars)
        return page._replace(truncated=True) if truncated else page
    beyond = text[max_chars:]
    if beyond:
        text, truncated = text[:max_chars], True
    page = read_text(text)
    return page._replace(truncated=True, beyond=page.beyond + beyond) if truncated else page
