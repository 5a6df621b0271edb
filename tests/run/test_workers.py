"""Extraction in several processes: the same bytes whatever their number, and whoever of them dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing import active_children
from pathlib import Path

import pytest

from conflict_ledger.pipeline import extract_record, extract_step
from conflict_ledger.problems import ConfigurationError, LedgerError
from conflict_ledger.records import RawRecord, Refusal
from conflict_ledger.run import extraction
from conflict_ledger.run.settings import check_settings, usable_processors
from conflict_ledger.run.workers import MOST_DEATHS, Alone, Packed, Processes, Results, open_workers
from tests.articles import write_articles
from tests.ledger_runs import published_bytes, run, settings_for


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_articles(tmp_path / "raw")
    return tmp_path


@dataclass
class Recording:
    """Workers that note how many batches they hold at once."""

    ahead: int = 2
    held: int = 0
    most: int = 0
    order: list[str] = field(default_factory=list)

    def submit(self, records: Sequence[RawRecord], scope: str) -> Callable[[], Results]:
        self.held += 1
        self.most = max(self.most, self.held)
        results = [extract_record(record, scope) for record in records]

        def wait() -> Results:
            self.held -= 1
            self.order += [record.external_id for record in records]
            return results

        return wait


def test_batches_are_handed_over_ahead_and_taken_in_their_order(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "BATCH_RECORDS", 1)
    from conflict_ledger.run.plan import plan_run

    orders = []
    for ahead in (0, 2, 100):
        workers = Recording(ahead)
        plan = plan_run(settings_for(folder, out=folder / f"out-{ahead}"))
        counts = extraction.extract_documents(plan, workers, lambda _counts: None)
        orders.append((workers.order, plan.members.read_text().split("\t")[0], counts.read, counts.documents))
        assert workers.most == min(ahead + 1, len(workers.order))
    assert orders[0] == orders[1] == orders[2]


def test_what_the_store_knows_is_handed_to_nobody(folder: Path) -> None:
    run(folder)
    (folder / "raw" / "note.txt").write_text("Nothing happened in Gaborone today.\n")
    from conflict_ledger.run.plan import plan_run

    workers = Recording()
    counts = extraction.extract_documents(plan_run(settings_for(folder)), workers, lambda _counts: None)
    assert workers.order == ["note.txt"]
    assert counts.extracted == 1 and counts.reused > 0


def test_the_number_of_processes_is_that_of_the_processors_unless_it_is_said(folder: Path) -> None:
    assert settings_for(folder).processes == usable_processors() >= 1
    assert settings_for(folder, workers=3).processes == 3
    with pytest.raises(ConfigurationError, match="--workers 0"):
        check_settings(settings_for(folder, workers=0))


def test_one_process_starts_no_other_and_neither_does_a_single_batch(folder: Path) -> None:
    with open_workers(extract_record, settings_for(folder, workers=1)) as workers:
        assert isinstance(workers, Alone)
    with open_workers(extract_record, settings_for(folder, workers=2)) as workers:
        assert isinstance(workers, Processes)
        workers.submit([], "acled")()
        assert workers.pool is None


def die_once(record: RawRecord, scope: str) -> Packed | Refusal:
    """An extractor whose process dies at the first article on a clash, but not at the second try."""
    mark = Path(os.environ["CONFLICT_LEDGER_TEST_MARK"])
    if record.external_id == "clash.txt" and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return extract_record(record, scope)


def die_always(record: RawRecord, scope: str) -> Packed | Refusal:
    """An extractor that no process outlives."""
    os.kill(os.getpid(), signal.SIGKILL)
    return extract_record(record, scope)


@pytest.mark.slow
def test_several_processes_give_the_same_bytes_even_if_one_is_killed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from conflict_ledger import pipeline
    from conflict_ledger.pipeline import Steps
    from tests.ledger_runs import unchecked

    monkeypatch.setattr(extraction, "BATCH_RECORDS", 1)
    run(folder, workers=1)
    run(folder, out=folder / "two", workers=2)
    assert active_children() == []
    monkeypatch.setenv("CONFLICT_LEDGER_TEST_MARK", str(folder / "mark"))
    monkeypatch.setattr(pipeline, "extract_record", die_once)
    run(folder, Steps(check=unchecked, extract=extract_step), out=folder / "killed", workers=2)
    assert (folder / "mark").exists()
    assert published_bytes(folder / "two") == published_bytes(folder / "out")
    assert published_bytes(folder / "killed") == published_bytes(folder / "out")


@pytest.mark.slow
def test_a_run_whose_processes_keep_dying_ends_with_a_word(folder: Path) -> None:
    workers = Processes(die_always, 1, batches=1)
    record = RawRecord(source_path="a", external_id="a", ordinal=0, kind="text", content="x", metadata=(), digest="0")
    with pytest.raises(LedgerError, match=f"{MOST_DEATHS} times"):
        workers.submit([record], "acled")()
    workers.close()
