"""Fixtures of a deployed system, in an emulator that all tests of a worker share.

A fault or a shifted clock is there for everybody at once, so under xdist the tests that use it form
groups, of which each goes to one worker. Tests with AWS in memory have fixtures of the same names:
the conftest of a folder says which ones it takes.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from infra.assets import only_one_builds
from learn_exchange import clock
from tests.support.raised_limits import RAISED
from tests.support.remote import RemoteGateway
from tests.support.system import DeployedClock, System

CONTROL = "control"
# Where each worker serves the web client, as the functions know: sessions by cookie exist there.
WEB_PORTS = "web-ports"
# More than this machine may have processors for, so that calls do meet.
WORKERS = 3


@pytest.fixture(scope="session")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state of an emulator with everything in it, deployed once for all workers.

    Its test-only layer injects faults and shifts clocks, as the directory `control` in the state of
    the emulator says that starts with a copy.
    """
    from local.deploy import deploy_locally  # noqa: PLC0415 (fast tests can do without it)
    from local.emulator import Emulator, free_port  # noqa: PLC0415

    directory = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        directory = directory.parent
    directory, finished = directory / "deployed", directory / "deployed/finished"
    with only_one_builds(directory):
        if not finished.exists():
            with Emulator(free_port(), directory / "state", persist=True) as emulator:
                web_ports = ",".join(str(free_port()) for _ in range(_number_of_workers()))
                deploy_locally(
                    emulator.endpoint,
                    directory,
                    context={
                        "chaos": "true",
                        "chaosControl": CONTROL,
                        "limits": " ".join(f"{name}={most}" for name, most in RAISED.items()),
                        "webPorts": web_ports,
                    },
                    log=directory / "deploy.log",
                    report=print,
                )
                assert emulator.stop(), "the state is saved"
            shutil.rmtree(directory / "state/tmp")
            (directory / "state" / CONTROL / "faults").mkdir(parents=True)
            (directory / "state" / WEB_PORTS).write_text(web_ports)
            finished.touch()
    return directory / "state"


@pytest.fixture(scope="session")
def system(deployed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """The system of a worker."""
    from local.emulator import Emulator, free_port  # noqa: PLC0415

    state = tmp_path_factory.mktemp("system") / "state"
    shutil.copytree(deployed, state)
    web_port = int((state / WEB_PORTS).read_text().split(",")[_number_of_this_worker()])
    emulator = Emulator(
        free_port(), state, persist=True, save=False, workers=WORKERS, web_port=web_port
    )
    with emulator:
        yield System(emulator.endpoint, state / CONTROL, emulator.function_log, web_port)


def _number_of_workers() -> int:
    return int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))


def _number_of_this_worker() -> int:
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


@pytest.fixture
def calm(system: System) -> Iterator[None]:
    """Ends a test with the right time, and with no fault left waiting."""
    yield
    (system.control / "clock-shift").unlink(missing_ok=True)
    shutil.rmtree(system.control / "faults")
    (system.control / "faults").mkdir()


@pytest.fixture
def gateway(system: System) -> Iterator[RemoteGateway]:
    """The deployed HTTP API."""
    limits = httpx.Limits(max_connections=100, max_keepalive_connections=100)
    with httpx.Client(base_url=system.api_url, timeout=120, limits=limits, trust_env=False) as http:
        yield RemoteGateway(http=http)


@pytest.fixture
def time_passes(system: System, monkeypatch: pytest.MonkeyPatch) -> DeployedClock:
    """A clock that moves the functions and this process on together."""
    deployed_clock = DeployedClock(system)
    real = clock.system_time
    monkeypatch.setattr(clock, "system_time", lambda: real() + deployed_clock.shift.total_seconds())
    return deployed_clock
