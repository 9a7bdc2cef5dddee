"""What each HTML element does to the lines of a page."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum


class Role(IntEnum):
    """What an element does to the lines of a page. What is not named below is inline, as browsers have it."""

    BLOCK = 1  # its text stands on lines of its own
    BREAK = 2  # ends a line
    IMAGE = 3
    HEAD = 4  # says something about the page
    SKIPPED = 5  # its text is not for reading


def _names(text: str) -> list[str]:
    return text.split()


ROLES: Mapping[str, Role] = {
    **dict.fromkeys(
        _names(
            """address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset
            figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol
            optgroup p pre search section summary table tbody td tfoot th thead tr ul amp-sidebar"""
        ),
        Role.BLOCK,
    ),
    "br": Role.BREAK,
    **dict.fromkeys(("img", "amp-img"), Role.IMAGE),
    **dict.fromkeys(("meta", "link", "base", "title"), Role.HEAD),
    **dict.fromkeys(
        _names(
            """applet audio canvas datalist embed head iframe map math noframes noscript object option script select
            style svg template textarea video"""
        ),
        Role.SKIPPED,
    ),
}

VOID = frozenset(_names("area base br col embed hr img input link meta param source track wbr"))
"""Elements without an end."""

STRONG = frozenset({"b", "strong"})

LEVELS: Mapping[str, int] = {f"h{level}": level for level in range(1, 7)}

SOFT = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
"""Elements whose text goes on after a single line break."""

NAMED = frozenset({"class", "id", "itemprop", "role", "data-testid", "data-component", "data-type", "rel"})
"""Attributes whose words say what an element is for."""

ALONE = frozenset({"credit", "credits", "caption", "copyright", "photographer"})
"""Words in an inline element's class for which it is a line of its own: the credit at the end of a caption."""
