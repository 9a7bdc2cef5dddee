"""All grammars in one language, each line read once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from cleanpage.parse.byline import Byline, byline
from cleanpage.parse.credit import Credit, credit
from cleanpage.parse.date import Item, Timestamp
from cleanpage.parse.date import read as read_date
from cleanpage.parse.dateline import dateline
from cleanpage.parse.signoff import signoff, tail_signoff
from cleanpage.types import Dateline, Footer

_Read = TypeVar("_Read")


class Reader:
    """Reads lines in one language and remembers what it read: several looks at one page see the same lines.

    Made for one page and thrown away with it. `language` is an ISO 639-1 code, or None where it is not known.

    >>> Reader("en").byline("By Ann Example").authors
    ('Ann Example',)
    """

    def __init__(self, language: str | None) -> None:
        self.language = language
        self._read: dict[tuple[str, str], Any] = {}

    def _once(self, name: str, grammar: Callable[[str, str | None], _Read], line: str) -> _Read:
        key = name, line
        if key not in self._read:
            self._read[key] = grammar(line, self.language)
        found: _Read = self._read[key]
        return found

    def byline(self, line: str) -> Byline | None:
        """As `parse.byline`."""
        return self._once("byline", byline, line)

    def credit(self, line: str) -> Credit | None:
        """As `parse.credit`."""
        return self._once("credit", credit, line)

    def stated(self, line: str) -> tuple[Timestamp | None, Sequence[Item]]:
        """The date that a line states, as `parse.date` gives it, with the days, times and marks in the line."""
        return self._once("date", read_date, line)

    def date(self, line: str) -> Timestamp | None:
        """As `parse.date`."""
        return self.stated(line)[0]

    def dateline(self, line: str) -> Dateline | None:
        """As `parse.dateline`."""
        return self._once("dateline", dateline, line)

    def signoff(self, line: str) -> Footer | None:
        """As `parse.signoff`."""
        return self._once("signoff", signoff, line)

    def tail_signoff(self, paragraph: str) -> Footer | None:
        """As `parse.tail_signoff`."""
        return self._once("tail", tail_signoff, paragraph)
