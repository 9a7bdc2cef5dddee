"""What pages' files are called in a folder of files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from cleanpage.batch.inputs import STDIN, Input, stem
from cleanpage.batch.records import Position


def namer(files: Sequence[Input], suffix: str) -> Callable[[Position], str]:
    """A function from a page's position to its file's path: as the page's own was, or by number in its file's folder.

    Where two pages would have one name, both keep their old suffix, and a number tells what is still the same.

    >>> name = namer([Input("in/a.html", "in", "page"), Input("crawl.warc.gz", ".", "warc")], ".txt")
    >>> name(Position(0, 0)), name(Position(1, 16))
    ('a.txt', 'crawl.warc.gz/000000017.txt')
    """
    plain = Counter(_plain(file) for file in files)
    used = {name for name, count in plain.items() if count == 1}
    clashing = {i: _free(_safe(f.name), used) for i, f in enumerate(files) if plain[_plain(f)] > 1}
    del plain, used

    def path(at: Position) -> str:
        file = files[at.file]
        name = clashing.get(at.file) or _plain(file)
        return f"{name}{suffix}" if file.form == "page" else f"{name}/{at.number + 1:09}{suffix}"

    return path


def _plain(file: Input) -> str:
    return _safe(stem(file.name) if file.form == "page" else file.name)


def _free(name: str, used: set[str]) -> str:
    found, number = name, 1
    while found in used:
        number += 1
        found = f"{name}~{number}"
    used.add(found)
    return found


def _safe(name: str) -> str:
    """A path that stays below its folder."""
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    return "stdin" if name == STDIN else "/".join(parts)
