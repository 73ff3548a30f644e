"""The schedule: what comes, how long it is until then, in other calendars, and on paper."""

import re
from datetime import timedelta
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Download, Page, expect

from learn_exchange import clock
from tests.support.exchanges import agreed, in_days, scheduled
from tests.support.passing_time import PassingTime
from tests.support.people import Person
from tests.support.remote import RemoteGateway
from tests.support.screens import field, heading, press
from tests.support.system import DeployedClock
from tests.support.visits import Complaints, Visits

PLACE = "https://meet.example/room"


def open_schedule(page: Page) -> None:
    """Go to the schedule from the exchanges."""
    page.get_by_role("link", name=re.compile("^Exchanges")).first.click()
    page.get_by_role("link", name="Schedule").click()
    expect(heading(page, "Schedule")).to_be_attached()


def calendar_of(download: Download) -> icalendar.Calendar:
    """Returns the calendar that was downloaded."""
    return icalendar.Calendar.from_ical(Path(download.path()).read_bytes())


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
