"""markRead: say by WebSocket how far you have read."""

from datetime import datetime

from chat import reading
from chat.connections import whose
from chat.frames import MarkRead
from learn_exchange.sockets import socket_handler


def mark_read(frame: MarkRead, connection_id: str, now: datetime) -> None:  # noqa: ARG001
    """Say up to which message you have read.

    It never goes back. The other and your other devices get a `read`; where you have read on
    already, nobody is told.
    """
    reader, found = whose(connection_id, *reading.keys(frame.conversation_id, frame.sequence))
    reading.read_up_to(
        found, frame.conversation_id, frame.sequence, reader.person_id, exclude=connection_id
    )


handler = socket_handler(mark_read)
