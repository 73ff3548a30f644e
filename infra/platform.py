"""The resources of the stacks below the functions, and the grants on them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from aws_cdk import aws_events as events
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs

from infra.assets import Assets
from infra.config import Config
from infra.uses import Use


@dataclass(frozen=True)
class Resource:
    """Something that functions use: its ARNs, and the variables that tell where it is.

    Where an ARN ends in `*`, `wildcard_reason` says why it must.
    """

    arns: tuple[str, ...]
    environment: Mapping[str, str]
    wildcard_reason: str = ""
    conditions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The conditions of every grant on it, as IAM writes them."""


@dataclass(frozen=True)
class Grant:
    """Actions that a function may take, on what, and under which conditions; as in `Resource`."""

    actions: tuple[str, ...]
    arns: tuple[str, ...]
    wildcard_reason: str = ""
    conditions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Site:
    """The address at which people in browsers find the system."""

    origins: tuple[str, ...]
    """The origins of its pages."""
    api_url: str
    """The base of addresses of the HTTP API that are given away."""

    @property
    def url(self) -> str:
        """The address with which links begin."""
        return self.origins[0]


@dataclass(frozen=True)
class Platform:
    """The parts that all functions share: deployment, code, and the resources that lines name."""

    config: Config
    assets: Assets
    resources: Mapping[str, Resource]
    streams: Mapping[str, str]
    """The ARN of each table's stream."""
    buckets: Mapping[str, str]
    """The name of each bucket that functions are told about."""
    bus: events.IEventBus
    timers_queue: sqs.IQueue
    dead_letters: sqs.IQueue
    stream_failures: s3.IBucket | None
    """The bucket for stream records that Lambda gave up on; only AWS has it."""

    def grants(self, uses: Iterable[Use]) -> list[Grant]:
        """Returns the permissions of a line: its actions, on its resources, and no others."""
        return [
            Grant(actions, resource.arns, resource.wildcard_reason, resource.conditions)
            for use in uses
            for name, actions in use.actions.items()
            for resource in [self.resources[name]]
            if actions
        ]

    def environment(self, uses: Iterable[Use]) -> dict[str, str]:
        """Returns the variables that go with the uses of a line."""
        return {
            variable: value
            for use in uses
            for name in use.actions
            for variable, value in self.resources[name].environment.items()
        }
