"""The differences between deployments, read from the CDK context."""

import re
from dataclasses import dataclass, field
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from aws_cdk import RemovalPolicy
from constructs import Node

from infra.local import DEFAULT_WEB_PORT, LOCAL_SENDER

Target = Literal["aws", "local"]
StageClass = Literal["prod", "staging", "dev"]

# All names of a deployment have it in them; a bucket's may have 63 characters and no capitals.
STAGE = r"[a-z][a-z0-9]{0,15}"
# As browsers write them: a slash at its end would be another. Also those of apps whose pages come
# with the app, such as capacitor://localhost.
ORIGIN = r"[a-z][a-z0-9+.-]*://[^/\s]+"
EMAIL = r"[^@\s]+@[^@\s]+"
DOMAIN = r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
CERTIFICATE = r"arn:aws:acm:us-east-1:\d{12}:certificate/[\w-]+"
HOSTED_ZONE = r"Z[A-Z0-9]+"
IDENTITY = rf"{EMAIL}|{DOMAIN}"
LIMIT = r"LIMIT_[A-Z_]+=\d+"
NUMBER = r"[1-9]\d{0,6}"
VERSION_ID = r"[\w-]{32,64}"

STAGE_CLASSES: tuple[StageClass, ...] = ("prod", "staging", "dev")

# In percent of what the account may run at once.
RESERVED = {"auth.authorize": 10, "auth.login": 5}
# Lambda reserves nothing where less than this would be left:
# https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
UNRESERVED = 100

LOCAL_HOSTS = ("localhost", "127.0.0.1")

# Locally everybody comes from one network address, so limits by address would stop the work.
LOCAL_ENVIRONMENT = {
    "LIMIT_SIGNUP_ADDRESS": "1000000",
    "LIMIT_LOGIN_ADDRESS": "1000000",
    "LIMIT_MAIL_ADDRESS": "1000000",
}


class BadContext(Exception):
    """The context does not describe a deployment; one line says what to do."""


@dataclass(frozen=True)
class Domain:
    """A domain of the operator's own for the site."""

    name: str
    certificate_arn: str
    hosted_zone_id: str | None = None
    """The zone of Route 53 that the domain is in; without it, operators write the records."""


@dataclass(frozen=True)
class Config:
    """One deployment: where it goes and how it is reached."""

    target: Target
    stage: str
    mail_sender: str
    domain: Domain | None = None
    """The domain of the site on AWS; None if CloudFront gives it one."""
    local_site_urls: tuple[str, ...] = ()
    """The origins of the site on a laptop, by all names of the machine."""
    frontend_urls: tuple[str, ...] = ()
    """The origins of other clients in browsers, whose pages may call the API on AWS."""
    origin_secret_version: str | None = None
    """The version of the front door's secret for the distribution; None for the latest."""
    stage_class: StageClass = "prod"
    """Of `prod` and `staging` data are kept and alarms are made; `dev` goes with its stacks."""
    mail_identity: str | None = None
    """An identity of SES that is there already; without one, the sender's domain is made one."""
    alarm_email: str | None = None
    concurrency: int | None = None
    """The number of functions that the account may run at once, if that was said."""
    monthly_budget: int = 100
    """The US dollars a month above which the account's costs are told of."""
    urgent: bool = False
    """True if next versions take all calls immediately, whatever alarms say: they may be on."""
    chaos: bool = False
    environment: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, node: Node) -> Self:
        """Returns the deployment that the context describes: `cdk deploy -c target=aws …`.

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
            mail_sender=context.matching("mailSender", EMAIL, "an e-mail address"),
            domain=context.domain(),
            frontend_urls=context.origins("frontendUrls"),
            origin_secret_version=context.optional(
                "originSecretVersion", VERSION_ID, "the id of a version of a secret"
            ),
            alarm_email=context.value("alarmEmail", "") or None,
            concurrency=context.optional_number("concurrency"),
            monthly_budget=context.number("monthlyBudget", cls.monthly_budget),
            stage_class=context.stage_class(),
            mail_identity=context.optional("mailIdentity", IDENTITY, "a domain or an address"),
            urgent=context.says("urgent"),
        )

    @classmethod
    def _locally(cls, context: "_Context") -> Self:
        # Nothing here may come from `cdk.context.json`, which describes deployments to AWS: the
        # names are others, or `local.deploy` always gives the value, which counts above the file's.
        chaos = context.says("chaos")
        control = {"CHAOS_CONTROL": context.value("chaosControl")} if chaos else {}
        ports = context.value("webPorts", DEFAULT_WEB_PORT).split(",")
        return cls(
            target="local",
            stage=context.value("stage", "local"),
            mail_sender=LOCAL_SENDER,
            local_site_urls=tuple(
                f"http://{host}:{port}" for host in LOCAL_HOSTS for port in ports
            ),
            chaos=chaos,
            environment=LOCAL_ENVIRONMENT | context.limits() | control,
        )

    @property
    def session_cookie(self) -> str:
        """The name of the cookie with the refresh token.

        Locally it has the port in it: browsers send cookies to all ports of a host.
        """
        if self.is_aws:
            return "__Host-refresh"
        return f"refresh-{urlsplit(self.local_site_urls[0]).port}"

    @property
    def is_aws(self) -> bool:
        """True for a deployment to AWS, with the resources that only AWS has."""
        return self.target == "aws"

    @property
    def keeps_data(self) -> bool:
        """True if data outlive their stacks, can be recovered, and are watched over."""
        return self.is_aws and self.stage_class != "dev"

    @property
    def releases_gradually(self) -> bool:
        """True if the next version of a function takes a part of the calls before it takes all.

        Where there are alarms to bring back the one before, which stages of developers lack.
        """
        return self.keeps_data

    @property
    def removal_policy(self) -> RemovalPolicy:
        """Keeps data when their stack goes, or takes them along.

        What is kept has a name of its own: had a creation that failed left it behind, the next one
        could not have the name.
        """
        if self.keeps_data:
            return RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
        return RemovalPolicy.DESTROY

    @property
    def reserved_concurrency(self) -> dict[str, int]:
        """The calls that the account keeps free for a function, whatever else runs.

        For those that everybody waits for, where the account's limit is said and large enough;
        none may run more often either.
        """
        if self.concurrency is None:
            return {}
        reserved = {name: self.concurrency * share // 100 for name, share in RESERVED.items()}
        rest = self.concurrency - sum(reserved.values())
        return reserved if rest >= UNRESERVED else {}

    @property
    def prefix(self) -> str:
        """The prefix of all names of this deployment."""
        return f"learn-exchange-{self.stage}"

    @property
    def token_issuer(self) -> str:
        """The `iss` of access tokens."""
        return self.prefix


def _matching(name: str, value: str, pattern: str, meaning: str) -> str:
    if not isinstance(value, str) or not re.fullmatch(pattern, value):
        raise BadContext(f"`{name}` is {meaning}, not `{value}`.")
    return value


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
        return _matching(name, self.value(name), pattern, meaning)

    def optional(self, name: str, pattern: str, meaning: str) -> str | None:
        return self.matching(name, pattern, meaning) if self.value(name, "") else None

    def number(self, name: str, default: int) -> int:
        return int(_matching(name, self.value(name, str(default)), NUMBER, "a number"))

    def optional_number(self, name: str) -> int | None:
        given = self.optional(name, NUMBER, "a number")
        return int(given) if given else None

    def origins(self, name: str) -> tuple[str, ...]:
        """Returns a list in a file, or its elements with commas between them; there may be none."""
        given = self.node.try_get_context(name) or []
        origins = given if isinstance(given, list) else str(given).split(",")
        for origin in origins:
            _matching(name, origin, ORIGIN, "a list of origins such as https://app.example.com")
        return tuple(origins)

    def stage_class(self) -> StageClass:
        """Returns the class that is named, or that the stage is named after; else data are kept."""
        stage = self.value("stage")
        named = self.value("stageClass", stage if stage in STAGE_CLASSES else "prod")
        if named not in STAGE_CLASSES:
            raise BadContext(f"`stageClass` is prod, staging or dev, not `{named}`.")
        return named

    def domain(self) -> Domain | None:
        if not self.value("domainName", ""):
            for name in ("certificateArn", "hostedZoneId"):
                if self.value(name, ""):
                    raise BadContext(f"`{name}` is that of a domain: name it, by `domainName`.")
            return None
        return Domain(
            name=self.matching("domainName", DOMAIN, "a domain such as app.example.com"),
            certificate_arn=self.matching(
                "certificateArn",
                CERTIFICATE,
                "the ARN of a certificate in us-east-1, where CloudFront takes them from",
            ),
            hosted_zone_id=self.optional(
                "hostedZoneId",
                HOSTED_ZONE,
                "the id of a hosted zone of Route 53, such as Z0123456789ABCDEFGHIJ",
            ),
        )

    def limits(self) -> dict[str, str]:
        """Returns limits by name, such as `LIMIT_POSTS=50 LIMIT_LIKES=1000`."""
        given = self.value("limits", "").split()
        for limit in given:
            _matching("limits", limit, LIMIT, "a list of limits such as LIMIT_POSTS=50")
        return dict(limit.split("=") for limit in given)

    def says(self, name: str) -> bool:
        return self.value(name, "false") == "true"
