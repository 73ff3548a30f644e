"""What distinguishes one deployment from another, read from the CDK context."""

from dataclasses import dataclass, field
from typing import Any, Literal, Self

from constructs import Node

Target = Literal["aws", "local"]

# Locally everybody comes from one network address, so limits by address would stop the work.
LOCAL_ENVIRONMENT = {
    "LIMIT_SIGNUP_ADDRESS": "1000000",
    "LIMIT_LOGIN_ADDRESS": "1000000",
    "LIMIT_MAIL_ADDRESS": "1000000",
}


@dataclass(frozen=True)
class Config:
    """One deployment: where it goes and how it is reached."""

    target: Target
    stage: str
    frontend_url: str
    mail_sender: str
    alarm_email: str | None = None
    chaos: bool = False
    environment: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, node: Node) -> Self:
        """The deployment that the context describes: `cdk deploy -c target=aws -c stage=prod …`.

        Raises:
            ValueError: a value is missing or none that is known.
        """

        def context(name: str, default: str | None = None) -> str:
            value: Any = node.try_get_context(name) or default
            if value is None:
                raise ValueError(f"Say `-c {name}=…`: the target `aws` needs it.")
            return str(value)

        target = context("target", "aws")
        chaos = context("chaos", "false") == "true"
        if target == "local":
            return cls(
                target="local",
                stage=context("stage", "local"),
                frontend_url=context("frontendUrl", "http://localhost:3000"),
                mail_sender=context("mailSender", "no-reply@learn-exchange.example"),
                chaos=chaos,
                environment=LOCAL_ENVIRONMENT,
            )
        if target != "aws":
            raise ValueError(f"The target is `aws` or `local`, not `{target}`.")
        if chaos:
            raise ValueError("Faults are injected in local tests only, never on AWS.")
        return cls(
            target="aws",
            stage=context("stage"),
            frontend_url=context("frontendUrl"),
            mail_sender=context("mailSender"),
            alarm_email=node.try_get_context("alarmEmail"),
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
