"""Values of the CDK context, and those that it must have."""

from collections.abc import Mapping

import pytest
from aws_cdk import App

from infra.config import BadContext, Config, Domain

AWS = {"target": "aws", "stage": "prod", "mailSender": "no-reply@learn-exchange.example"}
CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/1a2b-3c4d"
OWN_DOMAIN = {"domainName": "app.learn.example", "certificateArn": CERTIFICATE}

ORIGINS = "`frontendUrls` is a list of origins such as https://app.example.com"
DOMAIN = "`domainName` is a domain such as app.example.com"
ELSEWHERE = CERTIFICATE.replace("us-east-1", "eu-west-1")
CERTIFICATES = (
    "`certificateArn` is the ARN of a certificate in us-east-1, where CloudFront takes them from"
)
ZONES = "`hostedZoneId` is the id of a hosted zone of Route 53, such as Z0123456789ABCDEFGHIJ"


def config(context: Mapping[str, object]) -> Config:
    return Config.of(App(context=context).node)


def test_aws_needs_these_values_and_no_others() -> None:
    assert config(AWS) == Config(
        target="aws",
        stage="prod",
        mail_sender="no-reply@learn-exchange.example",
    )


def test_aws_is_the_target_unless_another_is_named() -> None:
    without = {name: value for name, value in AWS.items() if name != "target"}
    assert config(without).is_aws


@pytest.mark.parametrize("name", ["stage", "mailSender", "certificateArn"])
def test_a_missing_value_is_one_line_that_says_what_to_do(name: str) -> None:
    without = {each: value for each, value in {**AWS, **OWN_DOMAIN}.items() if each != name}
    with pytest.raises(BadContext) as refused:
        config(without)
    assert str(refused.value) == (
        f"`{name}` is missing: say `-c {name}=…`, or keep it in cdk.context.json."
    )


def test_the_local_target_needs_nothing() -> None:
    local = config({"target": "local"})
    assert (local.prefix, local.is_aws) == ("learn-exchange-local", False)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"target": "azure"}, "The target is `aws` or `local`, not `azure`."),
        ({"stage": "Prod"}, "`stage` is up to 16 small letters and digits, not `Prod`."),
        ({"stage": "a-b"}, "`stage` is up to 16 small letters and digits, not `a-b`."),
        ({"stage": "p" * 17}, f"`stage` is up to 16 small letters and digits, not `{'p' * 17}`."),
        ({"chaos": "true"}, "Faults are injected in local tests only, never on AWS."),
        ({"mailSender": "nobody"}, "`mailSender` is an e-mail address, not `nobody`."),
        ({"frontendUrls": "learn.example"}, f"{ORIGINS}, not `learn.example`."),
        ({"frontendUrls": "https://a.example/"}, f"{ORIGINS}, not `https://a.example/`."),
        ({"frontendUrls": ["https://a.example", 3]}, f"{ORIGINS}, not `3`."),
        ({"frontendUrls": "https://a.example,*"}, f"{ORIGINS}, not `*`."),
        ({"domainName": "https://app.example"}, f"{DOMAIN}, not `https://app.example`."),
        ({"domainName": "localhost"}, f"{DOMAIN}, not `localhost`."),
        ({**OWN_DOMAIN, "certificateArn": ELSEWHERE}, f"{CERTIFICATES}, not `{ELSEWHERE}`."),
        ({**OWN_DOMAIN, "certificateArn": "mine"}, f"{CERTIFICATES}, not `mine`."),
        ({**OWN_DOMAIN, "hostedZoneId": "learn.example"}, f"{ZONES}, not `learn.example`."),
        ({"stageClass": "test"}, "`stageClass` is prod, staging or dev, not `test`."),
        ({"mailIdentity": "me"}, "`mailIdentity` is a domain or an address, not `me`."),
        ({"concurrency": "all"}, "`concurrency` is a number, not `all`."),
        (
            {"originSecretVersion": "new"},
            "`originSecretVersion` is the id of a version of a secret, not `new`.",
        ),
        (
            {"certificateArn": CERTIFICATE},
            "`certificateArn` is that of a domain: name it, by `domainName`.",
        ),
        (
            {"hostedZoneId": "Z0123456789ABCDEFGHIJ"},
            "`hostedZoneId` is that of a domain: name it, by `domainName`.",
        ),
    ],
)
def test_a_value_that_cannot_be_is_one_line(change: Mapping[str, object], line: str) -> None:
    with pytest.raises(BadContext) as refused:
        config({**AWS, **change})
    assert str(refused.value) == line


@pytest.mark.parametrize(
    "given",
    [
        ["https://partner.example", "capacitor://localhost", "http://localhost:8100"],
        "https://partner.example,capacitor://localhost,http://localhost:8100",
    ],
)
def test_clients_of_other_origins_may_be_named(given: object) -> None:
    assert config({**AWS, "frontendUrls": given}).frontend_urls == (
        "https://partner.example",
        "capacitor://localhost",
        "http://localhost:8100",
    )


@pytest.mark.parametrize(
    ("limit", "reserved"),
    [
        (None, {}),
        ("1000", {"auth.authorize": 100, "auth.login": 50}),
        ("116", {"auth.authorize": 11, "auth.login": 5}),
        # New accounts: Lambda leaves at least a hundred to all other functions.
        ("115", {}),
        ("10", {}),
    ],
)
def test_who_signs_in_has_calls_kept_free_where_the_account_has_enough(
    limit: str | None, reserved: Mapping[str, int]
) -> None:
    said = {"concurrency": limit} if limit else {}
    assert config({**AWS, **said}).reserved_concurrency == reserved


@pytest.mark.parametrize(
    ("context", "kept"),
    [
        ({"stage": "prod"}, True),
        ({"stage": "staging"}, True),
        ({"stage": "anything"}, True),
        ({"stage": "dev"}, False),
        ({"stage": "anna", "stageClass": "dev"}, False),
        ({"stage": "dev", "stageClass": "staging"}, True),
        ({"target": "local"}, False),
    ],
)
def test_data_are_kept_unless_a_stage_is_for_developers(
    context: Mapping[str, str], *, kept: bool
) -> None:
    assert config({**AWS, **context}).keeps_data is kept


@pytest.mark.parametrize("zone", [None, "Z0123456789ABCDEFGHIJ"])
def test_the_site_may_have_a_domain_of_ones_own(zone: str | None) -> None:
    named = config({**AWS, **OWN_DOMAIN, **({"hostedZoneId": zone} if zone else {})})
    assert named.domain == Domain("app.learn.example", CERTIFICATE, zone)


def test_locally_nothing_of_a_deployment_to_aws_counts() -> None:
    made_for_aws = {
        **AWS,
        **OWN_DOMAIN,
        "target": "local",
        "stage": "local",
        "alarmEmail": "o@example.com",
    }
    assert config(made_for_aws) == config({"target": "local"})


def test_locally_links_lead_to_the_web_port() -> None:
    local = config({"target": "local", "webPorts": "3001,5173"})
    assert local.local_site_urls == (
        "http://localhost:3001",
        "http://localhost:5173",
        "http://127.0.0.1:3001",
        "http://127.0.0.1:5173",
    )


def test_locally_nobody_is_limited_by_address() -> None:
    limits = config({"target": "local"}).environment
    assert limits
    assert config(AWS).environment == {}


def test_faults_need_to_know_who_commands_them() -> None:
    with pytest.raises(BadContext, match="`chaosControl` is missing"):
        config({"target": "local", "chaos": "true"})
    chaotic = config({"target": "local", "chaos": "true", "chaosControl": "control"})
    assert chaotic.chaos
    assert chaotic.environment["CHAOS_CONTROL"] == "control"
