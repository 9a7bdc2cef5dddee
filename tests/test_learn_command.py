"""cleanpage learn: where the pages come from, what it writes, and what it says when something is wrong."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from cleanpage import load_pack
from cleanpage.cli import main

PAGE = """Skip to content
Politics
Fish market

{title}

{body}

Imprint
Tell the editors what they got wrong
© 2025 The Tarn Courier
"""
ARTICLES = (
    (
        "Reservoir at Tarn Hollow is full again",
        "The reservoir is full after the wettest April in forty years.\n\n"
        "The board will open the lower gate on Friday, and walkers were asked to stay away from the river until then.",
    ),
    (
        "Night buses return to the harbour",
        "Night buses will run to the harbour quarter again, the council said.\n\n"
        "The council voted for the line by a narrow margin on Tuesday evening, after a debate that took three hours.",
    ),
    (
        "Choir from Skerrin wins a prize",
        "The youth choir has won the prize of the islands, its conductor said.\n\n"
        "She wrote two of the songs herself, and the jury praised the sopranos for their clear and steady high notes.",
    ),
)
PAGES = tuple(PAGE.format(title=title, body=body) for title, body in ARTICLES)


def folder(path: Path) -> Path:
    for i, page in enumerate(PAGES):
        (path / f"{i}.txt").write_text(page, "utf8")
    return path


def lines_of(path: Path) -> set[str]:
    return {line for rule in load_pack(path).rules for _, phrases in rule.phrases for line in phrases}


def test_a_folder_of_pages_gives_a_pack_that_passes_its_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "Courier.site.toml"
    assert main(["learn", str(folder(tmp_path)), "-o", str(out)]) == 0
    assert lines_of(out) >= {"Fish market", "Tell the editors what they got wrong"}
    assert all(rule.id.startswith("courier.") and "of 3 pages" in rule.why for rule in load_pack(out).rules)
    assert capsys.readouterr() == ("", "")
    assert main(["check-pack", str(out)]) == 0
    assert "all examples pass" in capsys.readouterr().out
    assert main(["--pack", str(out), str(tmp_path / "0.txt")]) == 0
    assert "Fish market" not in capsys.readouterr().out


def test_only_pages_are_read_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "notes.json").write_text("{}", "utf8")
    (tmp_path / "pages.txt").mkdir()
    (tmp_path / "4.html.gz").write_bytes(gzip.compress(b"<p>Fish market</p><p>Herring was cheap on Monday.</p>"))
    out = tmp_path / "site.toml"
    assert main(["learn", str(folder(tmp_path)), "-o", str(out)]) == 0
    assert any("of 4 pages" in rule.why for rule in load_pack(out).rules)


@pytest.mark.parametrize(("field", "options"), [("text", []), ("html", []), ("body", ["--field", "body"])])
def test_json_lines_hold_pages(tmp_path: Path, field: str, options: list[str]) -> None:
    source, out = tmp_path / "pages.jsonl", tmp_path / "site.toml"
    source.write_text("\n\n".join(json.dumps({"id": 1, field: page}) for page in PAGES), "utf8")
    assert main(["learn", str(source), "-o", str(out), *options]) == 0
    assert "Fish market" in lines_of(out)


def test_files_are_learned_together_and_written_to_standard_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(folder(tmp_path) / f"{i}.txt") for i in range(3)]
    assert main(["learn", *files]) == 0
    out = capsys.readouterr().out
    assert out.startswith("# ")
    assert 'why = "on 3 of 3 pages"' in out


def wrong(tmp_path: Path, name: str, content: str) -> str:
    path = tmp_path / name
    path.write_text(content, "utf8")
    return str(path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("one.txt", PAGES[0], "no line recurs on two different articles of 1 page"),
        ("bad.jsonl", '{"text": "a"}\n{"text"\n', "bad.jsonl, line 2: no JSON object"),
        ("list.jsonl", "[1]\n", "list.jsonl, line 1: no JSON object"),
        ("deep.jsonl", "[" * 100_000, "deep.jsonl, line 1: no JSON object"),
        ("other.jsonl", '{"body": "a"}\n', "other.jsonl, line 1: no text in the field html or text"),
        ("null.txt", "a\0b", "null.txt: binary file, not text"),
    ],
)
def test_what_cannot_be_learned_from_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: str, message: str
) -> None:
    assert main(["learn", wrong(tmp_path, name, content), "-o", str(tmp_path / "site.toml")]) == 1
    out, error = capsys.readouterr()
    assert out == ""
    assert error.startswith("cleanpage: ")
    assert error.endswith(message + "\n")
    assert error.count("\n") == 1
    assert not (tmp_path / "site.toml").exists()


def test_an_empty_folder_and_a_missing_file_are_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["learn", str(tmp_path)]) == 1
    assert "no pages in this folder" in capsys.readouterr().err
    assert main(["learn", str(tmp_path / "none.jsonl")]) == 1
    assert "No such file" in capsys.readouterr().err
    assert main(["learn", str(folder(tmp_path)), "-o", str(tmp_path / "none" / "site.toml")]) == 1
    assert "No such file" in capsys.readouterr().err
