"""The secret address at which calendar programs read a person's sessions."""

import secrets

from exchange.schedule import address_of
from learn_exchange.tables.exchange import CalendarToken
from learn_exchange.tables.store import delete, put

SECRET_BYTES = 24


def renew(person_id: str) -> str:
    """A new address for a person's calendar; the old one leads nowhere any longer. One write."""
    token = CalendarToken.key(person_id).new(secret=secrets.token_urlsafe(SECRET_BYTES))
    put(token)
    return address_of(person_id, token)


def revoke(person_id: str) -> None:
    """Let the address of a person's calendar lead nowhere any longer. One write."""
    delete(CalendarToken.key(person_id))
