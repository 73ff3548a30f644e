"""Exchanges in the deployed system: from a request to a badge, and what time brings about."""

from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import icalendar

from learn_exchange import clock
from tests.support.clock import SetClock
from tests.support.exchanges import (
    act,
    agreed,
    in_days,
    instant,
    later,
    propose,
    rate,
    requested,
    scheduled,
)
from tests.support.gateway import Json
from tests.support.people import Person, sign_up
from tests.support.remote import RemoteGateway
from tests.support.system import System, eventually

BERLIN = ZoneInfo("Europe/Berlin")
ANSWER_DAYS = 14


def verify(system: System, person: Person) -> None:
    """Have somebody verify their address by the link that was mailed to them."""
    (mail,) = eventually(partial(system.mails_to, person.email))
    token = mail["BodyText"].partition("token=")[2].split()[0]
    assert person.gateway.post("/auth/verifyEmail", {"token": token}).status == 200


def stored(system: System, exchange_id: str) -> Json:
    """Returns the row of an exchange: what was written, whatever the clock says."""
    rows = (row for row in system.rows("exchange") if row["kind"]["S"] == "Exchange")
    (row,) = (row for row in rows if row["id"]["S"] == exchange_id)
    return {name: next(iter(value.values())) for name, value in row.items()}


def reminders(system: System, person: Person) -> list[Json]:
    """Returns the mails that remind somebody of a session."""
    return [
        mail
        for mail in system.mails_to(person.email)
        if mail["Subject"].startswith("Your session with Ben: ")
    ]


def has_first_badge(person: Person) -> bool:
    """Returns whether somebody has got the badge of their first exchange."""
    return "first_exchange" in person.get("/user/me").json["badges"]


def test_two_people_agree_are_reminded_meet_and_rate_each_other(
    system: System, gateway: RemoteGateway, time_passes: SetClock
) -> None:
    ana = sign_up(gateway, firstName="Ana", timeZone="America/Lima")
    ben = sign_up(gateway, firstName="Ben", timeZone="Europe/Berlin")
    verify(system, ana)
    exchange_id = agreed(ana, ben)

    # Six in the evening is never in a change of clocks.
    six = datetime.combine(clock.now().date() + timedelta(days=3), datetime.min.time(), BERLIN)
    six = six.replace(hour=18)
    new = {
        "exchangeId": exchange_id,
        "localTime": six.replace(tzinfo=None).isoformat(),
        "durationMinutes": 60,
        "timeZone": "Europe/Berlin",
        "locationDetails": "https://meet.example/room",
    }
    session = ana.post("/exchange/createSession", new).json
    assert instant(session["scheduledTime"]) == six
    accepted = act(ben, "acceptSession", session["id"]).json
    assert (accepted["status"], accepted["viewerLocalTime"]) == ("accepted", new["localTime"])

    reminder = f"session-reminder-24h-{session['id']}-2"
    assert system.due(reminder) == six - timedelta(days=1)
    system.fire_early(reminder)
    (mail,) = eventually(partial(reminders, system, ana), within_seconds=60)
    assert "which is 18:00 in Berlin" in mail["BodyText"]
    assert new["locationDetails"] in mail["BodyText"]

    later(time_passes, ana, ben, seconds=(six - clock.now()).total_seconds() + 3600)
    assert act(ana, "markCompleted", session["id"]).json["status"] == "accepted"
    assert act(ben, "markCompleted", session["id"]).json["status"] == "completed"
    assert rate(ana, session["id"], 5).json["revealed"] is False
    assert ben.get("/exchange/ratings/me").json["items"] == []
    assert rate(ben, session["id"], 2, feedback="Too fast").json["revealed"] is True
    for rated, score in ((ana, 2), (ben, 5)):
        (rating,) = rated.get("/exchange/ratings/me").json["items"]
        assert (rating["score"], rating["revealed"]) == (score, True)

    assert ana.get(f"/exchange/{exchange_id}").json["status"] == "completed"
    stats = ana.profile_of(ben).json["stats"]
    assert (stats["exchangesCompleted"], stats["reliability"]["sessionsCompleted"]) == (1, 1)
    assert stats["rating"] == {"average": 4.17, "count": 1}
    for person in (ana, ben):
        eventually(partial(has_first_badge, person))
    assert [mail["Subject"] for mail in system.mails_to(ben.email)] == [
        "Verify your e-mail address"
    ], "an address that was not verified gets no reminder"

    address = ana.post("/exchange/calendarToken").json["calendarUrl"]
    schedule = ana.get("/exchange/schedule", query={"from": "2026-01-01T00:00:00Z"}).json
    assert schedule["calendarUrl"] == address
    assert [(item["id"], item["status"]) for item in schedule["items"]] == [
        (session["id"], "completed")
    ]
    calendar = gateway.http.get(address)
    assert calendar.headers["content-type"].startswith("text/calendar")
    (event,) = icalendar.Calendar.from_ical(calendar.content).walk("VEVENT")
    assert event["UID"] == f"{session['id']}@learn-exchange"
    assert event["STATUS"] == "CONFIRMED"
    assert event.decoded("DTSTART") == six
    assert str(event.decoded("DTSTART").tzinfo) == "Europe/Berlin"


def actions(person: Person, exchange_id: str) -> list[set[str]]:
    """Returns what somebody may do with an exchange, and with each of its sessions."""
    exchange = person.get(f"/exchange/{exchange_id}").json
    things = [exchange, *exchange["sessions"]]
    return [{action["name"] for action in thing["actions"]} for thing in things]


def test_both_are_told_what_they_may_do_and_when_they_have_time(
    system: System, gateway: RemoteGateway, time_passes: SetClock
) -> None:
    ana, ben, cleo = (sign_up(gateway) for _ in range(3))
    exchange_id = requested(ana, ben)
    assert actions(ana, exchange_id) == [{"cancel"}]
    assert actions(ben, exchange_id) == [{"accept", "decline"}]
    assert ben.patch("/exchange/accept", {"exchangeId": exchange_id}).status == 200
    elsewhere = scheduled(ben, cleo, agreed(ben, cleo), in_days(1), durationMinutes=60)
    (busy,) = ana.get(f"/exchange/{exchange_id}/busy").json["theirs"]
    assert instant(busy["end"]) - instant(busy["start"]) >= timedelta(hours=1)

    taken = propose(ana, exchange_id, busy["start"], in_days(2)).json
    lapses_at = taken["slots"][1]["scheduledTime"]
    assert taken["actions"] == [
        {"name": name, "until": lapses_at, "counted": False, "countedAfter": None}
        for name in ("rescheduleSession", "cancelSession")
    ]
    assert actions(ben, exchange_id) == [
        {"cancel", "createSession"},
        {"acceptSession", "rescheduleSession", "cancelSession"},
    ]
    assert act(ben, "acceptSession", taken["id"], slot=0).problem == "time-taken"
    assert act(ben, "acceptSession", taken["id"], slot=1).status == 200
    assert elsewhere not in ana.get(f"/exchange/{exchange_id}/busy").text
    assert f"UID:{taken['id']}@" in ana.get(f"/exchange/session/{taken['id']}.ics").text

    later(time_passes, ana, ben, days=2, minutes=11)
    for person in (ana, ben):
        assert actions(person, exchange_id) == [
            {"createSession"},
            {"markCompleted", "reportNoShow"},
        ]
    assert act(ana, "markCompleted", taken["id"]).json["actions"] == []
    completed = act(ben, "markCompleted", taken["id"]).json
    assert [action["name"] for action in completed["actions"]] == ["rate"]
    assert actions(ana, exchange_id) == [set(), {"rate"}]


def test_an_expiry_that_fires_early_does_nothing_and_in_time_writes_what_was_due(
    system: System, gateway: RemoteGateway, time_passes: SetClock
) -> None:
    ana, ben = sign_up(gateway), sign_up(gateway)
    early, in_time = requested(ana, ben), requested(ana, ben, "Chess", "Go")
    timers = [f"exchange-deadline-{exchange_id}-1" for exchange_id in (early, in_time)]
    expires_at = instant(ana.get(f"/exchange/{early}").json["expiresAt"])
    assert timedelta(0) < system.due(timers[0]) - expires_at <= timedelta(seconds=1)

    handled = len(system.logged("exchange-meet_deadline"))
    system.fire_early(timers[0])
    eventually(lambda: system.logged("exchange-meet_deadline")[handled:], within_seconds=60)
    assert (stored(system, early)["state"], stored(system, early)["version"]) == ("pending", "1")

    later(time_passes, ana, ben, days=ANSWER_DAYS)
    assert ben.patch("/exchange/accept", {"exchangeId": early}).json["current"] == "canceled"
    assert stored(system, early)["state"] == "pending", "reading writes nothing"
    system.fire_early(timers[1])
    eventually(lambda: stored(system, in_time)["state"] == "canceled", within_seconds=60)
    row = stored(system, in_time)
    assert (row["cancel_reason"], row["version"]) == ("expired", "2")
    assert instant(row["changed_at"]) == instant(row["created_at"]) + timedelta(days=ANSWER_DAYS)
    for exchange_id in (early, in_time):
        shown = ana.get(f"/exchange/{exchange_id}").json
        assert (shown["status"], shown["cancelReason"]) == ("canceled", "expired")
