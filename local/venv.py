"""Make `.venv` with the pinned requirements; does nothing where it is up to date.

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
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed"
REQUIREMENTS = ROOT / "requirements.txt"
INCLUDED = "layers/*/requirements.txt"
OLDEST = (3, 11)
NEWER = ("python3.13", "python3.12", "python3.11")


def main() -> None:
    """Make or mend the environment, with the Python that runs this or a newer one on the PATH."""
    wanted = fingerprint()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    if sys.version_info < OLDEST:
        restart_with_newer_python()
    if not importlib.util.find_spec("ensurepip"):
        sys.exit(
            f"{sys.executable} lacks the venv module: install it "
            "(on Debian and Ubuntu: apt install python3-venv)."
        )
    print("Installing the pinned requirements into .venv (once; it takes a minute)", flush=True)
    make = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    install = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check"]
    # Most modules are never imported, so compiling all of them would only take time.
    install += ["--no-compile", "--requirement", str(REQUIREMENTS)]
    if not (succeeds(make) and succeeds(install)):
        sys.exit("The requirements could not be installed: see above, and try again.")
    STAMP.write_text(wanted)


def fingerprint() -> str:
    """What `.venv` is to be made of; its place too, since a virtual environment cannot move."""
    digest = hashlib.sha256(bytes(VENV))
    for path in (REQUIREMENTS, *sorted(ROOT.glob(INCLUDED))):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def restart_with_newer_python() -> None:
    """Run this again with the newest Python found; ends with one line where there is none."""
    for name in NEWER:
        path = shutil.which(name)
        # A version manager's shim may be there for a Python that is not.
        if path and succeeds([path, "-c", ""], stderr=subprocess.DEVNULL):
            os.execv(path, [path, __file__])  # noqa: S606 (no shell is wanted)
    sys.exit(
        "Python 3.11 or newer is needed; this is {}.{}. Install it, or name it: "
        "make PYTHON=/path/to/python3".format(*sys.version_info)
    )


def succeeds(command: "list[str]", stderr: "int | None" = None) -> bool:
    """Run a command of ours; whether it ended well."""
    return subprocess.call(command, stderr=stderr) == 0  # noqa: S603 (the command is ours)


if __name__ == "__main__":
    main()
