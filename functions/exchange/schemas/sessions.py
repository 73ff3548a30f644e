"""Requests and answers of the endpoints of sessions."""

import re
from datetime import UTC, datetime
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    NaiveDatetime,
    StrictInt,
    WithJsonSchema,
    model_validator,
)

from exchange import actions
from exchange.schemas.actions import SessionAction, UpcomingAction
from exchange.state_machines import SESSION
from learn_exchange.ids import Id
from learn_exchange.meetings import Meeting, local_time, slot_starts
from learn_exchange.people import TimeZone, one_line
from learn_exchange.tables.exchange import Session
from learn_exchange.tables.users import Profile
from learn_exchange.times import local_at
from learn_exchange.wire import ApiModel, InputModel, Timestamp, example

MAX_SLOTS = 5
# RFC 3339, except that seconds and offset are optional. Pydantic accepts more than that.
DATE_AND_TIME = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?", re.ASCII | re.IGNORECASE
)
# RFC 3986, section 3.1. A word, a colon and a space are a place ("Room: 5"), except after schemes
# whose rest browsers would run or show as a page.
SCHEME = re.compile(
    r"[a-z][a-z0-9+.-]*:(?!\s|$)|(?:blob|data|file|javascript|vbscript):", re.IGNORECASE
)
# Browsers read a backslash as a slash, other programs as a part of a user name.
HTTPS = re.compile(r"https://(?P<authority>[^/?#\\\s]+)(?:[/?#]|$)", re.IGNORECASE)
# `\\host\share`, in each way that browsers and Windows read it: Windows would tell the host the
# name of the person who is signed in.
SHARED_FOLDER = re.compile(r"[\\/]{2}")
AN_INSTANT = "2026-12-24T18:00:00+01:00"
A_LOCAL_TIME = "2026-12-25T18:00:00"
SessionStatus = Literal["proposed", "accepted", "completed", "canceled", "no_show"]
SessionCancelReason = Literal["canceled", "lapsed"]


def _complete(text: object) -> object:
    if not (isinstance(text, str) and DATE_AND_TIME.fullmatch(text)):
        raise ValueError("must be a date and a time, such as 2026-12-24T18:00:00")
    return text


def _in_utc(instant: datetime) -> datetime:
    try:
        return instant.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("is not within the years 1 to 9999 in UTC") from error


# The name of the format: https://spec.openapis.org/registry/format/date-time-local.html
Local = Annotated[
    NaiveDatetime,
    WithJsonSchema({"type": "string", "format": "date-time-local", "examples": [A_LOCAL_TIME]}),
]
Instant = Annotated[AwareDatetime, BeforeValidator(_complete), AfterValidator(_in_utc)]
LocalTime = Annotated[Local, BeforeValidator(_complete)]


def _safe_to_follow(place: str) -> str:
    """Returns the place as it is, if a link made of it leads to where it seems to lead."""
    words = place.strip()
    address = HTTPS.match(words)
    if not address and (SCHEME.match(words) or SHARED_FOLDER.match(words)):
        raise ValueError("must be an address that begins with https://, or a place")
    if address and "@" in address["authority"]:
        raise ValueError("must be an address without a user name")
    return place


Location = Annotated[
    str,
    Field(
        max_length=255,
        description="Where to meet: an address that begins with `https://`, or a place.",
        examples=["https://meet.example/ana-ben"],
    ),
    AfterValidator(one_line),
    AfterValidator(_safe_to_follow),
]
Duration = Annotated[StrictInt, Field(ge=15, le=240, description="Minutes.", examples=[60])]


SeenRevision = Annotated[
    StrictInt | None,
    Field(
        ge=1,
        description="The `revision` that you have seen. If it is not the current one, nothing "
        "changes and the answer is 409 `changed-since`. If left out, any revision is accepted.",
    ),
]


class OneTime(InputModel):
    """A time to meet: an instant, or a local time in the session's zone."""

    scheduled_time: Instant | None = Field(default=None, description="An instant, with offset.")
    local_time: LocalTime | None = Field(default=None, description="Without offset.")

    @property
    def field(self) -> str:
        """The name of the field that has the time."""
        return "localTime" if self.scheduled_time is None else "scheduledTime"

    @property
    def time(self) -> datetime:
        """The time: with an offset if it is an instant, without one if it is a local time."""
        return next(time for time in (self.scheduled_time, self.local_time) if time is not None)


class ProposedSlot(OneTime):
    """One of several times to meet."""

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.scheduled_time is None) == (self.local_time is None):
            raise ValueError("give either scheduledTime or localTime")
        return self


class ProposedTimes(OneTime):
    """Up to five times to meet as `slots`, or one as `scheduledTime` or `localTime`."""

    slots: Annotated[list[ProposedSlot], Field(min_length=1, max_length=MAX_SLOTS)] | None = None

    @model_validator(mode="after")
    def _slots_or_one(self) -> Self:
        given = [self.slots, self.scheduled_time, self.local_time]
        if sum(value is not None for value in given) != 1:
            raise ValueError("give either slots, or scheduledTime, or localTime")
        return self

    @property
    def times(self) -> list[tuple[str, datetime]]:
        """The times, each with the JSON pointer of its field in the body."""
        if self.slots is None:
            return [(f"/{self.field}", self.time)]
        return [
            (f"/slots/{index}/{slot.field}", slot.time) for index, slot in enumerate(self.slots)
        ]


class NewSession(ProposedTimes):
    """A session to propose."""

    model_config = example(
        exchangeId="01930c10-5b6e-7e85-94aa-5ecfb19f8d43",
        slots=[{"scheduledTime": AN_INSTANT}, {"localTime": A_LOCAL_TIME}],
        durationMinutes=60,
        timeZone="Europe/Berlin",
        locationDetails="https://meet.example/ana-ben",
    )

    exchange_id: Id
    duration_minutes: Duration
    time_zone: TimeZone
    location_details: Location = ""


class NewTimes(ProposedTimes):
    """Other times for a session; fields that are left out stay as they are."""

    model_config = example(
        sessionId="01930c1e-9c7d-7f96-a5bb-6fd0c2a09e54", scheduledTime=AN_INSTANT
    )

    session_id: Id
    revision: SeenRevision = None
    duration_minutes: Duration | None = None
    time_zone: TimeZone | None = None
    location_details: Location | None = None


class SessionReference(InputModel):
    """The session to act on."""

    session_id: Id
    revision: SeenRevision = None


class SlotChoice(SessionReference):
    """The session to accept, at one of its slots."""

    slot: Annotated[StrictInt, Field(ge=0, lt=MAX_SLOTS)] | None = Field(
        default=None, description="The index in `slots`, from 0; required if there are several."
    )


class SlotView(ApiModel):
    """A proposed time."""

    scheduled_time: Timestamp
    local_time: Local = Field(description="In the session's zone.")
    viewer_local_time: Local = Field(description="In your own zone.")


class SessionView(ApiModel):
    """A session. Its local time and zone are what was agreed; instants are derived from them."""

    id: Id
    exchange_id: Id
    proposed_by: Id
    scheduled_time: Timestamp = Field(
        description="The agreed time; while the session is proposed, the earliest of `slots`."
    )
    time_zone: str
    local_time: Local = Field(description="`scheduledTime` in `timeZone`.")
    viewer_time_zone: str = Field(description="Your own zone.")
    viewer_local_time: Local = Field(description="`scheduledTime` in your own zone.")
    slots: list[SlotView]
    duration_minutes: int
    location_details: str
    status: SessionStatus
    revision: int = Field(description="Grows by one with each change.")
    is_completed: bool
    completed_by: list[Id] = Field(description="The people who have marked it as completed.")
    cancel_reason: SessionCancelReason | None = Field(
        description="`lapsed`: it was not accepted before the last of its slots."
    )
    late_cancellation: bool = Field(
        description="True if it was canceled from 12 hours before the start on."
    )
    no_show_reported_by: Id | None
    no_show_contested: bool
    rated_by_me: bool
    actions: list[SessionAction] = Field(
        description="The actions that you can take now: show these only. Accepting can still fail "
        "if one of you is not free at that time."
    )
    upcoming_actions: list[UpcomingAction] = Field(
        description="The actions that you can take later, if nothing changes until then."
    )
    changed_by: Id | None = Field(
        description="The person who made the last change; null if it happened by itself."
    )
    changed_at: Timestamp
    created_at: Timestamp

    @classmethod
    def of(cls, session: Session, viewer: Profile, now: datetime, *, hidden: bool = False) -> Self:
        """Returns a session as a participant sees it.

        The participants are `hidden` from each other if one of them has blocked the other.
        """
        zone = viewer.time_zone
        meeting = Meeting.of(session)
        slots = [
            SlotView(
                scheduled_time=instant,
                local_time=local_time(slot),
                viewer_local_time=local_at(instant, zone),
            )
            for slot, instant in zip(session.slots, slot_starts(session), strict=True)
        ]
        return cls(
            id=session.id,
            exchange_id=session.exchange_id,
            proposed_by=session.proposed_by,
            scheduled_time=meeting.starts_at,
            time_zone=session.time_zone,
            local_time=local_at(meeting.starts_at, session.time_zone),
            viewer_time_zone=zone,
            viewer_local_time=local_at(meeting.starts_at, zone),
            slots=slots,
            duration_minutes=int(session.duration_minutes),
            location_details=session.location_details,
            status=SESSION.status(session.state),
            revision=int(session.revision),
            is_completed=session.state == "completed",
            completed_by=list(session.completed_by),
            cancel_reason=session.cancel_reason,
            late_cancellation=session.late_by is not None,
            no_show_reported_by=session.reported_by,
            no_show_contested=session.contested,
            rated_by_me=any(score.rater_id == viewer.id for score in session.scores),
            actions=actions.of_session(session, viewer.id, now, hidden=hidden),
            upcoming_actions=actions.upcoming(session, viewer.id, now),
            changed_by=session.changed_by,
            changed_at=session.changed_at,
            created_at=session.created_at,
        )
