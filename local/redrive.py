"""`make redrive`: give what has failed for good another try, once its cause is mended.

Dead letters go back to the queues they came from; batches of stream records that their function
gave up on are handed to it again. Each is taken away only after that: when this is interrupted,
one may arrive twice, and none is lost.
"""

import json
import os
from collections.abc import Iterator
from typing import Any, Final

import boto3
from botocore.exceptions import ClientError

from local.environment import LocalError
from local.stage import STAGE, credentials_for, prefix

FAILURES_OUTPUT: Final = "StreamFailuresBucket"

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
    for dead_letters, source in dead_letter_queues(sqs, stage):
        moved = redrive(sqs, dead_letters, source)
        print(f"{moved:>6} messages  {_name(dead_letters)} -> {_name(source)}")
    if bucket := failures_bucket(session.client("cloudformation"), stage):
        replayed, failed = replay(session.client("s3"), session.client("lambda"), bucket)
        print(f"{replayed:>6} batches of stream records handed over again, {failed} failed again")


def dead_letter_queues(sqs: Any, stage: str) -> Iterator[tuple[str, str]]:
    """The URLs of each dead-letter queue of the stage and of the queue whose messages it takes."""
    pages = sqs.get_paginator("list_queues").paginate(QueueNamePrefix=prefix(stage))
    for url in (url for page in pages for url in page.get("QueueUrls", [])):
        answer = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["RedrivePolicy"])
        if policy := answer.get("Attributes", {}).get("RedrivePolicy"):
            name = json.loads(policy)["deadLetterTargetArn"].rpartition(":")[2]
            yield sqs.get_queue_url(QueueName=name)["QueueUrl"], url


def redrive(sqs: Any, dead_letters: str, source: str) -> int:
    """Send what lies in one queue to the other; returns how many messages.

    What fails again meanwhile, and returns, is left for the next run.
    """
    attribute = "ApproximateNumberOfMessages"
    answer = sqs.get_queue_attributes(QueueUrl=dead_letters, AttributeNames=[attribute])
    waiting, moved = int(answer["Attributes"][attribute]), 0
    while moved < waiting:
        messages = sqs.receive_message(
            QueueUrl=dead_letters,
            MaxNumberOfMessages=min(_BATCH, waiting - moved),
            MessageAttributeNames=["All"],
            WaitTimeSeconds=_WAIT_S,
        ).get("Messages", [])
        if not messages:
            break
        for message in messages:
            sqs.send_message(
                QueueUrl=source,
                MessageBody=message["Body"],
                MessageAttributes=message.get("MessageAttributes", {}),
            )
            sqs.delete_message(QueueUrl=dead_letters, ReceiptHandle=message["ReceiptHandle"])
            moved += 1
    return moved


def failures_bucket(cloudformation: Any, stage: str) -> str | None:
    """The bucket that keeps stream records whole; the local stage has none."""
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


def _name(queue_url: str) -> str:
    return queue_url.rpartition("/")[2]


if __name__ == "__main__":
    main()
