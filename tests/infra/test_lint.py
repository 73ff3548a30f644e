"""Templates are what CloudFormation's schemas and cfn-lint's rules ask for."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from infra.stacks.domain import domains
from tests.support.synthesis import Synthesis

PASSED_OVER = {
    "W3005": "CDK writes down that a function needs its role, though a reference says so already.",
}


def test_what_goes_to_aws_has_no_fault(aws: Synthesis) -> None:
    assert found(aws.directory.glob("*.template.json")) == []


def test_what_goes_into_the_emulator_has_no_fault(local: Synthesis) -> None:
    # Of the domains' stacks, those on AWS have all that the local ones have, and it takes time.
    templates = [path for path in local.directory.glob("*.template.json") if not of_domain(path)]
    assert templates
    assert found(templates) == []


def test_faults_are_found(tmp_path: Path) -> None:
    faults = {
        "Late": {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": 901}},
        "Rootless": {"Type": "AWS::Lambda::Function", "Properties": {"Handler": "a.b"}},
        "Misnamed": {"Type": "AWS::SNS::Topic", "Properties": {"Name": "alarms"}},
    }
    template = tmp_path / "stack.template.json"
    template.write_text(json.dumps({"Resources": faults}))
    rules = [each.partition(" ")[0] for each in found([template])]
    assert {"E3034", "E3003", "E3002"} <= set(rules)


def of_domain(path: Path) -> bool:
    """Returns whether a template is that of a domain."""
    return path.name.partition(".")[0].rpartition("-")[2] in domains()


def found(templates: Iterable[Path]) -> list[str]:
    """Returns the rule, the place and the words of what cfn-lint finds."""
    command = [str(Path(sys.executable).with_name("cfn-lint")), "--format", "json"]
    options = ["--ignore-checks", *PASSED_OVER, "--template", *map(str, templates)]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)  # noqa: S603 (ours)
    # It ends with its findings as bits, and with 1 where it could not work at all.
    assert done.returncode != 1, done.stderr
    return [
        f"{each['Rule']['Id']} {each['Location']['Path']}: {each['Message']}"
        for each in json.loads(done.stdout)
    ]
