"""Assets for Lambda: the same bytes each time, usable bytecode, and no more than 9.1 MB."""

import json
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import PackageNotFoundError
from importlib.util import MAGIC_NUMBER, find_spec
from pathlib import Path
from typing import Any

import pytest
from aws_lambda_powertools.utilities import data_classes

from infra import botocore_cuts, bytecode, common_passwords, third_party
from infra.assets import ROOT, Assets, build, build_for
from infra.consumers import CONSUMERS
from infra.routes import AUTHORIZER, ROUTES, SOCKET_ROUTES
from learn_exchange import catalogue

NEVER_CHECKED = (1).to_bytes(4, "little")

# What clients of services are, and an upload's form as the media bucket's client signs it.
DESCRIBE_SERVICES = """if True:
    import json, sys
    import botocore.session
    session = botocore.session.Session()
    services = {}
    for name in sys.argv[1:] or session.get_available_services():
        client = session.create_client(
            name, "eu-west-1", aws_access_key_id="key", aws_secret_access_key="secret"
        )
        parameters = client.meta.service_model.client_context_parameters
        services[name] = {
            "url": client.meta.endpoint_url,
            "operations": client.meta.method_to_api_mapping,
            "parameters": [parameter.name for parameter in parameters],
        }
        if name == "s3":
            form = client.generate_presigned_post("bucket", "key", {"tagging": "new"})
            services[name]["form"] = [form["url"], sorted(form["fields"])]
            signed = client.generate_presigned_url("get_object", {"Bucket": "b", "Key": "k"})
            services[name]["signed"] = signed.partition("?")[0]
    print(json.dumps(services))
"""

FUNCTIONS = [AUTHORIZER, *(line.function for line in (*ROUTES, *SOCKET_ROUTES, *CONSUMERS))]


@pytest.fixture(scope="module")
def lambda_runtime() -> bytecode.Runtime:
    try:
        return bytecode.lambda_runtime()
    except bytecode.NoInterpreter as error:
        pytest.skip(f"set PYTHON313 to test what AWS gets: {error}")


@pytest.fixture(scope="module")
def aws(lambda_runtime: bytecode.Runtime) -> Assets:
    return build("aws")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two domains."""
    for file in (
        "layers/learn_exchange/python/learn_exchange/__init__.py",
        "functions/chat/__init__.py",
        "functions/docs/__init__.py",
        "docs/asyncapi.html",
        "docs/asyncapi.json",
        "docs/openapi.json",
        "tests/chaos/python/chaos.py",
    ):
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    return tmp_path


@pytest.fixture
def no_python313(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A machine without Python 3.13; the directory is its PATH."""
    monkeypatch.delenv("PYTHON313", raising=False)
    for name in ("PATH", "HOME", "PYENV_ROOT", "UV_PYTHON_INSTALL_DIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    bytecode.lambda_runtime.cache_clear()
    yield tmp_path
    bytecode.lambda_runtime.cache_clear()


def test_two_builds_are_the_same(
    aws: Assets, lambda_runtime: bytecode.Runtime, tmp_path: Path
) -> None:
    again = build_for(lambda_runtime, tmp_path)
    assert aws.layers.keys() == again.layers.keys()
    for name, layer in aws.layers.items():
        assert digests(layer) == digests(again.layers[name])
    for domain, bundle in aws.bundles.items():
        assert digests(bundle) == digests(again.bundles[domain])


def test_bytecode_is_of_lambdas_python_and_never_checked(
    aws: Assets, lambda_runtime: bytecode.Runtime
) -> None:
    code = "import importlib.util, sys; sys.stdout.buffer.write(importlib.util.MAGIC_NUMBER)"
    magic = subprocess.check_output([lambda_runtime.interpreter, "-c", code])  # noqa: S603
    for directory in everything(aws):
        compiled = list(directory.rglob("*.pyc"))
        assert compiled
        for path in compiled:
            assert path.read_bytes()[:8] == magic + NEVER_CHECKED, path


def test_nothing_is_left_to_compile(aws: Assets) -> None:
    for directory in everything(aws):
        for source in directory.rglob("*.py"):
            assert (source.parent / f"__pycache__/{source.stem}.cpython-313.pyc").exists(), source


def test_no_path_of_this_machine_is_in_it(aws: Assets) -> None:
    paths = {os.fsencode(path) for path in (ROOT, Path.home(), sys.prefix) if len(str(path)) > 6}
    for directory in everything(aws):
        for file in (*directory.rglob("*.pyc"), *directory.rglob("*.marshal")):
            content = file.read_bytes()
            assert not [path for path in paths if path in content], file


def test_layers_of_every_function_are_small(aws: Assets) -> None:
    sizes = {name: zipped_size(layer) for name, layer in aws.layers.items()}
    for function in FUNCTIONS:
        assert sum(sizes[name] for name in aws.layers_of(function)) <= 9_100_000, (function, sizes)


def test_services_in_use_can_be_called_with_what_is_left_of_botocore(
    aws: Assets, lambda_runtime: bytecode.Runtime
) -> None:
    layer = aws.layers["dependencies"] / "python"
    command = [str(lambda_runtime.interpreter), "-S", "-B", "-c", DESCRIBE_SERVICES]
    output = subprocess.check_output(command, env={"PYTHONPATH": str(layer)})  # noqa: S603
    left: dict[str, Any] = json.loads(output)
    assert left.keys() == third_party.AWS_SERVICES
    whole = json.loads(
        subprocess.check_output(  # noqa: S603
            [sys.executable, "-c", DESCRIBE_SERVICES, *sorted(third_party.AWS_SERVICES)], env={}
        )
    )
    operations = left["dynamodb"].pop("operations")
    assert set(operations.values()) == set(botocore_cuts.DYNAMODB_OPERATIONS)
    assert operations.items() <= whole["dynamodb"].pop("operations").items()
    assert left == whole


def test_certificates_are_those_of_amazon(aws: Assets) -> None:
    bundle = aws.layers["dependencies"] / "python/botocore/cacert.pem"
    labels = [line for line in bundle.read_text().splitlines() if line.startswith("# Label")]
    assert labels == [f'# Label: "{root}"' for root in third_party.AMAZON_ROOTS]


def test_packages_import_what_is_asked_for(aws: Assets, lambda_runtime: bytecode.Runtime) -> None:
    names = sorted(data_classes.__all__)
    code = f"""if True:
        import sys
        from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
        assert APIGatewayHttpResolver.__name__ == "APIGatewayHttpResolver"
        assert "aws_lambda_powertools.event_handler.appsync" not in sys.modules
        from aws_lambda_powertools.utilities.data_classes import {", ".join(names)}
    """
    layer = aws.layers["dependencies"] / "python"
    command = [str(lambda_runtime.interpreter), "-S", "-B", "-c", code]
    subprocess.run(command, check=True, env={"PYTHONPATH": str(layer)})  # noqa: S603


def test_libraries_have_all_that_they_load(aws: Assets) -> None:
    # As wheels bring them along: their names end in a digest.
    brought_along = re.compile(rb"lib[\w+-]+-[0-9a-f]{8}\.so[.\d]*")
    for layer in aws.layers.values():
        libraries = {path.name: path.read_bytes() for path in layer.rglob("*.so*")}
        for content in libraries.values():
            assert {name.decode() for name in brought_along.findall(content)} <= libraries.keys()


def test_swagger_ui_goes_to_the_docs_alone(aws: Assets) -> None:
    in_layers = {
        name: sorted(path.name for path in (layer / "python").glob(third_party.SWAGGER_UI))
        for name, layer in aws.layers.items()
    }
    assert in_layers.pop("site") == ["swagger-ui-bundle.min.js", "swagger-ui.min.css"]
    assert not any(in_layers.values())
    assert "site" in aws.layers_of("docs.site")
    assert "site" not in aws.layers_of("user.follow")


def test_a_library_without_its_symbols_still_loads(tmp_path: Path) -> None:
    spec = find_spec("_cffi_backend")
    assert spec
    assert spec.origin
    library = tmp_path / Path(spec.origin).name
    library.write_bytes(Path(spec.origin).read_bytes())
    third_party.strip_symbols(library)
    code = "import _cffi_backend; print(_cffi_backend.__file__)"
    loaded = subprocess.check_output(  # noqa: S603
        [sys.executable, "-c", code], env={"PYTHONPATH": str(tmp_path)}, text=True
    )
    assert loaded.strip() == str(library)


def test_locally_only_first_party_code_is_built(project: Path) -> None:
    assets = build("local", root=project)
    assert list(assets.layers) == ["learn_exchange"]
    assert list(assets.bundles) == ["chat", "docs"]
    compiled = assets.function_bundle("chat") / f"chat/__pycache__/__init__.{cache_tag()}.pyc"
    assert compiled.read_bytes()[:8] == MAGIC_NUMBER + NEVER_CHECKED


def test_the_layer_has_the_skill_catalogue(tmp_path: Path) -> None:
    assets = build_for(bytecode.host_runtime(), tmp_path, third_party_layers=False)
    built = assets.layers["learn_exchange"] / "python/learn_exchange/skills.json"
    assert built.read_bytes() == Path(catalogue.__file__).with_name("skills.json").read_bytes()


def test_chaos_comes_only_when_asked_for(project: Path) -> None:
    assert "chaos" not in build("local", root=project).layers
    assets = build("local", chaos=True, root=project)
    assert list(assets.layers_of("chat.ping")) == ["learn_exchange", "chaos"]
    assert (assets.layers["chaos"] / "python/chaos.py").exists()


def test_the_docs_have_the_contract(project: Path) -> None:
    assets = build("local", root=project)
    for document in ("asyncapi.html", "asyncapi.json", "openapi.json"):
        assert (assets.function_bundle("docs") / "docs" / document).read_text()
    assert not (assets.function_bundle("chat") / "chat/openapi.json").exists()


def test_only_what_has_changed_is_built_again(project: Path) -> None:
    assets = build("local", root=project)
    marks = {name: assets.function_bundle(name) / "mark" for name in ("chat", "docs")}
    for mark in marks.values():
        mark.touch()
    (project / "functions/chat/__init__.py").write_text("changed = True")
    build("local", root=project)
    assert not marks["chat"].exists()
    assert marks["docs"].exists()


def test_code_that_does_not_compile_is_not_taken_for_built(project: Path) -> None:
    (project / "functions/chat/__init__.py").write_text("def")
    for _ in range(2):
        with pytest.raises(subprocess.CalledProcessError):
            build("local", root=project)


@pytest.mark.usefixtures("no_python313")
def test_without_python313_one_line_says_what_to_do() -> None:
    with pytest.raises(bytecode.NoInterpreter, match=r"^AWS Lambda runs .* PYTHON313=\S+$"):
        build("aws")


def test_a_shim_that_does_not_run_is_no_interpreter(no_python313: Path) -> None:
    shim = no_python313 / "python3.13"
    shim.write_text("#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)
    with pytest.raises(bytecode.NoInterpreter):
        bytecode.lambda_runtime()


def test_an_interpreter_that_is_named_is_the_one_used(
    no_python313: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for reported in ("3.13", "3.12"):
        named = no_python313 / f"python-{reported}"
        named.write_text(f"#!/bin/sh\necho {reported}\n")
        named.chmod(0o755)
    monkeypatch.setenv("PYTHON313", str(no_python313 / "python-3.13"))
    assert bytecode.lambda_runtime().interpreter == no_python313 / "python-3.13"
    bytecode.lambda_runtime.cache_clear()
    monkeypatch.setenv("PYTHON313", str(no_python313 / "python-3.12"))
    with pytest.raises(bytecode.NoInterpreter, match=r"PYTHON313=\S+ is not"):
        bytecode.lambda_runtime()


def everything(assets: Assets) -> list[Path]:
    return [*assets.layers.values(), *assets.bundles.values()]


def digests(directory: Path) -> dict[str, tuple[int, str]]:
    return {
        str(file.relative_to(directory)): (
            file.stat().st_mode,
            sha256(file.read_bytes()).hexdigest(),
        )
        for file in directory.rglob("*")
        if file.is_file()
    }


def zipped_size(directory: Path) -> int:
    """Returns the size as CDK zips it: deflated, with headers and directory entries."""
    size = 0
    for file in directory.rglob("*"):
        if file.is_file():
            name = len(str(file.relative_to(directory)))
            size += len(zlib.compress(file.read_bytes(), 9)) + 76 + 2 * name
    return size


def cache_tag() -> str:
    tag = sys.implementation.cache_tag
    assert tag
    return tag


def test_what_checks_passwords_has_the_common_ones(project: Path) -> None:
    auth = project / "functions/auth"
    auth.mkdir(parents=True)
    (auth / "__init__.py").touch()

    bundle = build("local", root=project).function_bundle("auth")

    lines = (bundle / "auth" / common_passwords.NAME).read_text("utf-8").splitlines()
    assert "MIT License" in lines[0]
    assert {"password", "12345678", "iloveyou"} <= {*lines}
    assert len(lines) > common_passwords.FEWEST


def test_without_the_common_passwords_nothing_is_built(
    monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    (project / "functions/auth").mkdir(parents=True)
    (project / "functions/auth/__init__.py").touch()

    def not_installed(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(common_passwords, "distribution", not_installed)

    with pytest.raises(common_passwords.NoPasswordList, match="make venv"):
        build("local", root=project)
