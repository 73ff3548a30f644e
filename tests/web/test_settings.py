"""Settings: what is set is kept, here and where it counts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.accessibility import at_once, findings
from tests.support.people import PASSWORD, Person
from tests.support.screens import field, heading, press, sign_in
from tests.support.visits import PHONE, RIGHT_TO_LEFT, Complaints, Visits, says

SCREENS = ("Profile", "Language and look", "Notifications", "Privacy", "Password and devices")


def open_settings(page: Page, part: str) -> None:
    """Go to a part of the settings."""
    page.get_by_role("link", name="Settings").first.click()
    page.get_by_role("main").get_by_role("link", name=re.compile(f"^{part}")).click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_names_are_saved_and_others_see_them(
    visits: Visits, complaints: Complaints, ana: Person, ben: Person
) -> None:
    complaints.allow(409, 422)
    page = visits.page(ana)
    open_settings(page, "Profile")
    field(page, "Username").fill(ben.username)
    press(page, "Save")
    expect(field(page, "Username")).to_be_focused()
    expect(field(page, "Username")).to_have_accessible_description(re.compile("This name is taken"))
    field(page, "Username").fill(ana.username)
    field(page, "First name").fill("Anabela")
    field(page, "About you").fill("I sing *fado*.")
    press(page, "Save")
    expect(page.get_by_text("Saved.")).to_be_visible()
    reader = visits.page(ben, f"/user/{ana.id}")
    expect(heading(reader, "Anabela Silva")).to_be_visible()
    expect(reader.get_by_text("I sing fado.")).to_be_visible()
    page.reload()
    expect(field(page, "First name")).to_have_value("Anabela")


def test_devices_are_signed_out_and_a_new_password_ends_the_others(
    visits: Visits, complaints: Complaints, new_person: Callable[..., Person]
) -> None:
    complaints.allow(401, 403)
    # The sign-up and the three sign-ins are four devices.
    ana = new_person()
    page, phone, tablet = visits.page(ana), visits.page(ana), visits.page(ana, "/exchanges")
    expect(heading(tablet, "Exchanges")).to_be_attached()
    open_settings(page, "Password and devices")
    others = page.get_by_role("button", name=re.compile("^Sign out (?!everywhere)"))
    expect(others).to_have_count(3)
    others.nth(1).click()
    expect(page.get_by_text("That device is signed out.")).to_be_visible()
    expect(others).to_have_count(2)
    expect(phone.get_by_text("You have been signed out.")).to_be_visible()

    field(page, "Current password").fill("not this one")
    field(page, "New password").fill("another horse battery staple")
    press(page, "Change the password")
    expect(field(page, "Current password")).to_be_focused()
    field(page, "Current password").fill(PASSWORD)
    press(page, "Change the password")
    expect(page.get_by_text("Your password is changed.")).to_be_visible()
    expect(others).to_have_count(0)
    tablet.reload()
    expect(heading(tablet, "Sign in")).to_be_visible()
    sign_in(tablet, ana.email, "another horse battery staple")
    expect(heading(tablet, "Exchanges")).to_be_attached()

    press(page, "Sign out everywhere")
    page.get_by_role("dialog").get_by_role("button", name="Sign out everywhere").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    tablet.reload()
    expect(heading(tablet, "Sign in")).to_be_visible()


def test_language_look_and_keys_hold_at_once_and_after_a_reload(
    visits: Visits, ana: Person
) -> None:
    page = visits.page(ana)
    open_settings(page, "Language and look")
    page.get_by_role("radio", name="Dark").check()
    page.get_by_role("checkbox", name=re.compile("^Single keys")).uncheck()
    mails = page.get_by_role("group", name=re.compile("^Language of mails"))
    mails.get_by_role("radio", name="Español").check()
    expect(page.get_by_text("Saved.")).to_be_visible()
    here = page.get_by_role("group", name="Language", exact=True)
    here.get_by_role("radio", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    assert ana.get("/user/me").json["language"] == "es"
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.get_by_role("checkbox")).not_to_be_checked()
    assert page.evaluate("document.documentElement.style.colorScheme") == "dark"
    page.locator("body").press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("checkbox").check()
    page.get_by_role("heading", level=1).focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_presence_is_hidden_and_a_blocked_person_comes_back(
    visits: Visits, ana: Person, ben: Person
) -> None:
    of_ana, of_ben = visits.page(ana), visits.page(ben, f"/user/{ana.id}")
    open_settings(of_ana, "Privacy")
    expect(of_ana.get_by_text("You have blocked nobody.")).to_be_visible()
    presence = of_ana.get_by_role("checkbox", name=re.compile("^Show when I am here"))
    presence.uncheck()
    expect(presence).to_be_enabled()
    of_ana.reload()
    expect(presence).not_to_be_checked()
    assert ana.block(ben).status == 200
    of_ana.reload()
    of_ana.get_by_role("button", name=says("Unblock Ben Silva")).click()
    expect(of_ana.get_by_text(says("You and Ben Silva can see each other again."))).to_be_visible()
    expect(of_ana.get_by_text("You have blocked nobody.")).to_be_visible()
    of_ben.reload()
    expect(heading(of_ben, "Ana Silva")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "es", RIGHT_TO_LEFT])
def test_no_screen_of_the_settings_has_a_barrier(
    visits: Visits, ana: Person, ben: Person, language: str
) -> None:
    assert ana.block(ben).status == 200
    page = visits.page(ana, "/settings", language=language, size=PHONE, theme="dark")
    parts = page.locator(".settings-list a")
    expect(parts).to_have_count(len(SCREENS) + 1)
    for number in range(len(SCREENS)):
        parts.nth(number).click()
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        # In English at all widths and in both themes; in the others as it is.
        assert [*(findings(page) if language == "en" else at_once(page))] == []
        page.set_viewport_size(PHONE)
        page.go_back()
        expect(parts).to_have_count(len(SCREENS) + 1)
