"""Requests and answers of the endpoints of exchanges."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field

from exchange import actions
from exchange.aggregate import Agreement
from exchange.schemas.actions import ExchangeAction
from exchange.schemas.sessions import Seen, SessionView
from exchange.state_machines import EXCHANGE
from learn_exchange.http import QueryParameter
from learn_exchange.ids import Id
from learn_exchange.people import SkillName, UserCard, visible
from learn_exchange.tables.users import Profile
from learn_exchange.wire import InputModel, Timestamp, Wire

ExchangeStatus = Literal["pending", "accepted", "completed", "canceled"]
ExchangeCancelReason = Literal["declined", "withdrawn", "expired", "canceled"]
Role = Literal["initiator", "receiver"]
Message = Annotated[str, Field(max_length=2000), AfterValidator(visible)]
Reason = Annotated[str, Field(max_length=500), AfterValidator(visible)]
StatusParameter = Annotated[
    ExchangeStatus | None, QueryParameter(description="Only exchanges with this status.")
]
RoleParameter = Annotated[
    Role | None,
    QueryParameter(description="Only those that you have requested, or that others have of you."),
]


class ExchangeTerms(InputModel):
    """The skills of both, and a message."""

    offered_skill: SkillName = Field(description="What the initiator teaches.")
    requested_skill: SkillName = Field(description="What the receiver teaches.")
    message: Message | None = None


class ExchangeRequest(ExchangeTerms):
    """An exchange to propose to a person."""

    receiver_id: Id


class ExchangeInvite(ExchangeTerms):
    """An exchange to propose in a conversation."""

    conversation_id: Id


class ExchangeReference(InputModel):
    """The exchange meant."""

    exchange_id: Id
    revision: Seen = None


class Refusal(ExchangeReference):
    """The exchange to decline."""

    reason: Reason | None = Field(default=None, description="What the initiator gets to read.")


class ExchangeView(Wire):
    """An exchange: the initiator teaches `offeredSkill`, the receiver `requestedSkill`."""

    id: Id
    initiator: UserCard
    receiver: UserCard
    offered_skill: str
    requested_skill: str
    status: ExchangeStatus
    revision: int = Field(description="Counts the changes, those of sessions not.")
    cancel_reason: ExchangeCancelReason | None
    decline_reason: str | None = Field(description="What the receiver wrote when declining.")
    message: str | None
    conversation_id: Id | None
    sessions: list[SessionView] = Field(description="In the order in which they were proposed.")
    expires_at: Timestamp | None = Field(
        description="Pending until then, if nobody answers; null once somebody has."
    )
    actions: list[ExchangeAction] = Field(
        description="What you may do now: show these, and no others. Each session has its own."
    )
    changed_by: Id | None = Field(description="Null where the time that has passed changed it.")
    changed_at: Timestamp
    created_at: Timestamp

    @classmethod
    def of(
        cls,
        agreement: Agreement,
        people: Mapping[str, Profile],
        viewer_id: str,
        *,
        hidden: bool = False,
    ) -> Self:
        """Returns an exchange as one of the two sees it.

        Where one of them has blocked the other, they are `hidden` from each other.
        """
        exchange, viewer = agreement.exchange, people[viewer_id]
        return cls(
            id=exchange.id,
            initiator=UserCard.of(people[exchange.initiator_id]),
            receiver=UserCard.of(people[exchange.receiver_id]),
            offered_skill=exchange.offered_skill,
            requested_skill=exchange.requested_skill,
            status=EXCHANGE.status(exchange.state),
            revision=int(exchange.revision),
            cancel_reason=exchange.cancel_reason,
            decline_reason=exchange.decline_reason,
            message=exchange.message,
            conversation_id=exchange.conversation_id,
            sessions=[
                SessionView.of(session, viewer, agreement.at, hidden=hidden)
                for session in agreement.sessions
            ],
            expires_at=agreement.expires_at,
            actions=actions.of_exchange(agreement, viewer_id, hidden=hidden),
            changed_by=exchange.changed_by,
            changed_at=exchange.changed_at,
            created_at=exchange.created_at,
        )
