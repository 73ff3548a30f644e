"""The output of `cdk synth`, with references resolved so that tests can compare them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from infra.config import Config

PARAMETERS = {
    "AWS::AccountId": "111122223333",
    "AWS::Partition": "aws",
    "AWS::Region": "eu-west-1",
    "AWS::URLSuffix": "amazonaws.com",
}
HERE = f"{PARAMETERS['AWS::Region']}:{PARAMETERS['AWS::AccountId']}"
# Lambda has functions too.
KINDS = {"AWS::CloudFront::Function": "EdgeFunction"}
PHYSICAL_NAMES = ("FunctionName", "LogGroupName", "QueueName", "TableName")


@dataclass(frozen=True)
class Resource:
    """A resource of a template.

    `ref` is what a reference to it resolves to: `<Queue learn-exchange-test-timers>` by its
    physical name, or `<Role TimersRole>` by its place in the code.
    """

    stack: str
    ref: str
    properties: dict[str, Any]
    policy: str | None
    """The policy for when it is deleted from its stack."""
    update: dict[str, Any]
    """The policy for when it is updated."""

    @property
    def arn(self) -> str:
        """Returns what a reference to its ARN resolves to."""
        return f"{self.ref[:-1]}.Arn>"


@dataclass(frozen=True)
class Synthesis:
    """The cloud assembly of a deployment; stacks are called `data`, `auth` and so on."""

    config: Config
    directory: Path

    @cached_property
    def templates(self) -> dict[str, Any]:
        """The template of each stack."""
        return {
            path.name.removeprefix(f"{self.config.prefix}-").partition(".")[0]: json.loads(
                path.read_text()
            )
            for path in sorted(self.directory.glob("*.template.json"))
        }

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """Returns what the manifest says about each stack."""
        artifacts = json.loads((self.directory / "manifest.json").read_text())["artifacts"]
        return {stack: artifacts[f"{self.config.prefix}-{stack}"] for stack in self.templates}

    @cached_property
    def dependencies(self) -> dict[str, set[str]]:
        """The stacks that must be deployed before each stack."""
        return {
            stack: {
                name.removeprefix(f"{self.config.prefix}-")
                for name in artifact["dependencies"]
                if not name.endswith(".assets")
            }
            for stack, artifact in self.manifest.items()
        }

    @cached_property
    def exports(self) -> dict[str, tuple[str, Any]]:
        """The stack and the value of each export, by its name."""
        return {
            output["Export"]["Name"]: (stack, output["Value"])
            for stack, template in self.templates.items()
            for output in template.get("Outputs", {}).values()
            if "Export" in output
        }

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """All resources of all stacks."""
        return tuple(
            Resource(
                stack,
                self._ref(stack, logical_id),
                self.resolve(stack, definition.get("Properties", {})),
                definition.get("DeletionPolicy"),
                self.resolve(stack, definition.get("UpdatePolicy", {})),
            )
            for stack, template in self.templates.items()
            for logical_id, definition in template["Resources"].items()
        )

    def of_kind(
        self, kind: str, *, stack: str | None = None, **properties: object
    ) -> list[Resource]:
        """Returns the resources of a kind, such as `Queue`, with these properties, in any stack."""
        return [
            resource
            for resource in self.resources
            if resource.ref.startswith(f"<{kind} ")
            and stack in (None, resource.stack)
            and all(resource.properties.get(name) == value for name, value in properties.items())
        ]

    def one(self, kind: str, *, stack: str | None = None, **properties: object) -> Resource:
        """Returns the only resource of a kind that has these properties."""
        [resource] = self.of_kind(kind, stack=stack, **properties)
        return resource

    def function(self, name: str) -> Resource:
        """Returns a function by the name on its line."""
        return self.one("Function", FunctionName=f"{self.config.prefix}-{name.replace('.', '-')}")

    def role_of(self, name: str) -> Resource:
        """Returns the role of a function."""
        arn = self.function(name).properties["Role"]
        [role] = [role for role in self.of_kind("Role") if role.arn == arn]
        return role

    def called(self, name: str) -> str:
        """Returns what a reference to what is called resolves to: an alias if there is one."""
        function = self.function(name)
        aliases = self.of_kind("Alias", FunctionName=function.ref)
        return self._alias_arn(aliases[0].properties) if aliases else function.arn

    def polling(self, name: str) -> str:
        """Returns what a mapping of event sources calls: an alias if there is one."""
        called = self.called(name)
        return ":".join(called.split(":")[6:]) if ":" in called else self.function(name).ref

    def resolve(self, stack: str, value: Any) -> Any:
        """Returns a value of a stack's template without intrinsic functions."""
        match value:
            case {"Fn::Select": [int(index), {"Fn::Split": [str(separator), whole]}]}:
                return self.resolve(stack, whole).split(separator)[index]
            case dict():
                return self._resolve_mapping(stack, value)
            case list():
                return [self.resolve(stack, each) for each in value]
        return value

    def _resolve_mapping(self, stack: str, value: dict[str, Any]) -> Any:
        match value:
            case {"Ref": str(name)}:
                return PARAMETERS.get(name) or self._reference(stack, name)
            case {"Fn::GetAtt": [str(name), str(attribute)]}:
                return f"{self._ref(stack, name)[:-1]}.{attribute}>"
            case {"Fn::Join": [str(separator), list(parts)]}:
                return separator.join(self.resolve(stack, part) for part in parts)
            case {"Fn::Sub": str(text)}:
                return re.sub(r"\$\{([\w:]+)\}", lambda name: PARAMETERS[name[1]], text)
            case {"Fn::ImportValue": str(export)}:
                return self.resolve(*self.exports[export])
        return {key: self.resolve(stack, each) for key, each in value.items()}

    def _reference(self, stack: str, logical_id: str) -> str:
        """Returns what `Ref` gives: of an alias its ARN, of which templates take parts."""
        definition = self.templates[stack]["Resources"][logical_id]
        if definition["Type"] == "AWS::Lambda::Alias":
            return self._alias_arn(self.resolve(stack, definition["Properties"]))
        return self._ref(stack, logical_id)

    @staticmethod
    def _alias_arn(properties: Mapping[str, Any]) -> str:
        name = properties["FunctionName"].removeprefix("<Function ").removesuffix(">")
        return f"arn:aws:lambda:{HERE}:function:{name}:{properties['Name']}"

    def _ref(self, stack: str, logical_id: str) -> str:
        definition = self.templates[stack]["Resources"][logical_id]
        kind = KINDS.get(definition["Type"], definition["Type"].rpartition("::")[2])
        properties = definition.get("Properties", {})
        names = (properties[name] for name in PHYSICAL_NAMES if name in properties)
        # CDK ends a logical id in a hash of the path that stands before it.
        return f"<{kind} {next(names, re.sub('[0-9A-F]{8}$', '', logical_id))}>"


def pairs(statement: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Returns every action of a statement with every resource of it."""
    actions, resources = (
        [value] if isinstance(value, str) else value
        for value in (statement["Action"], statement["Resource"])
    )
    return {(action, resource) for action in actions for resource in resources}


def allowed(policy: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Returns whom a resource's policy lets do what, and when; all its other statements refuse."""
    return [
        (statement["Principal"], pairs(statement), statement.get("Condition"))
        for statement in policy["Statement"]
        if statement["Effect"] == "Allow"
    ]
