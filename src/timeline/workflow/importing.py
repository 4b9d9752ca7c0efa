"""Rows of tables into a timeline: read, understood, stored, in batches by one writer.

A batch is one transaction, in the order of the rows; so a killed import has stored a beginning of what it was given,
and the same command again goes on from there: what is stored is known by its key and its text. Memory does not grow
with the number of rows.
"""

import codecs
import gc
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path, PurePath
from typing import Final

from timeline.errors import NoTimelineHere, UnknownForm
from timeline.exporters._fields import COLUMNS, flat
from timeline.importers._cells import number as as_number
from timeline.importers.base import IMPORTERS, Importer, ImportOptions, NotRead, Source
from timeline.intake.unpacking import unpacked
from timeline.store import open_store
from timeline.store.foreseeing import Foresight
from timeline.store.store import Store
from timeline.store.unswept import unswept
from timeline.values.event import Event
from timeline.values.extract import Extract
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record, Restored
from timeline.values.report import ImportReport, Outcome
from timeline.workflow.merger import Merging
from timeline.workflow.records import extract, restored

_BATCH: Final = 5_000  # rows of one transaction
_HEAD: Final = 65_536  # bytes by which a format is told
_KEPT: Final = 1_000  # problems; of more the number

Progress = Callable[[int, ImportReport], None]


def import_rows(
    database: str,
    paths: Sequence[str],
    options: ImportOptions,
    *,
    at: int,
    form: str = "",
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Put into the timeline what the rows of the files claim, and say what came of each.

    A row is known where the timeline has the same text, or itself would export the very same row; it is a change where
    its address, made of the file and the row's key or of the key alone, led to another text.

    Args:
        paths: Files; ``-`` is standard input.
        form: The name of the files' format; empty to tell it by their look.
        dry_run: Only say what would come of it; nothing is written, no timeline is made.
        at: When this is, in seconds since 1970 in UTC.
        progress: Is called with the number of bytes that were read, and with what has come of them.

    Raises:
        UnknownForm: If a file looks like no format.
        UnknownName: If there is no such format, field or column.
        TimelineError: If the database cannot be written; what was stored before stays.
    """
    if dry_run:
        try:
            with open_store(database, read_only=True) as store:
                return _Import(store, at, progress, Foresight()).run(paths, options, form)
        except NoTimelineHere:
            return _Import(None, at, progress, Foresight()).run(paths, options, form)
    with open_store(database, create=True, merger=Merging()) as store:
        return _Import(store, at, progress, None).run(paths, options, form)


@dataclass
class _Import:
    store: Store | None
    at: int
    progress: Progress | None
    foresight: Foresight | None
    problems: list[Problem] = field(default_factory=list)
    layouts: list[Layout] = field(default_factory=list)
    counts: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    refused: int = 0
    more: int = 0

    def run(self, paths: Sequence[str], options: ImportOptions, form: str) -> ImportReport:
        for path in paths:
            origin = path if path == "-" else PurePath(path).as_posix()
            try:
                self.file(path, origin, options, form)
            except NotRead as why:
                self.note(Problem(origin, why.what, why.advice))
            except OSError as wrong:
                self.note(Problem(origin, f"cannot be read: {wrong.strerror}", "check its path and permissions"))
        return self.so_far()

    def file(self, path: str, origin: str, options: ImportOptions, form: str) -> None:
        """All rows of one file."""
        with _opened(path, options) as source:
            head = source.stream.peek(_HEAD)[:_HEAD]
            if len(head) < _HEAD and not head.removeprefix(codecs.BOM_UTF8).strip():
                raise NotRead("is empty")
            name = form or told(source)
            importer: Importer = IMPORTERS.load(name)
            rows = self.understood(
                origin, name, self.apart(origin, self.records(origin, importer.read(source, options)))
            )
            with unswept():
                while self.some(list(islice(rows, _BATCH)), origin, name):
                    gc.collect(1)  # of a batch nothing is left but its cycles: few
                    if self.progress:
                        self.progress(source.stream.tell() if path != "-" else 0, self.so_far())

    def understood(
        self, origin: str, form: str, records: Iterable[Record | Restored]
    ) -> Iterator[Extract | Record | Restored]:
        """What rows claim, at once, so that no more is held of them; but for those that the timeline may say itself."""
        for one in records:
            yield extract(one, origin, origin, form) if isinstance(one, Record) and not one.number else one

    def some(self, batch: Sequence[Extract | Record | Restored], origin: str, form: str) -> bool:
        """Store a batch, if there is anything in it."""
        said = [one for one in batch if isinstance(one, Record)]
        new = {id(one) for one in self.unknown(said, origin)} if said else ()
        left = (one for one in batch if id(one) in new or not isinstance(one, Record))
        found = (extract(one, origin, origin, form) if isinstance(one, Record) else one for one in left)
        self.put([one for one in found if isinstance(one, Extract)])
        self.restore([one for one in batch if isinstance(one, Restored)])
        return bool(batch)

    def records(
        self, origin: str, found: Iterable[Layout | Record | Restored | Problem]
    ) -> Iterator[Record | Restored]:
        """The rows, whatever else is found noted; where a file breaks off, those before the break."""
        try:
            for one in found:
                if isinstance(one, Problem):
                    self.note(one)
                elif isinstance(one, Layout):
                    self.layouts.append(one)
                else:
                    yield one
        except NotRead as why:
            self.note(Problem(origin, why.what, why.advice))

    def apart(self, origin: str, records: Iterable[Record | Restored]) -> Iterator[Record | Restored]:
        """The same, but a key that an earlier row of the file has is numbered, so that no row takes another's place.

        Where a key holds in whatever file, the later row is the newer one, and does take it.
        """
        seen: dict[int, int] = {}  # how often a key came, by its hash
        for one in records:
            if isinstance(one, Record) and not one.address:
                found = hash(one.key)
                again = seen[found] = seen.get(found, 0) + 1
                if again > 1:
                    key = f"{one.key} ({again})"
                    what = f"has the key of an earlier row, {one.key!r}; it is kept as {key!r}"
                    self.note(Problem(f"{origin}:{one.line}", what, "give it one of its own", skipped=False))
                    yield one._replace(key=key)
                    continue
            yield one

    def unknown(self, batch: Sequence[Record], origin: str) -> Iterable[Record]:
        """Those rows that do not say just what the timeline would say itself of the event of their number."""
        numbers = [one.number for one in batch if one.number]
        if not numbers or self.store is None:
            return batch
        events = {event.number: event for event in self.store.numbered(numbers)}
        layout = self.layouts[-1]
        there = {*layout.kept, *layout.key, *(name for names in layout.fields.values() for name in names)}
        columns = [name for name in COLUMNS if name in there]
        new = [
            one
            for one in batch
            if len(columns) < 2 or one.number not in events or not _is_said(one, events[one.number], columns)
        ]
        self.counts[Outcome.KNOWN] += len(batch) - len(new)
        for one in new:
            if one.number in events and _is_of(one, events[one.number]):
                what = f"says otherwise of event {one.number} than the timeline, and is kept as a claim of its own"
                advice = f"`timeline merge {one.number} NUMBER` makes them one"
                self.note(Problem(f"{origin}:{one.line}", what, advice, skipped=False))
        return new

    def restore(self, batch: Sequence[Restored]) -> None:
        """Store what is new of documents of another timeline; what counts are their claims."""
        addresses = [address for one in batch for address in one.addresses]
        there = self.store.claims_at(addresses) if self.store and addresses else {}
        new = [extract for one in batch for extract in restored(one, there)]
        self.put(new)
        created = sum(len(one.mentions) for one in new)
        self.counts[Outcome.KNOWN] += sum(len(one.mentions) for one in batch) - created

    def put(self, batch: Sequence[Extract]) -> None:
        """Store a batch, or foresee what would come of it."""
        if not batch:
            return
        documents = [one.document for one in batch]
        if self.foresight is None and self.store is not None:
            outcomes = self.store.put(batch, at=self.at)
        elif self.foresight is not None:
            outcomes = (
                self.store.outcomes(documents, self.foresight)
                if self.store
                else self.foresight.outcomes(None, documents)
            )
        for extracted, outcome in zip(batch, outcomes, strict=True):
            self.counts[outcome] += len(extracted.mentions)

    def note(self, problem: Problem) -> None:
        self.refused += problem.skipped
        if len(self.problems) < _KEPT:
            self.problems.append(problem)
        else:
            self.more += 1

    def so_far(self) -> ImportReport:
        new, known, changed = (self.counts[one] for one in (Outcome.NEW, Outcome.KNOWN, Outcome.CHANGED))
        found = ImportReport(new, changed, known, self.refused, more=self.more)
        return replace(found, layouts=tuple(self.layouts), problems=tuple(self.problems))


def as_json(report: ImportReport, *, dry_run: bool) -> str:
    """What came of an import, or would come of it, as one object of JSON."""
    problems = [
        {"where": one.where, "what": one.what, "advice": one.advice or None, "refused": one.skipped}
        for one in report.problems
    ]
    layouts = [
        {
            "format": one.form,
            "fields": {name: list(columns) for name, columns in one.fields.items()},
            "key": list(one.key),
            "kept": list(one.kept),
            "guessed": one.guessed,
        }
        for one in report.layouts
    ]
    counts = {name: getattr(report, name) for name in ("created", "changed", "known", "refused")}
    told = {"dry_run": dry_run, **counts, "layouts": layouts, "problems": problems, "more_problems": report.more}
    return json.dumps(told, ensure_ascii=False)


def told(source: Source) -> str:
    """The format that the beginning of a file looks most like.

    Raises:
        UnknownForm: If it looks like none.
    """
    head = source.stream.peek(_HEAD)[:_HEAD]
    suffix = "".join(PurePath(source.origin.removesuffix(".gz")).suffixes[-1:]).lower()
    looks = [(one.likeness(head), suffix in one.suffixes, name) for name, one in IMPORTERS.all()]
    best = max(looks, key=lambda look: look[:2], default=(0, False, ""))
    if not best[0]:
        raise UnknownForm(source.origin, IMPORTERS.names())
    return best[2]


@contextmanager
def _opened(path: str, options: ImportOptions) -> Iterator[Source]:
    if path == "-":
        yield Source("-", unpacked(sys.stdin.buffer, options.max_unpacked))
        return
    with Path(path).open("rb", buffering=_HEAD) as stream:
        yield Source(path, unpacked(stream, options.max_unpacked))


def _is_said(record: Record, event: Event, columns: Sequence[str]) -> bool:
    """Whether the row has what the timeline would write into those of its columns, a text's spaces aside."""
    cells = dict(record.cells)
    row = next(flat([event], columns))
    return all(_says(value, cells.get(name, "")) for name, value in zip(columns, row, strict=True))


def _is_of(record: Record, event: Event) -> bool:
    """Whether the row was the event's before somebody changed it: it has the quote that the timeline would write."""
    told = event.told_by
    quote = dict(record.cells).get("quote", "")
    return bool(quote) and told is not None and _says(told.quote, quote)


def _says(value: str | float, cell: str) -> bool:
    if str(value) == cell:
        return True
    if isinstance(value, str):
        return value.replace("\0", " ").split() == cell.replace("\0", " ").split()
    return as_number(cell) == value  # 0.0 is 0 in a workbook
