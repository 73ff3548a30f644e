"""What happens to one person arrives at their open page, once, and leads to the thing."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.conversations import opened, written
from tests.support.people import Person
from tests.support.screens import heading, press
from tests.support.visits import Complaints, Visits


def bell(page: Page, count: int) -> None:
    """Wait until the bell shows a count."""
    name = "Notifications" + (f" ?{count} new" if count else "")
    link = page.get_by_role("navigation").first.get_by_role("link", name=re.compile("^Notif"))
    expect(link).to_have_text(re.compile(f"^{name} ?$"))


def test_what_happens_arrives_in_all_tabs_once_and_leads_to_the_thing(
    visits: Visits, ana: Person, ben: Person
) -> None:
    device = visits.device(ana)
    one, other = device.new_page(), device.new_page()
    one.goto("/notifications")
    other.goto("/settings/notifications")
    expect(heading(one, "Notifications")).to_be_attached()
    bell(other, 0)
    one.wait_for_timeout(2_000)
    ben.follow(ana)
    told = one.get_by_role("listitem").filter(has_text="follows you")
    expect(told).to_have_count(1)
    for page in (one, other):
        bell(page, 1)
    told.get_by_role("link").click()
    expect(one).to_have_url(re.compile(f"/user/{ben.id}$"))
    for page in (one, other):
        bell(page, 0)


def test_why_one_was_told_and_the_switch_right_there(
    visits: Visits, ana: Person, ben: Person
) -> None:
    ben.follow(ana)
    page = visits.page(ana, "/notifications")
    press(page, "More about this notification")
    page.get_by_role("menuitem", name="Why did I get this?").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("It was put into your list.")).to_be_visible()
    push = dialog.get_by_role("switch", name="Push")
    expect(push).to_be_checked()
    push.press("Space")
    expect(push).not_to_be_checked()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.goto("/settings/notifications")
    expect(page.get_by_role("switch", name="New followers: Push")).not_to_be_checked()
    preferences = ana.get("/notifications/preferences").json
    assert preferences["channels"]["follow"] == {"push": False, "email": False}


def test_all_are_read_at_once(visits: Visits, ana: Person, ben: Person) -> None:
    ben.follow(ana)
    conversation_id = opened(ben, ana)["id"]
    written(ben, conversation_id)
    page = visits.page(ana, "/notifications")
    bell(page, 2)
    press(page, "Mark all as read")
    bell(page, 0)
    assert ana.get("/notifications/unreadCount").json == {"count": 0}


def test_quiet_hours_are_kept(visits: Visits, ana: Person) -> None:
    page = visits.page(ana, "/settings/notifications")
    page.get_by_role("switch", name="Keep quiet hours").press("Space")
    until = page.get_by_label("Until")
    expect(until).to_have_value("07:00")
    until.fill("08:30")
    press(page, "Save")
    expect(page.get_by_role("button", name="Save")).to_be_hidden()
    page.reload()
    expect(page.get_by_label("Until")).to_have_value("08:30")


@pytest.mark.parametrize("token", ["", "not-of-ours"])
def test_a_broken_link_to_unsubscribe_says_so(
    visits: Visits, complaints: Complaints, token: str
) -> None:
    complaints.allow(404, 422)
    page = visits.page(path=f"/unsubscribe?token={token}")
    if token:
        press(page, "Stop these mails")
        expect(page.get_by_role("alert")).to_be_visible()
    else:
        expect(page.get_by_text("This link is not complete").first).to_be_visible()
