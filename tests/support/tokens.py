"""Access tokens as others would make them."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from auth import signing
from learn_exchange import clock, ids
from tests.support.gateway import Json


def claims(**changes: Any) -> Json:
    """Returns the claims of a token of ours for somebody; those changed to None are left out."""
    now = int(clock.now().timestamp())
    whole = {
        "iss": "learn-exchange-test",
        "aud": "learn-exchange",
        "sub": ids.new_id(),
        "fid": ids.new_id(),
        "iat": now,
        "exp": now + int(timedelta(minutes=15).total_seconds()),
        **changes,
    }
    return {name: value for name, value in whole.items() if value is not None}


def signed(
    content: Json,
    key: Ed25519PrivateKey | None = None,
    headers: dict[str, Any] | None = None,
) -> str:
    """Returns a token signed with our key, or with another one under our key's id."""
    ours = signing._signer(clock.now())
    headers = {"kid": ours.kid} if headers is None else headers
    return jwt.encode(content, key or ours.key, algorithm="EdDSA", headers=headers)


def stranger() -> Ed25519PrivateKey:
    """Returns a key that is not ours."""
    return Ed25519PrivateKey.generate()


def unsigned(content: Json, algorithm: str = "none") -> str:
    """Returns a token without a signature."""
    return f"{_head(content, algorithm)}."


def hmac_signed(content: Json, secret: bytes) -> str:
    """Returns a token that takes our public key for a shared secret (algorithm confusion)."""
    head = _head(content, "HS256")
    return f"{head}.{_base64url(hmac.digest(secret, head.encode(), hashlib.sha256))}"


def tampered(token: str, **changes: Any) -> str:
    """Returns a token of ours whose claims were changed afterwards."""
    head, _, signature = token.split(".")
    content = jwt.decode(token, options={"verify_signature": False}) | changes
    return f"{head}.{_base64url(json.dumps(content).encode())}.{signature}"


def _head(content: Json, algorithm: str) -> str:
    header = {"alg": algorithm, "typ": "JWT", "kid": signing._signer(clock.now()).kid}
    return ".".join(_base64url(json.dumps(part).encode()) for part in (header, content))


def _base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
