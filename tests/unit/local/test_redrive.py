"""Messages that failed for good are tried again."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber
from moto import mock_aws

from local.environment import LocalError
from local.redrive import (
    FAILURES_OUTPUT,
    dead_letter_queues,
    failures_bucket,
    redrive,
    replay,
)

STAGE = "prod"


@pytest.fixture
def sqs(environment: None) -> Iterator[Any]:
    """Two stages, each with a queue and its dead letters."""
    with mock_aws():
        client = boto3.client("sqs")
        for stage in (STAGE, "test"):
            url = client.create_queue(QueueName=f"learn-exchange-{stage}-mail-dead-letters")
            arn = client.get_queue_attributes(
                QueueUrl=url["QueueUrl"], AttributeNames=["QueueArn"]
            )["Attributes"]["QueueArn"]
            policy = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 5})
            client.create_queue(
                QueueName=f"learn-exchange-{stage}-mail", Attributes={"RedrivePolicy": policy}
            )
        yield client


def bodies(sqs: Any, queue: str) -> list[str]:
    answer = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
    return sorted(message["Body"] for message in answer.get("Messages", []))


def test_each_stage_has_its_own_queues(sqs: Any) -> None:
    [(dead_letters, source)] = dead_letter_queues(sqs, STAGE)
    assert dead_letters.endswith("/learn-exchange-prod-mail-dead-letters")
    assert source.endswith("/learn-exchange-prod-mail")


def test_dead_letters_go_back_whole(sqs: Any) -> None:
    [(dead_letters, source)] = dead_letter_queues(sqs, STAGE)
    kind = {"kind": {"DataType": "String", "StringValue": "mail"}}
    sqs.send_message(QueueUrl=dead_letters, MessageBody="hello", MessageAttributes=kind)
    assert redrive(sqs, dead_letters, source) == 1
    [message] = sqs.receive_message(QueueUrl=source, MessageAttributeNames=["All"])["Messages"]
    assert message["Body"] == "hello"
    assert message["MessageAttributes"]["kind"]["StringValue"] == "mail"
    assert bodies(sqs, dead_letters) == []


def test_more_than_one_batch_goes_back(sqs: Any) -> None:
    [(dead_letters, source)] = dead_letter_queues(sqs, STAGE)
    for number in range(23):
        sqs.send_message(QueueUrl=dead_letters, MessageBody=str(number))
    assert redrive(sqs, dead_letters, source) == 23
    assert redrive(sqs, dead_letters, source) == 0


def test_one_that_cannot_be_sent_stays(sqs: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    [(dead_letters, source)] = dead_letter_queues(sqs, STAGE)
    sqs.send_message(QueueUrl=dead_letters, MessageBody="hello")
    monkeypatch.setattr(sqs, "send_message", lambda **_: pytest.fail("no connection"))
    with pytest.raises(pytest.fail.Exception):
        redrive(sqs, dead_letters, source)
    attribute = "ApproximateNumberOfMessagesNotVisible"
    answer = sqs.get_queue_attributes(QueueUrl=dead_letters, AttributeNames=[attribute])
    assert answer["Attributes"][attribute] == "1"


class Functions:
    """Lambda, with one function that fails on what it is told."""

    def __init__(self, poison: str) -> None:
        self.poison = poison
        self.events: list[Any] = []

    def invoke(self, *, FunctionName: str, Payload: str) -> dict[str, Any]:  # noqa: N803 (boto3's)
        """As boto3 does."""
        event = json.loads(Payload)
        self.events.append((FunctionName, event))
        failed = {"FunctionError": "Unhandled"} if self.poison in Payload else {}
        return {"Payload": io.BytesIO(b"null"), **failed}


@pytest.mark.usefixtures("sqs")
def test_stream_records_are_handed_over_again() -> None:
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="failures")
    for name in ("good", "poison"):
        record = {
            "requestContext": {"functionArn": "arn:aws:lambda:eu-west-1:1:function:announce"},
            "payload": json.dumps({"Records": [{"eventID": name}]}),
        }
        s3.put_object(Bucket="failures", Key=f"aws/lambda/{name}", Body=json.dumps(record))
    functions = Functions(poison="poison")
    assert replay(s3, functions, "failures") == (1, 1)
    assert functions.events[0] == (
        "arn:aws:lambda:eu-west-1:1:function:announce",
        {"Records": [{"eventID": "good"}]},
    )
    [left] = s3.list_objects_v2(Bucket="failures")["Contents"]
    assert left["Key"] == "aws/lambda/poison"


def messaging_stack(*outputs: tuple[str, str]) -> dict[str, Any]:
    return {
        "StackName": "learn-exchange-prod-messaging",
        "CreationTime": datetime.now(UTC),
        "StackStatus": "CREATE_COMPLETE",
        "Outputs": [{"OutputKey": key, "OutputValue": value} for key, value in outputs],
    }


@pytest.mark.parametrize(
    ("outputs", "bucket"),
    [([("Other", "x"), (FAILURES_OUTPUT, "failures")], "failures"), ([("Other", "x")], None)],
)
@pytest.mark.usefixtures("environment")
def test_the_bucket_of_stream_records_is_an_output_of_the_stack(
    outputs: list[tuple[str, str]], bucket: str | None
) -> None:
    cloudformation = boto3.client("cloudformation")
    with Stubber(cloudformation) as stub:
        stub.add_response(
            "describe_stacks",
            {"Stacks": [messaging_stack(*outputs)]},
            {"StackName": "learn-exchange-prod-messaging"},
        )
        assert failures_bucket(cloudformation, STAGE) == bucket


@pytest.mark.usefixtures("environment")
def test_a_stage_that_is_not_deployed_is_one_line() -> None:
    cloudformation = boto3.client("cloudformation")
    with Stubber(cloudformation) as stub:
        stub.add_client_error("describe_stacks", "ValidationError", "no such stack")
        with pytest.raises(LocalError, match="The stage prod is not deployed"):
            failures_bucket(cloudformation, STAGE)
