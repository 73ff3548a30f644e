"""The actions that views of exchanges and sessions list."""

from enum import StrEnum
from typing import Generic, TypeVar

from pydantic import Field

from learn_exchange.wire import ApiModel, Timestamp, example

START = "2026-12-24T17:00:00.000Z"


class ExchangeActionName(StrEnum):
    """The actions on an exchange; each is the last part of the path of the endpoint to call.

    `createSession` is `POST /exchange/createSession`, the others are `PATCH /exchange/…`.
    """

    ACCEPT = "accept"
    DECLINE = "decline"
    CANCEL = "cancel"
    CREATE_SESSION = "createSession"


class SessionActionName(StrEnum):
    """The actions on a session; each is the last part of the path of the endpoint to call.

    `rate` is `POST /exchange/rate`, the others are `PATCH /exchange/…`.
    """

    # The member names, except RATE, are the actions of the state machine.
    ACCEPT = "acceptSession"
    RESCHEDULE = "rescheduleSession"
    CANCEL = "cancelSession"
    COMPLETE = "markCompleted"
    REPORT = "reportNoShow"
    CONTEST = "contestNoShow"
    RATE = "rate"


N = TypeVar("N", ExchangeActionName, SessionActionName)


class Action(ApiModel, Generic[N]):
    """An action that you can take now."""

    name: N = Field(description="The last part of the path of the endpoint to call.")
    until: Timestamp | None = Field(
        description="From this instant on it is no longer possible, if nothing else happens; null "
        "if there is no such instant."
    )
    counted: bool = Field(
        description="True if it counts in your profile as a late cancellation: immediately, or for "
        "`rescheduleSession` if no other time is accepted."
    )
    counted_after: Timestamp | None = Field(
        description="It counts if you do it after this instant; null if it counts already or never "
        "does."
    )


class ExchangeAction(Action[ExchangeActionName]):
    """An action that you can take on an exchange now."""

    model_config = example(
        name="cancel", until=START, counted=False, countedAfter="2026-12-24T05:00:00.000Z"
    )


class SessionAction(Action[SessionActionName]):
    """An action that you can take on a session now."""

    model_config = example(
        name="cancelSession",
        until="2026-12-24T17:10:00.000Z",
        counted=False,
        countedAfter="2026-12-24T05:00:00.000Z",
    )


class UpcomingAction(ApiModel):
    """An action that you can take on a session later, if nothing else happens until then."""

    model_config = example(
        **{"name": "markCompleted", "from": START, "until": "2026-12-27T18:00:00.000Z"}
    )

    name: SessionActionName = Field(
        description="The last part of the path of the endpoint to call."
    )
    possible_from: Timestamp = Field(
        alias="from", description="From this instant on it is possible."
    )
    until: Timestamp | None = Field(
        description="From this instant on it is no longer possible; null if there is no such "
        "instant."
    )
