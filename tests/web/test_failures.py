"""A backend that fails: the page says what is so and what to do, and goes on when it can again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.support.people import Person
from tests.support.screens import field, heading, press, sign_in
from tests.support.visits import Complaints, Visits, bare, failing, problem

FEED = "/feed/latest?*"
Answer = Callable[[Route], None]
FAILURES: dict[str, tuple[int, Answer, str]] = {
    "500": (500, problem("internal-error", 500), "took too long or failed"),
    "503": (503, problem("unavailable", 503, retry_after=1), "server is busy"),
    "429": (429, problem("too-many-requests", 429, retry_after=1), "as often as it can be for now"),
    "422": (422, problem("invalid", 422, errors=[]), "Something is not right"),
    "unknown": (418, problem("brewing-tea", 418), "Told by the test"),
    "gateway 503": (503, bare(503, "Service Unavailable"), "server"),
    "gateway 429": (429, bare(429, "Too Many Requests"), "as often as"),
    "gateway 502": (502, bare(502, "Internal Server Error"), "took too long or failed"),
}


@pytest.mark.parametrize(("status", "answer", "said"), FAILURES.values(), ids=FAILURES)
def test_a_list_that_fails_says_why_and_comes_when_asked_again(
    visits: Visits, complaints: Complaints, ana: Person, status: int, answer: Answer, said: str
) -> None:
    complaints.allow(status)
    page = visits.device(ana).new_page()
    with failing(page, FEED, answer):
        page.goto("/")
        alert = page.get_by_role("alert").filter(has_text="The posts did not load")
        expect(alert).to_contain_text(said)
    press(page, "Try again")
    expect(page.get_by_role("feed").or_(page.get_by_text("Nothing here yet"))).to_be_visible()
    expect(alert).to_be_hidden()


def test_a_form_that_fails_keeps_what_was_written(
    visits: Visits, complaints: Complaints, ana: Person
) -> None:
    complaints.allow(500, 503, 429)
    page = visits.page(path="/signin")
    for status, answer, said in (FAILURES["500"], FAILURES["gateway 503"], FAILURES["429"]):
        with failing(page, "/auth/login", answer):
            sign_in(page, ana.email)
            expect(page.get_by_role("alert")).to_contain_text(said)
        assert status
        expect(field(page, "E-mail address")).to_have_value(ana.email)
    press(page, "Sign in")
    expect(heading(page, "Home")).to_be_attached()


def test_a_refresh_that_fails_signs_nobody_out(
    visits: Visits, complaints: Complaints, ana: Person
) -> None:
    complaints.allow(503)
    page = visits.device(ana).new_page()
    with failing(page, "/auth/refresh", bare(503, "Service Unavailable")):
        page.goto("/", wait_until="commit")
        page.wait_for_timeout(500)
    expect(heading(page, "Home")).to_be_attached()


def test_an_address_that_leads_nowhere_leads_on(visits: Visits, ana: Person) -> None:
    for person in (None, ana):
        page = visits.page(person, "/no/such/page")
        expect(page.get_by_text("There is nothing here").first).to_be_visible()
        page.get_by_role("link", name="Go home").click()
        expect(page).to_have_url(f"{visits.system.web_url}/")
