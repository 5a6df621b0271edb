"""The guard ends what it guards when its starter is gone, however that went, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from flows.server_guard import start_guard

STARTER = """
import subprocess, sys, time
from flows.server_guard import start_guard
server = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
guard = start_guard(server.pid)
time.sleep(0.3)
print(server.pid, guard.pid, flush=True)
time.sleep(60)
"""


def is_alive(process: int) -> bool:
    """Whether a process is there and not only waiting to be collected."""
    try:
        with open(f"/proc/{process}/stat") as stat:  # noqa: PTH123
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def ends_within(process: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while is_alive(process) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_alive(process)


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="looks processes up in /proc")  # noqa: PTH112
def test_a_killed_run_takes_its_server_and_guard_along() -> None:
    with subprocess.Popen([sys.executable, "-c", STARTER], stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        server, guard = map(int, starter.stdout.readline().split())
        assert is_alive(server)
        starter.send_signal(signal.SIGKILL)
    assert ends_within(server, 5)
    assert ends_within(guard, 5)


def test_a_server_that_is_gone_already_is_no_trouble() -> None:
    server = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
    guard = start_guard(server.pid)
    time.sleep(0.3)
    server.communicate()
    assert guard.stdin is not None
    guard.stdin.close()
    assert guard.wait(timeout=5) == 0
