"""Release folders and the one switch that shows a new release to readers.

    <out>/releases/<release_id>/   tables, manifest, checks, report; never changed once there
    <out>/current                  link to the last good release, swapped by one rename
    <out>/<table>                  link to current/<table>.parquet, what readers open
    <out>/failed/<release_id>/     what a refused run leaves for a person to read
    <out>/work/                    scratch; nothing in it is ever read by anyone else

A folder is complete and on the disk before it gets its name, and it has its name before the link moves.
So a process may die at any line of this file: readers see the old release or the new one.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from conflict_ledger.problems import ConfigurationError

RELEASES, CURRENT, FAILED, WORK = "releases", "current", "failed", "work"
MANIFEST = "manifest.json"
# The report and what it rests on, and the two tables that say what was refused and what was not understood.
KEPT_AFTER_FAILURE = (
    "manifest.json", "checks.json", "checks.html", "report.html", "quarantine.parquet", "issues.parquet",
)  # fmt: skip
RUN_FOLDER = re.compile(r"r_[0-9a-f]{12}\.\d+(\.old)?")


def prepare_out(out: Path, tables: Iterable[str]) -> None:
    """Make ``out`` ready for a run: sweep up after killed ones, refuse what is not ours to replace.

    Raises ConfigurationError if a link's place is taken by a real file or folder. Call under the run lock.
    """
    for name in (CURRENT, *tables):
        place = out / name
        if place.exists() and not place.is_symlink():
            raise ConfigurationError(f"{place} is in the way: a link of this name has to stand there")
    for folder in (out / RELEASES, out / WORK):
        folder.mkdir(parents=True, exist_ok=True)
    for leftover in (out / WORK).iterdir():
        if RUN_FOLDER.fullmatch(leftover.name):
            shutil.rmtree(leftover)
    for leftover in out.glob(".*.new"):
        leftover.unlink()


def run_folder(out: Path, release_id: str) -> Path:
    """A new empty scratch folder of this process for one release."""
    folder = out / WORK / f"{release_id}.{os.getpid()}"
    folder.mkdir(parents=True)
    return folder


def current_release(out: Path) -> Path | None:
    """The folder of the last good release, or None before the first."""
    link = out / CURRENT
    return link.resolve() if link.is_symlink() and stored_manifest(link) is not None else None


def former_release(out: Path) -> Path | None:
    """The release that the next one follows: the current one or, if that is damaged, the last whole one before it."""
    current = current_release(out)
    release = None if current is None else finished_release(out, current.name)
    while current is not None and release is None:
        before = (stored_manifest(current) or {}).get("previous_release")
        current = out / RELEASES / before if before else None
        release = finished_release(out, before) if before else None
    return release


def finished_release(out: Path, release_id: str) -> Path | None:
    """The folder of this very release if an earlier run completed it and nobody took files out of it since."""
    folder = out / RELEASES / release_id
    manifest = stored_manifest(folder)
    return folder if manifest is not None and not missing_files(folder, manifest) else None


def stored_manifest(release: Path) -> dict[str, Any] | None:
    """The manifest of a release folder; None where there is none, or somebody damaged it."""
    try:
        manifest = json.loads((release / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and isinstance(manifest.get("tables"), dict) else None


def missing_files(release: Path, manifest: Mapping[str, Any]) -> list[str]:
    """The tables that the release's manifest names and that are gone or of another size."""
    return [
        entry["path"]
        for entry in manifest["tables"].values()
        if not (release / entry["path"]).is_file() or (release / entry["path"]).stat().st_size != entry["bytes"]
    ]


def publish_folder(folder: Path, out: Path, release_id: str, tables: Iterable[str]) -> Path:
    """Move a complete ``folder`` to its place among the releases and point readers to it."""
    sync_tree(folder)
    target = out / RELEASES / release_id
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():  # damaged by hand, or it would have been found finished
        target.replace(out / WORK / f"{release_id}.{os.getpid()}.old")
    folder.replace(target)
    _sync(target.parent)
    point_to(out, release_id, tables)
    return target


def point_to(out: Path, release_id: str, tables: Iterable[str]) -> None:
    """Make ``release_id`` the current release, every table at the same instant.

    The table links lead through ``current``, so they are laid first and the one swap moves all of them.
    """
    for table in tables:
        _replace_link(out / table, f"{CURRENT}/{table}.parquet")
    _replace_link(out / CURRENT, f"{RELEASES}/{release_id}")
    _sync(out)


def keep_failed(folder: Path, out: Path, release_id: str) -> Path:
    """Keep what explains a refused run under ``failed/``; tables that readers might take for good are not kept."""
    target = out / FAILED / release_id
    if target.exists():
        shutil.rmtree(target)
    target.mkdir(parents=True)
    for name in KEPT_AFTER_FAILURE:
        if (folder / name).is_file():
            shutil.copyfile(folder / name, target / name)
    return target


def sync_tree(folder: Path) -> None:
    """Force every file under ``folder``, then the folders, to the disk."""
    for path in sorted(folder.rglob("*")):
        _sync(path)
    _sync(folder)


def _replace_link(link: Path, target: str) -> None:
    if link.is_symlink() and str(link.readlink()) == target:
        return
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(target)
    new.replace(link)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
