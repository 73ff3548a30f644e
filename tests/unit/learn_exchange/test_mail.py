"""Requests to SES."""

from typing import Any

import pytest

from learn_exchange import aws
from learn_exchange.mail import Mail, send
from tests.conftest import ENVIRONMENT
from tests.support.gateway import Json


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
    assert request["FromEmailAddress"] == ENVIRONMENT["MAIL_SENDER"]
    assert request["Destination"] == {"ToAddresses": ["ana@example.com"]}
    simple = request["Content"]["Simple"]
    assert simple["Subject"]["Data"] == "Hello"
    assert simple["Body"]["Text"]["Data"] == "Hello Ana"
    assert simple["Body"]["Html"]["Data"] == "<p>Hello Ana</p>"
    assert simple["Headers"] == []


def test_ses_is_to_tell_whether_a_mail_comes_back(requests: list[Json]) -> None:
    send(Mail("Hello", "Hello Ana", "<p>Hello Ana</p>"), "ana@example.com")

    assert requests[0]["ConfigurationSetName"] == ENVIRONMENT["MAIL_CONFIGURATION_SET"]


def test_a_mail_may_have_headers_for_mail_programs(requests: list[Json]) -> None:
    headers = {"List-Unsubscribe": "<https://example.com>", "X-Another": "value"}

    send(Mail("Hello", "Hello Ana", "<p>Hello Ana</p>", headers), "ana@example.com")

    assert requests[0]["Content"]["Simple"]["Headers"] == [
        {"Name": "List-Unsubscribe", "Value": "<https://example.com>"},
        {"Name": "X-Another", "Value": "value"},
    ]
