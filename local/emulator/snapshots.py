"""The emulator's state on disk, so that nothing is lost over a stop, a start or a crash.

As shipped, ministack saves its state when it stops cleanly, one service after another while they
still run, and leaves out what is under way: stream records, the mails sent. Here the state is saved
as snapshots instead. A snapshot is written by a forked child, whose memory is a copy of one instant
between two requests, so that all services agree with each other.
"""

# ruff: noqa: SLF001 (ministack has no public way to do this; its version is pinned)

import json
import logging
import os
import re
import shutil
import signal
import time
from pathlib import Path
from typing import Any, Final

from ministack import app as gateway
from ministack.core import persistence
from ministack.services import (
    cloudformation,
    cloudwatch_logs,
    dynamodb,
    lambda_svc,
    ses,
    sqs,
)

WRITING_LIMIT_S: Final = 60

_PORT: Final = "port"

logger = logging.getLogger("snapshots")


class Snapshots:
    """The emulator's state on disk, as numbered directories of which the highest counts."""

    def __init__(self, directory: Path, port: int) -> None:
        self.directory = directory
        self.directory.mkdir(parents=True, exist_ok=True)
        self._port = port

    def newest(self) -> Path | None:
        """Returns the newest complete snapshot."""
        numbered = [path for path in self.directory.iterdir() if path.name.isdigit()]
        return max(numbered, key=lambda path: int(path.name), default=None)

    def load_at_start(self) -> None:
        """Let the emulator load the newest snapshot when it starts, and keep what is under way."""
        self._move_to_port()
        _keep(dynamodb, "_stream_records", "_stream_trimmed")
        _keep(ses, "_sent_emails")
        _return_messages_in_flight()
        _end_deployments()
        persistence.STATE_DIR = str(self.newest() or self.directory)

    def _move_to_port(self) -> None:
        """Have the newest snapshot's addresses, such as those of queues, name the port of today."""
        newest = self.newest()
        if newest is None or (old := (newest / _PORT).read_text()) == str(self._port):
            return
        here = re.compile(rf"(?<=localhost:){old}\b")
        partial = self._new_directory()
        for file in newest.iterdir():
            (partial / file.name).write_text(here.sub(str(self._port), file.read_text()))
        self._publish(partial)

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
            # A killed process group of the emulator must not leave a snapshot half written.
            os.setsid()
            # A lock held by another thread at the fork is never released here.
            signal.alarm(WRITING_LIMIT_S)
            self._write()
            status = 0
        except Exception:
            logger.exception("the snapshot failed")
        finally:
            os._exit(status)

    def _write(self) -> None:
        partial = self._new_directory()
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
        self._publish(partial)
        for referenced in referenced_code:
            prune(referenced)

    def _new_directory(self) -> Path:
        partial = self.directory / "partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        return partial

    def _publish(self, partial: Path) -> None:
        (partial / _PORT).write_text(str(self._port))
        previous = self.newest()
        partial.rename(self.directory / str(int(previous.name) + 1 if previous else 1))
        if previous:
            shutil.rmtree(previous)


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
    """Make the messages visible that a consumer of the last run had received: it is gone.

    The delivery that was cut off does not count as an attempt.
    """
    load = sqs.load_persisted_state

    def load_and_return(state: dict[str, Any]) -> None:
        load(state)
        for queue in sqs._queues.all_values():
            for message in queue["messages"]:
                if message.get("receipt_handle") and message["visible_at"] > time.time():
                    message["visible_at"] = time.time()
                    message["receive_count"] -= 1

    sqs.load_persisted_state = load_and_return


def _end_deployments() -> None:
    """Count a deployment that was cut off as rolled back: nobody works on it any more.

    The next one then begins again, or updates whatever has become of the stack.
    """
    load = cloudformation.load_persisted_state

    def load_and_end(state: dict[str, Any]) -> None:
        load(state)
        for stack in cloudformation._stacks.all_values():
            if stack["StackStatus"].endswith("_IN_PROGRESS"):
                new = stack["StackStatus"].startswith("CREATE")
                stack["StackStatus"] = "ROLLBACK_COMPLETE" if new else "UPDATE_ROLLBACK_COMPLETE"
                # What stands here already would pass for deployed.
                stack["_template_body"] = "{}"

    cloudformation.load_persisted_state = load_and_end
