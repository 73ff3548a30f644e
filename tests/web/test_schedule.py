"""The schedule: what comes, how long it is until then, in other calendars, and on paper."""

import re
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from playwright.sync_api import Download, Page, expect

from learn_exchange import clock
from tests.support.accessibility import at_once, findings
from tests.support.exchange_screens import LISBON
from tests.support.exchanges import act, agreed, in_days, proposed, scheduled
from tests.support.passing_time import PassingTime
from tests.support.people import Person
from tests.support.remote import RemoteGateway
from tests.support.screens import field, heading, press
from tests.support.system import DeployedClock
from tests.support.visits import PHONE, RIGHT_TO_LEFT, Complaints, Visits, says

PLACE = "https://meet.example/room"


def open_schedule(page: Page) -> None:
    """Go to the schedule from the exchanges."""
    page.get_by_role("link", name=re.compile("^Exchanges")).first.click()
    page.get_by_role("link", name="Schedule").click()
    expect(heading(page, "Schedule")).to_be_attached()


def monday_after(days: float) -> date:
    """Returns the Monday of the week in Lisbon in which it is some days later."""
    day = (clock.now() + timedelta(days=days)).astimezone(ZoneInfo(LISBON)).date()
    return day - timedelta(days=day.weekday())


def calendar_of(download: Download) -> icalendar.Calendar:
    """Returns the calendar that was downloaded."""
    return icalendar.Calendar.from_ical(Path(download.path()).read_bytes())


def test_sessions_stand_in_the_agenda_and_the_week_and_are_saved_as_files(
    visits: Visits, ana: Person, ben: Person
) -> None:
    exchange = agreed(ana, ben)
    session_id = scheduled(ana, ben, exchange, in_days(0.2))
    proposed(ben, exchange, in_days(8), in_days(9))
    page = visits.page(ana)
    open_schedule(page)
    rows = page.locator(".schedule-row")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text(says("15 minutes, agreed"))
    expect(rows.first.get_by_role("link", name=re.compile("meet.example"))).to_have_attribute(
        "href", PLACE
    )
    with page.expect_download() as download:
        rows.first.get_by_role("button", name="Save as a calendar file").click()
    [event] = calendar_of(download.value).walk("VEVENT")
    assert event["UID"] == f"{session_id}@learn-exchange"

    page.get_by_role("link", name="Week", exact=True).click()
    monday = monday_after(0)
    for days, session in ((0.2, ".day-session:not(.open)"), (8, ".day-session.open")):
        while monday < monday_after(days):
            press(page, "Later week")
            monday += timedelta(days=7)
        expect(page.locator(session)).to_have_count(1)

    # On paper there are the sessions, and nothing that can only be pressed.
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.locator(".day-session.open")).to_be_visible()

    page.emulate_media(media="screen")
    page.locator(".day-session.open").click()
    expect(page.get_by_role("heading", level=2, name="Which time suits you?")).to_be_visible()


@pytest.mark.parametrize("hours_wrong", [3, -50])
def test_the_countdown_is_right_on_a_device_with_a_wrong_clock_and_after_sleep(
    visits: Visits,
    complaints: Complaints,
    time_passes: DeployedClock,
    ana: Person,
    ben: Person,
    hours_wrong: int,
) -> None:
    complaints.allow(401)
    complaints.allow_no_network()
    scheduled(ana, ben, agreed(ana, ben), in_days(2 / 24))
    device = visits.device(ana)
    time = PassingTime(time_passes, device)
    device.clock.set_system_time(clock.now() + timedelta(hours=hours_wrong))
    page = device.new_page()
    page.goto("/schedule")
    next_one = page.get_by_role("region", name="Next session")
    expect(next_one).to_contain_text(re.compile("1 hr 5[89] min|2 hr"))
    time.forward(timedelta(minutes=90))
    expect(next_one).to_contain_text(re.compile("(29|28|30):[0-5][0-9]"))
    time.forward(timedelta(minutes=31))
    expect(next_one).to_contain_text("now")


def test_a_calendar_follows_by_a_secret_address_that_is_renewed_and_switched_off(
    visits: Visits, gateway: RemoteGateway, ana: Person, ben: Person
) -> None:
    session = scheduled(ana, ben, agreed(ana, ben))
    device = visits.device(ana, permissions=["clipboard-read", "clipboard-write"])
    page = device.new_page()
    page.goto("/settings")
    page.get_by_role("link", name="In your calendar").click()
    press(page, "Get an address")
    address = field(page, "Address to subscribe to")
    first = address.input_value()
    assert f"UID:{session}" in gateway.http.get(first).text
    press(page, "Copy the link")
    expect(page.get_by_text("The link is copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == first
    subscribe = page.get_by_role("link", name="Open in a calendar")
    expect(subscribe).to_have_attribute("href", re.sub("^https?:", "webcal:", first))
    press(page, "Show a code for the phone")
    expect(page.get_by_role("img", name="The address as a QR code")).to_be_visible()

    for action, left in (("New address", 1), ("Switch off", 0)):
        press(page, action)
        page.get_by_role("dialog").get_by_role("button", name=action).click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(address).to_have_count(left)
        if left:
            second = address.input_value()
            assert second != first
    assert [gateway.http.get(each).status_code for each in (first, second)] == [404, 404]


@pytest.mark.parametrize("language", ["en", "es", RIGHT_TO_LEFT])
def test_the_schedule_has_no_barrier(
    visits: Visits, ana: Person, ben: Person, language: str
) -> None:
    exchange = agreed(ana, ben)
    scheduled(ana, ben, exchange)
    act(ana, "cancelSession", proposed(ben, exchange, in_days(3)))
    assert ana.post("/exchange/calendarToken").status == 201
    page = visits.page(ana, "/schedule", language=language, size=PHONE, theme="dark")
    wrong = findings if language == "en" else at_once
    expect(page.locator(".schedule-row").first).to_be_visible()
    assert [*wrong(page)] == []
    page.locator(".tabs").get_by_role("link").last.click()
    expect(page.locator(".day-session").first).to_be_attached()
    expect(page.locator(".tabs [aria-current=page]")).to_have_count(1)
    assert [*wrong(page)] == []
