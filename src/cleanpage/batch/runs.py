"""A run: the input's records to the workers, their outcomes to the output, saved a part at a time."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from cleanpage.api import Cleaner
from cleanpage.batch.errors import BatchError, NothingToDo
from cleanpage.batch.inputs import Input, find
from cleanpage.batch.ledger import Ledger, State, broke_off, sweep
from cleanpage.batch.names import namer
from cleanpage.batch.pool import outcomes
from cleanpage.batch.reading import Source
from cleanpage.batch.records import (
    FILE_SUFFIX,
    IN_FORMS,
    MAX_CHARS,
    OUT_FORMS,
    Options,
    Outcome,
    OutForm,
    Position,
    Record,
)
from cleanpage.batch.sinks import FileSink, FolderSink, ParquetSink, Sink, write_whole
from cleanpage.batch.sites import CountJob, Sites, Table, check_can_be_read_again, has_learned, learned
from cleanpage.batch.tally import Summary, Tally
from cleanpage.batch.work import Job, json_line
from cleanpage.rules import Pack

_PART_BYTES = 16_000_000  # of output, after which what is done is saved, however few pages it is
_NO_MATTER = ("workers", "timeout", "limit")  # options that a run can be resumed with other values of


class Progress(NamedTuple):
    """How far a run is, or its counting of what sites' pages have in common.

    `reject` is the record that has just been rejected, with its source and the reason.
    """

    pages: int
    """Done in all, those before it was resumed too."""
    rejected: int
    pages_now: int
    """Done since it was resumed, or begun."""
    seconds_now: float
    bytes_read: int
    """Of the input's files, as they are on disk."""
    bytes_total: int
    """0 where the input is standard input."""
    reject: Mapping[str, Any] | None
    learns: bool = False
    """Whether these are pages that were counted, in the pass before the pages are cleaned."""


def run(
    inputs: Sequence[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    options: Options | None = None,
    cleaner: Cleaner | None = None,
    sites: Mapping[str, Pack] | None = None,
    rejects: str | os.PathLike[str] | None = None,
    summary: str | os.PathLike[str] | None = None,
    resume: bool = False,
    overwrite: bool = False,
    watch: Callable[[Progress], object] | None = None,
) -> Summary:
    r"""Clean all pages of `inputs` into `out`, and say what was done.

    `inputs`: files, folders, patterns, or "-" for standard input. `out`: a file of JSON lines or Parquet, or a folder.
    `cleaner`: how pages are cleaned; None takes one with the built-in packs that reads `MAX_CHARS` characters of each.
    `sites`: packs of sites' own rules by host, without "www.". `rejects`: the file of JSON lines for pages of which
    nothing came, by default `out` with ".rejects.jsonl"; there is none if there are no such pages. `summary`: a file
    for the summary as JSON. With `Options.learn_sites` the files are read before, too, for lines that recur on pages of
    one site. `resume` goes on with a run that was broken off, or begins one; `overwrite` begins anew,
    and replaces what is there. `watch` is called after every page.

    Processes do the work, so call it under `if __name__ == "__main__":`, as multiprocessing asks for. Raises
    BatchError where the run cannot begin or go on, NothingToDo where `resume` finds a run that is complete, and
    ValueError where options make no sense.

    >>> import json, pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     pages, out = pathlib.Path(folder, "pages.jsonl"), pathlib.Path(folder, "articles.jsonl")
    ...     _ = pages.write_text('{"id": 7, "text": "Ferry sinks\\n\\nAll were saved on Monday, police said."}\n')
    ...     done = run([pages], out)
    ...     (done.pages["written"], json.loads(out.read_text())["id"])
    (1, '7')
    """
    target, options = Path(out), options or Options()
    form = _out_form(target, options)
    work = _work_folder(target, form)
    rejected = Path(rejects) if rejects is not None else target.with_name(f"{target.name}.rejects.jsonl")
    files = find([os.fspath(path) for path in inputs], options.read_as, without=(target, work, rejected))
    if options.learn_sites:
        check_can_be_read_again(files)
    cleaner = cleaner or Cleaner(max_chars=MAX_CHARS)
    job = Job(options, form, cleaner, dict(sites or {}))
    try:
        _check_places([target, rejected, *([Path(summary)] if summary is not None else [])])
        _check_target(target, form, work, resume=resume, overwrite=overwrite)
        ledger = Ledger(work, _identity(files, job))
        with closing(ledger):
            state = ledger.open(resume=resume) or State()
            sink = _sink(job, files, work, target)
            spoilt = FileSink(work / "rejects", rejected, _reject_line, is_optional=True)
            source = Source(files, options, cleaner.max_chars)
            if not state.finished:
                known = _Known(Sites(files), _table(source, files, job, ledger, state, watch))
                state = _Going(source, job, ledger, sink, spoilt, state, watch, known).to_the_end()
            if not state.published:
                sink.publish(state.output)
                spoilt.publish(state.rejects)
                if summary is not None:
                    write_whole(Path(summary), json.dumps(_summary(state).to_dict(), indent=2).encode() + b"\n")
                ledger.save(replace(state, published=True))
            ledger.remove()
    except OSError as e:
        kept = "; what is done is kept: --resume goes on with it" if broke_off(work) else ""
        raise BatchError(f"{e.filename or target}: {e.strerror or e}{kept}") from e
    return _summary(state)


class _Known(NamedTuple):
    """What is known of the input's sites."""

    sites: Sites
    table: Table

    def put_in(self, record: Record) -> Record:
        """A record with what the pages of its site have in common."""
        lines = self.table.get(self.sites.of(record)) if self.table else None
        return replace(record, site_lines=lines) if lines else record


def _table(
    source: Source,
    files: Sequence[Input],
    job: Job,
    ledger: Ledger,
    state: State,
    watch: Callable[[Progress], object] | None,
) -> Table:
    """What the pages of each site have in common; nothing where that is not asked for."""
    if not job.options.learn_sites:
        return {}
    if state.count and not has_learned(ledger.folder):
        raise BatchError(f"{ledger.folder}: what the run learned of sites is missing; --overwrite begins anew")
    began = time.monotonic()

    def told(pages: int) -> None:
        if watch is not None:
            seconds = time.monotonic() - began
            watch(Progress(pages, 0, pages, seconds, source.bytes_read, source.bytes_total, None, learns=True))

    counting = CountJob(replace(job.options, ordered=False), job.cleaner, job.sites)
    return learned(source, Sites(files), counting, ledger.folder, told)


class _Going:
    """A run under way."""

    def __init__(
        self,
        source: Source,
        job: Job,
        ledger: Ledger,
        sink: Sink,
        rejects: FileSink,
        state: State,
        watch: Callable[[Progress], object] | None,
        known: _Known,
    ) -> None:
        self._known = known
        self._source = source
        self._job = job
        self._ledger = ledger
        self._sink = sink
        self._rejects = rejects
        self._state = state
        self._watch = watch
        self._tally = Tally(state.counts)
        self._began = time.monotonic()
        self._before, self._read_before = state.seconds, self._tally.read
        self._pending: dict[int, Position] = {}  # records that workers have, by number, in order
        self._ahead = set(state.ahead)
        self._next = state.next  # the position after the last record that was read

    def to_the_end(self) -> State:
        """Do what is left, and return the state that all is done in."""
        self._sink.restore(self._state.output)
        self._rejects.restore(self._state.rejects)
        self._save()
        pages = size = 0
        with closing(outcomes(self._records(), self._job)) as done:
            for number, outcome in done:
                self._take(number, outcome)
                pages, size = pages + 1, size + outcome.size
                if pages >= self._job.options.part_pages or size >= _PART_BYTES:
                    self._save()
                    pages = size = 0
        self._save(finished=True)
        return self._state

    def _records(self) -> Iterator[Record]:
        """The records to do: from where the run is on, but for those that are done already."""
        limit, ahead = self._job.options.limit, frozenset(self._state.ahead)
        number = 0
        for index, record in enumerate(self._source.records(self._state.next), self._state.count - len(ahead)):
            if limit is not None and index >= limit:
                return
            self._next = Position(record.at.file, record.at.number + 1)
            if record.at not in ahead:
                self._pending[number] = record.at
                number += 1
                yield self._known.put_in(record)

    def _take(self, number: int, outcome: Outcome) -> None:
        self._ahead.add(self._pending.pop(number))
        self._tally.add(outcome.counts)
        if outcome.reject is not None:
            self._rejects.add(outcome)
        elif outcome.data is not None:
            self._sink.add(outcome)
        if self._watch is not None:
            self._watch(self._progress(outcome))

    def _save(self, *, finished: bool = False) -> None:
        """Save what is done: the output first, then what says how much of it counts."""
        first = next(iter(self._pending.values()), self._next)
        self._ahead = {at for at in self._ahead if at > first}
        self._state = State(
            next=first,
            ahead=tuple(sorted(self._ahead)),
            count=self._tally.read,
            seconds=self._seconds(),
            output=self._sink.save(),
            rejects=self._rejects.save(),
            counts=self._tally.groups,
            finished=finished,
        )
        self._ledger.save(self._state)

    def _seconds(self) -> float:
        return self._before + time.monotonic() - self._began

    def _progress(self, outcome: Outcome) -> Progress:
        return Progress(
            pages=self._tally.read,
            rejected=self._tally.rejected,
            pages_now=self._tally.read - self._read_before,
            seconds_now=time.monotonic() - self._began,
            bytes_read=self._source.bytes_read,
            bytes_total=self._source.bytes_total,
            reject=outcome.reject,
        )


def _summary(state: State) -> Summary:
    return Tally(state.counts).summary(state.seconds)


def _out_form(target: Path, options: Options) -> OutForm:
    """What is written: what the options say, or else the output's name. Raises BatchError, ValueError."""
    for name, value, known in (("read_as", options.read_as, IN_FORMS), ("write_as", options.write_as, OUT_FORMS)):
        if value is not None and value not in known:
            raise ValueError(f"{name} must be one of {', '.join(known)}, not {value!r}")
    if options.workers < 1 or options.part_pages < 1 or options.timeout <= 0:
        raise ValueError("workers and part_pages must be 1 or more, and timeout more than 0")
    form = options.write_as or _form_of_name(target)
    if options.lines and form not in ("jsonl", "parquet", "json"):
        raise ValueError("lines go with jsonl, parquet and json")
    return form


def _form_of_name(target: Path) -> OutForm:
    bare = target.with_suffix("") if target.suffix in (".gz", ".zst") else target
    if target.is_dir() or not bare.suffix:
        return "text"
    if bare.suffix in (".jsonl", ".ndjson"):
        return "jsonl"
    if target.suffix == ".parquet":
        return "parquet"
    raise BatchError(f"{target}: name it .jsonl (or .jsonl.gz, .jsonl.zst), .parquet or as a folder, or say what it is")


def _work_folder(target: Path, form: OutForm) -> Path:
    """Where the run keeps what is not complete: beside a file, or in a folder, so that it is on the same disk."""
    return target / ".cleanpage-run" if form in FILE_SUFFIX else target.with_name(f"{target.name}.cleanpage-run")


def _check_places(paths: Sequence[Path]) -> None:
    """See to it that what is written at the end can be: it would be late to find out then."""
    for path in paths:
        if not path.parent.is_dir():
            raise BatchError(f"{path}: its folder is missing")
    if len({os.path.abspath(path) for path in paths}) < len(paths):
        raise BatchError(f"{paths[0]}: the output, the rejects and the summary need files of their own")


def _check_target(target: Path, form: OutForm, work: Path, *, resume: bool, overwrite: bool) -> None:
    """See to it that nothing is lost that is there already."""
    if form in FILE_SUFFIX:
        target.mkdir(exist_ok=True)
        is_there = any(path != work for path in target.iterdir())
    elif target.is_dir():
        raise BatchError(f"{target}: is a folder, and {form} is one file")
    else:
        is_there = target.exists()
    if broke_off(work):
        if not resume and not overwrite:
            raise BatchError(f"{target}: a run was broken off there: --resume goes on, --overwrite begins anew")
    elif is_there and not overwrite:
        if resume:
            sweep(work)
            raise NothingToDo(f"{target}: is complete, nothing to go on with")
        raise BatchError(f"{target}: is there already: --overwrite replaces it")


def _identity(files: Sequence[Input], job: Job) -> dict[str, Any]:
    """What must be the same for a run to be resumed, by the words for it."""
    from cleanpage import __version__

    no_matter = _NO_MATTER[:-1] if job.options.learn_sites else _NO_MATTER  # it says which pages are counted
    options = {f"option {name}": value for name, value in asdict(job.options).items() if name not in no_matter}
    return {
        "input files": _digest((file.path, file.size, file.changed) for file in files),
        "output form": job.write_as,
        "version of cleanpage": __version__,
        "rules, language or kind": _digest([job.cleaner, sorted(job.sites.items())]),
        **options,
    }


def _digest(values: Iterable[object]) -> str:
    digest = sha256()
    for value in values:
        digest.update(repr(value).encode("utf8", "backslashreplace"))
    return digest.hexdigest()


def _sink(job: Job, files: Sequence[Input], work: Path, target: Path) -> Sink:
    if job.write_as in FILE_SUFFIX:
        return FolderSink(work, target, namer(files, FILE_SUFFIX[job.write_as]))
    if job.write_as == "parquet":
        return ParquetSink(work, target, lines=job.options.lines, fields=job.options.keep_fields)
    return FileSink(work / "output", target, _bytes)


def _bytes(outcome: Outcome) -> bytes:
    assert isinstance(outcome.data, bytes)
    return outcome.data


def _reject_line(outcome: Outcome) -> bytes:
    return json_line(outcome.reject or {})
