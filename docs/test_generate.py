"""The generated pages say all there is, and the pages by hand leave out nothing public."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cleanpage
import generate
from cleanpage.commands import COMMANDS
from cleanpage.evidence.glossary import MEANING
from cleanpage.rules.model import KINDS

DOCS = Path(__file__).parent
MOST_BYTES = 150_000  # of a picture


def test_each_kind_of_rule_has_its_label_and_an_example_that_its_rules_hit() -> None:
    sections = dict(re.findall(r"^## (\S+)\n\n(.*?)(?=^## |\Z)", generate.rules_page(), re.MULTILINE | re.DOTALL))
    assert list(sections) == list(KINDS)
    for kind, section in sections.items():
        assert section.startswith(f"Label `{KINDS[kind]}`"), kind
        for rule in cleanpage.Cleaner().rules():
            if rule.kind == kind and rule.pack == "en":
                assert generate.code(rule.hit[0]) in section, rule.id


def test_each_name_of_evidence_is_explained() -> None:
    page = generate.evidence_page()
    assert [name for name in MEANING if f"| `{name}` |" not in page] == []


def test_each_command_shows_its_help() -> None:
    page = generate.commands_page()
    headings = re.findall(r"^## (.*)", page, re.MULTILINE)
    assert headings == ["cleanpage", *(f"cleanpage {word}" for word in COMMANDS)]
    assert page.count("usage: cleanpage") == len(headings)


def test_links_between_copied_files_lead_to_their_pages() -> None:
    assert "[CHANGELOG.md](/project/changelog.md)" in generate.copy_of("CONTRIBUTING.md")
    assert "(/project/training.md)" in generate.copy_of("benchmarks/README.md")
    for page in (*map(generate.copy_of, generate.COPIES), generate.figures_part()):
        assert re.findall(r"\]\((?!https?:|/)[^)]*\)", page) == []


def test_the_figures_are_those_of_the_readme() -> None:
    readme = (DOCS.parent / "README.md").read_text("utf8")
    rows = [line for line in generate.figures_part().splitlines() if line.startswith("|")]
    assert len(rows) > 10
    assert all(row in readme for row in rows)
    assert "## " not in generate.figures_part()


def test_pages_are_written_once(tmp_path: Path) -> None:
    generate.write(tmp_path)
    made = {path.relative_to(tmp_path).as_posix(): path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")}
    assert sorted(made) == sorted(generate.pages())
    generate.write(tmp_path)
    assert made == {name: (tmp_path / name).stat().st_mtime_ns for name in made}


@pytest.mark.parametrize("name", [name for name in cleanpage.__all__ if name != "parse"])
def test_each_public_name_is_in_the_reference(name: str) -> None:
    assert re.search(rf":: cleanpage\.{name}$", (DOCS / "reference" / "python.md").read_text("utf8"), re.MULTILINE)


@pytest.mark.parametrize("name", cleanpage.parse.__all__)
def test_each_grammar_is_in_the_reference(name: str) -> None:
    page = (DOCS / "reference" / "python.md").read_text("utf8")
    assert re.search(rf":: cleanpage\.parse\.{name}$", page, re.MULTILINE)


def test_pictures_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in (DOCS / "images").iterdir()}
    assert sizes.keys() == {"explain.png", "report.png"}
    assert max(sizes.values()) <= MOST_BYTES
