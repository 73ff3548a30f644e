"""Devices that are connected to the deployed WebSocket API."""

import json
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.support.gateway import Json
from tests.support.people import Person

PATIENCE_S = 30.0


class LiveDevice:
    """An open connection of someone."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self._waiting: list[Json] = []

    def send(self, action: str, **content: Any) -> None:
        """Send a frame."""
        self.send_raw(json.dumps({"action": action, **content}, ensure_ascii=False))

    def send_raw(self, data: str) -> None:
        """Send anything."""
        self.socket.send(data)

    def next(self, kind: str, *, within_seconds: float = PATIENCE_S) -> Json:
        """Returns the next frame of a type; others that come before it can be asked for later.

        Raises:
            TimeoutError: it does not come in time.
        """
        end = time.monotonic() + within_seconds
        while True:
            for frame in self._waiting:
                if frame["type"] == kind:
                    self._waiting.remove(frame)
                    return frame
            self._waiting.append(json.loads(self.socket.recv(timeout=end - time.monotonic())))


@contextmanager
def connected(*people: Person) -> Iterator[list[LiveDevice]]:
    """A device of each of these people, as long as the block lasts."""
    with ExitStack() as stack:
        yield [LiveDevice(stack.enter_context(opening(ticket_url(person)))) for person in people]


def opening(url: str) -> AbstractContextManager[ClientConnection]:
    """Returns a connection that opens with the block in which it is used, and closes with it."""
    return connect(url, proxy=None)


def ticket_url(person: Person) -> str:
    """Returns where someone can connect, once."""
    answer = person.post("/chat/ticket")
    assert answer.status == 201, answer.text
    url: str = answer.json["url"]
    return url
