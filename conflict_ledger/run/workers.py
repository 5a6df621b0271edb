"""Who extracts the batches of a run: this process, or several at once. What comes out is the same.

Batches are handed over ahead and their results taken in the order in which they were read, so that neither the number
of processes nor who ends first shows in a release.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Protocol

from conflict_ledger.gazetteer.choice import use_gazetteer
from conflict_ledger.problems import LedgerError
from conflict_ledger.records import RawRecord, Refusal
from conflict_ledger.run.settings import Settings
from conflict_ledger.run.store import Kept

LOG = logging.getLogger(__name__)
AHEAD = 2  # batches a process has in hand or waiting: none idles while this process writes, and memory stays bounded
MOST_DEATHS = 3  # of processes over one batch, before the run is given up

Packed = tuple[Kept, bytes]
Extractor = Callable[[RawRecord, str], Packed | Refusal]
Results = list[Packed | Refusal]


class Workers(Protocol):
    """Takes batches and gives, for each, a function that waits for its results, in the order of the records."""

    @property
    def ahead(self) -> int:
        """How many batches may be handed over before the results of the first are asked for."""

    def submit(self, records: Sequence[RawRecord], scope: str) -> Callable[[], Results]:
        """Begin with a batch."""


def extract_batch(extract: Extractor, records: Sequence[RawRecord], scope: str) -> Results:
    """The work on one batch, wherever it is done."""
    return [extract(record, scope) for record in records]


@dataclass(frozen=True, slots=True)
class Alone:
    """This process does the work, when it is asked for the results."""

    extract: Extractor
    ahead: int = 0

    def submit(self, records: Sequence[RawRecord], scope: str) -> Callable[[], Results]:
        """Nothing begins yet."""
        return lambda: extract_batch(self.extract, records, scope)


@dataclass(slots=True)
class Processes:
    """Several processes on this machine.

    The first batch is left to this process, so that a night with few new articles starts no other. A process that dies
    (of a full memory, say) is replaced, and the batches that went with it are begun again.
    """

    extract: Extractor
    count: int
    gazetteer: Path | None = None
    batches: int = 0
    pool: ProcessPoolExecutor | None = field(default=None, init=False)

    @property
    def ahead(self) -> int:
        """Enough to keep every process busy."""
        return AHEAD * self.count

    def submit(self, records: Sequence[RawRecord], scope: str) -> Callable[[], Results]:
        """Hand a batch to the next process that is free."""
        self.batches += 1
        if self.batches == 1:
            return Alone(self.extract).submit(records, scope)
        pool, begun = self._begin(records, scope)
        return lambda: self._results(pool, begun, records, scope)

    def _begin(self, records: Sequence[RawRecord], scope: str) -> tuple[ProcessPoolExecutor, Future[Results]]:
        for _ in range(MOST_DEATHS):
            pool = self.pool = self.pool or self._start()
            try:
                return pool, pool.submit(extract_batch, self.extract, records, scope)
            except BrokenProcessPool:  # noticed now; those who wait for it notice as well
                self._replace(pool)
        raise _given_up()

    def _results(
        self, pool: ProcessPoolExecutor, begun: Future[Results], records: Sequence[RawRecord], scope: str
    ) -> Results:
        for _ in range(MOST_DEATHS):
            try:
                return begun.result()
            except BrokenProcessPool:
                self._replace(pool)
                pool, begun = self._begin(records, scope)
        raise _given_up()

    def _replace(self, pool: ProcessPoolExecutor) -> None:
        if self.pool is pool:
            LOG.warning("a process that read articles ended before its time; its batches are begun again")
            pool.shutdown(wait=False, cancel_futures=True)
            self.pool = None

    def _start(self) -> ProcessPoolExecutor:
        # Never forked: threads of whoever runs the flow may hold locks that nobody would let go in the copy.
        return ProcessPoolExecutor(
            self.count, mp_context=get_context("spawn"), initializer=_prepare_worker, initargs=(self.gazetteer,)
        )

    def close(self) -> None:
        """End the processes; what they have in hand is lost."""
        if self.pool is not None:
            self.pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def open_workers(extract: Extractor, settings: Settings) -> Iterator[Workers]:
    """As many processes as the settings say, for as long as the block runs."""
    if settings.processes == 1:
        yield Alone(extract)
        return
    processes = Processes(extract, settings.processes, settings.gazetteer)
    try:
        yield processes
    finally:
        processes.close()


def _prepare_worker(gazetteer: Path | None) -> None:
    """The run's gazetteer; leave stopping to the run itself, and end with it even if it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    use_gazetteer(gazetteer)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _given_up() -> LedgerError:
    return LedgerError(f"processes that read articles ended {MOST_DEATHS} times before their time: is memory short?")
