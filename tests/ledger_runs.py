"""Running the pipeline in tests without the slow checking library, and looking at what came out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from conflict_ledger.pipeline import Outcome, Steps, run_ledger
from conflict_ledger.publish.manifest import read_manifest, write_json
from conflict_ledger.publish.release import current_release
from conflict_ledger.run.plan import Plan
from conflict_ledger.run.settings import SCHEMAS, Settings

NO_CHECKS = {"rules": 0, "failed": 0, "broken": 0, "critical": 0, "checks": [], "set_apart": {}}
_MINUTES: Iterator[int] = count()


def later() -> str:
    """A clock that goes a minute further at each look."""
    minutes = next(_MINUTES)
    return f"2024-05-01T{minutes // 60:02}:{minutes % 60:02}:00+00:00"


def unchecked(plan: Plan) -> None:
    """A check step that has nothing to say."""
    write_json(plan.release / "checks.json", NO_CHECKS)
    write_json(plan.reasons, [])


def refusing(plan: Plan) -> None:
    """A check step that finds a reason against every release."""
    unchecked(plan)
    write_json(plan.reasons, ["a rule says no"])


def settings_for(folder: Path, **changes: Any) -> Settings:
    """Settings for ``folder/raw`` and ``folder/out``."""
    given: dict[str, Any] = {"raw": folder / "raw", "out": folder / "out", "schemas": SCHEMAS}
    return Settings(**(given | changes))


def run(folder: Path, steps: Steps | None = None, **changes: Any) -> Outcome:
    """One run, by default without checks."""
    quick = steps or Steps(check=unchecked)
    return run_ledger(settings_for(folder, **changes), later, lambda _counts: None, quick)


def manifest_of(out: Path) -> dict[str, Any]:
    """The manifest of the current release."""
    return read_manifest(current_release(out))


def published_bytes(out: Path) -> dict[str, bytes]:
    """Every file of the current release but the manifest, which alone holds times."""
    release = current_release(out)
    assert release is not None
    return {path.name: path.read_bytes() for path in release.iterdir() if path.name != "manifest.json"}
