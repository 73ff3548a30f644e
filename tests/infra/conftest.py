"""The two deployments, each defined once, of code that is not built."""

import json
import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from local.environment import path_with_node

# Importing aws_cdk starts node.
os.environ["JSII_NODE"] = shutil.which("node", path=path_with_node()) or ""

from aws_cdk import App

from infra.assets import ROOT, Assets
from infra.config import Config
from infra.stacks.domain import domains
from infra.system import define
from tests.support.synthesis import Synthesis

FLAGS = json.loads((ROOT / "cdk.json").read_text())["context"]
CONTEXTS: dict[str, dict[str, object]] = {
    "aws": {
        "target": "aws",
        "stage": "test",
        "frontendUrls": ["https://partner.example", "capacitor://localhost"],
        "mailSender": "no-reply@learn-exchange.example",
        "alarmEmail": "operators@learn-exchange.example",
    },
    "local": {"target": "local", "stage": "test"},
    "chaos": {"target": "local", "stage": "test", "chaos": "true", "chaosControl": "control"},
}
LAYERS = {
    "aws": ("calendar", "dependencies", "imaging", "learn_exchange", "signing", "site", "texts"),
    "local": ("learn_exchange",),
    "chaos": ("learn_exchange", "chaos"),
}
CONTEXTS["own domain"] = {
    **CONTEXTS["aws"],
    "frontendUrls": [],
    "concurrency": 1000,
    "domainName": "learn.example",
    "certificateArn": "arn:aws:acm:us-east-1:111122223333:certificate/1a2b3c4d",
    "hostedZoneId": "Z0123456789ABCDEFGHIJ",
    "originSecretVersion": "0193b0f3-0000-4000-8000-000000000000",
}
LAYERS["own domain"] = LAYERS["aws"]
CONTEXTS["developers"] = {**CONTEXTS["aws"], "stageClass": "dev", "mailIdentity": "example.com"}
CONTEXTS["aws again"] = CONTEXTS["aws"]
LAYERS["developers"] = LAYERS["aws again"] = LAYERS["aws"]
# Never synthesised, since that changes what cdk-nag calls a reference to another stack.
CONTEXTS["advised"], LAYERS["advised"] = CONTEXTS["aws"], LAYERS["aws"]
CONTEXTS["advised with a domain"] = CONTEXTS["own domain"]
LAYERS["advised with a domain"] = LAYERS["aws"]
BUILT_CLIENT = {"aws", "aws again", "advised"}


def pytest_itemcollected(item: pytest.Item) -> None:
    """Keep the tests of templates together, under `--dist loadgroup`: to make them takes time."""
    if isinstance(item, pytest.Function) and "defined" in item.fixturenames:
        item.add_marker(pytest.mark.xdist_group("templates"))


@pytest.fixture(scope="session")
def defined(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], App]:
    """Defines a deployment of `CONTEXTS`."""

    @cache
    def app_of(name: str) -> App:
        root = tmp_path_factory.mktemp(name)
        assets = Assets(
            layers={layer: _asset(root, f"layer-{layer}") for layer in LAYERS[name]},
            bundles={domain: _asset(root, f"bundle-{domain}") for domain in domains()},
            client=_client(root) if name in BUILT_CLIENT else None,
        )
        app = App(context={**FLAGS, **CONTEXTS[name]}, outdir=str(root / "out"))
        define(app, Config.of(app.node), assets)
        return app

    return app_of


@pytest.fixture(scope="session")
def synthesise(defined: Callable[[str], App]) -> Callable[[str], Synthesis]:
    """Makes the templates of a deployment of `CONTEXTS`."""

    @cache
    def synthesis_of(name: str) -> Synthesis:
        app = defined(name)
        return Synthesis(Config.of(app.node), Path(app.synth().directory))

    return synthesis_of


def _asset(root: Path, name: str) -> Path:
    """Stands for what would be built; each has other content."""
    directory = root / name
    directory.mkdir()
    (directory / "content").write_text(name)
    return directory


def _client(root: Path) -> Path:
    """Stands for what Vite would build."""
    directory = root / "dist"
    (directory / "assets").mkdir(parents=True)
    for name in ("index.html", "sw.js", "manifest.webmanifest", "assets/app-1a2b.js"):
        (directory / name).write_text(name)
    return directory


@pytest.fixture(scope="session", params=["aws", "local"])
def synthesis(request: pytest.FixtureRequest, synthesise: Callable[[str], Synthesis]) -> Synthesis:
    """Each of the two targets."""
    return synthesise(request.param)


@pytest.fixture(scope="session")
def aws(synthesise: Callable[[str], Synthesis]) -> Synthesis:
    """Returns what goes to AWS."""
    return synthesise("aws")


@pytest.fixture(scope="session")
def local(synthesise: Callable[[str], Synthesis]) -> Synthesis:
    """Returns what goes into the emulator."""
    return synthesise("local")


@pytest.fixture(scope="session")
def own_domain(synthesise: Callable[[str], Synthesis]) -> Synthesis:
    """The AWS template of a stage whose site has a domain of the operator's."""
    return synthesise("own domain")
