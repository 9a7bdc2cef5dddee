"""A batch that kills itself at a chosen moment, for scripts that try one moment after the other."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

CHANGES = frozenset({"moment", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate"})
"""Audit events that count, beside the opening of a file to write: changes of the disk, and pages that are done."""


def here(records: Iterable[Any], job: Any) -> Iterator[tuple[int, Any]]:
    """The outcomes without workers: a process for each moment is enough. Each counts as a moment, too."""
    work = job.begin()
    for number, record in enumerate(records):
        sys.audit("moment")
        yield number, work(record)


def killed_at(moment: int, go: Callable[[], object]) -> bool:
    """Call `go` in a process that kills itself at such a moment; whether it did."""
    child = os.fork()
    if child == 0:
        left = moment

        def count(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal left
            writes = event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)
            if writes or event in CHANGES:
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        go()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
