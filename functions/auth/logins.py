"""Logins: each is a family of refresh tokens, of which the latest is good for one use."""

import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Self

from auth.schemas import SignedIn
from auth.signing import ACCESS_TOKEN_LIFE, issue_access_token
from learn_exchange import base64url, ids
from learn_exchange.account_limits import NEWCOMER_FOR
from learn_exchange.people import own_profile
from learn_exchange.problems import LoginEnded
from learn_exchange.tables.users import Login, Profile, Stats

REFRESH_TOKEN_LIFE = timedelta(days=60)
SECRET_BYTES = 32
SALT_BYTES = 16


@dataclass(frozen=True)
class RefreshToken:
    """A refresh token: whose it is, of which login, and a secret. Clients see one opaque text."""

    person_id: str
    family_id: str
    secret: bytes

    @classmethod
    def new(cls, person_id: str, family_id: str) -> Self:
        """Returns a token that nobody can guess."""
        return cls(person_id, family_id, secrets.token_bytes(SECRET_BYTES))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Returns the token that a client sent.

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

    def successor(self, salt: str, key: str) -> Self:
        """Make the token that comes next, which is always the same for the same key."""
        secret = hmac.digest(self.secret, f"{salt}\0{key}".encode(), "sha256")
        return replace(self, secret=secret)

    @property
    def hash(self) -> str:
        """The hash that is kept. The token is random, so one round of a fast hash is enough."""
        return sha256(self.secret).hexdigest()


def new_salt() -> str:
    """Make the secret part of a login that no client ever sees."""
    return secrets.token_hex(SALT_BYTES)


def begin(person_id: str, device: str, at: datetime) -> tuple[RefreshToken, Login]:
    """Returns the first token of a new login on a device, and the row to write for it."""
    token = RefreshToken.new(person_id, ids.new_id())
    login = Login.key(person_id, token.family_id).new(
        family_id=token.family_id,
        token_hash=token.hash,
        salt=new_salt(),
        rotated_at=at,
        device=device,
        created_at=at,
        expires_at=at + REFRESH_TOKEN_LIFE,
    )
    return token, login


def signed_in(token: RefreshToken, profile: Profile, stats: Stats | None, at: datetime) -> SignedIn:
    """Returns the answer to a client whose login begins or goes on."""
    return SignedIn(
        access_token=issue_access_token(
            token.person_id, token.family_id, at, newcomer=_is_newcomer(profile, at)
        ),
        refresh_token=str(token),
        expires_in=int(ACCESS_TOKEN_LIFE.total_seconds()),
        user=own_profile(profile, stats),
    )


def _is_newcomer(profile: Profile, at: datetime) -> bool:
    return not profile.email_verified or at - profile.created_at < NEWCOMER_FOR
