"""The emulator as a child process: started, found healthy, and stopped without a trace."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

from local.environment import ROOT, LocalError, isolated_environment

# An emulator that was killed may still be saving its state for a moment.
LOCK_LIMIT_S: Final = 3.0
START_LIMIT_S: Final = 60.0
STOP_LIMIT_S: Final = 20.0
WORKERS: Final = max(2, os.cpu_count() or 1)


def free_port() -> int:
    """Returns a TCP port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Emulator:
    """One emulator of AWS on `port`, with its state in `state_dir`.

    With `persist` the state is there again at the next start, with all that was under way; without
    it each start is empty. Without `save` it starts with the state that is there, and keeps no
    change. The role of every function is enforced. `workers` is how many calls of one function run
    side by side; more wait for those. The web client is on `web_port`, unless it is 0.
    """

    def __init__(
        self,
        port: int,
        state_dir: Path,
        *,
        persist: bool,
        save: bool = True,
        workers: int = WORKERS,
        web_port: int = 0,
    ) -> None:
        self.port = port
        self.web_port = web_port
        self.state_dir = state_dir
        self.endpoint = f"http://localhost:{port}"
        self.log = state_dir / "emulator.log"
        self.function_log = state_dir / "functions.log"
        self._persist = persist
        self._mode = "forget" if not persist else "persist" if save else "load"
        self._workers = workers
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: IO[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers.

        Raises LocalError where the state is in use, the port is taken, or it does not start.
        """
        self.state_dir.mkdir(parents=True, exist_ok=True)
        self._lock = self._locked()
        try:
            _check_port("PORT", self.port)
            if self.web_port:
                _check_port("WEB_PORT", self.web_port)
            self._process = self._spawn(self._lock)
            self._wait_until_healthy(self._process)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> bool:
        """Save the state and end every process of the emulator; does nothing when stopped.

        Returns whether the state was saved.
        """
        saved = True
        if self._process:
            process, self._process = self._process, None
            # The server reads its standard input: its end is the request to stop.
            if process.stdin:
                process.stdin.close()
            with suppress(subprocess.TimeoutExpired):
                process.wait(STOP_LIMIT_S)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            saved = process.wait() == 0
        if self._lock:
            self._lock.close()
            self._lock = None
        return saved

    @property
    def running(self) -> bool:
        """Returns whether the process lives."""
        return self._process is not None and self._process.poll() is None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def _locked(self) -> IO[bytes]:
        lock = (self.state_dir / "lock").open("wb")
        end = time.monotonic() + LOCK_LIMIT_S
        while True:
            with suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return lock
            if time.monotonic() > end:
                lock.close()
                raise LocalError(
                    "Learn Exchange runs already in this folder: stop it there first (Ctrl-C)."
                )
            time.sleep(0.1)

    def _spawn(self, lock: IO[bytes]) -> subprocess.Popen[bytes]:
        scratch = self.state_dir / "tmp"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        environment = isolated_environment(self.endpoint) | {
            "GATEWAY_PORT": str(self.port),
            "AUTH": "true",
            # What WebSockets call waits in these for a process, and must not keep others from it.
            "MINISTACK_WORKER_THREADS": "512",
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            # A Docker daemon of the user is none of our business.
            "DOCKER_HOST": f"unix://{self.state_dir / 'no-docker'}",
            "PERSIST_STATE": "1" if self._persist else "0",
            "STATE_DIR": str(self.state_dir),
            "S3_PERSIST": "1" if self._persist else "0",
            "S3_DATA_DIR": str(self.state_dir / "s3"),
            "TMPDIR": str(scratch),
        }
        command = [sys.executable, "-m", "local.emulator.server"]
        with self.log.open("wb") as log:
            return subprocess.Popen(  # noqa: S603 (the command is ours)
                [
                    *command,
                    *map(str, (self.port, self.web_port, self.state_dir, self._workers)),
                    self._mode,
                ],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                # Ctrl-C in the terminal must reach the emulator only by way of `stop`.
                start_new_session=True,
                # The state stays locked until the emulator itself is gone, whatever ends first.
                pass_fds=(lock.fileno(),),
            )

    def _wait_until_healthy(self, process: subprocess.Popen[bytes]) -> None:
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        end = time.monotonic() + START_LIMIT_S
        while time.monotonic() < end and process.poll() is None:
            with suppress(OSError), direct.open(f"{self.endpoint}/_ministack/health", timeout=5):
                return
            time.sleep(0.05)
        said = self.log.read_text("utf-8", errors="replace").strip().rpartition("\n")[2]
        raise LocalError(f"The emulator did not start; see {self.log}\n{said}".strip())


def _check_port(name: str, port: int) -> None:
    another = f"choose another: make run {name}={port + 1}"
    # Some systems let a second process bind what a first one listens on.
    with suppress(OSError), socket.create_connection(("localhost", port), timeout=1):
        raise LocalError(f"Port {port} is in use: stop what uses it, or {another}")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise LocalError(f"Port {port} cannot be used ({error.strerror}): {another}") from None
