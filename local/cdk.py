"""The command line of the AWS CDK, in the pinned version, on the pinned Node."""

import os
import subprocess
import sys
from collections.abc import Callable

from local.environment import BUILD, ROOT, LocalError, path_with_node
from local.npm import NODE, install


def cdk_command(report: Callable[[str], None]) -> list[str]:
    """Returns the command of the pinned CDK CLI, which is installed on its first use."""
    home = BUILD / "node"
    install(ROOT, home, lambda: report("Installing the AWS CDK command line"))
    script = home / "node_modules" / "aws-cdk" / "bin" / "cdk"
    return [str(NODE), str(script), "--app", f'"{sys.executable}" app.py']


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
