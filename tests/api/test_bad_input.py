"""Bodies that cannot be read, and input that breaks the document: no endpoint takes it."""

import json
from typing import Any

import pytest

from auth import signing
from learn_exchange import clock, ids
from learn_exchange.http import BODY_LIMIT
from tests.support.gateway import Answer, Gateway
from tests.support.operations import Input, Operation, operations

OPERATIONS = operations()
WITH_BODY = [operation for operation in OPERATIONS if operation.takes_body]
# The file of a calendar and the token of a link have no form that callers know: one that there is
# not is not found.
WITH_ID = [o for o in OPERATIONS if o.parameters("path").keys() - {"file", "token"}]
# Mail programs send what they like to the link in a mail.
READ_BODIES = [o for o in OPERATIONS if "{token}" not in o.template]
INPUTS = [place for operation in WITH_BODY for place in operation.inputs()]
VALUES: dict[str, list[Any]] = {
    "null": [None],
    "boolean": [True, False],
    "integer": [0, 7, -1, 10**30],
    "number": [1.5],
    "string": ["", "text", "true", "1"],
    "array": [[], ["text"], [[]], [None]],
    "object": [{}, {"text": "text"}],
}
LONE_SURROGATES = ["\ud800", "\udfff", "a\ud83d", "\udc00\ud800"]
NESTING = 60_000 // 2


@pytest.fixture
def token(gateway: Gateway) -> str:
    """An access token of nobody whom the table knows."""
    return signing.issue_access_token(ids.new_id(), ids.new_id(), clock.now())


def call(gateway: Gateway, operation: Operation, token: str, body: Any, **options: Any) -> Answer:
    """Call an endpoint, and check that what it answers is sound and declared."""
    answer = gateway.call(
        operation.method, operation.path, body, token=None if operation.public else token, **options
    )
    assert answer.status < 500, f"{operation}: {answer.text}"
    assert answer.text.encode().decode() == answer.text
    assert answer.headers["X-Request-Id"]
    if answer.status >= 400:
        document = answer.json
        assert document.keys() - {"errors"} == {"type", "title", "status", "detail", "instance"}
        assert document["status"] == answer.status
        assert ("errors" in document) == (answer.problem == "invalid")
        if operation.takes_body:
            assert operation.declares(answer.status, answer.problem), f"{operation}: {answer}"
    return answer


@pytest.mark.parametrize(
    ("raw", "content_type", "status"),
    [
        ("{", "application/json", 400),
        ("}", "application/json", 400),
        ("{'a': 1}", "application/json", 400),
        ('{"a": 1, "a": 1}', "application/json", 400),
        ('{"b": [{"a": 1, "\\u0061": 2}]}', "application/json", 400),
        ('{"a": 1,}', "application/json", 400),
        ('{"a": 1} {"b": 2}', "application/json", 400),
        ('{"a": NaN}', "application/json", 400),
        ('{"a": Infinity}', "application/json", 400),
        ('{"a": -Infinity}', "application/json", 400),
        ('{"a": 01}', "application/json", 400),
        ('{"a": "\n"}', "application/json", 400),
        (f'{{"a": {"9" * 5000}}}', "application/json", 400),
        ('{"a": "\\ud8"}', "application/json", 400),
        ("{" + "[" * NESTING, "application/json", 400),
        ('{"a":' + "[" * NESTING + "]" * NESTING + "}", "application/json", 400),
        ('{"a":' * 10_000 + "1" + "}" * 10_000, "application/json", 400),
        (" ", "application/json", 400),
        ("\0", "application/json", 400),
        ("\ufeff{}", "application/json", 400),
        ("text", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b'{"a": "\xe9"}', "application/json", 400),
        ('{"a": 1}'.encode("utf-16"), "application/json", 400),
        ("{}".encode("utf-32"), "application/json", 400),
        (b"\xef\xbb\xbf{}", "application/json", 400),
        ("[]", "application/json", 422),
        ('[{"a": 1}]', "application/json", 422),
        ("null", "application/json", 422),
        ("true", "application/json", 422),
        ("0", "application/json", 422),
        ('"text"', "application/json", 422),
        (b"[]", "application/json", 422),
        ("{}", "text/plain", 415),
        ("{}", "application/xml", 415),
        ("{}", "application/jsonp", 415),
        ("{}", "application/json-patch+json", 415),
        ("{}", "", 415),
        ("{}", "🌻", 415),
        ("a=1", "application/x-www-form-urlencoded", 415),
        (b"--x\r\n", "multipart/form-data; boundary=x", 415),
        (b"\xff\xd8\xff", "image/jpeg", 415),
        (" " * (BODY_LIMIT + 1), "application/json", 413),
        ("🌻" * (BODY_LIMIT // 4) + "x", "application/json", 413),
        (b" " * (BODY_LIMIT + 1), "application/json", 413),
        (b"\0" * (BODY_LIMIT + 1), "image/jpeg", 413),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(
    gateway: Gateway, token: str, raw: str | bytes, content_type: str, status: int
) -> None:
    headers = {"Content-Type": content_type}

    answers = {
        str(operation): call(gateway, operation, token, None, raw=raw, headers=headers)
        for operation in READ_BODIES
    }

    assert {name: answer.status for name, answer in answers.items()} == dict.fromkeys(
        answers, status
    )
    if status == 422:
        assert all(answer.pointers == [""] for answer in answers.values())


def test_a_body_is_read_or_refused_however_deep_it_is(gateway: Gateway, token: str) -> None:
    # Somewhere here is the limit of the stack, which is less deep where the body is read again.
    for depth in range(850, 1000):
        for raw in ('{"a":' + "[" * depth + "]" * depth + "}", '{"a":' * depth + "1" + "}" * depth):
            assert call(gateway, WITH_BODY[0], token, None, raw=raw).status in {400, 422}


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "Application/JSON",
        "application/json;charset=utf-8",
        " APPLICATION/JSON ",
    ],
)
@pytest.mark.parametrize("in_base64", [True, False])
def test_a_body_can_be_written_in_several_ways(
    gateway: Gateway, token: str, content_type: str, *, in_base64: bool
) -> None:
    for operation in WITH_BODY:
        text = json.dumps(operation.body, ensure_ascii=False)
        raw = text.encode() if in_base64 else text
        answer = call(
            gateway, operation, token, None, raw=raw, headers={"content-type": content_type}
        )
        assert answer.status not in {400, 413, 415, 422} or answer.problem == "invalid-link", answer


def test_a_body_of_64_kib_is_read(gateway: Gateway, token: str) -> None:
    for operation in WITH_BODY:
        body = json.dumps(operation.body)
        answer = call(gateway, operation, token, None, raw=body.ljust(BODY_LIMIT))
        assert answer.status not in {413, 422}, answer


def test_a_key_that_comes_twice_is_refused(gateway: Gateway, token: str) -> None:
    for operation in WITH_BODY:
        (name, value), *_ = (operation.body or {}).items()
        raw = f'{json.dumps(operation.body)[:-1]}, "{name}": {json.dumps(value)}}}'
        assert call(gateway, operation, token, None, raw=raw).problem == "malformed-request"


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", ""])
def test_a_body_that_is_missing_is_missed_where_it_is_needed(
    gateway: Gateway, token: str, content_type: str
) -> None:
    for operation in WITH_BODY:
        answer = call(gateway, operation, token, None, headers={"content-type": content_type})
        if operation.description["requestBody"].get("required"):
            assert answer.status == 422
            assert answer.pointers == [""]


@pytest.mark.parametrize("place", [p for p in INPUTS if p.required], ids=str)
def test_what_is_required_is_missed(gateway: Gateway, token: str, place: Input) -> None:
    answer = call(gateway, place.operation, token, place.body_without())

    assert answer.status == 422
    assert answer.pointers == [place.pointer]


@pytest.mark.parametrize("place", INPUTS, ids=str)
def test_a_value_of_another_type_is_refused(gateway: Gateway, token: str, place: Input) -> None:
    for kind, values in VALUES.items():
        if kind in place.types:
            continue
        for value in values:
            answer = call(gateway, place.operation, token, place.body_with(value))
            assert answer.status == 422, f"{value!r}: {answer}"
            assert answer.pointers == [place.pointer]


@pytest.mark.parametrize("place", [p for p in INPUTS if p.text], ids=str)
def test_a_text_that_breaks_its_bounds_is_refused(
    gateway: Gateway, token: str, place: Input
) -> None:
    text = place.text
    assert text is not None
    assert "maxLength" in text or "enum" in text or "format" in text, "a text needs a bound"
    refused = [*LONE_SURROGATES, "x" * 60_000]
    if "maxLength" in text:
        refused += ["x" * (text["maxLength"] + 1), "🌻" * (text["maxLength"] + 1)]
    if text.get("minLength"):
        refused += ["", "x" * (text["minLength"] - 1)]
    if "enum" in text:
        refused += ["", "no such word", text["enum"][0].upper()]
    for value in refused:
        answer = call(gateway, place.operation, token, place.body_with(value))
        if len(json.dumps(value)) > BODY_LIMIT:
            assert answer.status == 413
            continue
        assert answer.status == 422, f"{value[:20]!r}: {answer}"
        assert answer.pointers == [place.pointer]


@pytest.mark.parametrize("place", [p for p in INPUTS if p.text], ids=str)
def test_whatever_a_text_has_it_breaks_nothing(gateway: Gateway, token: str, place: Input) -> None:
    for value in (
        "\0",
        "a\0b",
        "\u200b\u200d\ufeff",
        "\u202eevil",
        "👩‍👩‍👧‍👦",
        "e\u0301" * 20,
        "İıßﬁ",
        "../../etc/passwd",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "${jndi:ldap://x}",
        "{{7*7}}",
        "#",
        "\r\nSet-Cookie: a=b",
        "\x7f\x9f\u2028",
        "\U0010ffff\uffff",
    ):
        call(gateway, place.operation, token, place.body_with(value))


@pytest.mark.parametrize("operation", WITH_ID, ids=str)
@pytest.mark.parametrize(
    "value",
    [
        "1",
        "text",
        "Me",
        ids.EXAMPLE[:-1],
        f"{ids.EXAMPLE}0",
        f"{{{ids.EXAMPLE}}}",
        "x" * 2000,
        "%00",
    ],
)
def test_an_id_in_the_path_that_is_none_is_refused(
    gateway: Gateway, token: str, operation: Operation, value: str
) -> None:
    for name in operation.parameters("path"):
        path = operation.path_with(**{name: value})
        answer = gateway.call(operation.method, path, operation.body, token=token)
        assert answer.status == 422, answer
        assert answer.pointers == [f"/path/{name}"]


@pytest.mark.parametrize("operation", WITH_ID, ids=str)
@pytest.mark.parametrize("value", ["🌻", "\0", "a\nb", "\u202e", "é"])
def test_a_path_of_odd_characters_is_no_endpoint_or_has_no_id(
    gateway: Gateway, token: str, operation: Operation, value: str
) -> None:
    for name in operation.parameters("path"):
        path = operation.path_with(**{name: value})
        answer = gateway.call(operation.method, path, operation.body, token=token)
        assert (answer.status, answer.problem) in {(404, "no-such-route"), (422, "invalid")}


NO_INSTANTS = [
    "",
    "x",
    "1795370400",
    "2026-12-24",
    "18:00",
    "2026-12-24T18:00:00",
    "2026-12-24T18:00:00 01:00",
    "2026-02-30T18:00:00Z",
    "2026-12-24T25:00:00Z",
    "2026-12-24T18:00:00+99:00",
    "99999-01-01T00:00:00Z",
    "tomorrow",
    "🌻",
    "٢٠٢٦-12-24T18:00:00Z",
    "x" * 5000,
]
NO_INTEGERS = [
    "+5",
    " 5",
    "5 ",
    "5\n",
    "1_0",
    "5.0",
    "05",
    "0x5",
    "\u0665",
    "\uff15",
    "5,6",
    "-0",
    "true",
]
NO_SEQUENCES = [
    *NO_INTEGERS,
    "-1",
    "1.5",
    "x",
    "",
    " ",
    "NaN",
    "1e2",
    "[]",
    "🌻",
    "9" * 13,
    "9" * 5000,
]
NEEDED_IN_QUERIES = {"/explore/people": {"skill": "SQL"}}


@pytest.mark.parametrize("operation", [o for o in OPERATIONS if o.parameters("query")], ids=str)
def test_a_query_that_breaks_the_document_is_refused(
    gateway: Gateway, token: str, operation: Operation
) -> None:
    for name, schema in operation.parameters("query").items():
        refused = {
            "limit": [
                *NO_INTEGERS,
                "0",
                "101",
                "-1",
                "1.5",
                "x",
                "",
                " ",
                "NaN",
                "1e2",
                "[]",
                "9" * 5000,
            ],
            "cursor": ["", "x", "====", "🌻", "\0", "AAAAAAAAAAAA", "x" * 1025],
            "before": ["0", *NO_SEQUENCES],
            "after": NO_SEQUENCES,
            "commentId": ["", "x", "me", "1", "🌻", "0" * 36, "x" * 5000],
            "level": ["", "x", "EXPERT", "expert ", "🌻", "x" * 5000],
            "from": NO_INSTANTS,
            "to": NO_INSTANTS,
            "status": ["", "x", "declined", "PENDING", "pending ", "pending,accepted", "🌻"],
            "role": ["", "x", "both", "INITIATOR", "receiver ", "🌻"],
            "prefix": ["x" * 101, "🌻" * 101],
            "skill": ["", " ", "\u200b", "a\nb", "\0", "x" * 101],
        }.get(name)
        assert refused, f"a table of bad input for {name}: {schema}"
        for value in refused:
            query = {**NEEDED_IN_QUERIES.get(operation.template, {}), name: value}
            answer = gateway.call(operation.method, operation.path, token=token, query=query)
            assert (answer.status, answer.problem) in {(400, "malformed-request"), (422, "invalid")}
            assert operation.declares(answer.status, answer.problem)
            if answer.status == 422:
                assert answer.pointers == [f"/query/{name}"]


INTEGERS = [
    (operation, name, schema)
    for operation in OPERATIONS
    for name, schema in operation.parameters("query").items()
    if schema.get("type") == "integer"
]


@pytest.mark.parametrize(
    ("operation", "name", "schema"), INTEGERS, ids=[f"{row[0]} {row[1]}" for row in INTEGERS]
)
def test_an_integer_in_a_query_is_taken_up_to_its_bounds_and_not_beyond(
    gateway: Gateway, token: str, operation: Operation, name: str, schema: dict[str, Any]
) -> None:
    def ask(value: int) -> Answer:
        query = {**NEEDED_IN_QUERIES.get(operation.template, {}), name: str(value)}
        return gateway.call(operation.method, operation.path, token=token, query=query)

    for value in (schema["minimum"], schema["maximum"]):
        assert ask(value).status in (200, 404)
    for value in (schema["minimum"] - 1, schema["maximum"] + 1):
        answer = ask(value)
        assert (answer.status, answer.pointers) == (422, [f"/query/{name}"])
