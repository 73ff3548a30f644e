"""Values of the CDK context, and those that it must have."""

from collections.abc import Mapping

import pytest
from aws_cdk import App

from infra.config import BadContext, Config

AWS = {
    "target": "aws",
    "stage": "prod",
    "frontendUrls": "https://learn-exchange.example",
    "mailSender": "no-reply@learn-exchange.example",
}

ORIGINS = "`frontendUrls` is a list of origins such as https://app.example.com"
WEBSITE = "`frontendUrls` begins with the website that links lead to."


def config(context: Mapping[str, object]) -> Config:
    return Config.of(App(context=context).node)


def test_aws_needs_these_values_and_no_others() -> None:
    assert config(AWS) == Config(
        target="aws",
        stage="prod",
        frontend_urls=("https://learn-exchange.example",),
        mail_sender="no-reply@learn-exchange.example",
    )


def test_aws_is_the_target_unless_another_is_named() -> None:
    without = {name: value for name, value in AWS.items() if name != "target"}
    assert config(without).is_aws


@pytest.mark.parametrize("name", ["stage", "frontendUrls", "mailSender"])
def test_a_missing_value_is_one_line_that_says_what_to_do(name: str) -> None:
    without = {each: value for each, value in AWS.items() if each != name}
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
        ({"frontendUrls": ["capacitor://localhost"]}, WEBSITE),
        ({"frontendUrls": []}, WEBSITE),
    ],
)
def test_a_value_that_cannot_be_is_one_line(change: Mapping[str, object], line: str) -> None:
    with pytest.raises(BadContext) as refused:
        config({**AWS, **change})
    assert str(refused.value) == line


@pytest.mark.parametrize(
    "given",
    [
        ["https://app.example", "capacitor://localhost", "http://localhost:8100"],
        "https://app.example,capacitor://localhost,http://localhost:8100",
    ],
)
def test_clients_may_live_at_several_origins_and_links_lead_to_the_first(given: object) -> None:
    several = config({**AWS, "frontendUrls": given})
    assert several.frontend_url == "https://app.example"
    assert several.frontend_urls[1:] == ("capacitor://localhost", "http://localhost:8100")


def test_locally_nothing_of_a_deployment_to_aws_counts() -> None:
    made_for_aws = {**AWS, "target": "local", "stage": "local", "alarmEmail": "o@example.com"}
    assert config(made_for_aws) == config({"target": "local"})


def test_locally_links_lead_to_the_web_port() -> None:
    local = config({"target": "local", "webPorts": "3001,5173"})
    assert local.frontend_url == "http://localhost:3001"
    assert local.frontend_urls[1:] == (
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
