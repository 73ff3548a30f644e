"""The web client: what it is built with, built of, checked by, and worked on with.

`python -m local.web dev` and so on, from the Makefile; packages are installed on their first use.
"""

import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from infra.assets import only_one_builds
from infra.local import DEFAULT_WEB_PORT
from local.changes import digest, files_below
from local.environment import BUILD, ROOT, LocalError, path_with_node, port_setting, say
from local.npm import NODE, install

SOURCE: Final = ROOT / "web"
CLIENT: Final = SOURCE / "dist"
RECORDS: Final = BUILD / "web"

_CHECKS: Final = "tests"
_CONTRACTS: Final = ("docs/openapi.json", "docs/asyncapi.json")
# No part of what is built: the checks, packages, which the lock file stands for, and the result.
_NO_INPUTS: Final = {_CHECKS, "node_modules", "dist"}
# Of these the types are made; without one of them, all are made again.
_GENERATED: Final = ("src/api/http.d.ts", "src/api/frames.d.ts", "src/texts/ids.d.ts")
_VITE: Final = "node_modules/vite/bin/vite.js"
_TSC: Final = "node_modules/typescript/bin/tsc"
_BIOME: Final = f"{_CHECKS}/node_modules/@biomejs/biome/bin/biome"
_VITEST: Final = f"{_CHECKS}/node_modules/vitest/vitest.mjs"
_DEFAULT_DEV_PORT: Final = 5173

Report = Callable[[str], None]


def build(report: Report = say, *, root: Path = ROOT) -> bool:
    """Build the client into web/dist, unless it is there already, unchanged.

    What was built before stays until it is replaced as a whole. Returns whether there was anything
    to do.

    Raises:
        LocalError: packages cannot be installed, or the sources not be built.
    """
    records = root / RECORDS.relative_to(ROOT)
    client, fresh = root / CLIENT.relative_to(ROOT), records / "fresh"
    with only_one_builds(records):
        stamp, wanted = records / "built", inputs_digest(root=root)
        if stamp.is_file() and stamp.read_text() == wanted and (client / "index.html").is_file():
            return False
        prepare(report, root=root)
        report("Building the web client")
        output = ("--outDir", str(fresh), "--emptyOutDir")
        _run(_VITE, "build", *output, log=records / "build.log", root=root)
        shutil.rmtree(client, ignore_errors=True)
        shutil.move(fresh, client)
        stamp.write_text(wanted)
    return True


def inputs_digest(*, root: Path = ROOT) -> str:
    """Returns a hash of all that the client is built of."""
    return digest(input_files(root), root)


def input_files(root: Path = ROOT) -> Iterator[Path]:
    """Yields the files of which the client is built, in a stable order.

    Types do not count: they are checked, and taken away.
    """
    parts = [path for path in sorted((root / "web").iterdir()) if path.name not in _NO_INPUTS]
    for path in (*parts, *(root / name for name in _CONTRACTS)):
        yield from (file for file in files_below(path) if not file.name.endswith(".d.ts"))


def prepare(report: Report, *, root: Path = ROOT) -> None:
    """Install the client's packages, and generate the types of the contracts and texts.

    Raises:
        LocalError: one of these does not succeed.
    """
    source, records = root / "web", root / RECORDS.relative_to(ROOT)
    install(
        source,
        source,
        lambda: report("Installing the packages of the web client (once; it takes a minute)"),
        records=records / "packages",
    )
    inputs = [root / name for name in _CONTRACTS]
    inputs += [*files_below(source / "scripts"), *sorted(source.glob("src/texts/*.ftl"))]
    with only_one_builds(records / "types"):
        stamp, wanted = records / "types/generated", digest(inputs, root)
        there = all((source / name).is_file() for name in _GENERATED)
        if there and stamp.is_file() and stamp.read_text() == wanted:
            return
        report("Generating the types of the web client")
        _run("scripts/generate.mjs", log=records / "types/generate.log", root=root)
        stamp.write_text(wanted)


def dev_port(web_port: int) -> int:
    """Returns where `make web` serves the client of the system whose front door is `web_port`.

    Each running system has one of its own: 5173 belongs to 3000, 5174 to 3001.
    """
    return _DEFAULT_DEV_PORT + web_port - int(DEFAULT_WEB_PORT)


def develop() -> None:
    """Serve the sources with hot reload until Ctrl-C, beside a running system (`make web`)."""
    prepare(say)
    web_port = port_setting("WEB_PORT", DEFAULT_WEB_PORT)
    front_door = f"http://localhost:{web_port}"
    if not _answers(f"{front_door}/api/health"):
        say(f"Nothing answers at {front_door} yet: `make run` starts it.")
    os.chdir(SOURCE)
    os.environ["PATH"] = path_with_node()
    os.environ.setdefault("VITE_PORT", str(dev_port(web_port)))
    os.execv(NODE, [str(NODE), _VITE])  # noqa: S606 (ours)


def _answers(url: str) -> bool:
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=5):
            return True
    except (urllib.error.URLError, TimeoutError):
        return False


def check_style() -> None:
    """Check format and style, for `make lint`."""
    _check(_BIOME, "check", "--error-on-warnings", ".")


def check_types() -> None:
    """Check types, those of the tests too, for `make types`."""
    _check(_TSC, "--noEmit", "--project", _CHECKS)


def test() -> None:
    """Run the tests of what has logic."""
    _check(_VITEST, "run", "--root", _CHECKS)


def format_sources() -> None:
    """Format the sources, and fix what can be fixed of their style, for `make format`."""
    _check(_BIOME, "check", "--write", ".")


def _check(program: str, *arguments: str) -> None:
    """Run a program of the checks on the client, and end as it does."""
    prepare(say)
    checks = SOURCE / _CHECKS
    install(
        checks,
        checks,
        lambda: say("Installing what checks the web client (once)"),
        records=RECORDS / "checks",
    )
    ended = subprocess.run(  # noqa: S603 (the command is ours)
        [str(NODE), program, *arguments], cwd=SOURCE, env=_environment(), check=False
    )
    if ended.returncode:
        raise SystemExit(ended.returncode)


def _run(program: str, *arguments: str, log: Path, root: Path) -> None:
    command = [str(NODE), program, *arguments]
    with log.open("w") as output:
        ended = subprocess.run(  # noqa: S603 (the command is ours)
            command,
            cwd=root / "web",
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if ended.returncode:
        raise LocalError(f"The web client could not be built; see {log}")


def _environment() -> dict[str, str]:
    return os.environ | {"PATH": path_with_node()}


COMMANDS: Final[dict[str, Callable[[], object]]] = {
    "build": build,
    "dev": develop,
    "format": format_sources,
    "lint": check_style,
    "types": check_types,
    "test": test,
}


def main() -> None:
    """Do what the argument names."""
    try:
        COMMANDS[sys.argv[1]]()
    except LocalError as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
