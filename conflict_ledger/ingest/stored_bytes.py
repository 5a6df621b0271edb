"""Which bytes a folder holds, and how a file gets there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from conflict_ledger.files import file_sha256
from conflict_ledger.ingest.articles import list_raw_files

PIECE = 1 << 20


class ContentIndex:
    """The files below a folder by content. Only those of the size that is looked for are hashed, each once."""

    def __init__(self, folder: Path) -> None:
        self._by_size: dict[int, list[Path]] = {}
        self._hashes: dict[Path, str | None] = {}
        for path in list_raw_files(folder) if folder.is_dir() else ():
            self.add(path)

    def add(self, path: Path) -> None:
        """Know one more file."""
        if path.is_file():
            self._by_size.setdefault(path.stat().st_size, []).append(path)

    def find(self, size: int, digest: str) -> Iterator[Path]:
        """The files of this very content."""
        return (path for path in self._by_size.get(size, ()) if self._hash(path) == digest)

    def _hash(self, path: Path) -> str | None:
        if path not in self._hashes:
            try:
                self._hashes[path] = file_sha256(path)
            except OSError:  # it went away or may not be read: a run will say so, here it is like nothing
                self._hashes[path] = None
        return self._hashes[path]


def copy_bytes(path: Path, target: Path) -> str:
    """Copy a file's bytes, have them on the disk, and give their SHA-256."""
    digest = sha256()
    with path.open("rb") as source, target.open("wb") as copy:
        while piece := source.read(PIECE):
            digest.update(piece)
            copy.write(piece)
        copy.flush()
        os.fsync(copy.fileno())
    return digest.hexdigest()


def move_to_new_name(part: Path, target: Path) -> None:
    """Rename ``part`` to ``target`` in one step; raises FileExistsError rather than replace anything."""
    try:
        os.link(part, target)  # unlike a rename it fails where something stands
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if target.exists():
            raise FileExistsError(f"{target} came to be meanwhile") from None
        part.rename(target)
    else:
        part.unlink()
