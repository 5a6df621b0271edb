"""Old releases go, the current one never does."""

from __future__ import annotations

import json
from pathlib import Path

from conflict_ledger.publish import release
from conflict_ledger.publish.manifest import MANIFEST
from conflict_ledger.publish.retention import prune_failed, prune_releases

TABLES = {"events": {"path": "events.parquet", "sha256": "of no matter here"}}
IDS = [f"r_{number:012x}" for number in range(6)]


def make(out: Path, ids: list[str], kind: str = release.RELEASES) -> None:
    for hour, release_id in enumerate(ids):
        folder = out / kind / release_id
        folder.mkdir(parents=True)
        manifest = {"tables": TABLES, "finished_at": f"2024-05-01T{hour:02}:00:00+00:00"}
        (folder / MANIFEST).write_text(json.dumps(manifest))


def left(out: Path, kind: str = release.RELEASES) -> list[str]:
    return sorted(path.name for path in (out / kind).iterdir())


def test_the_newest_stay_by_the_time_they_finished(tmp_path: Path) -> None:
    make(tmp_path, list(reversed(IDS)))  # the last id is the oldest
    release.point_to(tmp_path, IDS[0], ())
    assert prune_releases(tmp_path, 2) == IDS[2:]
    assert left(tmp_path) == IDS[:2]


def test_the_current_release_stays_however_old_it_is(tmp_path: Path) -> None:
    make(tmp_path, IDS)
    release.point_to(tmp_path, IDS[0], ())
    prune_releases(tmp_path, 1)
    assert left(tmp_path) == [IDS[0], IDS[5]]
    assert release.current_release(tmp_path) is not None


def test_without_a_current_release_nothing_is_removed(tmp_path: Path) -> None:
    make(tmp_path, IDS)
    assert prune_releases(tmp_path, 1) == []
    assert left(tmp_path) == IDS


def test_a_folder_without_a_manifest_counts_as_oldest(tmp_path: Path) -> None:
    make(tmp_path, IDS[:3])
    (tmp_path / release.RELEASES / "odd").mkdir()
    release.point_to(tmp_path, IDS[0], ())
    assert prune_releases(tmp_path, 3) == ["odd"]


def test_reports_of_refused_runs_are_kept_by_the_same_count(tmp_path: Path) -> None:
    make(tmp_path, IDS, release.FAILED)
    prune_failed(tmp_path, 4)
    assert left(tmp_path, release.FAILED) == IDS[2:]
