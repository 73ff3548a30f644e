"""Few alarms, each on a symptom: silent in a good hour, on in a bad one, with a page to read."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from infra.alarms import MAX_METRICS, Alarm, alarms, queue_names
from infra.assets import ROOT
from tests.support.synthesis import Synthesis, allowed

PREFIX = "learn-exchange-test"
ALARMS = {alarm.name: alarm for alarm in alarms(PREFIX, "api", "sockets", concurrency=1000)}
RUNBOOK = (ROOT / "docs/runbook.md").read_text("utf-8")

Hour = Mapping[str, Sequence[float | None]]
# The values of an hour, one for each period of the alarm; those that a row leaves out have no data,
# and where there are fewer, the last one goes on.
GOOD: dict[str, list[Hour]] = {
    "http-errors": [
        {},
        {"requests": [1000], "errors": [0, 3, 0]},
        {"requests": [1000], "errors": [500, 0]},
        {"requests": [9], "errors": [9]},
    ],
    "socket-errors": [{}, {"frames": [5000], "errors": [1, 0], "failures": [2, 0]}],
    "slow-requests": [{}, {"latency": [400, 5000, 400]}],
    "throttles": [{}, {"throttles": [0, 9, 0]}, {"throttles": [200, 0]}],
    "concurrency": [{}, {"running": [10, 400, 900, 30]}],
    "late-streams": [{}, {"age0": [2000, 90_000, 0]}],
    "late-messages-1": [{}, {"age0": [20], "age9": [800]}],
    "late-messages-2": [{}, {"age13": [30, 1800, 0]}],
    "late-messages-3": [{}, {"age20": [0]}],
    "dead-letters": [{}, {"waiting": [0]}],
    "undelivered-events": [{}, {"undelivered": [0]}],
    "failed-sign-ins": [
        {},
        {"tried": [400], "failed": [40, 90]},
        {"tried": [20], "failed": [20]},
    ],
    "mails-returned": [{}, {"bounces": [0.01], "complaints": [0.0002]}],
}
BAD: dict[str, list[Hour]] = {
    "http-errors": [
        {"requests": [1000], "errors": [0, 20, 30, 20, 0]},
        {"requests": [40], "errors": [40]},
    ],
    "socket-errors": [
        {"frames": [500], "errors": [0, 9, 9, 0, 9, 0]},
        {"frames": [500], "failures": [500]},
    ],
    "slow-requests": [{"latency": [400, 3100, 9000, 30_000]}],
    "throttles": [{"throttles": [0, 11, 0, 40]}],
    "concurrency": [{"running": [850]}],
    "late-streams": [{"age0": [0], "age1": [301_000, 601_000]}],
    "late-messages-1": [{"age2": [901, 1201]}],
    "late-messages-2": [{"age19": [901, 1201]}],
    "late-messages-3": [{"age20": [901, 1201]}],
    "dead-letters": [{"waiting": [0, 1, 0]}],
    "undelivered-events": [{"undelivered": [0, 1, 0]}],
    "failed-sign-ins": [{"tried": [60], "failed": [50]}],
    "mails-returned": [{"bounces": [0.041]}, {"bounces": [0], "complaints": [0.0009]}],
}


@pytest.mark.parametrize("name", ALARMS)
def test_an_alarm_is_silent_in_a_good_hour(name: str) -> None:
    assert not any(goes_off(ALARMS[name], hour) for hour in GOOD[name])


@pytest.mark.parametrize("name", ALARMS)
def test_an_alarm_goes_off_in_a_bad_hour(name: str) -> None:
    assert all(goes_off(ALARMS[name], hour) for hour in BAD[name])


@pytest.mark.parametrize("name", ALARMS)
def test_an_alarm_has_its_page_in_the_runbook(name: str) -> None:
    page = RUNBOOK.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    for question in ("**Means**", "**Look**", "**Do**"):
        assert question in page


def test_the_runbook_has_no_page_of_an_alarm_that_is_gone() -> None:
    headings = re.findall(r"^## ([a-z0-9-]+)$", RUNBOOK, re.MULTILINE)
    assert headings == [*ALARMS, "budget"]


def test_every_queue_is_watched_by_one_alarm() -> None:
    watched = [
        metric.dimensions["QueueName"]
        for name, alarm in ALARMS.items()
        if name.startswith("late-messages")
        for metric in alarm.metrics.values()
    ]
    assert watched == [*queue_names(PREFIX)]


def test_few_alarms_are_made_on_aws_and_none_on_a_laptop(aws: Synthesis, local: Synthesis) -> None:
    assert len(aws.of_kind("Alarm")) == len(ALARMS) <= 15
    assert [*local.of_kind("Alarm")] == []


@pytest.mark.parametrize("name", ALARMS)
def test_an_alarm_tells_operators_when_it_begins_and_when_it_ends(
    aws: Synthesis, name: str
) -> None:
    made, alarm = aws.one("Alarm", AlarmName=f"{PREFIX}-{name}").properties, ALARMS[name]
    assert made["AlarmDescription"] == f"{alarm.meaning}. What to do: docs/runbook.md#{name}"
    assert made["AlarmActions"] == made["OKActions"] == ["<Topic Alarms>"]
    assert made["TreatMissingData"] == "notBreaching"
    assert made["ComparisonOperator"] == "GreaterThanThreshold"
    assert (made["Threshold"], made["DatapointsToAlarm"], made["EvaluationPeriods"]) == (
        alarm.above,
        alarm.bad,
        alarm.of,
    )


@pytest.mark.parametrize("name", ALARMS)
def test_an_alarm_watches_metrics_of_the_whole_that_exist(aws: Synthesis, name: str) -> None:
    queries = aws.one("Alarm", AlarmName=f"{PREFIX}-{name}").properties["Metrics"]
    [expression] = [query for query in queries if "Expression" in query]
    assert expression["Expression"] == ALARMS[name].expression
    watched = {query["Id"]: query["MetricStat"] for query in queries if "MetricStat" in query}
    assert watched.keys() == ALARMS[name].metrics.keys()
    assert len(watched) <= MAX_METRICS
    for stat in watched.values():
        assert stat["Period"] == 60 * ALARMS[name].minutes
        for dimension in stat["Metric"].get("Dimensions", []):
            assert dimension["Value"] in names_of(aws), dimension


def names_of(aws: Synthesis) -> set[str]:
    """Returns the names that dimensions of metrics can have."""
    named = {
        str(resource.properties.get(name))
        for kind, name in (("Queue", "QueueName"), ("Function", "FunctionName"))
        for resource in aws.of_kind(kind)
    }
    return named | {api.ref for api in aws.of_kind("Api")} | {"chat", "socket"}


def test_sign_ins_are_counted_in_the_log_of_the_sign_in(aws: Synthesis) -> None:
    filters = {
        transformation["MetricName"]: (each.properties, transformation)
        for each in aws.of_kind("MetricFilter")
        for transformation in each.properties["MetricTransformations"]
    }
    assert filters.keys() == {"SignIns", "FailedSignIns"}
    for made, transformation in filters.values():
        assert made["LogGroupName"] == f"/aws/lambda/{PREFIX}-auth-login"
        assert transformation["MetricNamespace"] == PREFIX
    pattern = '{ $.route = "/auth/login" && $.status = 401 }'
    assert filters["FailedSignIns"][0]["FilterPattern"] == pattern


def test_a_budget_tells_before_the_money_is_spent(aws: Synthesis) -> None:
    budget = aws.one("Budget").properties
    assert budget["Budget"]["BudgetLimit"] == {"Amount": 100, "Unit": "USD"}
    told = budget["NotificationsWithSubscribers"]
    assert [each["Notification"]["NotificationType"] for each in told] == ["ACTUAL", "FORECASTED"]
    for each in told:
        [subscriber] = each["Subscribers"]
        assert subscriber["Address"] == "operators@learn-exchange.example"


def test_alarms_reach_the_operators(aws: Synthesis) -> None:
    subscription = aws.one("Subscription", TopicArn="<Topic Alarms>").properties
    assert (subscription["Protocol"], subscription["Endpoint"]) == (
        "email",
        "operators@learn-exchange.example",
    )
    policy = aws.one("TopicPolicy", Topics=["<Topic Alarms>"]).properties["PolicyDocument"]
    assert allowed(policy) == [
        (
            {"Service": "cloudwatch.amazonaws.com"},
            {("sns:Publish", "<Topic Alarms>")},
            {"StringEquals": {"aws:SourceAccount": "111122223333"}},
        )
    ]


def test_the_dashboard_shows_every_alarm(aws: Synthesis) -> None:
    body = str(aws.one("Dashboard").properties["DashboardBody"])
    for name in ALARMS:
        assert aws.one("Alarm", AlarmName=f"{PREFIX}-{name}").arn in body


def goes_off(alarm: Alarm, hour: Hour) -> bool:
    """Returns whether an alarm goes off in an hour, as CloudWatch would say."""
    periods = 60 // alarm.minutes
    breaching = [
        (value := evaluate(alarm, {name: at(values, period) for name, values in hour.items()}))
        is not None
        and value > alarm.above
        for period in range(periods)
    ]
    return any(
        sum(breaching[first : first + alarm.of]) >= alarm.bad
        for first in range(periods - alarm.of + 1)
    )


def at(values: Sequence[float | None], period: int) -> float | None:
    """Returns the value of one of the periods of an hour."""
    return values[min(period, len(values) - 1)]


def evaluate(alarm: Alarm, data: Mapping[str, float | None]) -> float | None:
    """Returns the value of an expression of metric math, or None where there is no data.

    Of the functions, those that our alarms use:
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
    """
    assert data.keys() <= alarm.metrics.keys()
    values = {name: data.get(name) for name in alarm.metrics}
    functions: dict[str, Any] = {
        "FILL": lambda value, instead: instead if value is None else value,
        "IF": lambda condition, then, otherwise: then() if condition else otherwise,
        "MAX": lambda some: max((value for value in some if value is not None), default=None),
        "METRICS": lambda: [*values.values()],
    }
    # CloudWatch gives no value where it divides by nothing, and fails not.
    lazy = re.sub(r"^IF\((.*?), (100 .*), 0\)$", r"IF(\1, lambda: \2, 0)", alarm.expression)
    result: float | None = eval(lazy, {"__builtins__": {}, **functions, **values})  # noqa: S307 (ours)
    return result
