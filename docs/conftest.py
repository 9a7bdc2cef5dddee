"""The examples in the documentation's pages are tests.

A `python` block is run, and where it is a session (">>> ") what it shows is compared. In a `console` block each line
that begins with "$ " is a command, with lines that begin with "> " as its further lines; it runs in a folder of its
page's own that holds the samples, and what it prints is compared with the lines below it. "..." stands for any text,
and a number with a decimal for any such number: scores move whenever the weights are learned anew.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp
from typing import Any

from sybil import Example, Sybil
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser

import cleanpage

PACKAGE = Path(cleanpage.__file__).parent
_COMMAND = 'cleanpage() { "$PYTHON" -m cleanpage "$@"; }\n'
_NUMBER = re.compile(r"(?<![\w.])[+-]?\d+\.\d+\b")


def commands(block: str) -> Iterator[tuple[str, str]]:
    r"""The commands of a console block, each with what it prints.

    >>> list(commands("$ cat > a <<'END'\n> b\n> END\n$ cat a\nb\n"))
    [("cat > a <<'END'\nb\nEND", ''), ('cat a', 'b\n')]
    """
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        first, *rest = part.splitlines()
        more = 0
        while more < len(rest) and rest[more].startswith("> "):
            more += 1
        yield "\n".join((first, *(line[2:] for line in rest[:more]))), "".join(f"{line}\n" for line in rest[more:])


def run_console(example: Example) -> str | None:
    """Run a console block's commands; return what is wrong, or None."""
    for command, wanted in commands(str(example.parsed)):
        done = subprocess.run(
            ["bash", "-c", _COMMAND + command],
            cwd=example.namespace["folder"],
            env=os.environ | {"PYTHON": sys.executable, "PYTHONPATH": str(PACKAGE.parent), "COLUMNS": "100"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf8",
            check=False,
        )
        if not OutputChecker().check_output(_NUMBER.sub("0.0", wanted), _NUMBER.sub("0.0", done.stdout), ELLIPSIS):
            return f"$ {command}\nwanted:\n{wanted}\ngot:\n{done.stdout}"
    return None


def make_folder(namespace: dict[str, Any]) -> None:
    """Give a page's examples a folder with the samples, and go there."""
    namespace["folder"] = mkdtemp()
    namespace["back"] = Path.cwd()
    copytree(PACKAGE / "samples", namespace["folder"], dirs_exist_ok=True)
    os.chdir(namespace["folder"])


def remove_folder(namespace: dict[str, Any]) -> None:
    """Go back, and remove the folder of a page's examples."""
    os.chdir(namespace["back"])
    rmtree(namespace["folder"])


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), CodeBlockParser("console", run_console)],
    patterns=["*.md"],
    excludes=["project/*", "pipelines.md"],  # tests/pipelines runs the latter, with the frameworks that it needs
    setup=make_folder,
    teardown=remove_folder,
).pytest()
