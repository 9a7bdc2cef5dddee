"""What a run has done, in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cleanpage.types import APART, Article

Counts = Mapping[str, Mapping[str, int]]


def counts_of(article: Article) -> Counts:
    """What one page adds to a run's figures, by group and name.

    >>> counts_of(Article(language="en"))["languages"]
    {'en': 1}
    """
    characters: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    for line in article.lines:
        size = len(line.text)
        if line.kept:
            characters["kept"] += size
        elif line.label in APART:
            characters["apart"] += size
        elif size:
            characters["dropped"] += size
            labels[line.label.value] += 1
            rules[line.rule] += 1
    return {
        "pages": {"read": 1, "truncated": int(article.truncated)},
        "characters": dict(characters),
        "dropped_lines_by_label": dict(labels),
        "dropped_lines_by_rule": dict(rules),
        "kinds": {article.kind.value: 1},
        "languages": {article.language or "unknown": 1},
    }


class Tally:
    """Sums of pages' counts, by group and name: those of a `Summary`."""

    def __init__(self, saved: Counts | None = None) -> None:
        self.groups: dict[str, Counter[str]] = {
            "pages": Counter(read=0, written=0, below=0, rejected=0, truncated=0),
            "characters": Counter(kept=0, apart=0, dropped=0),
            "dropped_lines_by_label": Counter(),
            "dropped_lines_by_rule": Counter(),
            "kinds": Counter(),
            "languages": Counter(),
        }
        self.add(saved or {})

    def add(self, counts: Counts) -> None:
        for group, values in counts.items():
            self.groups[group].update(values)

    @property
    def read(self) -> int:
        return self.groups["pages"]["read"]

    @property
    def rejected(self) -> int:
        return self.groups["pages"]["rejected"]

    def summary(self, seconds: float) -> Summary:
        """The sums as a record, the most frequent names first in groups that have no order of their own."""
        fixed = ("pages", "characters")
        groups = {
            name: dict(group) if name in fixed else dict(sorted(group.items(), key=lambda item: (-item[1], item[0])))
            for name, group in self.groups.items()
        }
        return Summary(**groups, seconds=seconds)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run has done."""

    pages: Mapping[str, int]
    """How many were `read`, of these `written`, `below` the confidence asked for, and `rejected`; and how many of
    those read were `truncated`."""
    characters: Mapping[str, int]
    """Of lines: `kept` in the text, `apart` as captions and credits, `dropped`. Line breaks do not count."""
    dropped_lines_by_label: Mapping[str, int]
    """Lines that are not empty."""
    dropped_lines_by_rule: Mapping[str, int]
    """By the id of the evidence that weighed most."""
    kinds: Mapping[str, int]
    languages: Mapping[str, int]
    seconds: float
    """How long it took, without what a run that was resumed had not saved."""

    @property
    def pages_per_second(self) -> float:
        return self.pages["read"] / self.seconds if self.seconds else 0.0

    def to_dict(self) -> dict[str, Any]:
        """The summary as JSON-ready data."""
        data = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {**data, "seconds": round(self.seconds, 2), "pages_per_second": round(self.pages_per_second, 2)}

    def to_text(self) -> str:
        """The summary for people, in some lines."""
        pages, total = self.pages, sum(self.characters.values()) or 1
        rows = [
            f"pages       {', '.join(f'{n:,} {name}' for name, n in pages.items())}",
            f"time        {self.seconds:,.1f} s, {self.pages_per_second:,.1f} pages a second",
            f"characters  {', '.join(f'{n:,} {name} ({n / total:.0%})' for name, n in self.characters.items())}",
            f"dropped     {_most(self.dropped_lines_by_label)}",
            f"by rule     {_most(self.dropped_lines_by_rule, 8)}",
            f"kinds       {_most(self.kinds)}",
            f"languages   {_most(self.languages, 12)}",
        ]
        return "\n".join(rows) + "\n"


def _most(group: Mapping[str, int], most: int = 20) -> str:
    """The first names of a group with their counts."""
    shown = [f"{name} {n:,}" for name, n in list(group.items())[:most]]
    more = [f"{len(group) - most} more"] if len(group) > most else []
    return ", ".join(shown + more) or "none"
