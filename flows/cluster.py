"""Extraction on a Dask cluster through Prefect's Dask task runner: each batch is a task on some worker.

A worker that dies takes its batches along; Dask gives them to another one, and since results are taken in the order in
which the batches were read, nothing of it shows in the release. Needs the extra ``dask``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from distributed.scheduler import KilledWorker
from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect_dask.task_runners import DaskTaskRunner, PrefectDaskFuture

from conflict_ledger.pipeline import extract_record
from conflict_ledger.problems import ConfigurationError, LedgerError
from conflict_ledger.run.extraction import Counts, Progress, extract_documents
from conflict_ledger.run.plan import Plan
from conflict_ledger.run.remote import Remote, extract_packed

CONNECT_SECONDS = 30
WORKER_SECONDS = 60  # clusters that start workers on demand need a while for the first


@task(name="extract-batch", cache_policy=NO_CACHE, persist_result=False)
def extract_on_worker(batch: bytes) -> bytes:
    """Read one batch. Bytes, because Prefect looks through anything else object by object."""
    return extract_packed(batch)


def extract_at(address: str) -> Callable[[Plan, Progress], Counts]:
    """The step of extraction, done by the cluster whose scheduler listens at ``address``."""

    def extract_step(plan: Plan, progress: Progress) -> Counts:
        with connected(address) as runner:
            client: Any = runner.client

            def send(batch: bytes) -> Callable[[], bytes]:
                future = runner.submit(extract_on_worker, {"batch": batch})
                return lambda: _result(future)

            return extract_documents(plan, Remote(extract_record, plan, send, lambda: len(client.nthreads())), progress)

    return extract_step


def _result(future: PrefectDaskFuture[bytes]) -> bytes:
    try:
        results: bytes = future.result()
    except KilledWorker as error:
        raise LedgerError(f"workers of the cluster died over one batch: is memory short? ({error})") from error
    return results


@contextmanager
def connected(address: str) -> Iterator[DaskTaskRunner]:
    """A task runner whose cluster has a worker; raises ConfigurationError, in one line, where there is none."""
    runner = DaskTaskRunner(address=address, client_kwargs={"timeout": CONNECT_SECONDS})
    with runner:
        try:
            client = runner.client
        except (OSError, ValueError) as error:
            reason = str(error).partition("\n")[0]
            raise ConfigurationError(f"--dask-address {address}: no scheduler answers ({reason})") from error
        try:
            client.wait_for_workers(1, timeout=WORKER_SECONDS)
        except TimeoutError as error:
            raise ConfigurationError(f"--dask-address {address}: the cluster has no worker") from error
        yield runner


def check_cluster(address: str) -> None:
    """Raise ConfigurationError unless somebody is there to work."""
    with connected(address):
        pass
