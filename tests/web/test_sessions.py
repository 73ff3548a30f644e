"""Sessions: what tabs share, what two people in one browser never do, and what signs nobody out."""

import re

from playwright.sync_api import Page, Route, expect

from tests.support.people import Person
from tests.support.screens import heading, press, sign_in
from tests.support.system import DeployedClock
from tests.support.visits import Complaints, Visits, says

REFRESH = "**/api/auth/refresh"


def refreshes(page: Page) -> list[str]:
    """Returns a list to which each refresh of a page's device is added."""
    seen: list[str] = []
    page.context.on(
        "request",
        lambda request: seen.append(request.url) if "/auth/refresh" in request.url else None,
    )
    return seen


def test_tabs_share_one_login_and_refresh_one_after_the_other(visits: Visits, ana: Person) -> None:
    device = visits.device(ana)
    tabs = [device.new_page() for _ in range(4)]
    for tab in tabs:
        tab.goto("/", wait_until="commit")
    for tab in tabs:
        expect(heading(tab, "Home")).to_be_attached()
        tab.reload()
        expect(heading(tab, "Home")).to_be_attached()


def test_an_access_token_that_expires_is_replaced_in_the_middle(
    visits: Visits, complaints: Complaints, ana: Person, time_passes: DeployedClock
) -> None:
    complaints.allow(401)
    # A ticket for the WebSocket does not live through the shift of the clock.
    complaints.allow_no_network()
    page = visits.page(ana)
    expect(heading(page, "Home")).to_be_attached()
    seen = refreshes(page)
    time_passes.forward(minutes=16)
    with page.expect_request(REFRESH):
        page.get_by_role("link", name="Explore").first.click()
    expect(page).to_have_url(re.compile("/explore$"))
    page.get_by_role("link", name="Home").first.click()
    expect(page.get_by_role("feed").or_(page.get_by_text("Nothing here yet"))).to_be_visible()
    assert len(seen) == 1
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_refresh_whose_answer_is_lost_signs_nobody_out(
    visits: Visits, complaints: Complaints, ana: Person
) -> None:
    complaints.allow_no_network()
    device = visits.device(ana)
    keys: list[str | None] = []

    def lose_the_first(route: Route) -> None:
        keys.append(route.request.header_value("idempotency-key"))
        if len(keys) == 1:
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_()

    device.route(REFRESH, lose_the_first)
    page = device.new_page()
    page.goto("/")
    expect(heading(page, "Home")).to_be_attached()
    page.wait_for_function("navigator.onLine")
    expect(page.get_by_role("feed").or_(page.get_by_text("Nothing here yet"))).to_be_visible()
    assert len(set(keys)) == 1, "the same key gets the same answer"
    page.reload()
    expect(heading(page, "Home")).to_be_attached()


def test_signing_out_in_one_tab_signs_out_all_and_back_shows_nothing(
    visits: Visits, ana: Person
) -> None:
    device = visits.device(ana)
    one, other = device.new_page(), device.new_page()
    for tab in (one, other):
        tab.goto("/")
        expect(heading(tab, "Home")).to_be_attached()
    one.goto("/settings")
    press(one, "Sign out")
    expect(one.get_by_role("link", name="Sign in").first).to_be_visible()
    expect(other.get_by_role("link", name="Home")).to_have_count(0)
    one.go_back()
    expect(one.get_by_role("heading", level=1, name="Settings")).to_have_count(0)
    assert device.cookies() == []
    kept = one.evaluate("indexedDB.databases().then(() => ({ ...localStorage }))")
    assert ana.id not in str(kept)


def test_a_browser_that_is_another_persons_shows_nothing_of_the_first(
    visits: Visits, complaints: Complaints, ana: Person, ben: Person, time_passes: DeployedClock
) -> None:
    complaints.allow(401)
    # A ticket for the WebSocket does not live through the shift of the clock.
    complaints.allow_no_network()
    page = visits.page(ana)
    expect(heading(page, "Home")).to_be_attached()
    time_passes.forward(minutes=16)
    page.context.add_cookies([visits.session_cookie(ben)])
    page.get_by_role("link", name="Exchanges").first.click()
    expect(page.get_by_text(says("In another tab, Ben has signed in"))).to_be_visible()
    expect(page).to_have_url(f"{visits.system.web_url}/")
    profile = page.get_by_role("link", name="Profile")
    expect(profile).to_have_attribute("href", re.compile(ben.id))
    page.reload()
    expect(profile).to_have_attribute("href", re.compile(ben.id))


def test_another_tab_follows_whoever_signs_in(visits: Visits, ana: Person, ben: Person) -> None:
    device = visits.device()
    one, other = device.new_page(), device.new_page()
    one.goto("/signin")
    other.goto("/notifications")
    sign_in(one, ben.email)
    for tab in (one, other):
        profile = tab.get_by_role("link", name="Profile")
        expect(profile).to_have_attribute("href", re.compile(ben.id))
    expect(other).to_have_url(re.compile("/notifications$"))


def test_a_login_that_has_ended_says_so(
    visits: Visits, complaints: Complaints, ana: Person
) -> None:
    complaints.allow(401)
    page = visits.page(ana, "/notifications")
    expect(page.get_by_role("link", name="Profile")).to_be_visible()
    answer = ana.post("/auth/logout", {"everywhere": True})
    assert answer.status == 204, answer.text
    page.reload()
    expect(heading(page, "Sign in")).to_be_visible()
    expect(page.get_by_text("You have been signed out")).to_be_visible()
