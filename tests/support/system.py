"""A deployed system, for end-to-end tests: where it is, and ways to look into it."""

import itertools
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import boto3
import httpx
import jwt

from auth.signing import AUDIENCE, PrivateKey
from infra.tables import TABLES
from learn_exchange import aws
from learn_exchange.ids import new_id
from learn_exchange.tables import store
from learn_exchange.tables.users import Login
from local.environment import ACCOUNT, isolated
from local.stage import prefix, urls
from tests.support.clock import SetClock

STAGE = "local"
EVENTS = Path(__file__).parent.parent.parent / "events"
T = TypeVar("T")

_fault_numbers = itertools.count()


@dataclass(frozen=True)
class System:
    """The deployed system: where clients find it, and ways to look into it."""

    endpoint: str
    control: Path
    """The directory that `tests/chaos` obeys: `clock-shift`, and `faults/`."""
    function_log: Path
    web_port: int = 0

    @property
    def web_url(self) -> str:
        """Returns the address of web clients, with the API and the WebSocket at the same origin."""
        return urls(self.endpoint, self.web_port)["webUrl"]

    @property
    def api_url(self) -> str:
        """Returns the address of the HTTP API."""
        return urls(self.endpoint)["apiUrl"]

    @property
    def web_socket_url(self) -> str:
        """Returns the address of the WebSocket API; a ticket is added as `?ticket=…`."""
        return urls(self.endpoint)["webSocketUrl"]

    def client(self, service: str) -> Any:
        """Returns a boto3 client of the emulator, with all rights."""
        with isolated(self.endpoint):
            return boto3.Session().client(service)

    def access_tokens(self, person_ids: Sequence[str]) -> list[str]:
        """Tokens, each with its login, for people who need not have signed up.

        They can do what asks no profile.
        """
        secret_id = f"{prefix(STAGE)[:-1]}/signing"
        secret = self.client("secretsmanager").get_secret_value(SecretId=secret_id)
        content, now = json.loads(secret["SecretString"]), datetime.now(UTC)
        keys = content.get("keys") or [{**content, "signsFrom": 0}]
        key = PrivateKey(keys[0]["seed"], keys[0]["signsFrom"])
        ends = now + timedelta(minutes=15)
        logins = {person_id: new_id() for person_id in person_ids}
        with self.as_a_function():
            for person_id, family_id in logins.items():
                login = Login.key(person_id, family_id).new(
                    family_id=family_id,
                    token_hash="",
                    rotated_at=now,
                    device="tests",
                    created_at=now,
                    expires_at=ends,
                )
                store.put(login)
        issued = {"iss": prefix(STAGE)[:-1], "aud": AUDIENCE, "exp": ends}
        return [
            jwt.encode(
                {**issued, "sub": person_id, "fid": family_id},
                key.key,
                algorithm="EdDSA",
                headers={"kid": key.kid},
            )
            for person_id, family_id in logins.items()
        ]

    def mails_to(self, address: str) -> list[dict[str, Any]]:
        """Returns the mails sent to an address, in the order of sending."""
        return [mail for mail in self.mails() if address in mail["To"]]

    def mails(self) -> list[dict[str, Any]]:
        """Returns all mails sent."""
        answer = httpx.get(urls(self.endpoint)["mailboxUrl"], trust_env=False, timeout=60)
        return [mail for account in answer.json()["messages"].values() for mail in account]

    def logged(self, function: str) -> list[str]:
        """Returns what a function has logged, such as `auth-signup`, line by line."""
        records = map(json.loads, self.function_log.read_text().splitlines())
        return [row["line"] for row in records if row["function"].endswith(f"-{function}")]

    def sample_event(self, function: str) -> bytes:
        """Returns the sample event of a function, such as `auth.signup`."""
        domain, _, name = function.partition(".")
        return (EVENTS / domain / f"{name}.json").read_bytes()

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Returns all items of a table, as DynamoDB has them."""
        pages = self.client("dynamodb").get_paginator("scan")
        name = f"{prefix(STAGE)}{table}"
        return [row for page in pages.paginate(TableName=name) for row in page["Items"]]

    def queue_url(self, name: str) -> str:
        """Returns the address of a queue, such as `auth-send_mail`."""
        url: str = self.client("sqs").get_queue_url(QueueName=f"{prefix(STAGE)}{name}")["QueueUrl"]
        return url

    def waiting(self, queue: str) -> int:
        """Returns how many messages a queue holds, also those under way."""
        answer = self.client("sqs").get_queue_attributes(
            QueueUrl=self.queue_url(queue), AttributeNames=["All"]
        )
        names = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
        return sum(int(answer["Attributes"][name]) for name in names)

    def shift_clock(self, *, seconds: float) -> None:
        """Let the functions' clock be ahead."""
        (self.control / "clock-shift").write_text(str(seconds))

    def break_call(
        self, function: str, operation: str, *, moment: str, fault: str, times: int = 1
    ) -> None:
        """Have a function's next calls of an operation fail, `before` or `after` they are made.

        `fault` is `error`, `throttle`, `timeout` or `crash`.
        """
        for _ in range(times):
            name = f"{function}@{operation}@{moment}@{fault}@{next(_fault_numbers):06}"
            (self.control / "faults" / name).touch()

    def timer(self, name: str) -> Any:
        """Returns a timer, as soon as it is planned."""
        scheduler, group = self.client("scheduler"), f"{prefix(STAGE)}timers"
        listed = partial(scheduler.list_schedules, GroupName=group, NamePrefix=name)
        eventually(lambda: listed()["Schedules"])
        return scheduler.get_schedule(GroupName=group, Name=name)

    def due(self, timer: str) -> datetime:
        """Returns the instant at which a timer fires."""
        return datetime.fromisoformat(f"{self.timer(timer)['ScheduleExpression'][3:-1]}Z")

    def fire_early(self, timer: str) -> None:
        """Move the due time of a timer into the past."""
        planned = self.timer(timer)
        self.client("scheduler").update_schedule(
            **{key: planned[key] for key in ("Name", "GroupName", "FlexibleTimeWindow", "Target")},
            ScheduleExpression="at(2026-01-01T00:00:00)",
            ActionAfterCompletion="DELETE",
        )

    @contextmanager
    def as_a_function(self) -> Iterator[None]:
        """Let this process do what functions of the deployed system do."""
        with isolated(self.endpoint):
            for table in TABLES:
                os.environ[f"{table.upper()}_TABLE"] = f"{prefix(STAGE)}{table}"
            for bucket in ("uploads", "media"):
                name = f"{prefix(STAGE)}{bucket}-{ACCOUNT}"
                os.environ[f"{bucket.upper()}_BUCKET"] = name
            for clients in (store.connection, aws.client):
                clients.cache_clear()
            try:
                yield
            finally:
                for clients in (store.connection, aws.client):
                    clients.cache_clear()

    def objects(self, bucket: str) -> set[str]:
        """Returns the keys of all objects of a bucket, `uploads` or `media`."""
        name = f"{prefix(STAGE)}{bucket}-{ACCOUNT}"
        pages = self.client("s3").get_paginator("list_objects_v2").paginate(Bucket=name)
        return {found["Key"] for page in pages for found in page.get("Contents", [])}

    def faults_left(self) -> int:
        """Returns how many faults have not happened yet."""
        return len(list((self.control / "faults").iterdir()))


class DeployedClock(SetClock):
    """The clock of the deployed functions, and of this process where it is told to follow."""

    def __init__(self, system: System) -> None:
        super().__init__()
        self._system = system

    def forward(self, **duration: float) -> None:
        """Let time pass: `forward(minutes=15)`."""
        super().forward(**duration)
        self._system.shift_clock(seconds=self.shift.total_seconds())


def eventually(look: Callable[[], T], *, within_seconds: float = 30) -> T:
    """Returns what `look` returns as soon as that is true of it.

    Raises:
        AssertionError: it was not in time.
    """
    end = time.monotonic() + within_seconds
    while not (seen := look()):
        assert time.monotonic() < end, f"not within {within_seconds} s: {seen!r}"
        time.sleep(0.1)
    return seen
