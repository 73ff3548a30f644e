"""Refreshing: the latest refresh token of a login is exchanged for its successor.

Each token works once. One that was exchanged before and comes again means that two hold it, which
ends the login (RFC 9700, section 4.14.2), with two exceptions (docs/adr/0022):

- A client that sent an `Idempotency-Key` and lost the answer sends both again, however late, and
  gets the same successor. Nobody else knows the key, so who copied the token is found out.
- For ten seconds after an exchange, the token before is only told that others were faster.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

from auth.logins import REFRESH_TOKEN_LIFE, RefreshToken, new_salt, signed_in
from auth.problems import AlreadyRotated
from auth.schemas import SignedIn
from learn_exchange.problems import LoginEnded
from learn_exchange.tables.store import ConditionFailed, Transaction, delete, get_many
from learn_exchange.tables.users import Login, Profile, Stats

GRACE = timedelta(seconds=10)


@dataclass(frozen=True)
class Exchange:
    """The successor of a refresh token, and the changes to the row of its login.

    Where the exchange was made before, nothing changes.
    """

    successor: RefreshToken
    changes: Mapping[str, Any] = field(default_factory=dict)


class Reused(Exception):
    """A token was used again that was exchanged before, so that someone has a copy of it."""


def exchange(login: Login | None, token: RefreshToken, key: str, now: datetime) -> Exchange:
    """Decide what a token and the key of the request get. Reads and writes nothing.

    Raises:
        AlreadyRotated: the token was exchanged a moment ago.
        LoginEnded: there is no such login, or none any longer.
        Reused: the token was exchanged before, and the login must end.
    """
    if login is None or login.expires_at <= now:
        raise LoginEnded
    salt = login.salt or new_salt()
    successor = token.successor(salt, key)
    if login.token_hash == token.hash:
        changes = {
            "token_hash": successor.hash,
            "previous_hash": token.hash,
            "salt": salt,
            "rotated_at": now,
            "expires_at": now + REFRESH_TOKEN_LIFE,
        }
        return Exchange(successor, changes)
    if login.token_hash == successor.hash:
        return Exchange(successor)
    # The successor is the token before where a request arrives again after its answer was used.
    was_latest = login.previous_hash in (token.hash, successor.hash)
    if was_latest and now - login.rotated_at <= GRACE:
        raise AlreadyRotated
    raise Reused


def refresh(token: RefreshToken, key: str | None, now: datetime) -> SignedIn:
    """Exchange a token for its successor. Two round trips, or one where that was done before.

    Raises:
        AlreadyRotated: the token was exchanged a moment ago.
        LoginEnded: anything else; where a token was reused, its login has ended now.
    """
    login = Login.key(token.person_id, token.family_id)
    profile, stats = Profile.key(token.person_id), Stats.key(token.person_id)
    found = get_many([login, profile, stats], consistent=True)
    person = found[profile]
    if person is None or person.is_revoked(token.family_id):
        raise LoginEnded
    # A request without a key has one that nobody sends again.
    key = key or secrets.token_hex()
    try:
        made = exchange(found[login], token, key, now)
        if made.changes:
            made = _write(made, token, key, now)
    except Reused:
        delete(login)
        raise LoginEnded from None
    return signed_in(made.successor, person, found[stats], now)


def _write(made: Exchange, token: RefreshToken, key: str, now: datetime) -> Exchange:
    """Write an exchange, or decide again if another request has come first.

    Raises:
        LoginEnded: the login was ended with all others in the meantime.
    """
    write = Transaction()
    write.update(
        Login.key(token.person_id, token.family_id),
        *(getattr(Login, name).set(value) for name, value in made.changes.items()),
        condition=Login.token_hash == token.hash,
    )
    write.check(
        Profile.key(token.person_id),
        condition=Profile.keeps(token.family_id),
        on_conflict=LoginEnded(),
    )
    try:
        write.commit()
    except ConditionFailed as overtaken:
        return exchange(cast("Login | None", overtaken.item), token, key, now)
    return made
