"""The flow that takes incoming files into data/raw, each with a sidecar. What it does is ``intake.take_delivery``."""

from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from conflict_ledger.clock import utc_now
from conflict_ledger.run.intake import Delivery, Intake, take_delivery
from flows.build_ledger import set_log_levels
from flows.server_guard import guard_temporary_server
from flows.tasks import show_report


@task(name="take-in", cache_policy=NO_CACHE)
def take_in(delivery: Delivery) -> Intake:
    """Store every file of a delivery. Tried once: a second try would find the files of the first one known."""
    return take_delivery(delivery, utc_now)


@flow(name="ingest-articles", persist_result=False, validate_parameters=True)
def ingest_articles(
    incoming: list[Path],
    raw: Path = Path("data/raw"),
    quarantine: Path | None = None,
    given: dict[str, str] | None = None,
) -> Intake:
    """Put incoming files untouched under ``raw/<source>/<date>/``; ``given`` fills the sidecars of those without."""
    set_log_levels()
    intake = take_in(Delivery(incoming=tuple(incoming), raw=raw, quarantine=quarantine, given=given or {}))
    show_report("ingest-articles", intake.markdown(), "what became of the incoming files")
    return intake


def run_ingest_flow(delivery: Delivery) -> Intake:
    """Run the flow in this process, with a temporary server if none is configured."""
    guard_temporary_server()
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        return ingest_articles(
            incoming=list(delivery.incoming),
            raw=delivery.raw,
            quarantine=delivery.quarantine,
            given=dict(delivery.given),
        )
