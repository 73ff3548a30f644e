"""Permissions of a function, by name: `uses=[Users.write, Mail.send]` on its line.

A use gives the function the actions on the resources, and the environment variables that tell it
where they are. Of a resource without actions, it learns the address alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

READ = ("dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query")
WRITE = (
    "dynamodb:BatchGetItem",
    "dynamodb:BatchWriteItem",
    "dynamodb:ConditionCheckItem",
    "dynamodb:DeleteItem",
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
)


@dataclass(frozen=True)
class Use:
    """Actions, by the resource that they are allowed on; `infra.platform` knows it by that name."""

    actions: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class TableUses:
    """The ways to use a table."""

    table: str

    @property
    def get(self) -> Use:
        """Read one item by its key."""
        return Use({f"{self.table} items": ("dynamodb:GetItem",)})

    @property
    def read(self) -> Use:
        """Read by key and query the table and its indexes."""
        return Use({f"{self.table} table": READ})

    @property
    def check(self) -> Use:
        """Read by key, and ask in a transaction that something holds."""
        actions = ("dynamodb:BatchGetItem", "dynamodb:ConditionCheckItem", "dynamodb:GetItem")
        return Use({f"{self.table} items": actions})

    @property
    def write(self) -> Use:
        """Write, and read by key."""
        return Use({f"{self.table} items": WRITE})

    @property
    def delete(self) -> Use:
        """Delete by key, without reading."""
        return Use({f"{self.table} table": ("dynamodb:DeleteItem",)})

    @property
    def change(self) -> Use:
        """Write, and read by key and by query: what is changed is a whole partition."""
        return Use({f"{self.table} table": (*WRITE, "dynamodb:Query")})


Chat = TableUses("chat")
Exchange = TableUses("exchange")
Explore = TableUses("explore")
Feed = TableUses("feed")
Notifications = TableUses("notifications")
Users = TableUses("users")


class SigningSecret:
    """The private keys that sign access tokens."""

    read = Use({"signing secret": ("secretsmanager:GetSecretValue",)})
    replace = Use(
        {"signing secret": ("secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue")}
    )


class MailSecret:
    """The secret behind the links in mails."""

    read = Use({"mail secret": ("secretsmanager:GetSecretValue",)})


class OriginSecret:
    """The secret by which the front door shows that a request came through it."""

    read = Use({"origin secret": ("secretsmanager:GetSecretValue",)})


class Mail:
    """The address that mails come from."""

    send = Use({"mail sender": ("ses:SendEmail",)})


class PushSecret:
    """The credentials that Google and Apple gave the operators for push notifications."""

    read = Use({"push secret": ("secretsmanager:GetSecretValue",)})


class Push:
    """The SNS applications of the push platforms, and an endpoint there for each device."""

    send = Use(
        {
            "push applications": ("sns:CreatePlatformEndpoint",),
            "push endpoints": ("sns:DeleteEndpoint", "sns:Publish", "sns:SetEndpointAttributes"),
        }
    )
    register = Use(
        {
            "push applications": ("sns:CreatePlatformEndpoint",),
            "push endpoints": ("sns:DeleteEndpoint", "sns:SetEndpointAttributes"),
        }
    )
    remove = Use({"push endpoints": ("sns:DeleteEndpoint",)})
    deploy = Use(
        {
            "push applications": (
                "sns:CreatePlatformApplication",
                "sns:DeletePlatformApplication",
                "sns:SetPlatformApplicationAttributes",
            )
        }
    )


class CookieSessions:
    """The cookie that has the refresh token in browsers, and the origins of its pages."""

    keep = Use({"cookie sessions": ()})


class Bus:
    """The event bus."""

    put = Use({"event bus": ("events:PutEvents",)})


class Sockets:
    """The WebSocket API. What is done to its connections has one action, and an ARN by method."""

    push = Use({"socket POST": ("execute-api:ManageConnections",)})
    close = Use({"socket DELETE": ("execute-api:ManageConnections",)})
    offer = Use({"socket address": ()})


class Uploads:
    """The bucket that people's files are uploaded to, and nobody is served from."""

    offer = Use({"uploads bucket": ("s3:PutObject",)})
    take = Use({"uploads bucket": ("s3:DeleteObject", "s3:GetObject")})


class MediaFiles:
    """The bucket that files are served from."""

    write = Use({"media bucket": ("s3:DeleteObject", "s3:PutObject")})


class Timers:
    """One-time schedules, and the queue that they end up in."""

    set = Use(
        {
            "timers group": ("scheduler:CreateSchedule", "scheduler:DeleteSchedule"),
            "timers role": ("iam:PassRole",),
            "timers queue": ("sqs:SendMessage",),
        }
    )
