"""Rules of imports, which keep every file readable by itself."""

import ast
import sys
from collections.abc import Iterable
from graphlib import TopologicalSorter

import pytest

from infra.assets import EXTRA
from infra.consumers import CONSUMERS
from infra.routes import AUTHORIZER, ROUTES, SOCKET_ROUTES, module_of
from tests.support.modules import (
    DEPLOYED,
    DOMAINS,
    OF_CONTRACTS,
    OF_FUNCTIONS,
    OF_INFRA,
    OF_THE_LAYER,
    Module,
    loaded,
)

RESOLVER = "aws_lambda_powertools.event_handler"
# `http` makes the resolver; the others are what an endpoint can have passed in: `Now`, `Caller`,
# `Once`, `ClientAddress`, `PreferredLanguage`, `CookieSession`.
KNOW_THE_RESOLVER = {
    "auth.cookie_sessions",
    "learn_exchange.http",
    "learn_exchange.client_address",
    "learn_exchange.idempotency",
    "learn_exchange.identity",
    "learn_exchange.languages",
}
# What keys and rows are made of, and the problems that a failed condition answers.
KNOWN_TO_TABLES = {
    "learn_exchange.catalogue",
    "learn_exchange.concurrency",
    "learn_exchange.cursor",
    "learn_exchange.ids",
    "learn_exchange.naming",
    "learn_exchange.problems",
    "learn_exchange.settings",
    "learn_exchange.tables",
}
# Third-party packages that only one domain uses, which is the one whose layer has them.
OF_ONE_DOMAIN = {
    "argon2": "auth",
    "cryptography": "auth",
    "email_validator": "auth",
    "icalendar": "exchange",
    "jwt": "auth",
    # Of the shared layer, what has the layer of texts below it.
    "babel": "learn_exchange",
    "mangum": "docs",
    "PIL": "media",
    "starlette": "docs",
}
ENDPOINTS = {module_of(route.function) for route in ROUTES} - {"docs.handlers.site"}
STACKS = ("data", "messaging", "realtime", "api", "domain", "observability")


def those(modules: Iterable[Module], package: str) -> set[str]:
    """Returns the names of the modules that import something of a package or module."""
    return {module.name for module in modules if module.imports_of(package)}


@pytest.mark.parametrize("module", OF_FUNCTIONS, ids=str)
def test_a_domain_imports_no_other_domain(module: Module) -> None:
    for other in DOMAINS - {module.package}:
        assert not module.imports_of(other)


@pytest.mark.parametrize("module", OF_FUNCTIONS, ids=str)
def test_handlers_import_rules_and_nothing_imports_a_handler(module: Module) -> None:
    assert not module.imports_of(f"{module.package}.handlers")


@pytest.mark.parametrize("module", DEPLOYED, ids=str)
def test_what_is_deployed_imports_nothing_that_is_not(module: Module) -> None:
    for package in ("aws_cdk", "boto3", "constructs", "infra", "local", "moto", "pytest", "tests"):
        assert not module.imports_of(package)


@pytest.mark.parametrize("module", OF_THE_LAYER, ids=str)
def test_what_domains_share_imports_no_domain(module: Module) -> None:
    for domain in DOMAINS:
        assert not module.imports_of(domain)


@pytest.mark.parametrize(
    "module", [module for module in OF_FUNCTIONS if module.name in ENDPOINTS], ids=str
)
def test_an_endpoint_reads_as_its_use_case(module: Module) -> None:
    for package in ("botocore", "logging", "os", "pynamodb", "learn_exchange.aws"):
        assert not module.imports_of(package)
    nodes = [*ast.walk(module.tree)]
    assert not [node for node in nodes if isinstance(node, ast.Try | ast.TryStar)]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant)}
    assert not [
        text for text in texts if isinstance(text, str) and "access-control" in text.lower()
    ]
    assert ast.get_docstring(module.tree)


def test_few_modules_know_the_resolver() -> None:
    assert those(DEPLOYED, RESOLVER) == KNOW_THE_RESOLVER


@pytest.mark.parametrize(
    "module", [m for m in OF_THE_LAYER if m.name.startswith("learn_exchange.tables")], ids=str
)
def test_tables_know_nothing_of_http(module: Module) -> None:
    for name in module.imports - {"pynamodb"}:
        package = name.partition(".")[0]
        if package == "learn_exchange":
            assert any(f"{name}.".startswith(f"{known}.") for known in KNOWN_TO_TABLES), name
        else:
            assert package == "pynamodb" or package in sys.stdlib_module_names, name
    assert not module.imports_of("http")


def test_all_tables_together_load_no_framework_of_http() -> None:
    tables = [m.name for m in OF_THE_LAYER if m.name.startswith("learn_exchange.tables.")]
    assert "pynamodb" in loaded(*tables)
    assert "aws_lambda_powertools" not in loaded(*tables)


@pytest.mark.parametrize(("package", "domain"), OF_ONE_DOMAIN.items())
def test_only_one_domain_uses(package: str, domain: str) -> None:
    users = those(DEPLOYED, package)
    assert users
    assert {name.partition(".")[0] for name in users} == {domain}


def test_functions_that_read_texts_have_the_layer_for_it() -> None:
    assert those(DEPLOYED, "fluent") == {"learn_exchange.texts"}
    by_name = {module.name: module for module in DEPLOYED}
    for line in (*ROUTES, *SOCKET_ROUTES, *CONSUMERS):
        reached, ahead = set[str](), {module_of(line.function)}
        while ahead:
            module = by_name[ahead.pop()]
            reached.add(module.name)
            found = {part for name in module.imports for part in (name, name.rpartition(".")[0])}
            ahead |= (found & by_name.keys()) - reached
        extra = EXTRA.get(line.function, EXTRA.get(line.function.partition(".")[0], ()))
        if "learn_exchange.texts" in reached or line.function in EXTRA:
            assert ("texts" in extra) == ("learn_exchange.texts" in reached), line.function


def test_the_environment_is_read_in_one_place() -> None:
    # The authorizer starts faster without the settings.
    assert those(DEPLOYED, "os") == {"learn_exchange.settings", module_of(AUTHORIZER)}


def test_the_time_is_asked_in_one_place() -> None:
    clocks = {("time", "time"), ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today")}
    asking = {
        module.name
        for module in DEPLOYED
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in clocks
    }
    assert asking == {"learn_exchange.clock"}


def test_endpoints_publish_nothing() -> None:
    # The row is the event: only streams and timers are announced.
    assert those(DEPLOYED, "learn_exchange.bus") == {
        "learn_exchange.stream_publisher",
        "timers.handlers.announce",
    }


@pytest.mark.parametrize("module", OF_INFRA, ids=str)
def test_infra_reads_the_tables_and_never_the_functions(module: Module) -> None:
    for package in (*DOMAINS, "contracts", "importlib", "local", "tests", "boto3"):
        # By its name, `importlib` reaches what no rule sees; these two import libraries alone.
        libraries_alone = module.name in {"infra.common_passwords", "infra.recorder"}
        if not (package == "importlib" and libraries_alone):
            assert not module.imports_of(package)


@pytest.mark.parametrize("module", OF_CONTRACTS, ids=str)
def test_contracts_read_the_code_and_know_nothing_of_how_it_is_deployed(module: Module) -> None:
    for package in ("aws_cdk", "infra.stacks", "infra.constructs", "local", "tests", "boto3"):
        assert not module.imports_of(package)


@pytest.mark.parametrize("module", OF_INFRA, ids=str)
def test_a_stack_knows_only_those_before_it(module: Module) -> None:
    if module.name.removeprefix("infra.stacks.") not in STACKS:
        return
    later = STACKS[STACKS.index(module.name.removeprefix("infra.stacks.")) :]
    for stack in later:
        assert not module.imports_of(f"infra.stacks.{stack}")


@pytest.mark.parametrize(
    "modules", [DEPLOYED, OF_INFRA], ids=["functions and their layer", "infra"]
)
def test_no_modules_import_each_other_in_a_circle(modules: list[Module]) -> None:
    names = {module.name for module in modules}
    graph = TopologicalSorter(
        {
            module.name: {
                found
                for name in module.imports
                for found in (name, name.rpartition(".")[0])
                if found in names and found != module.package
            }
            for module in modules
        }
    )
    assert len([*graph.static_order()]) == len(names)
