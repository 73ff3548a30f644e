"""The way from one version of a function to the next."""

from aws_cdk import Acknowledgment, Stack, Validations
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_codedeploy as codedeploy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.config import Config
from infra.constructs.function import Function

LIVE = "live"


class Releases(Construct):
    """The aliases by which the functions of one stack are called.

    An alias names a version, which is code and settings together: there is no moment with one of
    them new and the other old. A version is made where either has changed, layers included.

    Functions that answer people move gradually: a tenth of their calls goes to the next version for
    five minutes, and back to the one before when an alarm goes off. They share one application of
    CodeDeploy and one role. CodeDeploy begins nothing while an alarm is on, so what mends its cause
    is `urgent`: it takes all calls from the beginning, and heeds no alarm.

    Locally, and in stages of developers, which have no alarms, functions are called without an
    alias.
    """

    def __init__(self, scope: Construct, config: Config) -> None:
        super().__init__(scope, "Releases")
        self._config = config
        self._moves = iam.PolicyStatement(
            actions=[
                "lambda:GetAlias",
                "lambda:GetProvisionedConcurrencyConfig",
                "lambda:UpdateAlias",
            ]
        )
        self._shared: tuple[codedeploy.LambdaApplication, iam.IRole] | None = None
        self._alarms: dict[str, cloudwatch.IAlarm] = {}

    def immediate(self, function: Function) -> lambda_.IFunction:
        """Return what calls a function whose next version takes all calls from the beginning."""
        if not self._config.releases_gradually:
            return function.function
        return self._alias(function)

    def gradual(self, function: Function, *, unless: str) -> lambda_.IFunction:
        """Return what calls a function whose next version takes a tenth of the calls first.

        `unless`: the alarm, by its name in `infra.alarms`, that brings back the one before.
        """
        if not self._config.releases_gradually:
            return function.function
        if self._shared is None:
            self._shared = self._application_and_role()
        application, role = self._shared
        alias = self._alias(function)
        self._moves.add_resources(function.function.function_arn)
        urgent = self._config.urgent
        configs = codedeploy.LambdaDeploymentConfig
        group = codedeploy.LambdaDeploymentGroup(
            function,
            "Release",
            application=application,
            role=role,
            alias=alias,
            deployment_config=configs.ALL_AT_ONCE
            if urgent
            else configs.CANARY_10_PERCENT_5_MINUTES,
            ignore_alarm_configuration=urgent,
            alarms=[self._alarm(unless)],
            auto_rollback=codedeploy.AutoRollbackConfig(
                deployment_in_alarm=True, failed_deployment=True
            ),
        )
        # A release moves as its own settings say, not as those of the one before.
        moved: lambda_.CfnAlias = alias.node.default_child  # type: ignore[assignment]
        moving: codedeploy.CfnDeploymentGroup = group.node.default_child  # type: ignore[assignment]
        moved.add_resource_dependency(moving)
        return alias

    def _alias(self, function: Function) -> lambda_.Alias:
        return lambda_.Alias(
            function, "Live", alias_name=LIVE, version=function.function.current_version
        )

    def _alarm(self, name: str) -> cloudwatch.IAlarm:
        # By name, since alarms are made after all that they watch.
        if name not in self._alarms:
            full_name = f"{self._config.prefix}-{name}"
            self._alarms[name] = cloudwatch.Alarm.from_alarm_name(self, name, full_name)
        return self._alarms[name]

    def _application_and_role(self) -> tuple[codedeploy.LambdaApplication, iam.IRole]:
        look = iam.PolicyStatement(actions=["cloudwatch:DescribeAlarms"], resources=["*"])
        role = iam.Role(
            self,
            "Role",
            # Of this account alone:
            # https://docs.aws.amazon.com/codedeploy/latest/userguide/getting-started-create-service-role.html
            assumed_by=iam.ServicePrincipal(
                "codedeploy.amazonaws.com",
                conditions={"StringEquals": {"aws:SourceAccount": Stack.of(self).account}},
            ),
            inline_policies={"Move": iam.PolicyDocument(statements=[self._moves, look])},
        )
        Validations.of(role).acknowledge(
            Acknowledgment(
                id="AwsSolutions-IAM5[Resource::*]",
                reason="CloudWatch describes alarms of all kinds to nobody who may see less: "
                "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html",
            )
        )
        # CDK would attach a managed policy, which may update any function.
        return codedeploy.LambdaApplication(self, "Application"), role.without_policy_updates()
