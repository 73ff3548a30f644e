"""Builds what Lambda gets, as plain directories: the layers, and one bundle per domain.

No Docker is needed. Nothing is built again unless what it is made of has changed, and the same
sources give the same bytes, so that a deployment changes only what has changed.
"""

import fcntl
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Literal

from infra import bytecode, common_passwords, compiled_ahead, third_party
from infra.bytecode import Runtime, host_runtime, lambda_runtime

ROOT = Path(__file__).parent.parent

# Lambda lays the layers of a function over one another below /opt, and its own code beside them.
LAYERS_ARE_AT = "/opt"
FUNCTION_IS_AT = "/var/task"

# The modules beside this one that make it; with another one of them, all is built again.
MAKERS = (
    "botocore_cuts.py",
    "bytecode.py",
    "common_passwords.py",
    "compiled_ahead.py",
    "edits.py",
    "import_cuts.py",
    "recorder.py",
    "third_party.py",
)

COMMON = "dependencies"
FIRST_PARTY = "learn_exchange"
CHAOS = "chaos"
# What the functions of some domains, or single ones, need on top of the common layers. One that has
# no use for a layer would only start more slowly with it.
EXTRA = {
    "auth": ("signing",),
    "auth.send_mail": ("texts",),
    "docs": ("site",),
    "exchange": ("calendar",),
    "exchange.calendar": ("calendar", "texts"),
    "exchange.download_session": ("calendar", "texts"),
    "media": ("imaging",),
    "notifications": ("texts",),
}


@dataclass(frozen=True)
class Assets:
    """The directories that were built for a target."""

    layers: dict[str, Path]
    """The directory of each layer, by name."""
    bundles: dict[str, Path]
    client: Path | None = None
    """The files of the web client; None where it is not built."""

    def layers_of(self, function: str) -> dict[str, Path]:
        """Return the layers that a function needs, by name; it is called `<domain>.<name>`."""
        extra = EXTRA.get(function, EXTRA.get(function.partition(".")[0], ()))
        names = (COMMON, *extra, FIRST_PARTY, CHAOS)
        return {name: self.layers[name] for name in names if name in self.layers}

    def function_bundle(self, domain: str) -> Path:
        """Returns the directory that is the code of a domain's functions: it holds `<domain>/…`."""
        return self.bundles[domain]


def build(target: Literal["aws", "local"], *, chaos: bool = False, root: Path = ROOT) -> Assets:
    """Build everything for a target below `.build/<target>/`; what is up to date stays.

    The web client is taken as it is in `web/dist`: `make deploy` builds it before.

    Locally the third-party packages are those of the emulator's own environment, so there only the
    first-party layer is built. `chaos` adds the layer that injects faults in tests.

    Raises:
        LibraryChanged: a library is no longer as a step of the build expects it.
        NoInterpreter: the target is `aws` and there is no Python 3.13 to compile for it.
    """
    if target == "aws":
        client = root / "web/dist"
        assets = build_for(lambda_runtime(), root / ".build/aws", chaos=chaos, root=root)
        return replace(assets, client=client if (client / "index.html").exists() else None)
    return build_for(
        host_runtime(), root / ".build/local", third_party_layers=False, chaos=chaos, root=root
    )


def build_for(
    runtime: Runtime,
    output: Path,
    *,
    third_party_layers: bool = True,
    chaos: bool = False,
    root: Path = ROOT,
) -> Assets:
    """Build everything for a runtime below `output`."""
    with only_one_builds(output):
        builder = _Builder(runtime, output, root)
        others = builder.third_party_layers() if third_party_layers else {}
        layers = {FIRST_PARTY: builder.first_party_layer(builder.first_party), **others}
        if chaos:
            layers[CHAOS] = builder.first_party_layer(root / "tests/chaos/python")
        domains = sorted(path.parent.name for path in root.glob("functions/*/__init__.py"))
        return Assets(layers, {domain: builder.bundle(domain) for domain in domains})


@dataclass(frozen=True)
class _Builder:
    runtime: Runtime
    output: Path
    root: Path
    importable: dict[str, Path] = field(default_factory=dict)
    """The third-party layers, by name, as this machine imports them; none before they are built."""

    @property
    def first_party(self) -> Path:
        """The modules that all domains share."""
        return self.root / "layers/learn_exchange/python"

    @property
    def requirements(self) -> list[Path]:
        """Returns what the third-party layers are made of, the common one first."""
        common = self.root / f"layers/{COMMON}/requirements.txt"
        return [common, *sorted({*self.root.glob("layers/*/requirements.txt")} - {common})]

    def third_party_layers(self) -> dict[str, Path]:
        """Build the layers of third-party packages, by name.

        Code is recorded by importing it: those for another machine come after those for this one.
        """
        if self.runtime.platforms:
            here = _Builder(replace(self.runtime, platforms=()), self.output / "here", self.root)
            self.importable.update(here.third_party_layers())
        layers: dict[str, Path] = {}
        for requirements in self.requirements:
            layer = self.third_party_layer(requirements, layers.get(COMMON))
            layers[requirements.parent.name] = layer
        if not self.runtime.platforms:
            self.importable.update(layers)
        return layers

    def first_party_layer(self, python: Path) -> Path:
        """Returns a layer of our own modules."""
        name = python.parent.name

        def make(directory: Path) -> None:
            _copy(python, directory / "python")
            if name == FIRST_PARTY and self.importable:
                self._record(name, directory / "python", self.importable.values())
            self._compile(directory, LAYERS_ARE_AT, bare=False)

        inputs = [python, *(self.requirements if self.importable else ())]
        return self._up_to_date(f"layers/{name}", inputs, make)

    def third_party_layer(self, requirements: Path, common: Path | None = None) -> Path:
        """Returns a layer of the packages that a requirements file pins, less what `common` has."""
        texts = sorted(self.root.glob("functions/*/texts"))
        name = requirements.parent.name

        def make(directory: Path) -> None:
            wheels = third_party.download(requirements, self.runtime, self.root / ".build/wheels")
            leave_out = () if common else third_party.LEFT_TO_DOMAINS
            languages = {file.stem for each in texts for file in each.glob("*.ftl")}
            python = directory / "python"
            third_party.unpack(wheels, python, leave_out=leave_out, languages=languages)
            if common is None:
                compiled_ahead.install(python)
            if name in self.importable:
                compiled_ahead.copy(name, self.importable[name] / "python", python)
            else:
                self._record(name, python, [common] if common else [])
            self._compile(directory, LAYERS_ARE_AT, bare=True)
            for file in _files(directory):
                if common and (common / file.relative_to(directory)).exists():
                    file.unlink()

        inputs = [requirements] if common is None else [requirements, common, *texts]
        return self._up_to_date(f"layers/{name}", inputs, make)

    def bundle(self, domain: str) -> Path:
        """Returns the code of a domain's functions."""
        package = self.root / "functions" / domain
        documents = sorted(self.root.glob("docs/*api.*")) if domain == "docs" else []
        lists = [common_passwords.source()] if domain == "auth" else []
        first_party = self.output / f"layers/{FIRST_PARTY}"
        layers = [*self.importable.values(), first_party] if self.importable else []

        def make(directory: Path) -> None:
            _copy(package, directory / domain)
            if domain == "auth":
                common_passwords.write(directory / domain / common_passwords.NAME)
            for document in documents:
                shutil.copyfile(document, directory / domain / document.name)
            if layers:
                self._record(domain, directory, layers)
            self._compile(directory, FUNCTION_IS_AT, bare=False)

        inputs = [package, *documents, *lists]
        if layers:
            inputs += [*self.requirements, self.first_party]
        return self._up_to_date(f"functions/{domain}", inputs, make)

    def _record(self, name: str, directory: Path, layers: Iterable[Path]) -> None:
        compiled_ahead.record(name, directory, layers, self.runtime.interpreter)

    def _compile(self, directory: Path, mounted_at: str, *, bare: bool) -> None:
        bytecode.compile_tree(directory, self.runtime.interpreter, mounted_at=mounted_at, bare=bare)

    def _up_to_date(self, name: str, inputs: list[Path], make: Callable[[Path], None]) -> Path:
        """Returns the directory `name`, made again if what it is made of is not what it was."""
        directory = self.output / name
        stamp = directory.with_name(f"{directory.name}.stamp")
        here = Path(__file__)
        code = [here, *(here.with_name(maker) for maker in MAKERS), compiled_ahead.MODULE]
        wanted = _digest(self.runtime, [*code, *inputs])
        if not (directory.exists() and stamp.exists() and stamp.read_text() == wanted):
            stamp.unlink(missing_ok=True)
            shutil.rmtree(directory, ignore_errors=True)
            directory.mkdir(parents=True)
            make(directory)
            _settle(directory)
            stamp.write_text(wanted)
        return directory


def _files(tree: Path) -> Iterator[Path]:
    return (path for path in sorted(tree.rglob("*")) if path.is_file())


def _copy(source: Path, destination: Path) -> None:
    shutil.copytree(
        source, destination, ignore=shutil.ignore_patterns("__pycache__", "*.pyc", ".*")
    )


def _settle(directory: Path) -> None:
    """Leave no trace of who built it and how: the same modes everywhere, no empty directory."""
    for path in sorted(directory.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        else:
            path.chmod(0o755 if path.is_dir() or path.suffix == ".so" else 0o644)


def _digest(runtime: Runtime, inputs: list[Path]) -> str:
    digest = sha256(repr((runtime.version, runtime.platforms)).encode())
    for path in inputs:
        for file in _files(path) if path.is_dir() else [path]:
            if "__pycache__" not in file.parts:
                digest.update(f"{path.name}/{file.relative_to(path)}\0".encode())
                digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()


@contextmanager
def only_one_builds(output: Path) -> Iterator[None]:
    """Wait for another process that builds the same."""
    output.mkdir(parents=True, exist_ok=True)
    with (output / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
