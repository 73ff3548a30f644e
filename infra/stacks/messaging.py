"""Messaging: the event bus, the timers queue, dead letters, and mail."""

from aws_cdk import CfnOutput, Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_scheduler as scheduler
from aws_cdk import aws_ses as ses
from constructs import Construct

from infra.config import Config
from infra.constructs.consumer import DeadLetters, RetriedQueue
from infra.constructs.function import DEFAULT_TIMEOUT_SECONDS
from infra.platform import Resource
from infra.stacks.stage import StageStack


class MessagingStack(StageStack):
    """The resources of events, timers and mails.

    The bus that domain events travel on, the queue that one-time schedules aim at, what has failed
    for good, and the address that mails come from.
    """

    def __init__(self, scope: Construct, config: Config) -> None:
        super().__init__(scope, "messaging", config)
        self.bus = events.EventBus(self, "Bus", event_bus_name=config.prefix)
        self.dead_letters = DeadLetters(self, "DeadLetters", config).queue
        self.stream_failures = self._stream_failures(config) if config.is_aws else None
        self.timers_queue = RetriedQueue(
            self,
            "Timers",
            name="timers",
            config=config,
            dead_letters=self.dead_letters,
            timeout_seconds=DEFAULT_TIMEOUT_SECONDS,
        ).queue
        self.resources = {
            "event bus": Resource((self.bus.event_bus_arn,), {"EVENT_BUS": config.prefix}),
            "timers queue": Resource(
                (self.timers_queue.queue_arn,),
                {
                    "TIMERS_QUEUE_URL": self.timers_queue.queue_url,
                    "TIMERS_QUEUE_ARN": self.timers_queue.queue_arn,
                },
            ),
            "timers group": self._timers_group(config),
            "timers role": self._timers_role(),
            "mail sender": self._mail_sender(config),
            **self._push(config),
        }

    def _stream_failures(self, config: Config) -> s3.IBucket:
        """Returns the bucket of stream records that failed for good, as other stacks see it."""
        name = f"{config.prefix}-stream-failures-{self.account}"
        bucket = self._private_bucket(
            "StreamFailures",
            config,
            bucket_name=name,
            # The records are of people: who reads them is written down.
            server_access_logs_bucket=self._private_bucket(
                "StreamFailuresAccess",
                config,
                bucket_name=f"{config.prefix}-failures-access-{self.account}",
            ),
        )
        CfnOutput(self, "StreamFailuresBucket", value=bucket.bucket_name)
        return s3.Bucket.from_bucket_name(self, "StreamFailuresByName", name)

    def _private_bucket(
        self,
        construct_id: str,
        config: Config,
        *,
        bucket_name: str,
        server_access_logs_bucket: s3.IBucket | None = None,
    ) -> s3.Bucket:
        return s3.Bucket(
            self,
            construct_id,
            bucket_name=bucket_name,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            lifecycle_rules=[s3.LifecycleRule(expiration=Duration.days(90))],
            server_access_logs_bucket=server_access_logs_bucket,
            removal_policy=config.removal_policy,
            auto_delete_objects=not config.keeps_data,
        )

    def _timers_group(self, config: Config) -> Resource:
        group = f"{config.prefix}-timers"
        scheduler.ScheduleGroup(
            self,
            "TimersGroup",
            schedule_group_name=group,
            removal_policy=config.removal_policy,
        )
        # The emulator looks for a schedule's grant in the group `default`.
        groups = [group] if config.is_aws else [group, "default"]
        arns = tuple(
            self.format_arn(service="scheduler", resource="schedule", resource_name=f"{name}/*")
            for name in groups
        )
        return Resource(
            arns,
            {"TIMERS_GROUP": group},
            wildcard_reason="Each timer is a schedule of its own name.",
        )

    def _timers_role(self) -> Resource:
        send = iam.PolicyStatement(
            actions=["sqs:SendMessage"], resources=[self.timers_queue.queue_arn]
        )
        role = iam.Role(
            self,
            "TimersRole",
            # Of this account alone:
            # https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
            assumed_by=iam.ServicePrincipal(
                "scheduler.amazonaws.com",
                conditions={"StringEquals": {"aws:SourceAccount": self.account}},
            ),
            inline_policies={"Send": iam.PolicyDocument(statements=[send])},
        )
        return Resource((role.role_arn,), {"TIMERS_ROLE_ARN": role.role_arn})

    def _mail_sender(self, config: Config) -> Resource:
        # On AWS a domain is verified, in DNS, and whatever it sends; locally the one address is.
        identity = config.mail_sender
        if config.is_aws:
            identity = config.mail_identity or config.mail_sender.partition("@")[2]
            if config.mail_identity is None:
                ses.EmailIdentity(self, "MailDomain", identity=ses.Identity.domain(identity))
        names = {"identity": identity, "configuration-set": self._mail_feedback(config)}
        arns = tuple(
            self.format_arn(service="ses", resource=kind, resource_name=name)
            for kind, name in names.items()
        )
        told = {"MAIL_SENDER": config.mail_sender, "MAIL_CONFIGURATION_SET": config.prefix}
        # The identity of a domain would take any address of it. The emulator, whose identity is the
        # address, does not tell policies who sends.
        sent_from = {"StringEquals": {"ses:FromAddress": config.mail_sender}}
        return Resource(arns, told, conditions=sent_from if config.is_aws else {})

    def _mail_feedback(self, config: Config) -> str:
        """Returns the name of the configuration set by which SES tells what has become of mails."""
        configuration_set = ses.ConfigurationSet(
            self, "MailFeedback", configuration_set_name=config.prefix
        )
        # SES speaks on the default bus alone.
        bus = events.EventBus.from_event_bus_name(self, "DefaultBus", "default")
        configuration_set.add_event_destination(
            "Bus",
            destination=ses.EventDestination.event_bus(bus),
            events=[ses.EmailSendingEvent.BOUNCE, ses.EmailSendingEvent.COMPLAINT],
        )
        return config.prefix

    def _push(self, config: Config) -> dict[str, Resource]:
        """Returns what `notifications.platform_applications` makes, and its endpoints.

        Their ARNs follow from their names, so nothing has to be told from stack to stack.
        """
        applications = {
            "FCM_APPLICATION": f"GCM/{config.prefix}-fcm",
            "APNS_APPLICATION": f"APNS/{config.prefix}-apns",
            "APNS_SANDBOX_APPLICATION": f"APNS_SANDBOX/{config.prefix}-apns",
        }
        told = {
            variable: self.format_arn(service="sns", resource="app", resource_name=name)
            for variable, name in applications.items()
        }
        endpoints = tuple(
            self.format_arn(service="sns", resource="endpoint", resource_name=f"{name}/*")
            for name in applications.values()
        )
        return {
            "push applications": Resource(tuple(told.values()), told),
            "push endpoints": Resource(
                endpoints, {}, wildcard_reason="SNS names the endpoint of each device."
            ),
        }
