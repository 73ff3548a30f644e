"""Every function has the code, settings, log and alarm that its line in `infra` says."""

from collections.abc import Sequence

import pytest

from infra.consumers import CONSUMERS
from infra.routes import AUTHORIZER, ONE_CPU_MB, ROUTES, SOCKET_ROUTES, STANDARD_MB, module_of
from infra.tables import TABLES
from infra.uses import Use
from tests.support.synthesis import Synthesis

LINES = {line.function: line for line in (*ROUTES, *SOCKET_ROUTES, *CONSUMERS)}
FUNCTIONS = [AUTHORIZER, *LINES]
PREFIX = "learn-exchange-test"
SITE = "https://<Distribution FrontDoorDistribution.DomainName>"
APPLICATIONS = "arn:aws:sns:eu-west-1:111122223333:app"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_runs_the_code_that_its_line_names(synthesis: Synthesis, name: str) -> None:
    function = synthesis.function(name).properties
    assert function["Handler"] == f"{module_of(name)}.handler"
    assert function["Runtime"] == "python3.13"
    assert function["Architectures"] == ["arm64"]
    assert function["MemorySize"] == getattr(LINES.get(name), "memory_mb", STANDARD_MB)
    assert function.get("TracingConfig") == (
        {"Mode": "Active"} if synthesis.config.is_aws else None
    )


def test_calls_are_kept_free_only_where_the_limit_of_the_account_is_said(
    synthesis: Synthesis, own_domain: Synthesis
) -> None:
    assert reserved(synthesis) == {}
    assert reserved(own_domain) == {f"{PREFIX}-auth-authorize": 100, f"{PREFIX}-auth-login": 50}


def reserved(synthesis: Synthesis) -> dict[str, int]:
    """Returns the number of calls that are kept free, by function."""
    return {
        function.properties["FunctionName"]: calls
        for function in synthesis.of_kind("Function")
        if (calls := function.properties.get("ReservedConcurrentExecutions"))
    }


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_keeps_its_log_for_a_month(synthesis: Synthesis, name: str) -> None:
    function = synthesis.function(name)
    log_group = synthesis.one(
        "LogGroup", LogGroupName=f"/aws/lambda/{function.properties['FunctionName']}"
    )
    assert log_group.properties["RetentionInDays"] == 30
    assert function.properties["LoggingConfig"] == {"LogGroup": log_group.ref}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_is_told_what_its_uses_say_and_nothing_else(
    synthesis: Synthesis, name: str
) -> None:
    told = synthesis.function(name).properties["Environment"]["Variables"]
    expected = {
        "FUNCTION": name,
        "METRICS_NAMESPACE": PREFIX,
        "PYDANTIC_DISABLE_PLUGINS": "__all__",
        **synthesis.config.environment,
    }
    if name in LINES:
        expected |= addresses(synthesis)
        expected |= variables(synthesis, LINES[name].uses)
    else:
        api = "<Api Api.ApiEndpoint>" if synthesis.config.is_aws else "/_aws/execute-api/1ea12e00"
        expected |= {"JWKS_URL": f"{api}/.well-known/jwks.json", "TOKEN_ISSUER": PREFIX}
        if synthesis.config.is_aws:
            expected |= {"SSL_CERT_FILE": "/opt/python/botocore/cacert.pem"}
    assert told == expected


def test_links_lead_to_a_domain_of_ones_own(own_domain: Synthesis) -> None:
    send_mail = own_domain.function("auth.send_mail").properties["Environment"]["Variables"]
    assert send_mail["FRONTEND_URL"] == "https://learn.example"
    assert send_mail["API_URL"] == "https://learn.example/api"
    login = own_domain.function("auth.login").properties["Environment"]["Variables"]
    assert login["SESSION_ORIGINS"] == "https://learn.example"


def test_functions_that_hash_passwords_have_a_whole_processor(aws: Synthesis) -> None:
    hashing = {
        function.properties["FunctionName"]
        for function in aws.of_kind("Function", MemorySize=ONE_CPU_MB)
    }
    assert hashing >= {f"{PREFIX}-auth-signup", f"{PREFIX}-auth-login"}


def test_each_function_has_the_layers_that_it_needs(aws: Synthesis, local: Synthesis) -> None:
    assert layers(aws, "user.follow") == {"dependencies", "learnexchange"}
    assert layers(aws, "auth.login") == {"dependencies", "learnexchange", "signing"}
    assert layers(aws, "auth.send_mail") == {"dependencies", "learnexchange", "texts"}
    assert layers(aws, AUTHORIZER) == {"dependencies", "learnexchange", "signing"}
    assert layers(aws, "docs.site") == {"dependencies", "learnexchange", "site"}
    assert layers(aws, "exchange.accept") == {"calendar", "dependencies", "learnexchange"}
    reads_texts = {"calendar", "dependencies", "learnexchange", "texts"}
    assert layers(aws, "exchange.calendar") == reads_texts
    assert layers(aws, "media.process") == {"dependencies", "imaging", "learnexchange"}
    assert layers(local, "auth.login") == {"learnexchange"}


def test_only_media_has_what_reads_pictures(aws: Synthesis) -> None:
    having = {name.partition(".")[0] for name in FUNCTIONS if "imaging" in layers(aws, name)}
    assert having == {"media"}


def addresses(synthesis: Synthesis) -> dict[str, str]:
    """Returns what tells every function where clients are, and where they find us."""
    if not synthesis.config.is_aws:
        local = "/_aws/execute-api/1ea12e00"
        return {"API_URL": local, "FRONTEND_URL": "http://localhost:3000"}
    return {"API_URL": f"{SITE}/api", "FRONTEND_URL": SITE}


def variables(synthesis: Synthesis, uses: Sequence[Use]) -> dict[str, str]:
    """Returns what tells a function where the resources of its uses are."""
    is_aws = synthesis.config.is_aws
    cloudfront = "https://<Distribution MediaFilesDistribution.DomainName>"
    media = f"{PREFIX}-media-111122223333"
    local = "/_aws/execute-api/1ea12e01/live"
    sockets = "//<Api Sockets>.execute-api.eu-west-1.amazonaws.com/live"
    shown = {"MEDIA_BASE_URL": cloudfront if is_aws else f"/{media}"}
    told = {
        **{
            f"{name} {what}": {f"{name.upper()}_TABLE": f"<GlobalTable {PREFIX}-{name}>", **shown}
            for name in TABLES
            for what in ("table", "items")
        },
        "uploads bucket": {"UPLOADS_BUCKET": f"{PREFIX}-uploads-111122223333"},
        "media bucket": {"MEDIA_BUCKET": media},
        "signing secret": {"SIGNING_SECRET": f"{PREFIX}/signing", "TOKEN_ISSUER": PREFIX},
        "mail secret": {"MAIL_SECRET": f"{PREFIX}/mail"},
        "origin secret": {"ORIGIN_SECRET": f"{PREFIX}/origin"},
        "mail sender": {
            "MAIL_CONFIGURATION_SET": PREFIX,
            "MAIL_SENDER": "no-reply@learn-exchange.example",
        },
        "push secret": {"PUSH_SECRET": f"{PREFIX}/push"},
        "push applications": {
            "FCM_APPLICATION": f"{APPLICATIONS}/GCM/{PREFIX}-fcm",
            "APNS_APPLICATION": f"{APPLICATIONS}/APNS/{PREFIX}-apns",
            "APNS_SANDBOX_APPLICATION": f"{APPLICATIONS}/APNS_SANDBOX/{PREFIX}-apns",
        },
        "push endpoints": {},
        "cookie sessions": {
            "SESSION_COOKIE": "__Host-refresh" if is_aws else "refresh-3000",
            "SESSION_ORIGINS": SITE if is_aws else "http://localhost:3000 http://127.0.0.1:3000",
        },
        "event bus": {"EVENT_BUS": PREFIX},
        "socket address": {"SOCKET_URL": f"wss:{sockets}" if is_aws else local},
        "socket DELETE": {"SOCKETS_ENDPOINT": f"https:{sockets}" if is_aws else local},
        "socket POST": {"SOCKETS_ENDPOINT": f"https:{sockets}" if is_aws else local},
        "timers group": {"TIMERS_GROUP": f"{PREFIX}-timers"},
        "timers role": {"TIMERS_ROLE_ARN": "<Role TimersRole.Arn>"},
        "timers queue": {
            "TIMERS_QUEUE_URL": f"<Queue {PREFIX}-timers>",
            "TIMERS_QUEUE_ARN": f"<Queue {PREFIX}-timers.Arn>",
        },
    }
    return {
        variable: value
        for use in uses
        for resource in use.actions
        for variable, value in told[resource].items()
    }


def layers(synthesis: Synthesis, name: str) -> set[str]:
    refs: list[str] = synthesis.function(name).properties["Layers"]
    return {ref.removeprefix("<LayerVersion Layers").removesuffix(">") for ref in refs}
