"""cleanpage --print-completion SHELL: a completion script."""

from __future__ import annotations

import argparse

from cleanpage.commands import COMMANDS, module
from cleanpage.commands.common import CommandError

_BASH_FILES = """\
_cleanpage_files() {{
  compgen -f -- "$1"
  if [ "$COMP_CWORD" = 1 ]; then compgen -W "{}" -- "$1"; fi
}}
"""


def completion(shell: str) -> str:
    from importlib import import_module

    try:
        shtab = import_module("shtab")
    except ImportError:
        raise CommandError("completion needs the package shtab: pip install shtab") from None
    from cleanpage.commands.clean import arguments

    parser, preamble = arguments(), {}
    if shell == "bash":  # the words that shtab makes for zsh cannot stand beside file names
        subparsers = parser.add_subparsers(prog="cleanpage")
        for word in COMMANDS:
            _complete_files(
                subparsers.add_parser(word, parents=[module(word).arguments()], add_help=False, help=word), shtab.FILE
            )
        preamble["bash"] = _BASH_FILES.format(" ".join(COMMANDS))
        _complete_files(parser, shtab.FILE, {"bash": "_cleanpage_files"})
    else:
        _complete_files(parser, shtab.FILE)
    script: str = shtab.complete(parser, shell=shell, preamble=preamble)
    return script if script.endswith("\n") else f"{script}\n"


def _complete_files(parser: argparse.ArgumentParser, file: object, first: object = None) -> None:
    """Tell shtab, which reads an action's attribute `complete`, which arguments are files."""
    for action in parser._actions:
        if action.metavar == "FILE":
            action.complete = file if action.option_strings else first or file  # type: ignore[attr-defined]
