"""Botocore as functions need it: prepared for some services, and without its manual.

Botocore registers what is special about each of its 400 services whenever it makes a client, in
Python code that looks at each event by all names that a service ever had.
"""

import ast
import json
import marshal
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from infra.edits import LibraryChanged, assigned, blank, replace, span

# What functions call by pynamodb, with what these calls themselves may call.
DYNAMODB_OPERATIONS = (
    "BatchGetItem",
    "BatchWriteItem",
    "DeleteItem",
    "DescribeEndpoints",
    "DescribeTable",
    "GetItem",
    "PutItem",
    "Query",
    "Scan",
    "TransactGetItems",
    "TransactWriteItems",
    "UpdateItem",
)

DOCS_STUB = '''"""A stand-in for botocore's manual, which is not in this layer."""


class Nothing(str):
    def __new__(cls, *_, **__):
        return super().__new__(cls)


{classes}
'''

# Marshal reads a description in a third of the time that JSON takes.
LOAD_FILE = "    def load_file(self, file_path):\n"
LOAD_MARSHAL = f"""{LOAD_FILE}        if os.path.isfile(file_path + '.marshal'):
            with open(file_path + '.marshal', 'rb') as file:
                return marshal.load(file)
"""
FILE_EXISTS = (
    "        for ext in _JSON_OPEN_METHODS:\n            if os.path.isfile(file_path + ext)"
)
MARSHAL_EXISTS = FILE_EXISTS.replace("_JSON", "('.marshal', *_JSON").replace(
    "METHODS:", "METHODS):"
)


def cut(botocore: Path, services: Collection[str]) -> None:
    """Cut what only other services need, and what is only read by people.

    Raises:
        LibraryChanged: botocore is no longer as it was.
    """
    ids = {_event_name(botocore / "data" / service) for service in services}
    cut_aliases(botocore / "utils.py", ids)
    cut_handlers(botocore / "handlers.py", ids)
    cut_docs(botocore)
    cut_operations(_description(botocore / "data/dynamodb"), DYNAMODB_OPERATIONS)
    read_marshal(botocore)


def cut_aliases(utils: Path, ids: Collection[str]) -> None:
    """Keep the former names of the services that have these ids: 3 % of a cold start.

    Each of some 300 events is looked at by all 90 names, as handlers are registered.

    Raises:
        LibraryChanged: the names are no longer a table.
    """
    aliases = assigned(utils, "EVENT_ALIASES")
    if not isinstance(aliases, ast.Dict):
        raise LibraryChanged("botocore.utils.EVENT_ALIASES is no longer a table.")
    entries = zip(aliases.keys, aliases.values, strict=True)
    blank(
        utils,
        [
            (key.lineno, span(value)[1])
            for key, value in entries
            if key and not (isinstance(value, ast.Constant) and value.value in ids)
        ],
    )


def cut_handlers(handlers: Path, ids: Collection[str]) -> None:
    """Keep the handlers for all services and for those with these ids: 2 % of a cold start.

    Raises:
        LibraryChanged: the handlers are no longer a list of tuples that begin with an event.
    """
    builtin = assigned(handlers, "BUILTIN_HANDLERS")
    if not isinstance(builtin, ast.List):
        raise LibraryChanged("botocore.handlers.BUILTIN_HANDLERS is no longer a list.")
    blank(handlers, [span(each) for each in builtin.elts if not _is_for(_event(each), ids)])
    # Parameters of three services that have two names; the pairs are added to the list above.
    replace(handlers, "\n_add_parameter_aliases(BUILTIN_HANDLERS)\n", "\n\n")


def _event(handler: ast.expr) -> str:
    match handler:
        case ast.Tuple([ast.Constant(str(event)), *_]):
            return event
    raise LibraryChanged("botocore.handlers.BUILTIN_HANDLERS is no longer a list of tuples.")


def _is_for(event: str, ids: Collection[str]) -> bool:
    kind, *service = event.split(".")
    return kind != "docs" and (not service or service[0] in ids)


def cut_docs(botocore: Path) -> None:
    """Put a stub in the place of `botocore.docs`, which only makes texts: 2 % of a cold start.

    Raises:
        LibraryChanged: nothing imports it any more, or in another way.
    """
    shutil.rmtree(botocore / "docs")
    modules: dict[str, set[str]] = {}
    for path in sorted(botocore.rglob("*.py")):
        for module, name in _imported_of_docs(path):
            modules.setdefault(module, set()).add(name)
    if modules.keys() != {"docstring", "utils"}:
        raise LibraryChanged(f"botocore imports other modules of botocore.docs: {[*modules]}.")
    (botocore / "docs").mkdir()
    (botocore / "docs/__init__.py").touch()
    for module, names in modules.items():
        classes = "\n\n\n".join(f"class {name}(Nothing):\n    pass" for name in sorted(names))
        (botocore / f"docs/{module}.py").write_text(DOCS_STUB.format(classes=classes), "utf-8")


def _imported_of_docs(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.ImportFrom(module=str(module), names=names):
                package, _, rest = module.partition("botocore.docs")
                if not package and rest != module:
                    yield from ((rest.removeprefix("."), alias.name) for alias in names)


def cut_operations(description: Path, operations: Collection[str]) -> None:
    """Keep these operations of a service, and the shapes that they are made of.

    Raises:
        LibraryChanged: the service has no longer all of them.
    """
    content = json.loads(description.read_text("utf-8"))
    if missing := set(operations) - content["operations"].keys():
        raise LibraryChanged(f"{description.parent.parent.name} no longer has {missing}.")
    content["operations"] = {name: content["operations"][name] for name in operations}
    reached = _shapes(content["operations"].values(), content["shapes"])
    content["shapes"] = {name: each for name, each in content["shapes"].items() if name in reached}
    description.write_text(json.dumps(content, separators=(",", ":")), "utf-8")


def _shapes(parts: Any, shapes: dict[str, Any]) -> set[str]:
    """Return the names of all shapes that parts of a description refer to."""
    reached: set[str] = set()
    waiting = list(parts)
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, dict):
            waiting += part.values()
            name = part.get("shape")
            if isinstance(name, str) and name not in reached:
                reached.add(name)
                waiting.append(shapes[name])
    return reached


def read_marshal(botocore: Path) -> None:
    """Write all descriptions as marshal, and let the loader read that; it still reads JSON.

    With a shorter DynamoDB, it makes a cold start 2 % shorter.

    Raises:
        LibraryChanged: the loader is not as it was.
    """
    loaders = botocore / "loaders.py"
    replace(loaders, LOAD_FILE, LOAD_MARSHAL)
    replace(loaders, FILE_EXISTS, MARSHAL_EXISTS)
    replace(loaders, "\nimport logging\n", "\nimport logging\nimport marshal\n")
    for path in sorted((botocore / "data").rglob("*.json")):
        content = json.loads(path.read_text("utf-8"))
        # This version has no references, which would depend on more than the content.
        path.with_suffix(".marshal").write_bytes(marshal.dumps(content, 2))
        path.unlink()


def _description(service: Path) -> Path:
    [version] = service.iterdir()
    return version / "service-2.json"


def _event_name(service: Path) -> str:
    """Return a service's name in events: its id, hyphenated."""
    metadata = json.loads(_description(service).read_text("utf-8"))["metadata"]
    return str(metadata["serviceId"]).lower().replace(" ", "-")
