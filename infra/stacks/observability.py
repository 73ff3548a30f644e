"""The dashboard for operators. Each alarm lives beside what it watches."""

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk.aws_apigatewayv2 import HttpApi, WebSocketApi
from constructs import Construct

from infra.config import Config
from infra.stacks.domain import domains
from infra.stacks.stage import StageStack

NAMESPACE = "LearnExchange"
PERIOD = Duration.minutes(5)


class ObservabilityStack(StageStack):
    """A dashboard: traffic, latency and errors of both APIs, then of each domain's functions."""

    def __init__(
        self, scope: Construct, config: Config, api: HttpApi, sockets: WebSocketApi
    ) -> None:
        super().__init__(scope, "observability", config)
        dashboard = cloudwatch.Dashboard(self, "Dashboard", dashboard_name=config.prefix)
        dashboard.add_widgets(
            _graph("Requests", [api.metric_count(period=PERIOD)]),
            _graph(
                "Latency (ms)",
                [
                    api.metric_latency(period=PERIOD, statistic=statistic)
                    for statistic in ("p50", "p95", "p99")
                ],
            ),
            _graph(
                "Errors",
                [
                    api.metric_client_error(period=PERIOD),
                    api.metric_server_error(period=PERIOD),
                ],
            ),
        )
        dashboard.add_widgets(
            _graph("Frames", _sums(sockets, "MessageCount")),
            _graph("Connections opened", _sums(sockets, "ConnectCount")),
            _graph(
                "WebSocket errors",
                _sums(sockets, "ClientError", "ExecutionError", "IntegrationError"),
            ),
        )
        dashboard.add_widgets(*(_domain_graph(domain) for domain in domains()))


def _sums(api: WebSocketApi, *names: str) -> list[cloudwatch.IMetric]:
    # https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
    return [api.metric(name, period=PERIOD, statistic="Sum") for name in names]


def _domain_graph(domain: str) -> cloudwatch.GraphWidget:
    # The metrics that `learn_exchange.observability` writes with each log line.
    search = f'{{{NAMESPACE},function,service}} service="{domain}" MetricName="Duration"'
    expression = cloudwatch.MathExpression(
        expression=f"SEARCH('{search}', 'p95', 300)", label="", using_metrics={}, period=PERIOD
    )
    return _graph(f"{domain}: p95 (ms)", [expression])


def _graph(title: str, metrics: list[cloudwatch.IMetric]) -> cloudwatch.GraphWidget:
    return cloudwatch.GraphWidget(title=title, left=metrics, width=8)
