"""All that gave one line its label, as a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from cleanpage.render.table import printable
from cleanpage.types import Ground, Why

_NAME = 32  # columns; longer names are cut
_NEVER = -1e6  # nats; steps that are not possible are far below this


def why_table(why: Why, *, width: int | None = None) -> str:
    """Return what a line was judged by: each piece of evidence with what it weighs, the steps, and their sum.

    `width` is the table's in columns, to which rows are cut; None leaves them whole.

    >>> from cleanpage.types import Label, Line
    >>> line = Line("Menu", 0, 5, Label.NAV, False, "place.far", 5.9)
    >>> print(why_table(Why(line, 1, "Menu", "Far from any prose.")), end="")
    line 1: Menu
    nav by 5.9 nats, for place.far
    Far from any prose.
    """
    line = why.line
    rows = [
        f"line {why.number}: {why.text}",
        f"{line.label} by {line.score:.1f} nats, for {line.rule}",
        why.decided,
    ]
    if why.state:
        rows += ["", *_sum(why)]
    return "".join(f"{printable(row, width)}\n" for row in rows)


def _sum(why: Why) -> Iterator[str]:
    wide = max(8, len(why.state), len(why.other))
    yield f"{why.state:>{wide}}  {why.other:>{wide}}  {'gain':>8}"
    steps = [step for step in (why.before, why.after) if step is not None]
    for ground in (*why.grounds, *steps):
        name = printable(ground.name, _NAME)
        yield (
            f"{_nats(ground.own):>{wide}}  {_nats(ground.other):>{wide}}  {_gain(ground):>8}  {name:<{_NAME}}"
            f"  {ground.why}"
        )
    least = " (a score is 30 at most)" if why.total > why.line.score + 0.01 else ""
    yield f"{'':>{2 * wide + 2}}  {_nats(why.total, sign='+'):>8}  in all{least}"


def _gain(ground: Ground) -> str:
    return _nats(ground.gain, sign="+")


def _nats(value: float, sign: str = "") -> str:
    return "never" if value < _NEVER else "always" if value > -_NEVER else f"{value:{sign}.2f}"
