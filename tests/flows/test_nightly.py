"""A nightly run is told all that a single one may be told."""

from __future__ import annotations

import inspect
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from conflict_ledger import cli
from flows import nightly

# These make sense for a single run only: a day in the past, and a floor that a person has looked at.
OF_ONE_RUN = {"as_of", "allow_drop"}


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the flow would be served with, and which cluster was asked whether it is there."""
    told: dict[str, Any] = {}
    monkeypatch.setattr(nightly, "_lasting_server", nullcontext)
    monkeypatch.setattr(nightly.build_ledger, "serve", lambda **given: told.update(given))
    asked = SimpleNamespace(check_cluster=lambda address: told.update(asked=address))
    monkeypatch.setattr(nightly, "cluster", lambda: asked)
    return told


def test_every_setting_of_the_flow_is_passed_on(served: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    folders = ["--raw", str(tmp_path / "raw"), "--out", str(tmp_path / "out")]
    given = ["--keep", "3", "--workers", "2", "--scope", "violence", "--engine", "dask", "--dask-address", "tcp://c:1"]
    assert cli.main(["serve", "--cron", "0 2 * * *", *folders, *given]) == 0
    assert served["asked"] == "tcp://c:1"
    told = served["parameters"]
    assert told.keys() == {*inspect.signature(nightly.build_ledger.fn).parameters} - OF_ONE_RUN
    assert (told["keep"], told["workers"], told["scope"], told["dask_address"]) == (3, 2, "violence", "tcp://c:1")
    assert (told["raw"], told["out"]) == (str(tmp_path / "raw"), str(tmp_path / "out"))


def test_without_a_cluster_this_machine_reads(served: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    assert cli.main(["serve", "--cron", "0 2 * * *", "--raw", str(tmp_path / "raw"), "--out", str(tmp_path / "o")]) == 0
    assert "asked" not in served
    assert served["parameters"]["dask_address"] is None
