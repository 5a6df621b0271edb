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

import logging
import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from conflict_ledger.files import sync
from conflict_ledger.problems import ConfigurationError
from conflict_ledger.publish.manifest import changed_tables, stored_manifest

LOG = logging.getLogger(__name__)

RELEASES, CURRENT, FAILED, WORK = "releases", "current", "failed", "work"
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
    """The release that the next one follows: the current one or, if that is damaged or lost, the last whole one.

    That is the nearest of those that the current one followed; where none of them is left, the newest there is.
    """
    known = (finished_release(out, name) for name in [*_ancestry(out), *_newest_first(out)])
    former = next((release for release in known if release is not None), None)
    link = out / CURRENT
    if former is None and link.is_symlink():
        LOG.warning("%s is damaged and no whole release is left: timestamps and deletions begin anew", link)
    elif former is not None and link.resolve() != former.resolve():
        LOG.warning("%s is missing or damaged: going on from %s", link, former.name)
    return former


def _ancestry(out: Path) -> list[str]:
    """The current release and those that it followed, as far as their manifests tell."""
    link = out / CURRENT
    name = link.readlink().name if link.is_symlink() else None
    line: list[str] = []
    while isinstance(name, str) and name not in line:
        line.append(name)
        name = (stored_manifest(out / RELEASES / name) or {}).get("previous_release")
    return line


def _newest_first(out: Path) -> list[str]:
    return [folder.name for folder in newest_first(out / RELEASES)]


def newest_first(releases: Path) -> list[Path]:
    """The release folders in ``releases`` by the time they were finished; those that do not tell it come last."""
    folders = [path for path in releases.iterdir() if path.is_dir()] if releases.is_dir() else []
    return sorted(folders, key=_age, reverse=True)


def _age(folder: Path) -> tuple[str, str]:
    return str((stored_manifest(folder) or {}).get("finished_at", "")), folder.name


def finished_release(out: Path, release_id: str) -> Path | None:
    """The folder of this very release if an earlier run completed it and its tables are what they were then."""
    folder = out / RELEASES / release_id
    manifest = stored_manifest(folder)
    return folder if manifest is not None and not changed_tables(folder, manifest) else None


def publish_folder(folder: Path, out: Path, release_id: str, tables: Iterable[str]) -> Path:
    """Move a complete ``folder`` to its place among the releases and point readers to it."""
    sync_tree(folder)
    target = out / RELEASES / release_id
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():  # damaged by hand, or it would have been found finished
        target.replace(out / WORK / f"{release_id}.{os.getpid()}.old")
    folder.replace(target)
    sync(target.parent)
    point_to(out, release_id, tables)
    return target


def point_to(out: Path, release_id: str, tables: Iterable[str]) -> None:
    """Make ``release_id`` the current release, every table at the same instant.

    The table links lead through ``current``, so they are laid first and the one swap moves all of them.
    """
    for table in tables:
        _replace_link(out / table, f"{CURRENT}/{table}.parquet")
    _replace_link(out / CURRENT, f"{RELEASES}/{release_id}")
    sync(out)


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
        sync(path)
    sync(folder)


def _replace_link(link: Path, target: str) -> None:
    if link.is_symlink() and str(link.readlink()) == target:
        return
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(target)
    new.replace(link)
