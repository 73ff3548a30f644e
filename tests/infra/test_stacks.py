"""Stacks depend in one direction, on nothing that changes, and have no faults."""

from collections.abc import Callable

import pytest
from aws_cdk import App

from infra.config import BadContext, Config
from infra.stacks.domain import domains
from tests.support.synthesis import Synthesis

# CloudFormation takes 500: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
LARGEST = 450
ORDER = (
    "data",
    "messaging",
    "realtime",
    "api",
    "site",
    "domain",
    "gateway",
    "observability",
    "client",
)
ONLY_ON_AWS = {"site", "observability", "client"}
# What another stack may be told of: a new version of any of these keeps its ARN and its name.
LASTING = {
    "Api",
    "Authorizer",
    "Distribution",
    "EventBus",
    "GlobalTable",
    "Queue",
    "Role",
}


def level(stack: str) -> int:
    return ORDER.index("domain" if stack in domains() else stack)


def test_there_is_a_stack_for_each_domain(aws: Synthesis, local: Synthesis) -> None:
    assert aws.templates.keys() == {*ORDER, *domains()} - {"domain"}
    assert local.templates.keys() == aws.templates.keys() - ONLY_ON_AWS


def test_every_stack_can_grow(synthesis: Synthesis) -> None:
    sizes = {name: len(template["Resources"]) for name, template in synthesis.templates.items()}
    assert {name: size for name, size in sizes.items() if not 0 < size < LARGEST} == {}


def test_stacks_depend_in_one_direction(synthesis: Synthesis) -> None:
    site = {"site"} if synthesis.config.is_aws else set()
    assert synthesis.dependencies["auth"] == {"data", "messaging", "api"} | site
    for stack, needed in synthesis.dependencies.items():
        assert {name for name in needed if level(name) >= level(stack)} == set(), stack


def test_stacks_use_only_what_earlier_stacks_export(synthesis: Synthesis) -> None:
    imports = [
        (stack, synthesis.exports[name][0])
        for stack, template in synthesis.templates.items()
        for name in imported(template)
    ]
    assert imports
    for importer, exporter in imports:
        assert exporter in synthesis.dependencies[importer]


def test_nothing_that_has_versions_crosses_stacks(synthesis: Synthesis) -> None:
    kinds = {
        synthesis.resolve(stack, value).partition(" ")[0].removeprefix("<")
        for stack, value in synthesis.exports.values()
    }
    assert {"GlobalTable", "Queue"} <= kinds <= LASTING


def test_each_stack_has_its_own_layers(synthesis: Synthesis) -> None:
    made = {(layer.stack, layer.ref) for layer in synthesis.of_kind("LayerVersion")}
    used = {
        (function.stack, layer)
        for function in synthesis.of_kind("Function")
        for layer in function.properties["Layers"]
    }
    assert used == made


def test_on_aws_the_stack_of_data_cannot_be_deleted_by_mistake(synthesis: Synthesis) -> None:
    protected = {
        stack
        for stack, artifact in synthesis.manifest.items()
        if artifact["properties"].get("terminationProtection")
    }
    assert protected == ({"data"} if synthesis.config.is_aws else set())


def test_faults_are_injected_only_where_a_test_asks_for_it(
    synthesise: Callable[[str], Synthesis],
) -> None:
    function = synthesise("chaos").function("user.follow").properties
    assert function["Handler"] == "chaos.handler"
    assert function["Environment"]["Variables"]["CHAOS_HANDLER"] == "user.handlers.follow.handler"
    assert "<LayerVersion Layerschaos>" in function["Layers"]
    for target in ("aws", "local"):
        for path in synthesise(target).directory.glob("*.template.json"):
            assert "chaos" not in path.read_text().lower()


def test_aws_refuses_faults() -> None:
    app = App(context={"target": "aws", "stage": "prod", "chaos": "true"})
    with pytest.raises(BadContext, match="never on AWS"):
        Config.of(app.node)


def imported(value: object) -> set[str]:
    """Returns the names of the exports that a template imports."""
    match value:
        case {"Fn::ImportValue": str(name)}:
            return {name}
        case dict():
            return {name for each in value.values() for name in imported(each)}
        case list():
            return {name for each in value for name in imported(each)}
    return set()
