"""What distinguishes one deployment from another, read from the CDK context."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, Self

from constructs import Node

Target = Literal["aws", "local"]

# All names of a deployment have it in them; a bucket's may have 63 characters and no capitals.
STAGE = r"[a-z][a-z0-9]{0,15}"
# As browsers write it: a slash at its end would be another.
ORIGIN = r"https?://[^/\s]+"
EMAIL = r"[^@\s]+@[^@\s]+"

# Locally everybody comes from one network address, so limits by address would stop the work.
LOCAL_ENVIRONMENT = {
    "LIMIT_SIGNUP_ADDRESS": "1000000",
    "LIMIT_LOGIN_ADDRESS": "1000000",
    "LIMIT_MAIL_ADDRESS": "1000000",
}


class BadContext(Exception):
    """The context does not describe a deployment; one line says what to do."""


@dataclass(frozen=True)
class Config:
    """One deployment: where it goes and how it is reached."""

    target: Target
    stage: str
    frontend_url: str
    mail_sender: str
    alarm_email: str | None = None
    deployed_at: str = field(default="", compare=False)
    """When, so that what is to run at each deployment has something that changes; not locally."""
    chaos: bool = False
    environment: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, node: Node) -> Self:
        """The deployment that the context describes: `cdk deploy -c target=aws -c stage=prod …`.

        Raises:
            BadContext: a value is missing or none that can be.
        """
        context = _Context(node)
        target = context.value("target", "aws")
        if target == "aws":
            return cls._on_aws(context)
        if target == "local":
            return cls._locally(context)
        raise BadContext(f"The target is `aws` or `local`, not `{target}`.")

    @classmethod
    def _on_aws(cls, context: "_Context") -> Self:
        if context.says("chaos"):
            raise BadContext("Faults are injected in local tests only, never on AWS.")
        return cls(
            target="aws",
            stage=context.matching("stage", STAGE, "up to 16 small letters and digits"),
            frontend_url=context.matching(
                "frontendUrl", ORIGIN, "an origin such as https://learn-exchange.example"
            ),
            mail_sender=context.matching("mailSender", EMAIL, "an e-mail address"),
            alarm_email=context.value("alarmEmail", "") or None,
            deployed_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )

    @classmethod
    def _locally(cls, context: "_Context") -> Self:
        chaos = context.says("chaos")
        control = {"CHAOS_CONTROL": context.value("chaosControl")} if chaos else {}
        return cls(
            target="local",
            stage=context.value("stage", "local"),
            frontend_url=context.value("frontendUrl", "http://localhost:3000"),
            mail_sender=context.value("mailSender", "no-reply@learn-exchange.example"),
            chaos=chaos,
            environment=LOCAL_ENVIRONMENT | control,
        )

    @property
    def is_aws(self) -> bool:
        """Whether this goes to AWS, with the resources that only AWS has."""
        return self.target == "aws"

    @property
    def prefix(self) -> str:
        """What all names of this deployment begin with."""
        return f"learn-exchange-{self.stage}"

    @property
    def token_issuer(self) -> str:
        """The `iss` of access tokens."""
        return self.prefix


@dataclass(frozen=True)
class _Context:
    """The values that `-c name=value` and the context files give."""

    node: Node

    def value(self, name: str, default: str | None = None) -> str:
        value: Any = self.node.try_get_context(name)
        if value is None:
            value = default
        if value is None:
            raise BadContext(
                f"`{name}` is missing: say `-c {name}=…`, or keep it in cdk.context.json."
            )
        return str(value)

    def matching(self, name: str, pattern: str, meaning: str) -> str:
        value = self.value(name)
        if not re.fullmatch(pattern, value):
            raise BadContext(f"`{name}` is {meaning}, not `{value}`.")
        return value

    def says(self, name: str) -> bool:
        return self.value(name, "false") == "true"
