"""An endpoint: what one line of `infra.routes` becomes."""

from aws_cdk import Acknowledgment, Validations
from aws_cdk.aws_apigatewayv2 import (
    HttpApi,
    HttpMethod,
    HttpRoute,
    HttpRouteKey,
    IHttpRouteAuthorizer,
)
from aws_cdk.aws_apigatewayv2_integrations import HttpLambdaIntegration
from constructs import Construct

from infra.constructs.function import Function
from infra.routes import Route


class Endpoint(Construct):
    """A route of the HTTP API and its integration with the function that answers it.

    Whether a caller must be signed in is decided twice, here and in the function's `api()`.
    """

    def __init__(
        self,
        scope: Construct,
        route: Route,
        function: Function,
        *,
        http_api: HttpApi,
        authorizer: IHttpRouteAuthorizer,
    ) -> None:
        super().__init__(scope, route.endpoint.replace("/", "_").replace(" ", ""))
        HttpRoute(
            self,
            "Route",
            http_api=http_api,
            route_key=HttpRouteKey.with_(route.path, HttpMethod[route.method]),
            integration=HttpLambdaIntegration("Integration", function.function),
            authorizer=None if route.public else authorizer,
        )
        if route.public:
            Validations.of(self).acknowledge(
                Acknowledgment(
                    id="AwsSolutions-APIG4", reason="Public: it is there for who is not signed in."
                )
            )
