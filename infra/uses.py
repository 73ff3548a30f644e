"""What a function may touch, by name: `uses=[Users.write, Mail.send]` on its line.

A use gives the function the actions on the resource, and the environment variables that tell it
where the resource is.
"""

from dataclasses import dataclass

READ = ("dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query")
WRITE = (
    "dynamodb:BatchGetItem",
    "dynamodb:ConditionCheckItem",
    "dynamodb:DeleteItem",
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
)


@dataclass(frozen=True)
class Use:
    """Some actions on one resource, which `infra.platform` knows by name."""

    resource: str
    actions: tuple[str, ...]


@dataclass(frozen=True)
class TableUses:
    """The ways to use a table."""

    table: str

    @property
    def read(self) -> Use:
        """Read by key and query the table and its indexes."""
        return Use(f"{self.table} table", READ)

    @property
    def write(self) -> Use:
        """Write, and read by key."""
        return Use(f"{self.table} table", WRITE)


Users = TableUses("users")


class SigningSecret:
    """The private keys that sign access tokens."""

    read = Use("signing secret", ("secretsmanager:GetSecretValue",))
    replace = Use(
        "signing secret", ("secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue")
    )


class MailSecret:
    """The secret behind the links in mails."""

    read = Use("mail secret", ("secretsmanager:GetSecretValue",))


class Mail:
    """The address that mails come from."""

    send = Use("mail sender", ("ses:SendEmail",))


class Bus:
    """The event bus."""

    put = Use("event bus", ("events:PutEvents",))


class Timers:
    """One-time schedules, and the queue that they end up in."""

    set = (
        Use("timers group", ("scheduler:CreateSchedule", "scheduler:DeleteSchedule")),
        Use("timers role", ("iam:PassRole",)),
        Use("timers queue", ("sqs:SendMessage",)),
    )
