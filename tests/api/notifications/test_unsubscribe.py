"""POST /notifications/unsubscribe/{token}: no more mails of one type, by one click."""

import base64
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learn_exchange import ids
from learn_exchange.http import BODY_LIMIT
from notifications import preferences, unsubscribe_links
from notifications.kinds import KINDS
from notifications.unsubscribe_links import UnsubscribeLink
from tests.support.clock import SetClock
from tests.support.gateway import Answer, Gateway
from tests.support.meanwhile import write_meanwhile
from tests.support.people import Person
from tests.support.rows import nothing_written

ONE_CLICK = urlencode({"List-Unsubscribe": "One-Click"})
FORM = "application/x-www-form-urlencoded"
BOUNDARY = "a-boundary"
MULTIPART = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\n'
    f"One-Click\r\n--{BOUNDARY}--\r\n"
)


def unsubscribe(person: Person, type_: str = "message") -> Answer:
    """Click in a mail."""
    token = UnsubscribeLink(person.id, type_).token
    return person.gateway.post(f"/notifications/unsubscribe/{token}")


def test_who_opens_the_address_in_a_browser_comes_to_the_page_of_the_client(ana: Person) -> None:
    token = UnsubscribeLink(ana.id, "message").token
    with nothing_written():
        answer = ana.gateway.get(f"/notifications/unsubscribe/{token}")

    assert (answer.status, answer.text) == (303, "")
    assert answer.header("Location") == f"https://learn-exchange.example/unsubscribe?token={token}"


def mailed(person: Person) -> set[str]:
    """Returns the types of notification that a person is mailed."""
    chosen = preferences.of(person.id)
    return {name for name, kind in KINDS.items() if preferences.wants(chosen, kind, "email")}


def test_one_type_is_no_longer_mailed(ana: Person, ben: Person) -> None:
    before = mailed(ana)
    assert {"message", "session_reminder"} <= before

    answer = unsubscribe(ana)

    assert (answer.status, answer.json) == (200, {"type": "message"})
    assert mailed(ana) == before - {"message"}
    assert mailed(ben) == before


def test_a_second_click_changes_nothing_more(ana: Person) -> None:
    unsubscribe(ana)
    before = mailed(ana)

    assert unsubscribe(ana).status == 200

    assert mailed(ana) == before


def test_what_else_was_chosen_stays(ana: Person) -> None:
    unsubscribe(ana, "exchange_request")
    unsubscribe(ana, "message")

    assert not mailed(ana) & {"exchange_request", "message"}


@pytest.mark.parametrize(
    ("content_type", "raw"),
    [
        (FORM, ONE_CLICK),
        (FORM.upper(), ONE_CLICK),
        (f"{FORM}; charset=utf-8", ONE_CLICK),
        (FORM, ONE_CLICK.encode()),
        (f"multipart/form-data; boundary={BOUNDARY}", MULTIPART.encode()),
        ("application/json", "{}"),
        ("application/json", "no JSON"),
        ("text/plain", ""),
        ("", ""),
    ],
)
def test_a_body_of_any_kind_is_one_click(
    gateway: Gateway, ana: Person, content_type: str, raw: str | bytes
) -> None:
    token = UnsubscribeLink(ana.id, "message").token

    answer = gateway.post(
        f"/notifications/unsubscribe/{token}", raw=raw, headers={"content-type": content_type}
    )

    assert answer.json == {"type": "message"}
    assert "message" not in mailed(ana)


def test_a_body_that_is_too_large_is_refused(gateway: Gateway, ana: Person) -> None:
    token = UnsubscribeLink(ana.id, "message").token

    answer = gateway.post(f"/notifications/unsubscribe/{token}", raw="x" * (BODY_LIMIT + 1))

    assert answer.problem == "body-too-large"
    assert "message" in mailed(ana)


def test_a_link_works_for_as_long_as_the_mail_is_kept(ana: Person, time_passes: SetClock) -> None:
    token = UnsubscribeLink(ana.id, "message").token
    time_passes.forward(days=3650)

    assert ana.gateway.post(f"/notifications/unsubscribe/{token}").status == 200


def test_a_choice_that_is_made_meanwhile_is_not_lost(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = UnsubscribeLink(ana.id, "exchange_request")
    write_meanwhile(monkeypatch, lambda _: unsubscribe_links.unsubscribe(other))
    unsubscribe_links.unsubscribe(UnsubscribeLink(ana.id, "message"))

    assert not mailed(ana) & {"exchange_request", "message"}


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "not.a.token",
        "Zm9v",
        "A" * 88,
        "ä" * 20,
        "x" * 512,
    ],
)
def test_what_is_no_token_is_not_found(gateway: Gateway, token: str) -> None:
    with nothing_written():
        assert gateway.post(f"/notifications/unsubscribe/{token}").problem == "not-found"


@settings(
    deadline=None,
    derandomize=True,
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(place=st.integers(0, 54), change=st.integers(1, 255))
def test_nobody_is_unsubscribed_by_a_token_that_was_tampered_with(
    gateway: Gateway, place: int, change: int
) -> None:
    data = bytearray(base64.urlsafe_b64decode(UnsubscribeLink(ids.EXAMPLE, "message").token + "=="))
    data[place] ^= change
    token = base64.urlsafe_b64encode(bytes(data)).decode().rstrip("=")

    assert gateway.post(f"/notifications/unsubscribe/{token}").problem == "not-found"
