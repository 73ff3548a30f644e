"""The kinds of notifications, each registered once.

A registration names the kind's events, its channels and the parameters of its text. `recipients.py`
has the recipients of each event, and `texts/` the words. CONTRIBUTING.md has the recipe for adding
a kind.
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

GROUPING_WINDOW = timedelta(hours=24)
"""The time in which further events of one cause join an unread notification."""
DEDUP_WINDOW = timedelta(days=30)
"""The time in which the same like or follow notifies a person only once."""
MAX_EVENT_AGE = timedelta(days=3)
"""The age from which an event that is delivered late notifies nobody."""
SOON = timedelta(hours=2)
"""A session that starts this soon does not wait for the end of quiet hours."""

EXCHANGE_PARAMETERS = ("offered", "requested", "reason")
SESSION_PARAMETERS = (
    *EXCHANGE_PARAMETERS,
    "change",
    "startsAt",
    "times",
    "minutes",
    "zone",
    "place",
)


@dataclass(frozen=True)
class Kind:
    """The registration of a kind of notification.

    `events` are the names of the events that lead to it, and `parameters` the names of what its
    text is made of, apart from the people and their number. `push` and `email` are the defaults
    until a person has chosen. With `grouped_by`, one notification counts several people or events.
    """

    type: NotificationType
    events: tuple[str, ...]
    parameters: tuple[str, ...] = ()
    push: bool = True
    email: bool = False
    grouped_by: Literal["people", "events"] | None = None
    saved: bool = True
    even_if_seen_live: bool = False


KINDS: dict[str, Kind] = {
    kind.type: kind
    for kind in (
        Kind(
            "like",
            events=("PostLiked", "CommentLiked"),
            parameters=("liked", "text"),
            grouped_by="people",
        ),
        Kind(
            "comment",
            events=("CommentPosted",),
            parameters=("title", "text"),
            grouped_by="events",
        ),
        Kind("follow", events=("PersonFollowed",), grouped_by="people"),
        Kind(
            "message",
            events=("MessageSent",),
            parameters=("text",),
            email=True,
            grouped_by="events",
        ),
        Kind(
            "exchange_request",
            events=("ExchangeRequested",),
            parameters=EXCHANGE_PARAMETERS,
            email=True,
            grouped_by="events",
        ),
        Kind(
            "exchange_accepted",
            events=("ExchangeAccepted",),
            parameters=EXCHANGE_PARAMETERS,
            email=True,
        ),
        Kind(
            "exchange_canceled",
            events=("ExchangeCanceled",),
            parameters=EXCHANGE_PARAMETERS,
            email=True,
        ),
        Kind("exchange_completed", events=("ExchangeCompleted",), parameters=EXCHANGE_PARAMETERS),
        Kind(
            "session_proposed",
            events=("SessionProposed",),
            parameters=SESSION_PARAMETERS,
            email=True,
        ),
        Kind(
            "session_scheduled",
            events=("SessionAccepted",),
            parameters=SESSION_PARAMETERS,
            email=True,
        ),
        Kind(
            "session_changed",
            events=(
                "SessionRescheduled",
                "SessionCanceled",
                "SessionMarkedCompleted",
                "NoShowReported",
                "NoShowContested",
            ),
            parameters=SESSION_PARAMETERS,
            email=True,
        ),
        Kind("session_completed", events=("SessionCompleted",), parameters=SESSION_PARAMETERS),
        Kind(
            "session_reminder",
            events=("SessionReminderDue",),
            parameters=SESSION_PARAMETERS,
            email=True,
            even_if_seen_live=True,
        ),
        Kind(
            "session_rated",
            events=("RatingRevealed",),
            parameters=(*EXCHANGE_PARAMETERS, "score"),
        ),
        Kind("rating_replied", events=("RatingReplied",), parameters=("text",)),
        Kind("badge", events=("BadgeEarned",), parameters=("badge",)),
        Kind("summary", events=("TimerFired",), email=True, saved=False),
    )
}

KIND_OF_EVENT: dict[str, Kind] = {event: kind for kind in KINDS.values() for event in kind.events}
"""The kind that each event leads to, by the event's name."""
