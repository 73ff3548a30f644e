"""Requesting exchanges, answering requests, ending exchanges, and reading them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from pynamodb.expressions.condition import Condition

from exchange import sessions
from exchange.agreement import Agreement, refusing_as_seen, require_unchanged
from exchange.machines import ANSWER_WITHIN
from exchange.schemas.exchanges import (
    ExchangeInvite,
    ExchangeRequest,
    ExchangeStatus,
    ExchangeTerms,
    ExchangeView,
    Role,
)
from learn_exchange import cursor as cursors
from learn_exchange.account_limits import REQUESTS, REQUESTS_TO_ONE, pair
from learn_exchange.blocks import blocks_of
from learn_exchange.http import Page
from learn_exchange.idempotency import CreateOnce
from learn_exchange.ids import new_id
from learn_exchange.people import hidden
from learn_exchange.problems import Invalid, NotFound
from learn_exchange.tables.chat import Conversation
from learn_exchange.tables.exchange import (
    Exchange,
    ExchangeAttempt,
    ExchangeCounter,
    Membership,
    Session,
)
from learn_exchange.tables.store import Found, Key, again_if_overtaken, get_many, side_by_side
from learn_exchange.tables.users import Block, Profile


def request(
    wanted: ExchangeRequest,
    initiator_id: str,
    once: CreateOnce,
    at: datetime,
    *,
    newcomer: bool,
) -> ExchangeView:
    """Propose an exchange to a person. One round trip.

    Sent again with the same `Idempotency-Key`, the exchange of the first time.

    Raises:
        Invalid: the caller asks themselves.
        NotFound: there is no such person, or they are hidden from the caller.
        AlreadyPending: one of the same skills is pending between the two.
        TooManyPending: too many of the caller's requests are unanswered.
        TooManyRequests: the caller has asked too often, this person or all together.
    """
    if wanted.receiver_id == initiator_id:
        raise Invalid.at("/receiverId", "You cannot exchange with yourself.")
    return _propose(wanted, initiator_id, wanted.receiver_id, None, once, at, newcomer=newcomer)


def invite(
    wanted: ExchangeInvite,
    initiator_id: str,
    once: CreateOnce,
    at: datetime,
    *,
    newcomer: bool,
) -> ExchangeView:
    """Propose an exchange in a conversation. Two round trips; raises as `request` does."""
    conversation = Conversation.key(wanted.conversation_id).require()
    receiver_id = conversation.partner_of(initiator_id)
    return _propose(wanted, initiator_id, receiver_id, conversation.id, once, at, newcomer=newcomer)


def _propose(
    terms: ExchangeTerms,
    initiator_id: str,
    receiver_id: str,
    conversation_id: str | None,
    once: CreateOnce,
    at: datetime,
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
        changed_at=at,
        created_at=at,
    )
    agreement = Agreement(exchange, [], at)

    def write() -> None:
        with once.transaction(ExchangeAttempt, exchange_id, at) as transaction:
            transaction.check(
                Profile.key(receiver_id), when=Profile.pk.exists(), otherwise=NotFound()
            )
            agreement.write_to(transaction, by=initiator_id, unless_hidden=True)
            # Last, so that a full measure tells nothing of someone hidden.
            both = pair(initiator_id, receiver_id)
            REQUESTS_TO_ONE.take_within(transaction, ExchangeCounter, both, at, newcomer=newcomer)
            REQUESTS.take_within(transaction, ExchangeCounter, initiator_id, at, newcomer=newcomer)

    _, people = side_by_side(write, lambda: _people(exchange))
    if once.replayed_id:
        return seen_by(initiator_id, once.replayed_id, at)
    return ExchangeView.of(agreement, people, initiator_id)


def accept(exchange_id: str, by: str, at: datetime, *, seen: int | None = None) -> ExchangeView:
    """Agree to a pending exchange. Two round trips.

    Raises:
        NotFound: there is no such exchange, the caller takes no part in it, or one of the two has
            blocked the other.
        ChangedSince: it is not the revision that was seen.
        WrongState: that is not for the caller, or not in the state that the exchange is in.
    """

    def agree(agreement: Agreement) -> None:
        agreement.act(agreement.exchange, "accept", by)
        agreement.exchange.accepted_at = at

    return _change(exchange_id, by, at, agree, seen)


def decline(
    exchange_id: str, reason: str | None, by: str, at: datetime, *, seen: int | None = None
) -> ExchangeView:
    """Refuse a pending exchange. Two round trips; raises as `accept` does."""

    def refuse(agreement: Agreement) -> None:
        agreement.act(agreement.exchange, "decline", by)
        agreement.exchange.cancel_reason = "declined"
        agreement.exchange.decline_reason = reason

    return _change(exchange_id, by, at, refuse, seen)


def cancel(exchange_id: str, by: str, at: datetime, *, seen: int | None = None) -> ExchangeView:
    """Withdraw one's request, or end an exchange with its open sessions. Two round trips.

    Raises as `accept` does, and:
        WrongState: a session has begun and is not concluded.
    """

    def end(agreement: Agreement) -> None:
        exchange = agreement.exchange
        was_pending = exchange.state == "pending"
        agreement.act(exchange, "cancel", by)
        exchange.cancel_reason = "withdrawn" if was_pending else "canceled"
        sessions.cancel_all(agreement, by)

    return _change(exchange_id, by, at, end, seen)


def _change(
    exchange_id: str,
    by: str,
    at: datetime,
    change: Callable[[Agreement], None],
    seen: int | None,
) -> ExchangeView:
    def attempt() -> ExchangeView:
        agreement = Agreement.read(exchange_id, at).involving(by)
        with refusing_as_seen(agreement):
            require_unchanged(agreement.exchange, seen)
            change(agreement)
        _, people = side_by_side(
            lambda: agreement.commit(by=by),
            lambda: _people(agreement.exchange),
        )
        return ExchangeView.of(agreement, people, by)

    return again_if_overtaken(attempt)


def seen_by(viewer_id: str, exchange_id: str, at: datetime) -> ExchangeView:
    """An exchange as one of the two sees it. Two round trips.

    Raises:
        NotFound: there is none, the viewer takes no part in it, or it was never agreed to and one
            of the two has blocked the other.
    """
    agreement = Agreement.read(exchange_id, at).involving(viewer_id)
    found = get_many(_keys_of_people(agreement.exchange), consistent=True)
    is_hidden = hidden(found, *agreement.exchange.people)
    if _is_secret(agreement.exchange, is_hidden=is_hidden):
        raise NotFound
    return _view(agreement, found, viewer_id, is_hidden=is_hidden)


def listed(
    person_id: str,
    status: ExchangeStatus | None,
    role: Role | None,
    *,
    at: datetime,
    cursor: str | None,
    limit: int,
) -> Page[ExchangeView]:
    """A person's exchanges, the newest first. Two round trips.

    Raises:
        MalformedRequest: the cursor belongs to another list.
    """
    scope = f"exchanges#{status}#{role}"
    before = cursors.decode_id(scope, cursor)
    rows, blocks = side_by_side(
        lambda: list(Membership.of_person(person_id, _only(status, role, at), before, limit + 1)),
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
    agreements = [
        Agreement(
            found.require(Exchange.key(row.exchange_id)),
            [found.require(Session.key(session_id)) for session_id in row.session_ids],
            at,
        )
        for row in shown
    ]
    items = [
        _view(agreement, found, person_id, is_hidden=hides[agreement.exchange.id])
        for agreement in agreements
        if not _is_secret(agreement.exchange, is_hidden=hides[agreement.exchange.id])
    ]
    return Page(
        items=[item for item in items if status in (None, item.status)], next_cursor=next_cursor
    )


def _view(agreement: Agreement, found: Found, viewer_id: str, *, is_hidden: bool) -> ExchangeView:
    exchange = agreement.exchange
    return ExchangeView.of(
        agreement,
        _found_people(exchange, found),
        viewer_id,
        hidden=is_hidden,
    )


def _only(status: ExchangeStatus | None, role: Role | None, at: datetime) -> Condition | None:
    """The rows to list, and some that may have the status only by what the clock has done since."""
    state, answer_came_late = Membership.state, Membership.created_at <= at - ANSWER_WITHIN
    only: Condition | None = None
    if role:
        only &= Membership.role == role
    if status == "pending":
        only &= (state == "pending") & ~answer_came_late
    elif status == "canceled":
        only &= (state == "canceled") | ((state == "pending") & answer_came_late)
    elif status == "completed":
        only &= state.is_in("completed", "accepted")
    elif status:
        only &= state == status
    return only


def _people(exchange: Exchange) -> dict[str, Profile]:
    return _found_people(exchange, get_many(map(Profile.key, exchange.people)))


def _found_people(exchange: Exchange, found: Found) -> dict[str, Profile]:
    return {person: found.require(Profile.key(person)) for person in exchange.people}


def _keys_of_people(exchange: Exchange) -> list[Key[Any]]:
    return [*map(Profile.key, exchange.people), *Block.between(*exchange.people)]


def _is_secret(exchange: Exchange, *, is_hidden: bool) -> bool:
    """Returns whether a request that was not accepted is between people hidden from each other."""
    return exchange.accepted_at is None and is_hidden
