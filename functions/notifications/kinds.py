"""The types of notifications, and the events that lead to them.

All that differs between types stands here. Whom an event is told to, and what the text needs, is in
`happenings`; how it reads, in `texts/`.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

NotificationType = Literal[
    "like",
    "comment",
    "follow",
    "message",
    "exchange_request",
    "exchange_accepted",
    "exchange_canceled",
    "exchange_completed",
    "session_proposed",
    "session_scheduled",
    "session_changed",
    "session_completed",
    "session_reminder",
    "session_rated",
    "rating_replied",
    "badge",
    "summary",
]

GROUPED_FOR = timedelta(hours=24)
"""The time in which further events of one cause join an unread notification."""
TOLD_FOR = timedelta(days=30)
"""The time in which nobody is notified again that the same person likes or follows the same."""
TOLD_WITHIN = timedelta(days=3)
"""Nobody is told of what has happened longer ago, should something be delivered so late."""
SOON = timedelta(hours=2)
"""A session that starts this soon does not wait for the end of quiet hours."""


@dataclass(frozen=True)
class Kind:
    """A type of notification, with its defaults.

    `push` and `email` are what holds until a person has chosen. What is grouped counts the people
    or the events that it stands for, and who is counted once is told of once.
    """

    type: NotificationType
    push: bool = True
    email: bool = False
    grouped_by: Literal["people", "events"] | None = None
    saved: bool = True
    even_if_seen_live: bool = False


KINDS: dict[str, Kind] = {
    kind.type: kind
    for kind in (
        Kind("like", grouped_by="people"),
        Kind("comment", grouped_by="events"),
        Kind("follow", grouped_by="people"),
        Kind("message", email=True, grouped_by="events"),
        Kind("exchange_request", email=True, grouped_by="events"),
        Kind("exchange_accepted", email=True),
        Kind("exchange_canceled", email=True),
        Kind("exchange_completed"),
        Kind("session_proposed", email=True),
        Kind("session_scheduled", email=True),
        Kind("session_changed", email=True),
        Kind("session_completed"),
        Kind("session_reminder", email=True, even_if_seen_live=True),
        Kind("session_rated"),
        Kind("rating_replied"),
        Kind("badge"),
        Kind("summary", email=True, saved=False),
    )
}

TYPE_OF: dict[str, NotificationType] = {
    "PostLiked": "like",
    "CommentLiked": "like",
    "CommentPosted": "comment",
    "PersonFollowed": "follow",
    "MessageSent": "message",
    "ExchangeRequested": "exchange_request",
    "ExchangeAccepted": "exchange_accepted",
    "ExchangeCanceled": "exchange_canceled",
    "ExchangeCompleted": "exchange_completed",
    "SessionProposed": "session_proposed",
    "SessionAccepted": "session_scheduled",
    "SessionRescheduled": "session_changed",
    "SessionCanceled": "session_changed",
    "SessionMarkedCompleted": "session_changed",
    "NoShowReported": "session_changed",
    "NoShowContested": "session_changed",
    "SessionCompleted": "session_completed",
    "SessionReminderDue": "session_reminder",
    "RatingRevealed": "session_rated",
    "RatingReplied": "rating_replied",
    "BadgeEarned": "badge",
    "TimerFired": "summary",
}
"""The type of notification that each event leads to, by the event's name."""
