#!/usr/bin/env python3
"""Measure a run over many pages: memory over an input of any size, and what a second worker brings.

    batch.py make FILE --gigabytes 5        write such an input of made-up pages, as lines of JSON
    batch.py memory FILE --workers 2        clean it, and print the most memory that any of the processes had
    batch.py workers                        pages a second with one worker and with two, in turns

The pages of `make` are from 4 KB to 15 MB long, so that some are beyond what is read of one.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

MOST_MEMORY = 300  # megabytes a process
LEAST_GAIN = 1.7  # pages of two workers to those of one
_SIZES = (4_000, 15_000_000)  # characters of a page, of which all magnitudes are as likely

_PLACES = ("Skerrin", "Halvik", "Port Orran", "Marrowby", "Tolness", "Eastwick", "Brae", "Sandhaven")
_WHO = ("the council", "a ferry captain", "the harbour office", "two fishermen", "the island's school", "a judge")
_DID = ("opened", "refused to pay for", "repaired", "warned about", "photographed", "put off", "sold", "measured")
_WHAT = ("the lighthouse", "a new pier", "the winter timetable", "three wind turbines", "the old bridge", "a seawall")
_MENU = ("Home", "Island news", "Weather", "Ferry times", "Sign in", "Subscribe", "Share this article", "Most read")


def main() -> int:
    """Do what the first word says; return the exit status, 1 where a figure is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make")
    make.add_argument("file", type=Path)
    make.add_argument("--gigabytes", type=float, default=5.0)
    memory = commands.add_parser("memory")
    memory.add_argument("file", type=Path)
    memory.add_argument("--workers", type=int, default=2)
    workers = commands.add_parser("workers")
    workers.add_argument("--pages", type=int, default=3000)
    workers.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    if args.command == "make":
        return write_pages(args.file, int(args.gigabytes * 1e9))
    if args.command == "memory":
        return most_memory(args.file, args.workers)
    return gain(args.pages, args.rounds)


def page(chance: random.Random, size: int) -> Iterator[str]:
    """The blocks of a made-up page of about so many characters."""
    yield from chance.sample(_MENU, 5)
    yield f"{chance.choice(_WHAT).capitalize()}: {chance.choice(_PLACES)} waits".replace("\n", " ")
    yield "March 3, 2025"
    done = 0
    while done < size:
        paragraph = " ".join(_sentence(chance) for _ in range(chance.randint(2, 6)))
        done += len(paragraph) + 2
        yield paragraph
    yield from chance.sample(_MENU, 5)


def _sentence(chance: random.Random) -> str:
    who, did, what, place = (chance.choice(words) for words in (_WHO, _DID, _WHAT, _PLACES))
    return f"In {place} {who} {did} {what} {chance.randint(2, 900)} days after the storm, it was said on Monday."


def write_pages(path: Path, size: int) -> int:
    """Write lines of JSON of so many bytes in all, a page at a time."""
    chance = random.Random(1)
    written = number = 0
    low, high = _SIZES
    prose = "\n\n".join(page(chance, high))
    with open(path, "w", encoding="utf8") as file:
        while written < size:
            length = int(low * (high / low) ** chance.random())
            at = chance.randrange(len(prose) - length + 1)
            written += file.write(json.dumps({"id": number, "text": prose[at : at + length]}) + "\n")
            number += 1
    print(f"{number:,} pages, {written:,} bytes")
    return 0


def most_memory(path: Path, workers: int) -> int:
    """Clean the file, and print the peak of the largest of the processes."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        subprocess.run(_command(path, Path(folder, "out.jsonl"), workers), check=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"largest process: {peak} MB")
    return int(peak >= MOST_MEMORY)


def gain(pages: int, rounds: int) -> int:
    """Clean the same pages with one worker and with two, in turns, and print by how much two are faster."""
    chance = random.Random(2)
    rates: dict[int, list[float]] = {1: [], 2: []}
    loops: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "pages.jsonl")
        texts = ("\n\n".join(page(chance, 6000)) for _ in range(pages))
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
        for turn in range(rounds):
            for workers in (1, 2) if turn % 2 else (2, 1):
                start = time.perf_counter()
                subprocess.run(_command(path, Path(folder, "out.jsonl"), workers), check=True)
                rates[workers].append(pages / (time.perf_counter() - start))
                loops[workers].append(workers / _loop_seconds(workers))
    one, two = statistics.median(rates[1]), statistics.median(rates[2])
    print(f"{one:.0f} pages a second with one worker, {two:.0f} with two: {_ratio(rates):.2f} times as many")
    print(
        f"bare loops, of which two run at once: {_ratio(loops):.2f} times as many; more than that nothing can gain here"
    )
    return int(_ratio(rates) < LEAST_GAIN)


def _ratio(rates: dict[int, list[float]]) -> float:
    return statistics.median(b / a for a, b in zip(rates[1], rates[2], strict=True))


def _loop_seconds(processes: int) -> float:
    """How long so many processes take that do nothing but count, all at once."""
    start = time.perf_counter()
    running = [subprocess.Popen([sys.executable, "-c", "sum(i for i in range(60_000_000))"]) for _ in range(processes)]
    for process in running:
        process.wait()
    return time.perf_counter() - start


def _command(path: Path, out: Path, workers: int) -> list[str]:
    options = ("--workers", str(workers), "--quiet", "--overwrite")
    return [sys.executable, "-m", "cleanpage", "batch", str(path), "-o", str(out), *options]


if __name__ == "__main__":
    sys.exit(main())
