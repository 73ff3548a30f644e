"""Run the static checks and a part of the tests side by side.

`python -m local.checks tests/unit -n 2`: the arguments are those of pytest. The tests write to the
terminal as they run; what the other checks have to say follows in one piece each.
"""

import subprocess
import sys
from collections.abc import Mapping, Sequence

# Each is a module that is run as `python -m`.
STATIC_CHECKS: dict[str, list[str]] = {
    "format": ["ruff", "format", "--check", "."],
    "style": ["ruff", "check", "."],
    "types": ["mypy"],
    "style of web": ["local.web", "lint"],
    "types of web": ["local.web", "types"],
    "tests of web": ["local.web", "test"],
}


def main() -> None:
    """Check everything, and say in the last line what has failed; exits with 1 if anything has."""
    failed = run(STATIC_CHECKS, ["pytest", *sys.argv[1:]])
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}")


def run(static_checks: Mapping[str, Sequence[str]], tests: Sequence[str]) -> list[str]:
    """Run the checks in the background and the tests before them; returns the names of what failed.

    Also when interrupted, no check is left behind.
    """
    checks = {
        name: subprocess.Popen(  # noqa: S603 (the commands are ours)
            [sys.executable, "-m", *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for name, command in static_checks.items()
    }
    try:
        tests_failed = subprocess.call([sys.executable, "-m", *tests]) != 0  # noqa: S603
        failed = ["tests"] if tests_failed else []
        for name, check in checks.items():
            output, _ = check.communicate()
            print(f"{name}: {output.strip()}", flush=True)
            if check.returncode != 0:
                failed.append(name)
    finally:
        for check in checks.values():
            check.kill()
            check.wait()
    return failed


if __name__ == "__main__":
    main()
