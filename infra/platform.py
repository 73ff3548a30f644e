"""What the domains stand on, as the stacks below them made it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from aws_cdk.aws_apigatewayv2 import HttpApi, IHttpRouteAuthorizer

from infra.uses import Use


@dataclass(frozen=True)
class Resource:
    """Something that functions use: its ARNs, and the variables that tell where it is."""

    arns: tuple[str, ...]
    environment: Mapping[str, str]


@dataclass
class Platform:
    """The shared resources, filled in by the stacks in their order."""

    resources: dict[str, Resource]
    tables: dict[str, dynamodb.TableV2]
    bus: events.EventBus
    timers_queue: sqs.Queue
    alarms: sns.Topic
    stream_failures: s3.Bucket | None
    api: HttpApi | None = None
    authorizer: IHttpRouteAuthorizer | None = None

    def statements(self, uses: Iterable[Use]) -> list[iam.PolicyStatement]:
        """The permissions of a line: its actions, on its resources, and no others."""
        return [
            iam.PolicyStatement(
                actions=list(use.actions), resources=list(self.resources[use.resource].arns)
            )
            for use in uses
        ]

    def environment(self, uses: Iterable[Use]) -> dict[str, str]:
        """The variables that go with the uses of a line."""
        return {
            name: value
            for use in uses
            for name, value in self.resources[use.resource].environment.items()
        }

    def require_api(self) -> HttpApi:
        """The HTTP API, for what is defined after it.

        Raises:
            ValueError: the api stack is not defined yet.
        """
        if self.api is None:
            raise ValueError("the api stack comes first")
        return self.api
