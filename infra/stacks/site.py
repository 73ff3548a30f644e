"""The front door for people in browsers, and the bucket of the web client."""

from aws_cdk import CfnOutput, SecretValue
from aws_cdk import aws_route53 as route53
from aws_cdk.aws_apigatewayv2 import HttpApi, WebSocketApi
from constructs import Construct

from infra.config import Config, Domain
from infra.constructs.front_door import FrontDoor
from infra.constructs.storage import WebFiles
from infra.platform import Site
from infra.site_headers import headers_of_files
from infra.stacks.data import DataStack
from infra.stacks.stage import StageStack

# The zone of all distributions:
# https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2"


class SiteStack(StageStack):
    """The front door and the bucket behind it; only AWS has them.

    It comes before the domains, whose functions are told where their links lead, and so before the
    files of the client, which are published last (docs/adr/0028).
    """

    def __init__(
        self,
        scope: Construct,
        config: Config,
        data: DataStack,
        http_api: HttpApi,
        socket_api: WebSocketApi,
    ) -> None:
        super().__init__(scope, "site", config)
        distribution = FrontDoor(
            self,
            files=WebFiles(self, config=config).bucket,
            headers_of_files=headers_of_files(media=data.media_url, uploads=data.upload_origins),
            http_api=http_api,
            origin_secret=SecretValue.secrets_manager(
                f"{config.prefix}/origin", version_id=config.origin_secret_version
            ),
            socket_api=socket_api,
            domain=config.domain,
        ).distribution
        # Kept with a domain too: what other stacks import, no deployment could take away, and they
        # import it until they have been told of the domain.
        self.export_value(distribution.distribution_domain_name)
        if config.domain:
            self._lead_here(config.domain, distribution.distribution_domain_name)
        name = config.domain.name if config.domain else distribution.distribution_domain_name
        self.site = Site((f"https://{name}",), f"https://{name}/api")
        CfnOutput(self, "SiteUrl", value=self.site.url)

    def _lead_here(self, domain: Domain, distribution: str) -> None:
        """Write the records of the domain, where its zone is given: of IPv4 and of IPv6."""
        if domain.hosted_zone_id is None:
            return
        for kind in ("A", "AAAA"):
            route53.CfnRecordSet(
                self,
                f"{kind}-record",
                hosted_zone_id=domain.hosted_zone_id,
                name=domain.name,
                type=kind,
                alias_target=route53.CfnRecordSet.AliasTargetProperty(
                    dns_name=distribution, hosted_zone_id=CLOUDFRONT_ZONE
                ),
            )
