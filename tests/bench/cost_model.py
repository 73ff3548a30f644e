"""The costs of a month, idle and with people, beside a container with a database.

The counts are those of tests/events/test_costs.py; what people do in a month is assumed here.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Final

from infra.alarms import alarms, queue_names
from infra.consumers import CONSUMERS
from infra.routes import ONE_CPU_MB, ROUTES, SOCKET_ROUTES, STANDARD_MB
from tests.bench import prices
from tests.bench.metering import Taken
from tests.bench.prices import HOURS, Price

GB: Final = 1e9

# Idle.
# Five pollers a queue, which wait for up to 20 seconds each time:
# https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
POLLERS: Final = 5
POLL_SECONDS: Final = 20
SECRETS: Final = 4
IDLE_LIMITS: Final = {"dev": 10.0, "prod": 20.0}

# A call. The processor's time is what docs/benchmarks.md has as "warm ms" of most functions, at a
# full CPU; a round trip is what DynamoDB says of itself: single-digit milliseconds.
CPU_MS: Final = 5.0
ROUND_TRIP_MS: Final = 5.0
# argon2, as tests/unit/auth/test_passwords.py has it.
PASSWORD_MS: Final = 250.0
# What Lambda writes at the start and the end of a call, and API Gateway of each request.
PLATFORM_LOG_BYTES: Final = 350
ACCESS_LOG_BYTES: Final = 200
# https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html
TRACED: Final = 0.05
# A message is sent, received and deleted, each by itself while there are few.
REQUESTS_A_MESSAGE: Final = 3

# What somebody who is there does in a month: 24 visits of ten minutes.
VISITS: Final = 24
MONTH: Final[Mapping[str, float]] = {
    "sign_up": 0.1,
    "sign_in": 1,
    "open_the_site": VISITS,
    "read_the_feed": 2 * VISITS,
    "look_at_a_profile": VISITS,
    "look_for_people": 4,
    "read_notifications": VISITS,
    "write_a_message": 60,
    "write_a_post": 4,
    "write_a_comment": 10,
    "like_a_post": 30,
    "follow_somebody": 4,
    "ask_for_an_exchange": 1,
    "agree_on_a_session": 2,
}
MINUTES_CONNECTED: Final = 10 * VISITS
MINUTES_A_PING: Final = 4
MAILS: Final = 8
TIMERS: Final = 8
ROWS_MB: Final = 0.5
"""Of one person in tables, with all indexes, after years."""
FILES_MB: Final = 10.0
PAGES_MB: Final = 10.0
"""Of the client and of pictures, that CloudFront sends to one person."""
FILES_REQUESTED: Final = 20 * VISITS

# The container's side.
PEAK: Final = 4
"""The busiest minutes, of the mean."""
MAX_BUSY: Final = 0.5
"""The share of a CPU that is used then."""
TASK_GB: Final = 2
FEWEST_TASKS: Final = 2
SECONDS: Final = HOURS * 3600
# https://aws.amazon.com/elasticloadbalancing/pricing/: new connections a second of one unit.
CONNECTIONS_A_UNIT: Final = 25
LEAST_DISK_GB: Final = 20


@dataclass(frozen=True)
class Bill:
    """The dollars of a month, by service."""

    by_service: Mapping[str, float]

    @property
    def total(self) -> float:
        """Returns all of it."""
        return sum(self.by_service.values())


def idle(stage: str) -> Bill:
    """Returns the bill of a stage of a class to which nobody comes."""
    polls = len([*queue_names("")]) * POLLERS * SECONDS / POLL_SECONDS
    bill = {
        "SQS": _cost(polls, prices.QUEUE_REQUEST),
        "Secrets Manager": _cost(SECRETS, prices.SECRET),
    }
    if stage != "dev":
        watched = sum(len(alarm.metrics) for alarm in alarms("", "", "", 1))
        bill["CloudWatch"] = _cost(watched, prices.ALARM_METRIC) + prices.DASHBOARD.dollars
    return Bill(bill)


def busy(people: float, taken: Mapping[str, Taken]) -> Bill:
    """Returns the bill of a production stage, where so many people are there in a month.

    `taken`: what each act of `MONTH` takes.
    """
    bill = defaultdict[str, float](float, idle("prod").by_service)
    for act, times in MONTH.items():
        for service, dollars in services_of(taken[act]).items():
            bill[service] += people * times * dollars
    bill["CloudWatch"] += _cost(metrics_of_our_own(), prices.METRIC)
    pings = MINUTES_CONNECTED / MINUTES_A_PING
    bill["API Gateway"] += people * (
        _cost(2 * pings, prices.SOCKET_MESSAGE) + _cost(MINUTES_CONNECTED, prices.SOCKET_MINUTE)
    )
    bill["Lambda"] += people * pings * _run(invocations=1, round_trips=2)
    rows_gb = people * ROWS_MB / 1000
    bill["DynamoDB"] += _cost(rows_gb, prices.TABLE_GB) + _cost(rows_gb, prices.RECOVERY_GB)
    bill["EventBridge"] += people * _cost(TIMERS, prices.TIMER)
    bill |= _on_both_sides(people)
    return Bill(dict(bill))


def in_containers(people: float, taken: Mapping[str, Taken]) -> Bill:
    """Returns the bill of containers with a relational database that serve so many people.

    Two tasks at least, in two zones, behind a load balancer, and a database with a standby. What
    follows from an act takes as many calls of the processor there, but neither queues nor a bus.
    """
    month = [(times, taken[act]) for act, times in MONTH.items()]
    a_second = people * PEAK / SECONDS
    work_ms = sum(
        times * (act.invocations * CPU_MS + act.passwords * PASSWORD_MS) for times, act in month
    )
    tasks = max(FEWEST_TASKS, ceil(a_second * work_ms / 1000 / MAX_BUSY))
    queries = a_second * sum(times * act.database_calls for times, act in month)
    # Above the largest: several of it, each with a share of the people.
    largest = max(prices.DATABASE_HOURS)
    databases = max(1, ceil(queries / largest))
    size = min(most for most in prices.DATABASE_HOURS if min(queries, largest) <= most)
    database = prices.DATABASE_HOURS[size]
    disk_gb = max(LEAST_DISK_GB, people * ROWS_MB / 1000)
    requests = a_second * sum(times * act.requests for times, act in month)
    task = _cost(1, prices.CPU_HOUR) + _cost(TASK_GB, prices.MEMORY_HOUR)
    load = ceil(requests / CONNECTIONS_A_UNIT)
    logs = people * sum(times * act.log_bytes for times, act in month) / GB
    watched = _cost(10, prices.ALARM_METRIC) + prices.DASHBOARD.dollars
    return Bill(
        {
            "containers": tasks * HOURS * (task + prices.ADDRESS_HOUR.dollars),
            "load balancer": HOURS
            * (
                prices.BALANCER_HOUR.dollars
                + _cost(2, prices.ADDRESS_HOUR)
                + _cost(load, prices.BALANCER_UNIT_HOUR)
            ),
            "database": 2 * databases * _cost(HOURS, database)
            + 2 * _cost(disk_gb, prices.DATABASE_GB),
            "Secrets Manager": _cost(SECRETS, prices.SECRET),
            "CloudWatch": _cost(logs, prices.LOG_GB) + watched,
            "CloudFront": people
            * sum(times * services_of(act)["CloudFront"] for times, act in month),
            **_on_both_sides(people),
        }
    )


def crossover(taken: Mapping[str, Taken], most: float = 1e8) -> float:
    """Returns from how many people on containers are cheaper; infinite if not below `most`."""
    fewest = 1.0
    if busy(most, taken).total < in_containers(most, taken).total:
        return float("inf")
    while most - fewest > 1:
        middle = (fewest + most) / 2
        if busy(middle, taken).total < in_containers(middle, taken).total:
            fewest = middle
        else:
            most = middle
    return most


def dollars_of(taken: Taken) -> float:
    """Returns what an act costs, over all services."""
    return sum(services_of(taken).values())


def services_of(taken: Taken) -> dict[str, float]:
    """Returns what an act costs, by service."""
    logs = (
        taken.log_bytes
        + taken.invocations * PLATFORM_LOG_BYTES
        + (taken.requests + taken.frames) * ACCESS_LOG_BYTES
    )
    run = _run(taken.invocations, taken.round_trips)
    return {
        "API Gateway": _cost(taken.requests, prices.API_REQUEST)
        + _cost(taken.frames + taken.pushes, prices.SOCKET_MESSAGE),
        "Lambda": run + taken.passwords * _gb_seconds(PASSWORD_MS, ONE_CPU_MB),
        "DynamoDB": _cost(taken.read_units, prices.READ_UNIT)
        + _cost(taken.write_units, prices.WRITE_UNIT),
        "EventBridge": _cost(taken.events, prices.EVENT),
        "SQS": _cost(taken.deliveries * REQUESTS_A_MESSAGE, prices.QUEUE_REQUEST),
        "CloudWatch": _cost(logs / GB, prices.LOG_GB),
        "X-Ray": _cost(taken.invocations * TRACED, prices.TRACE),
        "CloudFront": _cost(taken.requests, prices.SITE_REQUEST)
        + _cost(taken.answer_bytes / GB, prices.SENT_GB),
    }


def metrics_of_our_own() -> int:
    """Counts the metrics that functions write: two by domain and kind, and two of sign-ins."""
    functions = {
        "http": [line.function for line in ROUTES],
        "socket": [line.function for line in SOCKET_ROUTES],
        "consumer": [line.function for line in CONSUMERS],
    }
    kinds = {(name.partition(".")[0], kind) for kind, names in functions.items() for name in names}
    return 2 * len(kinds) + 2


def _run(invocations: float, round_trips: float) -> float:
    # A CPU is as large a share of a whole one as the memory is of that which comes with one.
    cpu_ms = CPU_MS * ONE_CPU_MB / STANDARD_MB
    ran_ms = invocations * cpu_ms + round_trips * ROUND_TRIP_MS
    return _cost(invocations, prices.INVOCATION) + _gb_seconds(ran_ms, STANDARD_MB)


def _gb_seconds(ms: float, memory_mb: int) -> float:
    return _cost(ms / 1000 * memory_mb / 1024, prices.GB_SECOND)


def _on_both_sides(people: float) -> dict[str, float]:
    return {
        "mails, files and pages": people
        * (
            _cost(MAILS, prices.MAIL)
            + _cost(FILES_MB / 1000, prices.FILE_GB)
            + _cost(PAGES_MB / 1000, prices.SENT_GB)
            + _cost(FILES_REQUESTED, prices.SITE_REQUEST)
        )
    }


def _cost(count: float, price: Price) -> float:
    return count * price.dollars
