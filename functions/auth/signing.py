"""Access tokens: JSON Web Tokens signed with Ed25519, and the keys that sign them.

The private keys are one secret: `{"seed": …}` as deployed, `{"keys": […]}` after a rotation. A
key's public half is published in the users table before the key signs anything, from where
`GET /.well-known/jwks.json` serves it, and stays until the last token that it signed has expired.
"""

import json
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from learn_exchange import base64url, clock
from learn_exchange.identity import KNOWN
from learn_exchange.secret import replace_secret, secret
from learn_exchange.settings import setting
from learn_exchange.tables.store import ConditionFailed, put, update
from learn_exchange.tables.users import SigningKey

ACCESS_TOKEN_LIFE = timedelta(minutes=15)
AUDIENCE = "learn-exchange"
# A published key signs once every holder of the secret and of the key set has seen the new one.
SETTLING = timedelta(minutes=15)


@dataclass(frozen=True)
class PrivateKey:
    """A key that signs access tokens from an instant on (seconds since 1970)."""

    seed: str
    signs_from: float

    @property
    def key(self) -> Ed25519PrivateKey:
        """The key that the seed stands for: its SHA-256 is the 32 bytes of RFC 8032."""
        return Ed25519PrivateKey.from_private_bytes(sha256(self.seed.encode()).digest())

    @property
    def x(self) -> str:
        """The public key as in a JSON Web Key (RFC 8037)."""
        return base64url.encode(self.key.public_key().public_bytes_raw())

    @property
    def kid(self) -> str:
        """The key's thumbprint (RFC 7638)."""
        members = {"crv": "Ed25519", "kty": "OKP", "x": self.x}
        return base64url.encode(
            sha256(json.dumps(members, separators=(",", ":")).encode()).digest()
        )


_published: set[str] = set()


def issue_access_token(
    person_id: str, family_id: str, at: datetime, *, newcomer: bool = True
) -> str:
    """Returns a token that says who the caller is and by which login they came; its `typ` is `JWT`.

    Its `cls` is the class of the account, by which limits are tighter or not.
    """
    signer = _signer(at)
    claims = {
        "iss": setting("TOKEN_ISSUER"),
        "aud": AUDIENCE,
        "sub": person_id,
        "fid": family_id,
        "cls": "new" if newcomer else KNOWN,
        "iat": int(at.timestamp()),
        "exp": int((at + ACCESS_TOKEN_LIFE).timestamp()),
    }
    return jwt.encode(claims, signer.key, algorithm="EdDSA", headers={"kid": signer.kid})


def warm_up() -> None:
    """Read the secret and publish the key while the function starts."""
    _signer(clock.now())


def rotate(at: datetime) -> str:
    """Begin to replace the signing key and return the new one's id.

    The new key is published now and signs after `SETTLING`; the old one's public half expires
    after the last token that it signs. While a rotation is under way, another one changes nothing;
    one that broke off goes on.
    """
    keys = _private_keys()
    old, new = _current(keys, at), max(keys, key=lambda key: key.signs_from)
    if new == old:
        new = PrivateKey(secrets.token_urlsafe(48), (at + SETTLING).timestamp())
        for key in (old, new):
            _publish(key)
        kept = [{"seed": key.seed, "signsFrom": key.signs_from} for key in (old, new)]
        replace_secret("SIGNING", json.dumps({"keys": kept}))
    # Last: as long as the secret does not have its successor, the old key goes on signing.
    settled = datetime.fromtimestamp(new.signs_from, UTC) + SETTLING
    update(SigningKey.key(old.kid), SigningKey.expires_at.set(settled + ACCESS_TOKEN_LIFE))
    return new.kid


def _signer(at: datetime) -> PrivateKey:
    signer = _current(_private_keys(), at)
    if signer.kid not in _published:
        _publish(signer)
        _published.add(signer.kid)
    return signer


def _private_keys() -> list[PrivateKey]:
    content = json.loads(secret("SIGNING"))
    if "seed" in content:
        return [PrivateKey(content["seed"], 0)]
    return [PrivateKey(key["seed"], key["signsFrom"]) for key in content["keys"]]


def _current(keys: list[PrivateKey], at: datetime) -> PrivateKey:
    return max(
        (key for key in keys if key.signs_from <= at.timestamp()), key=lambda key: key.signs_from
    )


def _publish(key: PrivateKey) -> None:
    row = SigningKey.key(key.kid)
    if row.get() is None:
        with suppress(ConditionFailed):  # Another function published it at the same moment.
            put(row.new(kid=key.kid, x=key.x), condition=SigningKey.pk.does_not_exist())
