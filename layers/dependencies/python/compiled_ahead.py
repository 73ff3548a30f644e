"""Code that a start would otherwise compile: that of dataclasses, named tuples and patterns.

Dataclasses and named tuples write their methods as text and compile them in each process, and
regular expressions are compiled by Python code: a sixth of a cold start. The build records the
results, a file for each layer and bundle; what it has not recorded is compiled as ever. Each
package of the layer imports this first, so that all of them find it in place.
"""

import collections
import marshal
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

DIRECTORY = "recordings"

_compiler = import_module("re._compiler")
_compile_pattern = _compiler.compile

codes: dict[str, bytes] = {}
"""The code of a text that is executed or evaluated."""
patterns: dict[tuple[str | bytes, int], bytes] = {}
"""The arguments of `_sre.compile` by a pattern and its flags."""


def execute(text: str, names: dict[str, Any], namespace: dict[str, Any]) -> None:
    """Execute the methods of a dataclass, as `exec` does."""
    exec(_code(text), names, namespace)  # noqa: S102 (it stands in for just that)


def evaluate(text: str, names: dict[str, Any]) -> Any:
    """Evaluate the constructor of a named tuple, as `eval` does."""
    return eval(_code(text), names)  # noqa: S307 (it stands in for just that)


def compile_pattern(pattern: Any, flags: int = 0) -> Any:
    """Return a compiled regular expression, as `re` makes it."""
    recorded = patterns.get((pattern, flags))
    if recorded is None:
        return _compile_pattern(pattern, flags)
    return _compiler._sre.compile(*marshal.loads(recorded))  # noqa: S302, SLF001 (our own build's)


def _code(text: str) -> Any:
    recorded = codes.get(text)
    return text if recorded is None else marshal.loads(recorded)  # noqa: S302 (our own build's)


def add(recording: Mapping[str, Any]) -> None:
    """Use a recording, as far as it is of this Python."""
    if recording["python"] == sys.implementation.cache_tag:
        codes.update(recording["codes"])
        if recording["magic"] == _compiler._sre.MAGIC:  # noqa: SLF001 (has no other name)
            patterns.update(recording["patterns"])


def add_all() -> None:
    """Use the recordings of all layers, and of the bundle; there may be none."""
    for root in sys.path:
        directory = f"{root}/{DIRECTORY}"
        if os.path.isdir(directory):  # noqa: PTH112 (pathlib takes a start longer)
            for name in os.listdir(directory):  # noqa: PTH208
                with open(f"{directory}/{name}", "rb") as file:  # noqa: PTH123
                    add(marshal.load(file))  # noqa: S302 (our own build's)


def install() -> None:
    """Let dataclasses, named tuples and `re` look here first."""
    vars(_compiler)["compile"] = compile_pattern
    vars(collections)["eval"] = evaluate
    # Dataclasses load a dozen modules with patterns of their own.
    vars(import_module("dataclasses"))["exec"] = execute


add_all()
install()
