"""Runs that are killed, at every moment that the disk can tell from another, and go on to write the same."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from batch_pages import page, read_jsonl, write_jsonl

from cleanpage.batch import BatchError, Options, run

EACH_MOMENT = """
import sys
from pathlib import Path
from cleanpage.batch import Options, run, runs
from killing import here, killed_at

folder, suffix = Path(sys.argv[1]), sys.argv[2]
inputs, options = [folder / "pages.jsonl"], Options(part_pages=3)


def content(out):
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.relative_to(folder).parts[0].startswith(out.name))
    return {str(p.relative_to(folder)).removeprefix(out.name): p.read_bytes() for p in files}


runs.outcomes = here
run(inputs, folder / f"whole{suffix}", options=options)
whole = content(folder / f"whole{suffix}")
moment = 1
while killed_at(
    moment, lambda: run(inputs, folder / f"{moment}{suffix}", options=options, resume=moment % 2 == 0)
):
    out = folder / f"{moment}{suffix}"
    try:
        run(inputs, out, options=options, resume=True)
    except runs.NothingToDo:
        pass
    assert content(out) == whole, f"differs when killed at moment {moment}: {content(out).keys()}, {whole.keys()}"
    moment += 1
print(moment)
"""


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".parquet", ""])
def test_killed_at_any_moment_it_goes_on_and_writes_the_same(tmp_path: Path, suffix: str) -> None:
    path = write_jsonl(tmp_path / "pages.jsonl", 8)
    with open(path, "a") as file:
        file.write('{"broken\n')
    command = [sys.executable, "-c", EACH_MOMENT, str(tmp_path), suffix]
    done = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20


RUN = """
import sys
from cleanpage.batch import Options, run
if __name__ == "__main__":
    run([sys.argv[1]], sys.argv[2], options=Options(workers=2, part_pages=25), resume=True)
"""


def test_a_real_run_killed_again_and_again(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "pages.jsonl", 400)
    out, state = tmp_path / "out.jsonl", tmp_path / "out.jsonl.cleanpage-run" / "state.json"
    run([path], tmp_path / "whole.jsonl", options=Options(part_pages=25))
    kills = 0
    for wanted in (25, 150, 300):
        process = subprocess.Popen([sys.executable, "-c", RUN, str(path), str(out)], stderr=subprocess.PIPE)
        while process.poll() is None and count(state) < wanted:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        _, said = process.communicate(timeout=60)  # ends only when the workers have ended too
        assert said == b""
        kills += process.returncode == -signal.SIGKILL
    assert kills == 3
    assert not out.exists()
    run([path], out, options=Options(part_pages=25), resume=True)
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def count(state: Path) -> int:
    try:
        found: int = json.loads(state.read_bytes())["count"]
    except FileNotFoundError:
        return 0
    return found


class BreaksOffError(Exception):
    pass


def test_pages_written_as_they_get_done_are_there_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cleanpage.batch import runs
    from cleanpage.batch.work import Work

    path, out = write_jsonl(tmp_path / "pages.jsonl", 60), tmp_path / "out.jsonl"
    chance = random.Random(3)
    begun = 0

    def shuffled(records: Any, job: Any) -> Iterator[Any]:
        nonlocal begun
        work, window = Work(job), []
        for number, record in enumerate(records):
            begun += 1
            window.append((number, record))
            if len(window) > 8:
                number, record = window.pop(chance.randrange(1, len(window)))
                yield number, work.outcome(record)
                if chance.random() < 0.05:
                    raise BreaksOffError
        yield from ((number, work.outcome(record)) for number, record in window)

    monkeypatch.setattr(runs, "outcomes", shuffled)
    broken_off = 0
    while not out.exists():
        try:
            run([path], out, options=Options(part_pages=4, ordered=False), resume=True)
        except BreaksOffError:
            broken_off += 1
    assert broken_off > 1
    assert begun < 60 + broken_off * 16  # what was done before it broke off is not done again
    assert sorted(int(a["id"]) for a in read_jsonl(out)) == list(range(60))


def test_only_the_same_run_goes_on(tmp_path: Path) -> None:
    path, out = broken_off(tmp_path)
    with pytest.raises(BatchError, match="a run was broken off there: --resume goes on"):
        run([path], out)
    with pytest.raises(BatchError, match="that run had other option lines; --overwrite"):
        run([path], out, options=Options(part_pages=2, lines=True), resume=True)
    write_jsonl(path, 11)
    with pytest.raises(BatchError, match="that run had other input files"):
        run([path], out, options=Options(part_pages=2), resume=True)
    summary = run([path], out, options=Options(part_pages=2), overwrite=True)
    assert summary.pages["read"] == 11
    assert len(read_jsonl(out)) == 11


def test_the_summary_is_of_the_whole_run(tmp_path: Path) -> None:
    path, out = broken_off(tmp_path)
    whole = run([path], tmp_path / "whole.jsonl").to_dict()
    resumed = run([path], out, options=Options(part_pages=2, workers=2), resume=True).to_dict()
    for figures in (whole, resumed):
        del figures["seconds"], figures["pages_per_second"]
    assert whole == resumed


def test_what_is_damaged_is_not_gone_on_with(tmp_path: Path) -> None:
    path, out = broken_off(tmp_path)
    work = tmp_path / "out.jsonl.cleanpage-run"
    (work / "output").write_text("{}\n")
    with pytest.raises(BatchError, match="shorter than it was saved"):
        run([path], out, options=Options(part_pages=2), resume=True)
    (work / "state.json").write_text("{")
    with pytest.raises(BatchError, match="damaged"):
        run([path], out, options=Options(part_pages=2), resume=True)


def test_a_folder_in_the_way_is_left_alone(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "pages.jsonl", 2)
    other = tmp_path / "out.jsonl.cleanpage-run"
    other.mkdir()
    (other / "mine.txt").write_text("mine")
    with pytest.raises(BatchError, match="in the way"):
        run([path], tmp_path / "out.jsonl", overwrite=True)
    assert (other / "mine.txt").read_text() == "mine"


def test_two_runs_do_not_write_to_one_place(tmp_path: Path) -> None:
    path, out = write_jsonl(tmp_path / "pages.jsonl", 4), tmp_path / "out.jsonl"
    said = []

    def watch(_: object) -> None:
        try:
            run([path], out, resume=True)
        except BatchError as e:
            said.append(str(e))

    run([path], out, watch=watch)
    assert said == [f"{out}.cleanpage-run: another run is writing there"] * 4
    assert len(read_jsonl(out)) == 4


def test_a_run_in_the_folder_that_it_reads_does_not_read_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(page(1))
    (tmp_path / "b.txt").write_text(page(2))
    out = tmp_path / "texts"
    with pytest.raises(BreaksOffError):
        run([tmp_path], out, options=Options(part_pages=1), watch=break_off_at(2))
    assert run([tmp_path], out, options=Options(part_pages=1), resume=True).pages["read"] == 2
    assert sorted(p.name for p in out.iterdir()) == ["a.txt", "b.txt"]


def break_off_at(number: int) -> Any:
    def watch(now: Any) -> None:
        if now.pages == number:
            raise BreaksOffError

    return watch


def broken_off(folder: Path) -> tuple[Path, Path]:
    """An input, and the output of a run over it that was broken off in its second part."""
    path, out = write_jsonl(folder / "pages.jsonl", 9), folder / "out.jsonl"
    with pytest.raises(BreaksOffError):
        run([path], out, options=Options(part_pages=2), watch=break_off_at(5))
    assert os.listdir(folder / "out.jsonl.cleanpage-run")
    return path, out


def test_an_interrupted_run_ends_in_one_line_and_goes_on(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "pages.jsonl", 2500)
    out, state = tmp_path / "out.jsonl", tmp_path / "out.jsonl.cleanpage-run" / "state.json"
    command = [sys.executable, "-m", "cleanpage", "batch", str(path), "-o", str(out), "--quiet", "--workers", "2"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    while process.poll() is None and count(state) < 1000:
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers, too
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, b"cleanpage: interrupted\n")
    assert subprocess.run([*command, "--resume"], check=True).returncode == 0
    assert [int(a["id"]) for a in read_jsonl(out)] == list(range(2500))
