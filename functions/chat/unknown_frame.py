"""$default: a frame that names no action that there is."""

from datetime import datetime
from typing import NoReturn

from pydantic import ConfigDict

from chat.problems import UnknownAction
from learn_exchange.sockets import IncomingFrame, socket_handler


class UnknownFrame(IncomingFrame):
    """Any object: of what it has, nothing is read."""

    model_config = ConfigDict(extra="ignore")


def unknown_frame(frame: UnknownFrame, connection_id: str, now: datetime) -> NoReturn:  # noqa: ARG001
    """Whatever else is sent is answered by an `error`."""
    raise UnknownAction


handler = socket_handler(unknown_frame)
