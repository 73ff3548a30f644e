"""What runs without being called: consumers of events, readers of streams, schedules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from infra.routes import ONE_CPU_MB
from infra.uses import (
    Bus,
    Exchange,
    Explore,
    Feed,
    Mail,
    MailSecret,
    MediaFiles,
    SigningSecret,
    Timers,
    Uploads,
    Use,
    Users,
)


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

    `where` narrows the events by their content, such as `{"kind": "verify-email-reminder"}`; of
    several values, any will do. With
    `gather_seconds`, events wait that long for others, up to a hundred, to be consumed together.
    """

    function: str
    on: Sequence[str]
    uses: Sequence[Use] = ()
    where: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    gather_seconds: int = 0
    timeout_seconds: int = 20


@dataclass(frozen=True)
class BucketReader:
    """A function that is told of each object that is put into a bucket, by a queue of its own."""

    function: str
    bucket: str
    uses: Sequence[Use] = ()
    timeout_seconds: int = 60
    memory_mb: int = ONE_CPU_MB


@dataclass(frozen=True)
class Scheduled:
    """A function that runs again and again."""

    function: str
    every_days: int
    uses: Sequence[Use] = ()


Line = StreamReader | TimersReader | Consumer | BucketReader | Scheduled

EXCHANGE_CHANGES = (
    "ExchangeRequested",
    "ExchangeAccepted",
    "ExchangeCanceled",
    "ExchangeCompleted",
    "SessionProposed",
    "SessionAccepted",
    "SessionRescheduled",
    "SessionCanceled",
    "SessionMarkedCompleted",
    "SessionCompleted",
    "NoShowReported",
    "NoShowContested",
)

# fmt: off
CONSUMERS: tuple[Line, ...] = (
    StreamReader("chat.announce", "chat"),
    StreamReader("exchange.announce", "exchange"),
    StreamReader("feed.announce", "feed"),
    StreamReader("user.announce", "users"),
    TimersReader("timers.announce"),

    Consumer("auth.send_mail", ["MailRequested"], [Users.write, MailSecret.read, Mail.send]),
    Consumer("auth.plan_verification_reminder", ["PersonJoined"], [Timers.set]),
    Consumer("auth.remind_to_verify", ["TimerFired"], [Users.write], where={"kind": "verify-email-reminder"}),

    Consumer("exchange.plan_timers", EXCHANGE_CHANGES, [Exchange.read, Timers.set]),
    Consumer("exchange.meet_deadline", ["TimerFired"], [Exchange.change, Users.write], where={"kind": "exchange-deadline"}),
    Consumer("exchange.remind", ["TimerFired"], [Exchange.change, Users.write], where={"kind": ("session-reminder-24h", "session-reminder-1h")}),
    Consumer("exchange.mail_reminder", ["SessionReminderDue"], [Exchange.write, Users.read, Mail.send]),
    Consumer("exchange.award_badges", ["SessionCompleted", "ExchangeCompleted", "RatingRevealed"], [Exchange.write, Users.write]),

    Consumer("explore.count_tags", ["PostPublished", "PostLiked", "CommentPosted", "SkillsChanged", "ExchangeRequested", "ExchangeAccepted"], [Exchange.read, Explore.write, Feed.read, Users.read], gather_seconds=5),
    Consumer("explore.count_skills", ["SkillsChanged"], [Explore.write, Users.read]),
    Consumer("explore.pair_up", ["SkillsChanged", "RankChanged"], [Explore.write, Users.read]),

    Consumer("feed.sweep", ["PostDeleted", "CommentDeleted", "RemainsLeft"], [Feed.read, Feed.write]),

    BucketReader("media.process", "uploads", [Feed.write, Uploads.take, MediaFiles.write]),
    Consumer("media.plan_expiry", ["MediaRequested"], [Timers.set]),
    Consumer("media.expire", ["TimerFired"], [Feed.write], where={"kind": "media-unused"}),
    Consumer("media.remove", ["MediaReleased"], [Feed.write, Uploads.take, MediaFiles.write]),

    Consumer("user.rank", ["PostPublished", "CommentPosted", "SkillsChanged", "ExchangeCompleted", "RatingRevealed"], [Users.write]),

    Scheduled("auth.rotate_signing_key", every_days=30, uses=[Users.write, SigningSecret.replace]),
)
# fmt: on
