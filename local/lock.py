"""`make lock`: write the `requirements.txt` files from the `requirements.in` files.

A `requirements.in` names what the code uses; the `requirements.txt` beside it pins that and all it
needs, with the hashes of every platform's files. The one in the root is what gets installed here,
those of the layers are what AWS gets: each has the versions of the root's.
"""

import re
import subprocess
import sys
from pathlib import Path

from local.environment import ROOT

# What these would be needed for is never called, so no layer has them.
NEVER_LOADED = ("dnspython", "pycparser")
COMPILE = [
    *(sys.executable, "-m", "uv", "--no-config", "--quiet", "pip", "compile"),
    *("--universal", "--python-version=3.11", "--generate-hashes"),
    "--custom-compile-command=make lock",
]


def main() -> None:
    """Lock everything; the arguments are those of `uv pip compile`, such as `--upgrade`."""
    lock(Path("requirements.in"), *sys.argv[1:])
    common = Path("layers/dependencies/requirements.in")
    lock_layer(common)
    shared = names(common.with_suffix(".txt"))
    for requirements in sorted(ROOT.glob("layers/*/requirements.in")):
        if (layer := requirements.relative_to(ROOT)) != common:
            lock_layer(layer, leave_out=shared - names(layer))


def lock_layer(requirements: Path, leave_out: "frozenset[str]" = frozenset()) -> None:
    """Lock a layer's requirements, less what another layer has."""
    unwanted = sorted({*NEVER_LOADED, *leave_out})
    options = [f"--no-emit-package={name}" for name in unwanted]
    lock(requirements, "--constraint=requirements.txt", *options)


def lock(requirements: Path, *options: str) -> None:
    """Write the `requirements.txt` beside a `requirements.in`; ends where that is not possible."""
    output = f"--output-file={requirements.with_suffix('.txt')}"
    command = [*COMPILE, *options, output, str(requirements)]
    if subprocess.call(command, cwd=ROOT, stdout=subprocess.DEVNULL):  # noqa: S603 (it is ours)
        sys.exit(f"{requirements} could not be locked: see above.")


def names(requirements: Path) -> frozenset[str]:
    """Return the names of the packages that a requirements file lists."""
    text = (ROOT / requirements).read_text()
    return frozenset(re.findall(r"^([a-z0-9][a-z0-9._-]*)", text, re.MULTILINE))


if __name__ == "__main__":
    main()
