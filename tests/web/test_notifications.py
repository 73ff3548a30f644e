"""Notifications arrive at an open page, once, and lead to the thing."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.support.accessibility import barriers, findings, overflowing
from tests.support.conversations import opened, written
from tests.support.exchanges import requested
from tests.support.people import Person
from tests.support.posts import comment, like, publish
from tests.support.screens import heading, press
from tests.support.visits import PHONE, RIGHT_TO_LEFT, Complaints, Visits


def bell(page: Page, count: int) -> None:
    """Wait until the bell shows a count."""
    name = "Notifications" + (f" ?{count} new" if count else "")
    link = page.get_by_role("navigation").first.get_by_role("link", name=re.compile("^Notif"))
    expect(link).to_have_text(re.compile(f"^{name} ?$"))


@dataclass(frozen=True)
class Happening:
    """Something that one person does, and where the notification of it leads the other."""

    said: str
    leads_to: str


def done_by(ben: Person, to: Person) -> list[Happening]:
    """Lets Ben do everything to somebody of which they are told."""
    post = publish(to)
    ben.follow(to)
    like(ben, post)
    comment(ben, post)
    conversation = str(opened(ben, to)["id"])
    written(ben, conversation, "Look at this")
    exchange = requested(ben, to)
    return [
        Happening("follows you", f"/user/{ben.id}"),
        Happening("likes your post", f"/post/{post['id']}"),
        Happening("commented", f"/post/{post['id']}"),
        Happening("Look at this", f"/chat/{conversation}"),
        Happening("offers you", f"/exchange/{exchange}"),
    ]


def live(device: BrowserContext, path: str) -> Page:
    """Opens a page, and waits until it has a live connection."""
    page = device.new_page()
    with page.expect_websocket():
        page.goto(path)
    return page


def test_what_happens_arrives_in_all_tabs_once_and_leads_to_the_thing(
    visits: Visits, ana: Person, ben: Person
) -> None:
    device = visits.device(ana)
    one, other = live(device, "/notifications"), live(device, "/settings/notifications")
    expect(heading(one, "Notifications")).to_be_attached()
    bell(other, 0)
    happenings = done_by(ben, ana)
    told = one.get_by_role("main").get_by_role("listitem")
    expect(told).to_have_count(len(happenings))
    for page in (one, other):
        bell(page, len(happenings))
    for left, happening in reversed([*enumerate(happenings)]):
        link = told.filter(has_text=happening.said).get_by_role("link")
        expect(link).to_have_count(1)
        link.click()
        expect(one).to_have_url(re.compile(f"{happening.leads_to}(\\?|#|$)"))
        for page in (one, other):
            bell(page, left)
        one.go_back()
        expect(told).to_have_count(len(happenings))


def test_a_message_is_told_wherever_one_is_and_leads_there(
    visits: Visits, ana: Person, ben: Person
) -> None:
    conversation = str(opened(ben, ana)["id"])
    page = live(visits.device(ana), "/explore")
    written(ben, conversation, "Are you there?")
    toast = page.get_by_role("status").filter(has_text="Ben")
    expect(toast).to_have_count(1)
    toast.get_by_role("button", name="Open").click()
    expect(page).to_have_url(re.compile(f"/chat/{conversation}$"))
    expect(toast).to_have_count(0)
    expect(page.locator(".msg")).to_have_text(["Are you there?"])
    written(ben, conversation, "I see that you are")
    expect(page.locator(".msg")).to_have_count(2)
    expect(toast).to_have_count(0)


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
    with page.expect_response("**/notifications/preferences"):
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


def ask_why(page: Page) -> None:
    """Open the dialog on why one got the first notification."""
    page.locator(".notification").first.get_by_role("button").click()
    page.get_by_role("menuitem").filter(has_text="?").click()
    expect(page.get_by_role("dialog").locator("dd").first).to_be_visible()


def test_a_full_list_and_its_reasons_have_no_barrier(
    visits: Visits, ana: Person, ben: Person
) -> None:
    done_by(ben, ana)
    page = visits.page(ana, "/notifications")
    bell(page, 5)
    assert [*findings(page)] == []
    ask_why(page)
    assert [*findings(page)] == []


@pytest.mark.parametrize("language", ["es", RIGHT_TO_LEFT])
def test_notifications_fit_a_phone_in_the_dark_in_every_language(
    visits: Visits, ana: Person, ben: Person, language: str
) -> None:
    ben.follow(ana)
    device = visits.device(ana, language=language, size=PHONE, theme="dark")
    page = device.new_page()
    for path in ("/settings/notifications", "/notifications"):
        page.goto(path)
        expect(page.get_by_role("heading", level=2).first).to_be_visible()
        assert barriers(page) + overflowing(page) == []
    ask_why(page)
    assert barriers(page) + overflowing(page) == []
