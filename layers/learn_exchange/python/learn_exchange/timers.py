"""Deadlines: one-time schedules that end up as `TimerFired` events.

A schedule is named `<kind>-<subject>-<revision>`, so that making it again changes nothing. Timers
fire late or twice at times: consumers of the event make a conditional transition.
"""

import json
from datetime import datetime, timedelta

from botocore.exceptions import ClientError

from learn_exchange.aws import client
from learn_exchange.settings import setting

# A schedule in the past is refused or fired at once, depending on who is asked.
SOON = timedelta(seconds=1)


def set_timer(kind: str, subject_id: str, revision: int, at: datetime, *, now: datetime) -> None:
    """Have `TimerFired` announced at an instant; at once if that has passed already."""
    message = json.dumps({"kind": kind, "subjectId": subject_id, "revision": revision})
    if at <= now + SOON:
        queue = setting("TIMERS_QUEUE_URL")
        client("sqs").send_message(QueueUrl=queue, MessageBody=message)
        return
    try:
        client("scheduler").create_schedule(
            Name=_name(kind, subject_id, revision),
            GroupName=setting("TIMERS_GROUP"),
            ScheduleExpression=f"at({at:%Y-%m-%dT%H:%M:%S})",
            ScheduleExpressionTimezone="UTC",
            FlexibleTimeWindow={"Mode": "OFF"},
            ActionAfterCompletion="DELETE",
            Target={
                "Arn": setting("TIMERS_QUEUE_ARN"),
                "RoleArn": setting("TIMERS_ROLE_ARN"),
                "Input": message,
            },
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConflictException":
            raise


def cancel_timer(kind: str, subject_id: str, revision: int) -> None:
    """Take back a timer; one that has fired or never was is no error."""
    try:
        client("scheduler").delete_schedule(
            Name=_name(kind, subject_id, revision), GroupName=setting("TIMERS_GROUP")
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ResourceNotFoundException":
            raise


def _name(kind: str, subject_id: str, revision: int) -> str:
    return f"{kind}-{subject_id}-{revision}"
