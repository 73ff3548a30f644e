"""`make run`: the whole of Learn Exchange on this machine, until Ctrl-C."""

import json
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Final

import boto3
import httpx

from infra.local import DEFAULT_WEB_PORT
from local import web
from local.changes import Watch
from local.deploy import deploy_locally, input_files
from local.emulator import Emulator
from local.environment import LOCAL, LocalError, isolated, port_setting, say
from local.history import add_history
from local.logs import FunctionLog
from local.processes import own_group
from local.seed import DemoLogin, demo_logins, seed
from local.stage import OUTPUTS, STAGE, urls

DEPLOY_LOG: Final = LOCAL / "deploy.log"

_SEEDED: Final = f"/learn-exchange/{STAGE}/seeded"
_ANSWER_LIMIT_S: Final = 60.0


def main() -> None:
    """Run until Ctrl-C or SIGTERM; ends with one line where something is in the way."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        port, web_port = _ports()
        _run(Emulator(port, LOCAL / "state", persist=True, web_port=web_port))
    except LocalError as error:
        raise SystemExit(str(error)) from None
    except KeyboardInterrupt:
        say("\nStopped. The data are kept for the next start.")


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _ports() -> tuple[int, int]:
    port, web_port = port_setting("PORT", "4566"), port_setting("WEB_PORT", DEFAULT_WEB_PORT)
    if port == web_port:
        raise LocalError(f"PORT and WEB_PORT are both {port}: give two different ones.")
    return port, web_port


def _run(emulator: Emulator) -> None:
    say("Starting the AWS emulator")
    emulator.start()
    try:
        OUTPUTS.unlink(missing_ok=True)
        with own_group([sys.executable, "-m", "local.web", "build"]) as client_build:
            say("Deploying Learn Exchange (the first time takes a minute)")
            if not _deploy(emulator):
                say("  nothing has changed since the last deployment")
        if client_build.returncode:
            say("The API runs without it, or with what was built before.")
        addresses = urls(emulator.endpoint, emulator.web_port)
        for address in (f"{addresses['apiUrl']}/health", addresses["docsUrl"]):
            _wait_for_answer(address, emulator)
        _seed_once(emulator.endpoint, addresses["apiUrl"])
        OUTPUTS.write_text(json.dumps(addresses, indent=2) + "\n")
        _welcome(addresses)
        with FunctionLog(emulator.function_log) as log:
            _follow(emulator, log)
    finally:
        # A second Ctrl-C must not leave the emulator behind half stopped.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        OUTPUTS.unlink(missing_ok=True)
        if not emulator.stop():
            say(f"The last changes could not be saved; see {emulator.log}")


def _deploy(emulator: Emulator) -> bool:
    return deploy_locally(
        emulator.endpoint,
        emulator.state_dir,
        context={"webPorts": str(emulator.web_port)},
        log=DEPLOY_LOG,
        report=say,
    )


def _wait_for_answer(address: str, emulator: Emulator) -> None:
    end = time.monotonic() + _ANSWER_LIMIT_S
    while True:
        try:
            answer = httpx.get(address, timeout=_ANSWER_LIMIT_S, trust_env=False)
            problem = f"it answers {answer.status_code}"
            if answer.is_success:
                return
        except httpx.TransportError as error:
            problem = repr(error)
        if time.monotonic() > end:
            raise LocalError(f"{address} fails: {problem}; see {emulator.function_log}")
        time.sleep(0.2)


def _seed_once(endpoint: str, api_url: str) -> None:
    """Put the demo people and their past into a new state, which remembers that with the data."""
    with isolated(endpoint):
        parameters = boto3.Session().client("ssm")
        with suppress(parameters.exceptions.ParameterNotFound):
            parameters.get_parameter(Name=_SEEDED)
            return
        say("Adding demo people and their posts")
        seed(api_url)
        say("Adding what they have exchanged so far")
        add_history()
        parameters.put_parameter(Name=_SEEDED, Value="yes", Type="String")


def _welcome(addresses: dict[str, str]) -> None:
    say("\nLearn Exchange runs.\n")
    for label, name in (
        ("Web", "webUrl"),
        ("API", "apiUrl"),
        ("WebSocket", "webSocketUrl"),
        ("API reference", "docsUrl"),
        ("Mails sent", "mailboxUrl"),
    ):
        say(f"  {label:<14} {addresses[name]}")
    say("\nDemo logins:\n")
    rows = [DemoLogin._fields, *demo_logins()]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        say("  " + "  ".join(cells).rstrip())
    say("\nCtrl-C stops it and keeps the data. What the functions log:\n")


def _follow(emulator: Emulator, log: FunctionLog) -> None:
    """Show logs; deploy, or build the client, again whenever their sources have changed."""
    functions, client = Watch(input_files), Watch(web.input_files)
    while emulator.running:
        for line in log.new_lines():
            say(line)
        if functions.has_changed():
            say("The sources have changed: deploying")
            with _failures_said():
                _deploy(emulator)
        if client.has_changed():
            with _failures_said():
                web.build(say)
        time.sleep(0.5)
    raise LocalError(f"The emulator ended by itself; see {emulator.log}")


@contextmanager
def _failures_said() -> Iterator[None]:
    try:
        yield
    except LocalError as error:
        say(str(error))
