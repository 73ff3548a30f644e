"""Requests and answers of the endpoints of schedules and calendars."""

from typing import Annotated

from pydantic import Field, WithJsonSchema

from exchange.schemas.sessions import Instant, SessionView
from learn_exchange.http import Page, QueryParameter
from learn_exchange.ids import EXAMPLE
from learn_exchange.people import UserCard
from learn_exchange.wire import ApiModel, Timestamp

FromParameter = Annotated[
    Instant | None,
    QueryParameter(
        alias="from",
        description="Only sessions that start at this instant or later; 4 hours ago if left out.",
    ),
]
ToParameter = Annotated[
    Instant | None,
    QueryParameter(
        alias="to",
        description="Only sessions that start before this instant; no bound if left out.",
    ),
]


BusyFromParameter = Annotated[
    Instant | None, QueryParameter(alias="from", description="Now if left out.")
]
BusyToParameter = Annotated[
    Instant | None,
    QueryParameter(
        alias="to",
        description="At most 8 weeks after `from`; 4 weeks after it if left out.",
    ),
]


class ScheduledSession(SessionView):
    """A session in the caller's schedule, with its participants and their skills."""

    initiator: UserCard
    receiver: UserCard
    offered_skill: str
    requested_skill: str


class Schedule(Page[ScheduledSession]):
    """A page of the caller's schedule."""

    calendar_url: str | None = Field(
        description="The address to subscribe to in calendar programs; null until you have created "
        "it with `POST /exchange/calendarToken`."
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


class CalendarAddress(ApiModel):
    """The address to subscribe to the caller's sessions in calendar programs."""

    calendar_url: str


class BusyInterval(ApiModel):
    """A span of time in which a person is busy."""

    start: Timestamp
    end: Timestamp


class BusyTimes(ApiModel):
    """The times at which the participants of an exchange are busy, the earliest first."""

    mine: list[BusyInterval] = Field(description="Times at which you are busy.")
    theirs: list[BusyInterval] = Field(description="Times at which your partner is busy.")
