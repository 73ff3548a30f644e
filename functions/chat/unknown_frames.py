"""Frames that name no action that there is."""

from datetime import datetime
from typing import NoReturn

from pydantic import ConfigDict

from chat.problems import UnknownAction
from learn_exchange.sockets import IncomingFrame


class UnknownFrame(IncomingFrame):
    """Any object: of what it has, nothing is read."""

    model_config = ConfigDict(extra="ignore")


def refuse_frame(frame: UnknownFrame, connection_id: str, now: datetime) -> NoReturn:  # noqa: ARG001
    """Refuses the frame.

    Raises:
        UnknownAction: always; the client gets it as an `error`.
    """
    raise UnknownAction
