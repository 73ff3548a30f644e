"""Deployments happen when they are needed, and say why they fail."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from local import deploy, web
from local.deploy import failure_reason, input_files, inputs_digest, main, make_reverse_rows
from local.environment import ROOT, LocalError

CONTEXT = {"target": "local", "stage": "local"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small copy of what is deployed."""
    for name in ("app.py", "functions/auth/signup.py", "layers/shared/python/shared.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("pass\n")
    return tmp_path


def edit_function(checkout: Path) -> None:
    (checkout / "functions/auth/signup.py").write_text("changed = True\n")


def add_function(checkout: Path) -> None:
    (checkout / "functions/auth/login.py").write_text("")


def rename_function(checkout: Path) -> None:
    (checkout / "functions/auth/signup.py").rename(checkout / "functions/auth/join.py")


def remove_layer(checkout: Path) -> None:
    (checkout / "layers/shared/python/shared.py").unlink()


@pytest.mark.parametrize("change", [edit_function, add_function, rename_function, remove_layer])
def test_a_change_needs_a_deployment(checkout: Path, change: Callable[[Path], None]) -> None:
    before = inputs_digest(CONTEXT, root=checkout)
    change(checkout)
    assert inputs_digest(CONTEXT, root=checkout) != before


def test_another_context_needs_a_deployment(checkout: Path) -> None:
    before = inputs_digest(CONTEXT, root=checkout)
    assert inputs_digest({**CONTEXT, "chaos": "true"}, root=checkout) != before


@pytest.mark.parametrize("name", ["functions/auth/__pycache__/a.pyc", "functions/.a.swp", "README"])
def test_what_is_not_deployed_needs_none(checkout: Path, name: str) -> None:
    before = inputs_digest(CONTEXT, root=checkout)
    (checkout / name).parent.mkdir(exist_ok=True)
    (checkout / name).write_text("beside the point")
    assert inputs_digest(CONTEXT, root=checkout) == before


def test_the_real_inputs_are_there() -> None:
    root = Path(__file__).parents[3]
    names = {path.relative_to(root).as_posix() for path in input_files(root)}
    assert {"app.py", "cdk.json", "infra/routes.py", "functions/auth/handlers/signup.py"} <= names


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        (
            [
                "Traceback (most recent call last):",
                '  File "app.py", line 3, in <module>',
                "ValueError: the stage is missing",
                "",
                "Subprocess exited with error 1",
            ],
            "ValueError: the stage is missing",
        ),
        (
            [
                "s | 1/3 | 6:11 PM | CREATE_COMPLETE | AWS::SQS::Queue | Queue",
                "s | 1/3 | 6:11 PM | CREATE_FAILED | AWS::SQS::Queue | Timers: name is taken",
                "❌  s failed: Error: The stack failed",
            ],
            "s | 1/3 | 6:11 PM | CREATE_FAILED | AWS::SQS::Queue | Timers: name is taken",
        ),
        (["Synthesis", "❌  s failed: Error: no", "  at x.js:1"], "❌  s failed: Error: no"),
        (["something else", ""], "something else"),
        ([], "it said nothing."),
    ],
)
def test_a_failure_is_one_line(output: list[str], reason: str) -> None:
    assert failure_reason(output) == reason


@pytest.mark.parametrize("stage", ["", "local", "Prod", "a-b", "prod;rm"])
def test_a_real_deployment_needs_a_stage(stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAGE", stage)
    with pytest.raises(SystemExit, match="make deploy STAGE=prod"):
        main()


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps of a real deployment, of which none happens."""
    done: list[str] = []

    def run_cdk(*arguments: str) -> int:
        done.append(" ".join(arguments))
        return 0

    def invoke(function: str, stage: str) -> tuple[str, bool]:
        done.append(f"call {function} of {stage}")
        return '{"Status": "SUCCESS"}', False

    monkeypatch.setenv("STAGE", "prod")
    monkeypatch.setattr("sys.argv", ["deploy", "-c", "domainName=app.example.com"])
    monkeypatch.setattr(web, "build", lambda: done.append("build the client"))
    monkeypatch.setattr(deploy, "run_cdk", run_cdk)
    monkeypatch.setattr(deploy, "invoke", invoke)
    monkeypatch.setattr(
        deploy, "make_reverse_rows", lambda stage: done.append(f"make reverse rows of {stage}")
    )
    return done


def test_a_real_deployment_builds_the_client_first_and_needs_no_terminal(steps: list[str]) -> None:
    main()
    built, deployed, called, last = steps
    assert built == "build the client"
    assert deployed.startswith("deploy --all --require-approval never --concurrency 12 ")
    assert deployed.endswith(" -c target=aws -c stage=prod -c domainName=app.example.com")
    assert called == "call notifications.platform_applications of prod"
    assert last == "make reverse rows of prod"


def test_a_deployment_that_fails_ends_as_the_cdk_does(
    steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deploy, "run_cdk", lambda *_: 3)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 3
    assert steps == ["build the client"]


@pytest.mark.parametrize(
    ("answer", "failed"),
    [('{"Status": "FAILED", "Reason": "mend `fcm`"}', False), ('{"errorMessage": "mend"}', True)],
)
def test_a_deployment_fails_where_what_runs_after_it_does(
    steps: list[str], monkeypatch: pytest.MonkeyPatch, answer: str, *, failed: bool
) -> None:
    monkeypatch.setattr(deploy, "invoke", lambda *_: (answer, failed))
    with pytest.raises(
        SystemExit, match=r"platform_applications failed after the deployment.*mend"
    ):
        main()


@pytest.mark.parametrize("fails", [True, False])
def test_reverse_rows_are_made_by_a_process_of_their_own(
    monkeypatch: pytest.MonkeyPatch, *, fails: bool
) -> None:
    called: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        called.append(command[1:])
        return subprocess.CompletedProcess(command, int(fails), "7 rows made\n", "not allowed")

    monkeypatch.setattr(subprocess, "run", run)
    said: list[str] = []
    if fails:
        with pytest.raises(LocalError, match="Reverse rows could not be made:\nnot allowed"):
            make_reverse_rows("prod", said.append)
    else:
        make_reverse_rows("prod", said.append)
        assert said == ["  7 rows made"]
    assert called == [["-m", "local.reverse_rows", "prod"]]


def test_the_workflow_deploys_with_no_key_and_with_the_approval_of_its_environment() -> None:
    text = (ROOT / ".github/workflows/deploy.yml").read_text("utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read", "id-token": "write"}
    job = workflow["jobs"]["deploy"]
    # Required reviewers are a setting of the environment `prod`.
    assert job["environment"] == "${{ inputs.stage }}"
    assert job["steps"][-1]["run"] == 'make deploy STAGE="$STAGE"'
    assert "secrets." not in text
    for step in job["steps"]:
        # What is typed in is told by the environment, where no shell takes it for a command.
        assert "${{" not in step.get("run", "")


def test_a_client_that_cannot_be_built_is_one_line_and_nothing_is_deployed(
    steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise LocalError("The web client could not be built; see build.log")

    monkeypatch.setattr(web, "build", fail)
    with pytest.raises(SystemExit, match=r"^The web client could not be built; see build\.log$"):
        main()
    assert steps == []
