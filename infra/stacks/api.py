"""The HTTP API and its authorizer."""

from collections.abc import Sequence

from aws_cdk import CfnOutput, Duration, Tags
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_iam as iam
from constructs import Construct

from infra import cors
from infra.constructs.function import Function, Layers
from infra.constructs.releases import Releases
from infra.platform import Platform
from infra.routes import AUTHORIZER
from infra.stacks.stage import StageStack

LOCAL_API_ID = "1ea12e00"
# The key set's host has one of Amazon's certificates: reading the roots of the whole world as well
# would cost half of what the rest of the authorizer's cold start does.
AMAZON_ROOTS = "/opt/python/botocore/cacert.pem"
AUTHORIZED_FOR = Duration.seconds(60)


class ApiStack(StageStack):
    """The HTTP API and the function that verifies access tokens.

    The domains add their routes, and GatewayStack its stage, by which it is reached.
    """

    def __init__(self, scope: Construct, platform: Platform) -> None:
        config = platform.config
        super().__init__(scope, "api", config)
        self.http_api = apigateway.HttpApi(
            self,
            "Api",
            api_name=config.prefix,
            create_default_stage=False,
            cors_preflight=_preflight(config.frontend_urls),
        )
        # Locally the host is the emulator's, which functions know by AWS_ENDPOINT_URL.
        local = f"/_aws/execute-api/{LOCAL_API_ID}"
        self.url = self.http_api.api_endpoint if config.is_aws else local
        self.authorizer = self._authorizer(platform)
        if not config.is_aws:
            Tags.of(self.http_api).add("ms-custom-id", LOCAL_API_ID)
        CfnOutput(self, "ApiUrl", value=self.http_api.api_endpoint)

    def _authorizer(self, platform: Platform) -> apigateway.IHttpRouteAuthorizer:
        # `HttpLambdaAuthorizer` would make it in the stack of the first domain that uses it.
        config = platform.config
        verifying = Function(
            self,
            AUTHORIZER,
            platform=platform,
            layers=Layers(self, platform.assets),
            grants=[],
            environment={
                "JWKS_URL": f"{self.url}/.well-known/jwks.json",
                "TOKEN_ISSUER": config.token_issuer,
                **({"SSL_CERT_FILE": AMAZON_ROOTS} if config.is_aws else {}),
            },
        )
        function = Releases(self, config).gradual(verifying, unless="http-errors")
        authorizer = apigateway.HttpAuthorizer(
            self,
            "Authorizer",
            http_api=self.http_api,
            authorizer_name="access-token",
            type=apigateway.HttpAuthorizerType.LAMBDA,
            authorizer_uri=self.format_arn(
                service="apigateway",
                account="lambda",
                resource="path/2015-03-31/functions",
                resource_name=f"{function.function_arn}/invocations",
            ),
            results_cache_ttl=AUTHORIZED_FOR,
            enable_simple_responses=True,
            identity_source=["$request.header.Authorization"],
        )
        function.add_permission(
            "ApiInvokes",
            principal=iam.ServicePrincipal("apigateway.amazonaws.com"),
            source_arn=self.format_arn(
                service="execute-api",
                resource=self.http_api.api_id,
                resource_name=f"authorizers/{authorizer.authorizer_id}",
            ),
        )
        return apigateway.HttpAuthorizer.from_http_authorizer_attributes(
            self, "AccessToken", authorizer_id=authorizer.authorizer_id, authorizer_type="CUSTOM"
        )


def _preflight(origins: Sequence[str]) -> apigateway.CorsPreflightOptions | None:
    """Let the pages of other origins than the site's call the API, if there are any."""
    if not origins:
        return None
    return apigateway.CorsPreflightOptions(
        allow_origins=list(origins),
        allow_methods=[apigateway.CorsHttpMethod.ANY],
        allow_headers=list(cors.REQUEST_HEADERS),
        expose_headers=list(cors.ANSWER_HEADERS),
        max_age=Duration.hours(1),
    )
