"""Two people chat: while one loses the network, over reloads, and without a live connection."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.support.accessibility import barriers, findings, overflowing
from tests.support.chat_log import PLACES, said
from tests.support.conversations import history, written
from tests.support.exchanges import agreed, new_session_body, requested
from tests.support.people import Person
from tests.support.screens import field, heading, offline, say, tab_to
from tests.support.visits import PHONE, RIGHT_TO_LEFT, Complaints, Visits, problem

MESSAGES = re.compile("/api/chat/[^/]+/messages$")
LIVE = re.compile("/live")
NODES_OF_THE_LOG = "document.querySelectorAll('.log *').length"


def test_two_people_chat_and_see_who_writes_and_what_is_read(
    visits: Visits, ana: Person, ben: Person, conversation: str
) -> None:
    of_ana = visits.page(ana, f"/chat/{conversation}")
    of_ben = visits.page(ben, "/chat")
    # The first call of a function that nobody has called yet takes longest.
    expect(of_ben).to_have_title(re.compile(r"^\(1\) Messages"), timeout=40_000)
    of_ben.get_by_role("link", name="Ana").filter(has_text="Hello Ben").click()
    expect(said(of_ben)).to_have_text(["Hello Ben"])
    expect(of_ana.locator(".meta")).to_contain_text("read")
    expect(of_ben).to_have_title(re.compile("^Ben|^Ana"))
    field(of_ben, "Message to Ana").press_sequentially("Hi")
    expect(of_ana.get_by_text("is writing").first).to_be_visible()
    say(of_ben, "Ana", "Look: https://example.com/?q=1, and javascript:alert(1)")
    link = of_ana.get_by_role("link", name="https://example.com/?q=1", exact=True)
    expect(link).to_have_attribute("rel", re.compile("noopener"))
    expect(of_ana.get_by_role("log").get_by_role("link", name="javascript")).to_have_count(0)
    assert barriers(of_ana) == []


def test_what_is_written_without_a_network_is_sent_once_after_a_reload(
    visits: Visits, complaints: Complaints, ana: Person, ben: Person, conversation: str
) -> None:
    complaints.allow_no_network()
    of_ana = visits.page(ana, f"/chat/{conversation}")
    of_ben = visits.page(ben, f"/chat/{conversation}")
    expect(said(of_ben)).to_have_count(1)
    with offline(of_ana):
        say(of_ana, "Ben", "First, from a train")
        say(of_ana, "Ben", "Second, from a train")
        expect(of_ana.get_by_text("Waits to be sent")).to_be_visible()
        say(of_ben, "Ana", "While you were away")
        expect(said(of_ben)).to_have_count(2)
    of_ana.reload()
    words = ["Hello Ben", "While you were away", "First, from a train", "Second, from a train"]
    for page in (of_ana, of_ben):
        expect(said(page)).to_have_count(len(words))
    shown = said(of_ana).all_inner_texts()
    assert shown == said(of_ben).all_inner_texts()
    assert sorted(shown) == sorted(words)
    assert shown.index(words[2]) < shown.index(words[3])
    assert len(history(ana, conversation)) == len(words)


def test_without_a_live_connection_messages_are_sent_and_come_all_the_same(
    visits: Visits, complaints: Complaints, ana: Person, ben: Person, conversation: str
) -> None:
    complaints.allow_no_network()
    device = visits.device(ana)
    device.route_web_socket(LIVE, lambda socket: socket.close())
    page = device.new_page()
    page.goto(f"/chat/{conversation}")
    expect(page.get_by_text("No live connection")).to_be_visible()
    say(page, "Ben", "By HTTP")
    expect(page.get_by_text("Waits to be sent")).to_have_count(0)
    assert [each["content"] for each in history(ben, conversation)] == ["By HTTP", "Hello Ben"]
    written(ben, conversation, "Heard by asking")
    expect(said(page).filter(has_text="Heard by asking")).to_be_visible(timeout=20_000)


def test_what_is_read_in_one_tab_is_read_in_the_other(
    visits: Visits, ana: Person, ben: Person, conversation: str
) -> None:
    device = visits.device(ben)
    home, chat = device.new_page(), device.new_page()
    home.goto("/settings/notifications")
    expect(home).to_have_title(re.compile(r"^\(1\)"))
    chat.goto(f"/chat/{conversation}")
    expect(said(chat)).to_have_count(1)
    expect(home).to_have_title(re.compile("^Notification settings"))
    written(ana, conversation, "Once more")
    expect(said(chat)).to_have_count(2)
    expect(home).to_have_title(re.compile("^Notification settings"))


def test_what_is_read_on_one_device_is_read_on_the_other(
    visits: Visits, ana: Person, ben: Person, conversation: str
) -> None:
    laptop = visits.page(ben, "/chat")
    phone = visits.page(ben, "/chat", size=PHONE)
    link = re.compile("Ana.*Hello Ben")
    for page in (laptop, phone):
        expect(page).to_have_title(re.compile(r"^\(1\) Messages"))
    phone.get_by_role("link", name=link).click()
    expect(said(phone)).to_have_count(1)
    expect(laptop).to_have_title(re.compile("^Messages"))
    expect(laptop.get_by_role("link", name=link).locator(".count")).to_have_count(0)
    say(phone, "Ana", "From my phone")
    expect(laptop.get_by_role("link", name=re.compile("You: .*From my phone"))).to_be_visible()


def test_a_conversation_by_keyboard_alone(
    visits: Visits, ana: Person, ben: Person, conversation: str
) -> None:
    for number in range(30):
        written(ana, conversation, f"Line {number}")
    page = visits.page(ben)
    expect(heading(page, "Home")).to_be_attached()
    tab_to(page, page.get_by_role("link", name="Messages").first)
    page.keyboard.press("Enter")
    expect(heading(page, "Messages")).to_be_focused()
    tab_to(page, page.get_by_role("link", name="Line 29"))
    page.keyboard.press("Enter")
    expect(heading(page, "Ana")).to_be_focused()
    log = page.get_by_role("log")
    tab_to(page, log)
    page.keyboard.press("Home")
    expect(said(page).first).to_have_text("Hello Ben")
    newest = page.get_by_role("button", name="Newest messages")
    expect(newest).to_be_visible()
    tab_to(page, newest)
    page.keyboard.press("Enter")
    expect(said(page).last).to_have_text("Line 29")
    box = field(page, "Message to Ana")
    tab_to(page, box)
    page.keyboard.type("One line")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("and another")
    page.keyboard.press("Enter")
    expect(said(page).last).to_have_text("One line\nand another")
    expect(box).to_be_focused()
    expect(box).to_have_value("")


def test_a_conversation_with_all_that_there_can_be_has_no_barrier(
    visits: Visits, complaints: Complaints, ana: Person, ben: Person, conversation: str
) -> None:
    complaints.allow(404)
    exchange = agreed(ana, ben)
    assert ana.post("/exchange/createSession", new_session_body(exchange)).status == 201
    page = visits.page(ben, f"/chat/{conversation}")
    expect(page.get_by_role("log").locator(".rule").first).to_be_attached()
    say(page, "Ana", "https://example.com/" + "long" * 60)
    expect(page.locator(".meta").last).to_contain_text("sent")
    assert ana.block(ben).status == 200
    say(page, "Ana", "Are you there?")
    expect(page.get_by_text("You two can no longer write to each other.")).to_be_visible()
    assert [*findings(page)] == []


@pytest.mark.parametrize("language", ["es", RIGHT_TO_LEFT])
def test_chat_fits_a_phone_in_the_dark_in_every_language(
    visits: Visits, ana: Person, ben: Person, conversation: str, language: str
) -> None:
    requested(ana, ben)
    page = visits.device(ben, language=language, size=PHONE, theme="dark").new_page()
    page.goto("/chat")
    expect(page.get_by_role("navigation").get_by_role("listitem").first).to_be_visible()
    assert barriers(page) + overflowing(page) == []
    page.goto(f"/chat/{conversation}")
    expect(page.get_by_role("log").locator(".card")).to_be_visible()
    assert barriers(page) + overflowing(page) == []
    # The log ends above where one writes, and that is on the screen.
    log, box = page.locator(".log").bounding_box(), page.locator(".compose").bounding_box()
    assert log
    assert box
    assert log["y"] + log["height"] <= box["y"] + 1
    assert box["y"] + box["height"] <= PHONE["height"]


def test_a_card_leads_to_its_exchange_and_says_where_that_is_gone(
    visits: Visits, complaints: Complaints, ana: Person, ben: Person, conversation: str
) -> None:
    complaints.allow(404)
    exchange = requested(ana, ben)
    page = visits.page(ben, f"/chat/{conversation}")
    card = page.get_by_role("log").locator(".card")
    card.get_by_role("link", name="Open").click()
    expect(page).to_have_url(re.compile(f"/exchange/{exchange}$"))
    page.route(f"**/api/exchange/{exchange}", problem("not-found", 404))
    page.goto(f"/chat/{conversation}")
    expect(card).to_contain_text("It no longer exists")
    expect(card.get_by_role("link")).to_have_count(0)


def test_a_refused_message_says_so_and_can_be_deleted(
    visits: Visits, complaints: Complaints, ana: Person, ben: Person, conversation: str
) -> None:
    complaints.allow(404)
    page = visits.page(ana, f"/chat/{conversation}")
    expect(said(page)).to_have_count(1)
    assert ben.block(ana).status == 200
    say(page, "Ben", "Are you there?")
    expect(page.get_by_text("You two can no longer write to each other.")).to_be_visible()
    page.get_by_role("button", name="Delete").click()
    expect(said(page)).to_have_count(1)
    page.reload()
    expect(heading(page, "You cannot see this conversation")).to_be_attached()


@pytest.mark.parametrize("size", [None, PHONE], ids=["desktop", "phone"])
def test_reading_back_moves_nothing_and_keeps_the_page_small(
    visits: Visits,
    ana: Person,
    ben: Person,
    conversation: str,
    size: dict[str, int] | None,
) -> None:
    for number in range(1, 120):
        written(ana, conversation, f"{number} " + "many words " * (number * 7 % 30))
    page = visits.page(ben, f"/chat/{conversation}", **({"size": size} if size else {}))
    expect(said(page).first).to_be_visible()
    log = page.get_by_role("log")
    log.hover()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(re.compile("before="), hold)
    for _ in range(100):
        page.mouse.wheel(0, -400)
        page.wait_for_timeout(30)
        assert page.evaluate(NODES_OF_THE_LOG) <= 200
        if held:
            break
    before = page.evaluate(PLACES)
    for route in held:
        route.continue_()
    page.unroute(re.compile("before="))
    page.wait_for_timeout(500)
    after = page.evaluate(PLACES)
    assert before
    assert {words: after[words] for words in before} == before
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Newest messages").click()
    expect(said(page).last).to_contain_text("119 ")
