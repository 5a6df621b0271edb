"""The main flow: data/raw -> a release in data/processed. The path itself is ``pipeline.run_ledger``.

Annotations are not postponed here: a served flow travels to its process as a value, and Prefect could not find
there what their texts name.
"""

import logging
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType

from prefect import flow
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from conflict_ledger.clock import seconds, utc_now
from conflict_ledger.pipeline import Outcome, Steps, run_ledger
from conflict_ledger.problems import ConfigurationError
from conflict_ledger.run.progress import ProgressLog
from conflict_ledger.run.settings import KEPT_RELEASES, SCHEMAS, Settings
from flows.server_guard import guard_temporary_server, shared_server
from flows.tasks import STEPS, show_report

EXTRA = ("prefect_dask", "distributed", "dask")


@flow(name="build-ledger", persist_result=False, validate_parameters=True)
def build_ledger(
    raw: Path = Path("data/raw"),
    out: Path = Path("data/processed"),
    as_of: date | None = None,
    scope: str = "acled",
    keep: int = KEPT_RELEASES,
    allow_drop: bool = False,
    gazetteer: Path | None = None,
    corrections: Path | None = None,
    workers: int | None = None,
    dask_address: str | None = None,
) -> Outcome:
    """Publish a release of everything below ``raw`` to ``out``, unless nothing is new.

    ``dask_address`` is that of the scheduler of a Dask cluster, for extraction there in place of this machine.
    """
    set_log_levels()
    settings = Settings(
        raw=raw, out=out, schemas=SCHEMAS, as_of=as_of, scope=scope, keep=keep, allow_drop=allow_drop,
        gazetteer=gazetteer, corrections=corrections, workers=workers,
    )  # fmt: skip
    outcome = run_ledger(settings, utc_now, ProgressLog(seconds), steps_at(dask_address))
    show_report("build-ledger", outcome.markdown(), "what the run published")
    return outcome


def steps_at(dask_address: str | None) -> Steps:
    """The six steps as tasks; with extraction on a cluster, where one is named."""
    return STEPS if dask_address is None else replace(STEPS, extract=cluster().extract_at(dask_address))


def cluster() -> ModuleType:
    """The module ``flows.cluster``; raises ConfigurationError where the libraries that it needs are missing."""
    try:
        return import_module("flows.cluster")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in EXTRA:
            raise
        raise ConfigurationError("--engine dask needs the extra dask: pip install 'conflict-ledger[dask]'") from error


def set_log_levels() -> None:
    """Let the library tell of its progress, and keep the checking library's scratch folders out of the log."""
    logging.getLogger("conflict_ledger").setLevel(logging.INFO)
    chatty = logging.getLogger("great_expectations.data_context.types.base")  # sets its own level when loaded
    chatty.addFilter(lambda record: record.levelno >= logging.WARNING)


def run_flow(settings: Settings, dask_address: str | None = None) -> Outcome:
    """Run the flow in this process, with a temporary server if none is configured.

    Heartbeats are off: their thread would hold the process for a second after the flow, and nobody watches.
    """
    if dask_address is not None:
        cluster().check_cluster(dask_address)
    guard_temporary_server()
    server = nullcontext() if dask_address is None else shared_server()
    with server, temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        return build_ledger(
            raw=settings.raw,
            out=settings.out,
            as_of=settings.as_of,
            scope=settings.scope,
            keep=settings.keep,
            allow_drop=settings.allow_drop,
            gazetteer=settings.gazetteer,
            corrections=settings.corrections,
            workers=settings.workers,
            dask_address=dask_address,
        )
