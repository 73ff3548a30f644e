"""Reading JSON, and explaining what was refused or broke."""

import json
from typing import Any

import pytest
from botocore.exceptions import (
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from learn_exchange.faults import THROTTLES, broken_rules, json_object, to_json, unexpected
from learn_exchange.problems import InternalError, Invalid, MalformedRequest, Unavailable

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@settings(deadline=None, derandomize=True, max_examples=50)
@given(content=st.dictionaries(st.text(), VALUES, max_size=4))
def test_what_is_written_is_read_again(content: dict[str, Any]) -> None:
    text = to_json(content)
    assert json_object(text.encode()) == content
    assert json.loads(text) == content


@pytest.mark.parametrize("value", ["é", "🌻", "\u2028", "שלום"])
def test_json_is_not_escaped(value: str) -> None:
    assert to_json({"a": value}) == f'{{"a":"{value}"}}'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x",
        b"{",
        b"{'a': 1}",
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b'{"a": -Infinity}',
        b"\xff",
        b'{"a": "\xed\xa0\x80"}',
        b"\xef\xbb\xbf{}",
        b"[" * 20_000,
        b'{"a":' + b"[" * 20_000 + b"]" * 20_000 + b"}",
        b'{"a": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_no_json_is_malformed(data: bytes) -> None:
    with pytest.raises(MalformedRequest):
        json_object(data)


@pytest.mark.parametrize("data", [b"[]", b"null", b"true", b"7", b'"text"'])
def test_other_json_is_not_valid(data: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        json_object(data)
    assert [error["pointer"] for error in refused.value.errors] == [""]


@pytest.mark.parametrize(
    ("location", "pointer"),
    [
        (("body",), ""),
        (("body", "content"), "/content"),
        (("body", "slots", 0, "time"), "/slots/0/time"),
        (("body", "a/b", "c~d"), "/a~1b/c~0d"),
        (("query", "limit"), "/query/limit"),
        (("path", "id"), "/path/id"),
    ],
)
def test_a_rule_broken_has_its_place(location: tuple[str | int, ...], pointer: str) -> None:
    [error] = broken_rules([{"loc": location, "msg": "Value error, is wrong"}]).errors
    assert error == {"pointer": pointer, "detail": "is wrong"}


class Wrapped(Exception):
    """An error of a library about another one, as pynamodb has them."""

    def __init__(self, cause: Exception) -> None:
        super().__init__()
        self.cause = cause


def client_error(code: str) -> ClientError:
    """Returns what a service answers."""
    return ClientError({"Error": {"Code": code, "Message": "no"}}, "PutItem")


OUTAGES: list[Exception] = [
    *[client_error(code) for code in sorted(THROTTLES)],
    EndpointConnectionError(endpoint_url="https://nowhere"),
    ConnectTimeoutError(endpoint_url="https://nowhere"),
    ReadTimeoutError(endpoint_url="https://nowhere"),
    Wrapped(client_error("ThrottlingException")),
    Wrapped(Wrapped(ConnectTimeoutError(endpoint_url="https://nowhere"))),
]


@pytest.mark.parametrize("error", OUTAGES, ids=repr)
def test_an_outage_passes_and_is_no_defect(
    error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    problem = unexpected(error)
    assert (type(problem), problem.retry_after) == (Unavailable, 1)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "error",
    [KeyError("secret"), RecursionError("secret"), client_error("ValidationException")],
    ids=repr,
)
def test_whatever_else_it_is_is_a_defect_of_ours(
    error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    problem = unexpected(error)
    assert type(problem) is InternalError
    assert "secret" not in str(problem)
    line = json.loads(capsys.readouterr().out)
    assert (line["message"], line["error"]) == ("defect", [type(error).__name__])
