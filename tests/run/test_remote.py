"""Batches for processes elsewhere: as bytes, in their order, and only where the same code reads them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conflict_ledger.pipeline import Steps, extract_record
from conflict_ledger.problems import ConfigurationError
from conflict_ledger.run import extraction, remote
from conflict_ledger.run.extraction import extract_documents
from conflict_ledger.run.remote import Remote, extract_packed
from conflict_ledger.run.workers import AHEAD
from tests.articles import write_articles
from tests.ledger_runs import published_bytes, run, unchecked


class Elsewhere:
    """A place that works on batches when their results are asked for."""

    def __init__(self) -> None:
        self.sent = 0
        self.waiting = 0
        self.most = 0

    def send(self, batch: bytes) -> Callable[[], bytes]:
        self.sent += 1
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        return lambda: self._work(batch)

    def _work(self, batch: bytes) -> bytes:
        self.waiting -= 1
        return extract_packed(batch)


def steps_at(place: Elsewhere, workers: int) -> Steps:
    return Steps(
        check=unchecked,
        extract=lambda plan, progress: extract_documents(
            plan, Remote(extract_record, plan, place.send, lambda: workers), progress
        ),
    )


@pytest.mark.parametrize("workers", [0, 1, 5])
def test_batches_read_elsewhere_give_the_bytes_of_those_read_here(
    tmp_path: Path, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extraction, "BATCH_RECORDS", 1)
    place = Elsewhere()
    for name in ("here", "elsewhere"):
        write_articles(tmp_path / name / "raw")
    run(tmp_path / "here")
    run(tmp_path / "elsewhere", steps_at(place, workers))
    assert published_bytes(tmp_path / "elsewhere" / "out") == published_bytes(tmp_path / "here" / "out")
    assert place.sent == 4  # the line that is no article is none of a reader's business
    assert place.most <= AHEAD * max(1, workers) + 1


def test_a_process_of_another_version_reads_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_articles(tmp_path / "raw")
    monkeypatch.setattr(remote, "code_version", lambda: "0ld")
    with pytest.raises(ConfigurationError, match="reads with 0ld-embedded, this run with"):
        run(tmp_path, steps_at(Elsewhere(), 1))
