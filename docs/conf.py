"""How Sphinx builds the documentation: `sphinx-build -W --keep-going -b html docs build/docs`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import cleanpage

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# Sphinx does not look for modules beside this file
sys.path.insert(0, str(Path(__file__).parent))

import generate

project = "cleanpage"
version = release = cleanpage.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
html_theme = "furo"
html_title = "cleanpage"
html_show_copyright = False
default_role = "code"  # docstrings write `names` as Markdown does
exclude_patterns = ["project/figures.md"]  # quality.md takes it in
myst_heading_anchors = 3
myst_enable_extensions = ["substitution"]
myst_substitutions = generate.limits()
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True


def setup(app: Sphinx) -> None:
    """Write the pages that the package itself makes, before any is read; lead links to the repository to its copies."""
    app.connect("builder-inited", lambda app: generate.write(Path(app.srcdir)))
    app.connect("source-read", _lead_links)


def _lead_links(app: Sphinx, page: str, source: list[str]) -> None:
    source[0] = generate.moved(source[0], (Path(app.srcdir) / page).parent)
