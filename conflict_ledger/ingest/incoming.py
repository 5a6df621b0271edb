"""What lies in a delivery: every file of it once, as one to be taken in or with the reason why not."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from conflict_ledger.ids import storable_text
from conflict_ledger.ingest.articles import PAPERS, is_named_like_paper
from conflict_ledger.ingest.raw_store import Taken
from conflict_ledger.ingest.sidecars import ENDING

Incoming = tuple[Path, str]


def find_incoming(deliveries: Iterable[Path]) -> Iterator[Incoming | Taken]:
    """Each file with the name it is shown by: its path below the delivered folder, or its name if it came alone.

    A file that is named itself is taken whatever it is called. Sidecars come with their files.
    """
    for delivery in deliveries:
        if delivery.is_dir():
            yield from _below(delivery)
        else:
            yield delivery, storable_text(delivery.name)


def _below(delivery: Path) -> Iterator[Incoming | Taken]:
    closed: list[Taken] = []

    def close(error: OSError) -> None:
        closed.append(_not_taken("refused", Path(error.filename), delivery, f"cannot be searched: {error.strerror}"))

    for name, folders, files in os.walk(delivery, onerror=close):
        folder = Path(name)
        for inner in sorted(folders):
            if inner.startswith("."):
                folders.remove(inner)
                yield _not_taken("passed over", folder / inner, delivery, "hidden")
            elif (folder / inner).is_symlink():
                yield _not_taken("refused", folder / inner, delivery, "a link to a folder is not followed; name it")
        folders.sort()
        for file in sorted(files):
            yield from _one(folder / file, delivery)
    yield from closed


def _one(path: Path, delivery: Path) -> Iterator[Incoming | Taken]:
    name = path.name.lower()
    if name.startswith("."):
        yield _not_taken("passed over", path, delivery, "hidden")
    elif name.endswith(ENDING):
        if not os.path.lexists(path.with_name(path.name[: -len(ENDING)])):
            yield _not_taken("refused", path, delivery, "a sidecar whose file is not there")
    elif name.endswith(PAPERS):
        yield _not_taken("passed over", path, delivery, "a paper about data")
    elif is_named_like_paper(name):
        hint = "called like a paper about data; if it is an article, name the file itself"
        yield _not_taken("refused", path, delivery, hint)
    else:
        yield path, storable_text(path.relative_to(delivery).as_posix())


def _not_taken(status: str, path: Path, delivery: Path, detail: str) -> Taken:
    return Taken(status=status, incoming=storable_text(path.relative_to(delivery).as_posix()), detail=detail)
