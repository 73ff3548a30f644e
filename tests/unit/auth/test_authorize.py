"""The authorizer: what it remembers of the keys, and what it does when it cannot have them."""

import json
from types import SimpleNamespace
from typing import Any

import jwt
import pytest

from auth import signing
from auth.handlers import authorize
from learn_exchange import ids
from tests.support.tokens import claims, signed, stranger

OUTAGE = jwt.PyJWKClientConnectionError("the API does not answer")


class KeySet:
    """The endpoint that serves the keys, and the time as the authorizer sees it."""

    def __init__(self) -> None:
        self.asked = 0
        self.outages = 0
        self.now = 10_000.0


@pytest.fixture
def key_set(aws_in_memory: None, monkeypatch: pytest.MonkeyPatch) -> KeySet:
    """The key set, of which the authorizer knows nothing yet."""
    served = KeySet()
    fetch = jwt.PyJWKClient.fetch_data

    def counted(client: jwt.PyJWKClient) -> Any:
        served.asked += 1
        if served.outages:
            served.outages -= 1
            raise OUTAGE
        client._last_successful_fetch = served.now
        return fetch(client)

    time = SimpleNamespace(monotonic=lambda: served.now)
    for module in ("jwks_client", "jwk_set_cache", "api_jwk"):
        monkeypatch.setattr(f"jwt.{module}.time", time)
    monkeypatch.setattr(jwt.PyJWKClient, "fetch_data", counted)
    signing.warm_up()
    return served


def verdict(token: str) -> dict[str, Any]:
    """Returns what the authorizer says of a token."""
    answer = authorize.handler({"headers": {"authorization": f"Bearer {token}"}}, None)
    assert answer["isAuthorized"] is True
    context: dict[str, Any] = answer["context"]
    return context


def of_unknown_key() -> str:
    """Returns a token whose key nobody has published."""
    return signed(claims(), stranger(), {"kid": ids.new_id()})


def test_it_says_who_the_caller_is_by_which_login_and_until_when(key_set: KeySet) -> None:
    content = claims()

    said = {name: content[name] for name in ("sub", "fid", "exp")}
    assert verdict(signed(content)) == {**said, "cls": "new"}
    assert verdict(signed({**content, "cls": "known"})) == {**said, "cls": "known"}


def test_it_says_why_a_token_was_refused(key_set: KeySet) -> None:
    assert verdict(signed(claims(exp=1))) == {"refused": "expired"}
    assert verdict(signed(claims(aud="another"))) == {"refused": "invalid"}
    assert verdict("") == {"refused": "invalid"}


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "bearer", "Basic YTpi", "token"])
def test_without_a_bearer_token_it_asks_for_no_keys(key_set: KeySet, header: str) -> None:
    answer = authorize.handler({"headers": {"authorization": header}}, None)

    assert answer["context"] == {"refused": "invalid"}
    assert authorize.handler({"headers": {}}, None)["context"] == {"refused": "invalid"}
    assert key_set.asked == 0


def test_the_clock_of_the_signer_may_be_ahead(key_set: KeySet) -> None:
    assert "sub" in verdict(signed(claims(iat=claims()["iat"] + 30)))


def test_the_keys_are_kept_for_five_minutes(key_set: KeySet) -> None:
    for _ in range(3):
        verdict(signed(claims()))
    assert key_set.asked == 1

    key_set.now += 299
    verdict(signed(claims()))
    assert key_set.asked == 1

    key_set.now += 2
    verdict(signed(claims()))
    assert key_set.asked == 2


def test_an_unknown_key_is_asked_for_at_most_once_a_minute(key_set: KeySet) -> None:
    verdict(signed(claims()))
    for _ in range(5):
        assert verdict(of_unknown_key()) == {"refused": "invalid"}
    assert key_set.asked == 1

    key_set.now += 61
    for _ in range(5):
        assert verdict(of_unknown_key()) == {"refused": "invalid"}
    assert key_set.asked == 2


def test_keys_that_cannot_be_had_at_first_are_asked_for_again(key_set: KeySet) -> None:
    key_set.outages = 2

    assert "sub" in verdict(signed(claims()))
    assert key_set.asked == 3


def test_where_the_keys_cannot_be_had_no_verdict_is_remembered(key_set: KeySet) -> None:
    key_set.outages = 3

    with pytest.raises(jwt.PyJWKClientConnectionError):
        verdict(signed(claims()))

    assert "sub" in verdict(signed(claims()))


def test_keys_that_are_known_outlive_an_outage(key_set: KeySet) -> None:
    verdict(signed(claims()))
    key_set.outages = 100

    key_set.now += 200

    assert "sub" in verdict(signed(claims()))


@pytest.mark.parametrize(
    ("endpoint", "url", "whole"),
    [
        (None, "https://api.example/.well-known/jwks.json", None),
        (
            "http://localhost:4566",
            "/_aws/execute-api/1ea12e00/.well-known/jwks.json",
            "http://localhost:4566/_aws/execute-api/1ea12e00/.well-known/jwks.json",
        ),
        ("http://localhost:4566", "https://api.example/.well-known/jwks.json", None),
    ],
)
def test_the_keys_are_where_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, endpoint: str | None, url: str, whole: str | None
) -> None:
    authorize._key_set.cache_clear()
    monkeypatch.setenv("JWKS_URL", url)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    if endpoint:
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)

    assert authorize._key_set().uri == (whole or url)


def test_it_logs_its_verdict_and_nothing_of_the_token(
    key_set: KeySet, capsys: pytest.CaptureFixture[str]
) -> None:
    content = claims()
    token = signed(content)
    capsys.readouterr()
    verdict(token)
    verdict(signed(claims(exp=1)))

    out = capsys.readouterr().out
    lines = [json.loads(line) for line in out.splitlines()]
    verdicts = [line["refused"] for line in lines if line["message"] == "authorize"]
    assert verdicts == ["", "expired"]
    assert content["sub"] not in out
    assert token.split(".")[1] not in out
