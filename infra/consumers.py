"""Functions that run without being called: consumers, readers of streams, schedules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from infra.routes import ONE_CPU_MB
from infra.uses import (
    Bus,
    Chat,
    Exchange,
    Explore,
    Feed,
    Mail,
    MailSecret,
    MediaFiles,
    Notifications,
    Push,
    PushSecret,
    SigningSecret,
    Sockets,
    Timers,
    Uploads,
    Use,
    Users,
)

BATCH_SIZE = 10
# Five calls of ten events each work off some hundred events a second.
MAX_CONCURRENCY = 5


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
    max_concurrency: int = 10


@dataclass(frozen=True)
class Consumer:
    """A function that consumes events: rule → queue with dead-letter queue → function.

    `where` narrows the events by their content, such as `{"kind": "verify-email-reminder"}`; of
    several values, any will do. A call gets `batch_size` events at most; with `gather_seconds`,
    they wait that long for each other. So many calls run at once as `max_concurrency` says: what is
    more waits in the queue, so that no consumer takes all that the account may run.
    """

    function: str
    on: Sequence[str]
    uses: Sequence[Use] = ()
    where: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    gather_seconds: int = 0
    batch_size: int = BATCH_SIZE
    timeout_seconds: int = 20
    max_concurrency: int = MAX_CONCURRENCY


@dataclass(frozen=True)
class BucketReader:
    """A function that is told of each object that is put into a bucket, by a queue of its own."""

    function: str
    bucket: str
    uses: Sequence[Use] = ()
    timeout_seconds: int = 60
    memory_mb: int = ONE_CPU_MB
    max_concurrency: int = 10


@dataclass(frozen=True)
class MailFeedbackReader:
    """A function that is told of each mail that came back or was complained of, by a queue."""

    function: str
    uses: Sequence[Use] = ()
    timeout_seconds: int = 20
    max_concurrency: int = MAX_CONCURRENCY


@dataclass(frozen=True)
class Scheduled:
    """A function that runs again and again."""

    function: str
    every_days: int
    uses: Sequence[Use] = ()


@dataclass(frozen=True)
class AtDeployment:
    """A function that runs when it is first deployed, and after each `make deploy` to AWS.

    Where it fails, so does the deployment.
    """

    function: str
    uses: Sequence[Use] = ()
    timeout_seconds: int = 60


Line = (
    StreamReader
    | TimersReader
    | Consumer
    | BucketReader
    | MailFeedbackReader
    | Scheduled
    | AtDeployment
)

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
NOTIFIED_EVENTS = (
    *EXCHANGE_CHANGES,
    "SessionReminderDue",
    "RatingRevealed",
    "RatingReplied",
    "BadgeEarned",
    "PostLiked",
    "CommentLiked",
    "CommentPosted",
    "PersonFollowed",
    "MessageSent",
)
TAKEN_BACK = (
    "PostDeleted",
    "PostUnliked",
    "CommentDeleted",
    "CommentGone",
    "CommentUnliked",
    "PersonUnfollowed",
)
# What it takes to reach people on every channel.
REACHING = (Chat.write, Sockets.push, Push.send, MailSecret.read, Mail.send)

# fmt: off
CONSUMERS: tuple[Line, ...] = (
    StreamReader("chat.announce", "chat"),
    StreamReader("exchange.announce", "exchange"),
    StreamReader("feed.announce", "feed"),
    StreamReader("user.announce", "users"),
    TimersReader("timers.announce"),

    Consumer("auth.send_mail", ["MailRequested"], [Users.write, MailSecret.read, Mail.send], max_concurrency=10),
    Consumer("auth.plan_verification_reminder", ["PersonJoined"], [Timers.set], gather_seconds=5),
    Consumer("auth.remind_to_verify", ["TimerFired"], [Users.write], where={"kind": "verify-email-reminder"}),

    Consumer("chat.show_presence", ["PresenceChanged"], [Chat.read, Chat.write, Users.check, Sockets.push]),
    Consumer("chat.end_connections", ["LoginEnded", "LoginsEnded"], [Chat.write, Users.check, Sockets.close]),
    Consumer("chat.tell_of_exchange", EXCHANGE_CHANGES, [Chat.write, Exchange.check, Users.check, Sockets.push]),

    Consumer("exchange.plan_timers", EXCHANGE_CHANGES, [Exchange.read, Timers.set]),
    Consumer("exchange.meet_deadline", ["TimerFired"], [Exchange.change, Users.write], where={"kind": "exchange-deadline"}),
    Consumer("exchange.remind", ["TimerFired"], [Exchange.change, Users.write], where={"kind": ("session-reminder-24h", "session-reminder-1h")}),
    Consumer("exchange.award_badges", ["SessionCompleted", "ExchangeCompleted", "RatingRevealed"], [Exchange.write, Users.write]),

    Consumer("explore.count_tags", ["PostPublished", "PostLiked", "CommentPosted", "SkillsChanged", "ExchangeRequested", "ExchangeAccepted"], [Exchange.read, Explore.write, Feed.read, Users.read], gather_seconds=5, batch_size=100),
    Consumer("explore.count_skills", ["SkillsChanged"], [Explore.write, Users.read], gather_seconds=5),
    Consumer("explore.pair_up", ["SkillsChanged", "RankChanged"], [Explore.write, Users.read], gather_seconds=5),

    Consumer("feed.sweep", ["PostDeleted", "CommentDeleted", "RemainsLeft"], [Feed.read, Feed.write], gather_seconds=5),

    BucketReader("media.process", "uploads", [Feed.write, Uploads.take, MediaFiles.write]),
    Consumer("media.show_outcome", ["MediaReady", "MediaRejected"], [Feed.check, Chat.write, Sockets.push]),
    Consumer("media.plan_expiry", ["MediaRequested"], [Timers.set], gather_seconds=5),
    Consumer("media.expire", ["TimerFired"], [Feed.write], where={"kind": "media-unused"}),
    Consumer("media.remove", ["MediaReleased"], [Feed.write, Uploads.take, MediaFiles.write], gather_seconds=5),

    Consumer("notifications.notify", NOTIFIED_EVENTS, [Notifications.change, Users.check, Exchange.check, Feed.check, *REACHING, Timers.set], timeout_seconds=60, max_concurrency=20),
    Consumer("notifications.summarize", ["TimerFired"], [Notifications.change, Users.check, Push.send, MailSecret.read, Mail.send, Timers.set], where={"kind": "quiet-over"}),
    Consumer("notifications.sum_up_mails", ["TimerFired"], [Notifications.write, Users.check, MailSecret.read, Mail.send], where={"kind": "mails-held"}),
    Consumer("notifications.clear_conversation", ["ConversationRead"], [Notifications.write, Chat.write, Sockets.push]),
    Consumer("notifications.hide_blocked", ["PersonBlocked"], [Notifications.change]),
    Consumer("notifications.take_back", TAKEN_BACK, [Notifications.change, Users.check, Feed.check, Chat.write, Sockets.push]),
    Consumer("notifications.forget_devices", ["LoginEnded", "LoginsEnded"], [Notifications.change, Users.check, Push.remove]),
    MailFeedbackReader("notifications.suppress", [Notifications.write]),
    AtDeployment("notifications.platform_applications", [PushSecret.read, Push.deploy]),

    Consumer("user.rank", ["PostPublished", "CommentPosted", "SkillsChanged", "ExchangeCompleted", "RatingRevealed"], [Users.write], gather_seconds=5),

    Scheduled("auth.rotate_signing_key", every_days=30, uses=[Users.write, SigningSecret.replace]),
)
# fmt: on
