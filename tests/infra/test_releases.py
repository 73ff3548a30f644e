"""Functions that people call move by a tenth first, and back when an alarm goes off."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aws_cdk import App, Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_sqs as sqs
from aws_cdk.assertions import Match, Template

from infra.alarms import alarms
from infra.assets import Assets
from infra.config import Config
from infra.constructs.function import Function, Layers
from infra.constructs.releases import Releases
from infra.consumers import CONSUMERS, AtDeployment
from infra.platform import Platform
from infra.routes import AUTHORIZER, ROUTES, SOCKET_ROUTES
from tests.infra.conftest import FLAGS
from tests.support.synthesis import Resource, Synthesis, pairs

PREFIX = "learn-exchange-test"
ALARM_OF = {
    AUTHORIZER: "http-errors",
    **{line.function: "http-errors" for line in ROUTES},
    **{line.function: "socket-errors" for line in SOCKET_ROUTES},
}
CONSUMING = [line.function for line in CONSUMERS if not isinstance(line, AtDeployment)]
CONFIG = Config(target="aws", stage="test", mail_sender="no-reply@learn-exchange.example")


@pytest.mark.parametrize("name", ALARM_OF)
def test_what_people_call_moves_gradually_and_back_when_its_alarm_goes_off(
    aws: Synthesis, name: str
) -> None:
    update = alias_of(aws, name).update["CodeDeployLambdaAliasUpdate"]
    [group] = [
        group
        for group in aws.of_kind("DeploymentGroup", stack=aws.function(name).stack)
        if group.ref == update["DeploymentGroupName"]
    ]
    made = group.properties
    assert made["ApplicationName"] == update["ApplicationName"]
    assert made["DeploymentConfigName"] == "CodeDeployDefault.LambdaCanary10Percent5Minutes"
    watched = {"Enabled": True, "Alarms": [{"Name": f"{PREFIX}-{ALARM_OF[name]}"}]}
    assert made["AlarmConfiguration"] == watched
    on = {"DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"}
    assert made["AutoRollbackConfiguration"]["Enabled"] is True
    assert set(made["AutoRollbackConfiguration"]["Events"]) == on


@pytest.mark.parametrize("name", ["http-errors", "socket-errors"])
def test_an_alarm_goes_off_before_all_calls_go_to_the_next_version(name: str) -> None:
    [alarm] = [each for each in alarms(PREFIX, "api", "sockets", 1000) if each.name == name]
    assert alarm.minutes * alarm.bad < 5


@pytest.mark.parametrize("name", CONSUMING)
def test_what_nobody_waits_for_moves_at_once(aws: Synthesis, name: str) -> None:
    assert alias_of(aws, name).update == {}


def test_each_function_has_one_alias_of_its_newest_version(aws: Synthesis) -> None:
    aliased = {alias.properties["FunctionName"] for alias in aws.of_kind("Alias")}
    named = {*ALARM_OF, *CONSUMING}
    assert aliased == {aws.function(name).ref for name in named}
    assert len(aws.of_kind("Alias")) == len(aws.of_kind("Version")) == len(named)
    versions = {
        version.ref: version.properties["FunctionName"] for version in aws.of_kind("Version")
    }
    for alias in aws.of_kind("Alias"):
        version = alias.properties["FunctionVersion"].replace(".Version>", ">")
        assert versions[version] == alias.properties["FunctionName"]


def test_a_stack_has_one_application_and_one_role_for_its_releases(aws: Synthesis) -> None:
    applications = aws.of_kind("Application")
    stacks = [application.stack for application in applications]
    assert sorted(stacks) == sorted({aws.function(name).stack for name in ALARM_OF})
    for application in applications:
        groups = aws.of_kind("DeploymentGroup", stack=application.stack)
        assert {group.properties["ApplicationName"] for group in groups} == {application.ref}
        assert len({group.properties["ServiceRoleArn"] for group in groups}) == 1


def test_releases_may_move_the_functions_of_their_stack_and_nothing_else(aws: Synthesis) -> None:
    roles = {group.properties["ServiceRoleArn"] for group in aws.of_kind("DeploymentGroup")}
    moving = [role for role in aws.of_kind("Role") if role.arn in roles]
    assert len(moving) == len(aws.of_kind("Application"))
    for role in moving:
        [trust] = role.properties["AssumeRolePolicyDocument"]["Statement"]
        assert trust["Principal"] == {"Service": "codedeploy.amazonaws.com"}
        assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": "111122223333"}}
        [policy] = role.properties["Policies"]
        granted = {pair for part in policy["PolicyDocument"]["Statement"] for pair in pairs(part)}
        moved = {aws.function(name).arn for name in ALARM_OF if of_stack(aws, name, role)}
        actions = ("GetAlias", "GetProvisionedConcurrencyConfig", "UpdateAlias")
        assert granted == {
            ("cloudwatch:DescribeAlarms", "*"),
            *((f"lambda:{action}", function) for action in actions for function in moved),
        }


def test_nothing_moves_gradually_on_a_laptop_and_where_there_are_no_alarms(
    local: Synthesis, synthesise: Callable[[str], Synthesis]
) -> None:
    for stage in (local, synthesise("developers")):
        for kind in ("Alias", "Version", "Application", "DeploymentGroup"):
            assert stage.of_kind(kind) == [], kind


def test_what_is_urgent_takes_all_calls_whatever_alarms_say(tmp_path: Path) -> None:
    # CodeDeploy begins nothing while an alarm is on: what mends its cause could not be deployed.
    template = small_stack(tmp_path, config=replace(CONFIG, urgent=True))
    settings = {
        "DeploymentConfigName": "CodeDeployDefault.LambdaAllAtOnce",
        "AlarmConfiguration": Match.object_like({"Enabled": False}),
    }
    template.has_resource_properties("AWS::CodeDeploy::DeploymentGroup", settings)


def test_a_release_moves_as_it_says_itself_and_not_as_the_one_before(tmp_path: Path) -> None:
    template = small_stack(tmp_path)
    [group] = template.find_resources("AWS::CodeDeploy::DeploymentGroup")
    template.has_resource("AWS::Lambda::Alias", {"DependsOn": [group]})


CHANGES: dict[str, Callable[[Path], dict[str, Any]]] = {
    "its code": lambda root: {"bundle": written(root / "other", "code")},
    "a layer of its own": lambda root: {"layer": written(root / "other", "layer")},
    "its settings": lambda _: {"environment": {"LIMIT_POSTS": "5"}},
    "its memory": lambda _: {"memory_mb": 1024},
}
NO_CHANGES: dict[str, Callable[[Path], dict[str, Any]]] = {
    "nothing": lambda _: {},
    "a layer that it has not": lambda root: {"others_layer": written(root / "other", "layer")},
    "the calls that are kept free": lambda _: {"config": replace(CONFIG, concurrency=1000)},
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_a_function_is_a_version(tmp_path: Path, change: str) -> None:
    assert version(tmp_path, **CHANGES[change](tmp_path)) != version(tmp_path)


@pytest.mark.parametrize("change", NO_CHANGES)
def test_what_changes_nothing_of_a_function_is_no_version(tmp_path: Path, change: str) -> None:
    assert version(tmp_path, **NO_CHANGES[change](tmp_path)) == version(tmp_path)


def version(root: Path, **differences: Any) -> str:
    """Returns what the template of a small stack calls the version of its function."""
    [found] = small_stack(root, **differences).find_resources("AWS::Lambda::Version")
    return str(found)


def small_stack(
    root: Path,
    *,
    bundle: Path | None = None,
    layer: Path | None = None,
    others_layer: Path | None = None,
    environment: dict[str, str] | None = None,
    memory_mb: int = 512,
    config: Config = CONFIG,
) -> Template:
    """Returns the template of a stack with one function."""
    assets = Assets(
        layers={
            "dependencies": written(root / "dependencies", "packages"),
            "learn_exchange": layer or written(root / "ours", "ours"),
            "imaging": others_layer or written(root / "imaging", "imaging"),
        },
        bundles={"auth": bundle or written(root / "auth", "auth")},
    )
    stack = Stack(App(context=FLAGS), "Stack")
    queue = sqs.Queue(stack, "Queue")
    bus = events.EventBus(stack, "Bus")
    platform = Platform(config, assets, {}, {}, {}, bus, queue, queue, None)
    function = Function(
        stack,
        "auth.login",
        platform=platform,
        layers=Layers(stack, assets),
        grants=[],
        environment=environment or {},
        memory_mb=memory_mb,
    )
    Releases(stack, config).gradual(function, unless="http-errors")
    return Template.from_stack(stack)


def written(directory: Path, text: str) -> Path:
    """Returns a directory with a file of this content."""
    directory.mkdir(exist_ok=True)
    (directory / "content").write_text(text)
    return directory


def alias_of(aws: Synthesis, name: str) -> Resource:
    """Returns the alias by which a function is called."""
    return aws.one("Alias", FunctionName=aws.function(name).ref, Name="live")


def of_stack(aws: Synthesis, name: str, other: Resource) -> bool:
    """Returns whether a function and another resource are in one stack."""
    return aws.function(name).stack == other.stack
