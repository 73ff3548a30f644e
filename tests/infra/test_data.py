"""Tables and secrets, and how long they are kept."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from infra.tables import TABLES
from tests.support.synthesis import Synthesis

PREFIX = "learn-exchange-test"


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_keys_of_its_items(synthesis: Synthesis, name: str) -> None:
    table = synthesis.one("GlobalTable", TableName=f"{PREFIX}-{name}").properties
    schema = TABLES[name]._get_schema()
    indexes = table.get("GlobalSecondaryIndexes", [])
    assert keys(table["KeySchema"]) == keys(schema["key_schema"])
    assert {index["IndexName"]: keys(index["KeySchema"]) for index in indexes} == {
        index["index_name"]: keys(index["key_schema"])
        for index in schema["global_secondary_indexes"]
    }
    assert {index["IndexName"]: index["Projection"] for index in indexes} == {
        index["index_name"]: index["projection"] for index in schema["global_secondary_indexes"]
    }


def test_what_lists_posts_keeps_no_more_of_them_than_it_shows(synthesis: Synthesis) -> None:
    feed = synthesis.one("GlobalTable", TableName=f"{PREFIX}-feed").properties
    assert {
        index["IndexName"]: index["Projection"] for index in feed["GlobalSecondaryIndexes"]
    } == {
        "author": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["kind"]},
        "recent": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["kind", "listed_author"]},
    }


@pytest.mark.parametrize("name", TABLES)
def test_a_table_keeps_what_it_is_given(synthesis: Synthesis, name: str) -> None:
    resource = synthesis.one("GlobalTable", TableName=f"{PREFIX}-{name}")
    table = resource.properties
    assert table["BillingMode"] == "PAY_PER_REQUEST"
    assert table["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    [replica] = table["Replicas"]
    recovery = replica["PointInTimeRecoverySpecification"]
    assert recovery == {"PointInTimeRecoveryEnabled": True}
    is_aws = synthesis.config.is_aws
    assert replica["DeletionProtectionEnabled"] is is_aws
    assert resource.policy == ("RetainExceptOnCreate" if is_aws else "Delete")


def test_secrets_are_made_by_aws_and_outlive_their_stack(synthesis: Synthesis) -> None:
    secrets = synthesis.of_kind("Secret")
    assert {secret.properties["Name"] for secret in secrets} == {
        f"{PREFIX}/signing",
        f"{PREFIX}/mail",
        f"{PREFIX}/origin",
        f"{PREFIX}/push",
    }
    for secret in secrets:
        assert secret.policy == ("RetainExceptOnCreate" if synthesis.config.is_aws else "Delete")
        if secret.properties["Name"] == f"{PREFIX}/push":
            continue
        assert "SecretString" not in secret.properties
        assert secret.properties["GenerateSecretString"]["PasswordLength"] == 64


def test_the_secret_of_the_front_door_can_be_sent_as_a_header(synthesis: Synthesis) -> None:
    secret = synthesis.one("Secret", Name=f"{PREFIX}/origin").properties
    assert secret["GenerateSecretString"]["ExcludePunctuation"] is True


def test_operators_fill_in_what_google_and_apple_gave_them(synthesis: Synthesis) -> None:
    secret = synthesis.one("Secret", Name=f"{PREFIX}/push").properties
    # CloudFormation writes it once: whoever changes this text overwrites what operators wrote.
    assert secret["SecretString"] == "{}"
    assert "GenerateSecretString" not in secret


def keys(schema: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    return {key["KeyType"]: key["AttributeName"] for key in schema}
