"""The commands, one a module: `arguments()` is its parser, `run(argv)` its work and exit status."""

from __future__ import annotations

from importlib import import_module
from typing import Any

COMMANDS = ("explain", "report", "rules", "check-pack", "learn", "batch")
"""The words that name a command; without one of them, files are cleaned."""


def module(word: str) -> Any:
    """The module of a command, imported only now: help and errors are instant."""
    return import_module(f"{__name__}.{word.replace('-', '_')}")
