"""The whole system: its stacks, in the order in which they depend on each other."""

from aws_cdk import App, CliCredentialsStackSynthesizer, DefaultStackSynthesizer, Stack, Tags

from infra.assets import Assets
from infra.config import Config
from infra.platform import Platform
from infra.stacks.api import ApiStack
from infra.stacks.data import DataStack
from infra.stacks.domain import DomainStack, domains
from infra.stacks.messaging import MessagingStack
from infra.stacks.observability import ObservabilityStack


def define(app: App, config: Config, assets: Assets) -> list[Stack]:
    """Define all stacks of a deployment: data, messaging, api, the domains, observability."""

    def synthesizer() -> DefaultStackSynthesizer | CliCredentialsStackSynthesizer:
        # The emulator, where it enforces roles, lets nobody assume those of the bootstrap.
        return DefaultStackSynthesizer() if config.is_aws else CliCredentialsStackSynthesizer()

    data = DataStack(app, config, synthesizer=synthesizer())
    messaging = MessagingStack(app, config, synthesizer=synthesizer())
    platform = Platform(
        resources={**data.resources, **messaging.resources},
        tables=data.tables,
        bus=messaging.bus,
        timers_queue=messaging.timers_queue,
        alarms=messaging.alarms,
        stream_failures=messaging.stream_failures,
    )
    api = ApiStack(app, config, platform, assets, synthesizer=synthesizer())
    platform.api, platform.authorizer = api.api, api.authorizer
    stacks: list[Stack] = [data, messaging, api]
    stacks += [
        DomainStack(app, domain, config, platform, assets, synthesizer=synthesizer())
        for domain in domains()
    ]
    if config.is_aws:
        stacks.append(ObservabilityStack(app, config, platform, synthesizer=synthesizer()))
    Tags.of(app).add("project", "learn-exchange")
    Tags.of(app).add("stage", config.stage)
    return stacks
