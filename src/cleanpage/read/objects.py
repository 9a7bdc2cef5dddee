"""Parsed pages in: elements and trees of bs4 and lxml, turned back into markup."""

from __future__ import annotations

import re
import sys
from typing import Any, cast

from cleanpage.read.kind import ELEMENTS
from cleanpage.read.tags import VOID

_VOID_END = re.compile(f"</(?:{'|'.join(sorted(VOID))})>")  # lxml writes them in XHTML, and readers of HTML take two


def markup_of(source: object) -> str | None:
    """The markup of a parsed page or a part of it, or None where `source` is neither.

    Takes `bs4.BeautifulSoup` and `bs4.Tag`, elements and trees of `lxml.html` and `lxml.etree`. Loads
    neither library: who holds such an object has done so. The object stays as it is. The text that
    follows an element of lxml, its tail, is no part of it.

    >>> import lxml.html
    >>> markup_of(lxml.html.fromstring("<p>The ferry<br>sank")), markup_of("<p>")
    ('<p>The ferry<br>sank</p>', None)
    """
    tag = _loaded("bs4", "Tag")
    if tag is not None and isinstance(source, tag):
        return str(cast(Any, source).decode())
    tree, element = _loaded("lxml.etree", "_ElementTree"), _loaded("lxml.etree", "_Element")
    if tree is not None and isinstance(source, tree):
        root = cast(Any, source).getroot()
        return "" if root is None else _serialized(source, root)
    if element is not None and isinstance(source, element):
        return _serialized(source, cast(Any, source).getroottree().getroot())
    return None


def _loaded(module: str, name: str) -> type | None:
    """A class of a library, if that is loaded."""
    found = getattr(sys.modules.get(module), name, None)
    return found if isinstance(found, type) else None


def _serialized(source: object, root: Any) -> str:
    """An element or a tree written down as what the whole tree is, `root` being its first element.

    XML's "<p/>" would open a paragraph in HTML, and HTML has no end for the links of a feed.
    """
    tostring: Any = sys.modules["lxml.etree"].tostring
    name = root.tag if root is not None and isinstance(root.tag, str) else ""
    namespace, _, local = name.rpartition("}")
    if local.lower() not in ELEMENTS:
        return str(tostring(source, method="xml", encoding="unicode", with_tail=False))
    markup = str(tostring(source, method="html", encoding="unicode", with_tail=False))
    return _VOID_END.sub("", markup) if namespace else markup
