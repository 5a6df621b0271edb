"""Stay and run the main flow on a schedule, with no other set-up: ``conflict-ledger serve --cron "0 2 * * *"``.

A schedule needs a Prefect server that lasts: the temporary one of a single run has no scheduler. So unless a
server is configured, one is started here, on this machine only, and stopped at the end.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from prefect.schedules import Cron
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.types.entrypoint import EntrypointType

from conflict_ledger.problems import ConfigurationError, LedgerError
from conflict_ledger.run.settings import Settings
from flows.build_ledger import build_ledger, cluster
from flows.server_guard import start_guard

LOG = logging.getLogger("conflict_ledger.nightly")
STARTUP_SECONDS = 120  # a new database takes up to half a minute
ENDING_SECONDS = 10


def serve_flow(settings: Settings, cron: str, dask_address: str | None = None, name: str = "nightly") -> None:
    """Run the flow whenever ``cron`` (five fields, UTC) says so; returns when interrupted.

    A run that is due while another one goes on waits for it. That is left to the runner and the run lock: a limit
    kept by the server would stay taken by a run that was killed, and no later one would ever start. Raises
    ConfigurationError for a text that is no cron, and where nobody works for the scheduler at ``dask_address``.
    """
    try:
        schedule = Cron(cron, timezone="UTC")
    except ValueError:
        raise ConfigurationError(f"--cron {cron!r} is no schedule such as '0 2 * * *'") from None
    if dask_address is not None:
        cluster().check_cluster(dask_address)
    with _lasting_server():
        build_ledger.serve(
            name=name,
            schedule=schedule,
            parameters={
                "raw": str(settings.raw.absolute()),
                "out": str(settings.out.resolve()),
                "scope": settings.scope,
                "keep": settings.keep,
                "gazetteer": str(settings.gazetteer.resolve()) if settings.gazetteer else None,
                "corrections": str(settings.corrections.resolve()) if settings.corrections else None,
                "workers": settings.workers,
                "dask_address": dask_address,
            },
            limit=1,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )


@contextmanager
def _lasting_server() -> Iterator[None]:
    """A server for as long as the block runs, unless one is configured."""
    if PREFECT_API_URL.value():
        yield
        return
    port = _free_port()
    url = f"http://127.0.0.1:{port}/api"
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen([*command, "--log-level", "ERROR"], stdout=subprocess.DEVNULL)
    guard = start_guard(server.pid)
    try:
        _wait_until_healthy(server, url)
        os.environ["PREFECT_API_URL"] = url  # for the processes that the runs are made in
        with temporary_settings({PREFECT_API_URL: url}):
            LOG.info("schedule and runs are shown at %s", url.removesuffix("/api"))
            yield
    finally:
        os.environ.pop("PREFECT_API_URL", None)
        _end_runs()
        server.terminate()
        server.wait()
        guard.communicate()


def _end_runs() -> None:
    """Stop a run that is under way, before the server that it reports to; it leaves the last release as it is."""
    runs = multiprocessing.active_children()
    for run in runs:
        run.terminate()
    for run in runs:
        run.join(ENDING_SECONDS)
        if run.is_alive():
            run.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_healthy(server: subprocess.Popen[bytes], url: str) -> None:
    end = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            if httpx.get(f"{url}/health", trust_env=False).is_success:
                return
        except httpx.TransportError as error:
            LOG.debug("not up yet: %s", error)
        time.sleep(0.2)
    raise LedgerError(f"the Prefect server did not come up within {STARTUP_SECONDS} s")
