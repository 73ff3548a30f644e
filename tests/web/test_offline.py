"""Without a network: what is known is shown, nothing is lost, and all goes on when it is back.

And what a browser keeps for that, of whom, and for how long.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from local.web import CLIENT
from tests.support.conversations import written
from tests.support.people import Person
from tests.support.posts import publish
from tests.support.screens import field, heading, offline, press, say, sign_in
from tests.support.system import eventually
from tests.support.visits import FILES_KEPT, Complaints, Visits

OFFLINE = "You are offline."
# All that a browser keeps for pages of ours, as one text.
ALL_KEPT = """async () => {
  const wait = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const kept = [{ ...localStorage }, { ...sessionStorage }];
  for (const { name } of await indexedDB.databases()) {
    const database = await wait(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      kept.push(await wait(objects.getAllKeys()), await wait(objects.getAll()));
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      kept.push(request.url, await (await cache.match(request)).text());
    }
  }
  return JSON.stringify(kept);
}"""


def kept_by(page: Page) -> str:
    """Returns all that the browser keeps for a page, as one text."""
    kept: str = page.evaluate(ALL_KEPT)
    return kept


@contextmanager
def newer_version() -> Iterator[None]:
    """Has the server give a newer version of the client."""
    worker = CLIENT / "sw.js"
    before = worker.read_text()
    worker.write_text(f"{before}// Newer\n")
    yield
    worker.write_text(before)


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


def test_home_opens_without_a_network_after_one_visit_with_what_was_seen_last(
    visits: Visits, complaints: Complaints, ana: Person, ben: Person
) -> None:
    complaints.allow_no_network()
    ana.follow(ben)
    publish(ben, title="Seen on the platform")
    page = visits.page(ana, service_workers="allow")
    article = page.get_by_role("article", name="Seen on the platform").first
    expect(article).to_be_visible()
    eventually(lambda: page.evaluate(FILES_KEPT) and "Seen on the platform" in kept_by(page))
    with offline(page):
        page.reload()
        expect(page.get_by_text(OFFLINE)).to_be_visible()
        expect(article).to_be_visible()
    expect(page.get_by_text(OFFLINE)).to_be_hidden(timeout=20_000)


def test_the_client_can_be_installed(visits: Visits) -> None:
    page = visits.page(service_workers="allow")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    session = page.context.new_cdp_session(page)
    manifest = session.send("Page.getAppManifest")
    assert manifest["url"].endswith("/manifest.webmanifest")
    assert manifest["errors"] == []
    # The browser's own judgement, which Lighthouse shows; these contexts are as private windows.
    found = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {error["errorId"] for error in found} <= {"in-incognito"}


def test_of_what_was_said_nothing_is_kept_after_signing_out_and_the_next_one_sees_none_of_it(
    visits: Visits, ana: Person, ben: Person, conversation: str
) -> None:
    written(ana, conversation, "The secret is thirteen")
    page = visits.device(ben, service_workers="allow").new_page()
    page.goto(f"/chat/{conversation}")
    expect(page.get_by_role("log")).to_contain_text("thirteen")
    say(page, "Ana", "Fourteen is the other")
    expect(page.locator(".unsent")).to_have_count(0)
    field(page, "Message to Ana").fill("And fifteen is")
    eventually(lambda: "And fifteen is" in kept_by(page))
    kept = kept_by(page)
    assert "thirteen" not in kept
    assert "Fourteen" not in kept
    page.goto("/settings")
    press(page, "Sign out")
    page.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    kept = kept_by(page) + page.content()
    for words in ("thirteen", "ourteen", "fifteen", ben.id, ben.email):
        assert words not in kept, words
    page.goto("/signin")
    sign_in(page, ana.email)
    expect(heading(page, "Home")).to_be_attached()
    page.goto(f"/chat/{conversation}")
    expect(page.get_by_role("log")).to_contain_text("thirteen")
    expect(field(page, "Message to Ben")).to_have_value("")
    assert "fifteen" not in kept_by(page) + page.content()


def test_a_newer_version_waits_until_it_is_wanted_and_loses_no_draft(
    visits: Visits, ana: Person, conversation: str
) -> None:
    page = visits.page(ana, f"/chat/{conversation}", service_workers="allow")
    box = field(page, "Message to Ben")
    expect(box).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.wait_for_function("navigator.serviceWorker.controller")
    box.fill("Half a sentence")
    with newer_version():
        page.evaluate("navigator.serviceWorker.ready.then((found) => found.update())")
        show = page.get_by_role("button", name="Show it")
        expect(show).to_be_visible()
        expect(box).to_have_value("Half a sentence")
        box.fill("Half a sentence, and more")
        with page.expect_navigation():
            show.click()
        expect(box).to_have_value("Half a sentence, and more")
        expect(show).to_be_hidden()
    expect(page).to_have_url(re.compile(f"/chat/{conversation}$"))
