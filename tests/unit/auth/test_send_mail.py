"""The consumer that sends mails with secret links."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError

from auth import links
from auth.handlers import send_mail
from learn_exchange import ids
from learn_exchange.events import MailRequested
from learn_exchange.tables.store import put, update
from learn_exchange.tables.users import Credential, MailRequest, Profile
from tests.conftest import ENVIRONMENT
from tests.support.bus import Bus
from tests.support.clock import SetClock
from tests.support.gateway import Gateway
from tests.support.mailbox import mails
from tests.support.people import Person
from tests.support.rows import mail_requests

pytestmark = pytest.mark.usefixtures("bus")


def requested(email: str, purpose: links.Purpose, clock: SetClock) -> str:
    """Request a mail."""
    request = links.request_mail(purpose, email, clock.now())
    put(request)
    return request.id


def consume(request_id: str) -> None:
    """Consume the event that tells of a request."""
    event = MailRequested(id="1:MailRequested", at=datetime.now(UTC), request_id=request_id)
    send_mail.send_mail(event)


@pytest.mark.parametrize("purpose", ["verify-email", "reset-password"])
def test_the_mail_goes_to_the_address_of_the_account(
    ana: Person, time_passes: SetClock, purpose: links.Purpose
) -> None:
    request_id = requested(ana.email.upper(), purpose, time_passes)

    consume(request_id)

    (mail,) = mails()
    assert mail.sender == f"Learn Exchange <{ENVIRONMENT['MAIL_SENDER']}>"
    assert mail.recipients == [ana.email]
    assert mail.link.startswith(f"{ENVIRONMENT['FRONTEND_URL']}/{purpose}?token=")
    link = links.open_link(mail.token, purpose, time_passes.now())
    assert link == links.Link(ana.id, request_id)
    sent_at = MailRequest.key(request_id).require().sent_at
    assert sent_at is not None
    assert abs(sent_at - time_passes.now()) < timedelta(minutes=1)


def test_the_token_is_accepted(gateway: Gateway, ana: Person, time_passes: SetClock) -> None:
    consume(requested(ana.email, "verify-email", time_passes))

    answer = gateway.post("/auth/verifyEmail", {"token": mails()[0].token})

    assert answer.status == 200
    assert ana.get("/user/me").json["emailVerified"] is True


def test_a_mail_is_sent_once_however_often_it_is_told(ana: Person, time_passes: SetClock) -> None:
    request_id = requested(ana.email, "verify-email", time_passes)

    for _ in range(3):
        consume(request_id)

    assert len(mails()) == 1


def test_a_crash_between_sending_and_noting_it_sends_the_same_token_twice(
    monkeypatch: pytest.MonkeyPatch, ana: Person, time_passes: SetClock
) -> None:
    request_id = requested(ana.email, "verify-email", time_passes)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(send_mail, "update", crash)
        with pytest.raises(KeyboardInterrupt):
            consume(request_id)
    time_passes.forward(minutes=5)
    consume(request_id)
    consume(request_id)

    first, second = mails()
    assert first == second


def test_a_mail_that_could_not_be_sent_is_sent_when_it_is_told_again(
    monkeypatch: pytest.MonkeyPatch, ana: Person, time_passes: SetClock
) -> None:
    request_id = requested(ana.email, "verify-email", time_passes)
    with monkeypatch.context() as patch:
        patch.setenv("MAIL_SENDER", "nobody@unverified.example")
        with pytest.raises(ClientError):
            consume(request_id)
    assert MailRequest.key(request_id).require().sent_at is None

    consume(request_id)

    assert len(mails()) == 1


def an_unknown_address(_: Person) -> str:
    """Nobody has this address."""
    return "nobody@example.com"


def without_credential(person: Person) -> str:
    """Somebody's address, though the account is gone."""
    Credential.key(person.email).require().delete()
    return person.email


def without_profile(person: Person) -> str:
    """Somebody's address, though the profile is gone."""
    Profile.key(person.id).require().delete()
    return person.email


@pytest.mark.parametrize("address", [an_unknown_address, without_credential, without_profile])
def test_nobody_gets_no_mail(
    ana: Person, time_passes: SetClock, address: Callable[[Person], str]
) -> None:
    consume(requested(address(ana), "reset-password", time_passes))

    assert mails() == []


def test_a_request_that_never_was_sends_nothing(ana: Person) -> None:
    consume(ids.new_id())

    assert mails() == []
    assert [row for row in mail_requests(ana.email, "verify-email") if row.sent_at] == []


def test_a_link_that_works_no_longer_is_not_sent(ana: Person, time_passes: SetClock) -> None:
    request_id = requested(ana.email, "reset-password", time_passes)

    time_passes.forward(hours=1)
    consume(request_id)

    assert mails() == []


def test_a_name_cannot_change_the_mail(ana: Person, time_passes: SetClock) -> None:
    lure = Profile.first_name.set('<a href="https://evil.example">')
    update(Profile.key(ana.id), lure, Profile.email_verified.set(True))

    consume(requested(ana.email, "reset-password", time_passes))

    assert mails()[0].link.startswith(ENVIRONMENT["FRONTEND_URL"])


def test_what_the_bus_delivers_is_sent(bus: Bus, ana: Person, time_passes: SetClock) -> None:
    bus.put_events(
        Entries=[
            {
                "EventBusName": bus.name,
                "Source": "learn-exchange",
                "DetailType": "MailRequested",
                "Detail": MailRequested(
                    id="1:MailRequested",
                    at=time_passes.now(),
                    request_id=requested(ana.email, "verify-email", time_passes),
                ).model_dump_json(by_alias=True),
            }
        ]
    )

    assert bus.deliver() == []

    assert len(mails()) == 1
