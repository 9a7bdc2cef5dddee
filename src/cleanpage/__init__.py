"""A news page's text in, a clean structured article out, every line explained.

>>> import cleanpage
>>> cleanpage.clean("").confidence
0.0
"""

from cleanpage import parse
from cleanpage.api import Cleaner, clean
from cleanpage.rules import Pack, PackError, Rule, load_pack
from cleanpage.site import learn
from cleanpage.types import Article, Dateline, Footer, Image, Label, Line, PageKind, Section

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Cleaner",
    "Dateline",
    "Footer",
    "Image",
    "Label",
    "Line",
    "Pack",
    "PackError",
    "PageKind",
    "Rule",
    "Section",
    "clean",
    "learn",
    "load_pack",
    "parse",
]
