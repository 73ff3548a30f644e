"""Records what a layer or a bundle would compile at each start, beside it.

The module `compiled_ahead` of the common layer uses the recordings, and says why. They are made in
the target's Python, and hold for all machines: neither a function's code nor a pattern's knows of
a processor.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.edits import LibraryChanged, import_first

MODULE = Path(__file__).parent.parent / "layers/dependencies/python/compiled_ahead.py"
RECORDER = Path(__file__).with_name("recorder.py")
DIRECTORY = "recordings"


def install(python: Path) -> None:
    """Add the module to a layer, and let each package there import it first.

    Whichever package a function imports first, what is recorded of the others is then in place.
    """
    shutil.copyfile(MODULE, python / MODULE.name)
    for init in sorted(python.glob("*/__init__.py")):
        import_first(MODULE.stem, init)


def record(name: str, directory: Path, layers: Iterable[Path], interpreter: Path) -> None:
    """Record what the modules of a directory compile, into its recording of this name.

    They import the layers as this machine can; `compiled_ahead` is in one of them.

    Raises:
        LibraryChanged: Python or botocore no longer do what the recorder expects.
    """
    recording = directory / DIRECTORY / f"{name}.marshal"
    recording.parent.mkdir(exist_ok=True)
    recording.unlink(missing_ok=True)
    command = [str(interpreter), "-S", "-B", "-W", "ignore", str(RECORDER)]
    # On the disk of the layers, so that they need not be copied.
    with TemporaryDirectory(dir=directory.parent) as merged:
        # As Lambda lays them over one another: a package may have modules in several.
        for layer in layers:
            shutil.copytree(layer, merged, copy_function=os.link, dirs_exist_ok=True)
        path = os.pathsep.join((str(directory), f"{merged}/python"))
        ended = subprocess.run(  # noqa: S603
            [*command, str(recording), str(directory)],
            env={"PYTHONPATH": path, "PYTHONHASHSEED": "0"},
            capture_output=True,
            text=True,
            check=False,
        )
    if ended.returncode != 0:
        *_, line = ended.stderr.splitlines() or ["it does not say why"]
        raise LibraryChanged(f"The code of {name} cannot be recorded: {line}")


def copy(name: str, source: Path, directory: Path) -> None:
    """Take a recording from another directory, which has the same code for this machine."""
    (directory / DIRECTORY).mkdir(exist_ok=True)
    shutil.copyfile(*(each / DIRECTORY / f"{name}.marshal" for each in (source, directory)))
