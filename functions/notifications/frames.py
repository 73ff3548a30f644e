"""Frames to a person's connections, so that all of their devices show the same."""

from typing import Literal

from pydantic import Field

from learn_exchange.ids import Id
from learn_exchange.sockets import OutgoingFrame
from notifications.schemas import NotificationView


class NotificationFrame(OutgoingFrame):
    """A notification is new, or stands for more than before."""

    type: Literal["notification"] = "notification"
    notification: NotificationView
    unread_count: int


class NotificationChangedFrame(OutgoingFrame):
    """Part of a notification was deleted or taken back: it says less now, or is gone.

    It is no news, so do not alert anybody.
    """

    type: Literal["notificationChanged"] = "notificationChanged"
    id: Id
    notification: NotificationView | None = Field(
        description="The notification as it is now; null if it is gone."
    )
    unread_count: int


class NotificationsReadFrame(OutgoingFrame):
    """Notifications were read, here or on another device: those named, or all up to one."""

    type: Literal["notificationsRead"] = "notificationsRead"
    ids: list[Id] | None = None
    up_to: Id | None = Field(default=None, description="This one and all older ones are read.")
    unread_count: int
