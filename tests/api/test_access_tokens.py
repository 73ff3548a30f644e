"""Only callers with a valid access token reach the endpoints that are not public."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from auth import signing
from auth.handlers import authorize
from infra.routes import ROUTES
from learn_exchange import clock, ids
from tests.support.clock import SetClock
from tests.support.counting import counted_calls
from tests.support.gateway import Answer, Gateway
from tests.support.modules import load
from tests.support.operations import Operation, operations
from tests.support.people import Person
from tests.support.tokens import claims, hmac_signed, signed, stranger, tampered, unsigned

GUARDED = [operation for operation in operations() if not operation.public]


def public_key(encoding: Encoding, form: PublicFormat) -> bytes:
    """Our public key, as anyone can have it."""
    return signing._signer(clock.now()).key.public_key().public_bytes(encoding, form)


def typed(type_: str | None) -> str:
    """Sign a token that claims to be of another type."""
    return signed(claims(), headers={"kid": signing._signer(clock.now()).kid, "typ": type_})


REFUSED_TOKENS: dict[str, Callable[[], str]] = {
    "no JWT": lambda: "token",
    "empty parts": lambda: "..",
    "not ASCII": lambda: "é.ü.🌻",
    "endless": lambda: "x" * 8000,
    "of another key": lambda: signed(claims(), stranger()),
    "of an unknown key": lambda: signed(claims(), stranger(), {"kid": "unknown"}),
    "without a key id": lambda: signed(claims(), headers={}),
    "of another issuer": lambda: signed(claims(iss="https://evil.example")),
    "without an issuer": lambda: signed(claims(iss=None)),
    "for another audience": lambda: signed(claims(aud="another")),
    "without an audience": lambda: signed(claims(aud=None)),
    "without a person": lambda: signed(claims(sub=None)),
    "without a login": lambda: signed(claims(fid=None)),
    "without an expiry": lambda: signed(claims(exp=None)),
    "of an expiry that is none": lambda: signed(claims(exp="never")),
    "expired": lambda: signed(claims(exp=int(clock.now().timestamp()) - 1)),
    "not valid yet": lambda: signed(claims(nbf=int(clock.now().timestamp()) + 600)),
    "alg none": lambda: unsigned(claims()),
    "alg None": lambda: unsigned(claims(), "None"),
    "alg EdDSA without a signature": lambda: unsigned(claims(), "EdDSA"),
    "HS256 with the raw public key": lambda: hmac_signed(
        claims(), public_key(Encoding.Raw, PublicFormat.Raw)
    ),
    "HS256 with the public key as PEM": lambda: hmac_signed(
        claims(), public_key(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    ),
    "HS256 with x of the key set": lambda: hmac_signed(
        claims(), signing._signer(clock.now()).x.encode()
    ),
    "tampered": lambda: tampered(signed(claims()), sub=ids.new_id()),
    "tampered to last": lambda: tampered(signed(claims()), exp=2**40),
    "cut": lambda: signed(claims())[:-4],
    "in loose base64": lambda: f"{signed(claims())[:-1]}!{signed(claims())[-1]}",
    "padded": lambda: f"{signed(claims())}==",
    **{
        f"of the type {type_}": partial(typed, type_)
        for type_ in (None, "", "jwt", "at+jwt", "dpop+jwt", "JOSE", "secevent+jwt")
    },
    "with a key of its own": lambda: signed(
        claims(),
        key := stranger(),
        {"kid": "evil", "jwk": jwt.algorithms.OKPAlgorithm.to_jwk(key.public_key(), as_dict=True)},
    ),
    "with the URL of a key set": lambda: signed(
        claims(), stranger(), {"jku": "https://evil.example/jwks.json", "kid": "evil"}
    ),
}


def ask(gateway: Gateway, operation: Operation, token: str | None) -> Answer:
    """Call an endpoint with a body that it takes."""
    return gateway.call(operation.method, operation.path, operation.body, token=token)


def test_the_document_and_the_routes_agree_on_what_is_public() -> None:
    public = {(route.method, route.path) for route in ROUTES if route.public}
    guarded = {(operation.method, operation.template) for operation in GUARDED}

    assert guarded == {(route.method, route.path) for route in ROUTES} - public
    assert len(guarded) > 10


@pytest.mark.parametrize("kind", REFUSED_TOKENS)
def test_a_token_that_is_not_valid_lets_nobody_through(gateway: Gateway, kind: str) -> None:
    token = REFUSED_TOKENS[kind]()

    with counted_calls() as calls:
        answers = [ask(gateway, operation, token) for operation in GUARDED]

    assert {answer.status for answer in answers} == {401}
    assert {answer.problem for answer in answers} == {"not-signed-in"}
    assert {answer.json["detail"] for answer in answers} == {
        "The access token has expired." if kind == "expired" else "The access token is not valid."
    }
    # An unknown key makes the authorizer ask for the key set again, which is one Query.
    assert set(calls.operations) <= {"Query"}
    assert len(calls.operations) <= len(GUARDED)


def test_what_is_valid_gets_through(gateway: Gateway) -> None:
    token = signed(claims())

    # Whose login has ended may only read; that is said by the function behind it.
    answers = [ask(gateway, operation, token) for operation in GUARDED]
    assert {each.problem for each in answers if each.status == 401} <= {"login-ended"}
    assert {each.status for each in answers} > {401}


def test_without_a_token_the_gateway_itself_refuses(gateway: Gateway) -> None:
    for operation in GUARDED:
        answer = ask(gateway, operation, None)
        assert (answer.status, answer.json) == (401, {"message": "Unauthorized"})


@pytest.mark.parametrize("scheme", ["Basic", "Token", "", "BearerX", "Bearer,"])
def test_another_scheme_lets_nobody_through(gateway: Gateway, scheme: str) -> None:
    headers = {"Authorization": f"{scheme} {signed(claims())}"}

    answer = gateway.get("/user/me", headers=headers)

    assert answer.problem == "not-signed-in"


@pytest.mark.parametrize("header", ["Bearer {}", "bearer {}", "BEARER  {} "])
def test_the_case_of_the_scheme_makes_no_difference(
    gateway: Gateway, ana: Person, header: str
) -> None:
    headers = {"Authorization": header.format(ana.access_token)}

    assert gateway.get("/user/me", headers=headers).json["id"] == ana.id


def test_a_token_works_for_15_minutes(ana: Person, time_passes: SetClock) -> None:
    time_passes.forward(minutes=14, seconds=50)
    assert ana.get("/user/me").status == 200

    time_passes.forward(seconds=10)

    assert ana.get("/user/me").json["detail"] == "The access token has expired."


def test_what_the_gateway_remembers_of_a_token_does_not_outlive_it(
    monkeypatch: pytest.MonkeyPatch, ana: Person, time_passes: SetClock
) -> None:
    remembered: list[dict[str, Any]] = []
    verify = authorize.handler

    def verify_once(event: dict[str, Any], context: object) -> dict[str, Any]:
        if not remembered:
            remembered.append(verify(event, context))
        return remembered[0]

    monkeypatch.setattr(authorize, "handler", verify_once)
    time_passes.forward(minutes=14, seconds=50)
    assert ana.get("/user/me").status == 200
    assert remembered[0]["context"]["sub"] == ana.id

    time_passes.forward(seconds=10)

    answer = ana.get("/user/me")
    assert (answer.status, answer.json["detail"]) == (401, "The access token has expired.")


@pytest.mark.parametrize(
    "authorizer",
    [
        None,
        {},
        {"lambda": None},
        {"lambda": {}},
        {"lambda": {"sub": "", "fid": "f", "exp": 2**40}},
        {"lambda": {"sub": "s", "fid": "", "exp": 2**40}},
        {"lambda": {"sub": "s", "exp": 2**40}},
        {"lambda": {"sub": "s", "fid": "f"}},
        {"lambda": {"sub": "s", "fid": "f", "exp": 0}},
        {"lambda": {"sub": "s", "fid": "f", "exp": 2**40, "refused": "expired"}},
        {"jwt": {"claims": {"sub": "s", "fid": "f", "exp": 2**40}}},
    ],
)
def test_without_what_the_authorizer_found_there_is_no_caller(
    gateway: Gateway, authorizer: dict[str, Any] | None
) -> None:
    for route in ROUTES:
        if route.public:
            continue
        event = gateway._event(route.endpoint, route.path, None, {}, {}, None)
        event["requestContext"]["authorizer"] = authorizer
        answer = load(route.function).handler(event, None)
        assert answer["statusCode"] == 401
        assert json.loads(answer["body"])["type"] == "not-signed-in"
