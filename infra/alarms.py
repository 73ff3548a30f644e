"""The alarms of a stage: what each watches, and when it goes off.

`docs/runbook.md` says what to do. Each is on a symptom of the whole, never on one function:
functions turn exceptions into answers, which Lambda counts as successes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from infra.consumers import CONSUMERS, AtDeployment, Scheduled, StreamReader, TimersReader

MINUTES: Final = 5
MINUTE_MS: Final = 60_000
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create-alarm-on-metric-math-expression.html
MAX_METRICS: Final = 10
# Too few to say anything of a share.
FEW_REQUESTS: Final = 10
FEW_SIGN_INS: Final = 50

# Within the five minutes in which the next version of a function takes a tenth of the calls.
SOON: Final = {"minutes": 1, "bad": 3, "of": 5}


@dataclass(frozen=True)
class Watched:
    """A metric: its values over some minutes, put together as `statistic` says."""

    namespace: str
    name: str
    dimensions: Mapping[str, str] = field(default_factory=dict)
    statistic: str = "Sum"


@dataclass(frozen=True)
class Alarm:
    """Goes off when an expression is above a threshold in `bad` of the last `of` periods.

    The expression is one of CloudWatch's metric math, over metrics by the names that it gives them.
    A metric without data is no trouble: where nobody comes, there are no errors either.
    """

    name: str
    meaning: str
    expression: str
    metrics: Mapping[str, Watched]
    above: float
    bad: int = 2
    of: int = 3
    minutes: int = MINUTES
    """The length of a period."""

    @property
    def page(self) -> str:
        """The place in the runbook that says what to do."""
        return f"docs/runbook.md#{self.name}"


def alarms(prefix: str, api_id: str, socket_api_id: str, concurrency: int) -> Iterator[Alarm]:
    """Yields the alarms of a stage.

    `prefix`: what its names begin with, and the namespace of its own metrics.
    `concurrency`: how many functions the account may run at once.
    """
    api = {"ApiId": api_id}
    yield Alarm(
        "http-errors",
        "More than 1 % of the requests are answered by a 5xx",
        _share(["errors"], "requests", FEW_REQUESTS),
        {
            "errors": Watched("AWS/ApiGateway", "5xx", api),
            "requests": Watched("AWS/ApiGateway", "Count", api),
        },
        above=1,
        **SOON,
    )
    yield Alarm(
        "socket-errors",
        "More than 1 % of the frames from clients end in an error of ours",
        _share(["errors", "failures"], "frames", FEW_REQUESTS),
        {
            "errors": Watched(prefix, "ServerErrors", {"service": "chat", "kind": "socket"}),
            "failures": Watched("AWS/ApiGateway", "ExecutionError", {"ApiId": socket_api_id}),
            "frames": Watched("AWS/ApiGateway", "MessageCount", {"ApiId": socket_api_id}),
        },
        above=1,
        **SOON,
    )
    yield Alarm(
        "slow-requests",
        "One request in a hundred takes more than three seconds",
        "FILL(latency, 0)",
        {"latency": Watched("AWS/ApiGateway", "Latency", api, "p99")},
        above=3000,
        bad=3,
    )
    yield Alarm(
        "throttles",
        "Lambda has turned calls away",
        "FILL(throttles, 0)",
        {"throttles": Watched("AWS/Lambda", "Throttles")},
        above=10,
    )
    yield Alarm(
        "concurrency",
        "The account runs more than 80 % of the functions that it may run at once",
        f"100 * FILL(running, 0) / {concurrency}",
        {"running": Watched("AWS/Lambda", "ConcurrentExecutions", statistic="Maximum")},
        above=80,
    )
    readers = [line.function for line in CONSUMERS if isinstance(line, StreamReader)]
    yield Alarm(
        "late-streams",
        "What changes in a table is announced more than five minutes late",
        "MAX(METRICS())",
        {
            f"age{number}": Watched(
                "AWS/Lambda",
                "IteratorAge",
                {"FunctionName": f"{prefix}-{function.replace('.', '-')}"},
                "Maximum",
            )
            for number, function in enumerate(readers)
        },
        above=5 * MINUTE_MS,
    )
    queues = [*queue_names(prefix)]
    for first in range(0, len(queues), MAX_METRICS):
        yield Alarm(
            f"late-messages-{1 + first // MAX_METRICS}",
            "An event has waited for its consumer for more than fifteen minutes",
            "MAX(METRICS())",
            {
                f"age{first + place}": Watched(
                    "AWS/SQS", "ApproximateAgeOfOldestMessage", {"QueueName": queue}, "Maximum"
                )
                for place, queue in enumerate(queues[first : first + MAX_METRICS])
            },
            above=15 * 60,
        )
    yield Alarm(
        "dead-letters",
        "Something has failed for good, and waits to be sent back",
        "FILL(waiting, 0)",
        {
            "waiting": Watched(
                "AWS/SQS",
                "ApproximateNumberOfMessagesVisible",
                {"QueueName": f"{prefix}-dead-letters"},
                "Maximum",
            )
        },
        above=0,
        bad=1,
        of=1,
    )
    yield Alarm(
        "undelivered-events",
        "The event bus could not hand an event to a queue, and has put it among the dead letters",
        "FILL(undelivered, 0)",
        {"undelivered": Watched("AWS/Events", "FailedInvocations")},
        above=0,
        bad=1,
        of=1,
    )
    yield Alarm(
        "failed-sign-ins",
        "More than 60 % of the tries to sign in fail",
        _share(["failed"], "tried", FEW_SIGN_INS),
        {
            "failed": Watched(prefix, "FailedSignIns"),
            "tried": Watched(prefix, "SignIns"),
        },
        above=60,
    )
    # Above 5 and 0.1 % SES looks into an account, and may end it:
    # https://docs.aws.amazon.com/ses/latest/dg/reputationdashboard-messages.html
    yield Alarm(
        "mails-returned",
        "So many mails come back, or are complained of, that SES may stop sending",
        "MAX([FILL(bounces, 0) / 0.05, FILL(complaints, 0) / 0.001])",
        {
            "bounces": Watched("AWS/SES", "Reputation.BounceRate", statistic="Average"),
            "complaints": Watched("AWS/SES", "Reputation.ComplaintRate", statistic="Average"),
        },
        above=0.8,
        bad=1,
        of=1,
    )


def queue_names(prefix: str) -> Iterator[str]:
    """Yields the names of the queues that functions are fed from."""
    for line in CONSUMERS:
        if isinstance(line, TimersReader):
            yield f"{prefix}-timers"
        elif not isinstance(line, StreamReader | Scheduled | AtDeployment):
            yield f"{prefix}-{line.function.replace('.', '-')}"


def _share(parts: Sequence[str], whole: str, few: int) -> str:
    """Returns the expression for a share in percent, which is none where there are few."""
    part = " + ".join(f"FILL({name}, 0)" for name in parts)
    return f"IF(FILL({whole}, 0) >= {few}, 100 * ({part}) / {whole}, 0)"
