"""Evidence: true things about each block of a page, by name.

Three sorts. Rules that hit it (`rule.KIND.MATCHER`); its shape (`size.3`, `last.stop`, …); and its
place (`around.PsP` its neighbours, `main.in` the densest stretch of prose, `seen.before` repeats, …).
Names are few and the same in every language, so that weights learned on one language serve another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleanpage.evidence.focus import focus
from cleanpage.evidence.keys import Key, names_of
from cleanpage.evidence.markup import Tree, set_apart
from cleanpage.evidence.place import as_prose, places
from cleanpage.evidence.shape import Lexis, Shape, shape
from cleanpage.evidence.signs import below_comments, beside_rules, signs
from cleanpage.types import Page

__all__ = [
    "Evidence",
    "Key",
    "Lexis",
    "Scope",
    "Shape",
    "as_prose",
    "below_comments",
    "beside_rules",
    "focus",
    "names_of",
    "places",
    "scope",
    "shape",
    "signs",
]


class Evidence(NamedTuple):
    """All that is known of a block: its shape, and what its place says, as keys that stand for names.

    A plain sign has no place: it is dropped whatever stands beside it.
    """

    shape: Shape
    place: Sequence[Key] | None

    def names(self) -> Iterator[str]:
        """The names of all evidence."""
        yield from self.shape.names
        for key in self.place or ():
            yield from names_of(key)


class Scope(NamedTuple):
    """Which blocks of a page need a closer look: its article is among them."""

    near: Sequence[int]
    apart: Sequence[str]
    """For each block of the page, by what its markup alone drops it, or ""; empty where there is no markup."""
    tree: Tree | None


def scope(page: Page) -> Scope:
    """Which blocks of a page need a closer look: none that the markup sets apart, none far from any prose.

    All of a text that has been cleaned: what is far from prose there is a list at the article's end, not a menu.
    """
    if page.markup is None or not page.markup.elements:
        return Scope(range(len(page.blocks)) if page.is_clean else focus(page.blocks), (), None)
    tree = Tree(page.markup)
    apart = set_apart(page.blocks, tree)
    rest = [i for i, why in enumerate(apart) if not why]
    near = tree.around([page.blocks[i] for i in rest])
    return Scope(rest[near.start : near.stop], apart, tree)
