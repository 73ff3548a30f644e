"""The front door: the HTTP API and its authorizer."""

from aws_cdk import CfnOutput, Duration, RemovalPolicy, Stack, Tags
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.assets import Assets
from infra.config import Config
from infra.constructs.function import Function, Layers
from infra.platform import Platform
from infra.routes import AUTHORIZER

LOCAL_API_ID = "1ea12e00"
AUTHORIZED_FOR = Duration.seconds(60)
REQUESTS_PER_SECOND = 500
BURST = 1000


class ApiStack(Stack):
    """The HTTP API and the function that verifies access tokens. The domains add their routes."""

    def __init__(
        self,
        scope: Construct,
        config: Config,
        platform: Platform,
        assets: Assets,
        **kwargs: object,
    ) -> None:
        super().__init__(scope, f"{config.prefix}-api", **kwargs)  # type: ignore[arg-type]
        self.api = apigateway.HttpApi(
            self,
            "Api",
            api_name=config.prefix,
            create_default_stage=False,
            cors_preflight=apigateway.CorsPreflightOptions(
                allow_origins=[config.frontend_url],
                allow_methods=[apigateway.CorsHttpMethod.ANY],
                allow_headers=["authorization", "content-type", "idempotency-key"],
                expose_headers=["x-request-id", "retry-after"],
                max_age=Duration.hours(1),
            ),
        )
        self._stage(config)
        self.authorizer = self._authorizer(config, platform, assets)
        if not config.is_aws:
            Tags.of(self.api).add("ms-custom-id", LOCAL_API_ID)
        CfnOutput(self, "ApiUrl", value=self.api.api_endpoint)

    def _stage(self, config: Config) -> None:
        stage = apigateway.HttpStage(
            self,
            "Stage",
            http_api=self.api,
            stage_name="$default",
            auto_deploy=True,
            throttle=apigateway.ThrottleSettings(rate_limit=REQUESTS_PER_SECOND, burst_limit=BURST),
        )
        if config.is_aws:
            access_logs = logs.LogGroup(
                self,
                "AccessLogs",
                retention=logs.RetentionDays.ONE_MONTH,
                removal_policy=RemovalPolicy.DESTROY,
            )
            resource: apigateway.CfnStage = stage.node.default_child  # type: ignore[assignment]
            # Neither the path with its ids and tokens, nor who asked: only what was asked for.
            resource.access_log_settings = apigateway.CfnStage.AccessLogSettingsProperty(
                destination_arn=access_logs.log_group_arn,
                format='{"requestId":"$context.requestId","route":"$context.routeKey",'
                '"status":"$context.status","latency":"$context.responseLatency",'
                '"error":"$context.integrationErrorMessage"}',
            )

    def _authorizer(
        self, config: Config, platform: Platform, assets: Assets
    ) -> apigateway.IHttpRouteAuthorizer:
        # Locally the host is the emulator's, which the function knows by AWS_ENDPOINT_URL.
        base = self.api.api_endpoint if config.is_aws else f"/_aws/execute-api/{LOCAL_API_ID}"
        authorizer = Function(
            self,
            AUTHORIZER,
            config=config,
            platform=platform,
            assets=assets,
            layers=Layers(self, assets.layers_of("auth")),
            statements=[],
            environment={
                "JWKS_URL": f"{base}/.well-known/jwks.json",
                "TOKEN_ISSUER": config.token_issuer,
            },
        )
        resource = apigateway.CfnAuthorizer(
            self,
            "Authorizer",
            api_id=self.api.api_id,
            name="access-token",
            authorizer_type="REQUEST",
            authorizer_uri=self.format_arn(
                service="apigateway",
                account="lambda",
                resource="path/2015-03-31/functions",
                resource_name=f"{authorizer.function.function_arn}/invocations",
            ),
            authorizer_payload_format_version="2.0",
            authorizer_result_ttl_in_seconds=int(AUTHORIZED_FOR.to_seconds()),
            enable_simple_responses=True,
            identity_source=["$request.header.Authorization"],
        )
        authorizer.function.add_permission(
            "ApiInvokes",
            principal=iam.ServicePrincipal("apigateway.amazonaws.com"),
            source_arn=self.format_arn(
                service="execute-api",
                resource=self.api.api_id,
                resource_name=f"authorizers/{resource.ref}",
            ),
        )
        return apigateway.HttpAuthorizer.from_http_authorizer_attributes(
            self, "AccessToken", authorizer_id=resource.ref, authorizer_type="CUSTOM"
        )
