"""Documents into a timeline: read, left alone if known, understood, stored, in batches by one writer.

A batch is one transaction, in the order of reading, whatever the number of workers; so a killed ingest has stored a
beginning of what it was given, and the same command again goes on from there. What is read ahead is bounded, so memory
does not grow with the number of documents.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from timeline.extract import understand
from timeline.readers.base import ReadOptions
from timeline.store import open_store
from timeline.store.store import Store
from timeline.values.document import Document
from timeline.values.extract import Extract
from timeline.values.problem import Problem
from timeline.values.report import IngestReport, Outcome
from timeline.workflow.extraction import Extractor, Pending
from timeline.workflow.merger import Merging
from timeline.workflow.read import documents

_BATCH = 32  # documents: some four seconds of finding dates, which is what a kill may cost; or
_LETTERS = 4_000_000  # characters of text, where documents are long
_AHEAD = 2  # batches that workers have to do while one is read or stored

Progress = Callable[[int, int, IngestReport], None]


def ingest(
    database: str,
    paths: Iterable[str],
    options: ReadOptions,
    *,
    at: int,
    model: str | None = None,
    thorough: bool = False,
    embed: bool = False,
    workers: int = 1,
    progress: Progress | None = None,
) -> IngestReport:
    """Put into the timeline what the paths hold, and say what came of it.

    With ``thorough`` every sentence of a long document is read, also where it says no time (see
    :func:`timeline.extract.extract`); with ``embed`` articles are compared by vectors of meaning too. ``at`` is the
    moment of the ingest, in seconds since 1970 UTC. ``progress`` is called with the number of documents read and of
    those done with so far, and with what has been stored: first with nothing, then as any of them grows.

    Raises:
        TimelineError: If the database cannot be written or no model can be used; what was stored before stays.
    """
    tell = progress or (lambda _read, _done, _report: None)
    tell(0, 0, IngestReport())
    read = partial(understand, model=model, thorough=thorough, embed=embed)
    with open_store(database, create=True, merger=Merging()) as store, Extractor(workers, read) as extractor:
        work = _Ingest(store, extractor, at, tell)
        waiting = deque[_Batch]()
        theirs = replace(options, passed_over=store.files())  # the timeline may lie in the folder that is read
        for batch in work.batches(documents(paths, theirs)):
            waiting.append(work.begin(batch))
            while len(waiting) > (_AHEAD if workers > 1 else 0):
                work.finish(waiting.popleft())
        while waiting:
            work.finish(waiting.popleft())
        return replace(work.counts(), problems=tuple(work.problems), uncompared=store.uncompared())


@dataclass(slots=True)
class _Batch:
    documents: list[Document]
    unknown: list[int]  # places in documents
    pending: Pending


@dataclass(slots=True)
class _Ingest:
    store: Store
    extractor: Extractor
    at: int
    tell: Progress
    read: int = 0
    done: int = 0  # known, or understood
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    mentions: int = 0
    undated: int = 0
    skipped: int = 0
    problems: list[Problem] = field(default_factory=list)

    def batches(self, found: Iterable[Document | Problem]) -> Iterator[list[Document]]:
        """Documents by the batch; problems are kept."""
        batch: list[Document] = []
        letters = 0
        for one in found:
            if isinstance(one, Problem):
                self.note(one)
                continue
            self.read += 1
            self.tell(self.read, self.done, self.counts())
            batch.append(one)
            letters += len(one.text)
            if len(batch) >= _BATCH or letters >= _LETTERS:
                yield batch
                batch, letters = [], 0
        if batch:
            yield batch

    def note(self, problem: Problem) -> None:
        """Keep a problem for the report."""
        self.problems.append(problem)
        self.skipped += problem.skipped

    def begin(self, batch: list[Document]) -> _Batch:
        """Find out what is not known yet, and hand it out to be understood."""
        known = self.store.known(batch)
        keys = set[str]()
        unknown = []
        for place, document in enumerate(batch):
            if document.key not in known and document.key not in keys:
                unknown.append(place)
                keys.add(document.key)
        return _Batch(batch, unknown, self.extractor.start([batch[place] for place in unknown]))

    def finish(self, batch: _Batch) -> None:
        """Store a batch; a document that could not be understood is left out, and is a problem."""
        found_out: dict[int, Extract] = {}
        failed = set[int]()
        for place, found in zip(batch.unknown, batch.pending.results(self.understood), strict=True):
            if isinstance(found, str):
                self.note(Problem(batch.documents[place].origin, found))
                failed.add(place)
            else:
                found_out[place] = found
        failed_keys = {batch.documents[place].key for place in failed}
        documents = ((place, d) for place, d in enumerate(batch.documents) if d.key not in failed_keys)
        rows = [found_out.get(place, Extract(d, ())) for place, d in documents]
        for outcome, one in zip(self.store.put(rows, at=self.at), rows, strict=True):
            self.outcomes[outcome] += 1
            if outcome is not Outcome.KNOWN:
                self.mentions += len(one.mentions)
                self.undated += sum(mention.time is None for mention in one.mentions)
        self.understood(len(batch.documents) - len(batch.unknown))

    def understood(self, documents: int) -> None:
        """Count documents that nothing more is to be found out about."""
        self.done += documents
        self.tell(self.read, self.done, self.counts())

    def counts(self) -> IngestReport:
        """What has been stored so far, without the problems themselves."""
        counts = self.outcomes
        return IngestReport(
            new=counts[Outcome.NEW],
            known=counts[Outcome.KNOWN],
            changed=counts[Outcome.CHANGED],
            skipped=self.skipped,
            mentions=self.mentions,
            undated=self.undated,
        )
