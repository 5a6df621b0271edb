"""Progress lines: now and then, and always a last one."""

from __future__ import annotations

import logging

import pytest

from conflict_ledger.run.extraction import Counts
from conflict_ledger.run.progress import ProgressLog, progress_line


def test_lines_come_now_and_then_and_at_the_end(caplog: pytest.LogCaptureFixture) -> None:
    times = iter([0.0, 0.5, 1.0, 3.0, 3.5, 3.6])
    log = ProgressLog(lambda: next(times))
    with caplog.at_level(logging.INFO):
        for read in (10, 20, 60, 70):
            log(Counts(files=2, read=read, documents=read))
        log(Counts(files=2, files_done=2, read=72, documents=72, is_done=True))
    assert [line.split()[0] for line in caplog.messages] == ["60", "72"]


def test_what_is_known_from_earlier_runs_is_told_apart() -> None:
    counts = Counts(files=1, files_done=1, read=12, documents=10, refused=2, reused=9, is_done=True)
    assert progress_line(counts, 2.0) == "12 records read, 10 documents kept, 9 of them known, 2 refused, 6 a second"


def test_without_a_count_beforehand_no_total_is_claimed() -> None:
    assert "of about" not in progress_line(Counts(files=3, read=5, documents=5), 1.0)
