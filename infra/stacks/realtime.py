"""The WebSocket API."""

from aws_cdk import Acknowledgment, CfnOutput, RemovalPolicy, Tags, Validations
from aws_cdk import aws_apigateway as gateway_of_the_account
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.config import Config
from infra.platform import Resource
from infra.stacks.stage import StageStack

LOCAL_API_ID = "1ea12e01"
STAGE_NAME = "live"
# Of all connections together.
FRAMES_PER_SECOND = 1000
BURST = 2000

# Neither the query string, whose ticket opens a connection, nor a connection's id.
ACCESS_LOG = (
    '{"requestId":"$context.requestId","event":"$context.eventType","route":"$context.routeKey",'
    '"status":"$context.status","latency":"$context.integrationLatency",'
    '"error":"$context.integration.error"}'
)
WRITE_LOGS = (
    "logs:CreateLogGroup",
    "logs:CreateLogStream",
    "logs:DescribeLogGroups",
    "logs:DescribeLogStreams",
    "logs:FilterLogEvents",
    "logs:GetLogEvents",
    "logs:PutLogEvents",
)


class RealtimeStack(StageStack):
    """The WebSocket API, by which clients are told at once. The domains add their actions."""

    def __init__(self, scope: Construct, config: Config) -> None:
        super().__init__(scope, "realtime", config)
        self.socket_api = apigateway.WebSocketApi(
            self,
            "Sockets",
            api_name=f"{config.prefix}-sockets",
            route_selection_expression="$request.body.action",
        )
        stage = apigateway.WebSocketStage(
            self,
            "Stage",
            web_socket_api=self.socket_api,
            stage_name=STAGE_NAME,
            auto_deploy=True,
            throttle=apigateway.ThrottleSettings(rate_limit=FRAMES_PER_SECOND, burst_limit=BURST),
        )
        if config.is_aws:
            self._write_access_log(stage)
        else:
            Tags.of(self.socket_api).add("ms-custom-id", LOCAL_API_ID)
        # Locally the host is the emulator's, which functions know by AWS_ENDPOINT_URL.
        local = f"/_aws/execute-api/{LOCAL_API_ID}/{STAGE_NAME}"
        endpoint = stage.callback_url if config.is_aws else local
        self.resources = {
            "socket address": Resource((), {"SOCKET_URL": stage.url if config.is_aws else local}),
            "socket POST": self._connections("POST", endpoint),
            "socket DELETE": self._connections("DELETE", endpoint),
        }
        CfnOutput(self, "SocketUrl", value=stage.url)

    def _connections(self, method: str, endpoint: str) -> Resource:
        arn = self.format_arn(
            service="execute-api",
            resource=self.socket_api.api_id,
            resource_name=f"{STAGE_NAME}/{method}/@connections/*",
        )
        return Resource(
            (arn,),
            {"SOCKETS_ENDPOINT": endpoint},
            wildcard_reason="Each connection has an id of its own.",
        )

    def _write_access_log(self, stage: apigateway.WebSocketStage) -> None:
        log_group = logs.LogGroup(
            self,
            "SocketAccessLogs",
            retention=logs.RetentionDays.ONE_MONTH,
            removal_policy=RemovalPolicy.DESTROY,
        )
        resource: apigateway.CfnStage = stage.node.default_child  # type: ignore[assignment]
        resource.access_log_settings = apigateway.CfnStage.AccessLogSettingsProperty(
            destination_arn=log_group.log_group_arn, format=ACCESS_LOG
        )
        resource.add_dependency(self._let_the_account_write_logs())

    def _let_the_account_write_logs(self) -> gateway_of_the_account.CfnAccount:
        """Gives API Gateway the role that it wants before it logs a WebSocket API.

        The setting is one for all APIs of the account and the region, so it outlives this stack.
        https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
        """
        write = iam.PolicyStatement(actions=list(WRITE_LOGS), resources=["*"])
        role = iam.Role(
            self,
            "LogsRole",
            assumed_by=iam.ServicePrincipal("apigateway.amazonaws.com"),
            inline_policies={"Write": iam.PolicyDocument(statements=[write])},
        )
        account = gateway_of_the_account.CfnAccount(
            self, "Account", cloud_watch_role_arn=role.role_arn
        )
        for kept in (role, account):
            kept.apply_removal_policy(RemovalPolicy.RETAIN)
        Validations.of(role).acknowledge(
            Acknowledgment(
                id="AwsSolutions-IAM5[Resource::*]",
                reason="API Gateway refuses a role that may do less than its managed policy.",
            )
        )
        return account
