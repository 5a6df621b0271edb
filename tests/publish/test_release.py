"""Publishing: readers see the old release or the new one, whatever happens in between."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conflict_ledger.problems import ConfigurationError
from conflict_ledger.publish import release
from conflict_ledger.publish.manifest import MANIFEST, describe_file

TABLES = ("documents", "events")
OLD, NEW = "r_aaaaaaaaaaaa", "r_bbbbbbbbbbbb"


def make_release(out: Path, release_id: str, content: str, **told: str) -> Path:
    """A finished scratch folder whose tables all hold ``content``; ``told`` is what else its manifest says."""
    folder = release.run_folder(out, release_id) / "release"
    folder.mkdir()
    for table in TABLES:
        (folder / f"{table}.parquet").write_text(content)
    tables = {table: describe_file(folder / f"{table}.parquet", f"{table}.parquet") for table in TABLES}
    (folder / MANIFEST).write_text(json.dumps({"tables": tables} | told))
    return folder


def publish(out: Path, release_id: str, content: str, **told: str) -> Path:
    release.prepare_out(out, TABLES)
    return release.publish_folder(make_release(out, release_id, content, **told), out, release_id, TABLES)


def read(out: Path) -> list[str]:
    return [(out / table).read_text() for table in TABLES]


def test_stable_links_lead_through_current(tmp_path: Path) -> None:
    folder = publish(tmp_path, OLD, "old")
    assert read(tmp_path) == ["old", "old"]
    assert release.current_release(tmp_path) == folder.resolve()
    assert (tmp_path / "events").readlink() == Path("current/events.parquet")
    publish(tmp_path, NEW, "new")
    assert read(tmp_path) == ["new", "new"]
    assert (folder / "events.parquet").read_text() == "old"


def test_an_output_folder_can_be_moved_as_a_whole(tmp_path: Path) -> None:
    publish(tmp_path / "here", OLD, "old")
    (tmp_path / "here").rename(tmp_path / "there")
    assert read(tmp_path / "there") == ["old", "old"]


def test_there_is_no_current_release_before_the_first(tmp_path: Path) -> None:
    assert release.current_release(tmp_path) is None
    (tmp_path / "current").symlink_to("releases/gone")
    assert release.current_release(tmp_path) is None


@pytest.mark.parametrize("name", ["current", "events"])
def test_what_is_not_ours_is_not_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "mine.parquet").write_text("mine")
    with pytest.raises(ConfigurationError, match="in the way"):
        release.prepare_out(tmp_path, TABLES)
    assert (tmp_path / name / "mine.parquet").read_text() == "mine"


def test_preparing_sweeps_up_only_run_folders(tmp_path: Path) -> None:
    left = release.run_folder(tmp_path, OLD)
    (left / "half.parquet").write_text("half")
    (tmp_path / ".current.new").symlink_to("nowhere")
    (tmp_path / "work" / "extractions.sqlite").write_text("kept")
    release.prepare_out(tmp_path, TABLES)
    assert sorted(path.name for path in (tmp_path / "work").iterdir()) == ["extractions.sqlite"]
    assert not (tmp_path / ".current.new").is_symlink()


def test_a_release_with_a_file_taken_out_counts_as_unfinished_and_can_be_made_again(tmp_path: Path) -> None:
    folder = publish(tmp_path, OLD, "old")
    assert release.finished_release(tmp_path, OLD) == folder
    (folder / "events.parquet").unlink()
    assert release.finished_release(tmp_path, OLD) is None
    publish(tmp_path, OLD, "old")
    assert read(tmp_path) == ["old", "old"]


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"tables": {}}', '{"tables": {"events": 3}}', "\x00" * 40])
def test_a_release_with_a_damaged_manifest_counts_as_unfinished_and_can_be_made_again(
    tmp_path: Path, content: str
) -> None:
    folder = publish(tmp_path, OLD, "old")
    (folder / "manifest.json").write_text(content)
    assert release.finished_release(tmp_path, OLD) is None
    assert release.current_release(tmp_path) is None
    publish(tmp_path, OLD, "old")
    assert release.current_release(tmp_path) == folder


OLDEST = "r_cccccccccccc"


def three_nights(out: Path) -> Path:
    """Three releases, one after another; gives the folder of the current one."""
    publish(out, OLDEST, "oldest", finished_at="2024-05-01")
    publish(out, OLD, "old", finished_at="2024-05-02", previous_release=OLDEST)
    return publish(out, NEW, "new", finished_at="2024-05-03", previous_release=OLD)


def overwrite(folder: Path, name: str, content: str = "odd") -> None:
    (folder / name).write_text(content)  # as long as "new" or "old": only the hash tells


DAMAGES: dict[str, tuple[Callable[[Path, Path], object], str | None]] = {
    "none": (lambda out, current: None, NEW),
    "other bytes of the same size": (lambda out, current: overwrite(current, "events.parquet"), OLD),
    "no manifest": (lambda out, current: (current / MANIFEST).unlink(), OLD),
    "no link": (lambda out, current: (out / "current").unlink(), NEW),
    "no release folder": (lambda out, current: shutil.rmtree(current), OLD),
    "rolled back by hand": (lambda out, current: release.point_to(out, OLD, TABLES), OLD),
    "rolled back to a damaged one": (
        lambda out, current: (release.point_to(out, OLD, TABLES), overwrite(out / "current", "events.parquet")),
        OLDEST,
    ),
    "a release that names itself": (
        lambda out, current: publish(out, NEW, "new", previous_release=NEW) and overwrite(current, "events.parquet"),
        OLD,
    ),
    "all": (lambda out, current: [overwrite(out / "releases" / name, MANIFEST) for name in (OLDEST, OLD, NEW)], None),
}


@pytest.mark.parametrize(("damage", "former"), DAMAGES.values(), ids=DAMAGES)
def test_the_next_release_follows_the_last_whole_one(
    tmp_path: Path, damage: Callable[[Path, Path], object], former: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    damage(tmp_path, three_nights(tmp_path))
    found = release.former_release(tmp_path)
    assert (found.name if found else None) == former
    link = tmp_path / "current"
    is_current = found is not None and link.is_symlink() and link.resolve() == found.resolve()
    assert bool(caplog.records) is not is_current  # the person who runs it is told


def test_before_the_first_release_there_is_nothing_to_follow(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert release.former_release(tmp_path) is None
    assert not caplog.records


def test_a_refused_run_keeps_its_papers_and_not_its_tables(tmp_path: Path) -> None:
    folder = make_release(tmp_path, NEW, "bad")
    (folder / "checks.json").write_text("{}")
    target = release.keep_failed(folder, tmp_path, NEW)
    assert sorted(path.name for path in target.iterdir()) == ["checks.json", "manifest.json"]
    assert target == tmp_path / "failed" / NEW


CHANGING_CALLS = ("replace", "symlink", "fsync", "unlink", "mkdir")


def die_at(step: int, when: str) -> None:
    """From now on, kill this process at the ``step``-th call that changes the disk, before or after it."""
    calls = 0

    def dying(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal calls
            calls += 1
            is_last = calls == step
            try:
                return None if is_last and when == "before" else real(*args, **kwargs)
            finally:
                if is_last:
                    os.kill(os.getpid(), signal.SIGKILL)

        return call

    for name in CHANGING_CALLS:
        setattr(os, name, dying(getattr(os, name)))


def in_child(work: Callable[[], object]) -> int:
    """Run ``work`` in a forked process; gives its wait status."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    return os.waitpid(child, 0)[1]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("first", [True, False], ids=["first release", "later release"])
def test_a_kill_at_any_call_leaves_a_whole_release_and_a_clean_next_run(tmp_path: Path, when: str, first: bool) -> None:
    kills = 0
    for step in range(1, 200):
        out = tmp_path / str(step)
        if not first:
            publish(out, OLD, "old")

        def work(out: Path = out, step: int = step) -> None:
            die_at(step, when)
            publish(out, NEW, "new")

        status = in_child(work)
        if first and release.current_release(out) is None:
            assert not any((out / table).exists() for table in TABLES)  # no table, or all of them
        else:
            assert read(out) in (["old", "old"], ["new", "new"])
        release.prepare_out(out, TABLES)
        assert list((out / "work").iterdir()) == []
        if release.finished_release(out, NEW):
            release.point_to(out, NEW, TABLES)
        else:
            publish(out, NEW, "new")
        assert read(out) == ["new", "new"]
        assert not list(out.glob(".*"))
        shutil.rmtree(out)
        if status == 0:
            break
        kills += 1
    assert kills > 10
    assert status == 0
