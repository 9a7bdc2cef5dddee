"""The command: which of the commands the first word names, and what becomes of its errors.

Everything but this is imported where it is used, so that help and errors are instant.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from cleanpage.commands import COMMANDS, module
from cleanpage.commands.common import FAILED, CommandError, discard_output, say, write

INTERRUPTED, CLOSED_PIPE = 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with `argv` (by default the process's arguments) and return the exit status."""
    _use_utf8()
    try:
        try:
            status = _run(list(sys.argv[1:] if argv is None else argv))
        except SystemExit as e:  # argparse, after --help and on wrong usage
            status = e.code if isinstance(e.code, int) else 0
        write("", flush=True)
    except CommandError as e:
        say(str(e))
        return FAILED
    except KeyboardInterrupt:
        say("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        discard_output()
        return CLOSED_PIPE
    return status


def _run(argv: list[str]) -> int:
    if argv and argv[0] in COMMANDS:
        status: int = module(argv[0]).run(argv[1:])
        return status
    from cleanpage.commands.clean import run

    return run(argv)


def _use_utf8() -> None:
    """Write UTF-8 whatever the locale; lone surrogates as escapes, which JSON reads back."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
