"""The only module that asks what time it is. Command and flows hand it to the library as an argument."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def utc_now() -> str:
    """The time in UTC to the second, as ISO text such as ``2024-05-01T02:00:00+00:00``."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def seconds() -> float:
    """Seconds that only go up, for rates."""
    return time.monotonic()
