"""Base64url: one text for some bytes, and no other is read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learn_exchange import base64url


@settings(deadline=None, derandomize=True, max_examples=50)
@given(data=st.binary(max_size=40))
def test_what_is_written_is_read_again(data: bytes) -> None:
    assert base64url.decode(base64url.encode(data)) == data


@pytest.mark.parametrize(
    "text",
    [
        "QQ==",
        "QR",
        "QQ\n",
        " QQ",
        "Q Q",
        "Q.Q",
        "Q",
        "QUJD!",
        "+_+_",
        "____/",
        "é",
        "\u0660\u0660",
        "QQ=",
        "=",
    ],
    ids=ascii,
)
def test_nothing_else_is_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        base64url.decode(text)
