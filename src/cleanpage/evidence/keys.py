"""Keys of evidence: a name, or a tuple that stands for several names at once.

The tuples recur from page to page, so that the sum of their names' weights can be looked up instead of added up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

Key = str | tuple[str | int, ...]
"""A name of evidence, or a tuple that `names_of` turns into several."""


def names_of(key: Key) -> tuple[str, ...]:
    """The names that a key stands for.

    >>> names_of("seen.before"), names_of(("region", "main.in", "outer.in", 3))
    (('seen.before',), ('main.in', 'outer.in', 'read.3'))
    """
    return (key,) if isinstance(key, str) else _EXPAND[str(key[0])](*key[1:])


def _window_names(window: str, before_sign: str, after_sign: str) -> tuple[str, ...]:
    k, a, c, z, n = tuple(window)
    names = ["prev." + a + c, "next." + c + z, "around." + a + c + z, "two." + k + a + c, "ahead." + c + z + n]
    if before_sign:
        names.append("before.sign." + c)
    if after_sign:
        names.append("after.sign." + c)
    return tuple(names)


def _distance_names(c: str, since: int, until: int, inner: str, outer: str) -> tuple[str, ...]:
    return (
        f"since.{since}",
        f"until.{until}",
        f"gap.{since}.{until}",
        f"near.{c}.{since}.{until}",
        f"in.{c}.{inner}{outer}",
    )


def _region_names(inner: str, outer: str, spread: int) -> tuple[str, ...]:
    return inner, outer, f"read.{spread}"


def _join_names(before: str, before_size: int, first: str, last: str, size: int, following: str) -> tuple[str, ...]:
    names = [f"join.{before}.{first}.{before_size}", f"join.{first}.{size}.{last}"]
    if following:
        names.append(f"join.{before}.{first}.{last}.{following}")
    return tuple(names)


_EXPAND: Mapping[str, Callable[..., tuple[str, ...]]] = {
    "window": _window_names,
    "distance": _distance_names,
    "region": _region_names,
    "join": _join_names,
    "all": lambda *names: names,
}
