"""POST /auth/verifyEmail and POST /auth/resendVerification."""

import pytest
from pynamodb.expressions.update import Action

from learn_exchange import ids
from learn_exchange.tables.store import delete, update
from learn_exchange.tables.users import Profile, UsersAttempt
from learn_exchange.wire import rfc3339
from tests.support.clock import SetClock
from tests.support.gateway import Answer, Gateway
from tests.support.people import Person
from tests.support.rows import link_token, mail_requests, nothing_written, rows_of


def verify(gateway: Gateway, token: str) -> Answer:
    """Follow the link of a mail."""
    return gateway.post("/auth/verifyEmail", {"token": token})


def verified(person: Person) -> bool:
    """Returns whether the person's address counts as verified."""
    yes: bool = person.get("/user/me").json["emailVerified"]
    return yes


def resend(person: Person, key: str | None = None, raw: str | None = None) -> Answer:
    """Ask for another mail."""
    headers = {} if key is None else {"Idempotency-Key": key}
    return person.post("/auth/resendVerification", headers=headers, raw=raw)


def test_the_link_in_the_mail_verifies_the_address(
    gateway: Gateway, ana: Person, ben: Person
) -> None:
    answer = verify(gateway, link_token(ana, "verify-email"))

    assert (answer.status, answer.json) == (200, {"emailVerified": True})
    assert verified(ana)
    assert not verified(ben)


def test_following_the_same_link_again_changes_nothing(
    gateway: Gateway, ana: Person, time_passes: SetClock
) -> None:
    token = link_token(ana, "verify-email")
    verify(gateway, token)
    time_passes.forward(days=2)

    with nothing_written():
        again = verify(gateway, token)

    assert (again.status, again.json) == (200, {"emailVerified": True})


def test_of_two_links_the_one_used_last_has_verified_the_address(
    gateway: Gateway, ana: Person
) -> None:
    first = link_token(ana, "verify-email")
    resend(ana)
    last = link_token(ana, "verify-email")
    for token in (first, last):
        assert verify(gateway, token).status == 200

    assert verify(gateway, last).status == 200
    again = verify(gateway, first)
    assert (again.status, again.problem) == (409, "link-used")


@pytest.mark.parametrize(
    "changes",
    [
        [Profile.email.set("another@example.com")],
        [Profile.email_verified.set(False)],
        [Profile.verified_by.set(ids.new_id())],
        # By a link that was used before it was kept which one it was.
        [Profile.verified_by.remove()],
    ],
    ids=["another address", "no longer verified", "by another link", "by an unknown link"],
)
def test_a_link_that_does_not_say_what_is_verified_now_works_once(
    gateway: Gateway, ana: Person, changes: list[Action]
) -> None:
    token = link_token(ana, "verify-email")
    verify(gateway, token)
    update(Profile.key(ana.id), *changes)

    with nothing_written():
        again = verify(gateway, token)

    assert (again.status, again.problem) == (409, "link-used")


def test_a_used_link_of_somebody_who_is_gone_stays_used(gateway: Gateway, ana: Person) -> None:
    token = link_token(ana, "verify-email")
    verify(gateway, token)
    delete(Profile.key(ana.id))

    assert verify(gateway, token).problem == "link-used"


def test_an_address_verified_by_a_new_password_takes_the_link_of_the_mail(
    gateway: Gateway, ana: Person
) -> None:
    gateway.post("/auth/forgotPassword", {"email": ana.email})
    body = {"token": link_token(ana, "reset-password"), "password": "another good password"}
    assert gateway.post("/auth/resetPassword", body).status == 204

    token = link_token(ana, "verify-email")
    assert [verify(gateway, token).status for _ in range(2)] == [200, 200]


def test_a_link_works_for_three_days(
    gateway: Gateway, ana: Person, ben: Person, time_passes: SetClock
) -> None:
    time_passes.forward(days=3, seconds=-30)
    assert verify(gateway, link_token(ana, "verify-email")).status == 200
    time_passes.forward(seconds=31)
    late = verify(gateway, link_token(ben, "verify-email"))

    assert (late.status, late.problem) == (400, "invalid-link")
    ben.refresh()
    assert not verified(ben)


def test_a_link_for_another_purpose_verifies_nothing(gateway: Gateway, ana: Person) -> None:
    gateway.post("/auth/forgotPassword", {"email": ana.email})

    assert verify(gateway, link_token(ana, "reset-password")).problem == "invalid-link"
    assert not verified(ana)


@pytest.mark.parametrize("token", ["", "x", "=", "a.b.c", "🌻", "\0", "A" * 96, "A" * 512])
def test_what_is_no_link_of_ours_is_refused(gateway: Gateway, token: str) -> None:
    answer = verify(gateway, token)

    assert (answer.status, answer.problem) == (400, "invalid-link")


def test_a_link_of_somebody_who_is_gone_is_not_valid(gateway: Gateway, ana: Person) -> None:
    token = link_token(ana, "verify-email")
    delete(Profile.key(ana.id))

    assert verify(gateway, token).problem == "invalid-link"
    assert [row.id for row in rows_of(Profile)] == []


def test_the_mail_is_sent_again_and_both_links_work(gateway: Gateway, ana: Person) -> None:
    first = link_token(ana, "verify-email")

    answer = resend(ana)

    assert answer.status == 202
    requests = mail_requests(ana.email, "verify-email")
    assert len(requests) == 2
    assert answer.json["id"] == requests[-1].id
    expires = rfc3339(requests[-1].expires_at)
    assert answer.json == {"id": requests[-1].id, "expiresAt": expires}
    second = link_token(ana, "verify-email")
    assert second != first
    assert verify(gateway, first).status == 200
    assert verify(gateway, second).status == 200


def test_a_verified_address_needs_no_mail(gateway: Gateway, ana: Person) -> None:
    verify(gateway, link_token(ana, "verify-email"))

    answer = resend(ana)

    assert (answer.status, answer.problem) == (409, "already-verified")
    assert len(mail_requests(ana.email, "verify-email")) == 1


def test_mails_are_limited_for_each_person(hour_begins: SetClock, ana: Person, ben: Person) -> None:
    assert [resend(ana).status for _ in range(5)] == [202] * 5

    refused = resend(ana)

    assert (refused.status, refused.problem) == (429, "too-many-requests")
    assert 3500 < int(refused.headers["Retry-After"]) <= 3600
    assert resend(ben).status == 202
    assert len(mail_requests(ana.email, "verify-email")) == 6


def test_who_is_gone_gets_no_mail(ana: Person) -> None:
    delete(Profile.key(ana.id))

    assert resend(ana).problem == "not-found"


def test_a_retry_with_the_same_key_asks_for_one_mail(ana: Person) -> None:
    first = resend(ana, "a key")
    again = resend(ana, "a key")

    assert first.status == again.status == 202
    assert again.json == first.json
    assert len(mail_requests(ana.email, "verify-email")) == 2
    assert len(rows_of(UsersAttempt)) == 1


def test_a_retry_with_another_body_is_refused(ana: Person) -> None:
    resend(ana, "a key")

    other = resend(ana, "a key", raw='{"other": 1}')

    assert (other.status, other.problem) == (409, "idempotency-key-reused")
    assert len(mail_requests(ana.email, "verify-email")) == 2


@pytest.mark.parametrize("second", ["another key", "A KEY", "a key "])
def test_another_key_asks_for_another_mail(ana: Person, second: str) -> None:
    assert resend(ana, "a key").json["id"] != resend(ana, second).json["id"]


def test_without_a_key_each_request_asks_for_a_mail(ana: Person) -> None:
    assert resend(ana).json["id"] != resend(ana).json["id"]


def test_a_key_of_one_person_is_none_of_another(ana: Person, ben: Person) -> None:
    assert resend(ana, "a key").json["id"] != resend(ben, "a key").json["id"]


def test_a_key_is_remembered_for_a_day(ana: Person, time_passes: SetClock) -> None:
    first = resend(ana, "a key").json
    time_passes.forward(hours=23, minutes=59)
    ana.refresh()
    assert resend(ana, "a key").json == first

    time_passes.forward(minutes=1, seconds=1)

    assert resend(ana, "a key").json["id"] != first["id"]


@pytest.mark.parametrize("key", ["", "x" * 201, "🌻", "é", "\0", "a\nb", "\x7f"])
def test_a_key_is_up_to_200_printable_characters(ana: Person, key: str) -> None:
    answer = resend(ana, key)

    assert answer.status == 422
    assert answer.pointers == ["/header/Idempotency-Key"]
    assert len(mail_requests(ana.email, "verify-email")) == 1


def test_a_key_of_200_characters_is_fine(ana: Person) -> None:
    assert resend(ana, "~" * 200).status == 202
