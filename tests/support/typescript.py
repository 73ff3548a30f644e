"""A client in TypeScript, generated from docs/openapi.json, and the tools that judge the document.

`tests/clients` pins the tools; they are installed and put to work in `.build/clients`.
"""

import shutil
import subprocess
from functools import cache
from pathlib import Path

from contracts import openapi
from local.environment import BUILD, ROOT
from local.npm import NODE, install

SOURCE = ROOT / "tests/clients"
HOME = BUILD / "clients"
PROGRAMS = {
    "openapi-typescript": "openapi-typescript/bin/cli.js",
    "spectral": "@stoplight/spectral-cli/dist/index.js",
    "tsc": "typescript/bin/tsc",
}


@cache
def workshop() -> Path:
    """Returns the folder of the tools, with the sources and the generated client beside them."""
    install(SOURCE, HOME, lambda: None)
    for name in ("journey.ts", "spectral.yaml"):
        shutil.copy(SOURCE / name, HOME / name)
    generated = run("openapi-typescript", str(openapi.DOCUMENT), "--output", "api.ts")
    assert generated.returncode == 0, generated.stdout
    return HOME


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of the tools; what it says is in `stdout`."""
    return node(str(HOME / "node_modules" / PROGRAMS[program]), *arguments)


def node(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the pinned Node among the tools."""
    return subprocess.run(  # noqa: S603 (the command is ours)
        [str(NODE), *arguments],
        cwd=HOME,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
