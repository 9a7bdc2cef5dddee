"""The command: what it prints, what it says when something is wrong, and its exit status."""

from __future__ import annotations

import argparse
import ast
import gzip
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from cleanpage import cli
from cleanpage.cli import main
from cleanpage.types import Article, Label, Line, Section

TITLE = "Ferry runs aground off Skerrin, all passengers safe"
README = Path(__file__).parent.parent / "README.md"
SAMPLE = Path(cli.__file__).parent / "samples" / "ferry.txt"
PACK = """
[[rule]]
id = "mine.promo.related"
match = { start = ["more from the gazette"] }
why = "the Gazette's own teaser"
hit = ["More from the Gazette: Ferry sinks"]
miss = ["There is more from the Gazette archive."]
"""


class FakeCleaner:
    """Takes the first line for the title and the others for paragraphs."""

    max_chars = 100

    def __init__(self, packs: object = (), language: str | None = None, kind: str | None = None) -> None:
        self.language = language

    def clean(self, source: bytes) -> Article:
        text = source.decode("utf8", "surrogateescape")[: self.max_chars]
        title, *rest = text.splitlines() or [""]
        return Article(
            title=title or None,
            sections=(Section(None, tuple(rest)),) if rest else (),
            language=self.language,
            truncated=len(source) > self.max_chars,
            lines=tuple(Line(t, 0, 0, Label.PARAGRAPH, True, "fake", 1.0) for t in text.splitlines()),
        )


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleanpage.Cleaner", FakeCleaner)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text("Ferry sinks\nAll were saved.\n", "utf8")
    return path


@pytest.fixture
def pack(tmp_path: Path) -> Callable[[str], str]:
    def write(text: str) -> str:
        path = tmp_path / "mine.toml"
        path.write_text(text, "utf8")
        return str(path)

    return write


def give_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes, *, terminal: bool = False) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(data))
    monkeypatch.setattr(stdin, "isatty", lambda: terminal)
    monkeypatch.setattr(sys, "stdin", stdin)


def run(*args: str | Path, **kwargs: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "cleanpage", *map(str, args)], capture_output=True, timeout=120, check=False, **kwargs
    )


def one_error(err: str) -> str:
    assert err.startswith("cleanpage: ")
    assert err.count("\n") == 1
    assert err.endswith("\n")
    return err


# the whole way, in a process of its own


def test_cleans_the_sample_whatever_the_locale() -> None:
    done = run(SAMPLE, env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    text = done.stdout.decode("utf8")
    assert done.returncode == 0
    assert done.stderr == b""
    assert text.startswith(TITLE)
    assert "There was a long scraping sound" in text
    assert "Skip to content" not in text


def test_reads_standard_input_and_gives_the_same() -> None:
    assert run(input=SAMPLE.read_bytes()).stdout == run(SAMPLE).stdout


def test_json_is_the_article() -> None:
    from cleanpage import clean

    done = run("--format", "json", "--lines", SAMPLE)
    assert json.loads(done.stdout) == clean(SAMPLE.read_bytes()).to_dict(lines=True)


def test_explain_names_a_rule_for_every_line() -> None:
    done = run("explain", SAMPLE)
    rows = done.stdout.decode("utf8").splitlines()
    lines = [line for line in SAMPLE.read_text("utf8").splitlines() if line.strip()]
    assert done.returncode == 0
    assert len(rows) == len(lines) + 1
    assert all(row[:2] in ("+ ", "~ ", "- ") for row in rows[:-1])
    assert rows[-1].endswith(" dropped")


def test_the_readme_shows_what_comes_out(capsys: pytest.CaptureFixture[str]) -> None:
    example = README.read_text("utf8").split("```")[1].splitlines()[1:]
    column = example[0].index("$ cleanpage")
    assert main([str(SAMPLE)]) == 0
    for source, shown in (
        (SAMPLE.read_text("utf8"), [row[:column].rstrip() for row in example[1:]]),
        (capsys.readouterr().out, [row[column:] for row in example[1:]]),
    ):
        lines, rows = [line for line in source.splitlines() if line], [row for row in shown if row]
        assert [row.removesuffix("…") for row in rows] == [
            line[: len(row.removesuffix("…"))] for line, row in zip(lines, rows, strict=True)
        ]


def test_the_readme_s_python_is_true() -> None:
    from cleanpage import clean

    article = clean(SAMPLE.read_text("utf8"))
    stated = re.findall(r"(?m)^article\.([\w.\[\]]+) +# (['(].*)$", README.read_text("utf8"))
    assert len(stated) > 3
    for field, value in stated:
        got: Any = article
        for name, index in re.findall(r"(\w+)(?:\[(\d)\])?", field):
            got = getattr(got, name)[int(index)] if index else getattr(got, name)
        assert got == ast.literal_eval(value), field


@pytest.mark.parametrize("command", [["rules"], ["--version"], ["--format", "json", str(SAMPLE)]])
def test_closed_pipe_is_quiet(command: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "cleanpage", *command], stdout=writer, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(writer)
    assert done.stderr == b""
    assert done.returncode == cli.CLOSED_PIPE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_full_disk_is_one_error() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cleanpage", "--version"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert "cannot write the output" in one_error(done.stderr.decode())


def test_help_and_version_need_none_of_the_engine() -> None:
    code = (
        "import sys; from cleanpage.cli import main; main(['--help']); main(['--version']);"
        "print([m for m in ('bs4', 'lxml', 'regex') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


# forms


@pytest.mark.usefixtures("fake")
def test_formats(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def out(*args: str) -> str:
        assert main([*args, str(page)]) == 0
        return capsys.readouterr().out

    assert out() == "Ferry sinks\n\nAll were saved.\n"
    assert out("--format", "markdown") == "# Ferry sinks\n\nAll were saved.\n"
    assert json.loads(out("--format", "json"))["title"] == "Ferry sinks"
    row = out("--format", "jsonl")
    assert row.count("\n") == 1
    assert next(iter(json.loads(row).items())) == ("source", str(page))
    assert out("--lines") == "paragraph\tFerry sinks\nparagraph\tAll were saved.\n"
    assert "lines" not in json.loads(row)
    assert len(json.loads(out("--format", "jsonl", "--lines"))["lines"]) == 2


@pytest.mark.usefixtures("fake")
def test_several_files(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = page.with_name("other.txt")
    other.write_text("Fog", "utf8")
    both = [str(page), str(other)]
    assert main(both) == 0
    assert capsys.readouterr().out == (
        f"==> {page} <==\nFerry sinks\n\nAll were saved.\n\n==> {other} <==\nFog\n"  # as head does
    )
    assert main(["--format", "json", *both]) == 0
    assert [item["source"] for item in json.loads(capsys.readouterr().out)] == both
    assert main(["--format", "jsonl", *both]) == 0
    assert [json.loads(row)["title"] for row in capsys.readouterr().out.splitlines()] == ["Ferry sinks", "Fog"]


@pytest.mark.usefixtures("fake")
def test_parts(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "title,footer", str(page)]) == 0
    assert capsys.readouterr().out == "Ferry sinks\n"
    assert main([str(page), "--drop", "title", "--drop=headings"]) == 0
    assert capsys.readouterr().out == "All were saved.\n"


@pytest.mark.usefixtures("fake")
def test_options_may_stand_between_files(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(page), "--format", "jsonl", str(page)]) == 0
    assert capsys.readouterr().out.count("\n") == 2


@pytest.mark.usefixtures("fake")
def test_a_dash_is_standard_input(
    page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    give_stdin(monkeypatch, b"Fog")
    assert main(["--format", "jsonl", str(page), "-"]) == 0
    assert [json.loads(row)["title"] for row in capsys.readouterr().out.splitlines()] == ["Ferry sinks", "Fog"]


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("arguments", [["./explain"], ["--", "explain"], ["--format=text", "explain"]])
def test_a_file_may_have_a_command_s_name(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "explain").write_text("Fog", "utf8")
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 0
    assert capsys.readouterr().out == "Fog\n"


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize(("code", "language"), [("de", "de"), ("DE", "de"), ("de-AT", "de"), ("en_GB", "en")])
def test_language(code: str, language: str, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", code, "--format", "json", str(page)]) == 0
    assert json.loads(capsys.readouterr().out)["language"] == language


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("form", ["text", "markdown", "json", "jsonl"])
def test_lone_surrogates_are_written_as_escapes(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(b"Ferry \x80 sinks")
    stdout = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    monkeypatch.setattr(sys, "stdout", stdout)
    assert main(["--format", form, str(page)]) == 0
    text = stdout.buffer.getvalue().decode("utf8")
    assert "\\udc80" in text
    assert not form.startswith("json") or json.loads(text)["title"] == "Ferry \udc80 sinks"


# what is wrong


@pytest.mark.usefixtures("fake")
def test_a_bad_file_is_reported_and_the_others_are_done(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    binary = page.with_name("picture.png")
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    missing, folder = page.with_name("missing.txt"), page.parent
    assert main(["--format", "json", str(missing), str(binary), str(page), str(folder)]) == 1
    out, err = capsys.readouterr()
    assert [item["title"] for item in json.loads(out)] == ["Ferry sinks"]
    assert err.splitlines() == [
        f"cleanpage: {missing}: No such file or directory",
        f"cleanpage: {binary}: binary file, not text",
        f"cleanpage: {folder}: Is a directory",
    ]


@pytest.mark.usefixtures("fake")
def test_gzip_is_no_binary(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page.write_bytes(gzip.compress(b"x" * 5000))
    assert main([str(page)]) == 0
    assert "binary" not in capsys.readouterr().err


@pytest.mark.parametrize(("kind", "title"), [("html", "Fog"), ("text", "<h1>Fog</h1>")])
def test_kind_says_what_the_input_is(kind: str, title: str, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page.write_text("<h1>Fog</h1>\n<p>The ferry waits.</p>\n", "utf8")
    assert main(["--kind", kind, "--format", "json", "--lines", str(page)]) == 0
    assert json.loads(capsys.readouterr().out)["lines"][0]["text"] == title


@pytest.mark.usefixtures("fake")
def test_utf16_is_no_binary(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page.write_bytes("Ferry".encode("utf-16"))
    assert main([str(page)]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("fake")
def test_a_file_s_name_cannot_break_the_error_s_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no\nsuch\x1b[31m\udc80.txt"]) == 1
    assert r"no\nsuch\x1b[31m\udc80.txt" in one_error(capsys.readouterr().err)
    assert main(["a\0b"]) == 1
    one_error(capsys.readouterr().err)


@pytest.mark.usefixtures("fake")
def test_overlong_input_is_told(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page.write_text("x" * 5000, "utf8")
    assert main([str(page)]) == 0
    assert "only the first 100 characters" in one_error(capsys.readouterr().err)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--only", "title,mood", "x"], "unknown part mood"),
        (["--only", ",", "x"], "unknown part"),
        (["--language", "tlh", "x"], "unknown language tlh"),
        (["--format", "pdf", "x"], "--format"),
        (["--nonsense", "x"], "--nonsense"),
        (["--lines", "--format", "markdown", "x"], "--lines"),
        (["--lines", "--only", "title", "x"], "--lines"),
        (["--only", "images", "x"], "images"),
        (["--print-completion", "dos"], "--print-completion"),
        (["explain", "--width", "-3", "x"], "--width"),
        (["explain", "--color", "blue", "x"], "--color"),
        (["rules", "--label", "fun"], "unknown label fun"),
        (["--kind", "pdf", "x"], "--kind"),
        (["rules", "--kind", "fun"], "unknown kind fun"),
        (["rules", "--language", "tlh"], "unknown language tlh"),
        (["check-pack"], "FILE"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in one_error(err)


@pytest.mark.parametrize("arguments", [[], ["explain"], ["report"], ["--format", "json"]])
def test_nothing_to_read_from_a_terminal_is_wrong_usage(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    give_stdin(monkeypatch, b"", terminal=True)
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: cleanpage")


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("command", [[], ["explain"], ["rules"]])
def test_a_broken_pack_is_one_error(
    command: list[str], pack: Callable[[str], str], page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = pack(PACK.replace("start =", "begin ="))
    assert main([*command, "--pack", path, *([] if command == ["rules"] else [str(page)])]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{path}: rule mine.promo.related: match takes" in one_error(err)


@pytest.mark.usefixtures("fake")
def test_interrupted(page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(self: FakeCleaner, source: bytes) -> Article:
        raise KeyboardInterrupt

    monkeypatch.setattr(FakeCleaner, "clean", interrupt)
    assert main([str(page)]) == 130
    assert capsys.readouterr().err == "cleanpage: interrupted\n"


def test_completion_without_shtab_is_one_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["--print-completion", "bash"]) == 1
    assert "shtab" in one_error(capsys.readouterr().err)


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion(shell: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def complete(parser: argparse.ArgumentParser, *, shell: str, preamble: dict[str, str]) -> str:
        return f"{shell} {parser.prog} {preamble.get(shell, '')}"

    monkeypatch.setitem(sys.modules, "shtab", SimpleNamespace(FILE={shell: "files"}, complete=complete))
    assert main(["--print-completion", shell]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{shell} cleanpage")
    assert ("explain report rules check-pack" in out) == (shell == "bash")


# explain


@pytest.mark.usefixtures("fake")
def test_explain(page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def out(*args: str) -> str:
        assert main(["explain", *args, str(page)]) == 0
        return capsys.readouterr().out

    assert out() == (
        "+ paragraph  fake   1.0  Ferry sinks\n+ paragraph  fake   1.0  All were saved.\n2 kept, 0 apart, 0 dropped\n"
    )
    assert "\x1b[" in out("--color", "always")
    page.write_text("word " * 19, "utf8")
    assert "…" in out("--width", "50")
    assert "…" not in out("--width", "0")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in out()
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in out()


# rules and packs


def test_rules_are_chosen_by_label_language_and_kind(capsys: pytest.CaptureFixture[str]) -> None:
    def ids(*args: str) -> dict[str, dict[str, Any]]:
        assert main(["rules", "--format", "json", *args]) == 0
        return {rule["id"]: rule for rule in json.loads(capsys.readouterr().out)}

    everything = ids()
    assert {rule["label"] for rule in ids("--label", "share").values()} == {"share"}
    english = ids("--language", "en", "--kind", "nav.skip")
    assert "en.nav.skip" in english
    assert all(rule_id.startswith("en.nav.skip") for rule_id in english)
    assert set(english) < set(everything)
    assert english["en.nav.skip"]["hit"]
    assert english["en.nav.skip"]["why"]


def test_rules_as_text_show_why_and_examples(pack: Callable[[str], str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--pack", pack(PACK), "--kind", "promo.related"]) == 0
    assert capsys.readouterr().out.endswith(
        "mine.promo.related  [promo]  the Gazette's own teaser\n"
        "  start: more from the gazette\n"
        "  hit:  More from the Gazette: Ferry sinks\n"
        "  miss: There is more from the Gazette archive.\n"
    )


def test_check_pack(pack: Callable[[str], str], capsys: pytest.CaptureFixture[str]) -> None:
    path = pack(PACK)
    assert main(["check-pack", path]) == 0
    assert capsys.readouterr().out == f"{path}: 1 rule, all examples pass\n"
    pack(PACK.replace('hit = ["', 'hit = ["Not ').replace('miss = ["', 'miss = ["More from the Gazette", "'))
    assert main(["check-pack", path]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{path}: rule mine.promo.related: does not match 'Not More from the Gazette: Ferry sinks'",
        f"{path}: rule mine.promo.related: matches 'More from the Gazette'",
    ]


def test_check_pack_goes_on_after_a_broken_one(
    pack: Callable[[str], str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check-pack", str(tmp_path / "none.toml"), str(tmp_path), pack(PACK)]) == 1
    out, err = capsys.readouterr()
    assert out.endswith("all examples pass\n")
    assert [line.split(": ")[-1] for line in err.splitlines()] == ["No such file or directory", "Is a directory"]


# rules --weights


@pytest.mark.parametrize("form", ["text", "html", "clean"])
def test_rules_shows_what_evidence_weighs_the_most_telling_first(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--weights", "heading", "--form", form, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    weights = [row["weight"] for row in rows]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > 0 > weights[-1]
    assert {row["label"] for row in rows} == {"heading"}
    assert all(row["why"] for row in rows)


def test_rules_shows_what_the_rules_of_a_kind_weigh(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--weights", "promo"]) == 0
    text = capsys.readouterr().out
    assert re.search(
        r"^drop +\+\d\.\d\d  rule\.promo\.related\.start +a rule of the kind promo\.related hit its", text, re.MULTILINE
    )
    assert main(["rules", "--weights", "drop"]) == 0
    assert capsys.readouterr().out == text


def test_rules_shows_the_weights_of_all_labels(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--weights", "all"]) == 0
    labels = {row.split()[0] for row in capsys.readouterr().out.splitlines()}
    assert {"title", "paragraph", "more", "drop", "credit"} <= labels


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--weights", "advert"], "unknown label advert: choose from all, title,"),
        (["--weights", "title", "--kind", "share.bar"], "--weights goes with --form and --format only"),
        (["--form", "html"], "--form goes with --weights"),
    ],
)
def test_weights_are_asked_for_rightly(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", *arguments]) == 2
    assert says in capsys.readouterr().err
