"""Batches that learn what the pages of each site have in common: what goes, what stays, and what it depends on."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from batch_pages import read_jsonl
from test_batch import cli
from test_site import BODIES, TITLES, html_page, text_page

import cleanpage
from cleanpage import Cleaner, learn
from cleanpage.batch import BatchError, Options, run
from cleanpage.site import Sample, SiteLines, common_lines, packed_page, page_hash

BIRD = ("Sign up for our newsletter", "A bird brings you our best stories at noon.", "Subscribe")
FOX = ("Download our app", "A fox reads you the paper in bed, every day.", "Get the app")
LEARN = Options(learn_sites=True)


def rows(host: str, pages: Iterable[str]) -> list[dict[str, Any]]:
    return [{"id": f"{host}-{i}", "url": f"https://www.{host}/{i}", "text": page} for i, page in enumerate(pages)]


def all_rows() -> list[dict[str, Any]]:
    """Pages of four sites and of none, not in the order of their sites."""
    mixed = [
        *rows("bird.example", (text_page(i, BIRD) for i in range(5))),
        *rows("fox.example", (html_page(i, FOX) for i in range(5))),
        *rows("two.example", (text_page(i, BIRD) for i in range(2))),
        *rows("one.example", (text_page(0, BIRD) for _ in range(4))),
        *({**row, "url": None} for row in rows("none", (text_page(i, BIRD) for i in range(4)))),
    ]
    random.Random(5).shuffle(mixed)
    return mixed


def write(path: Path, data: Sequence[dict[str, Any]]) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in data), "utf8")
    return path


def by_id(path: Path) -> dict[str, dict[str, Any]]:
    """The articles, but for the lines of the input that they stood on."""
    return {row["id"]: {**row, "source": ""} for row in read_jsonl(path)}


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """The input, what comes of it, and what comes of it where nothing is learned."""
    folder = tmp_path_factory.mktemp("sites")
    path = write(folder / "pages.jsonl", all_rows())
    run([path], folder / "out.jsonl", options=LEARN)
    run([path], folder / "plain.jsonl")
    return path, folder / "out.jsonl", folder / "plain.jsonl"


def paragraphs(article: dict[str, Any]) -> list[str]:
    return [*article["standfirst"], *(p for section in article["sections"] for p in section["paragraphs"])]


@pytest.mark.parametrize(("host", "box"), [("bird.example", BIRD), ("fox.example", FOX)])
def test_a_sites_box_goes_and_its_articles_stay(places: tuple[Path, Path, Path], host: str, box: Sequence[str]) -> None:
    found, plain = by_id(places[1]), by_id(places[2])
    ids = [f"{host}-{i}" for i in range(5)]
    assert any(box[1] in paragraphs(plain[id]) for id in ids)
    assert [paragraphs(found[id]) for id in ids] == [list(BODIES[i]) for i in range(5)]
    assert [found[id]["title"] for id in ids] == list(TITLES[:5])


@pytest.mark.parametrize("host", ["two.example", "one.example", "none"])
def test_sites_of_fewer_than_three_articles_and_pages_of_none_are_as_they_are_without(
    places: tuple[Path, Path, Path], host: str
) -> None:
    found, plain = by_id(places[1]), by_id(places[2])
    ids = [id for id in plain if id.startswith(host)]
    assert any(BIRD[1] in paragraphs(plain[id]) for id in ids)
    assert [found[id] for id in ids] == [plain[id] for id in ids]


def test_any_number_of_workers_writes_the_same(places: tuple[Path, Path, Path], tmp_path: Path) -> None:
    run([places[0]], tmp_path / "two.jsonl", options=Options(learn_sites=True, workers=2))
    assert (tmp_path / "two.jsonl").read_bytes() == places[1].read_bytes()


def test_the_order_of_the_pages_does_not_matter(places: tuple[Path, Path, Path], tmp_path: Path) -> None:
    data = all_rows()
    for turn in range(2):
        random.Random(turn).shuffle(data)
        run([write(tmp_path / f"{turn}.in.jsonl", data)], tmp_path / f"{turn}.jsonl", options=LEARN)
        assert by_id(tmp_path / f"{turn}.jsonl") == by_id(places[1])


def test_pages_that_are_files_are_of_the_site_that_is_their_folder(tmp_path: Path) -> None:
    for folder, count in (("bird", 4), ("two", 2)):
        (tmp_path / "pages" / folder).mkdir(parents=True)
        for i in range(count):
            (tmp_path / "pages" / folder / f"{i}.txt").write_text(text_page(i, BIRD))
    done = cli(tmp_path / "pages", "-o", tmp_path / "out", "--learn-sites", "--workers", "1", "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    texts = {p.relative_to(tmp_path / "out").as_posix(): p.read_text() for p in (tmp_path / "out").rglob("*.txt")}
    assert len(texts) == 6
    assert [name for name, text in texts.items() if BIRD[1] in text and name.startswith("bird/")] == []
    assert [texts[f"two/{i}.txt"] for i in range(2)] == [
        cleanpage.clean(text_page(i, BIRD)).to_text() for i in range(2)
    ]


@pytest.mark.parametrize("make", [text_page, html_page])
def test_what_is_kept_is_what_the_learned_pack_keeps(make: Any) -> None:
    long = f"{BIRD[1][:-1]}, every day but Sunday, wherever you live on the island."
    pages = [make(i, [BIRD[0], long, BIRD[2], f"Read more: {TITLES[5 - i]}"]) for i in range(5)]
    cleaner, counted = Cleaner(), {page_hash(page): packed_page(page, Cleaner()) for page in pages[:4]}
    lines, pack = SiteLines(common_lines(counted)), learn(pages[:4])
    changed = 0
    for page in pages:
        one, other = cleaner.rated(page, lines.rules_for)[0], Cleaner(packs=[pack]).clean(page)
        assert one.to_dict() == other.to_dict()
        assert [(x.text, x.kept) for x in one.lines] == [(x.text, x.kept) for x in other.lines]
        changed += one.to_text() != cleaner.clean(page).to_text()
    assert changed


def test_a_dropped_lines_rule_says_on_how_many_pages_it_stands(tmp_path: Path) -> None:
    path = write(tmp_path / "pages.jsonl", rows("bird.example", (text_page(i, BIRD) for i in range(4))))
    plain = [x for i in range(4) for x in cleanpage.clean(text_page(i, BIRD)).lines if x.text == BIRD[1]]
    run([path], tmp_path / "out.jsonl", options=Options(learn_sites=True, lines=True))
    found = [x for row in read_jsonl(tmp_path / "out.jsonl") for x in row["lines"] if x["text"] == BIRD[1]]
    rules = [x["rule"] for x, before in zip(found, plain, strict=True) if before.kept]
    assert rules
    assert set(rules) == {"site.nav.on-4-of-4-amid"}


def test_a_page_that_cannot_be_counted_is_rejected_once_and_the_others_are_done(tmp_path: Path) -> None:
    path = write(tmp_path / "pages.jsonl", rows("bird.example", (text_page(i, BIRD) for i in range(4))))
    with open(path, "a") as file:
        file.write('{"broken\n')
    summary = run([path], tmp_path / "out.jsonl", options=LEARN)
    assert (summary.pages["read"], summary.pages["written"], summary.pages["rejected"]) == (5, 4, 1)


# what cannot be read again


def test_standard_input_is_refused_in_one_line(tmp_path: Path) -> None:
    done = cli("-", "-o", tmp_path / "out.jsonl", "--learn-sites", input="{}\n")
    assert done.returncode == 2
    assert done.stderr.startswith("cleanpage: standard input can be read only once")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_named_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pages.jsonl")
    done = cli(tmp_path / "pages.jsonl", "-o", tmp_path / "out.jsonl", "--learn-sites")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "can be read only once" in done.stderr


# killed


EACH_MOMENT = """
import sys
from pathlib import Path
from cleanpage.batch import Options, run, runs, sites
from killing import here, killed_at

folder = Path(sys.argv[1])
inputs, options = [folder / "pages.jsonl"], Options(learn_sites=True, part_pages=5)


runs.outcomes = sites.outcomes = here
run(inputs, folder / "whole.jsonl", options=options)
whole = (folder / "whole.jsonl").read_bytes()
moment = 1
while killed_at(moment, lambda: run(inputs, folder / f"{moment}.jsonl", options=options)):
    out = folder / f"{moment}.jsonl"
    try:
        run(inputs, out, options=options, resume=True)
    except runs.NothingToDo:
        pass
    assert out.read_bytes() == whole, f"differs when killed at moment {moment}"
    assert not Path(f"{out}.cleanpage-run").exists()
    moment += 1
print(moment)
"""


def test_killed_at_any_moment_of_any_pass_it_goes_on_and_writes_the_same(tmp_path: Path) -> None:
    kept = ("bird.example", "two.example")
    write(tmp_path / "pages.jsonl", [row for row in all_rows() if row["id"].startswith(kept)])
    command = [sys.executable, "-c", EACH_MOMENT, str(tmp_path)]
    done = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 5 + 7  # pages that are counted, and cleaned


def test_a_real_run_killed_in_each_pass(places: tuple[Path, Path, Path], tmp_path: Path) -> None:
    data = [{**row, "id": f"{row['id']}-{n}"} for n in range(12) for row in all_rows()]
    path = write(tmp_path / "pages.jsonl", data)
    run([path], tmp_path / "whole.jsonl", options=Options(learn_sites=True, part_pages=25))
    out, work = tmp_path / "out.jsonl", tmp_path / "out.jsonl.cleanpage-run"
    code = (
        "import sys; from cleanpage.batch import Options, run\n"
        "if __name__ == '__main__': run([sys.argv[1]], sys.argv[2], resume=True,"
        " options=Options(learn_sites=True, workers=2, part_pages=25))"
    )
    for is_there in (work / "lock", work / "sites", work / "output"):
        process = subprocess.Popen([sys.executable, "-c", code, str(path), str(out)])
        while process.poll() is None and not is_there.exists():
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    run([path], out, options=Options(learn_sites=True, part_pages=25), resume=True)
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


class BreaksOffError(Exception):
    pass


def break_off(now: Any) -> None:
    if now.pages == 3 and not now.learns:
        raise BreaksOffError


def test_what_was_learned_is_not_learned_again_and_must_be_whole(tmp_path: Path) -> None:
    path = write(tmp_path / "pages.jsonl", rows("bird.example", (text_page(i, BIRD) for i in range(5))))
    options, out = Options(learn_sites=True, part_pages=1), tmp_path / "out.jsonl"
    with pytest.raises(BreaksOffError):
        run([path], out, options=options, watch=break_off)
    with pytest.raises(BatchError, match="that run had other option limit"):
        run([path], out, options=Options(learn_sites=True, part_pages=1, limit=4), resume=True)
    with pytest.raises(BatchError, match="that run had other option learn_sites"):
        run([path], out, options=Options(part_pages=1), resume=True)
    table = tmp_path / "out.jsonl.cleanpage-run" / "sites"
    data = table.read_bytes()
    for broken in (data[:-1], b"", data[:-9] + b"\0" + data[-8:]):
        table.write_bytes(broken)
        with pytest.raises(BatchError, match="damaged"):
            run([path], out, options=options, resume=True)
    table.unlink()
    with pytest.raises(BatchError, match="is missing"):
        run([path], out, options=options, resume=True)
    table.write_bytes(data)
    seen = []
    run([path], out, options=options, resume=True, watch=lambda now: seen.append(now.learns))
    assert seen
    assert not any(seen)
    assert len(read_jsonl(out)) == 5


def test_progress_says_that_pages_are_counted(tmp_path: Path) -> None:
    path = write(tmp_path / "pages.jsonl", rows("bird.example", (text_page(i, BIRD) for i in range(4))))
    seen: list[tuple[bool, int]] = []
    run([path], tmp_path / "out.jsonl", options=LEARN, watch=lambda now: seen.append((now.learns, now.pages)))
    looked_at, counted, cleaned = [(True, 0)] * 4, [(True, n) for n in range(1, 5)], [(False, n) for n in range(1, 5)]
    assert seen == [*looked_at, *counted, *cleaned]


# bounds


def sampled(found: Sequence[tuple[str, int]], **bounds: int) -> dict[str, frozenset[int]]:
    sample = Sample(**bounds)
    for host, page in found:
        sample.add(host, page)
    return sample.chosen()


def many_pages() -> list[tuple[str, int]]:
    """Of host 0 three pages, of host 1 four, and so on; host 39 has forty-two."""
    return [(f"host-{h}", page_hash(f"{h} {p}")) for h in range(40) for p in range(h + 3)]


@pytest.mark.parametrize("seed", range(4))
def test_the_sample_depends_on_no_order(seed: int) -> None:
    pages = many_pages()
    shuffled = [*pages, *pages[::7]]
    random.Random(seed).shuffle(shuffled)
    for bounds in ({}, {"hosts": 10, "pages": 100, "a_host": 20}, {"seen": 7}):
        assert sampled(sorted(shuffled), **bounds) == sampled(shuffled, **bounds)


def test_the_sample_keeps_to_its_bounds() -> None:
    found = sampled(many_pages(), hosts=10, pages=100, a_host=20)
    assert set(found) == {f"host-{h}" for h in range(30, 40)}  # those with the most pages
    assert {len(pages) for pages in found.values()} == {10}
    assert {len(pages) for pages in sampled(many_pages(), a_host=20).values()} == set(range(3, 21))
    assert 0 < len(sampled(many_pages(), seen=7)) <= 7


def test_one_page_again_and_again_is_no_site() -> None:
    assert sampled([("a", 1), ("a", 2)] * 9) == {}
    assert sampled([("a", 1), ("a", 2), ("a", 3)]) == {"a": frozenset({1, 2, 3})}


@pytest.mark.parametrize("bounds", [{"hosts": 0}, {"a_host": 2}, {"hosts": 5, "pages": 14}, {"seen": 0}])
def test_a_sample_needs_room(bounds: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="must be"):
        Sample(**bounds)


def test_what_is_kept_of_pages_and_sites_is_bounded_and_depends_on_no_order() -> None:
    menu = "\n".join(f"{a}{b} {b}{a} market" for a in "abcdefghijklmnopqrst" for b in "abcdefghijklmnopqrstuvwxyz")
    cleaner = Cleaner()
    pages = {page_hash(text): packed_page(text, cleaner) for text in (menu + text_page(i) for i in range(5))}
    assert max(map(len, pages.values())) <= 31 * 300 + 132
    whole = common_lines(pages)
    assert 31 * 200 < len(whole) <= 31 * 300 + 4
    assert common_lines(dict(reversed(pages.items()))) == whole
    assert common_lines(dict(list(pages.items())[:2])) == b""
