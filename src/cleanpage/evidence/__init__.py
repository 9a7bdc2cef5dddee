"""Evidence: true things about each block of a page, by name.

Three sorts. Rules that hit it (`rule.KIND.MATCHER`); its shape (`size.3`, `last.stop`, …); and its
place (`around.PsP` its neighbours, `main.in` the densest stretch of prose, `seen.before` repeats, …).
Names are few and the same in every language, so that weights learned on one language serve another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleanpage.evidence.place import Key, focus, names_of, places, signs
from cleanpage.evidence.shape import Lexis, Shape, shape

__all__ = ["Evidence", "Key", "Lexis", "Shape", "focus", "names_of", "places", "shape", "signs"]


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
