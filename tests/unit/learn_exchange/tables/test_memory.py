"""DynamoDB in memory: what comes directly from moto is what botocore would have made of it.

All tests beside this one compare both ways too, call by call.
"""

from typing import Any

import pytest
from pynamodb.exceptions import VerboseClientError

from learn_exchange.tables.store import connection
from learn_exchange.tables.users import Username
from tests.support.rows import all_rows

pytestmark = pytest.mark.usefixtures("aws_in_memory")

ROW: dict[str, Any] = {
    "pk": {"S": "USERNAME#ana"},
    "sk": {"S": "USERNAME"},
    "number": {"N": "1.50"},
    "yes": {"BOOL": True},
    "nothing": {"NULL": True},
    "bytes": {"B": b"\x00\xff"},
    "byte_sets": {"BS": [b"\x00", b"\xff"]},
    "texts": {"SS": ["a", "b"]},
    "numbers": {"NS": ["1", "2"]},
    "list": {"L": [{"B": b"\x01"}, {"M": {"deep": {"L": [{"SS": ["c"]}]}}}]},
    "map": {"M": {"list": {"L": []}, "bytes": {"B": b"\x02"}}},
}
KEY = {name: ROW[name] for name in ("pk", "sk")}


def call(operation: str, **arguments: Any) -> dict[str, Any]:
    """Call DynamoDB, both ways."""
    if "TransactItems" not in arguments:
        arguments["TableName"] = Username.in_table().table_name
    answer: dict[str, Any] = connection().dispatch(operation, arguments)
    return answer


def test_every_kind_of_attribute_comes_back_as_it_was_written() -> None:
    call("PutItem", Item=ROW)

    assert call("GetItem", Key=KEY)["Item"] == ROW
    assert call("DeleteItem", Key=KEY, ReturnValues="ALL_OLD")["Attributes"] == ROW


def test_nobody_shares_what_stands_in_the_tables() -> None:
    written = {**ROW, "texts": {"SS": ["a"]}, "list": {"L": [{"SS": ["b"]}]}}
    call("PutItem", Item=written)
    before = all_rows()
    written["texts"]["SS"].append("changed")
    read = call("GetItem", Key=KEY)["Item"]
    read["texts"]["SS"].append("changed")
    read["list"]["L"][0]["SS"].append("changed")
    old = call("UpdateItem", Key=KEY, UpdateExpression="REMOVE yes", ReturnValues="ALL_OLD")
    old["Attributes"]["texts"]["SS"].append("changed")

    del before[0]["yes"]
    assert all_rows() == before


REFUSED = {"ConditionExpression": "attribute_not_exists(pk)"}
OLD = {"ReturnValuesOnConditionCheckFailure": "ALL_OLD"}


@pytest.mark.parametrize(
    ("operation", "arguments", "code"),
    [
        ("PutItem", {"Item": ROW, **REFUSED}, "ConditionalCheckFailedException"),
        ("PutItem", {"Item": ROW, **REFUSED, **OLD}, "ConditionalCheckFailedException"),
        ("DeleteItem", {"Key": KEY, **REFUSED, **OLD}, "ConditionalCheckFailedException"),
        ("GetItem", {"Key": {"pk": {"S": ""}, "sk": {"S": "a"}}}, "ValidationException"),
        ("UpdateItem", {"Key": KEY, "UpdateExpression": "SET"}, "ValidationException"),
    ],
)
def test_an_error_has_the_members_that_botocore_reads(
    operation: str, arguments: dict[str, Any], code: str
) -> None:
    call("PutItem", Item=ROW)

    with pytest.raises(VerboseClientError) as refusal:
        call(operation, **arguments)

    cause = refusal.value.__cause__
    assert refusal.value.response["Error"]["Code"] == code
    assert getattr(cause, "response", {}).get("Item") == (
        ROW if OLD.items() <= arguments.items() else None
    )


def test_a_cancelled_transaction_says_which_writes_were_refused() -> None:
    call("PutItem", Item=ROW)
    table = {"TableName": Username.in_table().table_name}
    other = {**KEY, "sk": {"S": "OTHER"}}

    with pytest.raises(VerboseClientError) as refusal:
        call(
            "TransactWriteItems",
            TransactItems=[
                {"Put": {**table, "Item": other}},
                {"Delete": {**table, "Key": KEY, **REFUSED, **OLD}},
            ],
        )

    passed, refused = refusal.value.cancellation_reasons
    assert passed is None
    assert refused is not None
    assert (refused.code, refused.raw_item) == ("ConditionalCheckFailed", ROW)
    assert all_rows() == [ROW]


def test_a_table_that_is_not_there_is_an_error() -> None:
    with pytest.raises(VerboseClientError, match="ResourceNotFoundException"):
        connection().dispatch("GetItem", {"TableName": "none", "Key": KEY})
