"""An endpoint: what one line of `infra.routes` becomes."""

from aws_cdk.aws_apigatewayv2 import HttpMethod, HttpRoute, HttpRouteKey
from aws_cdk.aws_apigatewayv2_integrations import HttpLambdaIntegration
from constructs import Construct

from infra.constructs.function import Function
from infra.platform import Platform
from infra.routes import Route


class Endpoint(Construct):
    """A route of the HTTP API and its integration with the function that answers it.

    Whether a caller must be signed in is decided twice, here and in the function's `api()`.
    """

    def __init__(
        self, scope: Construct, route: Route, function: Function, *, platform: Platform
    ) -> None:
        super().__init__(scope, route.endpoint.replace("/", "_").replace(" ", ""))
        HttpRoute(
            self,
            "Route",
            http_api=platform.require_api(),
            route_key=HttpRouteKey.with_(route.path, HttpMethod[route.method]),
            integration=HttpLambdaIntegration("Integration", function.function),
            authorizer=None if route.public else platform.authorizer,
        )
