"""One deployed system for all end-to-end tests of a session.

All these tests go to one xdist worker: a fault or a shifted clock is there for everybody at once.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from learn_exchange import clock
from local.deploy import deploy_locally
from local.emulator import Emulator, free_port
from tests.support.remote import RemoteGateway
from tests.support.system import DeployedClock, System

HERE = Path(__file__).parent
REPLACES_KEYS = "test_every_function.py"
# More than this machine may have processors for, so that calls do meet.
WORKERS = 3


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the end-to-end tests together under `--dist loadgroup`, and begin with them.

    They take longest, so all others fit beside them. Those that replace the signing key come last:
    the authorizer keeps for minutes what is published, which must not be that of a shifted clock.
    """
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.xdist_group("e2e"))
    items.sort(
        key=lambda item: (not item.path.is_relative_to(HERE), item.path.name == REPLACES_KEYS)
    )


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """The system, deployed with the test-only layer that injects faults and shifts clocks."""
    directory = tmp_path_factory.mktemp("system")
    control = directory / "control"
    (control / "faults").mkdir(parents=True)
    with Emulator(free_port(), directory / "state", persist=False, workers=WORKERS) as emulator:
        deploy_locally(
            emulator.endpoint,
            directory,
            context={"chaos": "true", "chaosControl": str(control)},
            log=directory / "deploy.log",
            report=print,
        )
        yield System(emulator.endpoint, control, emulator.function_log)


@pytest.fixture(autouse=True)
def calm(system: System, request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test ends with the right time and with no fault left waiting."""
    assert "PYTEST_XDIST_WORKER" not in os.environ or request.node.nodeid.endswith("@e2e")
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
