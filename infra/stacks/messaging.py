"""How things travel: the event bus, the timers queue, mail, and alarms."""

from aws_cdk import CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_scheduler as scheduler
from aws_cdk import aws_ses as ses
from aws_cdk import aws_sns as sns
from aws_cdk.aws_sns_subscriptions import EmailSubscription
from constructs import Construct

from infra.config import Config
from infra.constructs.consumer import RetriedQueue
from infra.constructs.function import DEFAULT_TIMEOUT_SECONDS
from infra.platform import Resource


class MessagingStack(Stack):
    """What events, timers, mails and alarms need.

    The bus that domain events travel on, the queue that one-time schedules aim at, the address
    that mails come from, and the topic that alarms go to.
    """

    def __init__(self, scope: Construct, config: Config, **kwargs: object) -> None:
        super().__init__(scope, f"{config.prefix}-messaging", **kwargs)  # type: ignore[arg-type]
        self.bus = events.EventBus(self, "Bus", event_bus_name=config.prefix)
        self.alarms = sns.Topic(self, "Alarms", enforce_ssl=True)
        if config.alarm_email:
            self.alarms.add_subscription(EmailSubscription(config.alarm_email))
        self.stream_failures = self._failures() if config.is_aws else None
        timers = RetriedQueue(
            self, "Timers", name="timers", config=config, timeout_seconds=DEFAULT_TIMEOUT_SECONDS
        )
        timers.alarm(self.alarms)
        self.timers_queue = timers.queue
        scheduler.ScheduleGroup(self, "TimersGroup", schedule_group_name=f"{config.prefix}-timers")
        role = iam.Role(
            self,
            "TimersRole",
            assumed_by=iam.ServicePrincipal("scheduler.amazonaws.com"),
            inline_policies={
                "Send": iam.PolicyDocument(
                    statements=[
                        iam.PolicyStatement(
                            actions=["sqs:SendMessage"], resources=[timers.queue.queue_arn]
                        )
                    ]
                )
            },
        )
        self.resources = {
            "event bus": Resource((self.bus.event_bus_arn,), {"EVENT_BUS": config.prefix}),
            "timers queue": Resource(
                (timers.queue.queue_arn,),
                {
                    "TIMERS_QUEUE_URL": timers.queue.queue_url,
                    "TIMERS_QUEUE_ARN": timers.queue.queue_arn,
                },
            ),
            "timers role": Resource((role.role_arn,), {"TIMERS_ROLE_ARN": role.role_arn}),
            "timers group": Resource(
                self._schedules(config), {"TIMERS_GROUP": f"{config.prefix}-timers"}
            ),
            "mail sender": self._mail_sender(config),
        }

    def _failures(self) -> s3.Bucket:
        bucket = s3.Bucket(
            self,
            "StreamFailures",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            lifecycle_rules=[s3.LifecycleRule(expiration=Duration.days(90))],
            removal_policy=RemovalPolicy.RETAIN,
        )
        CfnOutput(self, "StreamFailuresBucket", value=bucket.bucket_name)
        return bucket

    def _schedules(self, config: Config) -> tuple[str, ...]:
        groups = [f"{config.prefix}-timers"]
        if not config.is_aws:
            groups.append("default")  # The emulator looks for a schedule's grant there.
        return tuple(
            self.format_arn(service="scheduler", resource="schedule", resource_name=f"{name}/*")
            for name in groups
        )

    def _mail_sender(self, config: Config) -> Resource:
        identity = config.mail_sender
        if config.is_aws:
            identity = config.mail_sender.partition("@")[2]
            ses.EmailIdentity(self, "MailDomain", identity=ses.Identity.domain(identity))
        # The emulator does not look at who sends, and wants the grant for all of them.
        arn = (
            self.format_arn(service="ses", resource="identity", resource_name=identity)
            if config.is_aws
            else "*"
        )
        return Resource(
            (arn,), {"MAIL_SENDER": config.mail_sender, "FRONTEND_URL": config.frontend_url}
        )
