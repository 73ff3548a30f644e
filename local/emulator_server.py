"""The emulator's process: ministack, made to lose nothing over a stop, a start or a crash.

As shipped, ministack saves its state when it stops cleanly, one service after another while they
still run, and leaves out what is under way: stream records, the mails sent, messages in flight.
Here the state is saved as snapshots instead. A snapshot is written by a forked child, whose memory
is a copy of one instant between two requests, so that all services agree with each other; it is
written two seconds after a change at the latest, and once more before a clean stop.

Run as a script with `-P`, so that neither ministack nor a function can import this project's
packages by accident. The version of ministack is pinned because its internals are wrapped here.
"""

# ruff: noqa: SLF001 (the emulator has no public way to be told this)

import asyncio
import json
import logging
import os
import shutil
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, Final, NoReturn, TextIO

from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack import app as gateway  # type: ignore[import-untyped]
from ministack.core import lambda_runtime, persistence  # type: ignore[import-untyped]
from ministack.services import (  # type: ignore[import-untyped]
    cloudwatch_logs,
    dynamodb,
    lambda_svc,
    scheduler,
    ses,
    sqs,
)

SNAPSHOT_INTERVAL_S: Final = 0.5
# A large state is saved less often, so that saving takes a fifth of one core at most.
SNAPSHOT_PAUSE: Final = 4
DRAIN_S: Final = 3.0
SNAPSHOT_LIMIT_S: Final = 60

logger = logging.getLogger("emulator")


class Activity:
    """What the server is doing: whether state has changed, and whether it is stopping."""

    def __init__(self) -> None:
        self.changed = False
        self.draining = False
        self.closed = False


class Snapshots:
    """The emulator's state on disk, as numbered directories of which the highest counts."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.directory.mkdir(parents=True, exist_ok=True)

    def newest(self) -> Path | None:
        """The newest complete snapshot."""
        numbered = [path for path in self.directory.iterdir() if path.name.isdigit()]
        return max(numbered, key=lambda path: int(path.name), default=None)

    def fork(self) -> int:
        """Start a child that writes a snapshot; returns its process id.

        Called on the event loop, where ministack runs each request to its end: no transaction is
        ever cut in two.
        """
        child = os.fork()
        if child:
            return child
        status = 1
        try:
            # Whoever kills the emulator's process group must not leave a snapshot half written.
            os.setsid()
            # A lock held by another thread at the fork is never released here.
            signal.alarm(SNAPSHOT_LIMIT_S)
            self._write()
            status = 0
        except Exception:
            logger.exception("the snapshot failed")
        finally:
            os._exit(status)

    def _write(self) -> None:
        previous = self.newest()
        partial = self.directory / "partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        referenced_code: list[set[str]] = []
        prune = lambda_svc._prune_orphan_code_blobs
        # The previous snapshot may need its code until this one is complete.
        lambda_svc._prune_orphan_code_blobs = referenced_code.append
        _drop_log_events()
        for service, get_state in gateway._build_persistence_save_dict().items():
            state = get_state()
            if state is not None:
                version = persistence._state_format_version(service)
                document = {"__ministack_format__": version, "payload": state}
                text = json.dumps(document, default=persistence._json_default)
                (partial / f"{service}.json").write_text(text)
        number = int(previous.name) + 1 if previous else 1
        partial.rename(self.directory / str(number))
        if previous:
            shutil.rmtree(previous)
        for referenced in referenced_code:
            prune(referenced)


def _drop_log_events() -> None:
    """Leave what functions logged out of a snapshot: it only grows."""
    for group in cloudwatch_logs._log_groups.all_values():
        group["streams"].clear()


def _keep(service: Any, *stores: str) -> None:
    """Add stores that the service's own snapshot leaves out."""
    get_state, load = service.get_state, service.load_persisted_state

    def get_all() -> dict[str, Any]:
        return {**get_state(), **{store: getattr(service, store) for store in stores}}

    def load_all(state: dict[str, Any]) -> None:
        load(state)
        for store in stores:
            getattr(service, store).update(state.get(store, {}))

    service.get_state, service.load_persisted_state = get_all, load_all


def _return_messages_in_flight() -> None:
    """Make the messages visible that a consumer of the last run had received: it is gone."""
    load = sqs.load_persisted_state

    def load_and_return(state: dict[str, Any]) -> None:
        load(state)
        for queue in sqs._queues.all_values():
            for message in queue["messages"]:
                if message.get("receipt_handle"):
                    message["visible_at"] = min(message["visible_at"], time.time())

    sqs.load_persisted_state = load_and_return


def _pause_while_draining(module: ModuleType, loop_body: str, activity: Activity) -> None:
    """Let a background loop of the emulator take up no new work once it is to stop."""
    run = getattr(module, loop_body)

    def run_unless_draining() -> Any:
        return None if activity.draining else run()

    setattr(module, loop_body, run_unless_draining)


def _copy_function_logs(log: TextIO, activity: Activity) -> None:
    """Write a JSON line to `log` for each line that a function logs, and for each failure."""
    emit: Callable[..., None] = lambda_svc._emit_lambda_logs
    lock = threading.Lock()

    def emit_and_copy(
        function: dict[str, Any], request: str, text: str, failed: object, *more: Any, **named: Any
    ) -> None:
        emit(function, request, text, failed, *more, **named)
        activity.changed = True
        about = {"at": time.time(), "function": function.get("config", function)["FunctionName"]}
        lines = [*(text or "").splitlines(), *(["the invocation failed"] if failed else [])]
        with lock:
            log.writelines(json.dumps({**about, "line": line}) + "\n" for line in lines)
            log.flush()

    lambda_svc._emit_lambda_logs = emit_and_copy


def _wait_for_functions() -> None:
    end = time.monotonic() + DRAIN_S
    while lambda_runtime.workers_in_use() and time.monotonic() < end:
        time.sleep(0.02)


class Server:
    """Serves the emulator until SIGTERM, or until the process that started it is gone."""

    def __init__(self, port: int, state: Path, *, persist: bool) -> None:
        self._port = port
        self._activity = Activity()
        self._snapshots = Snapshots(state / "snapshots") if persist else None
        self._saving = asyncio.Lock()
        _copy_function_logs((state / "functions.log").open("w"), self._activity)
        for module, loop_body in (
            (lambda_svc, "_poll_sqs"),
            (lambda_svc, "_poll_dynamodb_streams"),
            (scheduler, "_tick_schedules"),
        ):
            _pause_while_draining(module, loop_body, self._activity)
        if self._snapshots:
            _keep(dynamodb, "_stream_records", "_stream_trimmed")
            _keep(ses, "_sent_emails")
            _return_messages_in_flight()
            persistence.STATE_DIR = str(self._snapshots.newest() or self._snapshots.directory)

    async def serve(self) -> NoReturn:
        """Serve, save, and end the process: open connections must not hold up the end."""
        loop = asyncio.get_running_loop()
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)

        def wait_for_parent() -> None:
            sys.stdin.read()
            loop.call_soon_threadsafe(stop.set)

        threading.Thread(target=wait_for_parent, daemon=True).start()
        config = Config()
        config.bind = [f"127.0.0.1:{self._port}"]
        config.keep_alive_timeout = 75
        config.loglevel = "WARNING"
        forever = asyncio.Event().wait
        server = asyncio.create_task(serve(self._answer, config, shutdown_trigger=forever))
        server.add_done_callback(lambda _: stop.set())
        saver = asyncio.create_task(self._save_changes())
        await stop.wait()
        if server.done():
            server.result()
        await self._drain()
        saved = await self._save()
        saver.cancel()
        lambda_runtime.reset()
        os._exit(0 if saved else 1)

    async def _answer(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            if self._activity.closed:
                await send({"type": "http.response.start", "status": 503, "headers": []})
                await send({"type": "http.response.body", "body": b""})
                return
            if not scope["path"].startswith("/_ministack/"):
                self._activity.changed = True
        await gateway.app(scope, receive, send)

    async def _drain(self) -> None:
        """Let the functions that run finish, for a while, then refuse every request."""
        self._activity.draining = True
        await asyncio.to_thread(_wait_for_functions)
        self._activity.closed = True

    async def _save_changes(self) -> None:
        took = 0.0
        while True:
            await asyncio.sleep(max(SNAPSHOT_INTERVAL_S, SNAPSHOT_PAUSE * took))
            if self._activity.changed:
                self._activity.changed = False
                begun = time.monotonic()
                await self._save()
                took = time.monotonic() - begun

    async def _save(self) -> bool:
        if not self._snapshots:
            return True
        async with self._saving:
            _, status = await asyncio.to_thread(os.waitpid, self._snapshots.fork(), 0)
        if status:
            logger.error("the state could not be saved (status %d)", status)
        return status == 0


def main() -> None:
    """Run with the port, the state directory, and `persist` or `forget`."""
    port, state, mode = sys.argv[1:]
    # From Python 3.12 on, a fork beside threads warns; the child here only copies memory to files.
    warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)
    asyncio.run(Server(int(port), Path(state), persist=mode == "persist").serve())


if __name__ == "__main__":
    main()
