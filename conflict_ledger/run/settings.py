"""What a run is told from outside: nothing else may change what it makes of its input."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from conflict_ledger.problems import ConfigurationError

SCOPES = ("acled", "violence")
SCHEMAS = Path(__file__).parents[2] / "schemas"
KEPT_RELEASES = 5  # enough to go back a working week
CORRECTIONS = "corrections.yml"  # beside the raw folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``as_of`` leaves out what was published later (None: nothing); ``scope`` is ``acled`` or ``violence``.

    ``keep`` counts the releases that stay; ``allow_drop`` publishes also what falls through a floor.
    ``schemas`` holds the table contracts. ``gazetteer`` is a folder that ``gazetteer build`` made (None: the embedded).
    ``corrections`` is the file of human decisions (None: ``corrections.yml`` beside ``raw``, if there is one).
    ``workers`` is how many processes extract (None: as many as there are processors for this one); it changes no byte.
    """

    raw: Path
    out: Path
    schemas: Path
    as_of: date | None = None
    scope: str = "acled"
    keep: int = KEPT_RELEASES
    allow_drop: bool = False
    gazetteer: Path | None = None
    corrections: Path | None = None
    workers: int | None = None

    @property
    def processes(self) -> int:
        """How many processes extract."""
        return self.workers or usable_processors()

    @property
    def corrections_file(self) -> Path | None:
        """The file of human decisions; None where there is none."""
        if self.corrections is not None:
            return self.corrections
        beside = self.raw.absolute().parent / CORRECTIONS
        return beside if beside.is_file() else None


def usable_processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def check_settings(settings: Settings) -> None:
    """Raise ConfigurationError, in one line for a person, for settings that cannot work."""
    if not settings.raw.is_dir():
        raise ConfigurationError(f"--raw {settings.raw} is not a folder")
    if settings.scope not in SCOPES:
        raise ConfigurationError(f"--scope {settings.scope}: choose one of {', '.join(SCOPES)}")
    if settings.keep < 1:
        raise ConfigurationError(f"--keep {settings.keep}: at least one release has to stay")
    if settings.workers is not None and settings.workers < 1:
        raise ConfigurationError(f"--workers {settings.workers}: at least one process has to read")
    if settings.out.exists() and not settings.out.is_dir():
        raise ConfigurationError(f"--out {settings.out} is not a folder")
    if settings.corrections is not None and not settings.corrections.is_file():
        raise ConfigurationError(f"--corrections {settings.corrections} is not a file")
    raw, out = settings.raw.resolve(), settings.out.resolve()
    if out == raw or raw in out.parents:
        raise ConfigurationError(f"--out {settings.out} lies in --raw: a run would read its own output")
