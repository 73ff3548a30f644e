"""ping: keep a connection open."""

from datetime import datetime

from chat import connections
from chat.frames import Ping, PongFrame
from learn_exchange.sockets import socket_handler


def ping(frame: Ping, connection_id: str, now: datetime) -> PongFrame:  # noqa: ARG001
    """Say that you are still there, at least every nine minutes: it is what presence is told by.

    A connection on which nothing is sent for ten minutes is closed. The answer is a `pong`.
    """
    connections.heartbeat(connection_id, now)
    return PongFrame(at=now)


handler = socket_handler(ping)
