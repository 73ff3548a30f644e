"""The advice of cdk-nag's AWS Solutions pack, of CDK and of CloudFormation is followed.

Where it is not, the code says why beside the construct, by `Validations.acknowledge`.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from aws_cdk import App, Stack, Validations
from aws_cdk import aws_s3 as s3
from cdk_nag import AwsSolutionsChecks

from infra.assets import ROOT
from tests.support.synthesis import Synthesis

FLAGS = json.loads((ROOT / "cdk.json").read_text())["context"]


@pytest.mark.parametrize("deployment", ["advised", "advised with a domain"])
def test_aws_solutions_finds_nothing_unexplained(
    defined: Callable[[str], App], deployment: str
) -> None:
    assert findings(defined(deployment)) == []


def test_aws_solutions_does_find_what_is_there() -> None:
    app = App()
    s3.Bucket(Stack(app, "Stack"), "Bucket")
    assert ("error", "AwsSolutions-S10", ["Stack/Bucket/Resource"]) in findings(app)


def test_neither_cdk_nor_cloudformation_warns(synthesis: Synthesis) -> None:
    assert warnings(synthesis.directory) == []


def test_cdk_does_warn_where_it_has_to(tmp_path: Path) -> None:
    app = App(context=FLAGS, outdir=str(tmp_path))
    bucket = s3.Bucket(Stack(app, "Stack"), "Bucket")
    Validations.of(bucket).add_warning("old", "This is old.")
    app.synth()
    assert warnings(tmp_path) == ["This is old."]


def findings(app: App) -> list[tuple[str, str, list[str]]]:
    """Returns the severity and the rule of what the pack finds, and where."""
    return [
        (
            violation.severity or "",
            violation.rule_name,
            [resource.construct_path or "" for resource in violation.violating_resources],
        )
        for violation in AwsSolutionsChecks(app).validate_scope(app).violations
    ]


def warnings(directory: Path) -> list[str]:
    """Returns what CDK and CloudFormation's rules say about the templates in a directory."""
    report = json.loads((directory / "validation-report.json").read_text())
    return [
        violation["description"]
        for source in report["pluginReports"]
        for violation in source["violations"]
    ]
