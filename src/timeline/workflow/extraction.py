"""Extraction in other processes, in order: what makes two workers give what one gives.

Workers are spawned, not forked: a fork would copy open databases and locks. What is handed out is bounded by the
caller, who takes results in the order in which documents were given.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from types import TracebackType
from typing import Self

from timeline.errors import TimelineError
from timeline.values.document import Document
from timeline.values.extract import Extract

Understood = Extract | str  # or why it could not be understood
Read = Callable[[Document], Extract]  # goes to other processes, so it must be one that can be pickled
_CHUNK = 8  # documents: enough that handing them over costs nothing beside reading them


class Extractor:
    """Understands documents by ``read``, here (one worker) or in ``workers`` processes."""

    def __init__(self, workers: int, read: "Read") -> None:
        self._workers, self._read = workers, read
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pool is None:
            return
        if error is not None:  # nobody wants what they are at, and the program's end would wait for it
            for child in multiprocessing.active_children():
                child.kill()
        self._pool.shutdown(cancel_futures=True)

    def start(self, documents: Sequence[Document]) -> "Pending":
        """Hand out documents; what was found is had from what is returned."""
        chunks = [documents[i : i + _CHUNK] for i in range(0, len(documents), _CHUNK)]
        if self._workers == 1 or (self._pool is None and len(chunks) < 2):  # starting workers takes longer
            return Pending(self, chunks, [])
        return Pending(self, chunks, [self._submit(chunk) for chunk in chunks])

    def here(self, documents: Sequence[Document]) -> list[Understood]:
        """Understand documents in this process."""
        return _understood(documents, self._read)

    def _submit(self, chunk: Sequence[Document]) -> "Future[Answer]":
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._workers, context, initializer=_worker)
        try:
            return self._pool.submit(_answer, chunk, self._read)
        except BrokenProcessPool:
            self._pool = None
            return self._submit(chunk)

    def again(self, chunk: Sequence[Document]) -> list[Understood]:
        """Understand documents whose worker died, each by itself, so that only the one that kills is lost."""
        found: list[Understood] = []
        for document in chunk:
            try:
                found += _results(self._submit([document]).result())
            except BrokenProcessPool:
                self._pool = None
                found.append("the process that read it was killed, perhaps for want of memory")
        return found


class Pending:
    """Documents that were handed out."""

    def __init__(
        self, extractor: Extractor, chunks: Sequence[Sequence[Document]], futures: "Sequence[Future[Answer]]"
    ) -> None:
        self._extractor, self._chunks, self._futures = extractor, chunks, futures

    def results(self, tell: Callable[[int], None]) -> list[Understood]:
        """What was understood of each document, in their order; waits for it.

        ``tell`` is called with the number of documents that have just been understood, as they are.

        Raises:
            TimelineError: If a worker could not work at all, for want of a model say.
        """
        found: list[Understood] = []
        for place, chunk in enumerate(self._chunks):
            if not self._futures:
                for document in chunk:
                    found += self._extractor.here([document])
                    tell(1)
                continue
            try:
                found += _results(self._futures[place].result())
            except BrokenProcessPool:
                found += self._extractor.again(chunk)
            tell(len(chunk))
        return found


Answer = list[Understood] | TimelineError


def _results(answer: Answer) -> list[Understood]:
    if isinstance(answer, TimelineError):
        raise answer
    return answer


def _understood(documents: Sequence[Document], read: Read) -> list[Understood]:
    found: list[Understood] = []
    for document in documents:
        try:
            found.append(read(document))
        except (UnicodeError, RecursionError, MemoryError) as wrong:  # of this text; all else is ours to mend
            found.append(f"it could not be understood ({type(wrong).__name__}: {wrong})")
    return found


def _answer(documents: Sequence[Document], read: Read) -> Answer:
    """Runs in a worker. Our own errors travel as a plain one: their classes want more than a sentence to be made."""
    try:
        return _understood(documents, read)
    except TimelineError as wrong:
        return TimelineError(str(wrong))


def _worker() -> None:
    """Leave Ctrl-C to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(parent: int) -> None:
    wait([parent])
    os._exit(1)
