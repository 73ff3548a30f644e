"""The secret address at which calendar programs read a person's sessions."""

import re
import secrets

from learn_exchange import base64url
from learn_exchange.identity import Identity
from learn_exchange.ids import from_bytes, to_bytes
from learn_exchange.problems import NotFound
from learn_exchange.settings import api_url
from learn_exchange.tables.exchange import CalendarToken
from learn_exchange.tables.store import Transaction
from learn_exchange.tables.users import require_login

SECRET_BYTES = 24


def renew(owner: Identity) -> str:
    """Give a person's calendar a new address, and return it; the old one stops working. One write.

    Raises:
        LoginEnded: the caller's login has ended, so it must not get an address that outlives it.
    """
    token = CalendarToken.key(owner.id).new(secret=secrets.token_urlsafe(SECRET_BYTES))
    with Transaction() as write:
        require_login(write, owner.id, owner.family_id)
        write.put(token)
    return url_of(owner.id, token)


def revoke(owner: Identity) -> None:
    """Stop the address of a person's calendar from working. One write.

    Raises:
        LoginEnded: the caller's login has ended.
    """
    with Transaction() as write:
        require_login(write, owner.id, owner.family_id)
        write.delete(CalendarToken.key(owner.id))


def url_of(person_id: str, token: CalendarToken) -> str:
    """Returns the address to subscribe to, which holds the owner's id and the secret."""
    owner = base64url.encode(to_bytes(person_id))
    return f"{api_url()}/exchange/calendar/{owner}.{token.secret}.ics"


def owner_and_secret(file: str) -> tuple[str, str]:
    """Returns the owner's id and the secret in the last part of an address.

    Raises:
        NotFound: it is not of the form that `url_of` makes.
    """
    match = re.fullmatch(r"([\w-]{22})\.([\w-]+)\.ics", file, re.ASCII)
    if match is None:
        raise NotFound
    try:
        return from_bytes(base64url.decode(match[1])), match[2]
    except ValueError as error:
        raise NotFound from error
