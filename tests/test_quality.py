"""The quality floor: figures of the made-up pages do not get worse, and the script that holds them is right."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from training.folds import FOLDS, fold_of, weights_file

import cleanpage
from cleanpage.label import Form

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "benchmarks" / "quality.py"
FLOORS = ROOT / "benchmarks" / "quality.json"
STORY = (
    "The weir at Brackwater burst on Tuesday night, and the lower meadows have been under water ever since, it said.",
    "Nobody was hurt, but the three mills that still grind flour in the valley will have no water until the autumn.",
    "The council wants to rebuild it in stone, which would cost more than five million crowns and take eleven months.",
)


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of one page in each place."""
    title = "Weir at Brackwater bursts"
    gold = {
        "id": "weir",
        "publisher": "brackwater.example",
        "title": title,
        "date": "2025-03-19",
        "authors": [],
        "summary": [],
        "sections": [{"headline": [], "paragraphs": [*STORY]}],
    }
    page = f"<html><body><article><h1>{title}</h1>{''.join(f'<p>{p}</p>' for p in STORY)}</article></body></html>"
    for name in ("news", "bodies", "web"):
        (tmp_path / name / "html").mkdir(parents=True)
        (tmp_path / name / "gold.jsonl").write_text(json.dumps(gold) + "\n", "utf8")
        (tmp_path / name / "html" / "weir.html.gz").write_bytes(gzip.compress(page.encode()))
    text = tmp_path / "news" / "text" / "plain"
    text.mkdir(parents=True)
    (text / "weir.txt").write_text(f"{title}\n\n" + "\n\n".join(STORY) + "\n", "utf8")
    return tmp_path


def floors(path: Path, data: object) -> Path:
    path.write_text(json.dumps(data), "utf8")
    return path


def test_no_figure_of_the_made_up_pages_is_under_its_floor() -> None:
    done = run()
    assert (done.returncode, done.stderr) == (0, "")
    held: dict[str, Any] = json.loads(FLOORS.read_text("utf8"))
    for group in ("fixtures/html", "fixtures/text"):
        assert {"F1", "para", "lost", "leak", "head", "title", "date", "auth", "stand"} <= set(held[group])
        assert group in done.stdout


def test_a_figure_under_its_floor_fails_and_is_named(corpus: Path, tmp_path: Path) -> None:
    high = floors(tmp_path / "high.json", {"news/plain": {"F1": 0.99, "title": 1.3}, "web/html": {"lost": -0.1}})
    done = run("--corpus", corpus, "--floors", high)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "quality.py: news/plain: title 1.0000, its floor is 1.3",
        "quality.py: web/html: lost 0.0000, its floor is -0.1",
    ]
    assert run("--corpus", corpus, "--floors", high, "bodies").returncode == 0


@pytest.mark.parametrize(("floor", "status"), [(1.004, 0), (1.006, 1)])
def test_a_little_worse_is_let_pass(floor: float, status: int, corpus: Path, tmp_path: Path) -> None:
    held = floors(tmp_path / "f.json", {"news/plain": {"F1": floor}})
    assert run("--corpus", corpus, "--floors", held).returncode == status


def test_an_update_moves_floors_to_what_is_better_only(corpus: Path, tmp_path: Path) -> None:
    path = floors(tmp_path / "f.json", {"news/plain": {"F1": 0.5, "lost": 0.5, "para": 1.3}, "news/lynx": {"F1": 0.7}})
    assert run("--corpus", corpus, "--floors", path, "--update", "news").returncode == 1
    moved = json.loads(path.read_text("utf8"))
    assert moved["news/lynx"] == {"F1": 0.7}
    plain = moved["news/plain"]
    assert (plain["F1"], plain["lost"], plain["para"], plain["title"]) == (1.0, 0.0, 1.3, 1.0)
    assert set(moved) == {"news/lynx", "news/plain", "news/html"}


@pytest.mark.parametrize(("spoiled", "title"), [(0, "0.000"), (1, "1.000")])
def test_held_out_pages_are_cleaned_by_the_weights_of_their_fold(
    spoiled: int, title: str, corpus: Path, tmp_path: Path
) -> None:
    fold = (fold_of("brackwater.example") + spoiled) % FOLDS
    package, learned = Path(cleanpage.__file__).parent, tmp_path / "learned"
    learned.mkdir()
    files: dict[Form, str] = {"text": "weights", "html": "weights-html", "clean": "weights-clean"}
    for form, name in files.items():
        for each in range(FOLDS):
            shutil.copy(package / f"{name}.json", weights_file(each, form, folder=learned))
        drops = {"evidence": {}, "transitions": {"^>drop": 9.0, "drop>drop": 9.0}}
        weights_file(fold, form, folder=learned).write_text(json.dumps(drops), "utf8")
    none = tmp_path / "none.json"
    done = run("--corpus", corpus, "--held-out", "--weights", learned, "--floors", none, "news", "plain")
    assert done.stderr == ""
    assert re.match(rf"held-out/news/plain +n=1 .* title {title} ", done.stdout)


def test_without_the_folds_weights_nothing_is_held_out(corpus: Path, tmp_path: Path) -> None:
    done = run("--corpus", corpus, "--held-out", "--weights", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"quality.py: {tmp_path}: no weights there; training/train.py makes them\n"


def test_the_worst_pages_are_named(corpus: Path, tmp_path: Path) -> None:
    done = run("--corpus", corpus, "--floors", tmp_path / "none.json", "--worst", "1", "web")
    assert "    weir  " in done.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["--corpus", "nowhere"], 1, "quality.py: nowhere: no news/gold.jsonl there\n"),
        (["news"], 2, "no such corpus or form: news"),
        (["--held-out"], 2, "--held-out takes --corpus"),
        (["--corpus", ".", "advert"], 2, "no such corpus or form: advert"),
    ],
)
def test_what_is_asked_wrongly_is_said(arguments: list[str], status: int, says: str) -> None:
    done = run(*arguments)
    assert done.returncode == status
    assert says in done.stderr
    assert "Traceback" not in done.stderr
