"""The emulator's own process: ministack, with snapshots and adjustments.

What changes is saved half a second later, and once more before a clean stop.
"""

import asyncio
import json
import logging
import os
import signal
import sys
import threading
import time
import warnings
from pathlib import Path
from typing import Any, Final, NoReturn

from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack import app as gateway
from ministack.core import lambda_runtime
from starlette.responses import PlainTextResponse

from local.emulator import adjustments, needed
from local.emulator.forking import fork_functions
from local.emulator.front_door import FrontDoor
from local.emulator.guard import refusal
from local.emulator.snapshots import Snapshots
from local.emulator.sockets import Socket

SAVING_INTERVAL_S: Final = 0.5
# A large state is saved less often, so that saving takes a fifth of one core at most.
SAVING_PAUSE: Final = 4
DRAIN_S: Final = 5.0

logger = logging.getLogger("emulator")


class Server:
    """Serves the emulator until SIGTERM, or until the process that started it is gone."""

    def __init__(self, port: int, web_port: int, state: Path, *, workers: int, mode: str) -> None:
        self._port = port
        self._web_port = web_port
        self._front_door = FrontDoor(self._answer, port=port)
        snapshots = Snapshots(state / "snapshots", port)
        self._snapshots = snapshots if mode == "persist" else None
        self._saving = asyncio.Lock()
        self._changed = self._draining = self._closed = False
        self._log = (state / "functions.log").open("w")
        self._logging = threading.Lock()
        fork_functions(state)
        adjustments.reuse_workers(workers)
        adjustments.hide_messages_while_handled()
        adjustments.judge_mail_by_its_sender()
        adjustments.judge_push_by_its_endpoint()
        adjustments.take_requests_for_encrypted()
        adjustments.tell_cookies_apart()
        adjustments.let_pages_read_own_errors()
        adjustments.call_from_sockets_as_from_elsewhere()
        adjustments.report_invocations(self._invoked)
        adjustments.pause_when(lambda: self._draining)
        if mode != "forget":
            snapshots.load_at_start()

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
        config.bind = [f"127.0.0.1:{port}" for port in (self._port, self._web_port) if port]
        config.keep_alive_timeout = 75
        config.loglevel = "WARNING"
        forever = asyncio.Event().wait
        server = asyncio.create_task(serve(self._route, config, shutdown_trigger=forever))
        server.add_done_callback(lambda _: stop.set())
        saver = asyncio.create_task(self._save_changes())
        await stop.wait()
        if server.done():
            server.result()
        if self._snapshots:
            await self._drain()
        saved = await self._save()
        saver.cancel()
        lambda_runtime.reset()
        os._exit(0 if saved else 1)

    def _invoked(self, function: str, lines: list[str]) -> None:
        self._changed = True
        with self._logging:
            for line in lines:
                record = {"at": time.time(), "function": function, "line": line}
                print(json.dumps(record), file=self._log, flush=True)

    async def _route(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request by the port that it came in by; the lifespan of ASGI has none."""
        by_web_port = scope["type"] != "lifespan" and scope["server"][1] == self._web_port
        await (self._front_door.answer if by_web_port else self._answer)(scope, receive, send)

    async def _answer(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "lifespan" and (reason := refusal(scope, self._port)):
            await PlainTextResponse(reason, 403)(scope, receive, send)
            return
        if scope["type"] == "http":
            for_clients = scope["path"].startswith("/_aws/execute-api/")
            if self._closed or (self._draining and for_clients):
                await send({"type": "http.response.start", "status": 503, "headers": []})
                await send({"type": "http.response.body", "body": b""})
                return
            if not scope["path"].startswith("/_ministack/"):
                self._changed = True
        if scope["type"] == "websocket":
            connection = Socket(receive, send, stopping=lambda: self._draining)
            receive, send = connection.receive, connection.send
        await gateway.app(scope, receive, send)

    async def _drain(self) -> None:
        """Let what is being done be finished, for a while, then refuse every request."""
        self._draining = True
        await asyncio.to_thread(adjustments.wait_for_work, DRAIN_S)
        self._closed = True

    async def _save_changes(self) -> None:
        took = 0.0
        while True:
            await asyncio.sleep(max(SAVING_INTERVAL_S, SAVING_PAUSE * took))
            if self._changed:
                self._changed = False
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
    """Run with: port, web port or 0, state directory, processes for each function, and a mode.

    `persist` loads and saves the state, `load` only loads it, `forget` does neither.
    """
    port, web_port, state, workers, mode = sys.argv[1:]
    if complaint := needed.complaint():
        raise SystemExit(complaint)
    # From Python 3.12 on, a fork beside threads warns; the child here only copies memory to files.
    warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)
    server = Server(int(port), int(web_port), Path(state), workers=int(workers), mode=mode)
    asyncio.run(server.serve())


if __name__ == "__main__":
    main()
