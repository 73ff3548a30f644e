"""An endpoint: what one line of `infra.routes` becomes."""

from aws_cdk import Acknowledgment, Validations
from aws_cdk import aws_lambda as lambda_
from aws_cdk.aws_apigatewayv2 import (
    HttpApi,
    HttpMethod,
    HttpRoute,
    HttpRouteKey,
    IHttpRouteAuthorizer,
)
from aws_cdk.aws_apigatewayv2_integrations import HttpLambdaIntegration
from constructs import Construct

from infra.routes import Route


class Endpoint(Construct):
    """The routes of an endpoint and their one integration with the function that answers it.

    Whether a caller must be signed in is decided twice, here and in the function's `api()`.
    """

    def __init__(
        self,
        scope: Construct,
        route: Route,
        function: lambda_.IFunction,
        *,
        http_api: HttpApi,
        authorizer: IHttpRouteAuthorizer,
    ) -> None:
        super().__init__(scope, route.endpoint.replace("/", "_").replace(" ", ""))
        integration = HttpLambdaIntegration("Integration", function)
        for key in route.keys:
            method, _, path = key.partition(" ")
            HttpRoute(
                self,
                "Route" if key == route.endpoint else f"{method}Route",
                http_api=http_api,
                route_key=HttpRouteKey.with_(path, HttpMethod[method]),
                integration=integration,
                authorizer=None if route.public else authorizer,
            )
        if route.public:
            Validations.of(self).acknowledge(
                Acknowledgment(
                    id="AwsSolutions-APIG4", reason="Public: it is there for who is not signed in."
                )
            )
