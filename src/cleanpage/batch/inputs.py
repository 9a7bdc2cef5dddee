"""Which files a run reads: named ones, folders' and patterns', in an order that is always the same."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cleanpage.batch.errors import BatchError
from cleanpage.batch.records import InForm

STDIN = "-"

_FORMS: dict[str, InForm] = {
    ".txt": "page",
    ".html": "page",
    ".htm": "page",
    ".md": "page",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".warc": "warc",
    ".wet": "warc",
}
_PACKED = (".gz", ".zst")


@dataclass(frozen=True, slots=True)
class Input:
    """One file of the input; small, for there may be millions.

    `root` is the folder that was asked for. `size` is in bytes and `changed` in nanoseconds, both 0 for standard input.
    """

    path: str
    root: str
    form: InForm | None
    size: int = 0
    changed: int = 0

    @property
    def name(self) -> str:
        """What the run calls it in a folder that it writes: its path below the root."""
        return os.path.relpath(self.path, self.root) if self.root else self.path


def form_of(path: str) -> InForm | None:
    """The form that a file's name says, packed or not; None where it says none.

    >>> form_of("crawl.warc.wet.gz"), form_of("notes.doc")
    ('warc', None)
    """
    return _FORMS.get(Path(_unpacked(path)).suffix.lower())


def find(arguments: Sequence[str], read_as: InForm | None = None, without: Iterable[Path] = ()) -> list[Input]:
    """The files that `arguments` name: files, folders (searched through), patterns such as "pages/**/*.html", or "-".

    `without`: files and folders that are no input, such as the output. In a folder only files whose names say a form
    are taken, unless `read_as` says it. Raises BatchError where an argument names nothing.
    """
    own = [os.path.abspath(path) for path in without]
    found: list[Input] = []
    seen: set[str] = set()
    for argument in arguments:
        is_empty = True
        for path, root in _paths(os.path.normpath(argument), read_as, own):
            is_empty = False
            if _is_within(path, own):
                raise BatchError(f"{path}: cannot be the input and the output")
            if path not in seen:
                seen.add(path)
                found.append(_input(path, root, read_as or form_of(path)))
        if is_empty:
            raise BatchError(f"{argument}: no pages there: files are taken that end in {', '.join(_FORMS)}")
    return found


def _paths(argument: str, read_as: InForm | None, own: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The paths that an argument stands for, each with its root."""
    if argument == STDIN:
        yield STDIN, ""
    elif os.path.isdir(argument):
        yield from ((p, argument) for p in _walk(argument) if (read_as or form_of(p)) and not _is_within(p, own))
    elif os.path.lexists(argument):
        yield argument, os.path.dirname(argument) or os.curdir
    else:
        matches = sorted(glob.glob(argument, recursive=True))
        if not matches:
            raise BatchError(f"{argument}: No such file or directory")
        root = _root(argument)
        files = (os.path.normpath(path) for path in matches if not os.path.isdir(path))
        yield from ((path, root) for path in files if not _is_within(path, own))


def _walk(folder: str) -> Iterator[str]:
    def fail(error: OSError) -> None:
        raise BatchError(f"{error.filename}: {error.strerror}")

    for place, folders, files in os.walk(folder, onerror=fail):
        folders.sort()
        for name in sorted(files):
            yield os.path.normpath(os.path.join(place, name))


def _root(pattern: str) -> str:
    """The folder before the first wildcard of a pattern."""
    plain = []
    for part in Path(pattern).parts[:-1]:
        if glob.has_magic(part):
            break
        plain.append(part)
    return os.path.join(*plain) if plain else os.curdir


def _input(path: str, root: str, form: InForm | None) -> Input:
    if path == STDIN:
        return Input(path, root, form)  # its first bytes will say the form
    try:
        status = os.stat(path)
    except OSError as e:
        raise BatchError(f"{path}: {e.strerror}") from None
    return Input(path, root, form or "page", status.st_size, status.st_mtime_ns)


def _is_within(path: str, places: Sequence[str]) -> bool:
    if path == STDIN:
        return False
    full = os.path.abspath(path)
    return any(full == place or full.startswith(place.rstrip(os.sep) + os.sep) for place in places)


def _unpacked(path: str) -> str:
    return path[: -len(Path(path).suffix)] if Path(path).suffix.lower() in _PACKED else path


def stem(name: str) -> str:
    """A file's name without the suffixes that say its form.

    >>> stem("2025/ferry.html.gz")
    '2025/ferry'
    """
    bare = _unpacked(name)
    suffix = Path(bare).suffix
    return bare[: -len(suffix)] if suffix.lower() in _FORMS else bare
