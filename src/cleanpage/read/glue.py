"""The pieces of one text put together again, with a space where one belongs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

CONTINUES = frozenset(",.;:!?)]»”’…、。，％%،؛؟۔।፣፤።")
"""Signs that belong to the text before them."""

_OPENED = frozenset("([{„‚「『《【")
_DASHES = frozenset("-‐‑–—")
_FIRST_WORD = re.compile(r"\W")
_AND = frozenset("und oder bzw sowie en of och eller og and or y o e ou et oraz i lub a nebo".split())  # noqa: SIM905
_QUOTES = frozenset("“‘«»\"'")  # they open in one language and close in another
# Where the scripts of UNSPACED (rules/words.py) begin and end, with their signs and wide forms
_SET_SOLID = "\u0e00\u0f00\u1000\u10a0\u1780\u1800\u3000\u3100\u3400\ua000\uff00\ufff0"


def glue(before: str, after: str) -> str:
    """Join two pieces of one text: with a space, but not before a comma or between letters of scripts without spaces.

    >>> glue("He spoke to", "Ann Example"), glue("Ann Example", ", who agreed")
    ('He spoke to Ann Example', 'Ann Example, who agreed')
    """
    return before + _space(before, after) + after


def glue_all(pieces: Sequence[str]) -> str:
    """Join all pieces of one text, in time linear in its length.

    >>> glue_all(["The", "ferry", ", which sank", "."])
    'The ferry, which sank.'
    """
    parts = [pieces[0]]
    for before, after in pairwise(pieces):
        parts += (_space(before, after), after)
    return "".join(parts)


def _space(before: str, after: str) -> str:
    unspaced = is_set_solid(after[:1]) and is_set_solid(before[-1])
    return "" if unspaced or after[:1] in CONTINUES or opens(before) or _is_hyphened(before, after) else " "


def _is_hyphened(before: str, after: str) -> bool:
    """Whether a dash attached to one of two pieces joins them: "post-" and "war", but not "Klima-" and "und"."""
    if before[-1] in _DASHES:
        joins = before[-2:-1].isalnum() and after[:1].isalnum()
        return joins and _FIRST_WORD.split(after, 1)[0].casefold() not in _AND
    return after[:1] in _DASHES and after[1:2].isalpha() and before[-1].isalnum()


def opens(text: str) -> bool:
    """Whether a text ends with an opened bracket or quote: a quote opens where it stands after a space.

    >>> opens("He spoke of »"), opens("Il parle d’une « écrasante »")
    (True, False)
    """
    if text[-1] in _OPENED:
        return True
    if text[-1] not in _QUOTES or (len(text) > 1 and text[-2] not in " (["):
        return False
    return text[-1] != "»" or not 0 <= text.find("«") < text.index("»")  # French has spaces within quotes


def is_set_solid(char: str) -> bool:
    """Whether a character is of a script without spaces between words."""
    return bisect_right(_SET_SOLID, char) % 2 == 1
