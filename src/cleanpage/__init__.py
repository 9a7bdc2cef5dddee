"""A news page's text in, a clean structured article out, every line explained.

>>> import cleanpage
>>> cleanpage.clean("").confidence
0.0
"""

from cleanpage import parse
from cleanpage.api import Cleaner, clean
from cleanpage.rules import Pack, PackError, Rule, load_pack
from cleanpage.types import Article, Dateline, Footer, Ground, Image, Label, Line, PageKind, Section, Why

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
    "load_pack",
    "parse",
]
