"""Tells whether files have changed: since something was made of them, or while something runs."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

_SETTLED_S: Final = 1.0


def digest(files: Iterable[Path], root: Path, *others: object) -> str:
    """Returns a hash of files, by name and content, and of what else counts beside them."""
    result = hashlib.sha256(repr(others).encode())
    for path in files:
        result.update(bytes(path.relative_to(root)) + b"\0")
        result.update(path.read_bytes())
    return result.hexdigest()


def files_below(path: Path) -> Iterator[Path]:
    """Yields the files of a folder, in a stable order; of a file, itself."""
    if path.is_file():
        yield path
    for file in sorted(path.rglob("[!.]*")):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file


class Watch:
    """Watches files for changes; what an editor is still writing is not settled."""

    def __init__(self, files: Callable[[], Iterable[Path]]) -> None:
        """`files` names the files to watch, again at each look."""
        self._files = files
        self._known = self._pending = self._times()
        self._changed_at = 0.0

    def has_changed(self) -> bool:
        """Tell, once for each change, whether the files have changed and settled."""
        if (now := self._times()) != self._pending:
            self._pending, self._changed_at = now, time.monotonic()
        if self._pending == self._known or time.monotonic() - self._changed_at <= _SETTLED_S:
            return False
        self._known = self._pending
        return True

    def _times(self) -> dict[str, int]:
        times = {}
        for path in self._files():
            # An editor may replace the file between listing it and looking at it.
            with suppress(FileNotFoundError):
                times[str(path)] = path.stat().st_mtime_ns
        return times
