"""See to it that Prefect's temporary server never outlives the run that started it.

Prefect stops its server when the process ends in an orderly way. After ``kill -9`` the server would stay for
ever, with 200 MB and our output streams open. So a guard waits beside it: a small process that holds one end of
a pipe, which the kernel closes however the run ends.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def guard_temporary_server() -> None:
    """Give every temporary server that Prefect starts from now on a guard of its own."""
    from prefect.server.api.server import SubprocessASGIServer

    start = SubprocessASGIServer._run_uvicorn_command
    if getattr(start, "is_guarded", False):
        return

    def start_guarded(server: SubprocessASGIServer) -> subprocess.Popen[bytes]:
        process = start(server)
        start_guard(process.pid)
        return process

    start_guarded.is_guarded = True  # type: ignore[attr-defined]
    SubprocessASGIServer._run_uvicorn_command = start_guarded  # type: ignore[assignment, method-assign]


@contextmanager
def shared_server() -> Iterator[None]:
    """Name the server to other processes that work for this run: workers would each start one of their own.

    Where none is configured it is the temporary one, which Prefect stops when all that it waits for has been sent.
    """
    from prefect.server.api.server import SubprocessASGIServer
    from prefect.settings import PREFECT_API_URL, temporary_settings

    if PREFECT_API_URL.value():
        yield
        return
    server = SubprocessASGIServer()
    server.start()
    with temporary_settings({PREFECT_API_URL: server.api_url}):
        yield


def start_guard(server: int) -> subprocess.Popen[bytes]:
    """A process that ends the process ``server`` as soon as ours is gone.

    It runs apart from the terminal's group, so that Ctrl-C does not take the guard before the guarded.
    """
    return subprocess.Popen(
        [sys.executable, "-I", __file__, str(server)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def wait_and_end(server: int) -> None:
    """Wait for the end of our standard input, then end the process ``server`` if it is still there."""
    handle = os.pidfd_open(server) if hasattr(os, "pidfd_open") else None
    sys.stdin.buffer.read()
    try:
        if handle is None:
            os.kill(server, signal.SIGTERM)
        else:  # names this very process, even if its number has been given away since
            signal.pidfd_send_signal(handle, signal.SIGTERM)
    except ProcessLookupError:
        pass


if __name__ == "__main__":
    wait_and_end(int(sys.argv[1]))
