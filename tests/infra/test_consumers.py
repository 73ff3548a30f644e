"""Every line of `infra.consumers` is fed, and loses nothing."""

from collections.abc import Sequence
from typing import Any

import pytest

from infra.consumers import (
    CONSUMERS,
    AtDeployment,
    BucketReader,
    Consumer,
    MailFeedbackReader,
    Scheduled,
    StreamReader,
    TimersReader,
)
from tests.support.synthesis import Resource, Synthesis, allowed

CONSUMING = {line.function: line for line in CONSUMERS if isinstance(line, Consumer)}
BUCKET_READERS = [line for line in CONSUMERS if isinstance(line, BucketReader)]
FEEDBACK_READERS = [line for line in CONSUMERS if isinstance(line, MailFeedbackReader)]
FED_BY_RULE = [
    *CONSUMING,
    *(line.function for line in BUCKET_READERS),
    *(line.function for line in FEEDBACK_READERS),
]
FED_BY_QUEUE = [
    *FED_BY_RULE,
    *(line.function for line in CONSUMERS if isinstance(line, TimersReader)),
]
STREAM_READERS = [line for line in CONSUMERS if isinstance(line, StreamReader)]
SCHEDULED = [line for line in CONSUMERS if isinstance(line, Scheduled)]
AT_DEPLOYMENT = [line for line in CONSUMERS if isinstance(line, AtDeployment)]

PREFIX = "learn-exchange-test"
SENDING = ("GetQueueAttributes", "GetQueueUrl", "SendMessage")


@pytest.mark.parametrize("line", CONSUMING.values(), ids=CONSUMING)
def test_a_consumer_gets_the_events_that_its_line_names(
    synthesis: Synthesis, line: Consumer
) -> None:
    rule = rule_of(synthesis, line.function)
    assert rule.properties["EventBusName"] == synthesis.one("EventBus").ref
    detail = {"detail": {name: _listed(value) for name, value in line.where.items()}}
    assert rule.properties["EventPattern"] == {
        "source": ["learn-exchange"],
        "detail-type": list(line.on),
        **(detail if line.where else {}),
    }


@pytest.mark.parametrize("line", BUCKET_READERS, ids=lambda line: line.function)
def test_who_is_told_of_a_bucket_gets_each_object_that_is_put_there(
    synthesis: Synthesis, line: BucketReader
) -> None:
    rule = rule_of(synthesis, line.function)
    # S3 speaks on the account's default bus.
    assert "EventBusName" not in rule.properties
    bucket = synthesis.one("Bucket", BucketName=f"{PREFIX}-{line.bucket}-111122223333")
    assert rule.properties["EventPattern"] == {
        "source": ["aws.s3"],
        "detail-type": ["Object Created"],
        "detail": {"bucket": {"name": [bucket.properties["BucketName"]]}},
    }


@pytest.mark.parametrize("line", FEEDBACK_READERS, ids=lambda line: line.function)
def test_who_is_told_of_mails_gets_what_came_back_of_this_stage(
    synthesis: Synthesis, line: MailFeedbackReader
) -> None:
    rule = rule_of(synthesis, line.function)
    # SES speaks on the account's default bus.
    assert "EventBusName" not in rule.properties
    assert rule.properties["EventPattern"] == {
        "source": ["aws.ses"],
        "detail-type": ["Email Bounced", "Email Complaint Received"],
        "detail": {"mail": {"tags": {"ses:configuration-set": [PREFIX]}}},
    }


def test_ses_tells_the_default_bus_of_what_came_back(synthesis: Synthesis) -> None:
    configuration_set = synthesis.one("ConfigurationSet", Name=PREFIX)
    destination = synthesis.one("ConfigurationSetEventDestination").properties
    assert destination["ConfigurationSetName"] == configuration_set.ref
    told = destination["EventDestination"]
    assert told["Enabled"] is True
    assert told["MatchingEventTypes"] == ["bounce", "complaint"]
    bus = "arn:aws:events:eu-west-1:111122223333:event-bus/default"
    assert told["EventBridgeDestination"] == {"EventBusArn": bus}


@pytest.mark.parametrize("line", AT_DEPLOYMENT, ids=lambda line: line.function)
def test_what_runs_at_deployment_changes_nothing_of_the_next_one(
    synthesis: Synthesis, line: AtDeployment
) -> None:
    function = synthesis.function(line.function)
    resource = synthesis.one("CustomResource", ServiceToken=function.arn).properties
    # CloudFormation calls it again where a property is another, and then finds a difference.
    assert resource.keys() == {"ServiceToken", "ServiceTimeout"}
    # Longer than the function may take, and much less than the hour that CloudFormation waits.
    assert function.properties["Timeout"] < resource["ServiceTimeout"] <= 300


@pytest.mark.parametrize("name", FED_BY_RULE)
def test_only_its_rule_may_send_to_a_queue(synthesis: Synthesis, name: str) -> None:
    queue = queue_of(synthesis, name)
    policy = synthesis.one("QueuePolicy", Queues=[queue.ref]).properties["PolicyDocument"]
    assert allowed(policy) == [
        (
            {"Service": "events.amazonaws.com"},
            {(f"sqs:{action}", queue.arn) for action in SENDING},
            {"ArnEquals": {"aws:SourceArn": rule_of(synthesis, name).arn}},
        )
    ]


@pytest.mark.parametrize("name", FED_BY_QUEUE)
def test_a_queue_is_handled_by_its_function_message_by_message(
    synthesis: Synthesis, name: str
) -> None:
    queue = queue_of(synthesis, name)
    mapping = synthesis.one("EventSourceMapping", EventSourceArn=queue.arn).properties
    assert mapping["FunctionName"] == synthesis.polling(name)
    gather, batch_size = 0, 10 if synthesis.config.is_aws or name == "timers.announce" else 2
    if synthesis.config.is_aws and name in CONSUMING:
        gather, batch_size = CONSUMING[name].gather_seconds, CONSUMING[name].batch_size
    assert mapping["BatchSize"] == batch_size
    assert mapping.get("MaximumBatchingWindowInSeconds", 0) == gather
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    # https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    factor = 6 if synthesis.config.is_aws else 1
    expected = factor * synthesis.function(name).properties["Timeout"] + gather
    assert queue.properties["VisibilityTimeout"] >= expected
    if synthesis.config.is_aws:
        assert queue.properties["VisibilityTimeout"] == expected


def test_no_queue_takes_more_than_its_part_of_what_the_account_may_run(aws: Synthesis) -> None:
    at_once = {}
    for queue in aws.of_kind("Queue"):
        for mapping in aws.of_kind("EventSourceMapping", EventSourceArn=queue.arn):
            at_once[queue.ref] = mapping.properties["ScalingConfig"]["MaximumConcurrency"]
    assert len(at_once) == len(FED_BY_QUEUE)
    # What Lambda takes, and all together a fifth of what accounts may run.
    assert min(at_once.values()) >= 2
    assert max(at_once.values()) <= 20
    assert sum(at_once.values()) <= 200


def test_events_that_gather_wait_for_seconds_and_more_than_ten_always_do() -> None:
    for name, line in CONSUMING.items():
        assert 0 <= line.gather_seconds <= 5, name
        # https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
        assert line.batch_size <= 10 or line.gather_seconds, name


def test_the_emulator_is_told_of_no_such_limit(local: Synthesis) -> None:
    for mapping in local.of_kind("EventSourceMapping"):
        assert "ScalingConfig" not in mapping.properties


@pytest.mark.parametrize("name", FED_BY_QUEUE)
def test_a_message_that_fails_five_times_is_kept_among_the_dead_letters(
    synthesis: Synthesis, name: str
) -> None:
    assert queue_of(synthesis, name).properties["RedrivePolicy"] == {
        "deadLetterTargetArn": dead_letters_of(synthesis).arn,
        "maxReceiveCount": 5,
    }


@pytest.mark.parametrize("name", FED_BY_RULE)
def test_an_event_that_cannot_be_delivered_is_kept_among_the_dead_letters(
    synthesis: Synthesis, name: str
) -> None:
    [target] = rule_of(synthesis, name).properties["Targets"]
    assert target["DeadLetterConfig"] == {"Arn": dead_letters_of(synthesis).arn}


def test_dead_letters_are_kept_for_two_weeks_and_come_from_queues_and_rules_alone(
    synthesis: Synthesis,
) -> None:
    queue = dead_letters_of(synthesis)
    assert queue.properties["MessageRetentionPeriod"] == 14 * 24 * 3600
    policy = synthesis.one("QueuePolicy", Queues=[queue.ref]).properties["PolicyDocument"]
    assert allowed(policy) == [
        (
            {"Service": "events.amazonaws.com"},
            {("sqs:SendMessage", queue.arn)},
            {"ArnLike": {"aws:SourceArn": "arn:aws:events:eu-west-1:111122223333:rule/*"}},
        )
    ]


@pytest.mark.parametrize("line", STREAM_READERS, ids=lambda line: line.function)
def test_a_stream_is_read_from_its_beginning(synthesis: Synthesis, line: StreamReader) -> None:
    mapping = mapping_of(synthesis, line)
    assert mapping["StartingPosition"] == "TRIM_HORIZON"
    assert mapping["EventSourceArn"] == f"<GlobalTable {PREFIX}-{line.table}.StreamArn>"


@pytest.mark.parametrize("line", STREAM_READERS, ids=lambda line: line.function)
def test_a_record_that_cannot_be_announced_is_kept_whole(
    aws: Synthesis, line: StreamReader
) -> None:
    mapping = mapping_of(aws, line)
    assert mapping["BisectBatchOnFunctionError"] is True
    assert mapping["MaximumRetryAttempts"] == 10
    bucket = aws.one("Bucket", BucketName=f"{PREFIX}-stream-failures-111122223333")
    assert mapping["DestinationConfig"] == {
        "OnFailure": {"Destination": f"arn:aws:s3:::{bucket.properties['BucketName']}"}
    }


def test_what_is_kept_of_streams_is_private_and_goes_after_90_days(aws: Synthesis) -> None:
    buckets = [bucket for bucket in aws.of_kind("Bucket") if bucket.stack == "messaging"]
    assert len(buckets) == 2
    for bucket in buckets:
        assert set(bucket.properties["PublicAccessBlockConfiguration"].values()) == {True}
        [rule] = bucket.properties["LifecycleConfiguration"]["Rules"]
        assert (rule["Status"], rule["ExpirationInDays"]) == ("Enabled", 90)
        assert bucket.policy == "RetainExceptOnCreate"
    failures = aws.one("Bucket", BucketName=f"{PREFIX}-stream-failures-111122223333")
    [access] = [bucket for bucket in buckets if bucket != failures]
    assert failures.properties["LoggingConfiguration"]["DestinationBucketName"] == access.ref


@pytest.mark.parametrize("line", SCHEDULED, ids=lambda line: line.function)
def test_what_is_scheduled_runs_again_and_again(synthesis: Synthesis, line: Scheduled) -> None:
    rule = synthesis.one("Rule", ScheduleExpression=f"rate({line.every_days} days)")
    called = synthesis.called(line.function)
    assert [target["Arn"] for target in rule.properties["Targets"]] == [called]
    permission = synthesis.one("Permission", FunctionName=called).properties
    assert permission["Principal"] == "events.amazonaws.com"
    assert permission["SourceArn"] == rule.arn


def _listed(value: str | Sequence[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def dead_letters_of(synthesis: Synthesis) -> Resource:
    """Returns the queue of what has failed for good."""
    return synthesis.one("Queue", QueueName=f"{PREFIX}-dead-letters")


def queue_of(synthesis: Synthesis, name: str) -> Resource:
    """Returns the queue that feeds a function."""
    timers = {line.function for line in CONSUMERS if isinstance(line, TimersReader)}
    queue = "timers" if name in timers else name.replace(".", "-")
    return synthesis.one("Queue", QueueName=f"{PREFIX}-{queue}")


def rule_of(synthesis: Synthesis, name: str) -> Resource:
    """Returns the rule that fills the queue of a function."""
    targets = [queue_of(synthesis, name).arn]
    [rule] = [
        rule
        for rule in synthesis.of_kind("Rule")
        if [target["Arn"] for target in rule.properties["Targets"]] == targets
    ]
    return rule


def mapping_of(synthesis: Synthesis, line: StreamReader) -> dict[str, Any]:
    polling = synthesis.polling(line.function)
    return synthesis.one("EventSourceMapping", FunctionName=polling).properties
