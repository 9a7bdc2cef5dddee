"""An adapter whose framework is missing says in one line what to install."""

from __future__ import annotations

import subprocess
import sys

import pytest

BLOCK = "import sys; sys.modules[{package!r}] = None; import cleanpage.adapters.{adapter}"


@pytest.mark.parametrize(
    ("adapter", "package"),
    [
        ("arrow", "pyarrow"),
        ("datatrove", "datatrove"),
        ("langchain", "langchain_core"),
        ("pandas", "pandas"),
        ("polars", "polars"),
        ("polars", "pyarrow"),
        ("scrapy", "scrapy"),
        ("spark", "pyspark"),
        ("spark", "pyarrow"),
    ],
)
def test_the_extra_is_named(adapter: str, package: str) -> None:
    code = BLOCK.format(adapter=adapter, package=package)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    error = done.stderr.splitlines()[-1]
    assert error.startswith("ImportError: ")
    assert error.endswith(f"pip install 'cleanpage[{adapter}]'")
    assert "During handling" not in done.stderr


def test_the_library_and_its_command_load_no_framework() -> None:
    code = (
        "import sys, cleanpage, cleanpage.cli, cleanpage.adapters; cleanpage.clean('Ferry sinks'); "
        "found = {'pyarrow', 'pandas', 'polars', 'numpy', 'scrapy', 'langchain_core', 'pyspark'}; "
        "print(sorted(found & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
