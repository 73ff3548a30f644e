"""Functions that run without being called: the resources of one line of `infra.consumers`."""

from collections.abc import Mapping, Sequence
from typing import Any

from aws_cdk import CfnResource, Duration, Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs
from aws_cdk.aws_lambda_event_sources import S3OnFailureDestination
from constructs import Construct

from infra.config import Config
from infra.consumers import BATCH_SIZE
from infra.platform import Grant

ATTEMPTS = 5
# So that a message is not delivered again while it is still being handled:
# https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
VISIBILITY_FACTOR = 6
STREAM_RETRIES = 10
EVENT_SOURCE = "learn-exchange"
# How long CloudFormation waits for a function; without a word, an hour.
PATIENCE_SECONDS = 120


class RetriedQueue(Construct):
    """A queue whose messages go among the dead letters after five attempts.

    `make redrive` sends them back.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        name: str,
        config: Config,
        dead_letters: sqs.IQueue,
        timeout_seconds: int,
        gather_seconds: int = 0,
    ) -> None:
        """Of the function that handles the messages: its timeout, and how long it gathers them."""
        super().__init__(scope, construct_id)
        factor = VISIBILITY_FACTOR if config.is_aws else 1
        self.queue = sqs.Queue(
            self,
            "Queue",
            queue_name=f"{config.prefix}-{name}",
            visibility_timeout=Duration.seconds(timeout_seconds * factor + gather_seconds),
            retention_period=Duration.days(4),
            dead_letter_queue=sqs.DeadLetterQueue(queue=dead_letters, max_receive_count=ATTEMPTS),
            enforce_ssl=config.is_aws,
        )
        # As an import it gets no statement for each rule, which would have its stack depend on all
        # others; `DeadLetters` lets them all send.
        self._undelivered = sqs.Queue.from_queue_arn(self, "Undelivered", dead_letters.queue_arn)

    def as_target(self) -> targets.SqsQueue:
        """Returns the queue as a rule's target; undeliverable events go to the dead letters."""
        return targets.SqsQueue(self.queue, dead_letter_queue=self._undelivered)


class DeadLetters(Construct):
    """The one queue of a stage for what has failed for good: messages, and events of rules.

    SQS notes on each message which queue it comes from, EventBridge to which it was to go.
    """

    def __init__(self, scope: Construct, construct_id: str, config: Config) -> None:
        super().__init__(scope, construct_id)
        self.queue = sqs.Queue(
            self,
            "Queue",
            queue_name=f"{config.prefix}-dead-letters",
            retention_period=Duration.days(14),
            # The emulator speaks HTTP and obeys: nobody could send to such a queue there.
            enforce_ssl=config.is_aws,
        )
        stack = Stack.of(self)
        self.queue.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[iam.ServicePrincipal("events.amazonaws.com")],
                actions=["sqs:SendMessage"],
                resources=[self.queue.queue_arn],
                conditions={
                    "ArnLike": {
                        "aws:SourceArn": stack.format_arn(
                            service="events", resource="rule", resource_name="*"
                        )
                    }
                },
            )
        )


def receive(queue: sqs.IQueue) -> Grant:
    """Grants what Lambda needs to poll a queue for a function."""
    return Grant(
        ("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"), (queue.queue_arn,)
    )


def read_stream(stream_arn: str, failures: s3.IBucket | None) -> list[Grant]:
    """Grants what Lambda needs to poll a stream for a function, and to keep failures."""
    actions = ("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams")
    grants = [Grant(tuple(f"dynamodb:{action}" for action in actions), (stream_arn,))]
    if failures:
        grants += [
            Grant(("s3:ListBucket",), (failures.bucket_arn,)),
            Grant(
                ("s3:PutObject",),
                (failures.arn_for_objects("aws/lambda/*"),),
                wildcard_reason="Lambda names objects after the mapping, the shard and the time: "
                "https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html",
            ),
        ]
    return grants


def poll_queue(
    scope: Construct,
    function: lambda_.IFunction,
    queue: sqs.IQueue,
    *,
    max_concurrency: int | None,
    batch_size: int = BATCH_SIZE,
    gather_seconds: int = 0,
) -> None:
    """Have a function handle a queue's messages, each on its own: `batch_size` at most in a call.

    `max_concurrency`: how many calls run at once, from 2 to 1,000; None for all that there is.
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
    """
    lambda_.EventSourceMapping(
        scope,
        "Poll",
        target=function,
        event_source_arn=queue.queue_arn,
        batch_size=batch_size,
        max_concurrency=max_concurrency,
        max_batching_window=Duration.seconds(gather_seconds) if gather_seconds else None,
        report_batch_item_failures=True,
    )


def poll_stream(
    scope: Construct,
    function: lambda_.IFunction,
    stream_arn: str,
    failures: s3.IBucket | None,
) -> None:
    """Have a function read a table's stream from its beginning.

    On AWS, a batch that fails is halved until the record is found that makes it fail; after ten
    retries that goes to the bucket of failures whole. `make redrive` plays it again.
    """
    lambda_.EventSourceMapping(
        scope,
        "Poll",
        target=function,
        event_source_arn=stream_arn,
        starting_position=lambda_.StartingPosition.TRIM_HORIZON,
        batch_size=100,
        bisect_batch_on_error=True,
        retry_attempts=STREAM_RETRIES,
        on_failure=S3OnFailureDestination(failures) if failures else None,
    )


def deliver(
    retried: RetriedQueue,
    *,
    bus: events.IEventBus,
    names: Sequence[str],
    where: Mapping[str, str | Sequence[str]],
) -> None:
    """Have the bus deliver the named events to a queue, if their content is as `where` says."""
    detail: dict[str, Any] = {
        field: [value] if isinstance(value, str) else list(value) for field, value in where.items()
    }
    events.Rule(
        retried,
        "Rule",
        event_bus=bus,
        event_pattern=events.EventPattern(
            source=[EVENT_SOURCE], detail_type=list(names), detail=detail or None
        ),
        targets=[retried.as_target()],
    )


def tell_of_objects(retried: RetriedQueue, bucket_name: str) -> None:
    """Have S3 tell a queue of each object that is put into a bucket.

    S3 speaks on the account's default bus, so that the bucket knows nothing of who listens.
    """
    events.Rule(
        retried,
        "Rule",
        event_pattern=events.EventPattern(
            source=["aws.s3"],
            detail_type=["Object Created"],
            detail={"bucket": {"name": [bucket_name]}},
        ),
        targets=[retried.as_target()],
    )


def tell_of_mail_feedback(retried: RetriedQueue, configuration_set: str) -> None:
    """Have SES tell a queue of mails that came back, and of those that somebody complained of.

    SES speaks on the account's default bus, of all that is sent from the account.
    https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ses.html
    """
    events.Rule(
        retried,
        "Rule",
        event_pattern=events.EventPattern(
            source=["aws.ses"],
            detail_type=["Email Bounced", "Email Complaint Received"],
            detail={"mail": {"tags": {"ses:configuration-set": [configuration_set]}}},
        ),
        targets=[retried.as_target()],
    )


def run_at_deployment(scope: Construct, function: lambda_.Function) -> None:
    """Have CloudFormation call a function when it is first deployed, and before it is taken away.

    `make deploy` calls it each time: no property is there only to change, so that a deployment of
    what is deployed already changes nothing.
    """
    CfnResource(
        scope,
        "AtDeployment",
        type="AWS::CloudFormation::CustomResource",
        properties={
            "ServiceToken": function.function_arn,
            "ServiceTimeout": PATIENCE_SECONDS,
        },
    )


def run_every(scope: Construct, function: lambda_.IFunction, days: int) -> None:
    """Have a function run again and again."""
    events.Rule(
        scope,
        "Schedule",
        schedule=events.Schedule.rate(Duration.days(days)),
        targets=[targets.LambdaFunction(function, retry_attempts=2)],
    )
