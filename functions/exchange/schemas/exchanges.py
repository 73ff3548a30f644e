"""Requests and answers of the endpoints of exchanges."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field

from exchange import actions
from exchange.aggregate import ExchangeAggregate
from exchange.schemas.actions import ExchangeAction
from exchange.schemas.sessions import SeenRevision, SessionView
from exchange.state_machines import EXCHANGE
from learn_exchange.http import QueryParameter
from learn_exchange.ids import Id
from learn_exchange.people import SkillName, UserCard, visible
from learn_exchange.tables.users import Profile
from learn_exchange.wire import ApiModel, InputModel, Timestamp

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
    QueryParameter(
        description="Only exchanges that you have requested, or that others have requested of you."
    ),
]


class ExchangeTerms(InputModel):
    """The skills that both people teach, and a message."""

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
    """The exchange to act on."""

    exchange_id: Id
    revision: SeenRevision = None


class Refusal(ExchangeReference):
    """The exchange to decline."""

    reason: Reason | None = Field(default=None, description="The initiator can read it.")


class ExchangeView(ApiModel):
    """An exchange: the initiator teaches `offeredSkill`, the receiver `requestedSkill`."""

    id: Id
    initiator: UserCard
    receiver: UserCard
    offered_skill: str
    requested_skill: str
    status: ExchangeStatus
    revision: int = Field(description="Grows by one with each change of the exchange itself.")
    cancel_reason: ExchangeCancelReason | None
    decline_reason: str | None = Field(description="The reason that the receiver gave.")
    message: str | None
    conversation_id: Id | None
    sessions: list[SessionView] = Field(description="In the order in which they were proposed.")
    expires_at: Timestamp | None = Field(
        description="The request expires then if it is not answered; null once it is answered."
    )
    actions: list[ExchangeAction] = Field(
        description="The actions that you can take now: show these only. Each session has its own."
    )
    changed_by: Id | None = Field(
        description="The person who made the last change; null if it happened by itself."
    )
    changed_at: Timestamp
    created_at: Timestamp

    @classmethod
    def of(
        cls,
        aggregate: ExchangeAggregate,
        people: Mapping[str, Profile],
        viewer_id: str,
        *,
        hidden: bool = False,
    ) -> Self:
        """Returns an exchange as a participant sees it.

        The participants are `hidden` from each other if one of them has blocked the other.
        """
        exchange, viewer = aggregate.exchange, people[viewer_id]
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
                SessionView.of(session, viewer, aggregate.now, hidden=hidden)
                for session in aggregate.sessions
            ],
            expires_at=aggregate.expires_at,
            actions=actions.of_exchange(aggregate, viewer_id, hidden=hidden),
            changed_by=exchange.changed_by,
            changed_at=exchange.changed_at,
            created_at=exchange.created_at,
        )
