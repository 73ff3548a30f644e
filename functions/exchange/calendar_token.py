"""The secret address at which calendar programs read a person's sessions."""

import secrets

from exchange.schedule import address_of
from learn_exchange.identity import Identity
from learn_exchange.tables.exchange import CalendarToken
from learn_exchange.tables.store import Transaction
from learn_exchange.tables.users import require_login

SECRET_BYTES = 24


def renew(owner: Identity) -> str:
    """Give a person's calendar a new address; the old one leads nowhere any longer. One write.

    Raises:
        LoginEnded: the login that asks for it has ended, which the address would outlive.
    """
    token = CalendarToken.key(owner.id).new(secret=secrets.token_urlsafe(SECRET_BYTES))
    with Transaction() as write:
        require_login(write, owner.id, owner.family_id)
        write.put(token)
    return address_of(owner.id, token)


def revoke(owner: Identity) -> None:
    """Let the address of a person's calendar lead nowhere any longer. One write.

    Raises:
        LoginEnded: the login that asks for it has ended.
    """
    with Transaction() as write:
        require_login(write, owner.id, owner.family_id)
        write.delete(CalendarToken.key(owner.id))
