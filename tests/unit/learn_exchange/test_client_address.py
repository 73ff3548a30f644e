"""A caller's address: the one that API Gateway saw, unless the front door says better."""

from typing import Any

import pytest

from learn_exchange import client_address
from learn_exchange.client_address import ClientAddress
from learn_exchange.http import api, lambda_handler

SECRET = "an origin secret"
EDGE = "203.0.113.7"
VIEWER = "198.51.100.66"


@pytest.fixture(autouse=True)
def secrets_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The secrets that were read; the front door's is `SECRET`."""
    read: list[str] = []

    def secret(name: str) -> str:
        read.append(name)
        return {"ORIGIN": SECRET}[name]

    monkeypatch.setattr(client_address, "secret", secret)
    return read


def counted_as(source: str, **headers: str) -> str:
    """Returns the address that a request counts for."""
    seen: list[str] = []

    def endpoint(address: ClientAddress) -> None:
        seen.append(address)

    app = api(public=True)
    app.get("/thing")(endpoint)
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": "GET /thing",
        "rawPath": "/thing",
        "rawQueryString": "",
        "headers": {name.replace("_", "-"): value for name, value in headers.items()},
        "requestContext": {
            "requestId": "JKJaXmPLvHcESHA=",
            "stage": "$default",
            "http": {"method": "GET", "path": "/thing", "sourceIp": source},
        },
        "isBase64Encoded": False,
    }
    assert lambda_handler(app)(event, None)["statusCode"] == 200
    [address] = seen
    return address


ADDRESSES = [
    ("203.0.113.8", "203.0.113.8"),
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ("2001:db8:1:2::", "2001:db8:1:2::/64"),
    ("2001:0DB8:1:2::7", "2001:db8:1:2::/64"),
    ("::1", "::/64"),
]


@pytest.mark.parametrize(("address", "expected"), ADDRESSES)
def test_a_caller_is_where_the_gateway_says(
    address: str, expected: str, secrets_read: list[str]
) -> None:
    assert counted_as(address, x_forwarded_for=VIEWER) == expected
    assert secrets_read == []


@pytest.mark.parametrize(("address", "expected"), ADDRESSES)
def test_through_the_front_door_a_caller_is_where_that_says(address: str, expected: str) -> None:
    assert counted_as(EDGE, x_viewer_address=address, x_origin_secret=SECRET) == expected


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x_origin_secret": ""},
        {"x_origin_secret": "another"},
        {"x_origin_secret": SECRET.upper()},
        {"x_origin_secret": f"{SECRET} "},
        {"x_origin_secret": f"{SECRET},{SECRET}"},
        {"x_origin_secret": SECRET[:-1]},
        {"x_origin_secret": "🌻"},
        {"x_origin_secret": "\udcff"},
        {"x_forwarded_for": VIEWER, "x_origin": SECRET},
    ],
    ids=repr,
)
def test_a_forged_header_changes_nothing(headers: dict[str, str]) -> None:
    assert counted_as(EDGE, x_viewer_address=VIEWER, **headers) == EDGE


@pytest.mark.parametrize(
    "address",
    [
        "",
        " ",
        "unknown",
        "198.51.100",
        "198.51.100.256",
        "198.51.100.066",
        "198.51.100.66:443",
        "198.51.100.66, 198.51.100.67",
        " 198.51.100.66",
        "198.51.100.66\n",
        "[2001:db8::1]",
        "2001:db8::1::2",
        "\uff1198.51.100.66",
        "3325256770",
        "198.51.100.0/24",
        "x" * 10_000,
        "🌻",
    ],
)
def test_a_malformed_address_is_not_believed(address: str) -> None:
    assert counted_as(EDGE, x_viewer_address=address, x_origin_secret=SECRET) == EDGE


def test_without_an_address_the_secret_is_not_read(secrets_read: list[str]) -> None:
    assert counted_as(EDGE, x_origin_secret=SECRET) == EDGE
    assert secrets_read == []
