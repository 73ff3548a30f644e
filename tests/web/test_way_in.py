"""The way in: signing up, in and out, verifying an address and choosing a new password."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.support.people import PASSWORD, Person, new_person_body
from tests.support.screens import field, heading, press, sign_in, tab_to
from tests.support.system import System, eventually
from tests.support.visits import PHONE, Complaints, Visits, says


def fill_in(page: Page, **values: str) -> None:
    """Fill in the fields of the form for signing up."""
    for name, label in {
        "firstName": "First name",
        "lastName": "Last name",
        "username": "Username",
        "email": "E-mail address",
        "password": "Password",
    }.items():
        field(page, label).fill(values[name])


def linked(system: System, address: str, path: str) -> str:
    """Returns where the newest link of a kind leads that was mailed to an address."""

    def newest() -> str | None:
        links = [
            link
            for mail in system.mails_to(address)
            for link in re.findall(rf"{path}\?token=[\w.%~-]+", str(mail))
        ]
        return links[-1] if links else None

    return eventually(newest) or ""


def test_a_newcomer_signs_up_skips_what_can_wait_and_is_home(
    visits: Visits, complaints: Complaints, ana: Person
) -> None:
    complaints.allow(409, 422)
    somebody = new_person_body(firstName="Zoë", lastName="Brandt")
    page = visits.page(size=PHONE)
    page.get_by_role("link", name="Join", exact=True).click()
    expect(heading(page, "Join Learn Exchange")).to_be_focused()

    fill_in(page, **{**somebody, "password": "short"})
    press(page, "Join")
    expect(field(page, "Password")).to_be_focused()
    expect(field(page, "Password")).to_have_accessible_description(re.compile("8 to 128"))

    fill_in(page, **{**somebody, "email": ana.email})
    press(page, "Join")
    expect(field(page, "E-mail address")).to_be_focused()
    expect(field(page, "E-mail address")).to_have_accessible_description(
        re.compile("Somebody uses this address already")
    )

    fill_in(page, **somebody)
    press(page, "Join")
    expect(heading(page, "A face to your name")).to_be_visible()
    press(page, "Skip")
    expect(heading(page, "What you can teach")).to_be_focused()
    press(page, "Skip")
    expect(heading(page, "People who fit you")).to_be_focused()
    press(page, "Go to my home page")
    expect(heading(page, "Home")).to_be_attached()
    expect(page).to_have_url(f"{visits.system.web_url}/")

    page.reload()
    expect(heading(page, "Home")).to_be_attached()
    assert page.evaluate("document.cookie") == "", "no script reads the session"


def test_signing_in_leads_to_what_was_asked_for(
    visits: Visits, complaints: Complaints, ana: Person
) -> None:
    complaints.allow(401)
    page = visits.page(path="/notifications?from=mail#top")
    expect(heading(page, "Sign in")).to_be_visible()
    sign_in(page, ana.email, "not this one")
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    sign_in(page, ana.email)
    expect(page).to_have_url(f"{visits.system.web_url}/notifications?from=mail#top")


def test_nobody_is_led_to_another_site(visits: Visits, ana: Person) -> None:
    page = visits.page(path="/signin?next=//example.org/phish")
    sign_in(page, ana.email)
    expect(heading(page, "Home")).to_be_attached()
    assert page.url.startswith(visits.system.web_url)


def test_a_link_verifies_the_address_on_another_device_and_the_first_one_follows(
    visits: Visits, complaints: Complaints, system: System, ana: Person
) -> None:
    laptop = visits.page(ana)
    expect(laptop.get_by_text(says(f"We have sent a mail to {ana.email}"))).to_be_visible()
    phone = visits.page(path=linked(system, ana.email, "/verify-email"), size=PHONE)
    expect(phone.get_by_text("The address is verified")).to_be_visible()
    # As when one comes back to the tab.
    laptop.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
    expect(laptop.get_by_text(says("We have sent a mail to"))).to_be_hidden()


def test_a_forgotten_password_is_replaced_once(
    visits: Visits, complaints: Complaints, system: System, ana: Person
) -> None:
    complaints.allow(400, 409, 410, 422)
    page = visits.page(path="/signin")
    page.get_by_role("link", name="Forgotten your password?").click()
    expect(heading(page, "Forgotten your password?")).to_be_attached()
    field(page, "E-mail address").fill(ana.email)
    press(page, "Send the mail")
    expect(page.get_by_text("Look into your mail")).to_be_visible()

    link = linked(system, ana.email, "/reset-password")
    page.goto(link)
    field(page, "New password").fill("another horse battery staple")
    press(page, "Keep this password")
    expect(page.get_by_text("Your password is new")).to_be_visible()

    page.goto(link)
    field(page, "New password").fill("a third horse battery staple")
    press(page, "Keep this password")
    expect(page.get_by_text("This link has been used")).to_be_visible()

    page.goto("/signin")
    sign_in(page, ana.email, "another horse battery staple")
    expect(heading(page, "Home")).to_be_attached()


def test_language_and_theme_are_kept(visits: Visits) -> None:
    page = visits.page(path="/signin", language="")
    page.get_by_role("button", name="Language").click()
    page.get_by_role("menuitemradio", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Sign in")


def test_the_way_in_by_keyboard_alone(visits: Visits, new_person: Callable[..., Person]) -> None:
    ana = new_person()
    page = visits.page(path="/signin")
    expect(heading(page, "Sign in")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, field(page, "E-mail address"))
    page.keyboard.type(ana.email)
    tab_to(page, field(page, "Password"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(heading(page, "Home")).to_be_attached()
    explore = page.get_by_role("link", name="Explore").first
    tab_to(page, explore)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/explore$"))
    expect(page.get_by_role("heading", level=1)).to_be_focused()
