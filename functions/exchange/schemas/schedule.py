"""Requests and answers of the endpoints of schedules and calendars."""

from typing import Annotated

from pydantic import Field, WithJsonSchema

from exchange.schemas.sessions import Instant, SessionView
from learn_exchange.http import Page, QueryParameter
from learn_exchange.ids import EXAMPLE
from learn_exchange.people import UserCard
from learn_exchange.wire import Timestamp, Wire

FromParameter = Annotated[
    Instant | None,
    QueryParameter(
        alias="from", description="The first start; what may not have ended yet, if left out."
    ),
]
ToParameter = Annotated[
    Instant | None,
    QueryParameter(alias="to", description="Only what starts before; no bound if left out."),
]


BusyFromParameter = Annotated[
    Instant | None, QueryParameter(alias="from", description="Now, if left out.")
]
BusyToParameter = Annotated[
    Instant | None,
    QueryParameter(
        alias="to",
        description="At most 8 weeks after `from`; 4 weeks after it, if left out.",
    ),
]


class ScheduledSession(SessionView):
    """A session in the caller's schedule, with whom it is and what about."""

    initiator: UserCard
    receiver: UserCard
    offered_skill: str
    requested_skill: str


class Schedule(Page[ScheduledSession]):
    """A page of the caller's schedule."""

    calendar_url: str | None = Field(
        description="Where calendar programs subscribe; null until you ask for it with "
        "`POST /exchange/calendarToken`."
    )


CalendarFile = Annotated[
    str,
    WithJsonSchema(
        {
            "type": "string",
            "examples": ["AZMKXnwbfT6aRF8MK36NEQ.c2VjcmV0IG9mIDI0IGJ5dGVzLi4u.ics"],
        }
    ),
]


SessionFile = Annotated[str, WithJsonSchema({"type": "string", "examples": [f"{EXAMPLE}.ics"]})]


class CalendarAddress(Wire):
    """The address for calendar programs, to subscribe to the caller's sessions."""

    calendar_url: str


class BusyInterval(Wire):
    """A stretch of time in which someone is busy."""

    start: Timestamp
    end: Timestamp


class BusyTimes(Wire):
    """The times at which the two people of an exchange are busy, the earliest first."""

    mine: list[BusyInterval] = Field(description="Those at which you are busy.")
    theirs: list[BusyInterval] = Field(description="Those at which your partner is busy.")
