"""Which gazetteer this process reads: the embedded one, or a folder that ``gazetteer build`` has made.

The choice is made once, before anything is read; whatever remembers places forgets them when it changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol, TypeVar

from conflict_ledger.lexicon import FOLDER
from conflict_ledger.problems import ConfigurationError

PLACES, NAMES, AREAS = "gazetteer.tsv", "gazetteer_names.tsv", "admin1.tsv"
SOURCE = "gazetteer.source.yml"  # licence and attribution, and the hash of each file: so its own hash stands for all
EMBEDDED = "embedded"


class _Memory(Protocol):
    def cache_clear(self) -> None: ...


MemoryT = TypeVar("MemoryT", bound=_Memory)


@dataclass(slots=True)
class _Choice:
    folder: Path
    identity: str


_CHOICE = _Choice(FOLDER, EMBEDDED)
_FORGET: list[Callable[[], None]] = []


def forgets_with_gazetteer(memory: MemoryT) -> MemoryT:
    """Mark a remembering function (``lru_cache``, ``cache``) whose values hold for one gazetteer only."""
    _FORGET.append(memory.cache_clear)
    return memory


def gazetteer_folder() -> Path:
    """The folder of the gazetteer in use; the embedded one lies with the lexicons."""
    return _CHOICE.folder


def gazetteer_identity() -> str:
    """What a release says of its gazetteer: ``embedded`` (part of the code version), or a hash of its content."""
    return _CHOICE.identity


def use_gazetteer(folder: Path | None) -> None:
    """Read place names from ``folder`` from now on, None: from the embedded files.

    Raises ConfigurationError where the folder holds no gazetteer.
    """
    chosen = _Choice(FOLDER, EMBEDDED) if folder is None else _Choice(folder.resolve(), read_identity(folder))
    if chosen == _CHOICE:
        return
    _CHOICE.folder, _CHOICE.identity = chosen.folder, chosen.identity
    for forget in _FORGET:
        forget()


def read_identity(folder: Path) -> str:
    """Twelve hex digits over what ``gazetteer build`` wrote into the folder."""
    missing = [name for name in (PLACES, NAMES, AREAS, SOURCE) if not (folder / name).is_file()]
    if missing:
        raise ConfigurationError(
            f"--gazetteer {folder} lacks {', '.join(missing)}: make one with conflict-ledger gazetteer build"
        )
    return sha256((folder / SOURCE).read_bytes()).hexdigest()[:12]
