"""What the words of classes and ids say of their element: `classes.toml`."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class ClassWords:
    """Words of classes and ids by what they say."""

    comments: frozenset[str]
    notices: frozenset[str]
    beside: frozenset[str]
    people: frozenset[str]
    sorts: Mapping[str, str]
    """What an element is, by a word."""

    def sorts_of(self, words: Iterable[str]) -> list[str]:
        """What an element is by its words.

        >>> class_words().sorts_of(("article", "ingress"))
        ['standfirst']
        """
        return [self.sorts[word] for word in words if word in self.sorts]


@lru_cache(maxsize=1)
def class_words() -> ClassWords:
    """The words that ship with the package.

    >>> "disqus" in class_words().comments
    True
    """
    with open(os.path.join(os.path.dirname(__file__), "classes.toml"), "rb") as file:
        data = tomllib.load(file)
    return ClassWords(
        comments=frozenset(data["apart"]["comments"]),
        notices=frozenset(data["apart"]["notices"]),
        beside=frozenset(data["beside"]["words"]),
        people=frozenset(data["people"]["words"]),
        sorts={word: sort for sort, words in data["sorts"].items() for word in words},
    )
