"""Imports run one way, and importing the library is cheap."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import cleanpage

ROOT = Path(cleanpage.__file__).parent
LAYERS = (
    {"types"},
    {"rules"},
    {"parse", "language"},
    {"read"},
    {"evidence"},
    {"label", "kind"},
    {"assemble", "trace"},
    {"stated"},
    {"confidence", "verdicts"},
    {"again"},
    {"api"},
    {"site"},
    {"adapters"},
    {"batch"},
    {"commands"},
    {"cli"},
    {"__init__", "__main__"},
)
"""Each part may import the parts of the layers before its own, and itself."""

ALONE = {"render": {"types"}, "samples": set[str](), "packs": set[str]()}
"""Parts that stand beside the layers, with what they may import."""


def part(path: Path) -> str:
    """The part of the library that a file belongs to: its folder, or its own name."""
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """The parts that a file imports, and whether it does so when it is itself imported."""
    tree = ast.parse(path.read_text("utf8"))
    late = {id(n) for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) for n in ast.walk(f)}
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: write imports out, from cleanpage.…"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            package, _, rest = name.partition(".")
            if package == "cleanpage":
                first = rest.partition(".")[0]
                known = (ROOT / first).is_dir() or (ROOT / f"{first}.py").is_file()
                yield (first if first and known else "__init__"), id(node) not in late


FILES = sorted(ROOT.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_run_one_way(path: Path) -> None:
    own = part(path)
    if own in ALONE:
        allowed = ALONE[own]
    else:
        depth = next((i for i, layer in enumerate(LAYERS) if own in layer), None)
        assert depth is not None, f"{own} has no place in LAYERS yet"
        allowed = set().union(*LAYERS[:depth])
        if depth >= LAYERS.index({"api"}):
            allowed |= {"render"}
        if depth > LAYERS.index({"api"}):
            allowed |= {"samples", "__init__"}
    imported = {name for name, at_once in imports(path) if at_once or own != "types"}
    assert imported <= allowed | {own}


def test_types_imports_only_the_renderings_and_those_late() -> None:
    assert {name for name, _ in imports(ROOT / "types.py")} <= {"render"}


def test_importing_the_library_loads_no_html_parser() -> None:
    code = "import sys, cleanpage; print(sorted({'bs4', 'lxml', 'html5lib'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_cleaning_text_loads_no_html_parser() -> None:
    code = (
        "import sys, cleanpage; cleanpage.clean('Ferry sinks\\n\\nAll were saved on Monday.');"
        "print(sorted({'bs4', 'lxml', 'html5lib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_importing_the_library_loads_no_part_that_few_runs_need() -> None:
    code = "import sys, cleanpage; print('cleanpage.site' in sys.modules, cleanpage.learn.__module__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False cleanpage.site.learning\n"
    assert not hasattr(cleanpage, "unlearn")
