"""Extraction on a Dask cluster: the same bytes though a worker is killed; one line where there is no cluster."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from conflict_ledger import cli
from conflict_ledger.problems import ConfigurationError
from tests.articles import write_articles
from tests.benchmarks.test_corpus import corpus
from tests.ledger_runs import published_bytes

PATIENCE = 900  # seconds, for a machine with much else to do; an idle one takes half a minute
ARTICLES = 450  # three batches


def ledger(folder: Path, out: str, *options: str) -> subprocess.CompletedProcess[str]:
    """A run of the command on ``folder/raw`` with nothing of Prefect configured but its home."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return subprocess.run(
        [sys.executable, "-m", "conflict_ledger", "run", "--raw", "raw", "--out", out, *options],
        cwd=folder,
        env=clean | {"PREFECT_HOME": str(folder / "prefect")},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def kill_a_busy_worker(client: Any, going: Future[Any]) -> int:
    """Kill a worker of the cluster that has a batch in hand; gives its process id."""
    processes: dict[str, int] = client.run(os.getpid)
    while not going.done():
        for address, tasks in client.processing().items():
            if tasks and address in processes:
                os.kill(processes[address], signal.SIGKILL)
                return processes[address]
        time.sleep(0.02)
    raise AssertionError(f"no worker was ever busy: {going.result()}")


@pytest.mark.slow
def test_a_worker_that_is_killed_in_the_middle_does_not_show(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    corpus.write_corpus(tmp_path, ARTICLES, seed=11)
    local = ledger(tmp_path, "local", "--engine", "local")
    assert local.returncode == 0, local.stderr
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
        ThreadPoolExecutor(1) as thread,
    ):
        address = cluster.scheduler_address
        going = thread.submit(ledger, tmp_path, "dask", "--engine", "dask", "--dask-address", address)
        killed = kill_a_busy_worker(client, going)
        done = going.result(timeout=PATIENCE)
        client.wait_for_workers(2, timeout=PATIENCE)
        assert killed not in client.run(os.getpid).values()
    assert done.returncode == 0, done.stderr
    assert f"{ARTICLES} records read" in done.stderr
    assert published_bytes(tmp_path / "dask") == published_bytes(tmp_path / "local")


@pytest.mark.slow
def test_where_no_scheduler_listens_the_run_ends_with_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("prefect_dask")
    from flows import cluster

    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    write_articles(tmp_path / "raw")
    options = ["--raw", str(tmp_path / "raw"), "--out", str(tmp_path / "out")]
    assert cli.main(["run", *options, "--engine", "dask", "--dask-address", "tcp://127.0.0.1:9"]) == 2
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith("conflict-ledger:")]
    assert len(lines) == 1
    assert "--dask-address tcp://127.0.0.1:9: no scheduler answers" in lines[0]


@pytest.mark.parametrize("missing", ["prefect_dask.task_runners", "distributed.scheduler"])
def test_without_the_extra_the_run_says_how_to_get_it(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.build_ledger import steps_at

    monkeypatch.delitem(sys.modules, "flows.cluster", raising=False)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ConfigurationError, match=r"pip install 'conflict-ledger\[dask\]'"):
        steps_at("tcp://127.0.0.1:9")


def test_without_a_cluster_every_step_is_the_usual_task() -> None:
    from flows.build_ledger import steps_at
    from flows.tasks import STEPS

    assert steps_at(None) is STEPS
