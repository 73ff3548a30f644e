"""What runs without being called: consumers of events, readers of streams, schedules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from infra.uses import Bus, Mail, MailSecret, SigningSecret, Timers, Use, Users


@dataclass(frozen=True)
class StreamReader:
    """A function that announces what changes in a table."""

    function: str
    table: str
    uses: Sequence[Use] = (Bus.put,)


@dataclass(frozen=True)
class TimersReader:
    """The function that announces what the timers queue delivers."""

    function: str
    uses: Sequence[Use] = (Bus.put,)


@dataclass(frozen=True)
class Consumer:
    """A function that consumes events: rule → queue with dead-letter queue → function.

    `where` narrows the events by their content, such as `{"kind": "verify-email-reminder"}`.
    """

    function: str
    on: Sequence[str]
    uses: Sequence[Use] = ()
    where: Mapping[str, str] = field(default_factory=dict)
    timeout_seconds: int = 20


@dataclass(frozen=True)
class Scheduled:
    """A function that runs again and again."""

    function: str
    every_days: int
    uses: Sequence[Use] = ()


Line = StreamReader | TimersReader | Consumer | Scheduled

# fmt: off
CONSUMERS: tuple[Line, ...] = (
    StreamReader("user.announce", "users"),
    TimersReader("timers.announce"),

    Consumer("auth.send_mail", ["MailRequested"], [Users.write, MailSecret.read, Mail.send]),
    Consumer("auth.plan_verification_reminder", ["PersonJoined"], [Timers.set]),
    Consumer("auth.remind_to_verify", ["TimerFired"], [Users.write], where={"kind": "verify-email-reminder"}),

    Scheduled("auth.rotate_signing_key", every_days=30, uses=[Users.write, SigningSecret.replace]),
)
# fmt: on
