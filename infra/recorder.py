"""A program that imports modules, and records the code that they compile meanwhile.

It runs in the target's Python with a layer on its path: `recorder.py <recording> <root>` imports
all modules below the root, and writes what `compiled_ahead` does not yet have of their code.
"""

import sys

sys.path.pop(0)  # that of this file, whose neighbours are no modules of a layer

import importlib
import marshal
from types import SimpleNamespace
from typing import Any

_compiler = importlib.import_module("re._compiler")
_sre = _compiler._sre  # noqa: SLF001 (has no other name)
_compile_pattern = _compiler.compile

# This one has no references between objects, which depend on who else holds them.
MARSHAL_VERSION = 2
NO_CODE = "__main__"

codes: dict[str, bytes] = {}
patterns: dict[tuple[str | bytes, int], bytes] = {}


def execute(text: str, names: dict[str, Any], namespace: dict[str, Any]) -> None:
    """Execute the methods of a dataclass, and record their code."""
    exec(_recorded(text, "exec"), names, namespace)  # noqa: S102


def evaluate(text: str, names: dict[str, Any]) -> Any:
    """Evaluate the constructor of a named tuple, and record its code."""
    return eval(_recorded(text, "eval"), names)  # noqa: S307


def compile_pattern(pattern: Any, flags: int = 0) -> Any:
    """Return a compiled regular expression, and record what it is made of."""

    def compile_recorded(text: Any, all_flags: int, code: list[int], *groups: Any) -> Any:
        if isinstance(text, str | bytes):
            # The compiler has constants that are more than integers.
            arguments = (text, int(all_flags), [int(each) for each in code], *groups)
            patterns[text, int(flags)] = marshal.dumps(arguments, MARSHAL_VERSION)
        return _sre.compile(text, all_flags, code, *groups)

    recording = SimpleNamespace(**{**vars(_sre), "compile": compile_recorded})
    vars(_compiler)["_sre"] = recording
    try:
        return _compile_pattern(pattern, flags)
    finally:
        vars(_compiler)["_sre"] = _sre


def _recorded(text: str, mode: str) -> Any:
    code = compile(text, "<string>", mode, dont_inherit=True)
    codes[text] = marshal.dumps(code, MARSHAL_VERSION)
    return code


def start() -> None:
    """Record from now on."""
    vars(_compiler)["compile"] = compile_pattern
    vars(importlib.import_module("collections"))["eval"] = evaluate
    vars(importlib.import_module("dataclasses"))["exec"] = execute


def import_all(root: str) -> None:
    """Import all modules below a directory that can be: those of extras lack what they need."""
    pathlib = importlib.import_module("pathlib")
    for path in sorted(pathlib.Path(root).rglob("*.py")):
        names = path.relative_to(root).with_suffix("").parts
        if names[-1] != NO_CODE and all(name.isidentifier() for name in names):
            name = ".".join(names[:-1] if names[-1] == "__init__" else names)
            try:
                importlib.import_module(name)
            except (Exception, SystemExit):  # noqa: BLE001, S112
                continue


def make_clients() -> None:
    """Make a client of each service, whose rules compile patterns of their own."""
    session = importlib.import_module("botocore.session").Session()
    for service in session.get_available_services():
        session.create_client(service, "eu-west-1")


def write(path: str) -> None:
    """Write what was recorded, less what there is already."""
    known = importlib.import_module("compiled_ahead")
    recording = {
        "python": sys.implementation.cache_tag,
        "magic": _sre.MAGIC,
        "codes": {key: codes[key] for key in sorted(codes.keys() - known.codes.keys())},
        "patterns": {
            key: patterns[key] for key in sorted(patterns.keys() - known.patterns.keys(), key=repr)
        },
    }
    with open(path, "wb") as file:  # noqa: PTH123
        marshal.dump(recording, file, MARSHAL_VERSION)


def check() -> None:
    """Make one of each, and end the program where it was not recorded."""
    dataclasses = importlib.import_module("dataclasses")
    dataclasses.make_dataclass("Checked", ["of_the_recorder"])
    importlib.import_module("collections").namedtuple("Checked", ["of_the_recorder"])
    importlib.import_module("re").compile("of_the_recorder")
    made = [text for text in codes if "of_the_recorder" in text]
    if not any("lambda" in text for text in made):
        sys.exit("named tuples are made in another way than by `collections.eval`")
    if not any("def" in text for text in made):
        sys.exit("dataclasses are made in another way than by `dataclasses.exec`")
    if ("of_the_recorder", 0) not in patterns:
        sys.exit("patterns are made in another way than by `re._compiler.compile`")
    for text in made:
        del codes[text]
    del patterns["of_the_recorder", 0]


def main(path: str, root: str) -> None:
    """Record the code of all modules below the root."""
    start()
    importlib.import_module("compiled_ahead")
    start()  # in its place
    check()
    import_all(root)
    make_clients()
    write(path)


if __name__ == "__main__":
    main(*sys.argv[1:])
