"""What runs without being called: what one line of `infra.consumers` becomes."""

from collections.abc import Mapping, Sequence
from typing import Any

from aws_cdk import Duration
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from aws_cdk.aws_lambda_event_sources import S3OnFailureDestination
from constructs import Construct

from infra.config import Config
from infra.constructs.function import alarm_on
from infra.platform import Platform

ATTEMPTS = 5
# So that a message is not delivered again while it is still being handled:
# https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
VISIBILITY_FACTOR = 6
EVENT_SOURCE = "learn-exchange"


class RetriedQueue(Construct):
    """A queue whose messages go to a dead-letter queue after five attempts, which alarms.

    `make redrive` sends them back.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        name: str,
        config: Config,
        timeout_seconds: int,
    ) -> None:
        super().__init__(scope, construct_id)
        self.dead_letters = sqs.Queue(
            self,
            "DeadLetters",
            queue_name=f"{config.prefix}-{name}-dead-letters",
            retention_period=Duration.days(14),
            enforce_ssl=True,
        )
        factor = VISIBILITY_FACTOR if config.is_aws else 1
        visibility = timeout_seconds * factor
        self.queue = sqs.Queue(
            self,
            "Queue",
            queue_name=f"{config.prefix}-{name}",
            visibility_timeout=Duration.seconds(visibility),
            retention_period=Duration.days(4),
            dead_letter_queue=sqs.DeadLetterQueue(
                queue=self.dead_letters, max_receive_count=ATTEMPTS
            ),
            enforce_ssl=True,
        )

    def alarm(self, topic: sns.ITopic) -> None:
        """Tell the operators when there are dead letters."""
        metric = self.dead_letters.metric_approximate_number_of_messages_visible()
        alarm_on(self, metric, topic, f"{self.node.id} has dead letters")


def receive(queue: sqs.Queue) -> iam.PolicyStatement:
    """What a function needs so that Lambda polls a queue for it."""
    return iam.PolicyStatement(
        actions=["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
        resources=[queue.queue_arn],
    )


def read_stream(table: dynamodb.TableV2, failures: s3.Bucket | None) -> list[iam.PolicyStatement]:
    """What a function needs so that Lambda polls a table's stream for it, and keeps failures."""
    statements = [
        iam.PolicyStatement(
            actions=[
                "dynamodb:DescribeStream",
                "dynamodb:GetRecords",
                "dynamodb:GetShardIterator",
                "dynamodb:ListStreams",
            ],
            resources=[table.table_stream_arn or ""],
        )
    ]
    if failures:
        statements += [
            iam.PolicyStatement(actions=["s3:ListBucket"], resources=[failures.bucket_arn]),
            iam.PolicyStatement(
                actions=["s3:PutObject"], resources=[failures.arn_for_objects("*")]
            ),
        ]
    return statements


def poll_queue(scope: Construct, function: lambda_.Function, queue: sqs.Queue) -> None:
    """Have a function handle a queue's messages, ten at most at once, each on its own."""
    lambda_.EventSourceMapping(
        scope,
        "Poll",
        target=function,
        event_source_arn=queue.queue_arn,
        batch_size=10,
        report_batch_item_failures=True,
    )


def poll_stream(
    scope: Construct,
    function: lambda_.Function,
    table: dynamodb.TableV2,
    failures: s3.Bucket | None,
) -> None:
    """Have a function read a table's stream from its beginning.

    On AWS, a batch that fails is halved until the record is found that makes it fail; after ten
    attempts that goes to the bucket of failures whole. `make redrive` plays it again.
    """
    lambda_.EventSourceMapping(
        scope,
        "Poll",
        target=function,
        event_source_arn=table.table_stream_arn,
        starting_position=lambda_.StartingPosition.TRIM_HORIZON,
        batch_size=100,
        bisect_batch_on_error=True,
        retry_attempts=10,
        on_failure=S3OnFailureDestination(failures) if failures else None,
    )


def deliver(
    scope: Construct,
    queue: sqs.Queue,
    *,
    platform: Platform,
    names: Sequence[str],
    where: Mapping[str, str],
) -> None:
    """Have the bus deliver the named events to a queue, if their content is as `where` says."""
    detail: dict[str, Any] = {field: [value] for field, value in where.items()}
    events.Rule(
        scope,
        "Rule",
        event_bus=platform.bus,
        event_pattern=events.EventPattern(
            source=[EVENT_SOURCE], detail_type=list(names), detail=detail or None
        ),
        targets=[targets.SqsQueue(queue)],
    )


def run_every(scope: Construct, function: lambda_.Function, days: int) -> None:
    """Have a function run again and again."""
    events.Rule(
        scope,
        "Schedule",
        schedule=events.Schedule.rate(Duration.days(days)),
        targets=[targets.LambdaFunction(function, retry_attempts=2)],
    )
