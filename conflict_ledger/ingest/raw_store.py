"""Add raw files to ``data/raw/<source>/<date>/`` with their papers; raw files are never changed or replaced."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path

from conflict_ledger.ingest.sidecars import read_sidecar, sidecar_path, write_sidecar
from conflict_ledger.ingest.timestamps import parse_given

NO_SOURCE, NO_DATE = "unknown_source", "undated"
_NOT_IN_NAMES = re.compile(r"[^a-z0-9.]+")


def add_raw_file(source: Path, raw_root: Path, metadata: Mapping[str, str]) -> Path:
    """Copy ``source`` below ``raw_root`` and write its sidecar with ``metadata``, sha256 and size in bytes.

    The folder is the metadata's ``source`` and the day it was ``accessed_on`` (else published). A file that is
    there already is left alone; another file of the same name is stored with part of its hash in the name.
    Raises OSError where a file cannot be read or written.
    """
    digest = sha256_of(source)
    folder = raw_root / folder_name(metadata.get("source")) / _day(metadata)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / source.name
    if target.exists() and sha256_of(target) != digest:
        target = folder / f"{digest[:8]}-{source.name}"
    if not target.exists():
        _copy(source, target)
    if not sidecar_path(target).exists():
        write_sidecar(target, {**metadata, "sha256": digest, "bytes": str(target.stat().st_size)})
    return target


def verify_sidecar(path: Path) -> str | None:
    """What is wrong with the papers of raw file ``path``; None when the file is the one they describe."""
    if not sidecar_path(path).is_file():
        return "there is no sidecar"
    pairs, fault = read_sidecar(path)
    if fault is not None:
        return fault
    if "sha256" not in pairs:
        return "the sidecar has no sha256"
    return None if sha256_of(path) == pairs["sha256"] else "the file is not the one its sidecar describes"


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, as hex."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def folder_name(source: str | None) -> str:
    """A source's name as a folder.

    >>> folder_name("The Example Times")
    'the_example_times'
    """
    name = _NOT_IN_NAMES.sub("_", (source or "").lower()).strip("_.")
    return name or NO_SOURCE


def _day(metadata: Mapping[str, str]) -> str:
    stamps = (parse_given(metadata[name]) for name in ("accessed_on", "published_at") if name in metadata)
    stamp = next((stamp for stamp in stamps if stamp is not None), None)
    return NO_DATE if stamp is None else stamp.moment.date().isoformat()


def _copy(source: Path, target: Path) -> None:
    """Copy aside and rename, so that no half-written file is ever read; the name is hidden from readers."""
    aside = target.with_name(f".{target.name}.part")
    shutil.copyfile(source, aside)
    aside.replace(target)
