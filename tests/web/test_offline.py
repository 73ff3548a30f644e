"""Without a network: what is known is shown, nothing is lost, and all goes on when it is back."""

from playwright.sync_api import expect

from tests.support.people import Person
from tests.support.screens import heading
from tests.support.visits import Complaints, Visits

OFFLINE = "You are offline."


def test_a_page_says_that_it_is_offline_and_when_it_no_longer_is(
    visits: Visits, complaints: Complaints, ana: Person
) -> None:
    complaints.allow_no_network()
    page = visits.page(ana)
    expect(heading(page, "Home")).to_be_attached()
    page.context.set_offline(True)
    expect(page.get_by_text(OFFLINE)).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text(OFFLINE)).to_be_hidden()


def test_the_client_starts_without_a_network_and_its_person_is_still_there(
    visits: Visits, complaints: Complaints, ana: Person
) -> None:
    complaints.allow_no_network()
    page = visits.device(ana, service_workers="allow").new_page()
    page.goto("/")
    expect(heading(page, "Home")).to_be_attached()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    # The first visit was without the worker; the second fills its cache.
    page.reload()
    expect(heading(page, "Home")).to_be_attached()
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.reload()
    expect(heading(page, "Home")).to_be_attached()
    expect(page.get_by_text(OFFLINE)).to_be_visible()
    expect(page.get_by_role("link", name="Profile")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text(OFFLINE)).to_be_hidden(timeout=20_000)
