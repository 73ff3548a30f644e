"""GET /.well-known/jwks.json: anyone can verify access tokens, nobody else can make them."""

from datetime import timedelta

import jwt

from auth import signing
from learn_exchange.tables.users import SigningKey
from tests.support.clock import SetClock
from tests.support.counting import counted_calls
from tests.support.gateway import Gateway
from tests.support.people import Person


def kids(gateway: Gateway) -> set[str]:
    """Returns the keys that are listed."""
    return {key["kid"] for key in gateway.get("/.well-known/jwks.json").json["keys"]}


def test_the_listed_key_verifies_access_tokens(gateway: Gateway, ana: Person) -> None:
    (key,) = gateway.get("/.well-known/jwks.json").json["keys"]

    claims = jwt.decode(
        ana.access_token,
        jwt.PyJWK(key),
        algorithms=["EdDSA"],
        audience="learn-exchange",
        issuer="learn-exchange-test",
    )

    assert claims.keys() == {"iss", "aud", "sub", "fid", "cls", "iat", "exp"}
    assert claims["sub"] == ana.id
    assert claims["exp"] - claims["iat"] == 15 * 60
    assert jwt.get_unverified_header(ana.access_token) == {
        "alg": "EdDSA",
        "typ": "JWT",
        "kid": key["kid"],
    }


def test_only_what_is_public_is_listed(gateway: Gateway) -> None:
    answer = gateway.get("/.well-known/jwks.json")

    (key,) = answer.json["keys"]
    assert key.keys() == {"kty", "crv", "alg", "use", "kid", "x"}
    assert (key["kty"], key["crv"], key["alg"], key["use"]) == ("OKP", "Ed25519", "EdDSA", "sig")
    assert answer.headers["Cache-Control"] == "public, max-age=300"


def test_a_key_is_listed_from_before_it_signs_until_its_last_token_has_expired(
    gateway: Gateway, time_passes: SetClock
) -> None:
    (old,) = kids(gateway)
    new = signing.rotate(time_passes.now())
    assert kids(gateway) == {old, new}

    time_passes.forward(minutes=30)
    assert kids(gateway) == {old, new}

    time_passes.forward(minutes=15)
    assert kids(gateway) == {new}


def test_what_has_expired_is_not_listed_though_its_row_is_still_there(
    gateway: Gateway, time_passes: SetClock
) -> None:
    (old,) = kids(gateway)
    signing.rotate(time_passes.now())
    time_passes.forward(hours=1)

    assert old not in kids(gateway)
    row = SigningKey.key(old).get()
    assert row is not None
    assert row.expires_at < time_passes.now() - timedelta(minutes=10)


def test_it_takes_one_round_trip(gateway: Gateway) -> None:
    with counted_calls() as calls:
        assert gateway.get("/.well-known/jwks.json").status == 200

    assert calls.round_trips == 1
