"""Prefect tasks: each is one call into the library, handed a plan (paths) and not data.

Only the steps that read the input are tried again, and only after an I/O failure: anything else fails the
same way twice. Extraction takes up where it was cut off, its finished batches being in the store.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import Task

from conflict_ledger import pipeline
from conflict_ledger.run.extraction import Progress
from conflict_ledger.run.plan import Plan
from conflict_ledger.run.settings import Settings

RETRY_DELAYS = [1.0, 10.0]
LASTING_FAULTS = (FileNotFoundError, PermissionError, FileExistsError, NotADirectoryError, IsADirectoryError)
DIRECT = pipeline.Steps()


def is_passing_fault(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """Whether a task met a disk or network fault that may be gone a moment later."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, OSError) and not isinstance(error, LASTING_FAULTS)


@task(
    name="plan",
    cache_policy=NO_CACHE,
    retries=len(RETRY_DELAYS),
    retry_delay_seconds=RETRY_DELAYS,
    retry_condition_fn=is_passing_fault,
)
def plan_run(settings: Settings) -> Plan:
    """List and hash the input."""
    return DIRECT.plan(settings)


@task(
    name="extract",
    cache_policy=NO_CACHE,
    retries=len(RETRY_DELAYS),
    retry_delay_seconds=RETRY_DELAYS,
    retry_condition_fn=is_passing_fault,
)
def extract_documents(plan: Plan, progress: Progress) -> None:
    """Read and extract, batch by batch, what the store does not hold."""
    DIRECT.extract(plan, progress)


@task(name="resolve", cache_policy=NO_CACHE)
def resolve_documents(plan: Plan) -> None:
    """Link duplicates and group event mentions into events."""
    DIRECT.resolve(plan)


@task(name="tabulate", cache_policy=NO_CACHE)
def write_tables(plan: Plan) -> None:
    """Write every table of the release."""
    DIRECT.tabulate(plan)


@task(name="check", cache_policy=NO_CACHE)
def check_release(plan: Plan) -> None:
    """Run every contract's checks; quarantine rows; stop at a critical one."""
    DIRECT.check(plan)


@task(name="publish", cache_policy=NO_CACHE)
def publish_release(plan: Plan, started_at: str, finished_at: str) -> Path:
    """Write manifest and report, and move the pointer."""
    return DIRECT.publish(plan, started_at, finished_at)


STEPS = pipeline.Steps(
    plan=plan_run,
    extract=extract_documents,
    resolve=resolve_documents,
    tabulate=write_tables,
    check=check_release,
    publish=publish_release,
)


def show_report(key: str, markdown: str, description: str) -> None:
    """Put a flow's report beside its run in Prefect's pages."""
    create_markdown_artifact(key=key, markdown=markdown, description=description)
