"""Child processes that end with what started them."""

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from local.environment import ROOT


@contextmanager
def own_group(command: Sequence[str], **options: Any) -> Iterator[subprocess.Popen[str]]:
    """Run a command out of reach of Ctrl-C; whatever it started ends with the block.

    The options are those of `Popen`.
    """
    process = subprocess.Popen(  # noqa: S603 (the command is ours)
        command, cwd=ROOT, stdin=subprocess.DEVNULL, text=True, start_new_session=True, **options
    )
    try:
        yield process
        process.wait()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()
