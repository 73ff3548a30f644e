"""What the CDK context says about a deployment, and what it must say."""

import pytest
from aws_cdk import App

from infra.config import BadContext, Config

AWS = {
    "target": "aws",
    "stage": "prod",
    "frontendUrl": "https://learn-exchange.example",
    "mailSender": "no-reply@learn-exchange.example",
}

ORIGIN = "`frontendUrl` is an origin such as https://learn-exchange.example"


def config(context: dict[str, str]) -> Config:
    return Config.of(App(context=context).node)


def test_aws_needs_these_values_and_no_others() -> None:
    assert config(AWS) == Config(
        target="aws",
        stage="prod",
        frontend_url="https://learn-exchange.example",
        mail_sender="no-reply@learn-exchange.example",
    )


def test_aws_is_the_target_unless_another_is_named() -> None:
    without = {name: value for name, value in AWS.items() if name != "target"}
    assert config(without).is_aws


@pytest.mark.parametrize("name", ["stage", "frontendUrl", "mailSender"])
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
        ({"frontendUrl": "learn.example"}, f"{ORIGIN}, not `learn.example`."),
        ({"frontendUrl": "https://a.example/"}, f"{ORIGIN}, not `https://a.example/`."),
    ],
)
def test_a_value_that_cannot_be_is_one_line(change: dict[str, str], line: str) -> None:
    with pytest.raises(BadContext) as refused:
        config(AWS | change)
    assert str(refused.value) == line


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
