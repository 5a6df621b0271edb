"""How far a run is, as log lines that a person can follow."""

from __future__ import annotations

import logging
from collections.abc import Callable

from conflict_ledger.run.extraction import Counts

LOG = logging.getLogger(__name__)
SECONDS_BETWEEN = 2.0


class ProgressLog:
    """Call it with the counts after each batch; it logs a line now and then, and one at the end.

    ``clock`` gives seconds that only go up, such as ``time.monotonic``.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._started = clock()
        self._last = self._started

    def __call__(self, counts: Counts) -> None:
        """Log where the run is, unless it did so a moment ago."""
        now = self._clock()
        if now - self._last >= SECONDS_BETWEEN or counts.is_done:
            LOG.info("%s", progress_line(counts, now - self._started))
            self._last = now


def progress_line(counts: Counts, seconds: float) -> str:
    """One line for a person.

    >>> progress_line(Counts(files=4, files_done=1, expected=800, read=210, documents=200, refused=10), 2.0)
    '210 of about 800 records read (file 2 of 4), 200 documents kept, 10 refused, 105 a second'
    """
    total = f" of about {counts.expected:,}" if counts.expected and not counts.is_done else ""
    file = "" if counts.is_done else f" (file {min(counts.files_done + 1, counts.files)} of {counts.files})"
    reused = f", {counts.reused:,} of them known" if counts.reused else ""
    rate = f"{counts.read / seconds:,.0f} a second" if seconds > 0 else "at once"
    kept = f"{counts.documents:,} documents kept{reused}, {counts.refused:,} refused"
    return f"{counts.read:,}{total} records read{file}, {kept}, {rate}"
