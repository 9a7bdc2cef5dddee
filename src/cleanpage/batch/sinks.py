"""What a run writes: parts that are there in full or not at all, whenever it is killed.

Each sink works in the run's own folder until `publish`, but for the one that writes a file for each page.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from cleanpage.batch.errors import BatchError
from cleanpage.batch.records import Outcome, Position
from cleanpage.batch.streams import pack

Saved = dict[str, int]


class Sink(Protocol):
    """Takes outcomes, and saves them a part at a time."""

    def restore(self, saved: Saved) -> None:
        """Go back to what `save` has returned last; {} is the beginning. Raises BatchError where that is not there."""

    def add(self, outcome: Outcome) -> None:
        """Take an outcome that has data."""

    def save(self) -> Saved:
        """Make what has been taken last, whatever happens from now on."""

    def publish(self, saved: Saved) -> None:
        """Put the whole output, which is what `saved` says, in its place; once more where a run was killed at it."""


class FileSink:
    """One file, to which each part is appended, packed as the name `final` says.

    `path` is where it is until it is published; `of` gives an outcome's bytes. Where `is_optional`, an empty file is
    none.
    """

    def __init__(self, path: Path, final: Path, of: Callable[[Outcome], bytes], *, is_optional: bool = False) -> None:
        self._path = path
        self._final = final
        self._of = of
        self._is_optional = is_optional
        self._part: list[bytes] = []
        self._size = 0

    def restore(self, saved: Saved) -> None:
        self._size = saved.get("bytes", 0)
        with open(self._path, "ab") as file:
            if file.tell() < self._size:
                raise BatchError(f"{self._path}: shorter than it was saved; --overwrite begins anew")
            file.truncate(self._size)

    def add(self, outcome: Outcome) -> None:
        self._part.append(self._of(outcome))

    def save(self) -> Saved:
        if self._part:
            data = pack(b"".join(self._part), self._final.name)
            self._part.clear()
            with open(self._path, "ab") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            self._size += len(data)
        return {"bytes": self._size}

    def publish(self, saved: Saved) -> None:
        if self._is_optional and not saved["bytes"]:
            self._final.unlink(missing_ok=True)
        elif self._path.exists():  # else it has been moved already
            move(self._path, self._final)


class FolderSink:
    """A file for each page, in place as soon as it is done. `name` gives the path of a page's file below `folder`."""

    def __init__(self, work: Path, folder: Path, name: Callable[[Position], str]) -> None:
        self._draft = work / "page"
        self._folder = folder
        self._name = name

    def restore(self, saved: Saved) -> None:
        """Nothing: pages that were not saved come again, and are then the same."""

    def add(self, outcome: Outcome) -> None:
        path = self._folder / self._name(outcome.at)
        assert isinstance(outcome.data, bytes)
        self._draft.write_bytes(outcome.data)
        try:
            os.replace(self._draft, path)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.replace(self._draft, path)

    def save(self) -> Saved:
        return {}

    def publish(self, saved: Saved) -> None:
        """Nothing: all is in its place."""


class ParquetSink:
    """One Parquet file; its parts are files of their own until it is published, and then its row groups."""

    def __init__(self, work: Path, final: Path, *, lines: bool, fields: tuple[str, ...]) -> None:
        from cleanpage.batch.tables import part_schema  # needs pyarrow

        self._work = work
        self._final = final
        self._schema = part_schema(lines=lines, fields=fields)
        self._rows: list[dict[str, Any]] = []
        self._parts = 0

    def restore(self, saved: Saved) -> None:
        self._parts = saved.get("parts", 0)
        for part in range(self._parts):
            if not self._path(part).is_file():
                raise BatchError(f"{self._path(part)}: is missing; --overwrite begins anew")

    def add(self, outcome: Outcome) -> None:
        assert isinstance(outcome.data, dict)
        self._rows.append(outcome.data)

    def save(self) -> Saved:
        from cleanpage.batch.tables import write_part

        if self._rows:
            draft = self._work / "part"
            write_part(draft, self._rows, self._schema)
            self._rows.clear()
            os.replace(draft, self._path(self._parts))
            self._parts += 1
        return {"parts": self._parts}

    def publish(self, saved: Saved) -> None:
        from cleanpage.batch.tables import join_parts

        draft = self._work / "output"
        join_parts([self._path(part) for part in range(saved["parts"])], draft, self._schema)
        move(draft, self._final)

    def _path(self, part: int) -> Path:
        return self._work / f"part-{part:06}"


def move(path: Path, final: Path) -> None:
    """Put a file in its place, there in full or not at all, from another disk too."""
    try:
        os.replace(path, final)
    except OSError as e:
        if e.errno != errno.EXDEV:
            raise
        draft = final.with_name(f"{final.name}.draft")
        shutil.copyfile(path, draft)
        os.replace(draft, final)
        path.unlink()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, there in full or not at all, whatever happens from now on."""
    draft = path.with_name(f"{path.name}.draft")
    with open(draft, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)
