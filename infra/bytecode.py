"""Compiles Python code ahead of time, as Lambda can use it.

CDK sets every time in an asset to 1980, so bytecode that is checked against its source's time is
thrown away, and a function's disk is read-only: each cold start would compile everything again.
Bytecode that is never checked (PEP 552) is used as it is, by the Python version that made it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LAMBDA_PYTHON = "3.13"
# Amazon Linux 2023 on arm64 has glibc 2.34: wheels for that or an older one run there.
LAMBDA_PLATFORMS = (
    *(f"manylinux_2_{minor}_aarch64" for minor in range(34, 16, -1)),
    "manylinux2014_aarch64",
)


class NoInterpreter(Exception):
    """There is no Python of the version that Lambda runs; one line says what to do."""


@dataclass(frozen=True)
class Runtime:
    """A Python version and a platform to run on."""

    interpreter: Path
    version: str
    platforms: tuple[str, ...] = ()
    """The platform tags of its wheels; none means this machine's."""


def host_runtime() -> Runtime:
    """Returns this machine, with the Python that runs this."""
    return Runtime(Path(sys.executable), f"{sys.version_info[0]}.{sys.version_info[1]}")


@cache
def lambda_runtime() -> Runtime:
    """Returns AWS Lambda on arm64.

    The interpreter is `PYTHON313`, or else found: the one that runs this, on the PATH, or where
    pyenv and uv keep theirs.

    Raises:
        NoInterpreter: none is found, or `PYTHON313` names something else.
    """
    named = os.environ.get("PYTHON313")
    for candidate in [Path(named)] if named else _candidates():
        if _version(candidate) == LAMBDA_PYTHON:
            return Runtime(candidate, LAMBDA_PYTHON, LAMBDA_PLATFORMS)
    if named:
        raise NoInterpreter(f"PYTHON313={named} is not a Python 3.13 that runs.")
    raise NoInterpreter(
        "AWS Lambda runs Python 3.13, and none is found here to compile for it: "
        "install it (`uv python install 3.13`), or name it: PYTHON313=/path/to/python3.13"
    )


def _candidates() -> Iterator[Path]:
    yield Path(sys.executable)
    for directory in os.get_exec_path():
        yield Path(directory) / "python3.13"
    home = Path.home()
    pyenv = Path(os.environ.get("PYENV_ROOT", home / ".pyenv"))
    uv = Path(os.environ.get("UV_PYTHON_INSTALL_DIR", home / ".local/share/uv/python"))
    for versions, pattern in ((pyenv / "versions", "3.13*"), (uv, "cpython-3.13*")):
        yield from sorted(versions.glob(f"{pattern}/bin/python3.13"))


def _version(interpreter: Path) -> str | None:
    """Returns its version, by running it: a version manager's shim may be there and not run."""
    if shutil.which(interpreter) is None:
        return None
    code = "import sys; print(*sys.version_info[:2], sep='.')"
    answer = subprocess.run(  # noqa: S603
        [interpreter, "-I", "-c", code], capture_output=True, text=True, check=False
    )
    return answer.stdout.strip() if answer.returncode == 0 else None


def compile_tree(tree: Path, interpreter: Path, *, mounted_at: str, bare: bool) -> None:
    """Compile all modules below `tree`, which Lambda finds at `mounted_at`.

    The same sources give the same bytes: one process and a fixed seed, since what the marshal
    format shares between objects depends on both. `bare` leaves neither sources nor docstrings nor
    assertions, which makes third-party code half as large; tracebacks still name file and line.

    Raises:
        CalledProcessError: a module does not compile.
    """
    command = [str(interpreter), "-m", "compileall", "-q", "--invalidation-mode=unchecked-hash"]
    command += ["-s", str(tree), "-p", mounted_at, *(["-b", "-o", "2"] if bare else []), str(tree)]
    subprocess.run(command, check=True, env={"PYTHONHASHSEED": "0"})  # noqa: S603
    if bare:
        for source in tree.rglob("*.py"):
            source.unlink()
