"""Fixtures for all fast tests: AWS in memory, people, and a clock that can be set."""

import itertools
import math
import os
import threading
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import jwt
import pytest
from argon2 import PasswordHasher
from moto import mock_aws
from pynamodb.connection import Connection
from xdist.scheduler import LoadGroupScheduling

from auth import password_rules, passwords, signing
from auth.handlers import authorize
from infra import common_passwords
from infra.tables import TABLES
from learn_exchange import aws, clock, secret
from learn_exchange.settings import table_variable
from learn_exchange.tables.store import client, retries
from tests.support.account import create_bucket, create_secret
from tests.support.bus import Bus
from tests.support.clock import SetClock, StoppedClock
from tests.support.dynamodb import Client, DirectClient
from tests.support.gateway import Gateway, fetch_key_set_in_process
from tests.support.locks import one_at_a_time
from tests.support.people import Person, sign_up
from tests.support.quick import quicken
from tests.support.raised_limits import RAISED
from tests.support.sockets import Sockets
from tests.support.tables import create_tables

pytest_plugins = ["tests.support.deployment"]

APPLICATIONS = "arn:aws:sns:us-east-1:123456789012:app"
ENVIRONMENT = {
    **{table_variable(name): f"learn-exchange-test-{name}" for name in TABLES},
    "API_URL": "https://api.learn-exchange.example",
    "APNS_APPLICATION": f"{APPLICATIONS}/APNS/learn-exchange-test-apns",
    "APNS_SANDBOX_APPLICATION": f"{APPLICATIONS}/APNS_SANDBOX/learn-exchange-test-apns",
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "EVENT_BUS": "learn-exchange-test",
    "FCM_APPLICATION": f"{APPLICATIONS}/GCM/learn-exchange-test-fcm",
    "FRONTEND_URL": "https://learn-exchange.example",
    "JWKS_URL": "https://api.learn-exchange.example/.well-known/jwks.json",
    "MAIL_CONFIGURATION_SET": "learn-exchange-test",
    "MAIL_SECRET": "learn-exchange-test/mail",
    "MAIL_SENDER": "no-reply@learn-exchange.example",
    "MEDIA_BASE_URL": "https://media.learn-exchange.example",
    "MEDIA_BUCKET": "learn-exchange-test-media",
    "ORIGIN_SECRET": "learn-exchange-test/origin",
    "PUSH_SECRET": "learn-exchange-test/push",
    "SESSION_COOKIE": "__Host-refresh",
    "SESSION_ORIGINS": "https://learn-exchange.example",
    "SIGNING_SECRET": "learn-exchange-test/signing",
    "SOCKETS_ENDPOINT": "https://sockets.learn-exchange.example/live",
    "SOCKET_URL": "wss://sockets.learn-exchange.example/live",
    "TIMERS_GROUP": "learn-exchange-test",
    "TIMERS_QUEUE_ARN": "arn:aws:sqs:us-east-1:123456789012:learn-exchange-test-timers",
    "TIMERS_QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/123456789012/learn-exchange-test-timers",
    "TIMERS_ROLE_ARN": "arn:aws:iam::123456789012:role/learn-exchange-test-timers",
    "TOKEN_ISSUER": "learn-exchange-test",
    "UPLOADS_BUCKET": "learn-exchange-test-uploads",
    **RAISED,
}

# What these deploy and what they leave behind is shared: their order counts.
IN_ORDER = ("tests/e2e/", "tests/local/", "tests/web/")
PLACE = pytest.StashKey[int]()
SIGNING_SECRET = '{"seed": "a seed for tests"}'

_places = itertools.count()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Note where a test stands, before the order becomes a random one."""
    item.stash[PLACE] = next(_places)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests whose order counts back into it, ahead of the others."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> tuple[bool, float]:
    """Groups first: each takes long, and keeps one worker busy while the other does the rest."""
    in_order = item.nodeid.startswith(IN_ORDER)
    is_alone = item.get_closest_marker("xdist_group") is None
    return is_alone, item.stash[PLACE] if in_order else math.inf


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadGroupScheduling:
    """Give all cases of a test to one worker, as those of a group.

    Given one by one, thousands take longer to give than to run: for each of them, pytest-xdist
    goes through all that it has given before.
    """
    scheduler = LoadGroupScheduling(config, log)
    group_of = scheduler._split_scope

    def group_or_test_of(nodeid: str) -> str:
        group: str = group_of(nodeid)
        return nodeid.partition("[")[0] if group == nodeid else group

    scheduler._split_scope = group_or_test_of
    return scheduler


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say how to run the tests in the same order again."""
    if seed := config.getoption("randomly_seed", None):
        terminalreporter.write_line(f"In the same order again: --randomly-seed={seed}")


@pytest.fixture(scope="session", autouse=True)
def list_of_common_passwords(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Makes the list that the build puts beside the functions."""
    file = tmp_path_factory.mktemp("auth") / common_passwords.NAME
    common_passwords.write(file)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(password_rules, "COMMON", file)
        yield


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets the environment that infra gives functions, for a stage called `test`."""
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(scope="session")
def clients() -> None:
    """Clients are made anew for these tests, once: moto answers them in every test."""
    quicken()
    client.connection.cache_clear()
    aws.client.cache_clear()


@pytest.fixture
def dynamodb(environment: None) -> Client:
    """The client for DynamoDB: moto itself, unless a module has another."""
    return DirectClient(ENVIRONMENT["AWS_DEFAULT_REGION"])


@pytest.fixture
def backfilled(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Lets functions know of all reverse rows, until it is cleared."""
    known = threading.Event()
    known.set()
    monkeypatch.setattr(client, "_is_backfilled", known)
    return known


@pytest.fixture
def aws_in_memory(
    clients: None, dynamodb: Client, backfilled: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """An AWS account in memory, with the users table and the secrets."""
    authorize._key_set.cache_clear()
    for kept in (secret._kept, signing._published):
        kept.clear()
    # As much work as it takes would make these tests slow; that it does, test_passwords tells.
    monkeypatch.setattr(passwords, "hasher", PasswordHasher(1, 8, 1))
    monkeypatch.setattr(jwt.PyJWKClient, "fetch_data", fetch_key_set_in_process)
    # moto cannot copy its tables, as it does for each transaction, while others write to them.
    monkeypatch.setattr(Connection, "dispatch", one_at_a_time(Connection.dispatch))
    with mock_aws():
        region = ENVIRONMENT["AWS_DEFAULT_REGION"]
        create_tables(region)
        monkeypatch.setattr(Connection, "client", dynamodb)
        for bucket in ("MEDIA_BUCKET", "UPLOADS_BUCKET"):
            create_bucket(ENVIRONMENT[bucket], region)
        create_secret(ENVIRONMENT["SIGNING_SECRET"], SIGNING_SECRET, region)
        create_secret(ENVIRONMENT["MAIL_SECRET"], "a mail secret for tests", region)
        create_secret(ENVIRONMENT["ORIGIN_SECRET"], "an origin secret for tests", region)
        create_secret(ENVIRONMENT["PUSH_SECRET"], "{}", region)
        yield


@pytest.fixture
def bus(aws_in_memory: None, monkeypatch: pytest.MonkeyPatch) -> Bus:
    """The event bus with the consumers behind it, and what they need: mails and timers."""
    aws.client("sesv2").create_email_identity(EmailIdentity=ENVIRONMENT["MAIL_SENDER"])
    aws.client("scheduler").create_schedule_group(Name=ENVIRONMENT["TIMERS_GROUP"])
    aws.client("sqs").create_queue(QueueName="learn-exchange-test-timers")
    event_bus = Bus(ENVIRONMENT["EVENT_BUS"])
    monkeypatch.setattr("learn_exchange.bus.client", lambda _: event_bus)
    return event_bus


@pytest.fixture
def sockets(aws_in_memory: None, monkeypatch: pytest.MonkeyPatch) -> Sockets:
    """The WebSocket API."""
    gateway = Sockets()
    monkeypatch.setattr("learn_exchange.sockets.client", lambda *_: gateway)
    return gateway


@pytest.fixture
def gateway(aws_in_memory: None) -> Gateway:
    """The API, as called from one network address; its functions have started."""
    # Read as in `tests/unit/auth/test_signing.py`, by a call that takes longer than many tests.
    secret._kept["SIGNING"] = (time.monotonic(), SIGNING_SECRET)
    signing.warm_up()
    authorize._key_set().get_jwk_set()
    return Gateway()


@pytest.fixture
def new_person(gateway: Gateway) -> Callable[..., Person]:
    """Makes people: `new_person(firstName="Zoë")`."""

    def new(**changes: Any) -> Person:
        return sign_up(gateway, **changes)

    return new


@pytest.fixture
def ana(new_person: Callable[..., Person]) -> Person:
    """Somebody."""
    return new_person(firstName="Ana")


@pytest.fixture
def ben(new_person: Callable[..., Person]) -> Person:
    """Somebody else."""
    return new_person(firstName="Ben")


@pytest.fixture
def time_passes(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """A clock that moves only forward, and as fast as you like."""
    set_clock = SetClock()
    real = clock.system_time
    monkeypatch.setattr(clock, "system_time", lambda: real() + set_clock.shift.total_seconds())
    return set_clock


@pytest.fixture
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> StoppedClock:
    """A clock that stands still. Name it first: whoever signs up before has tokens of today."""
    stopped = StoppedClock()
    monkeypatch.setattr(clock, "system_time", stopped.timestamp)
    return stopped


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Returns how long was waited before each attempt; nobody does wait."""
    seconds: list[float] = []
    monkeypatch.setattr(retries, "time", SimpleNamespace(sleep=seconds.append))
    return seconds


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Makes the next calls of an operation fail; says which operations were called.

    Where there is None for an error, that call succeeds.
    """

    def fail(operation: str, *errors: Exception | None) -> list[str]:
        dispatch, remaining = Connection.dispatch, iter(errors)
        called: list[str] = []

        def failing(connection: Connection, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
            called.append(name)
            if name == operation and (error := next(remaining, None)):
                raise error
            answer: dict[str, Any] = dispatch(connection, name, arguments)
            return answer

        monkeypatch.setattr(Connection, "dispatch", failing)
        return called

    return fail
