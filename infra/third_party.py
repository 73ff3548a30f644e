"""Third-party packages as layers: what a function loads of what is pinned, and no more."""

import json
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Collection
from gzip import decompress
from hashlib import sha256
from pathlib import Path
from typing import Any

from infra import botocore_cuts
from infra.bytecode import Runtime
from infra.import_cuts import (
    document_dataclasses,
    empty_typed_dicts,
    find_members_fast,
    find_zones_fast,
    import_late,
    import_lazily,
    write_version,
)

# botocore knows some 400 services, in 15 MB; these are the ones that functions call.
AWS_SERVICES = frozenset(
    {
        "apigatewaymanagementapi",
        "dynamodb",
        "events",
        "s3",
        "scheduler",
        "secretsmanager",
        "sesv2",
        "sns",
        "sqs",
    }
)

# https://www.amazontrust.com/repository/: what every AWS endpoint's certificate leads back to.
AMAZON_ROOTS = (
    "Amazon Root CA 1",
    "Amazon Root CA 2",
    "Amazon Root CA 3",
    "Amazon Root CA 4",
    "Starfield Services Root Certificate Authority - G2",
)

POWERTOOLS_UTILITIES_UNUSED = (
    "auth_alpha",
    "batch",
    "circuit_breaker",
    "data_masking",
    "feature_flags",
    "idempotency",
    "kafka",
    "parameters",
    "parser",
    "streaming",
    "validation",
)

# Of Pillow, what reads a format and fonts that nobody here opens: half of it.
PILLOW_UNUSED = (
    *(f"PIL/{name}.*.so" for name in ("_avif", "_imagingft", "_imagingtk")),
    *(f"pillow.libs/lib{name}*" for name in ("avif", "brotli", "freetype", "harfbuzz", "png16")),
)

NEVER_LOADED = (
    "bin",
    "*.data",
    "*.dist-info/[!M]*",
    "**/*.pyi",
    "**/py.typed",
    "**/tests",
    "annotated_types/test_cases.py",
    "anyio/_backends/_trio.py",
    "anyio/pytest_plugin.py",
    "babel/messages",
    *(f"aws_lambda_powertools/utilities/{name}" for name in POWERTOOLS_UTILITIES_UNUSED),
    *PILLOW_UNUSED,
    "botocore/data/*/*/examples-1.json",
    "cffi",
    "dateutil/easter.py",
    "dateutil/tz/win.py",
    "dateutil/tzwin.py",
    "dateutil/zoneinfo/*.tar.gz",
    "dateutil/zoneinfo/rebuild.py",
    "email_validator/__main__.py",
    "pydantic/mypy.py",
    "pydantic/v1",
    "pytz/zoneinfo",
    "tzdata/zoneinfo/*.tab",
    "tzdata/zoneinfo/tzdata.zi",
    "urllib3/contrib/emscripten",
    "urllib3/contrib/pyopenssl.py",
    "urllib3/contrib/socks.py",
)

# Packages of which a function uses a few names, and whose `__init__` imports all their modules.
IMPORTED_LAZILY = (
    "aws_lambda_powertools",
    "aws_lambda_powertools/event_handler",
    "aws_lambda_powertools/utilities/data_classes",
)

# Modules that import what they hardly ever call, and what it is. All of importlib.metadata, with
# the parser of mails, is 1 % of a cold start, and so is the logger.
IMPORTED_LATE = {
    "aws_lambda_powertools/package_logger.py": (
        "aws_lambda_powertools.logging.logger",
        "set_package_logger",
    ),
    "pydantic/networks.py": ("importlib.metadata", "version"),
    "pydantic/plugin/_loader.py": ("importlib.metadata", "entry_points"),
    "urllib3/http2/__init__.py": ("importlib.metadata", "version"),
}

SEARCHED = ("pynamodb/attributes.py", "pynamodb/indexes.py", "pynamodb/models.py")

SWAGGER_UI = "aws_lambda_powertools/event_handler/openapi/swagger_ui/*.min.*"

# Of packages that every function has, what one domain alone loads: it is in that domain's layer.
LEFT_TO_DOMAINS = (SWAGGER_UI, "dateutil/rrule.py")


def unpack(
    wheels: Path, python: Path, *, leave_out: tuple[str, ...], languages: Collection[str] = ()
) -> None:
    """Unpack wheels into a layer's `python` directory, and cut what never loads.

    Of what Babel knows of all languages, that of `languages` stays.
    """
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(python)
    for pattern in (*NEVER_LOADED, *leave_out):
        for path in sorted(python.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    for metadata in python.glob("*.dist-info/METADATA"):
        _shorten_metadata(metadata)
    for library in python.rglob("*.so"):
        strip_symbols(library)
    # The common layer has all of this; others have some of it, which is then taken from there.
    if (python / "pydantic").exists():
        _shorten_imports(python)
    if (python / "botocore").exists():
        _cut_services(python / "botocore/data")
        botocore_cuts.cut(python / "botocore", AWS_SERVICES)
        _cut_certificates(python / "botocore/cacert.pem")
    if (python / "babel").exists():
        find_zones_fast(python / "babel/localtime/_helpers.py")
        _cut_languages(python / "babel/locale-data", languages)


def download(requirements: Path, runtime: Runtime, cache: Path) -> Path:
    """Returns the directory of the wheels that a requirements file pins; downloaded once.

    Raises:
        CalledProcessError: pip fails, and has said why.
    """
    inputs = "\n".join((requirements.read_text(), runtime.version, *runtime.platforms))
    wheels = cache / sha256(inputs.encode()).hexdigest()[:16]
    if not wheels.exists():
        partial = wheels.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--disable-pip-version-check", "--only-binary=:all:", "--implementation=cp"]
        command += [f"--python-version={runtime.version}"]
        command += [f"--platform={platform}" for platform in runtime.platforms]
        command += ["--requirement", str(requirements), "--dest", str(partial)]
        subprocess.run(command, check=True)  # noqa: S603
        partial.rename(wheels)
    return wheels


def _shorten_imports(python: Path) -> None:
    empty_typed_dicts(python / "pydantic_core/core_schema.py")
    for module, (package, name) in IMPORTED_LATE.items():
        import_late(python / module, package, name)
    for module in SEARCHED:
        find_members_fast(python / module)
    for package in IMPORTED_LAZILY:
        import_lazily(python / package / "__init__.py")
    write_version(python / "uuid6/__init__.py", _version(python, "uuid6"))
    document_dataclasses(python)


def _shorten_metadata(metadata: Path) -> None:
    """Keep what a package that asks for its own version reads, not the manual."""
    lines = metadata.read_text("utf-8").splitlines()
    kept = [line for line in lines if line.startswith(("Metadata-Version:", "Name:", "Version:"))]
    metadata.write_text("\n".join(kept) + "\n", "utf-8")


def _version(python: Path, package: str) -> str:
    """Return the version of a package that a layer has."""
    [metadata] = python.glob(f"{package}-*.dist-info/METADATA")
    [line] = [each for each in metadata.read_text("utf-8").splitlines() if each[:9] == "Version: "]
    return line[9:]


def strip_symbols(library: Path) -> None:
    """Cut what follows an ELF file's last segment: symbols for debuggers, 3 MB in cryptography's.

    The loader reads segments alone. `strip` would do the same, but knows only the processor of the
    machine that it comes from.
    """
    content = bytearray(library.read_bytes())
    if content[:6] != b"\x7fELF\x02\x01":
        return
    (table,) = struct.unpack_from("<Q", content, 0x20)
    size, count = struct.unpack_from("<HH", content, 0x36)
    segments = [struct.unpack_from("<8xQ16xQ", content, table + i * size) for i in range(count)]
    end = max(offset + length for offset, length in segments)
    struct.pack_into("<Q", content, 0x28, 0)
    struct.pack_into("<HHH", content, 0x3A, 0, 0, 0)
    library.write_bytes(content[:end])


def _cut_services(data: Path) -> None:
    """Keep the services in use, in their latest version, without what is only for readers.

    A client parses its service's description when it is made: with documentation, DynamoDB's is
    five times as long, and the list of all endpoints, 1.2 MB, is parsed too.
    """
    for service in filter(Path.is_dir, list(data.iterdir())):
        *older, _ = sorted(service.iterdir())
        for unused in [service] if service.name not in AWS_SERVICES else older:
            shutil.rmtree(unused)
    prefixes = set()
    for packed in sorted(data.rglob("*.json.gz")):
        description = _without_documentation(json.loads(decompress(packed.read_bytes())))
        # These botocore reads with their documentation, or not at all.
        for parameter in description.get("clientContextParams", {}).values():
            parameter["documentation"] = ""
        prefixes.add(description.get("metadata", {}).get("endpointPrefix"))
        _write_json(packed.with_suffix(""), description)
        packed.unlink()
    endpoints = json.loads((data / "endpoints.json").read_text())
    for partition in endpoints["partitions"]:
        services = partition["services"]
        partition["services"] = {name: services[name] for name in services if name in prefixes}
    _write_json(data / "endpoints.json", endpoints)


def _without_documentation(description: Any) -> Any:
    if isinstance(description, list):
        return [_without_documentation(value) for value in description]
    if not isinstance(description, dict):
        return description
    return {
        name: _without_documentation(value)
        for name, value in description.items()
        # A member of a shape may be named so too, and is then no text.
        if not (name == "documentation" and isinstance(value, str))
    }


def _write_json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, separators=(",", ":")))


def _cut_languages(data: Path, languages: Collection[str]) -> None:
    for locale in data.glob("*.dat"):
        if locale.stem not in ("root", *languages):
            locale.unlink()


def _cut_certificates(bundle: Path) -> None:
    """Keep the roots that AWS uses: reading all 127 takes 33 ms of a full CPU for each client.

    Raises:
        ValueError: a root is missing, so botocore's bundle is no longer what it was.
    """
    certificates = bundle.read_text().split("\n\n")
    kept = []
    for root in AMAZON_ROOTS:
        found = [text for text in certificates if f'# Label: "{root}"' in text]
        if len(found) != 1:
            raise ValueError(f"{bundle.name} has {len(found)} certificates named {root}")
        kept += found
    bundle.write_text("\n\n".join(kept) + "\n")
