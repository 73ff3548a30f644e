"""Make a virtual environment with the pinned requirements; does nothing where it is up to date.

It runs before anything is installed, and on any Python 3, to say what is missing.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEFAULT = ".venv"
REQUIREMENTS = "requirements.txt"
INCLUDED = "layers/*/requirements.txt"
OLDEST = (3, 11)
NEWEST = (3, 14)
SUPPORTED = ("python3.14", "python3.13", "python3.12", "python3.11")


def main(name: str = DEFAULT, *, root: Path = ROOT) -> None:
    """Make the environment `name` below `root`, or bring it up to date.

    The default environment is made with the Python that runs this or, if that one is too old, with
    a newer one on the PATH. The others are for the Python that was named, which is used or refused.
    """
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        if name == DEFAULT and sys.version_info < OLDEST:
            restart_with_newer_python()
        sys.exit(
            "Python 3.11 to 3.14 is needed; this is {}.{}. Install one of them, or name it: "
            "make PYTHON=/path/to/python3".format(*sys.version_info)
        )
    environment = root / name
    python, stamp = environment / "bin" / "python", environment / "installed"
    wanted = fingerprint(environment, root)
    if python.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    if not importlib.util.find_spec("ensurepip"):
        sys.exit(
            f"{sys.executable} lacks the venv module: install it "
            "(on Debian and Ubuntu: apt install python3-venv)."
        )
    print(f"Installing the pinned requirements into {name} (once; it takes a minute)", flush=True)
    make = [sys.executable, "-m", "venv", "--clear", str(environment)]
    install = [str(python), "-m", "pip", "install", "--disable-pip-version-check"]
    # Most modules are never imported, so compiling all of them would only take time.
    install += ["--no-compile", "--requirement", str(root / REQUIREMENTS)]
    if not (succeeds(make) and succeeds(install)):
        sys.exit("The requirements could not be installed: see above, and try again.")
    stamp.write_text(wanted)


def fingerprint(environment: Path, root: Path) -> str:
    """Hash what an environment is made of: requirements, Python version, and its own path.

    The path counts since a virtual environment cannot move.
    """
    digest = hashlib.sha256(bytes(environment))
    digest.update(repr(sys.version_info[:2]).encode())
    for path in (root / REQUIREMENTS, *sorted(root.glob(INCLUDED))):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def restart_with_newer_python() -> None:
    """Run this again with the newest supported Python on the PATH; returns where there is none."""
    for name in SUPPORTED:
        path = shutil.which(name)
        # A version manager's shim may be there for a Python that is not.
        if path and succeeds([path, "-c", ""], stderr=subprocess.DEVNULL):
            os.execv(path, [path, __file__])  # noqa: S606 (no shell is wanted)


def succeeds(command: "list[str]", stderr: "int | None" = None) -> bool:
    """Run a command of ours; whether it ended well."""
    return subprocess.call(command, stderr=stderr) == 0  # noqa: S603 (the command is ours)


if __name__ == "__main__":
    main(*sys.argv[1:])
