"""Use cases of exchanges: request, answer, end and read them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from pynamodb.expressions.condition import Condition

from exchange import sessions
from exchange.aggregate import ExchangeAggregate, not_found_if_hidden, require_revision
from exchange.schemas.exchanges import (
    ExchangeInvite,
    ExchangeRequest,
    ExchangeStatus,
    ExchangeTerms,
    ExchangeView,
    Role,
)
from exchange.state_machines import ANSWER_WITHIN
from learn_exchange import cursor as cursors
from learn_exchange.account_limits import REQUESTS, REQUESTS_TO_ONE, pair
from learn_exchange.blocks import blocks_of
from learn_exchange.concurrency import run_concurrently
from learn_exchange.http import Page
from learn_exchange.ids import new_id
from learn_exchange.people import hidden
from learn_exchange.problems import Invalid, NotFound
from learn_exchange.tables.attempts import CreateOnce
from learn_exchange.tables.chat import Conversation
from learn_exchange.tables.exchange import (
    Exchange,
    ExchangeAttempt,
    ExchangeCounter,
    ParticipantView,
    Session,
)
from learn_exchange.tables.store import BatchResult, Key, get_many, retry_on_conflict
from learn_exchange.tables.users import Block, Profile


def request(
    terms: ExchangeRequest,
    initiator_id: str,
    once: CreateOnce,
    now: datetime,
    *,
    newcomer: bool,
) -> ExchangeView:
    """Propose an exchange to a person. One round trip.

    Repeated with the same `Idempotency-Key`, it returns the exchange of the first request.

    Raises:
        Invalid: the receiver is the caller.
        NotFound: there is no such person, or they are hidden from the caller.
        AlreadyPending: an exchange of the same skills is pending between the two.
        TooManyPending: too many of the caller's requests are unanswered.
        TooManyRequests: the caller has made too many requests, to this person or to all.
    """
    if terms.receiver_id == initiator_id:
        raise Invalid.at("/receiverId", "You cannot exchange with yourself.")
    return _propose(terms, initiator_id, terms.receiver_id, None, once, now, newcomer=newcomer)


def invite(
    terms: ExchangeInvite,
    initiator_id: str,
    once: CreateOnce,
    now: datetime,
    *,
    newcomer: bool,
) -> ExchangeView:
    """Propose an exchange in a conversation. Two round trips; raises as `request` does."""
    conversation = Conversation.key(terms.conversation_id).require()
    receiver_id = conversation.partner_of(initiator_id)
    return _propose(terms, initiator_id, receiver_id, conversation.id, once, now, newcomer=newcomer)


def _propose(
    terms: ExchangeTerms,
    initiator_id: str,
    receiver_id: str,
    conversation_id: str | None,
    once: CreateOnce,
    now: datetime,
    *,
    newcomer: bool,
) -> ExchangeView:
    exchange_id = new_id()
    exchange = Exchange.key(exchange_id).new(
        id=exchange_id,
        initiator_id=initiator_id,
        receiver_id=receiver_id,
        offered_skill=terms.offered_skill,
        requested_skill=terms.requested_skill,
        message=terms.message,
        conversation_id=conversation_id,
        state="pending",
        action="request",
        changed_by=initiator_id,
        changed_at=now,
        created_at=now,
    )
    aggregate = ExchangeAggregate(exchange, [], now)

    def write() -> None:
        with once.transaction(ExchangeAttempt, exchange_id, now) as transaction:
            transaction.check(
                Profile.key(receiver_id), condition=Profile.pk.exists(), on_conflict=NotFound()
            )
            aggregate.write_to(transaction, actor_id=initiator_id, forbidden_by_block=True)
            # Last, so that a limit that is reached does not reveal a hidden person.
            both = pair(initiator_id, receiver_id)
            REQUESTS_TO_ONE.take_within(transaction, ExchangeCounter, both, now, newcomer=newcomer)
            REQUESTS.take_within(transaction, ExchangeCounter, initiator_id, now, newcomer=newcomer)

    _, people = run_concurrently(write, lambda: _people(exchange))
    if once.replayed_id:
        return seen_by(initiator_id, once.replayed_id, now)
    return ExchangeView.of(aggregate, people, initiator_id)


def accept(
    exchange_id: str, receiver_id: str, now: datetime, *, revision: int | None = None
) -> ExchangeView:
    """Accept a pending exchange. Two round trips.

    Raises:
        NotFound: there is no such exchange, the caller takes no part in it, or one of the two has
            blocked the other.
        ChangedSince: it no longer has the revision that the caller has seen.
        WrongState: the caller cannot do this, or not in the current state.
    """

    def apply(aggregate: ExchangeAggregate) -> None:
        aggregate.act(aggregate.exchange, "accept", receiver_id)
        aggregate.exchange.accepted_at = now

    return _change(exchange_id, receiver_id, now, apply, revision)


def decline(
    exchange_id: str,
    reason: str | None,
    receiver_id: str,
    now: datetime,
    *,
    revision: int | None = None,
) -> ExchangeView:
    """Decline a pending exchange. Two round trips; raises as `accept` does."""

    def apply(aggregate: ExchangeAggregate) -> None:
        aggregate.act(aggregate.exchange, "decline", receiver_id)
        aggregate.exchange.cancel_reason = "declined"
        aggregate.exchange.decline_reason = reason

    return _change(exchange_id, receiver_id, now, apply, revision)


def cancel(
    exchange_id: str, canceler_id: str, now: datetime, *, revision: int | None = None
) -> ExchangeView:
    """Withdraw one's own request, or end an exchange and its open sessions. Two round trips.

    Raises as `accept` does, and:
        WrongState: a session has begun and is not concluded.
    """

    def apply(aggregate: ExchangeAggregate) -> None:
        exchange = aggregate.exchange
        was_pending = exchange.state == "pending"
        aggregate.act(exchange, "cancel", canceler_id)
        exchange.cancel_reason = "withdrawn" if was_pending else "canceled"
        sessions.cancel_all(aggregate, canceler_id)

    return _change(exchange_id, canceler_id, now, apply, revision)


@retry_on_conflict
def _change(
    exchange_id: str,
    actor_id: str,
    now: datetime,
    apply: Callable[[ExchangeAggregate], None],
    revision: int | None,
) -> ExchangeView:
    aggregate = ExchangeAggregate.read(exchange_id, now).require_participant(actor_id)
    with not_found_if_hidden(aggregate):
        require_revision(aggregate.exchange, revision)
        apply(aggregate)
    _, people = run_concurrently(
        lambda: aggregate.commit(actor_id=actor_id),
        lambda: _people(aggregate.exchange),
    )
    return ExchangeView.of(aggregate, people, actor_id)


def seen_by(viewer_id: str, exchange_id: str, now: datetime) -> ExchangeView:
    """Returns an exchange as a participant sees it. Two round trips.

    Raises:
        NotFound: there is none, the viewer takes no part in it, or it was never accepted and one
            of the two has blocked the other.
    """
    aggregate = ExchangeAggregate.read(exchange_id, now).require_participant(viewer_id)
    found = get_many(_keys_of_people(aggregate.exchange), consistent=True)
    is_hidden = hidden(found, *aggregate.exchange.people)
    if _is_secret(aggregate.exchange, is_hidden=is_hidden):
        raise NotFound
    return _view(aggregate, found, viewer_id, is_hidden=is_hidden)


def listed(
    person_id: str,
    status: ExchangeStatus | None,
    role: Role | None,
    *,
    now: datetime,
    cursor: str | None,
    limit: int,
) -> Page[ExchangeView]:
    """Returns a person's exchanges, the newest first. Two round trips.

    Raises:
        MalformedRequest: the cursor belongs to another list.
    """
    scope = f"exchanges#{status}#{role}"
    before = cursors.decode_id(scope, cursor)
    condition = _condition(status, role, now)
    rows, blocks = run_concurrently(
        lambda: list(ParticipantView.of_person(person_id, condition, before, limit + 1)),
        lambda: blocks_of(person_id, consistent=True),
    )
    shown, next_cursor = cursors.cut(rows, limit, scope, lambda row: row.exchange_id)
    keys: list[Key[Any]] = [Profile.key(person_id)]
    for row in shown:
        keys += [Exchange.key(row.exchange_id), Profile.key(row.partner_id)]
        keys += map(Session.key, row.session_ids)
    keys += blocks.keys({row.partner_id for row in shown})
    found = get_many(keys, consistent=True)
    hides = {row.exchange_id: blocks.hide(row.partner_id, found) for row in shown}
    aggregates = [
        ExchangeAggregate(
            found.require(Exchange.key(row.exchange_id)),
            [found.require(Session.key(session_id)) for session_id in row.session_ids],
            now,
        )
        for row in shown
    ]
    items = [
        _view(aggregate, found, person_id, is_hidden=hides[aggregate.exchange.id])
        for aggregate in aggregates
        if not _is_secret(aggregate.exchange, is_hidden=hides[aggregate.exchange.id])
    ]
    return Page(
        items=[item for item in items if status in (None, item.status)], next_cursor=next_cursor
    )


def _view(
    aggregate: ExchangeAggregate, found: BatchResult, viewer_id: str, *, is_hidden: bool
) -> ExchangeView:
    exchange = aggregate.exchange
    return ExchangeView.of(
        aggregate,
        _found_people(exchange, found),
        viewer_id,
        hidden=is_hidden,
    )


def _condition(status: ExchangeStatus | None, role: Role | None, now: datetime) -> Condition | None:
    """Returns the condition of the rows to read.

    These include rows whose stored state is not `status`, but may have become so with time.
    """
    state = ParticipantView.state
    is_expired = ParticipantView.created_at <= now - ANSWER_WITHIN
    condition: Condition | None = None
    if role:
        condition &= ParticipantView.role == role
    if status == "pending":
        condition &= (state == "pending") & ~is_expired
    elif status == "canceled":
        condition &= (state == "canceled") | ((state == "pending") & is_expired)
    elif status == "completed":
        condition &= state.is_in("completed", "accepted")
    elif status:
        condition &= state == status
    return condition


def _people(exchange: Exchange) -> dict[str, Profile]:
    return _found_people(exchange, get_many(map(Profile.key, exchange.people)))


def _found_people(exchange: Exchange, found: BatchResult) -> dict[str, Profile]:
    return {person: found.require(Profile.key(person)) for person in exchange.people}


def _keys_of_people(exchange: Exchange) -> list[Key[Any]]:
    return [*map(Profile.key, exchange.people), *Block.between(*exchange.people)]


def _is_secret(exchange: Exchange, *, is_hidden: bool) -> bool:
    """Tells whether it is a request, never accepted, between people hidden from each other."""
    return exchange.accepted_at is None and is_hidden
