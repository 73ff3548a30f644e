"""`make redrive`: give what has failed for good another try, once its cause is mended.

Dead letters go back to the queues they came from; batches of stream records that their function
gave up on are handed to it again. Each is taken away only after that: when this is interrupted,
one may arrive twice, and none is lost.
"""

import json
import os
from collections import Counter
from typing import Any, Final

import boto3
from botocore.exceptions import ClientError

from local.environment import LocalError
from local.stage import STAGE, credentials_for, prefix

FAILURES_OUTPUT: Final = "StreamFailuresBucket"

# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
_CAME_FROM: Final = "DeadLetterQueueSourceArn"
# https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
_TARGET: Final = "TARGET_ARN"
_OF_RULES: Final = {
    _TARGET,
    "ERROR_CODE",
    "ERROR_MESSAGE",
    "EXHAUSTED_RETRY_CONDITION",
    "RETRY_ATTEMPTS",
    "RULE_ARN",
}
_BATCH: Final = 10
_WAIT_S: Final = 1


def main() -> None:
    """Redrive everything of `STAGE`, and say what was moved."""
    try:
        with credentials_for(os.environ.get("STAGE") or STAGE):
            _redrive_stage(os.environ.get("STAGE") or STAGE)
    except LocalError as error:
        raise SystemExit(str(error)) from None


def _redrive_stage(stage: str) -> None:
    session = boto3.Session()
    sqs = session.client("sqs")
    for queue, moved in sorted(redrive(sqs, dead_letters_of(sqs, stage)).items()):
        print(f"{moved:>6} messages -> {queue}")
    if bucket := failures_bucket(session.client("cloudformation"), stage):
        replayed, failed = replay(session.client("s3"), session.client("lambda"), bucket)
        print(f"{replayed:>6} batches of stream records handed over again, {failed} failed again")


def dead_letters_of(sqs: Any, stage: str) -> str:
    """Returns the URL of the stage's queue of dead letters.

    Raises:
        LocalError: the stage is not deployed.
    """
    try:
        url: str = sqs.get_queue_url(QueueName=f"{prefix(stage)}dead-letters")["QueueUrl"]
    except sqs.exceptions.QueueDoesNotExist:
        raise LocalError(f"The stage {stage} is not deployed: it has no dead letters") from None
    return url


def redrive(sqs: Any, dead_letters: str) -> Counter[str]:
    """Send each dead letter to the queue it was meant for; returns how many went to which.

    What fails again meanwhile, and returns, is left for the next run.
    """
    attribute = "ApproximateNumberOfMessages"
    answer = sqs.get_queue_attributes(QueueUrl=dead_letters, AttributeNames=[attribute])
    waiting, moved = int(answer["Attributes"][attribute]), Counter[str]()
    while moved.total() < waiting:
        messages = sqs.receive_message(
            QueueUrl=dead_letters,
            MaxNumberOfMessages=min(_BATCH, waiting - moved.total()),
            MessageAttributeNames=["All"],
            MessageSystemAttributeNames=[_CAME_FROM],
            WaitTimeSeconds=_WAIT_S,
        ).get("Messages", [])
        if not messages:
            break
        for message in messages:
            queue = _meant_for(message)
            attributes = message.get("MessageAttributes", {})
            sqs.send_message(
                QueueUrl=sqs.get_queue_url(QueueName=queue)["QueueUrl"],
                MessageBody=message["Body"],
                MessageAttributes={
                    name: value for name, value in attributes.items() if name not in _OF_RULES
                },
            )
            sqs.delete_message(QueueUrl=dead_letters, ReceiptHandle=message["ReceiptHandle"])
            moved[queue] += 1
    return moved


def _meant_for(message: dict[str, Any]) -> str:
    """Returns the name of the queue that a message failed in, or that a rule could not reach."""
    if came_from := message.get("Attributes", {}).get(_CAME_FROM):
        arn: str = came_from
    else:
        arn = message["MessageAttributes"][_TARGET]["StringValue"]
    return arn.rpartition(":")[2]


def failures_bucket(cloudformation: Any, stage: str) -> str | None:
    """Returns the bucket that keeps stream records whole; the local stage has none."""
    try:
        stacks = cloudformation.describe_stacks(StackName=f"{prefix(stage)}messaging")["Stacks"]
    except ClientError as error:
        raise LocalError(f"The stage {stage} is not deployed: {error}") from None
    outputs = {row["OutputKey"]: row["OutputValue"] for row in stacks[0].get("Outputs", [])}
    return outputs.get(FAILURES_OUTPUT)


def replay(s3: Any, functions: Any, bucket: str) -> tuple[int, int]:
    """Hand each batch in the bucket to its function again; returns how many went well and ill.

    An object is the record of a failed invocation, whose `payload` is the whole event as JSON text:
    https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
    """
    replayed = failed = 0
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for key in (entry["Key"] for entry in page.get("Contents", [])):
            record = json.loads(s3.get_object(Bucket=bucket, Key=key)["Body"].read())
            answer = functions.invoke(
                FunctionName=record["requestContext"]["functionArn"], Payload=record["payload"]
            )
            if "FunctionError" in answer:
                failed += 1
            else:
                s3.delete_object(Bucket=bucket, Key=key)
                replayed += 1
    return replayed, failed


if __name__ == "__main__":
    main()
