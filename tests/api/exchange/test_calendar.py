"""The calendar that programs subscribe to: its readers and its content."""

import base64
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from learn_exchange import ids
from learn_exchange.tables.exchange import CalendarToken
from learn_exchange.wire import rfc3339
from tests.support.bus import Bus, record
from tests.support.clock import StoppedClock
from tests.support.exchanges import act, agreed, in_days, later, proposed, scheduled
from tests.support.gateway import Answer, Gateway
from tests.support.people import PASSWORD, Person
from tests.support.rows import all_rows, link_token
from tests.support.stream import Stream

pytestmark = pytest.mark.usefixtures("stopped_clock")

API = "https://api.learn-exchange.example"


@pytest.fixture
def exchange_id(ana: Person, ben: Person) -> str:
    """An exchange that Ana has proposed and Ben has accepted."""
    return agreed(ana, ben)


def subscribe(person: Person) -> str:
    """Returns the path of somebody's new calendar."""
    answer = person.post("/exchange/calendarToken")
    assert answer.status == 201, answer.text
    url: str = answer.json["calendarUrl"]
    assert url.startswith(f"{API}/exchange/calendar/")
    return url.removeprefix(API)


def subscribed(gateway: Gateway, path: str) -> Answer:
    """Returns what a calendar program gets, which has no token."""
    answer = gateway.get(path)
    assert answer.status == 200, answer.text
    return answer


def events(gateway: Gateway, path: str) -> list[Event]:
    """Returns the events of a calendar, read by a library that shares no code with the writer."""
    return IcsCalendarStream.calendar_from_ics(subscribed(gateway, path).text).events


def test_everyone_who_has_the_address_can_read_it(
    gateway: Gateway, ana: Person, ben: Person, exchange_id: str
) -> None:
    session_id = proposed(ana, exchange_id)
    answer = subscribed(gateway, subscribe(ana))
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert answer.text.startswith("BEGIN:VCALENDAR\r\n")
    assert f"UID:{session_id}@learn-exchange\r\n" in answer.text
    assert "private" in answer.headers["Cache-Control"]


def test_an_empty_calendar_is_one(gateway: Gateway, ana: Person) -> None:
    assert events(gateway, subscribe(ana)) == []


def test_it_is_that_of_its_owner(
    gateway: Gateway, ana: Person, ben: Person, new_person: Callable[..., Person]
) -> None:
    cleo = new_person(firstName="Cleo")
    proposed(ana, agreed(ana, ben))
    other = proposed(ana, agreed(ana, cleo))
    paths = {person.id: subscribe(person) for person in (ana, ben, cleo)}
    assert [len(events(gateway, path)) for path in paths.values()] == [2, 1, 1]
    [event] = events(gateway, paths[cleo.id])
    assert event.uid == f"{other}@learn-exchange"
    assert "Ana" in str(event.summary)


def owner_and_secret(path: str) -> tuple[str, str]:
    """Returns the parts of an address."""
    owner, secret, _ = path.rpartition("/")[2].split(".")
    return owner, secret


def of_owner(person_id: str) -> str:
    """Returns a person's id as an address has it."""
    return base64.urlsafe_b64encode(ids.to_bytes(person_id)).decode().rstrip("=")


FORGERIES: dict[str, Callable[[str, str, Person], str]] = {
    "the secret of somebody else": lambda _, secret, ben: f"{of_owner(ben.id)}.{secret}.ics",
    "somebody unknown": lambda _, secret, __: f"{of_owner(ids.new_id())}.{secret}.ics",
    "another last letter": lambda owner, secret, _: (
        f"{owner}.{secret[:-1]}{'A' if secret[-1] != 'A' else 'B'}.ics"
    ),
    "too short": lambda owner, secret, _: f"{owner}.{secret[:-1]}.ics",
    "too long": lambda owner, secret, _: f"{owner}.{secret}A.ics",
    "other case": lambda owner, secret, _: f"{owner}.{secret.swapcase()}.ics",
    "no secret": lambda owner, _, __: f"{owner}..ics",
    "no owner": lambda _, secret, __: f".{secret}.ics",
    "no suffix": lambda owner, secret, _: f"{owner}.{secret}",
    "another suffix": lambda owner, secret, _: f"{owner}.{secret}.html",
    "more behind it": lambda owner, secret, _: f"{owner}.{secret}.ics.ics",
    "a line break": lambda owner, secret, _: f"{owner}.{secret}.ics\n",
    "an id": lambda _, secret, ben: f"{ben.id}.{secret}.ics",
    "no ASCII": lambda owner, _, __: f"{owner}.ä.ics",
    "other digits": lambda owner, secret, _: f"{owner}.{secret}٣.ics",
    "me": lambda _, secret, __: f"me.{secret}.ics",
    "nothing": lambda _, __, ___: ".ics",
    "a path": lambda owner, secret, _: f"..%2F{owner}.{secret}.ics",
}


def test_no_other_address_leads_anywhere(gateway: Gateway, ana: Person, ben: Person) -> None:
    owner, secret = owner_and_secret(subscribe(ana))
    assert gateway.get(f"/exchange/calendar/{owner}.{secret}.ics").status == 200
    for name, forge in FORGERIES.items():
        answer = gateway.get(f"/exchange/calendar/{forge(owner, secret, ben)}")
        assert (answer.status, answer.problem) == (404, "not-found"), name
    subscribe(ben)
    forged = FORGERIES["the secret of somebody else"](owner, secret, ben)
    assert gateway.get(f"/exchange/calendar/{forged}").status == 404


def test_a_new_address_ends_the_one_before(gateway: Gateway, ana: Person) -> None:
    first, second = subscribe(ana), subscribe(ana)
    assert [gateway.get(path).status for path in (first, second)] == [404, 200]


def test_an_address_that_is_revoked_leads_nowhere(gateway: Gateway, ana: Person) -> None:
    path = subscribe(ana)
    for _ in range(2):
        answer = ana.delete("/exchange/calendarToken")
        assert (answer.status, answer.text) == (204, "")
        assert gateway.get(path).problem == "not-found"
        assert ana.get("/exchange/schedule").json["calendarUrl"] is None
    again = subscribe(ana)
    assert [gateway.get(each).status for each in (path, again)] == [404, 200]


def test_nobody_revokes_the_address_of_somebody_else(
    gateway: Gateway, ana: Person, ben: Person
) -> None:
    path = subscribe(ana)
    assert ben.delete("/exchange/calendarToken").status == 204
    assert gateway.delete("/exchange/calendarToken").status == 401
    assert gateway.get(path).status == 200


def test_a_new_password_after_a_lost_one_ends_the_address(gateway: Gateway, ana: Person) -> None:
    path = subscribe(ana)
    assert gateway.post("/auth/forgotPassword", {"email": ana.email}).status == 202
    token = link_token(ana, "reset-password")
    body = {"token": token, "password": f"another {PASSWORD}"}
    assert gateway.get(path).status == 200
    assert gateway.post("/auth/resetPassword", body).status in (200, 204)
    assert gateway.get(path).status == 404


def test_a_session_is_one_entry_through_all_that_happens_to_it(
    stopped_clock: StoppedClock, gateway: Gateway, ana: Person, ben: Person, exchange_id: str
) -> None:
    paths = [subscribe(person) for person in (ana, ben)]
    session_id = proposed(ana, exchange_id, in_days(2))
    steps: list[tuple[Callable[[], Answer], str]] = [
        (lambda: ana.get("/user/me"), "TENTATIVE"),
        (lambda: act(ben, "acceptSession", session_id), "CONFIRMED"),
        (
            lambda: ben.patch(
                "/exchange/rescheduleSession",
                {"sessionId": session_id, "scheduledTime": in_days(3)},
            ),
            "TENTATIVE",
        ),
        (lambda: act(ana, "acceptSession", session_id), "CONFIRMED"),
        (lambda: act(ben, "cancelSession", session_id), "CANCELLED"),
    ]
    for sequence, (step, status) in enumerate(steps, 1):
        later(stopped_clock, ana, ben, minutes=1)
        assert step().status == 200
        [seen] = ana.get(f"/exchange/{exchange_id}").json["sessions"]
        for path in paths:
            [event] = events(gateway, path)
            assert event.uid == f"{session_id}@learn-exchange"
            assert (event.sequence, event.status) == (sequence, status)
            assert rfc3339(event.start_datetime) == seen["scheduledTime"]
            assert (event.end_datetime - event.start_datetime).total_seconds() == 15 * 60
            assert event.location == "https://meet.example/room"
            assert exchange_id in str(event.url)


def test_what_took_place_stays_confirmed(
    stopped_clock: StoppedClock, gateway: Gateway, ana: Person, ben: Person, exchange_id: str
) -> None:
    path = subscribe(ana)
    session_id = scheduled(ana, ben, exchange_id, in_days(1))
    later(stopped_clock, ana, ben, days=1, hours=1)
    for sequence, person in enumerate((ana, ben), 3):
        assert act(person, "markCompleted", session_id).status == 200
        [event] = events(gateway, path)
        assert (event.sequence, event.status) == (sequence, "CONFIRMED")


def test_what_has_lapsed_is_canceled_though_no_timer_has_fired(
    stopped_clock: StoppedClock, gateway: Gateway, ana: Person, ben: Person, exchange_id: str
) -> None:
    path = subscribe(ana)
    proposed(ana, exchange_id, in_days(1))
    stopped_clock.forward(days=1)
    [event] = events(gateway, path)
    assert (event.sequence, event.status) == (2, "CANCELLED")


def test_it_goes_back_90_days(
    stopped_clock: StoppedClock, gateway: Gateway, ana: Person, ben: Person, exchange_id: str
) -> None:
    path = subscribe(ana)
    start = in_days(1)
    scheduled(ana, ben, exchange_id, start)
    stopped_clock.forward(days=91, milliseconds=-250)
    assert len(events(gateway, path)) == 1
    stopped_clock.forward(seconds=1)
    assert events(gateway, path) == []


def test_it_is_the_same_until_something_changes(
    stopped_clock: StoppedClock, gateway: Gateway, ana: Person, ben: Person, exchange_id: str
) -> None:
    path = subscribe(ana)
    proposed(ana, exchange_id)
    first = subscribed(gateway, path).text
    stopped_clock.forward(hours=1)
    assert subscribed(gateway, path).text == first


@pytest.fixture
def silent(bus: Bus, capsys: pytest.CaptureFixture[str]) -> Iterator[list[str]]:
    """Secrets that are told in no line that is logged, and in no event."""
    stream = Stream("exchange")
    secrets: list[str] = []
    yield secrets
    stream.announce()
    told = capsys.readouterr().out + json.dumps(bus.announced)
    assert secrets
    assert [secret for secret in secrets if secret in told] == []


def test_the_secret_is_in_no_log_and_no_event(
    silent: list[str], gateway: Gateway, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        path = subscribe(ana)
        owner, secret = owner_and_secret(path)
        silent += [secret, secret[:12], owner]
        for file in (f"{owner}.{secret}.ics", f"{owner}.{secret}x.ics", f"{secret}.ics"):
            gateway.get(f"/exchange/calendar/{file}")
    ana.get("/exchange/schedule")
    rows = [row for row in all_rows("exchange") if "secret" in row]
    assert [CalendarToken.from_raw_data(row).secret for row in rows] == [secret]
    assert record(None, rows[0])

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError(secret)

    monkeypatch.setattr("exchange.calendar_files.read", broken)
    assert gateway.get(path).status == 500
