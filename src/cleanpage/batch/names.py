"""What pages' files are called in a folder of files."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cleanpage.batch.inputs import STDIN, Input, stem
from cleanpage.batch.records import Position


def namer(files: Sequence[Input], suffix: str) -> Callable[[Position], str]:
    """A function from a page's position to its file's path: as the page's own was, or by number in its file's folder.

    Where two pages would have one name, both keep their old suffix, and a number tells what is still the same.

    >>> name = namer([Input("in/a.html", "a.html", "page"), Input("crawl.warc.gz", "crawl.warc.gz", "warc")], ".txt")
    >>> name(Position(0, 0)), name(Position(1, 16))
    ('a.txt', 'crawl.warc.gz/000000017.txt')
    """
    plain = [stem(file.name) if file.form == "page" else file.name for file in files]
    taken: dict[str, int] = {}
    for name in plain:
        taken[name] = taken.get(name, 0) + 1
    used: set[str] = set()
    names: list[str] = []
    for file, name in zip(files, plain, strict=True):
        names.append(_free(_safe(file.name if taken[name] > 1 else name), used))

    def path(at: Position) -> str:
        name = names[at.file]
        return f"{name}{suffix}" if files[at.file].form == "page" else f"{name}/{at.number + 1:09}{suffix}"

    return path


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
