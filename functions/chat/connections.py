"""Opening and closing WebSockets, and whose they are.

Browsers can set no header on a WebSocket, so a one-time ticket opens it. It stands in the address,
where proxies write it down; it is good for 30 seconds and for one connection.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from pynamodb.expressions.condition import size
from pynamodb.expressions.update import Action

from chat.problems import BadTicket
from chat.schemas import TicketView
from learn_exchange.account_limits import TICKETS
from learn_exchange.identity import Identity
from learn_exchange.problems import NotSignedIn
from learn_exchange.settings import socket_url
from learn_exchange.sockets import close, forget
from learn_exchange.tables.chat import ChatCounter, Connection, Presence, Ticket
from learn_exchange.tables.store import (
    BatchResult,
    ConditionFailed,
    Key,
    Transaction,
    get_many,
    update,
)
from learn_exchange.tables.users import require_login

TICKET_BYTES = 32
GOOD_FOR = timedelta(seconds=30)
# https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
OPEN_AT_MOST = timedelta(hours=2)
MAX_CONNECTIONS = 20


def offer(caller: Identity, at: datetime) -> TicketView:
    """Make a new ticket. One round trip.

    Raises:
        LoginEnded: the caller's login has ended.
        TooManyRequests: the caller has had too many.
    """
    ticket = secrets.token_urlsafe(TICKET_BYTES)
    with Transaction() as write:
        require_login(write, caller.id, caller.family_id)
        TICKETS.take_within(write, ChatCounter, caller.id, at)
        write.put(
            Ticket.key(ticket).new(
                person_id=caller.id,
                family_id=caller.family_id,
                of_newcomer=caller.newcomer,
                expires_at=at + GOOD_FOR,
            )
        )
    return TicketView(
        ticket=ticket,
        url=f"{socket_url()}?ticket={ticket}",
        expires_in=int(GOOD_FOR.total_seconds()),
    )


def open_with(ticket: str, connection_id: str, at: datetime) -> None:
    """Use up a ticket, and note whose connection it has opened. Two round trips.

    Of someone who has too many connections, the oldest is closed.

    Raises:
        BadTicket: it was used, has expired, or never was one, or its login has ended.
    """
    key = Ticket.key(ticket)
    issued = key.get()
    if issued is None or issued.expires_at <= at:
        raise BadTicket
    try:
        _open(key, issued, connection_id, at)
    except ConditionFailed as full:
        if not isinstance(full.item, Presence):
            raise
        _close_oldest(full.item)
        _open(key, issued, connection_id, at)


def _open(key: Key[Ticket], issued: Ticket, connection_id: str, at: datetime) -> None:
    with Transaction() as write:
        write.delete(key, condition=Ticket.pk.exists(), on_conflict=BadTicket())
        # Who has a ticket and no login any more would be connected long after their access token.
        require_login(write, issued.person_id, issued.family_id, on_conflict=BadTicket())
        write.put(
            Connection.key(connection_id).new(
                person_id=issued.person_id,
                family_id=issued.family_id,
                of_newcomer=issued.of_newcomer,
                connected_at=at,
                expires_at=at + OPEN_AT_MOST,
            )
        )
        few = size(Presence.connections) < MAX_CONNECTIONS  # type: ignore[no-untyped-call]
        write.update(
            Presence.key(issued.person_id),
            *_seen(connection_id, at),
            condition=Presence.connections.does_not_exist() | few,
        )


def _close_oldest(presence: Presence) -> None:
    """Make room for one connection: those that expired first, or else the oldest one."""
    known = sorted(open_connections(presence), key=lambda connection: connection.connected_at)
    gone = set(presence.connections or ()) - {connection.id for connection in known}
    for connection_id in gone or {connection.id for connection in known[:1]}:
        close(connection_id, presence.person_id)


def open_connections(presence: Presence) -> list[Connection]:
    """Returns the connections on which someone is there. One round trip."""
    keys = [Connection.key(connection_id) for connection_id in presence.connections or ()]
    found = get_many(keys, consistent=True)
    return [connection for key in keys if (connection := found[key])]


def heartbeat(connection_id: str, at: datetime) -> None:
    """Note that someone is there. Two round trips.

    Raises:
        NotSignedIn: the connection is not known, or no longer.
    """
    connection, _ = whose(connection_id)
    update(Presence.key(connection.person_id), *_seen(connection_id, at))


def whose(connection_id: str, *others: Key[Any]) -> tuple[Connection, BatchResult]:
    """Reads whose a connection is, together with other items. One round trip.

    Raises:
        NotSignedIn: it is not known, or no longer.
    """
    key = Connection.key(connection_id)
    found = get_many([key, *others], consistent=True)
    connection = found[key]
    if connection is None:
        raise NotSignedIn
    return connection, found


def note_closed(connection_id: str, at: datetime) -> None:
    """Note that a connection has closed; one that is not known is no error. Two round trips."""
    connection = Connection.key(connection_id).get()
    if connection:
        with Transaction() as write:
            forget(write, connection_id, connection.person_id, seen_at=at)


def _seen(connection_id: str, at: datetime) -> tuple[Action, ...]:
    return (
        Presence.kind.set(Presence),
        Presence.connections.add({connection_id}),
        Presence.last_seen_at.set(at),
    )
