"""Settings that Prefect reads from the environment while it is imported; what is set already stays."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

DEFAULTS = {
    # No call home: without a name server the attempt costs seconds and a trace in the log.
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # A new database takes 17 to 26 s to set up, the default limit is 20 s (3 of 12 fresh starts died of it).
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # The temporary server otherwise loses most task runs that are still queued when it stops.
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "conflict_ledger",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
}
HOME = "conflict-ledger/prefect"


def prepare_environment() -> None:
    """Fill in what is not set; gives Prefect a home of its own where the user has none."""
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
    if not {"PREFECT_HOME", "PREFECT_API_URL"} & set(os.environ) and not _has_own_profile():
        os.environ["PREFECT_HOME"] = str(_default_home())


def _has_own_profile() -> bool:
    try:
        return (Path.home() / ".prefect" / "profiles.toml").is_file()
    except (RuntimeError, OSError):  # no home folder is known, or it may not be looked into
        return False


def _default_home() -> Path:
    """A folder that outlives the run, so that its database is set up once; a temporary one as a last resort."""
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    try:
        home = Path(cache).expanduser() / HOME
        home.mkdir(parents=True, exist_ok=True)
        if os.access(home, os.W_OK):
            return home
    except (RuntimeError, OSError):
        pass
    return Path(tempfile.mkdtemp(prefix="conflict-ledger-prefect-"))
