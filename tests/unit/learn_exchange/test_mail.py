"""Requests to SES."""

from typing import Any

import pytest

from learn_exchange import aws
from learn_exchange.mail import Mail, ascii_address, send
from tests.conftest import ENVIRONMENT
from tests.support.gateway import Json

AUTOMATIC = {"Name": "Auto-Submitted", "Value": "auto-generated"}


@pytest.fixture
def requests(aws_in_memory: None, monkeypatch: pytest.MonkeyPatch) -> list[Json]:
    """Returns what SES was asked for, in a form that its client takes; it does nothing."""
    asked: list[Json] = []
    client = aws.client("sesv2")

    def send_email(**request: Any) -> None:
        client._convert_to_request_dict(
            request,
            client.meta.service_model.operation_model("SendEmail"),
            endpoint_url="https://ses",
        )
        asked.append(request)

    monkeypatch.setattr(client, "send_email", send_email)
    return asked


def test_a_mail_is_sent_as_text_and_as_html(requests: list[Json]) -> None:
    send(Mail("Hello", "Hello Ana", "<p>Hello Ana</p>"), "ana@example.com")

    [request] = requests
    assert request["FromEmailAddress"] == f"Learn Exchange <{ENVIRONMENT['MAIL_SENDER']}>"
    assert request["Destination"] == {"ToAddresses": ["ana@example.com"]}
    simple = request["Content"]["Simple"]
    assert simple["Subject"]["Data"] == "Hello"
    assert simple["Body"]["Text"]["Data"] == "Hello Ana"
    assert simple["Body"]["Html"]["Data"] == "<p>Hello Ana</p>"
    assert simple["Headers"] == [AUTOMATIC]


def test_ses_is_to_tell_whether_a_mail_comes_back(requests: list[Json]) -> None:
    send(Mail("Hello", "Hello Ana", "<p>Hello Ana</p>"), "ana@example.com")

    assert requests[0]["ConfigurationSetName"] == ENVIRONMENT["MAIL_CONFIGURATION_SET"]


def test_a_mail_may_have_headers_for_mail_programs(requests: list[Json]) -> None:
    headers = {"List-Unsubscribe": "<https://example.com>", "X-Another": "value"}

    send(Mail("Hello", "Hello Ana", "<p>Hello Ana</p>", headers), "ana@example.com")

    assert requests[0]["Content"]["Simple"]["Headers"] == [
        AUTOMATIC,
        {"Name": "List-Unsubscribe", "Value": "<https://example.com>"},
        {"Name": "X-Another", "Value": "value"},
    ]


@pytest.mark.parametrize(
    ("address", "sent_to"),
    [
        ("ana@example.com", "ana@example.com"),
        ("x@b\u00fccher.example", "x@xn--bcher-kva.example"),
        ("x@stra\u00dfe.example", "x@xn--strae-oqa.example"),
        ("x@\u4f8b\u5b50.\u5e7f\u544a", "x@xn--fsqu00a.xn--4rr70v"),
    ],
)
def test_mail_servers_are_told_domains_in_ascii(
    requests: list[Json], address: str, sent_to: str
) -> None:
    send(Mail("Hello", "Hello Ana", "<p>Hello Ana</p>"), address)

    assert requests[0]["Destination"] == {"ToAddresses": [sent_to]}
    assert ascii_address(sent_to) == sent_to
