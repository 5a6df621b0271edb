"""One run at a time per output folder: an advisory lock that the kernel drops when its holder dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conflict_ledger.problems import RunLocked

LOCK_NAME = "run.lock"

# The lock belongs to the process: the command takes it before anything slow is loaded, and the flow it then
# starts in the same process finds it held and goes on.
_HELD: set[Path] = set()


@contextmanager
def hold_run_lock(out: Path, holder: str) -> Iterator[None]:
    """Hold ``<out>/run.lock`` while the block runs; raises RunLocked at once if another run has it.

    ``holder`` is what the other side is told, such as ``"process 4711, since 2024-05-01T02:00:00Z"``. The
    file stays when the block ends: removing it would let two later runs lock two files of one name.
    """
    out.mkdir(parents=True, exist_ok=True)
    place = (out / LOCK_NAME).resolve()
    if place in _HELD:
        yield
        return
    with place.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise RunLocked(f"another run holds {out} ({lock.read().strip() or 'holder unknown'})") from None
        _write(lock.fileno(), holder)
        _HELD.add(place)
        try:
            yield
        finally:
            _HELD.discard(place)
            _write(lock.fileno(), "")


def _write(descriptor: int, holder: str) -> None:
    os.ftruncate(descriptor, 0)
    os.write(descriptor, holder.encode())
