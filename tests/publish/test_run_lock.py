"""One run at a time."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from conflict_ledger.problems import RunLocked
from conflict_ledger.publish.run_lock import hold_run_lock


def hold_in_child(out: Path) -> tuple[int, int]:
    """A forked process that holds the lock until killed; gives its pid once it does."""
    ready, tell = os.pipe()
    child = os.fork()
    if child == 0:
        with hold_run_lock(out, "the other run"):
            os.write(tell, b"x")
            signal.pause()
        os._exit(0)
    os.read(ready, 1)
    return child, ready


def test_the_second_run_is_told_at_once_who_holds_the_folder(tmp_path: Path) -> None:
    child, _ = hold_in_child(tmp_path)
    try:
        with pytest.raises(RunLocked, match="the other run"), hold_run_lock(tmp_path, "me"):
            pytest.fail("both hold the lock")
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_a_killed_holder_leaves_no_lock(tmp_path: Path) -> None:
    child, _ = hold_in_child(tmp_path)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with hold_run_lock(tmp_path, "me"):
        assert (tmp_path / "run.lock").read_text() == "me"
    assert (tmp_path / "run.lock").read_text() == ""


def test_the_flow_inside_the_command_finds_the_lock_held_and_goes_on(tmp_path: Path) -> None:
    with hold_run_lock(tmp_path, "command"):
        with hold_run_lock(tmp_path, "flow"):
            pass
        child = os.fork()
        if child == 0:  # a process that really is another one, with no memory of ours
            from conflict_ledger.publish import run_lock

            run_lock._HELD.clear()
            try:
                with hold_run_lock(tmp_path, "third"):
                    os._exit(1)
            except RunLocked:
                os._exit(0)
        assert os.waitpid(child, 0)[1] == 0


def test_two_output_folders_do_not_meet(tmp_path: Path) -> None:
    with hold_run_lock(tmp_path / "a", "one"), hold_run_lock(tmp_path / "b", "two"):
        assert (tmp_path / "b" / "run.lock").read_text() == "two"
