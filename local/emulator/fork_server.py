"""A process that has imported what all functions import, and forks one for each that starts.

It is a program of its own, with one thread, so that forking is safe. A request is JSON; with it
come the file descriptors of the new process's standard streams, and of a pipe that will receive its
exit code. The answer is the id of the new process.
"""

import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

REQUEST_LIMIT: Final = 1 << 18
# Third-party packages alone: what is deployed may change between two starts of a function.
SHARED: Final = (
    "argon2",
    "aws_lambda_powertools.event_handler.openapi.params",
    "aws_lambda_powertools.metrics",
    "botocore.httpsession",
    "botocore.session",
    "cryptography.hazmat.primitives.asymmetric.ed25519",
    "email_validator",
    "fluent.runtime",
    "jwt",
    "pydantic.alias_generators",
    "pynamodb.connection.table",
    "pynamodb.models",
    "uuid6",
)


def serve(requests: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    """Fork for each request until there are no more.

    Returns, in each new process, its request and its standard streams; None in this one.
    """
    exit_codes: dict[int, int] = {}
    ended, wakeup = socket.socketpair()
    with ended, wakeup:
        wakeup.settimeout(0)
        signal.set_wakeup_fd(wakeup.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        while True:
            ready, _, _ = select.select([requests, ended], [], [])
            if ended in ready:
                ended.recv(REQUEST_LIMIT)
                report_ended(exit_codes)
            if requests in ready:
                request, received, *_ = socket.recv_fds(requests, REQUEST_LIMIT, 4)
                if not request:
                    return None
                *streams, exit_code = received
                pid = os.fork()
                if not pid:
                    signal.set_wakeup_fd(-1)
                    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                    close(exit_code, *exit_codes.values())
                    return json.loads(request), streams
                close(*streams)
                exit_codes[pid] = exit_code
                requests.send(str(pid).encode())


def report_ended(exit_codes: dict[int, int]) -> None:
    """Write the exit code of each process that has ended into its pipe."""
    while exit_codes:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        pipe = exit_codes.pop(pid)
        with suppress(BrokenPipeError):
            os.write(pipe, str(os.waitstatus_to_exitcode(status)).encode())
        close(pipe)


def run(request: dict[str, Any], streams: list[int]) -> None:
    """Run a script as an interpreter would that has just started."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    close(*streams)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])
    time.tzset()
    script = request["script"]
    sys.argv = [script]
    sys.path.insert(0, str(Path(script).parent))
    runpy.run_path(script, run_name="__main__")


def close(*descriptors: int) -> None:
    """Close file descriptors."""
    for descriptor in descriptors:
        os.close(descriptor)


def main() -> None:
    """Run with the file descriptor of the socket on which requests come."""
    for name in SHARED:
        importlib.import_module(name)
    # What is there now stays: no collection touches it, so processes go on sharing its memory.
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=int(sys.argv[1])) as requests:
        forked = serve(requests)
    if forked:
        run(*forked)


if __name__ == "__main__":
    main()
