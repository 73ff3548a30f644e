"""$connect: someone opens a WebSocket with a ticket."""

from datetime import datetime
from typing import Any

from chat import connections
from chat.unknown_frames import refuse_frame
from learn_exchange.sockets import handshake


def connect(event: dict[str, Any], now: datetime) -> None:
    """Open the connection, if the ticket in its address is good."""
    ticket = (event.get("queryStringParameters") or {}).get("ticket") or ""
    connections.open_with(ticket, event["requestContext"]["connectionId"], now)


handler = handshake(connect, frames=refuse_frame)
