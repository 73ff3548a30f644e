"""The local stage: its names, its addresses, and working on a stage that is deployed."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from infra.local import DEFAULT_WEB_PORT
from infra.tables import TABLES
from local.environment import API_ID, LOCAL, SOCKET_API_ID, LocalError, isolated

STAGE: Final = "local"
OUTPUTS: Final = LOCAL / "outputs.json"


def urls(endpoint: str, web_port: int = int(DEFAULT_WEB_PORT)) -> dict[str, str]:
    """Returns the addresses that clients and developers open, for the emulator at `endpoint`."""
    api = f"{endpoint}/_aws/execute-api/{API_ID}"
    sockets = f"{endpoint}/_aws/execute-api/{SOCKET_API_ID}/live"
    return {
        "webUrl": f"http://localhost:{web_port}",
        "apiUrl": api,
        "webSocketUrl": sockets.replace("http", "ws", 1),
        "docsUrl": f"{api}/docs",
        "mailboxUrl": f"{endpoint}/_ministack/ses/messages",
        "awsEndpointUrl": endpoint,
    }


def prefix(stage: str) -> str:
    """Returns the prefix of the physical names of a stage's resources."""
    return f"learn-exchange-{stage}-"


def name_tables(stage: str) -> None:
    """Tell what reads and writes tables in this process what those of a stage are called."""
    for table in TABLES:
        os.environ[f"{table.upper()}_TABLE"] = f"{prefix(stage)}{table}"


@contextmanager
def credentials_for(stage: str) -> Iterator[None]:
    """Let AWS clients made in the block reach a deployed stage.

    The local stage is the `make run` of this folder (LocalError when it is not running); any other
    is in the account that the user's own AWS settings name.
    """
    if stage != STAGE:
        yield
        return
    if not OUTPUTS.exists():
        raise LocalError("Nothing runs here: start `make run` first, or name a stage: STAGE=prod")
    with isolated(json.loads(OUTPUTS.read_text())["awsEndpointUrl"]):
        yield
