"""Parts that many answers share: the schemas of errors, the headers, the access token."""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from auth import signing
from contracts.example_content import EXCHANGE
from contracts.schemas import reference

INSTANCE = "urn:request:JKJaXmPLvHcESHA="
# What API Gateway says of itself in an HTTP API, by status.
GATEWAY_MESSAGES = {
    401: "Unauthorized",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
FIELD_ERROR = {
    "description": "One rule that the input breaks.",
    "type": "object",
    "required": ["pointer", "detail"],
    "properties": {
        "pointer": {
            "type": "string",
            "description": "Where: a JSON pointer (RFC 6901) into the body, or `/query/…`, "
            "`/path/…`, `/header/…`.",
            "examples": ["/timeZone"],
        },
        "detail": {
            "type": "string",
            "description": "What is wrong there.",
            "examples": ["is not an IANA time zone"],
        },
        "choices": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Values to send instead, where few come into question.",
            "examples": [["2026-10-25T02:30:00.000+02:00", "2026-10-25T02:30:00.000+01:00"]],
        },
    },
}
PROBLEM = {
    "description": "An error of ours (RFC 9457). Compare its `type`; show its `detail`.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {**reference("ProblemType"), "description": "What kind of error it is."},
        "title": {
            "type": "string",
            "description": "What the kind means.",
            "examples": ["Not found"],
        },
        "status": {
            "type": "integer",
            "description": "The status of the answer.",
            "examples": [404],
        },
        "detail": {
            "type": "string",
            "description": "What happened this time.",
            "examples": ["Not found"],
        },
        "instance": {
            "type": "string",
            "description": "The request: `urn:request:` and its id.",
            "examples": [INSTANCE],
        },
        "errors": {
            "description": "With `invalid`: each rule that the input breaks.",
            "type": "array",
            "items": reference("FieldError"),
        },
        "current": {
            "type": "string",
            "description": "With `wrong-state`, `changed-since` and `no-time-agreed`: the current "
            "state.",
            "examples": ["accepted"],
        },
        "exchangeId": {
            "type": "string",
            "format": "uuid",
            "description": "With `already-pending`: the exchange that is, or that has the session.",
            "examples": [EXCHANGE],
        },
        "link": {
            "type": "string",
            "description": "With `already-pending`: where to read that exchange.",
            "examples": [f"/exchange/{EXCHANGE}"],
        },
    },
}
GATEWAY_ERROR = {
    "description": "What API Gateway answers by itself: there is no Authorization header, a limit "
    "of its own is reached, the body is over 10 MB, or a function does not answer. Tell it from a "
    "problem by its `Content-Type`, `application/json`, or because it has no `type`. It carries "
    "`apigw-requestid`, and neither `Retry-After` nor `X-Request-Id`.",
    "type": "object",
    "required": ["message"],
    "properties": {
        "message": {
            "type": "string",
            "description": "The status in words.",
            "examples": ["Too Many Requests"],
        }
    },
}
HEADERS = {
    "RequestId": {
        "description": "The request's id, which our logs have too. Answers of API Gateway itself "
        "carry `apigw-requestid` alone.",
        "schema": {"type": "string", "examples": ["JKJaXmPLvHcESHA="]},
    },
    "GatewayRequestId": {
        "description": "API Gateway's own id of the request; every answer carries it on AWS.",
        "schema": {"type": "string", "examples": ["JKJaXmPLvHcESHA="]},
    },
    "RetryAfter": {
        "description": "Seconds to wait before the next attempt. Answers of API Gateway itself do "
        "not say it: wait a second, then longer with each attempt.",
        "schema": {"type": "integer", "minimum": 1, "examples": [30]},
    },
    "ETag": {
        "description": "A version of the content, to send as `If-None-Match`.",
        "schema": {"type": "string", "examples": ['W/"8a7d3f0c5b2e4916a0d1c3e5f7b90214"']},
    },
    "SessionCookie": {
        "description": "In a session by cookie (`X-Session`): the refresh token, or an empty value "
        "that takes it away.",
        "schema": {
            "type": "string",
            "examples": [
                "__Host-refresh=…; Path=/; Max-Age=5184000; Secure; HttpOnly; SameSite=Strict"
            ],
        },
    },
    "CacheControl": {
        "description": "How long the answer may be kept, and by whom.",
        "schema": {"type": "string", "examples": ["no-store"]},
    },
}


def header(name: str) -> dict[str, str]:
    """Returns a reference to one of the headers."""
    return {"$ref": f"#/components/headers/{name}"}


def error_schemas(types: Iterable[str]) -> dict[str, Any]:
    """Returns the schemas of errors, with the types of all problems that there are."""
    schemas = {"Problem": PROBLEM, "FieldError": FIELD_ERROR, "GatewayError": GATEWAY_ERROR}
    return {**deepcopy(schemas), "ProblemType": {"type": "string", "enum": sorted(types)}}


def security_schemes() -> dict[str, Any]:
    """Returns how callers say who they are: what is in an access token, and how long it is good."""
    minutes = int(signing.ACCESS_TOKEN_LIFE.total_seconds() // 60)
    return {
        "accessToken": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": f"""\
`Authorization: Bearer <accessToken>`, with the `accessToken` that signing up or in answered.

It is a JSON Web Token (RFC 7519), signed with Ed25519 (`alg` is `EdDSA`) by the key that `kid`
names in `/.well-known/jwks.json`. Its `typ` is `JWT`, not RFC 9068's `at+jwt`, since there are no
OAuth clients. It is good for {minutes} minutes; `POST /auth/refresh` gives the
next one. Clients need not read it, and other services can verify it:

| claim | what it says |
|---|---|
| `iss` | the issuer: the name of the deployment, such as `learn-exchange-prod` |
| `aud` | the audience: `{signing.AUDIENCE}` |
| `sub` | the id of the person |
| `fid` | the id of the login, which is the same in all tokens of one device |
| `iat` | when it was issued, in seconds since 1970 |
| `exp` | when it expires, in seconds since 1970 |
""",
        }
    }
