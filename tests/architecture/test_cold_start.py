"""Imports of a function before its first call, where there is no environment at all."""

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from infra.consumers import CONSUMERS, Consumer, TimersReader
from infra.routes import AUTHORIZER, ROUTES, SOCKET_ROUTES, module_of
from tests.support.modules import DOMAINS, FUNCTIONS, LAYER, loaded

ENDPOINTS = {route.function for route in ROUTES}
OTHERS = {line.function for line in (*SOCKET_ROUTES, *CONSUMERS)}
OF_QUEUES = {line.function for line in CONSUMERS if isinstance(line, Consumer | TimersReader)}

# Each costs tens or hundreds of milliseconds of a cold start.
NEVER = {
    "aws_cdk",
    "aws_lambda_powertools.utilities.idempotency",
    "aws_lambda_powertools.utilities.parameters",
    "aws_xray_sdk",
    "boto3",
    "jsonschema",
    "requests",
    "s3transfer",
    "simplejson",
}
# Batches load the parser's models of all events.
BATCHES = {"aws_lambda_powertools.utilities.batch", "aws_lambda_powertools.utilities.parser"}
SECRETS = {"argon2", "cryptography", "jwt"}
PICTURES = {"PIL"}
TEXTS = {"babel", "fluent"}
SITE = {"anyio", "mangum", "starlette"}
ROWS_AND_MODELS = {"pydantic", "pynamodb"}

# What nearly all functions that read tables load, which would take a minute to do each time.
SHARED = ("botocore.session", "learn_exchange.bus", "learn_exchange.http", "learn_exchange.people")
FORK_FOR_EACH = f"""
import os, sys
sys.path[:0] = [{str(FUNCTIONS)!r}, {str(LAYER)!r}]
import {", ".join(SHARED)}
for line in sys.stdin:
    if os.fork() == 0:
        __import__(line.strip())
        print(*sys.modules, flush=True)
        os._exit(0)
    if os.wait()[1]:
        print(flush=True)
"""

HASHING = {"auth.change_password", "auth.login", "auth.reset_password", "auth.signup"}


def needless(function: str) -> set[str]:
    """Returns what a function can do without."""
    packages = set(NEVER)
    if function not in OF_QUEUES:
        packages |= BATCHES
    if not function.startswith("auth."):
        packages |= SECRETS
    if function.startswith("auth.") and function != "auth.send_mail":
        packages |= TEXTS
    if function != "media.process":
        packages |= PICTURES
    if function not in HASHING:
        packages |= {"argon2"}
    if function == "docs.site":
        packages |= ROWS_AND_MODELS
    else:
        packages |= SITE
    return packages


@pytest.fixture(scope="module")
def loaded_by_fork() -> Iterator[Callable[[str], set[str]]]:
    """Answers as `loaded`, with `SHARED` among the modules: from a fork of one interpreter."""
    with subprocess.Popen(  # noqa: S603 (the command is ours)
        [sys.executable, "-I", "-c", FORK_FOR_EACH],
        env={},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as forking:
        stdin, stdout = forking.stdin, forking.stdout
        assert stdin is not None
        assert stdout is not None

        def modules_of(function: str) -> set[str]:
            print(module_of(function), file=stdin)
            return set(stdout.readline().split())

        yield modules_of


@pytest.mark.parametrize("function", sorted(ENDPOINTS | OTHERS))
def test_a_function_starts_without_an_environment_and_loads_nothing_needless(
    function: str, loaded_by_fork: Callable[[str], set[str]]
) -> None:
    shared = needless(function).isdisjoint(ROWS_AND_MODELS)
    modules = loaded_by_fork(function) if shared else loaded(module_of(function))
    assert module_of(function) in modules
    assert needless(function) & modules == set()
    domain = function.partition(".")[0]
    assert not (DOMAINS - {domain}) & modules


def test_the_authorizer_loads_what_verifies_tokens_and_nothing_else() -> None:
    packages = {name.partition(".")[0] for name in loaded(module_of(AUTHORIZER))}
    third_party = {name for name in packages if not name.startswith("_")} - sys.stdlib_module_names
    assert third_party == {"auth", "cryptography", "jwt"}
