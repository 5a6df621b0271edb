"""A batch on its way to a process on another machine and its results on their way back, as bytes.

Such a process has an installation of its own. It says what it reads with before it reads: an older version there would
give a release other bytes than the one that it says it was made by.
"""

from __future__ import annotations

import pickle
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from conflict_ledger.gazetteer.choice import gazetteer_identity, use_gazetteer
from conflict_ledger.problems import ConfigurationError
from conflict_ledger.records import RawRecord
from conflict_ledger.run.code_version import code_version
from conflict_ledger.run.plan import Plan
from conflict_ledger.run.workers import AHEAD, Extractor, Results, extract_batch

# Threads of one process gain nothing on work that is all Python.
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Remote:
    """Processes elsewhere. ``send`` hands a packed batch over and gives a function that waits for its packed results.

    ``count`` tells how many there are just now. ``extract`` and the gazetteer's folder have to be there too.
    """

    extract: Extractor
    plan: Plan
    send: Callable[[bytes], Callable[[], bytes]]
    count: Callable[[], int]

    @property
    def ahead(self) -> int:
        """Enough to keep every process busy."""
        return AHEAD * max(1, self.count())

    def submit(self, records: Sequence[RawRecord], scope: str) -> Callable[[], Results]:
        """Send a batch off."""
        gazetteer = self.plan.settings.gazetteer
        folder = None if gazetteer is None else gazetteer.resolve()
        wait = self.send(pickle.dumps((self.extract, list(records), scope, folder, self.plan.reader)))
        return lambda: _unpacked(wait())


def _unpacked(results: bytes) -> Results:
    found: Results = pickle.loads(results)
    return found


def extract_packed(batch: bytes) -> bytes:
    """The work on a packed batch: its results, packed.

    Raises ConfigurationError where this process would not read as the run does.
    """
    extract, records, scope, gazetteer, reader = pickle.loads(batch)
    with _ONE_AT_A_TIME:
        _agree(gazetteer, reader)
        return pickle.dumps(extract_batch(extract, records, scope))


def _agree(gazetteer: Path | None, reader: str) -> None:
    use_gazetteer(gazetteer)
    own = f"{code_version()}-{gazetteer_identity()}"
    if own != reader:
        where = platform.node() or "a worker"
        raise ConfigurationError(f"{where} reads with {own}, this run with {reader}: install the same version there")
