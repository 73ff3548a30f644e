"""Logins: families of refresh tokens, each token good for one use.

Reuse of a token that is not the latest means that someone else has it, and ends the family
(RFC 9700 section 4.14.2), but for the token just before within ten seconds: that is two tabs at
once, or an answer that was lost.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Self

from auth.problems import AlreadyRotated, LoginEnded
from auth.schemas import SignedIn
from auth.signing import ACCESS_TOKEN_LIFE, issue_access_token
from learn_exchange import base64url, ids
from learn_exchange.people import own_profile
from learn_exchange.tables.store import Transaction, delete, get_many
from learn_exchange.tables.users import Login, Profile, Stats

REFRESH_TOKEN_LIFE = timedelta(days=60)
ROTATION_GRACE = timedelta(seconds=10)
SECRET_BYTES = 32


@dataclass(frozen=True)
class RefreshToken:
    """A refresh token: whose it is, of which login, and a secret. Clients see one opaque text."""

    person_id: str
    family_id: str
    secret: bytes

    @classmethod
    def new(cls, person_id: str, family_id: str) -> Self:
        """A token that nobody can guess."""
        return cls(person_id, family_id, secrets.token_bytes(SECRET_BYTES))

    @classmethod
    def parse(cls, text: str) -> Self:
        """The token that a client sent.

        Raises:
            LoginEnded: it is no token of ours.
        """
        try:
            data = base64url.decode(text)
        except ValueError as error:
            raise LoginEnded from error
        if len(data) != 32 + SECRET_BYTES:
            raise LoginEnded
        return cls(ids.from_bytes(data[:16]), ids.from_bytes(data[16:32]), data[32:])

    def __str__(self) -> str:
        data = ids.to_bytes(self.person_id) + ids.to_bytes(self.family_id) + self.secret
        return base64url.encode(data)

    @property
    def hash(self) -> str:
        """What is kept of it. It is random, so that one round of a fast hash is enough."""
        return sha256(self.secret).hexdigest()


def begin(person_id: str, device: str, at: datetime) -> tuple[RefreshToken, Login]:
    """A new login on a device: the first token of its family, and the row to write for it."""
    token = RefreshToken.new(person_id, ids.new_id())
    login = Login.key(person_id, token.family_id).new(
        family_id=token.family_id,
        token_hash=token.hash,
        rotated_at=at,
        device=device,
        created_at=at,
        expires_at=at + REFRESH_TOKEN_LIFE,
    )
    return token, login


def signed_in(token: RefreshToken, profile: Profile, stats: Stats | None, at: datetime) -> SignedIn:
    """What a client is told when a login begins or goes on."""
    return SignedIn(
        access_token=issue_access_token(token.person_id, token.family_id, at),
        refresh_token=str(token),
        expires_in=int(ACCESS_TOKEN_LIFE.total_seconds()),
        user=own_profile(profile, stats),
    )


def rotate(old: RefreshToken, at: datetime) -> SignedIn:
    """Exchange the latest token of a family for the next one. Two round trips.

    Raises:
        AlreadyRotated: it was the latest until a moment ago.
        LoginEnded: anything else; where an old token was reused, its family has ended now.
    """
    new = RefreshToken.new(old.person_id, old.family_id)
    write = Transaction()
    write.update(
        Login.key(old.person_id, old.family_id),
        Login.token_hash.set(new.hash),
        Login.previous_hash.set(old.hash),
        Login.rotated_at.set(at),
        Login.expires_at.set(at + REFRESH_TOKEN_LIFE),
        when=(Login.token_hash == old.hash) & (Login.expires_at > at),
        otherwise=lambda login: _refusal(login, old, at),
    )
    write.check(
        Profile.key(old.person_id),
        when=Profile.keeps(old.family_id),
        otherwise=LoginEnded(),
    )
    try:
        write.commit()
    except _Reused:
        delete(Login.key(old.person_id, old.family_id))
        raise LoginEnded from None
    found = get_many([Profile.key(old.person_id), Stats.key(old.person_id)], consistent=True)
    profile = found[Profile.key(old.person_id)]
    if profile is None:
        raise LoginEnded
    return signed_in(new, profile, found[Stats.key(old.person_id)], at)


class _Reused(Exception):
    """A token that is neither the latest nor the one just before was used."""


def _refusal(login: Login | None, token: RefreshToken, at: datetime) -> Exception:
    if login is None or login.expires_at <= at:
        return LoginEnded()
    if login.previous_hash == token.hash and at - login.rotated_at <= ROTATION_GRACE:
        return AlreadyRotated()
    return _Reused()
