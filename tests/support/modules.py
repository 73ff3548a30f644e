"""The project's own modules, as their source has them: what each imports."""

import ast
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType

from infra.routes import module_of

ROOT = Path(__file__).parents[2]
FUNCTIONS = ROOT / "functions"
LAYER = ROOT / "layers/learn_exchange/python"
DOMAINS = frozenset(path.name for path in FUNCTIONS.iterdir() if (path / "__init__.py").exists())


def load(function: str) -> ModuleType:
    """Returns the module of a deployed function, such as `auth.signup`."""
    return import_module(module_of(function))


def loaded(*modules: str) -> set[str]:
    """Returns the modules that a fresh interpreter has when it has imported some of ours."""
    program = (
        f"import sys; sys.path[:0] = [{str(FUNCTIONS)!r}, {str(LAYER)!r}]; "
        f"import {', '.join(modules)}; print(*sys.modules)"
    )
    started = subprocess.run(  # noqa: S603 (the command is ours)
        [sys.executable, "-I", "-c", program], env={}, capture_output=True, text=True, check=False
    )
    assert started.returncode == 0, started.stderr
    return set(started.stdout.split())


@dataclass(frozen=True)
class Module:
    """A module by its dotted name."""

    name: str
    path: Path

    def __str__(self) -> str:
        return self.name

    @property
    def package(self) -> str:
        """Its topmost package: for functions, the domain."""
        return self.name.partition(".")[0]

    @cached_property
    def tree(self) -> ast.Module:
        """Its source, parsed."""
        return ast.parse(self.path.read_text("utf-8"))

    @cached_property
    def imports(self) -> frozenset[str]:
        """All that it imports, as far down as the import names it: `a.b` or `a.b.name`."""
        found: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            if isinstance(node, ast.ImportFrom):
                assert not node.level, f"{self.name} has a relative import"
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
        return frozenset(found)

    def imports_of(self, package: str) -> set[str]:
        """Returns what it imports of a package or module, that itself included."""
        return {name for name in self.imports if f"{name}.".startswith(f"{package}.")}


def modules(root: Path, *packages: str) -> list[Module]:
    """Returns all modules of packages below an import root."""
    files = [path for package in packages for path in sorted((root / package).rglob("*.py"))]
    return [Module(_name(path.relative_to(root)), path) for path in files]


def _name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


OF_FUNCTIONS = modules(FUNCTIONS, *sorted(DOMAINS))
OF_THE_LAYER = modules(LAYER, "learn_exchange")
OF_INFRA = modules(ROOT, "infra")
OF_CONTRACTS = modules(ROOT, "contracts")
DEPLOYED = [*OF_FUNCTIONS, *OF_THE_LAYER]
