"""A function: its code, role and log group."""

from collections.abc import Iterable, Mapping

from aws_cdk import Acknowledgment, Duration, RemovalPolicy, Validations
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.assets import Assets
from infra.constructs.role import FunctionRole
from infra.platform import Grant, Platform
from infra.routes import STANDARD_MB, module_of

DEFAULT_TIMEOUT_SECONDS = 10
# Looking for plugins of pydantic, of which there are none, reads the metadata of every package.
QUICKER_START = {"PYDANTIC_DISABLE_PLUGINS": "__all__"}
CHAOS_HANDLER = "chaos.handler"

TRACE = Grant(
    ("xray:PutTelemetryRecords", "xray:PutTraceSegments"),
    ("*",),
    wildcard_reason="X-Ray has no resources to name: "
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html",
)


class Layers(Construct):
    """The layers of one stack, each made for the first function that needs it.

    Each stack makes its own from the same directories: a layer version that crossed stacks would
    be an export that the next deploy cannot change (https://github.com/aws/aws-cdk/issues/1972).
    """

    def __init__(self, scope: Construct, assets: Assets) -> None:
        super().__init__(scope, "Layers")
        self._assets = assets
        self._versions: dict[str, lambda_.LayerVersion] = {}

    def of(self, function: str) -> list[lambda_.LayerVersion]:
        """Return the layers of a function."""
        needed = self._assets.layers_of(function)
        for name in needed.keys() - self._versions.keys():
            self._versions[name] = lambda_.LayerVersion(
                self,
                name,
                code=lambda_.Code.from_asset(str(needed[name])),
                removal_policy=RemovalPolicy.DESTROY,
            )
        return [self._versions[name] for name in needed]


class Function(Construct):
    """A Lambda function that may do what its line says, and nothing else.

    Its log group keeps a month.
    """

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        platform: Platform,
        layers: Layers,
        grants: Iterable[Grant],
        environment: Mapping[str, str],
        memory_mb: int = STANDARD_MB,
        timeout_seconds: int = DEFAULT_TIMEOUT_SECONDS,
    ) -> None:
        """`name` is `<domain>.<name>`; `grants` and `environment` come with its uses."""
        super().__init__(scope, name.replace(".", "-"))
        config = platform.config
        domain = name.partition(".")[0]
        function_name = f"{config.prefix}-{name.replace('.', '-')}"
        handler = f"{module_of(name)}.handler"
        environment = {
            "FUNCTION": name,
            "METRICS_NAMESPACE": config.prefix,
            **QUICKER_START,
            **config.environment,
            **environment,
        }
        if config.chaos:
            handler, environment = CHAOS_HANDLER, {**environment, "CHAOS_HANDLER": handler}
        log_group = logs.LogGroup(
            self,
            "Logs",
            log_group_name=f"/aws/lambda/{function_name}",
            retention=logs.RetentionDays.ONE_MONTH,
            removal_policy=RemovalPolicy.DESTROY,
        )
        write_logs = Grant(
            ("logs:CreateLogStream", "logs:PutLogEvents"), (log_group.log_group_arn,)
        )
        trace = [TRACE] if config.is_aws else []
        role = FunctionRole(self, "Role", [write_logs, *trace, *grants])
        self.function = lambda_.Function(
            self,
            "Function",
            function_name=function_name,
            runtime=lambda_.Runtime.PYTHON_3_13,
            architecture=lambda_.Architecture.ARM_64,
            handler=handler,
            code=lambda_.Code.from_asset(str(platform.assets.function_bundle(domain))),
            layers=layers.of(name),
            # Whatever this role may do stands on the function's line; constructs add nothing.
            role=role.without_policy_updates(),
            environment=environment,
            memory_size=memory_mb,
            timeout=Duration.seconds(timeout_seconds),
            reserved_concurrent_executions=config.reserved_concurrency.get(name),
            log_group=log_group,
            tracing=lambda_.Tracing.ACTIVE if config.is_aws else lambda_.Tracing.DISABLED,
        )
        Validations.of(self.function).acknowledge(
            Acknowledgment(
                id="AwsSolutions-L1",
                reason="The layers are built for this Python, which is supported.",
            )
        )
