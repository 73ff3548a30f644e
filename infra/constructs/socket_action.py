"""An action of the WebSocket API: what one line of `infra.routes.SOCKET_ROUTES` becomes."""

from aws_cdk import Acknowledgment, Validations
from aws_cdk import aws_lambda as lambda_
from aws_cdk.aws_apigatewayv2 import IWebSocketApi, WebSocketRoute
from aws_cdk.aws_apigatewayv2_integrations import WebSocketLambdaIntegration
from constructs import Construct

from infra.routes import SocketRoute


class SocketAction(Construct):
    """A route of the WebSocket API and its integration with the function that handles its frames.

    The function's answer goes nowhere: what a client is to know is posted to its connection.
    """

    def __init__(
        self,
        scope: Construct,
        line: SocketRoute,
        function: lambda_.IFunction,
        *,
        socket_api: IWebSocketApi,
    ) -> None:
        super().__init__(scope, f"socket_{line.action.removeprefix('$')}")
        WebSocketRoute(
            self,
            "Route",
            web_socket_api=socket_api,
            route_key=line.action,
            integration=WebSocketLambdaIntegration("Integration", function),
        )
        Validations.of(self).acknowledge(
            Acknowledgment(
                id="AwsSolutions-APIG4",
                reason="Who connects uses up a ticket that is good once; what has no connection "
                "cannot send.",
            )
        )
