"""Edits of libraries on their way into a layer, and a line where one is no longer as it was."""

import inspect
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import babel.localtime
import botocore.loaders
import pytest

from infra import botocore_cuts, edits, import_cuts
from infra.edits import LibraryChanged

ALIASES = """EVENT_ALIASES = {
    "email": "ses",
    "events": "eventbridge",
}
"""
HANDLERS = """BUILTIN_HANDLERS = [
    ('choose-service-name', len),
    (
        'after-call.iam',
        len,
    ),
    ('before-sign.s3', len),
    ('docs.*.s3.CopyObject.complete-section', len),
]
_add_parameter_aliases(BUILTIN_HANDLERS)
END = 1
"""
DESCRIPTION = {
    "operations": {
        "Get": {"name": "Get", "input": {"shape": "Key"}},
        "Drop": {"name": "Drop", "input": {"shape": "Name"}},
    },
    "shapes": {
        "Key": {"type": "structure", "members": {"parts": {"shape": "Parts"}}},
        "Parts": {"type": "list", "member": {"shape": "Key"}},
        "Name": {"type": "string"},
    },
}


@pytest.fixture
def module(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a module of a package of libraries."""

    def written(source: str) -> Path:
        path = tmp_path / "package/__init__.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(source)
        return path

    return written


def names_in(module: Path) -> dict[str, object]:
    """Returns what a module defines."""
    names: dict[str, object] = {"__name__": "package", "__file__": str(module)}
    exec(compile(module.read_text(), str(module), "exec"), names)  # noqa: S102
    return names


def line_of(module: Path, text: str) -> int:
    """Returns the line that begins with a text, from 1 on."""
    lines = module.read_text().split("\n")
    return next(number for number, line in enumerate(lines, 1) if line.startswith(text))


@pytest.mark.parametrize("source", ["", "old\nold\n"])
def test_a_text_that_is_not_there_once_stops_the_build_with_a_line(
    module: Callable[[str], Path], source: str
) -> None:
    with pytest.raises(LibraryChanged, match=r"^package/__init__\.py has 'old' [02] times, .+\.$"):
        edits.replace(module(source), "old", "new")


@pytest.mark.parametrize(
    "source",
    [
        "import ast\n",
        '"""A package."""\n\nimport ast\n',
        '"""A package\n\nof lines."""\nfrom __future__ import annotations\nimport ast\n',
    ],
)
def test_a_package_imports_another_before_all_else(
    module: Callable[[str], Path], source: str
) -> None:
    package = module(source)
    edits.import_first("json", package)
    imports = [name for name in names_in(package) if name in ("ast", "json")]
    assert imports == ["json", "ast"]


def test_typed_dicts_keep_their_name_and_lose_their_members(module: Callable[[str], Path]) -> None:
    package = module(
        "from typing import TypedDict\n"
        'class Schema(TypedDict, total=False):\n    """Said."""\n    a: int\n    b: "Unknown"\n'
        "class Other:\n    a: int\n"
    )
    other = line_of(package, "class Other")
    import_cuts.empty_typed_dicts(package)
    names = names_in(package)
    assert [vars(names[name])["__annotations__"] for name in ("Schema", "Other")] == [
        {},
        {"a": int},
    ]
    assert line_of(package, "class Other") == other


def test_a_function_that_is_imported_late_is_the_same(module: Callable[[str], Path]) -> None:
    package = module("import sys\nfrom json import dumps\n\ndef text():\n    return dumps([1])\n")
    import_cuts.import_late(package, "json", "dumps")
    text = names_in(package)["text"]
    assert callable(text)
    assert text() == "[1]"
    assert "\nfrom json" not in package.read_text()


def test_a_lazy_package_has_all_names_and_does_what_it_did(module: Callable[[str], Path]) -> None:
    package = module(
        '"""A package."""\n'
        "from json import dumps\nfrom json.encoder import JSONEncoder as Encoder\n"
        "from platform import python_version\n"
        '__all__ = ["dumps", "Encoder"]\n__version__ = python_version()\nprint("done")\n'
    )
    import_cuts.import_lazily(package)
    code = (
        "import sys; import package; print('json.encoder' in sys.modules); "
        "from package import dumps, Encoder; print(dumps([1]), Encoder.__name__)"
    )
    output = subprocess.check_output(  # noqa: S603
        [sys.executable, "-S", "-c", code], cwd=package.parent.parent, text=True
    )
    assert output.splitlines() == ["done", "False", "[1] JSONEncoder"]


def test_members_are_found_as_inspect_finds_them() -> None:
    names: dict[str, object] = {}
    exec(import_cuts.GET_MEMBERS, names)  # noqa: S102

    class Base:
        b = 1
        a = 2
        hidden = 3

    class Derived(Base):
        hidden = None  # type: ignore[assignment]
        c = 4

    found = names["getmembers"]
    assert callable(found)

    def wanted(value: object) -> bool:
        return isinstance(value, int)

    assert ("c", 4) in found(Derived, wanted)
    assert found(Derived, wanted) == inspect.getmembers(Derived, wanted)


def test_the_local_zone_is_found_without_pytz(module: Callable[[str], Path]) -> None:
    source = Path(babel.localtime.__file__).with_name("_helpers.py").read_text("utf-8")
    helpers = module(source)
    import_cuts.find_zones_fast(helpers)
    names = names_in(helpers)
    find = names["_get_tzinfo"]
    assert callable(find)
    assert [find(zone) for zone in ("Europe/Lisbon", "Nowhere")] == [
        ZoneInfo("Europe/Lisbon"),
        None,
    ]
    assert len(helpers.read_text()) < len(source)


def test_dataclasses_say_something_without_docstrings(module: Callable[[str], Path]) -> None:
    package = module(
        "import dataclasses\nfrom dataclasses import dataclass\n"
        '@dataclass(slots=True)\nclass A:\n    """Of A."""\n    a: int\n'
        "@dataclasses.dataclass\nclass B:\n    b: int = 1\n"
        "@dataclass\nclass C: pass\n"
        '"""Of the module."""\n'
    )
    import_cuts.document_dataclasses(package.parent)
    code = "import package as p; print(p.A.__doc__, p.B.__doc__, p.C.__doc__, p.A(1), p.B())"
    output = subprocess.check_output(  # noqa: S603
        [sys.executable, "-S", "-OO", "-c", code], cwd=package.parent.parent, text=True
    )
    assert output.strip() == "Of A. A dataclass. C() A(a=1) B(b=1)"


def test_a_version_is_written_where_it_was_asked_for(module: Callable[[str], Path]) -> None:
    package = module(
        "\nimport importlib.metadata\n__version__ = importlib.metadata.version(__package__)\n"
    )
    import_cuts.write_version(package, "1.2")
    assert names_in(package)["__version__"] == "1.2"


def test_aliases_and_handlers_of_other_services_go(module: Callable[[str], Path]) -> None:
    aliases = module(ALIASES)
    botocore_cuts.cut_aliases(aliases, {"s3", "eventbridge"})
    assert names_in(aliases)["EVENT_ALIASES"] == {"events": "eventbridge"}
    handlers = module(HANDLERS)
    end = line_of(handlers, "END")
    botocore_cuts.cut_handlers(handlers, {"s3", "eventbridge"})
    kept = [("choose-service-name", len), ("before-sign.s3", len)]
    assert names_in(handlers)["BUILTIN_HANDLERS"] == kept
    assert line_of(handlers, "END") == end


def test_operations_keep_the_shapes_that_they_are_made_of(tmp_path: Path) -> None:
    path = tmp_path / "service/1/service-2.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(DESCRIPTION))
    botocore_cuts.cut_operations(path, ["Get"])
    content = json.loads(path.read_text())
    assert [*content["operations"]] == ["Get"]
    assert [*content["shapes"]] == ["Key", "Parts"]
    with pytest.raises(LibraryChanged, match=r"^service no longer has \{'Put'\}\.$"):
        botocore_cuts.cut_operations(path, ["Get", "Put"])


def test_the_manual_of_botocore_is_a_stub_of_the_names_in_use(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name in ("client", "handlers"):
        of = "docstring" if name == "client" else "utils"
        (tmp_path / f"{name}.py").write_text(f"from botocore.docs.{of} import Manual\n")
    botocore_cuts.cut_docs(tmp_path)
    for name in ("docstring", "utils"):
        manual = names_in(tmp_path / f"docs/{name}.py")["Manual"]
        assert callable(manual)
        assert manual("any", of="it") == ""


@pytest.mark.parametrize(
    ("step", "source"),
    [
        (import_cuts.empty_typed_dicts, "class A: pass"),
        (import_cuts.import_lazily, "if True:\n    import json"),
        (import_cuts.find_zones_fast, "import pytz"),
        (import_cuts.find_members_fast, "from inspect import signature"),
        (lambda path: import_cuts.document_dataclasses(path.parent), "class A: pass"),
        (lambda path: import_cuts.import_late(path, "json", "dumps"), "import json"),
        (lambda path: import_cuts.write_version(path, "1"), '__version__ = "1"'),
        (lambda path: botocore_cuts.cut_aliases(path, set()), "EVENT_ALIASES = dict()"),
        (lambda path: botocore_cuts.cut_aliases(path, set()), "OTHER = {}"),
        (lambda path: botocore_cuts.cut_handlers(path, set()), "BUILTIN_HANDLERS = [len]"),
        (lambda path: botocore_cuts.cut_handlers(path, set()), "BUILTIN_HANDLERS = {}"),
        (lambda path: botocore_cuts.cut_handlers(path, set()), "BUILTIN_HANDLERS = []"),
    ],
)
def test_what_a_step_does_not_expect_stops_the_build_with_a_line(
    module: Callable[[str], Path], step: Callable[[Path], None], source: str
) -> None:
    path = module(source)
    with pytest.raises(LibraryChanged, match=r"^\S.+\.$") as stopped:
        step(path)
    assert "\n" not in str(stopped.value)


def test_descriptions_are_read_as_marshal_and_still_as_json(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/rules.json").write_text('{"a": [1, "ä", null, 1.5]}')
    shutil.copyfile(botocore.loaders.__file__, tmp_path / "loaders.py")
    botocore_cuts.read_marshal(tmp_path)
    loader = names_in(tmp_path / "loaders.py")["JSONFileLoader"]
    assert isinstance(loader, type)
    rules = str(tmp_path / "data/rules")
    assert not Path(f"{rules}.json").exists()
    assert loader().exists(rules)
    assert loader().load_file(rules) == {"a": [1, "ä", None, 1.5]}
    (tmp_path / "data/more.json").write_text('{"b": 1}')
    assert loader().load_file(str(tmp_path / "data/more")) == {"b": 1}
