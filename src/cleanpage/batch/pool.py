"""Worker processes: pages out to them, outcomes back, none lost when one hangs or dies."""

from __future__ import annotations

import math
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Protocol

from cleanpage.batch.errors import BatchError
from cleanpage.batch.records import Options, Outcome, Record
from cleanpage.batch.work import rejected

_CHUNK_PAGES, _CHUNK_SIZE = 16, 1 << 20  # pages, and bytes or characters, that go to a worker at once
_AHEAD = 8  # chunks a worker that others may be ahead of the slowest page
_HELD = 32_000_000  # bytes of outcomes that wait for a slower page, beyond which no other is begun
_END = 0.5  # seconds that one whose pipe has closed may take to end by itself, and so to say how
_START = 120.0  # seconds that a worker may take to start

Numbered = tuple[int, Record]
Chunk = deque[Numbered]


class Job(Protocol):
    """What goes to each worker once: all that it must know."""

    @property
    def options(self) -> Options: ...

    def begin(self) -> Callable[[Record], Outcome]:
        """What a worker does with each record; it never raises."""


def outcomes(records: Iterable[Record], job: Job) -> Generator[tuple[int, Outcome]]:
    """Each record's outcome with its number, from 0: in the records' order, or as they get done.

    A page that takes longer than `Options.timeout`, or on which a worker dies, is rejected, and the rest go on. Memory
    stays bounded: no page is begun that is too far ahead of the slowest one. Raises BatchError where no worker starts.
    """
    pool = Pool(job)
    try:
        yield from pool.in_order(_chunks(records)) if job.options.ordered else pool.run(_chunks(records))
    finally:
        pool.close()


def _chunks(records: Iterable[Record]) -> Iterator[Chunk]:
    chunk, size = Chunk(), 0
    for number, record in enumerate(records):
        chunk.append((number, record))
        size += len(record.page)
        if len(chunk) >= _CHUNK_PAGES or size >= _CHUNK_SIZE:
            yield chunk
            chunk, size = Chunk(), 0
    if chunk:
        yield chunk


class Pool:
    """The workers of a run, which start when they are made and stop when it is closed."""

    def __init__(self, job: Job) -> None:
        self._timeout = job.options.timeout
        self._workers: list[Worker] = []
        self._held = 0
        try:
            for _ in range(job.options.workers):
                self._workers.append(Worker(job))
        except BaseException:
            self.close()
            raise

    def in_order(self, chunks: Iterator[Chunk]) -> Iterator[tuple[int, Outcome]]:
        """Each record's outcome, in the records' order."""
        waiting: dict[int, Outcome] = {}
        at = 0
        for number, outcome in self.run(chunks):
            waiting[number] = outcome
            self._held += outcome.size
            while at in waiting:
                self._held -= waiting[at].size
                yield at, waiting.pop(at)
                at += 1

    def run(self, chunks: Iterator[Chunk]) -> Iterator[tuple[int, Outcome]]:
        """Each record's outcome, as it gets done."""
        ahead = _AHEAD * _CHUNK_PAGES * len(self._workers)
        next_chunk = next(chunks, None)
        while next_chunk is not None or any(w.chunk for w in self._workers):
            for worker in self._workers:
                if worker.is_idle and next_chunk is not None and self._is_near(next_chunk, ahead):
                    worker.give(next_chunk, self._timeout)
                    next_chunk = next(chunks, None)
            yield from self._received()

    def _is_near(self, chunk: Chunk, ahead: int) -> bool:
        """Whether a chunk may be begun: it is not too far ahead of the slowest page, if there is one."""
        slowest = min((w.chunk[0][0] for w in self._workers if w.chunk), default=None)
        return slowest is None or (chunk[0][0] - slowest <= ahead and self._held < _HELD)

    def _received(self) -> Iterator[tuple[int, Outcome]]:
        """What workers have sent by now, or the first that one sends; and the pages of those that did not."""
        busy = {w.connection: w for w in self._workers if not w.is_idle}
        patience = min((w.deadline for w in busy.values()), default=math.inf) - time.monotonic()
        ready = wait(list(busy), max(0.0, patience) if patience < math.inf else None) if busy else []
        for connection in ready:
            worker = busy[connection]  # type: ignore[index]
            try:
                yield from worker.take(self._timeout)
            except (EOFError, OSError):
                yield from worker.given_up(f"the worker died on it ({worker.restart()})")
        now = time.monotonic()
        for worker in [w for connection, w in busy.items() if connection not in ready and w.deadline <= now]:
            worker.restart()
            yield from worker.given_up(f"it took longer than {self._timeout:g} s")

    def close(self) -> None:
        for worker in self._workers:
            worker.stop()


class Worker:
    """One process, and the pages that it has to do. `deadline`: when the first of these must be done, or it started."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self.chunk = Chunk()
        self._start()

    def _start(self) -> None:
        context = get_context("spawn")  # a fork would copy the threads' locks of other libraries
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, self._job), daemon=True)
        self._process.start()
        theirs.close()  # else its end would not be told to either side
        self._started = False
        self.deadline = time.monotonic() + _START

    @property
    def is_idle(self) -> bool:
        return self._started and not self.chunk

    def give(self, chunk: Chunk, timeout: float) -> None:
        """Hand it pages to do; where it has died, reading from it will tell."""
        self.chunk = chunk
        self.deadline = time.monotonic() + timeout
        with suppress(OSError):
            self.connection.send(list(chunk))

    def take(self, timeout: float) -> Iterator[tuple[int, Outcome]]:
        """What it has sent. Raises EOFError or OSError where it has died."""
        outcome: Outcome | None = self.connection.recv()
        self.deadline = time.monotonic() + timeout
        if outcome is None:
            self._started = True
            if self.chunk:  # what one before it has left
                self.give(self.chunk, timeout)
        else:
            yield self.chunk.popleft()[0], outcome

    def restart(self) -> str:
        """Start another process in its place; say how it ended. Raises BatchError where it had not even started."""
        self.stop(_END)
        code = self._process.exitcode or 0
        how = signal.Signals(-code).name if code < 0 else f"exit status {code}"
        if not self._started:
            raise BatchError(f"a worker could not start ({how})")
        self._start()
        return how

    def given_up(self, reason: str) -> Iterator[tuple[int, Outcome]]:
        """The outcome of the page that it was at."""
        if self.chunk:
            number, record = self.chunk.popleft()
            yield number, rejected(record, reason)

    def stop(self, patience: float = 0.0) -> None:
        self._process.join(patience)
        self._process.kill()
        self._process.join()
        self.connection.close()


def serve(connection: Connection, job: Job) -> None:
    """A worker's life: pages in, outcomes out, one by one, until the run ends, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run itself sees to an interruption
    work = job.begin()
    with suppress(EOFError, OSError):
        connection.send(None)
        while True:
            for _, record in connection.recv():
                connection.send(work(record))
