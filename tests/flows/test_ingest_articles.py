"""The intake as a flow: the same files in the same places as without Prefect."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.articles import write_articles


def files_below(raw: Path) -> dict[str, bytes]:
    """Every visible file by its path; of sidecars without the time."""
    files = (path for path in sorted(raw.rglob("*")) if path.is_file() and ".ingest" not in path.parts)
    return {
        path.relative_to(raw).as_posix(): b"".join(
            line for line in path.read_bytes().splitlines(keepends=True) if not line.startswith(b"retrieved_at:")
        )
        for path in files
    }


@pytest.mark.slow
def test_the_flow_takes_in_what_the_plain_command_does(tmp_path: Path) -> None:
    write_articles(tmp_path / "in")
    (tmp_path / "in" / "empty.txt").write_text("")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    for engine in ("prefect", "local"):
        done = subprocess.run(
            [sys.executable, "-m", "conflict_ledger", "ingest", "in", "--raw", f"{engine}/raw", "--engine", engine,
             "--source", "Lake Post"],
            cwd=tmp_path, env=clean | {"PREFECT_HOME": str(tmp_path / "prefect-home")},
            capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        assert done.returncode == 1, done.stderr
        assert "4 files: 3 stored, 1 quarantined" in done.stdout
    assert files_below(tmp_path / "prefect" / "raw") == files_below(tmp_path / "local" / "raw")
    assert len(files_below(tmp_path / "local" / "raw")) == 6
