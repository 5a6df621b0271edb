from __future__ import annotations

from pathlib import Path

import pytest

from conflict_ledger.ingest.articles import list_raw_files
from conflict_ledger.ingest.raw_store import add_raw_file, verify_sidecar
from conflict_ledger.ingest.sidecars import read_sidecar, sidecar_path

PAPERS = {"source": "The Delta Record", "url": "https://delta.example/x", "accessed_on": "2014-06-17", "licence": "no"}


@pytest.fixture
def incoming(tmp_path: Path) -> Path:
    path = tmp_path / "incoming" / "clash.txt"
    path.parent.mkdir()
    path.write_text("Nine died.")
    return path


def test_a_raw_file_is_stored_by_source_and_day_with_its_papers(tmp_path: Path, incoming: Path) -> None:
    stored = add_raw_file(incoming, tmp_path / "raw", PAPERS)
    assert stored.relative_to(tmp_path).as_posix() == "raw/the_delta_record/2014-06-17/clash.txt"
    pairs, fault = read_sidecar(stored)
    assert fault is None
    assert pairs.items() >= PAPERS.items()
    assert pairs["bytes"] == "10"
    assert verify_sidecar(stored) is None
    assert list_raw_files(tmp_path / "raw") == [stored]


def test_storing_it_again_changes_nothing(tmp_path: Path, incoming: Path) -> None:
    stored = add_raw_file(incoming, tmp_path / "raw", PAPERS)
    before = sidecar_path(stored).read_bytes()
    inode = stored.stat().st_ino
    assert add_raw_file(incoming, tmp_path / "raw", PAPERS | {"licence": "other"}) == stored
    assert sidecar_path(stored).read_bytes() == before
    assert stored.stat().st_ino == inode


def test_another_file_of_the_same_name_replaces_nothing(tmp_path: Path, incoming: Path) -> None:
    first = add_raw_file(incoming, tmp_path / "raw", PAPERS)
    incoming.write_text("Ten died.")
    second = add_raw_file(incoming, tmp_path / "raw", PAPERS)
    assert (first.read_text(), second.read_text()) == ("Nine died.", "Ten died.")
    assert first.parent == second.parent


def test_without_source_or_day_the_folder_says_so(tmp_path: Path, incoming: Path) -> None:
    stored = add_raw_file(incoming, tmp_path / "raw", {"source": "../.."})
    assert stored.relative_to(tmp_path).as_posix() == "raw/unknown_source/undated/clash.txt"


def test_a_changed_file_or_missing_papers_are_noticed(tmp_path: Path, incoming: Path) -> None:
    stored = add_raw_file(incoming, tmp_path / "raw", PAPERS)
    stored.write_text("Nine died!")
    assert "not the one" in (verify_sidecar(stored) or "")
    sidecar_path(stored).write_text("source: x\n")
    assert "no sha256" in (verify_sidecar(stored) or "")
    sidecar_path(stored).unlink()
    assert verify_sidecar(stored) == "there is no sidecar"
