"""Refresh tokens, as clients hold them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auth.logins import RefreshToken
from learn_exchange import base64url, ids
from learn_exchange.problems import LoginEnded

checked = settings(deadline=None, derandomize=True, max_examples=200)
uuids = st.uuids().map(str)


@checked
@given(person=uuids, family=uuids, secret=st.binary(min_size=32, max_size=32))
def test_a_token_is_read_back_from_its_text(person: str, family: str, secret: bytes) -> None:
    token = RefreshToken(person, family, secret)
    text = str(token)

    assert RefreshToken.parse(text) == token
    assert len(text) == 86
    assert text.replace("-", "").replace("_", "").isalnum()


@checked
@given(
    text=st.one_of(
        st.text(),
        st.binary(max_size=200).filter(lambda data: len(data) != 64).map(base64url.encode),
    )
)
def test_what_is_no_token_belongs_to_no_login(text: str) -> None:
    with pytest.raises(LoginEnded):
        RefreshToken.parse(text)


@checked
@given(data=st.binary(min_size=64, max_size=64))
def test_whatever_has_the_shape_of_a_token_is_read(data: bytes) -> None:
    text = base64url.encode(data)

    assert str(RefreshToken.parse(text)) == text


@pytest.mark.parametrize("change", ["{}==", "{} ", " {}", "{}\n", "{}!", "_{}"])
def test_a_token_is_written_in_one_way(change: str) -> None:
    text = str(RefreshToken.new(ids.new_id(), ids.new_id()))
    with pytest.raises(LoginEnded):
        RefreshToken.parse(change.format(text))


def test_nobody_can_guess_a_token() -> None:
    person, family = ids.new_id(), ids.new_id()
    tokens = {RefreshToken.new(person, family).secret for _ in range(100)}

    assert len(tokens) == 100
    assert {len(secret) for secret in tokens} == {32}


@checked
@given(one=st.binary(min_size=32, max_size=32), other=st.binary(min_size=32, max_size=32))
def test_a_hash_tells_secrets_apart_and_not_what_they_are(one: bytes, other: bytes) -> None:
    hashes = [RefreshToken(ids.EXAMPLE, ids.EXAMPLE, secret).hash for secret in (one, other)]

    assert (hashes[0] == hashes[1]) == (one == other)
    assert one.hex() not in hashes[0]
