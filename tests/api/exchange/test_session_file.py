"""GET /exchange/session/{file}: one session, to save in a calendar program."""

from collections.abc import Callable

import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from learn_exchange import ids
from tests.support.clock import StoppedClock
from tests.support.exchanges import act, agreed, in_days, later, proposed, scheduled
from tests.support.gateway import Answer, Gateway
from tests.support.people import Person

pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.fixture
def exchange_id(ana: Person, ben: Person) -> str:
    """An exchange that Ana has proposed and Ben has accepted."""
    return agreed(ana, ben)


def save(person: Person, session_id: str) -> Answer:
    """Ask for the file of a session."""
    return person.get(f"/exchange/session/{session_id}.ics")


def saved(person: Person, session_id: str) -> Event:
    """Returns the entry in the file, as a library reads it that shares no code with the writer."""
    answer = save(person, session_id)
    assert answer.status == 200, answer.text
    (event,) = IcsCalendarStream.calendar_from_ics(answer.text).events
    return event


def test_both_can_save_what_they_have_agreed(ana: Person, ben: Person, exchange_id: str) -> None:
    session_id = scheduled(ana, ben, exchange_id, "2060-02-01T18:00:00+01:00")
    for person, partner in ((ana, "Ben"), (ben, "Ana")):
        answer = save(person, session_id)
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer.headers["Content-Disposition"] == (
            'attachment; filename="session-2060-02-01.ics"'
        )
        event = saved(person, session_id)
        assert (event.uid, event.status) == (f"{session_id}@learn-exchange", "CONFIRMED")
        assert partner in str(event.summary)
        assert event.start_datetime.isoformat() == "2060-02-01T17:00:00+00:00"
        assert "DTSTART;TZID=Europe/Berlin:20600201T180000" in answer.text


def test_it_is_the_entry_that_subscribers_have_without_what_makes_a_subscription(
    gateway: Gateway, ana: Person, ben: Person, exchange_id: str
) -> None:
    session_id = scheduled(ana, ben, exchange_id)
    url = ana.post("/exchange/calendarToken").json["calendarUrl"]
    calendar = gateway.get(url.partition("learn-exchange.example")[2]).text
    file = save(ana, session_id).text
    for part in ("BEGIN:VTIMEZONE", "BEGIN:VEVENT"):
        assert part in file
    assert file[file.index("BEGIN:VTIMEZONE") :] == calendar[calendar.index("BEGIN:VTIMEZONE") :]
    assert "REFRESH-INTERVAL" in calendar
    assert "REFRESH-INTERVAL" not in file


def test_the_day_in_the_name_is_that_in_the_zone_that_was_agreed(
    ana: Person, ben: Person, exchange_id: str
) -> None:
    session_id = scheduled(ana, ben, exchange_id, "2060-02-01T23:30:00Z", timeZone="Asia/Tokyo")
    assert "session-2060-02-02.ics" in save(ana, session_id).headers["Content-Disposition"]


def test_what_was_agreed_stays_and_is_struck_out_once_it_is_canceled(
    stopped_clock: StoppedClock, ana: Person, ben: Person, exchange_id: str
) -> None:
    held, missed, canceled = (scheduled(ana, ben, exchange_id, in_days(day)) for day in (1, 1.2, 3))
    assert act(ben, "cancelSession", canceled).status == 200
    assert saved(ana, canceled).status == "CANCELLED"
    assert saved(ana, canceled).sequence == 3
    later(stopped_clock, ana, ben, days=2)
    assert act(ana, "markCompleted", held).status == 200
    assert act(ana, "reportNoShow", missed).status == 200
    for session_id in (held, missed):
        assert saved(ben, session_id).status == "CONFIRMED"
    later(stopped_clock, ana, ben, days=5)
    assert saved(ben, held).status == "CONFIRMED"


def test_what_stands_at_no_time_cannot_be_saved(
    stopped_clock: StoppedClock, ana: Person, ben: Person, exchange_id: str
) -> None:
    session_id = proposed(ana, exchange_id, in_days(1))
    for status in ("proposed", "canceled"):
        answer = save(ben, session_id)
        assert (answer.status, answer.problem) == (404, "no-time-agreed")
        assert answer.json["current"] == status
        later(stopped_clock, ana, ben, days=1)


def test_a_time_that_was_given_up_cannot_be_saved(
    ana: Person, ben: Person, exchange_id: str
) -> None:
    session_id = scheduled(ana, ben, exchange_id)
    assert act(ana, "rescheduleSession", session_id, scheduledTime=in_days(5)).status == 200
    assert save(ana, session_id).problem == "no-time-agreed"


def test_a_block_does_not_hide_what_was_agreed(ana: Person, ben: Person, exchange_id: str) -> None:
    session_id = scheduled(ana, ben, exchange_id)
    assert ana.block(ben).status == 200
    for person in (ana, ben):
        assert saved(person, session_id).status == "CONFIRMED"


def test_nobody_else_can_save_it(
    gateway: Gateway, ana: Person, ben: Person, exchange_id: str, new_person: Callable[..., Person]
) -> None:
    session_id = scheduled(ana, ben, exchange_id)
    assert save(new_person(), session_id).problem == "not-found"
    assert gateway.get(f"/exchange/session/{session_id}.ics").status == 401


def test_a_name_that_is_none_leads_nowhere(ana: Person, ben: Person, exchange_id: str) -> None:
    session_id = scheduled(ana, ben, exchange_id)
    assert save(ana, session_id.upper()).status == 200
    for file in (
        session_id,
        f"{session_id}.ICS.html",
        f"{session_id}.ics.ics",
        f"{session_id}\n.ics",
        f" {session_id}.ics",
        f"{exchange_id}.ics",
        f"{ids.new_id()}.ics",
        ".ics",
        "x",
    ):
        assert ana.get(f"/exchange/session/{file}").problem == "not-found", file
