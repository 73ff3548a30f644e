"""The authorizer: verifies the access token and marks the request with what it found.

It lets every call through; `learn_exchange.http` refuses what is not public and has no caller. An
authorizer that denies would turn an expired token into a bare 403, which clients cannot tell from
"not allowed".
"""

import os
import re
from functools import cache
from typing import Any
from urllib.parse import urljoin

import jwt

# PyJWT passes over characters that are not of base64url.
COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
# Not `at+jwt` of RFC 9068, which names an OAuth client in each token: there are none.
TYPE = "JWT"
AUDIENCE = "learn-exchange"
KEY_SET_LIFE_SECONDS = 300
UNKNOWN_KEY_COOLDOWN_SECONDS = 60
FETCH_TIMEOUT_SECONDS = 3
FETCH_ATTEMPTS = 3
# The front door sends this where a client sent no such header: API Gateway would refuse that by
# itself, with no problem that a client can read.
REQUIRED = ("sub", "fid", "exp")
NO_TOKEN = "None"  # noqa: S105 (it is none)


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer in the simple format of HTTP APIs.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
    The context is `{sub, fid, exp, cls}` of a valid token, or `{refused: expired | invalid |
    missing}`. API
    Gateway keeps it for a minute, so where the keys cannot be had, this raises instead.
    """
    header = event["headers"].get("authorization", "")
    scheme, _, token = header.partition(" ")
    context = _verify(token.strip()) if scheme.lower() == "bearer" else {"refused": "invalid"}
    if header == NO_TOKEN:
        context = {"refused": "missing"}
    print(f'{{"level":"INFO","message":"authorize","refused":"{context.get("refused", "")}"}}')
    return {"isAuthorized": True, "context": context}


def _verify(token: str) -> dict[str, Any]:
    try:
        if not COMPACT.fullmatch(token):
            raise jwt.DecodeError
        whole = jwt.decode_complete(
            token,
            _signing_key(token),
            algorithms=["EdDSA"],
            audience=AUDIENCE,
            issuer=os.environ["TOKEN_ISSUER"],
            # The signer's clock may be a moment ahead of this one, so `iat` is not compared.
            options={"require": [*REQUIRED], "verify_iat": False},
        )
    except jwt.ExpiredSignatureError:
        return {"refused": "expired"}
    except jwt.PyJWKClientConnectionError:
        raise
    except (jwt.InvalidTokenError, jwt.PyJWKClientError):
        return {"refused": "invalid"}
    if whole["header"].get("typ") != TYPE:
        return {"refused": "invalid"}
    payload = whole["payload"]
    return {"cls": payload.get("cls", "new"), **{name: payload[name] for name in REQUIRED}}


def _signing_key(token: str) -> jwt.PyJWK:
    for _ in range(FETCH_ATTEMPTS - 1):
        try:
            return _key_set().get_signing_key_from_jwt(token)
        except jwt.PyJWKClientConnectionError:
            continue
    return _key_set().get_signing_key_from_jwt(token)


@cache
def _key_set() -> jwt.PyJWKClient:
    url = urljoin(os.environ.get("AWS_ENDPOINT_URL", ""), os.environ["JWKS_URL"])
    return jwt.PyJWKClient(
        url,
        lifespan=KEY_SET_LIFE_SECONDS,
        cooldown_duration=UNKNOWN_KEY_COOLDOWN_SECONDS,
        timeout=FETCH_TIMEOUT_SECONDS,
    )
