"""The Prefect side: the same bytes as without it, nothing configured, and what is tried again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.articles import write_articles
from tests.ledger_runs import published_bytes

ROOT = Path(__file__).parent.parent.parent
COMMAND = [sys.executable, "-m", "conflict_ledger", "run"]


@pytest.fixture(scope="module")
def prefect_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose database is set up by the first run that needs it."""
    return tmp_path_factory.mktemp("prefect")


def ledger(folder: Path, home: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The command with nothing of Prefect configured but its home."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    folders = ["--raw", str(folder / "raw"), "--out", str(folder / "out")]
    return subprocess.run(
        [*COMMAND, *folders, *options],
        env=clean | {"PREFECT_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.mark.slow
def test_a_prefect_run_gives_the_bytes_of_a_local_one_and_refusals_their_status(
    tmp_path: Path, prefect_home: Path
) -> None:
    for engine in ("prefect", "local"):
        write_articles(tmp_path / engine / "raw")
        done = ledger(tmp_path / engine, prefect_home, "--engine", engine)
        assert done.returncode == 0, done.stderr
        assert "published release" in done.stdout
        assert "5 records read" in done.stderr
    assert published_bytes(tmp_path / "prefect" / "out") == published_bytes(tmp_path / "local" / "out")

    for path in (tmp_path / "prefect" / "raw").iterdir():
        path.unlink()
    refused = ledger(tmp_path / "prefect", prefect_home)
    assert refused.returncode == 1, refused.stderr
    assert "no input is left" in refused.stderr
    assert published_bytes(tmp_path / "prefect" / "out") == published_bytes(tmp_path / "local" / "out")


def test_there_is_a_task_for_each_step_and_none_for_a_text() -> None:
    from flows.tasks import STEPS

    names = [getattr(STEPS, name).name for name in STEPS.__slots__]
    assert names == ["plan", "extract", "resolve", "tabulate", "check", "publish"]


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (OSError(5, "the disk stutters"), True),
        (TimeoutError("the share is slow"), True),
        (FileNotFoundError("gone"), False),
        (PermissionError("not yours"), False),
        (ValueError("a mistake of ours"), False),
    ],
    ids=["disk", "timeout", "missing", "forbidden", "mistake"],
)
def test_only_faults_that_may_pass_are_tried_again(error: Exception, again: bool) -> None:
    from prefect.client.schemas.objects import TaskRun
    from prefect.states import Failed

    from flows.tasks import is_passing_fault, plan_run

    run = TaskRun(task_key="plan", dynamic_key="0")
    assert is_passing_fault(plan_run, run, Failed(data=error)) is again


def test_steps_that_write_are_never_tried_again() -> None:
    from flows.tasks import STEPS

    tried = {name for name in STEPS.__slots__ if getattr(STEPS, name).retries}
    assert tried == {"plan", "extract"}


ENVIRONMENT = """
import os, sys
import flows
print("prefect" in sys.modules, os.environ["PREFECT_HOME"], os.environ["DO_NOT_TRACK"], sep="|")
"""


def environment_of(**given: str) -> list[str]:
    """What importing ``flows`` makes of an environment: Prefect loaded, its home, tracking refused."""
    names = ("PATH", "PYTHONPATH")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", ENVIRONMENT],
        env=kept | given,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip().split("|")


def test_prefect_gets_a_home_of_its_own_and_calls_nobody(tmp_path: Path) -> None:
    assert environment_of(HOME=str(tmp_path)) == [
        "False",
        str(tmp_path / ".cache" / "conflict-ledger" / "prefect"),
        "1",
    ]


def test_a_home_that_is_set_stays(tmp_path: Path) -> None:
    assert environment_of(HOME=str(tmp_path), PREFECT_HOME="elsewhere")[1] == "elsewhere"


def test_without_a_home_that_can_be_written_a_temporary_one_serves(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    home = environment_of(HOME=str(tmp_path / "file"))[1]
    assert Path(home).is_dir()
    Path(home).rmdir()


def test_the_nightly_deployment_names_a_flow_that_exists() -> None:
    content = yaml.safe_load((ROOT / "prefect.yaml").read_text())
    (nightly,) = content["deployments"]
    path, flow_name = nightly["entrypoint"].split(":")
    assert f"def {flow_name}(" in (ROOT / path).read_text()
    assert nightly["schedules"][0]["cron"] == "0 2 * * *"
    assert "concurrency_limit" not in nightly  # a killed run would hold it for ever


def test_a_schedule_that_is_none_is_refused_before_anything_starts(tmp_path: Path) -> None:
    from conflict_ledger.problems import ConfigurationError
    from flows.nightly import serve_flow
    from tests.ledger_runs import settings_for

    with pytest.raises(ConfigurationError, match="no schedule such as"):
        serve_flow(settings_for(tmp_path), "every night")
