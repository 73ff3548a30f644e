"""Alarms for operators, and a dashboard that is read in ten seconds."""

from collections.abc import Mapping

from aws_cdk import Duration
from aws_cdk import aws_budgets as budgets
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from aws_cdk.aws_apigatewayv2 import HttpApi, WebSocketApi
from aws_cdk.aws_cloudwatch_actions import SnsAction
from aws_cdk.aws_sns_subscriptions import EmailSubscription
from constructs import Construct

from infra.alarms import MINUTES, Alarm, Watched, alarms
from infra.config import Config
from infra.stacks.domain import DomainStack
from infra.stacks.stage import StageStack

# What AWS lets an account run at once, unless it is new or has asked for more.
USUAL = 1000
PERIOD = Duration.minutes(MINUTES)
SIGN_IN = '$.route = "/auth/login"'
# In percent of the month's budget.
NEARLY_SPENT, SPENT = 80, 100

# Of all functions of the stage: their log groups are chosen by `/aws/lambda/<prefix>-`.
QUERIES = {
    "errors-by-route": (
        "filter message = 'request' and status >= 500",
        "stats count() as errors by function, route, status",
        "sort errors desc",
    ),
    "slowest-routes": (
        "filter message = 'request'",
        "stats count() as times, pct(durationMs, 50) as p50, pct(durationMs, 99) as p99 by route",
        "sort p99 desc",
    ),
    "defects": (
        "filter message = 'defect'",
        "stats count() as times, latest(@timestamp) as last by function, error.0, where.0",
        "sort times desc",
    ),
    "consumers-that-fail": (
        "filter failed > 0",
        "stats sum(failed) as failures by function",
        "sort failures desc",
    ),
}


class ObservabilityStack(StageStack):
    """The alarms of a stage and the topic that tells of them, its budget, and its dashboard."""

    def __init__(
        self,
        scope: Construct,
        config: Config,
        api: HttpApi,
        sockets: WebSocketApi,
        *,
        served: list[DomainStack],
    ) -> None:
        super().__init__(scope, "observability", config)
        for stack in served:
            self.add_stack_dependency(stack)
        self._count_sign_ins(config)
        topic = self._topic(config)
        on_all = [*alarms(config.prefix, api.api_id, sockets.api_id, config.concurrency or USUAL)]
        made = [self._alarm(alarm, config.prefix, topic) for alarm in on_all]
        if config.alarm_email:
            self._budget(config.monthly_budget, config.alarm_email)
        self._dashboard(config, {alarm.name: alarm for alarm in on_all}, made)
        self._save_queries(config)

    def _count_sign_ins(self, config: Config) -> None:
        """Have the log of the sign-in counted: its own metrics do not tell which status it was."""
        name = f"/aws/lambda/{config.prefix}-auth-login"
        log_group = logs.LogGroup.from_log_group_name(self, "SignInLogs", name)
        for metric, pattern in (
            ("SignIns", f"{{ {SIGN_IN} }}"),
            ("FailedSignIns", f"{{ {SIGN_IN} && $.status = 401 }}"),
        ):
            logs.MetricFilter(
                self,
                metric,
                log_group=log_group,
                filter_pattern=logs.FilterPattern.literal(pattern),
                metric_namespace=config.prefix,
                metric_name=metric,
            )

    def _topic(self, config: Config) -> sns.Topic:
        topic = sns.Topic(self, "Alarms", enforce_ssl=True)
        # A policy of our own, such as the one that enforces TLS, takes the place of the default
        # one, by which alarms may publish.
        topic.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[iam.ServicePrincipal("cloudwatch.amazonaws.com")],
                actions=["sns:Publish"],
                resources=[topic.topic_arn],
                conditions={"StringEquals": {"aws:SourceAccount": self.account}},
            )
        )
        if config.alarm_email:
            topic.add_subscription(EmailSubscription(config.alarm_email))
        return topic

    def _alarm(self, alarm: Alarm, prefix: str, topic: sns.Topic) -> cloudwatch.Alarm:
        """Tells the operators when it goes off, and when all is well again."""
        made = cloudwatch.Alarm(
            self,
            alarm.name,
            alarm_name=f"{prefix}-{alarm.name}",
            alarm_description=f"{alarm.meaning}. What to do: {alarm.page}",
            metric=_expression(alarm),
            threshold=alarm.above,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
            evaluation_periods=alarm.of,
            datapoints_to_alarm=alarm.bad,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
        made.add_alarm_action(SnsAction(topic))
        made.add_ok_action(SnsAction(topic))
        return made

    def _budget(self, dollars: int, email: str) -> None:
        """Tells when most of the month's money is spent, and when all of it will be."""
        told = [
            budgets.CfnBudget.SubscriberProperty(subscription_type="EMAIL", address=email),
        ]
        budgets.CfnBudget(
            self,
            "Budget",
            budget=budgets.CfnBudget.BudgetDataProperty(
                budget_type="COST",
                time_unit="MONTHLY",
                budget_limit=budgets.CfnBudget.SpendProperty(amount=dollars, unit="USD"),
            ),
            notifications_with_subscribers=[
                budgets.CfnBudget.NotificationWithSubscribersProperty(
                    notification=budgets.CfnBudget.NotificationProperty(
                        notification_type=kind,
                        comparison_operator="GREATER_THAN",
                        threshold=percent,
                        threshold_type="PERCENTAGE",
                    ),
                    subscribers=told,
                )
                for kind, percent in (("ACTUAL", NEARLY_SPENT), ("FORECASTED", SPENT))
            ],
        )

    def _dashboard(
        self, config: Config, named: Mapping[str, Alarm], made: list[cloudwatch.Alarm]
    ) -> None:
        """Makes a row for each question: are people served, what is slow, what waits, what runs?"""
        dashboard = cloudwatch.Dashboard(self, "Dashboard", dashboard_name=config.prefix)
        dashboard.add_widgets(
            cloudwatch.AlarmStatusWidget(alarms=list(made), title="Alarms", width=24, height=3)
        )
        dashboard.add_widgets(
            _graph("Requests that fail (%)", [_expression(named["http-errors"])]),
            _graph("Frames that fail (%)", [_expression(named["socket-errors"])]),
            _graph("Sign-ins that fail (%)", [_expression(named["failed-sign-ins"])]),
        )
        dashboard.add_widgets(
            _graph("Slowest request of a hundred (ms)", [_expression(named["slow-requests"])]),
            _search(
                "Slowest request of twenty, by domain (ms)",
                config.prefix,
                'kind="http" MetricName="Duration"',
                "p95",
            ),
            _search(
                "Events that fail, by domain",
                config.prefix,
                'kind="consumer" MetricName="FailedRecords"',
                "Sum",
            ),
        )
        dashboard.add_widgets(
            _graph(
                "Oldest event that waits (s)",
                [_expression(each) for name, each in named.items() if "late-messages" in name],
            ),
            _graph("Oldest change not announced (ms)", [_expression(named["late-streams"])]),
            _graph("Dead letters", [_expression(named["dead-letters"])]),
        )
        dashboard.add_widgets(
            _graph("Functions that run (% of the account's)", [_expression(named["concurrency"])]),
            _graph("Requests", [_metric(named["http-errors"].metrics["requests"])]),
            _graph("Frames", [_metric(named["socket-errors"].metrics["frames"])]),
        )

    def _save_queries(self, config: Config) -> None:
        """Save questions to the logs of functions, for what metrics of a domain do not tell."""
        for name, query in QUERIES.items():
            logs.CfnQueryDefinition(
                self, name, name=f"{config.prefix}/{name}", query_string="\n| ".join(query)
            )


def _metric(watched: Watched, minutes: int = MINUTES) -> cloudwatch.Metric:
    return cloudwatch.Metric(
        namespace=watched.namespace,
        metric_name=watched.name,
        dimensions_map=dict(watched.dimensions),
        statistic=watched.statistic,
        period=Duration.minutes(minutes),
    )


def _expression(alarm: Alarm) -> cloudwatch.MathExpression:
    return cloudwatch.MathExpression(
        expression=alarm.expression,
        using_metrics={
            name: _metric(watched, alarm.minutes) for name, watched in alarm.metrics.items()
        },
        label=alarm.name,
        period=Duration.minutes(alarm.minutes),
    )


def _search(title: str, namespace: str, which: str, statistic: str) -> cloudwatch.GraphWidget:
    # The metrics that `learn_exchange.observability` writes with each log line.
    search = f"SEARCH('{{{namespace},kind,service}} {which}', '{statistic}', 300)"
    expression = cloudwatch.MathExpression(
        expression=search, label="", using_metrics={}, period=PERIOD
    )
    return _graph(title, [expression])


def _graph(title: str, metrics: list[cloudwatch.IMetric]) -> cloudwatch.GraphWidget:
    return cloudwatch.GraphWidget(title=title, left=metrics, width=8)
