"""Starts the processes of functions by forking one that has imported what they share.

A function then starts in a quarter of the time. Only Linux does this: on macOS, system libraries
may be in use by a thread that a forked process does not have.
"""

import json
import logging
import math
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

from ministack.core import lambda_runtime

from local.emulator import fork_server

ATTEMPTS: Final = 2

logger = logging.getLogger("emulator")


def fork_functions(state: Path) -> None:
    """Let ministack fork the processes of Python functions, where forking is safe."""
    if sys.platform == "linux":
        forks = {"Popen": ForkServer(state).start}
        lambda_runtime.subprocess = SimpleNamespace(**vars(subprocess) | forks)


def python_settings(environment: Mapping[str, str]) -> set[tuple[str, str]]:
    """Returns what an interpreter reads from an environment when it starts."""
    return {(name, value) for name, value in environment.items() if name.startswith("PYTHON")}


class ForkedProcess:
    """A forked process, with what ministack uses of `subprocess.Popen`."""

    def __init__(self, pid: int, streams: list[int], exit_code: int) -> None:
        self.pid = pid
        stdin, stdout, stderr = streams
        self.stdin = os.fdopen(stdin, "w", buffering=1)
        self.stdout = os.fdopen(stdout)
        self.stderr = os.fdopen(stderr)
        self.returncode: int | None = None
        self._exit_code = os.fdopen(exit_code, "rb", buffering=0)
        self._reading = threading.Lock()

    def poll(self) -> int | None:
        """Returns the exit code, None while the process runs."""
        with self._reading:
            if self.returncode is None and self._has_ended():
                with self._exit_code:
                    code = self._exit_code.read()
                if not code:
                    # The fork server is gone, and would have told when this process ends.
                    with suppress(ProcessLookupError):
                        os.kill(self.pid, signal.SIGKILL)
                self.returncode = int(code or -signal.SIGKILL)
        return self.returncode

    def wait(self, timeout: float = math.inf) -> int:
        """Wait for the end and return the exit code.

        Raises:
            TimeoutExpired: it runs longer than that.
        """
        end = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(0.01)
        return code

    def terminate(self) -> None:
        """Ask the process to end."""
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the process."""
        self._signal(signal.SIGKILL)

    def _signal(self, number: int) -> None:
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def _has_ended(self) -> bool:
        # Not `select.select`: it knows only the first 1024 file descriptors.
        poller = select.poll()
        poller.register(self._exit_code, select.POLLIN)
        return bool(poller.poll(0))


class ForkServer:
    """The process that forks: started with the first function, and again when it has died.

    It ends with the emulator.
    """

    def __init__(self, state: Path) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self._state = state
        self._forking = threading.Lock()
        self._usable = True

    def start(self, command: list[str], **options: Any) -> Any:
        """Start a process: a forked one, where that can be the same as a new interpreter."""
        own_settings = python_settings(options["env"]) - python_settings(os.environ)
        if command[0] == sys.executable and not own_settings:
            request = {"script": command[1], "cwd": options["cwd"], "env": options["env"]}
            with self._forking:
                if process := self._forked(json.dumps(request).encode()):
                    return process
        return subprocess.Popen(command, **options)  # noqa: S603 (ministack's own command)

    def stop(self) -> None:
        """End the server; its processes end when they are next looked at."""
        if self.process:
            self._socket.close()
            self.process.kill()
            self.process.wait()
            self.process = None

    def _launch(self) -> None:
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            number = theirs.fileno()
            # The state directory is there for those who look for processes of an emulator.
            self.process = subprocess.Popen(  # noqa: S603 (the command is ours)
                [sys.executable, "-P", fork_server.__file__, str(number), str(self._state)],
                stdin=subprocess.DEVNULL,
                pass_fds=(number,),
            )

    def _forked(self, request: bytes) -> ForkedProcess | None:
        for _ in range(ATTEMPTS if self._usable else 0):
            try:
                if not self.process:
                    self._launch()
                return self._fork(request)
            except OSError as error:
                logger.warning("the fork server has ended: %r", error)
                self.stop()
        if self._usable:
            logger.error("functions are no longer forked: the fork server does not start")
            self._usable = False
        return None

    def _fork(self, request: bytes) -> ForkedProcess:
        (theirs_in, ours_in), *outputs = [os.pipe() for _ in range(4)]
        theirs = [theirs_in, *(write for _, write in outputs)]
        *streams, exit_code = ours = [ours_in, *(read for read, _ in outputs)]
        try:
            socket.send_fds(self._socket, [request], theirs)
            pid = self._socket.recv(fork_server.REQUEST_LIMIT)
            if not pid:
                raise ConnectionResetError("it has ended")
        except OSError:
            fork_server.close(*ours)
            raise
        finally:
            fork_server.close(*theirs)
        return ForkedProcess(int(pid), streams, exit_code)
