"""Access tokens, the keys that sign them, and how one key follows another."""

import json
from datetime import timedelta
from hashlib import sha256
from typing import Any

import jwt
import pytest

from auth import signing
from auth.handlers import authorize
from learn_exchange import aws, base64url, ids, secret
from learn_exchange.tables import store
from learn_exchange.tables.users import SigningKey
from tests.conftest import ENVIRONMENT
from tests.support.clock import SetClock, StoppedClock
from tests.support.counting import counted_calls
from tests.support.rows import rows_of

pytestmark = pytest.mark.usefixtures("aws_in_memory")


def issue(clock: SetClock) -> str:
    """Returns a token as it would be issued now, by a function that has just started."""
    secret._kept.clear()
    signing._published.clear()
    return signing.issue_access_token(ids.new_id(), ids.new_id(), clock.now())


def kid(token: str) -> str:
    """Returns the key that signed a token."""
    key_id: str = jwt.get_unverified_header(token)["kid"]
    return key_id


def accepted(token: str) -> bool:
    """Returns whether an authorizer that has just started accepts a token."""
    authorize._key_set.cache_clear()
    return "sub" in verdict(token)


def verdict(token: str) -> dict[str, Any]:
    """Returns what the authorizer says of a token."""
    event = {"headers": {"authorization": f"Bearer {token}"}}
    answer = authorize.handler(event, None)
    assert answer["isAuthorized"] is True
    context: dict[str, Any] = answer["context"]
    return context


def stored_keys() -> list[dict[str, Any]]:
    """Returns what the secret holds."""
    answer = aws.client("secretsmanager").get_secret_value(SecretId=ENVIRONMENT["SIGNING_SECRET"])
    content = json.loads(answer["SecretString"])
    return list(content.get("keys", [content]))


def test_the_key_id_is_the_thumbprint_of_rfc_7638() -> None:
    key = signing.PrivateKey("a seed", 0)

    members = f'{{"crv":"Ed25519","kty":"OKP","x":"{key.x}"}}'
    assert key.kid == base64url.encode(sha256(members.encode()).digest())


def test_the_public_key_is_as_in_rfc_8037() -> None:
    key = signing.PrivateKey("a seed", 0)

    public = jwt.PyJWK({"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "x": key.x}).key

    assert public.public_bytes_raw() == key.key.public_key().public_bytes_raw()


def test_a_token_says_who_signs_for_whom_and_until_when(stopped_clock: StoppedClock) -> None:
    person, login = ids.new_id(), ids.new_id()
    now = int(stopped_clock.timestamp())

    token = signing.issue_access_token(person, login, stopped_clock.now())

    header = jwt.get_unverified_header(token)
    assert header.keys() == {"typ", "alg", "kid"}
    assert (header["typ"], header["alg"]) == ("JWT", "EdDSA")
    assert jwt.decode(token, options={"verify_signature": False}) == {
        "iss": ENVIRONMENT["TOKEN_ISSUER"],
        "aud": "learn-exchange",
        "sub": person,
        "fid": login,
        "cls": "new",
        "iat": now,
        "exp": now + 15 * 60,
    }


def test_a_seed_always_stands_for_the_same_key_and_another_for_another() -> None:
    kids = [signing.PrivateKey(seed, 0).kid for seed in ("a seed", "a seed", "another")]

    assert kids[0] == kids[1] != kids[2]


def test_a_key_is_published_before_it_signs(time_passes: SetClock) -> None:
    token = issue(time_passes)

    (published,) = rows_of(SigningKey)
    assert published.kid == kid(token)
    assert published.expires_at is None
    assert accepted(token)


def test_a_function_publishes_its_key_once(time_passes: SetClock) -> None:
    issue(time_passes)

    with counted_calls() as calls:
        signing.issue_access_token(ids.new_id(), ids.new_id(), time_passes.now())

    assert calls.operations == []


def test_a_function_that_starts_is_primed() -> None:
    signing.warm_up()

    assert len(rows_of(SigningKey)) == 1


def test_tokens_from_before_during_and_after_a_rotation_are_accepted(time_passes: SetClock) -> None:
    before = issue(time_passes)
    new = signing.rotate(time_passes.now())

    time_passes.forward(minutes=14)
    during = issue(time_passes)
    assert kid(before) == kid(during) != new
    assert accepted(before)
    assert accepted(during)

    time_passes.forward(minutes=1)
    after = issue(time_passes)
    assert kid(after) == new
    assert accepted(after)
    assert accepted(during)

    time_passes.forward(minutes=14)
    assert accepted(during)


def test_who_has_not_heard_of_the_new_key_goes_on_with_the_old(time_passes: SetClock) -> None:
    issue(time_passes)
    kept = dict(secret._kept)
    new = signing.rotate(time_passes.now())
    time_passes.forward(minutes=5)

    secret._kept.update(kept)
    late = signing.issue_access_token(ids.new_id(), ids.new_id(), time_passes.now())

    assert kid(late) != new
    assert accepted(late)


def test_an_authorizer_that_knows_only_the_old_key_asks_for_the_new_one(
    time_passes: SetClock,
) -> None:
    before = issue(time_passes)
    assert accepted(before)
    signing.rotate(time_passes.now())
    time_passes.forward(minutes=15)

    assert "sub" in verdict(issue(time_passes))


def test_while_a_rotation_is_under_way_another_changes_nothing(time_passes: SetClock) -> None:
    issue(time_passes)
    new = signing.rotate(time_passes.now())
    keys = stored_keys()
    rows = {row.kid: row.expires_at for row in rows_of(SigningKey)}
    time_passes.forward(minutes=14)
    secret._kept.clear()

    assert signing.rotate(time_passes.now()) == new

    assert stored_keys() == keys
    assert {row.kid: row.expires_at for row in rows_of(SigningKey)} == rows


def test_the_old_private_key_is_kept_only_for_the_next_rotation(time_passes: SetClock) -> None:
    issue(time_passes)
    assert [key["seed"] for key in stored_keys()] == ["a seed for tests"]

    for _ in range(3):
        signing.rotate(time_passes.now())
        assert len(stored_keys()) == 2
        time_passes.forward(days=30)
        assert accepted(issue(time_passes))

    assert len(rows_of(SigningKey)) == 4
    assert "a seed for tests" not in json.dumps(stored_keys())


def test_the_old_key_expires_after_its_last_token(time_passes: SetClock) -> None:
    old = kid(issue(time_passes))
    began = time_passes.now()

    signing.rotate(began)

    expires = SigningKey.key(old).require().expires_at
    assert expires is not None
    last_token_expires = began + signing.SETTLING + signing.ACCESS_TOKEN_LIFE
    assert last_token_expires < expires <= last_token_expires + timedelta(minutes=15)


def test_a_key_that_never_signed_can_be_replaced(time_passes: SetClock) -> None:
    new = signing.rotate(time_passes.now())
    time_passes.forward(minutes=15)

    token = issue(time_passes)

    assert kid(token) == new
    assert accepted(token)


@pytest.mark.parametrize("broken", ["replace_secret", "update", "_publish"])
def test_a_rotation_that_broke_off_leaves_all_tokens_valid_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, time_passes: SetClock, broken: str
) -> None:
    old = kid(issue(time_passes))
    with monkeypatch.context() as crash:
        crash.setattr(signing, broken, _break_off)
        with pytest.raises(KeyboardInterrupt):
            signing.rotate(time_passes.now())
    time_passes.forward(minutes=50)
    assert accepted(issue(time_passes))

    secret._kept.clear()
    signing.rotate(time_passes.now())
    time_passes.forward(minutes=15)

    token = issue(time_passes)
    assert kid(token) != old
    assert accepted(token)


def test_a_rotation_that_broke_off_at_its_end_goes_on_when_called_again(
    monkeypatch: pytest.MonkeyPatch, time_passes: SetClock
) -> None:
    old = kid(issue(time_passes))
    with monkeypatch.context() as crash:
        crash.setattr(signing, "update", _break_off)
        with pytest.raises(KeyboardInterrupt):
            signing.rotate(time_passes.now())
    assert SigningKey.key(old).require().expires_at is None

    signing.rotate(time_passes.now())

    assert SigningKey.key(old).require().expires_at is not None
    assert len(stored_keys()) == 2


def _break_off(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_two_functions_may_publish_one_key_at_once(
    monkeypatch: pytest.MonkeyPatch, time_passes: SetClock
) -> None:
    def published_meanwhile(*arguments: Any, **options: Any) -> None:
        store.put(*arguments, **options)
        store.put(*arguments, **options)

    monkeypatch.setattr(signing, "put", published_meanwhile)

    assert accepted(issue(time_passes))
    assert len(rows_of(SigningKey)) == 1
