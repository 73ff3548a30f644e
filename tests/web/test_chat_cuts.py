"""Two people chat while the network goes away: nothing is lost or doubled, and all is in order."""

from playwright.sync_api import Page, expect

from tests.support.chat_log import read_through, said
from tests.support.conversations import history, written
from tests.support.people import Person
from tests.support.screens import field, heading, offline, say
from tests.support.system import eventually
from tests.support.visits import FILES_KEPT, Complaints, Visits
from tests.support.wires import Wires

ROUNDS = 10
SAID_IN_A_ROUND = 10


def contents(person: Person, conversation: str) -> list[str]:
    """Returns all that the server has of a conversation, the oldest first."""
    messages = history(person, conversation)
    while (first := messages[-1]["sequence"]) > 1:
        messages += history(person, conversation, before=str(first))
    return [message["content"] for message in reversed(messages)]


def all_are_saved(page: Page, person: Person, conversation: str) -> bool:
    """Returns whether the server has all messages; the page goes on while one waits."""
    page.wait_for_timeout(500)
    newest = history(person, conversation)[0]
    return bool(newest["sequence"] == 2 * ROUNDS * SAID_IN_A_ROUND + 1)


def all_is_sent(page: Page) -> None:
    """Wait until nothing waits to be sent."""
    expect(page.locator(".unsent")).to_have_count(0, timeout=600_000)


def to_the_newest(page: Page) -> None:
    """Go to the end of the log: who has missed more than a stretch of it stays where they were."""
    newest = page.get_by_role("button", name="Newest messages")
    if newest.is_visible():
        newest.click()


def test_of_200_messages_none_is_lost_or_doubled_with_the_network_cut_ten_times(
    visits: Visits, complaints: Complaints, ana: Person, ben: Person, conversation: str
) -> None:
    complaints.allow_no_network()
    # So many at a time are more than a small machine takes; what is refused for now is sent again.
    complaints.allow(502, 503)
    pages: list[tuple[Page, Wires, str]] = []
    for person, name in ((ana, "Ben"), (ben, "Ana")):
        device = visits.device(person)
        wires, page = Wires(device), device.new_page()
        page.goto(f"/chat/{conversation}")
        expect(said(page)).to_have_count(1)
        pages.append((page, wires, name))
    for number in range(ROUNDS):
        page, wires, _ = pages[number % 2]
        # Once each, it is not told that the network was away, and finds out by itself.
        cut = wires.silence if number < 2 else wires.cut
        for count in range(SAID_IN_A_ROUND):
            for writer, _, name in pages:
                say(writer, name, f"To {name}: {number * SAID_IN_A_ROUND + count:02}")
            if count == 3:
                cut()
                page.context.set_offline(True)
            if count == 7:
                page.context.set_offline(False)
    # The pages alone do not tell: they have no more of the log than is near the screen.
    eventually(lambda: all_are_saved(page, ana, conversation), within_seconds=600)
    for page, _, _ in pages:
        all_is_sent(page)
    saved = contents(ana, conversation)
    for page, _, _ in pages:
        to_the_newest(page)
        expect(said(page).last).to_have_text(saved[-1], timeout=30_000)
        assert read_through(page) == saved
    for _, _, name in pages:
        mine = [words for words in saved if words.startswith(f"To {name}")]
        assert mine == [f"To {name}: {count:02}" for count in range(ROUNDS * SAID_IN_A_ROUND)]
    assert len(saved) == 2 * ROUNDS * SAID_IN_A_ROUND + 1


def test_after_a_reload_without_a_network_what_was_written_is_there_and_both_see_the_same(
    visits: Visits, complaints: Complaints, ana: Person, ben: Person, conversation: str
) -> None:
    complaints.allow_no_network()
    of_ana = visits.page(ana, f"/chat/{conversation}", service_workers="allow")
    of_ben = visits.page(ben, f"/chat/{conversation}")
    expect(said(of_ben)).to_have_count(1)
    expect(said(of_ana)).to_have_count(1)
    eventually(lambda: of_ana.evaluate(FILES_KEPT))
    with offline(of_ana):
        say(of_ana, "Ben", "From a train")
        expect(of_ana.get_by_text("Waits to be sent")).to_be_visible()
        of_ana.reload()
        expect(of_ana.get_by_text("This conversation did not load")).to_be_visible()
        # What others have written is never kept; what is one's own and on its way is.
        expect(said(of_ana)).to_have_text(["From a train"])
        say(of_ben, "Ana", "While you were away")
        all_is_sent(of_ben)
    for page in (of_ana, of_ben):
        expect(said(page)).to_have_text(
            ["Hello Ben", "While you were away", "From a train"], timeout=40_000
        )
    all_is_sent(of_ana)


def test_after_sleep_a_dead_connection_is_noticed_and_what_was_missed_is_there(
    visits: Visits, ana: Person, ben: Person, conversation: str
) -> None:
    device = visits.device(ben)
    wires, page = Wires(device), device.new_page()
    page.clock.install()
    page.goto(f"/chat/{conversation}")
    expect(said(page)).to_have_count(1)
    eventually(lambda: page.title() and wires.opened == 1)
    say(page, "Ana", "Good night")
    all_is_sent(page)
    wires.silence()
    written(ana, conversation, "Are you still there?")
    page.clock.fast_forward(60_000)
    expect(said(page)).to_have_text(["Hello Ben", "Good night", "Are you still there?"])
    assert wires.sent[-1]["action"] == "ping"
    assert wires.opened == 2


def test_a_draft_and_the_place_of_the_cursor_stay_while_the_network_goes_and_comes(
    visits: Visits, complaints: Complaints, ana: Person, ben: Person, conversation: str
) -> None:
    complaints.allow_no_network()
    page = visits.page(ben, f"/chat/{conversation}")
    box = field(page, "Message to Ana")
    box.press_sequentially("Half a sent")
    with offline(page):
        expect(page.get_by_text("You are offline.")).to_be_visible()
        box.press_sequentially("ence")
    expect(page.get_by_text("You are offline.")).to_be_hidden()
    expect(box).to_be_focused()
    expect(box).to_have_value("Half a sentence")
    expect(heading(page, "Ana")).to_be_attached()
