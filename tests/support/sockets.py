"""The WebSocket API for the fast tests: devices that connect, send frames and get some."""

import itertools
import json
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from infra.routes import SOCKET_ROUTES
from tests.support.contract import check_frame
from tests.support.gateway import Json
from tests.support.instants import check_instants
from tests.support.modules import load
from tests.support.people import Person

HANDSHAKES = {"$connect": "CONNECT", "$disconnect": "DISCONNECT"}

_numbers = itertools.count(1)


@dataclass
class Device:
    """A connection as its client sees it: what has arrived, the latest at the end."""

    sockets: "Sockets"
    id: str
    person: Person
    frames: list[Json] = field(default_factory=list)

    def send(self, action: str, **content: Any) -> Json | None:
        """Send a frame; returns what has arrived here until its function has ended, if anything."""
        return self.send_raw(json.dumps({"action": action, **content}))

    def send_raw(self, body: str) -> Json | None:
        """Send anything."""
        before = len(self.frames)
        self.sockets.receive(self.id, body)
        return self.frames[before] if len(self.frames) > before else None

    def take(self, *types: str) -> list[Json]:
        """Returns what has arrived of these types, or of all, and was not taken yet."""
        taken = [frame for frame in self.frames if not types or frame["type"] in types]
        self.frames = [frame for frame in self.frames if frame not in taken]
        return taken

    def close(self) -> None:
        """Close the connection, of which the server is told."""
        self.vanish()
        self.sockets.call("$disconnect", self.id)

    def vanish(self) -> None:
        """Be gone without a word."""
        del self.sockets.open[self.id]


class Sockets:
    """API Gateway: it routes what comes in, and posts to the connections that are open."""

    def __init__(self) -> None:
        self.open: dict[str, Device] = {}
        self.posts = 0

    def connect(self, person: Person) -> Device:
        """Returns a new device of someone."""
        ticket = person.post("/chat/ticket").json["ticket"]
        device = Device(self, f"Kx{next(_numbers):06}=", person)
        assert self.shake_hands(device.id, ticket) == 200
        self.open[device.id] = device
        return device

    def shake_hands(self, connection_id: str, ticket: str | None) -> int:
        """Returns the status of an attempt to open a connection."""
        query = None if ticket is None else {"ticket": ticket}
        status: int = self.call("$connect", connection_id, queryStringParameters=query)
        return status

    def receive(self, connection_id: str, body: str) -> None:
        """Route a frame as `$request.body.action` does."""
        try:
            action = json.loads(body).get("action")
        except (ValueError, AttributeError):
            action = None
        known = {route.action for route in SOCKET_ROUTES}
        self.call(action if action in known else "$default", connection_id, body=body)

    def call(self, action: str, connection_id: str, **event: Any) -> int:
        """Invoke the function of an action; returns its status."""
        [route] = [route for route in SOCKET_ROUTES if route.action == action]
        context = {
            "routeKey": action,
            "connectionId": connection_id,
            "requestId": "KxYjEFRoIAMFnhw=",
            "eventType": "MESSAGE" if "body" in event else HANDSHAKES[action],
            "stage": "live",
        }
        event = {"requestContext": context, "isBase64Encoded": False, **event}
        answer = load(route.function).handler(event, None)
        assert "body" not in answer
        status: int = answer["statusCode"]
        return status

    def post_to_connection(self, *, ConnectionId: str, Data: bytes) -> None:  # noqa: N803
        """Does what the service's client does."""
        self.posts += 1
        frame = json.loads(Data)
        check_instants(frame)
        check_frame(frame)
        self._require(ConnectionId).frames.append(frame)

    def delete_connection(self, *, ConnectionId: str) -> None:  # noqa: N803
        """Does what the service's client does."""
        self._require(ConnectionId).close()

    def _require(self, connection_id: str) -> Device:
        if connection_id not in self.open:
            error = {"Error": {"Code": "GoneException", "Message": ""}}
            raise ClientError(error, "PostToConnection")
        return self.open[connection_id]
