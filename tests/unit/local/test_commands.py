"""Commands that cannot do their work say so in one line."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from local import invoke, reconcile, redrive, run
from local.environment import ROOT
from local.stage import urls


@pytest.mark.parametrize("name", ["", "signup", "auth.no_such_function", "../auth.signup"])
def test_invoke_names_the_functions_there_are(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["invoke", name])
    with pytest.raises(SystemExit, match=r"make invoke FUNCTION=… of .*auth\.signup"):
        invoke.main()


@pytest.mark.parametrize("command", [invoke.main, redrive.main, reconcile.main])
def test_what_needs_a_running_system_says_so(
    command: Callable[[], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("local.stage.OUTPUTS", tmp_path / "outputs.json")
    monkeypatch.setattr(sys, "argv", ["invoke", "auth.signup"])
    monkeypatch.delenv("STAGE", raising=False)
    with pytest.raises(SystemExit, match="start `make run` first"):
        command()


def test_commands_find_the_code_of_functions_by_themselves() -> None:
    command = [sys.executable, "-c", "import local.run, local.reconcile"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)  # noqa: S603 (it is ours)


@pytest.mark.parametrize("name", ["PORT", "WEB_PORT"])
@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "4566.5"])
def test_run_refuses_what_is_no_port(name: str, port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, port)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    with pytest.raises(SystemExit, match="from 1 to 65535"):
        run.main()


def test_run_refuses_one_port_for_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEB_PORT", "4566")
    monkeypatch.setattr("signal.signal", lambda *_: None)
    with pytest.raises(SystemExit, match="PORT and WEB_PORT are both 4566"):
        run.main()


def test_addresses() -> None:
    assert urls("http://localhost:4999", 3999) == {
        "webUrl": "http://localhost:3999",
        "apiUrl": "http://localhost:4999/_aws/execute-api/1ea12e00",
        "webSocketUrl": "ws://localhost:4999/_aws/execute-api/1ea12e01/live",
        "docsUrl": "http://localhost:4999/_aws/execute-api/1ea12e00/docs",
        "mailboxUrl": "http://localhost:4999/_ministack/ses/messages",
        "awsEndpointUrl": "http://localhost:4999",
    }


def test_commands_start_no_node_of_the_user() -> None:
    code = "import sys, local.run, local.deploy; print('jsii' in sys.modules)"
    said = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True)  # noqa: S603 (ours)
    assert said == "False\n"
