"""Sample pages, made up, to try the library on.

>>> text("ferry.txt").splitlines()[0]
'  1. Skip to content'
"""

from __future__ import annotations

from importlib import resources


def text(name: str) -> str:
    """Return a sample page's text by its file's name."""
    return (resources.files(__name__) / name).read_text("utf8")
