"""Frames about a person's uploads."""

from typing import Literal

from learn_exchange.sockets import OutgoingFrame
from media.schemas import MediaView


class MediaFrame(OutgoingFrame):
    """An upload of yours has been looked at: it is `ready`, or was `rejected` for a `reason`.

    It may come twice or not at all: `GET /media/{id}` answers the same.
    """

    type: Literal["media"] = "media"
    media: MediaView
