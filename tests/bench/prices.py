"""The prices of AWS, on demand, in us-east-1, in US dollars, and without any free tier."""

from dataclasses import dataclass
from typing import Final

from tests.bench.units import DOLLARS_A_READ_UNIT, DOLLARS_A_WRITE_UNIT

MILLION: Final = 1_000_000
HOURS: Final = 730
"""Of a month, as AWS counts."""
AWS: Final = "https://aws.amazon.com"


@dataclass(frozen=True)
class Price:
    """The price of one unit."""

    dollars: float
    of: str
    page: str
    """The page of AWS that says so."""
    seen: str = ""
    """The date of a page that quotes it, with which it was compared; empty if it was not."""


API_REQUEST: Final = Price(
    1 / MILLION, "request of an HTTP API", f"{AWS}/api-gateway/pricing/", "2025-05"
)
SOCKET_MESSAGE: Final = Price(
    1 / MILLION, "message of a WebSocket", f"{AWS}/api-gateway/pricing/", "2025-05"
)
SOCKET_MINUTE: Final = Price(
    0.25 / MILLION, "minute of a connection", f"{AWS}/api-gateway/pricing/"
)
INVOCATION: Final = Price(0.20 / MILLION, "call of a function", f"{AWS}/lambda/pricing/", "2024")
GB_SECOND: Final = Price(
    0.0000133334, "second of a function with a GB, on Arm", f"{AWS}/lambda/pricing/", "2024"
)
READ_UNIT: Final = Price(
    DOLLARS_A_READ_UNIT, "read request unit", f"{AWS}/dynamodb/pricing/on-demand/"
)
WRITE_UNIT: Final = Price(
    DOLLARS_A_WRITE_UNIT, "write request unit", f"{AWS}/dynamodb/pricing/on-demand/"
)
TABLE_GB: Final = Price(0.25, "GB in tables, a month", f"{AWS}/dynamodb/pricing/on-demand/")
RECOVERY_GB: Final = Price(
    0.20,
    "GB that can be recovered to a point in time, a month",
    f"{AWS}/dynamodb/pricing/on-demand/",
)
EVENT: Final = Price(1 / MILLION, "event of ours", f"{AWS}/eventbridge/pricing/", "2026-06")
TIMER: Final = Price(1 / MILLION, "timer of the scheduler", f"{AWS}/eventbridge/pricing/")
QUEUE_REQUEST: Final = Price(0.40 / MILLION, "request to a queue", f"{AWS}/sqs/pricing/", "2026")
LOG_GB: Final = Price(0.50, "GB of logs", f"{AWS}/cloudwatch/pricing/", "2026-06")
METRIC: Final = Price(0.30, "metric of our own, a month", f"{AWS}/cloudwatch/pricing/", "2026-02")
ALARM_METRIC: Final = Price(0.10, "metric of an alarm, a month", f"{AWS}/cloudwatch/pricing/")
DASHBOARD: Final = Price(3.00, "dashboard, a month", f"{AWS}/cloudwatch/pricing/", "2026-06")
TRACE: Final = Price(5 / MILLION, "trace", f"{AWS}/xray/pricing/")
SECRET: Final = Price(0.40, "secret, a month", f"{AWS}/secrets-manager/pricing/")
MAIL: Final = Price(0.10 / 1000, "mail", f"{AWS}/ses/pricing/")
FILE_GB: Final = Price(0.023, "GB of files, a month", f"{AWS}/s3/pricing/")
SENT_GB: Final = Price(0.085, "GB that CloudFront sends", f"{AWS}/cloudfront/pricing/")
SITE_REQUEST: Final = Price(0.01 / 10_000, "request to CloudFront", f"{AWS}/cloudfront/pricing/")
CPU_HOUR: Final = Price(
    0.03238, "hour of a CPU of a container, on Arm", f"{AWS}/fargate/pricing/", "2026-03"
)
MEMORY_HOUR: Final = Price(
    0.00356, "hour of a GB of a container, on Arm", f"{AWS}/fargate/pricing/", "2026-03"
)
BALANCER_HOUR: Final = Price(
    0.0225, "hour of a load balancer", f"{AWS}/elasticloadbalancing/pricing/"
)
BALANCER_UNIT_HOUR: Final = Price(
    0.008, "hour of a unit of load of it", f"{AWS}/elasticloadbalancing/pricing/"
)
ADDRESS_HOUR: Final = Price(0.005, "hour of a public IPv4 address", f"{AWS}/vpc/pricing/")
DATABASE_GB: Final = Price(
    0.115, "GB of a database's disk, a month", f"{AWS}/rds/postgresql/pricing/", "2026-06"
)
# By the most queries a second that each is taken to answer.
DATABASE_HOURS: Final = {
    300: Price(0.032, "hour of db.t4g.small", f"{AWS}/rds/postgresql/pricing/", "2026"),
    1_000: Price(0.065, "hour of db.t4g.medium", f"{AWS}/rds/postgresql/pricing/", "2026"),
    4_000: Price(0.168, "hour of db.m7g.large", f"{AWS}/rds/postgresql/pricing/"),
    8_000: Price(0.337, "hour of db.m7g.xlarge", f"{AWS}/rds/postgresql/pricing/"),
    16_000: Price(0.674, "hour of db.m7g.2xlarge", f"{AWS}/rds/postgresql/pricing/"),
    32_000: Price(1.348, "hour of db.m7g.4xlarge", f"{AWS}/rds/postgresql/pricing/"),
}


def all_prices() -> list[Price]:
    """Returns every price that there is, in the order in which they stand here."""
    here = [value for value in globals().values() if isinstance(value, Price)]
    return [*here, *DATABASE_HOURS.values()]
