"""Take deliveries of files into the raw folder, one intake at a time, and say of each file what became of it."""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from conflict_ledger.ingest.incoming import find_incoming
from conflict_ledger.ingest.raw_store import SCRATCH, RawStore, Taken
from conflict_ledger.problems import ConfigurationError
from conflict_ledger.publish.run_lock import hold_run_lock

LOG = logging.getLogger(__name__)
QUARANTINE = "quarantine"  # beside the raw folder
FILES_BETWEEN = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """``incoming`` are files and folders; ``given`` sidecar values for files that bring none of their own.

    ``quarantine`` is where unreadable files are kept (None: ``quarantine`` beside ``raw``).
    """

    incoming: tuple[Path, ...]
    raw: Path
    quarantine: Path | None = None
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def quarantine_folder(self) -> Path:
        """Where unreadable files are kept."""
        return self.quarantine or self.raw.absolute().parent / QUARANTINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What became of each file, in the order in which they were looked at."""

    taken: tuple[Taken, ...]

    @property
    def is_complete(self) -> bool:
        """Whether nothing was refused."""
        return not any(file.is_refused for file in self.taken)

    def summary(self) -> str:
        """A line for each file and one for all."""
        return "\n".join([*(file.line() for file in self.taken), self._total()])

    def markdown(self) -> str:
        """The same for a page; of many files only those that somebody has to look after."""
        refused = [f"* {file.line()}" for file in self.taken if file.is_refused]
        return "\n".join([f"**{self._total()}**", "", *refused])

    def _total(self) -> str:
        counts = Counter(file.status for file in self.taken)
        told = ", ".join(f"{counts[status]:,} {status}" for status in STATUSES if counts[status])
        files = "1 file" if len(self.taken) == 1 else f"{len(self.taken):,} files"
        return f"{files}: {told}" if told else "no file was found"


STATUSES = ("stored", "renamed", "known", "quarantined", "refused", "passed over")


def check_delivery(delivery: Delivery) -> None:
    """Raise ConfigurationError, in one line for a person, for a delivery that cannot be taken in."""
    from conflict_ledger.ingest.timestamps import parse_given

    for path in delivery.incoming:
        if not os.path.lexists(path):
            raise ConfigurationError(f"{path} is neither a file nor a folder")
    if delivery.raw.exists() and not delivery.raw.is_dir():
        raise ConfigurationError(f"--raw {delivery.raw} is not a folder")
    published = delivery.given.get("published_at")
    if published and parse_given(published) is None:
        raise ConfigurationError(f"--published-at {published}: no day such as 2024-05-31")
    raw, quarantine = delivery.raw.resolve(), delivery.quarantine_folder.resolve()
    if raw == quarantine or raw in quarantine.parents:
        raise ConfigurationError(f"--quarantine {quarantine} lies in --raw: a run would read what was refused")
    for path in delivery.incoming:
        if _overlap(path.resolve(), raw):
            raise ConfigurationError(f"{path} and --raw {delivery.raw} lie in each other")


def _overlap(one: Path, other: Path) -> bool:
    return one == other or one in other.parents or other in one.parents


def take_delivery(delivery: Delivery, now: Callable[[], str]) -> Intake:
    """Take every file of a delivery into the raw folder; what is delivered stays as and where it is.

    ``now`` gives the time as ISO text, for the sidecars. Raises ConfigurationError, or RunLocked while another intake
    works on the folder.
    """
    check_delivery(delivery)
    scratch = delivery.raw / SCRATCH
    with hold_run_lock(scratch, f"process {os.getpid()}, since {now()}"):
        store = RawStore(delivery.raw, delivery.quarantine_folder)
        taken: list[Taken] = []
        for found in find_incoming(delivery.incoming):
            taken.append(found if isinstance(found, Taken) else store.take(*found, delivery.given, now))
            if len(taken) % FILES_BETWEEN == 0:
                LOG.info("%s files looked at", f"{len(taken):,}")
    intake = Intake(taken=tuple(taken))
    LOG.info("%s", intake.summary().rpartition("\n")[2])
    return intake
