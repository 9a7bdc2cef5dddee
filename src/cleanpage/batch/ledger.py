"""How far a run has come, on disk: what `--resume` goes on from."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from cleanpage.batch.errors import BatchError
from cleanpage.batch.records import START, Position
from cleanpage.batch.sinks import Saved, write_whole
from cleanpage.batch.tally import Counts

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_STATE, _LOCK = "state.json", "lock"


@dataclass(frozen=True, slots=True)
class State:
    """A run at one moment: all that came before it is saved.

    `next` is the position of the first record that is not done, `ahead` those after it that are, where pages are
    written as they get done; `count` is how many are done in all. `seconds` is how long that took.
    """

    next: Position = START
    ahead: tuple[Position, ...] = ()
    count: int = 0
    seconds: float = 0.0
    output: Saved = field(default_factory=dict)
    rejects: Saved = field(default_factory=dict)
    counts: Counts = field(default_factory=dict)
    finished: bool = False
    """Whether all records are done, and the output only has to be put in its place."""
    published: bool = False
    """Whether it is, and only this folder has to go."""


class Ledger:
    """The folder of a run that goes on: its state, its output so far, and a lock against a second run.

    `identity`: what must be the same when the run is resumed, by the words for it.
    """

    def __init__(self, folder: Path, identity: Mapping[str, Any]) -> None:
        self.folder = folder
        self._identity = json.loads(json.dumps(identity))
        self._lock: IO[str] | None = None

    def open(self, *, resume: bool) -> State | None:
        """The state that a run broke off in, or None where there is none; what another run left is cleared away.

        Raises BatchError where a run is under way, or one broke off that this one does not continue.
        """
        self.folder.mkdir(exist_ok=True)
        if not (self.folder / _LOCK).exists() and any(self.folder.iterdir()):
            raise BatchError(f"{self.folder}: in the way, and not of a run: move it elsewhere")
        self._take_lock()
        state = self._read() if resume else None
        if state is None:
            (self.folder / _STATE).unlink(missing_ok=True)  # first: half a run is none
            self._clear()
        return state

    def save(self, state: State) -> None:
        """Make this the state to go on from."""
        data = {name: getattr(state, name) for name in State.__dataclass_fields__}
        write_whole(self.folder / _STATE, json.dumps({"identity": self._identity, **data}).encode())

    def remove(self) -> None:
        """The run is over: remove its folder, the state last, so that a run killed at this can go on with it."""
        self._clear(but=(_STATE, _LOCK))
        (self.folder / _STATE).unlink(missing_ok=True)
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def close(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _read(self) -> State | None:
        path = self.folder / _STATE
        try:
            data = json.loads(path.read_bytes())
            identity = data.pop("identity")
            state = State(**data)
            at, ahead = Position(*state.next), tuple(Position(*p) for p in state.ahead)
        except FileNotFoundError:
            return None
        except (ValueError, TypeError, KeyError) as e:
            raise BatchError(f"{path}: damaged ({e}); --overwrite begins anew") from None
        changed = [name for name in self._identity if identity.get(name) != self._identity[name]]
        if changed:
            raise BatchError(f"{self.folder}: that run had other {', '.join(changed)}; --overwrite begins anew")
        return State(**{**data, "next": at, "ahead": ahead})

    def _take_lock(self) -> None:
        self._lock = open(self.folder / _LOCK, "w")  # noqa: SIM115
        if fcntl is not None:
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                self.close()
                raise BatchError(f"{self.folder}: another run is writing there") from None

    def _clear(self, but: Iterable[str] = (_LOCK,)) -> None:
        for path in self.folder.iterdir():
            if path.name not in but:
                with suppress(FileNotFoundError):
                    path.unlink()


def sweep(folder: Path) -> None:
    """Remove what is left of a run that was killed when it was all but over."""
    if folder.is_dir() and {path.name for path in folder.iterdir()} <= {_LOCK}:
        shutil.rmtree(folder, ignore_errors=True)


def broke_off(folder: Path) -> bool:
    """Whether a run that can be resumed has left its folder there."""
    return (folder / _STATE).is_file()
