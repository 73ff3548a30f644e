"""The virtual environment: which Python it is made with, and when it is made again."""

import os
import sys
from pathlib import Path
from subprocess import CompletedProcess, run

import pytest

from local import venv
from local.environment import ROOT

NEEDED = r"Python 3.11 to 3.14 is needed; this is {}\..*make PYTHON="


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose virtual environments would be made here."""
    (tmp_path / "requirements.txt").write_text("nothing==1.0\n")
    return tmp_path


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have been run; an environment is only pretended."""
    commands: list[list[str]] = []

    def pretend(command: list[str]) -> bool:
        commands.append(command)
        if command[2] == "venv":
            python = Path(command[-1], "bin/python")
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()
        return True

    monkeypatch.setattr(venv, "succeeds", pretend)
    return commands


@pytest.mark.parametrize("version", [(3, 9), (3, 10), (3, 15), (4, 0)])
def test_an_unsupported_python_is_told_what_to_do(
    version: tuple[int, int],
    checkout: Path,
    commands: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "version_info", (*version, 1, "final", 0))
    monkeypatch.setenv("PATH", str(checkout))
    with pytest.raises(SystemExit, match=NEEDED.format(version[0])):
        venv.main(root=checkout)
    assert commands == []


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (3, 14)])
def test_a_supported_python_makes_the_environment(
    version: tuple[int, int],
    checkout: Path,
    commands: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "version_info", (*version, 1, "final", 0))
    venv.main(root=checkout)
    assert [command[2] for command in commands] == ["venv", "pip"]


def test_an_old_python_hands_over_to_a_newer_one(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13, "final", 0))
    monkeypatch.setenv("PATH", str(checkout))
    for name, content in (("python3.13", "exit 1"), ("python3.12", "exit 0")):
        (checkout / name).write_text(f"#!/bin/sh\n{content}\n")
        (checkout / name).chmod(0o755)
    handed_over = []
    monkeypatch.setattr(os, "execv", lambda path, _: handed_over.append(path))
    with pytest.raises(SystemExit):  # Only here: execv does not return.
        venv.main(root=checkout)
    assert handed_over == [str(checkout / "python3.12")]


def test_an_old_python_that_was_named_is_refused(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13, "final", 0))
    monkeypatch.setattr(os, "execv", lambda *_: pytest.fail("another Python was started"))
    with pytest.raises(SystemExit, match=NEEDED.format("3")):
        venv.main(".venv-3.10", root=checkout)


def test_a_python_without_venv_is_told_what_to_do(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(SystemExit, match="apt install python3-venv"):
        venv.main(root=checkout)


def test_requirements_are_installed_once_and_again_when_they_change(
    checkout: Path, commands: list[list[str]]
) -> None:
    venv.main(root=checkout)
    venv.main(root=checkout)
    assert len(commands) == 2
    (checkout / "layers/extra").mkdir(parents=True)
    (checkout / "layers/extra/requirements.txt").write_text("more==1.0\n")
    venv.main(root=checkout)
    assert len(commands) == 4


def test_an_environment_of_another_python_is_made_again(
    checkout: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 12, 1, "final", 0))
    venv.main(root=checkout)
    monkeypatch.setattr(sys, "version_info", (3, 13, 0, "final", 0))
    venv.main(root=checkout)
    assert len(commands) == 4


def test_what_could_not_be_installed_is_tried_again(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(venv, "succeeds", lambda command: "pip" not in command)
    with pytest.raises(SystemExit, match="could not be installed"):
        venv.main(root=checkout)
    assert not (checkout / ".venv/installed").exists()


def test_a_python_that_is_named_has_an_environment_of_its_own() -> None:
    def commands(*arguments: str) -> str:
        # A make that runs the tests hands its own PYTHON on, by name and by MAKEFLAGS.
        handed_on = {"PYTHON", "MAKEFLAGS", "MAKEOVERRIDES", "MAKELEVEL", "MFLAGS"}
        environment = {name: value for name, value in os.environ.items() if name not in handed_on}
        command = ["make", "--dry-run", "types", *arguments]
        made: CompletedProcess[str] = run(  # noqa: S603 (it is ours)
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        return made.stdout

    named = ".venv-{}.{}".format(*sys.version_info)
    assert "\n.venv/bin/python -m mypy" in commands()
    assert f"\n{named}/bin/python -m mypy" in commands(f"PYTHON={sys.executable}")
