"""Any source in, its blocks out."""

from cleanpage.read.text import read_text
from cleanpage.types import Page

__all__ = ["read", "read_text"]


def read(source: str) -> Page:
    """Read a source, HTML or text."""
    if "<html" in source[:3000].lower() or "<!doctype" in source[:3000].lower():
        from cleanpage.read.html import read_html

        return read_html(source)
    return read_text(source)
