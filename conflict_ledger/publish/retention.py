"""Which old releases stay: the newest few, and always the one that readers are pointed to."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from conflict_ledger.publish.release import FAILED, RELEASES, WORK, current_release, newest_first


def prune_releases(out: Path, keep: int) -> list[str]:
    """Remove all but the ``keep`` newest releases and the current one; gives the ids removed."""
    current = current_release(out)
    if current is None:  # without a good release there is nothing to spare the others for
        return []
    return _prune(out, RELEASES, keep, spare=current.name)


def prune_failed(out: Path, keep: int) -> list[str]:
    """Remove all but the ``keep`` newest reports of refused runs."""
    return _prune(out, FAILED, keep, spare=None)


def _prune(out: Path, kind: str, keep: int, spare: str | None) -> list[str]:
    removed = [path for path in newest_first(out / kind)[max(keep, 1) :] if path.name != spare]
    for path in removed:
        _remove(path, out / WORK / f"{path.name}.{os.getpid()}.old")
    return [path.name for path in removed]


def _remove(folder: Path, aside: Path) -> None:
    # Renamed first: a reader or a kill never meets half a release under a release's name.
    aside.parent.mkdir(parents=True, exist_ok=True)
    folder.replace(aside)
    shutil.rmtree(aside)
