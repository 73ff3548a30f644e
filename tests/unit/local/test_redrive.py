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
    dead_letters_of,
    failures_bucket,
    redrive,
    replay,
)

STAGE = "prod"


@pytest.fixture
def sqs(environment: None) -> Iterator[Any]:
    """Two stages, each with a queue and dead letters."""
    with mock_aws():
        client = boto3.client("sqs")
        for stage in (STAGE, "test"):
            for queue in ("dead-letters", "mail", "push"):
                client.create_queue(QueueName=f"learn-exchange-{stage}-{queue}")
        yield client


def arn_of(sqs: Any, url: str) -> str:
    answer = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    return str(answer["Attributes"]["QueueArn"])


def url_of(sqs: Any, queue: str) -> str:
    return str(sqs.get_queue_url(QueueName=f"learn-exchange-{STAGE}-{queue}")["QueueUrl"])


def bodies(sqs: Any, queue: str) -> list[str]:
    answer = sqs.receive_message(QueueUrl=url_of(sqs, queue), MaxNumberOfMessages=10)
    return sorted(message["Body"] for message in answer.get("Messages", []))


def fail(sqs: Any, queue: str, body: str, **more: Any) -> None:
    """Let a message fail for good, and SQS note where, which moto does not."""
    sqs.send_message(QueueUrl=url_of(sqs, "dead-letters"), MessageBody=body, **more)
    receive, came_from = sqs.receive_message, arn_of(sqs, url_of(sqs, queue))

    def receive_noted(**how: Any) -> Any:
        answer = receive(**how)
        if "DeadLetterQueueSourceArn" in how.get("MessageSystemAttributeNames", []):
            for message in answer.get("Messages", []):
                if message["Body"] == body:
                    message["Attributes"] = {"DeadLetterQueueSourceArn": came_from}
        return answer

    sqs.receive_message = receive_noted


def cannot_deliver(sqs: Any, queue: str, body: str) -> None:
    """Let a rule fail to reach a queue, as EventBridge notes it."""
    noted = {
        "RULE_ARN": "arn:aws:events:eu-west-1:123456789012:rule/rule",
        "TARGET_ARN": arn_of(sqs, url_of(sqs, queue)),
        "ERROR_CODE": "NO_PERMISSIONS",
    }
    attributes = {
        name: {"DataType": "String", "StringValue": value} for name, value in noted.items()
    }
    sqs.send_message(
        QueueUrl=url_of(sqs, "dead-letters"), MessageBody=body, MessageAttributes=attributes
    )


def test_each_stage_has_dead_letters_of_its_own(sqs: Any) -> None:
    assert dead_letters_of(sqs, STAGE).endswith("/learn-exchange-prod-dead-letters")
    with pytest.raises(LocalError, match="The stage other is not deployed"):
        dead_letters_of(sqs, "other")


def test_dead_letters_go_back_whole_to_where_they_failed(sqs: Any) -> None:
    kind = {"kind": {"DataType": "String", "StringValue": "mail"}}
    fail(sqs, "mail", "hello", MessageAttributes=kind)
    fail(sqs, "push", "ping")
    assert redrive(sqs, dead_letters_of(sqs, STAGE)) == {
        "learn-exchange-prod-mail": 1,
        "learn-exchange-prod-push": 1,
    }
    [message] = sqs.receive_message(
        QueueUrl=url_of(sqs, "mail"), MessageAttributeNames=["All"], VisibilityTimeout=60
    )["Messages"]
    assert message["Body"] == "hello"
    assert message["MessageAttributes"]["kind"]["StringValue"] == "mail"
    assert bodies(sqs, "push") == ["ping"]
    assert bodies(sqs, "dead-letters") == []


def test_what_a_rule_could_not_deliver_goes_where_it_was_to_go(sqs: Any) -> None:
    cannot_deliver(sqs, "push", "event")
    assert redrive(sqs, dead_letters_of(sqs, STAGE)) == {"learn-exchange-prod-push": 1}
    [message] = sqs.receive_message(QueueUrl=url_of(sqs, "push"), MessageAttributeNames=["All"])[
        "Messages"
    ]
    assert (message["Body"], message.get("MessageAttributes", {})) == ("event", {})


def test_more_than_one_batch_goes_back(sqs: Any) -> None:
    for number in range(23):
        cannot_deliver(sqs, "mail", str(number))
    assert redrive(sqs, dead_letters_of(sqs, STAGE)).total() == 23
    assert redrive(sqs, dead_letters_of(sqs, STAGE)).total() == 0


def test_one_that_cannot_be_sent_stays(sqs: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    cannot_deliver(sqs, "mail", "hello")
    dead_letters = dead_letters_of(sqs, STAGE)
    monkeypatch.setattr(sqs, "send_message", lambda **_: pytest.fail("no connection"))
    with pytest.raises(pytest.fail.Exception):
        redrive(sqs, dead_letters)
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
