"""A news page's text in, a clean structured article out, every line explained.

>>> import cleanpage
>>> cleanpage.clean("").confidence
0.0
"""

from typing import TYPE_CHECKING, Any

from cleanpage import parse
from cleanpage.api import Cleaner, clean
from cleanpage.rules import Pack, PackError, Rule, load_pack
from cleanpage.types import Article, Dateline, Footer, Ground, Image, Label, Line, PageKind, Section, Why

if TYPE_CHECKING:
    from cleanpage.site import learn

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Cleaner",
    "Dateline",
    "Footer",
    "Ground",
    "Image",
    "Label",
    "Line",
    "Pack",
    "PackError",
    "PageKind",
    "Rule",
    "Section",
    "Why",
    "clean",
    "learn",
    "load_pack",
    "parse",
]


def __getattr__(name: str) -> Any:
    """What few runs need is imported when it is first asked for."""
    if name == "learn":
        from cleanpage.site import learn

        return learn
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
