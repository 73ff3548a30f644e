"""$disconnect: a WebSocket has closed."""

from datetime import datetime
from typing import Any

from chat import connections
from chat.unknown_frames import refuse_frame
from learn_exchange.sockets import handshake


def disconnect(event: dict[str, Any], now: datetime) -> None:
    """Note that the connection has closed."""
    connections.note_closed(event["requestContext"]["connectionId"], now)


handler = handshake(disconnect, frames=refuse_frame)
