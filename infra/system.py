"""The whole system: its stacks, in the order in which they depend on each other."""

from dataclasses import replace

from aws_cdk import App, Tags

from infra.assets import Assets
from infra.config import Config
from infra.platform import Platform, Resource, Site
from infra.stacks.api import ApiStack
from infra.stacks.client import ClientStack
from infra.stacks.data import DataStack
from infra.stacks.domain import DomainStack, domains
from infra.stacks.gateway import GatewayStack
from infra.stacks.messaging import MessagingStack
from infra.stacks.observability import ObservabilityStack
from infra.stacks.realtime import RealtimeStack
from infra.stacks.site import SiteStack


def define(app: App, config: Config, assets: Assets) -> None:
    """Define all stacks of a deployment, each after those that it depends on."""
    data = DataStack(app, config)
    messaging = MessagingStack(app, config)
    realtime = RealtimeStack(app, config)
    platform = Platform(
        config=config,
        assets=assets,
        resources={
            **data.resources,
            **messaging.resources,
            **realtime.resources,
        },
        streams=data.streams,
        buckets=data.buckets,
        bus=messaging.bus,
        timers_queue=messaging.timers_queue,
        dead_letters=messaging.dead_letters,
        stream_failures=messaging.stream_failures,
    )
    api = ApiStack(app, platform)
    site = Site(config.local_site_urls, api.url)
    if config.is_aws:
        site = SiteStack(app, config, data, api.http_api, realtime.socket_api).site
    session = {"SESSION_COOKIE": config.session_cookie, "SESSION_ORIGINS": " ".join(site.origins)}
    platform = replace(
        platform, resources={**platform.resources, "cookie sessions": Resource((), session)}
    )
    served = [DomainStack(app, domain, platform, site, api, realtime) for domain in domains()]
    gateway = GatewayStack(app, config, api.http_api, after=served)
    if config.is_aws:
        if config.keeps_data:
            ObservabilityStack(app, config, api.http_api, realtime.socket_api, served=served)
        if assets.client:
            ClientStack(app, config, assets.client, after=[gateway])
    Tags.of(app).add("project", "learn-exchange")
    Tags.of(app).add("stage", config.stage)
