"""The stage of the HTTP API: what lets requests in, how many, and what is written of each."""

from collections.abc import Iterable

from aws_cdk import RemovalPolicy, Stack
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.config import Config
from infra.routes import ROUTES, Route
from infra.stacks.stage import StageStack

# Of all routes together, and at most of one, so that none takes what all have.
REQUESTS_PER_SECOND = 500
OF_ONE_ROUTE = 250
# A password takes a quarter of a second of a whole CPU; fewer people sign in than read.
OF_AUTH = 50
# What may come at once, beyond what a second brings.
BURST = 2

# Neither the path with its ids and tokens, nor who asked: only what was asked for.
ACCESS_LOG = (
    '{"requestId":"$context.requestId","route":"$context.routeKey","status":"$context.status",'
    '"latency":"$context.responseLatency","error":"$context.integrationErrorMessage"}'
)


class GatewayStack(StageStack):
    """The stage of the HTTP API, after all routes.

    API Gateway refuses a limit on a route that is not there.
    """

    def __init__(
        self,
        scope: Construct,
        config: Config,
        http_api: apigateway.HttpApi,
        *,
        after: Iterable[Stack],
    ) -> None:
        super().__init__(scope, "gateway", config)
        for stack in after:
            self.add_stack_dependency(stack)
        stage = apigateway.HttpStage(
            self,
            "Stage",
            http_api=http_api,
            auto_deploy=True,
            throttle=apigateway.ThrottleSettings(
                rate_limit=REQUESTS_PER_SECOND, burst_limit=REQUESTS_PER_SECOND * BURST
            ),
        )
        if config.is_aws:
            resource: apigateway.CfnStage = stage.node.default_child  # type: ignore[assignment]
            resource.route_settings = {key: _limits(line) for line in ROUTES for key in line.keys}
            self._write_access_log(resource)

    def _write_access_log(self, stage: apigateway.CfnStage) -> None:
        log_group = logs.LogGroup(
            self,
            "AccessLogs",
            retention=logs.RetentionDays.ONE_MONTH,
            removal_policy=RemovalPolicy.DESTROY,
        )
        stage.access_log_settings = apigateway.CfnStage.AccessLogSettingsProperty(
            destination_arn=log_group.log_group_arn, format=ACCESS_LOG
        )


def _limits(line: Route) -> dict[str, int]:
    """Returns the limits of a route, by CloudFormation's names, which CDK leaves as they are."""
    rate = OF_AUTH if line.function.startswith("auth.") else OF_ONE_ROUTE
    return {"ThrottlingRateLimit": rate, "ThrottlingBurstLimit": rate * BURST}
