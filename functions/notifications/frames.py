"""Frames for a person's connections, so that all of their devices show the same."""

from typing import Literal

from pydantic import Field

from learn_exchange.ids import Id
from learn_exchange.sockets import OutgoingFrame
from notifications.schemas import NotificationView


class NotificationFrame(OutgoingFrame):
    """There is a new notification, or one that was there stands for more than before."""

    type: Literal["notification"] = "notification"
    notification: NotificationView
    unread_count: int


class NotificationChangedFrame(OutgoingFrame):
    """Something that a notification stood for was deleted or taken back: it says less, or is gone.

    It is no news: nobody need be called.
    """

    type: Literal["notificationChanged"] = "notificationChanged"
    id: Id
    notification: NotificationView | None = Field(
        description="As it is now; null where it is gone."
    )
    unread_count: int


class NotificationsReadFrame(OutgoingFrame):
    """Notifications were read, here or on another device: those named, or all up to one."""

    type: Literal["notificationsRead"] = "notificationsRead"
    ids: list[Id] | None = None
    up_to: Id | None = Field(default=None, description="It and all that are older are read.")
    unread_count: int
