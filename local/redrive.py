"""`make redrive`: send the dead letters of a deployed stage back to the queues they came from.

Run it once the cause is mended. On AWS and locally alike each message is received, sent to its
source queue, and only then deleted: when that is interrupted, one may arrive twice, none is lost.
"""

import json
import os
from collections.abc import Iterator
from typing import Any, Final

import boto3

from local.environment import LocalError
from local.stage import STAGE, credentials_for, prefix

_BATCH: Final = 10
_WAIT_S: Final = 1


def main() -> None:
    """Redrive every dead-letter queue of `STAGE`, and say what was moved."""
    stage = os.environ.get("STAGE") or STAGE
    try:
        with credentials_for(stage):
            sqs = boto3.Session().client("sqs")
            for dead_letters, source in dead_letter_queues(sqs, stage):
                if moved := redrive(sqs, dead_letters, source):
                    print(f"{moved:>5}  {_name(dead_letters)} -> {_name(source)}")
        print("All dead-letter queues are empty.")
    except LocalError as error:
        raise SystemExit(str(error)) from None


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


def _name(queue_url: str) -> str:
    return queue_url.rpartition("/")[2]


if __name__ == "__main__":
    main()
