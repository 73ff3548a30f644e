"""A conversation of thousands: it stays small and quick, and what is read does not move."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import CDPSession, Page, Route, expect

from learn_exchange.ids import new_id
from tests.support.chat_log import PLACES, said
from tests.support.conversations import history, opened
from tests.support.gateway import Json
from tests.support.people import Person
from tests.support.system import eventually
from tests.support.visits import Visits
from tests.support.wires import Wires

MANY = 5000
PAGES_COMPARED = 4
BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
SILENCE = timedelta(minutes=10)
HEIGHT_OF_THE_LOG = "document.querySelector('.log').scrollHeight"
NODES_OF_THE_LOG = "document.querySelectorAll('.log *').length"
DRAWN = "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))"
# Counts what is put into the log, and what is changed of what is there, from now on.
WATCH = """() => {
  window.seen = { added: [], changed: 0 };
  new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === "childList") {
        for (const each of addedNodes) {
          if (each.textContent) seen.added.push(each.textContent);
        }
      } else if (target.parentElement?.closest(".said")) seen.changed += 1;
    }
  }).observe(document.querySelector(".log"), {
    subtree: true, childList: true, attributes: true, characterData: true,
  });
}"""


# Goes back to the very first message, and returns the most nodes that the log ever has.
TO_THE_BEGINNING = """async () => {
  const log = document.querySelector(".log");
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  let most = 0;
  while (!log.querySelector(".msg")?.textContent.startsWith("1 ")) {
    log.scrollTop = 0;
    await drawn();
    most = Math.max(most, log.querySelectorAll("*").length);
  }
  return most;
}"""


class LongConversation:
    """Answers in place of the API for a conversation in which much has been said."""

    def __init__(self, person: Person, other: Person, conversation_id: str) -> None:
        self.view = opened(person, other)
        [self._pattern] = history(person, conversation_id)
        self._other_id = other.id
        self.messages = [self._message(sequence) for sequence in range(1, MANY + 1)]
        self.view |= {
            "lastMessage": self.messages[-1],
            "readSequence": MANY,
            "partnerReadSequence": MANY,
            "unreadCount": 0,
        }
        self.lists_asked = 0
        self._held: list[Route] | None = None

    def _message(self, sequence: int) -> Json:
        return {
            **self._pattern,
            "id": new_id(),
            "clientId": new_id(),
            "sequence": sequence,
            "sentAt": (BEGUN + sequence * SILENCE).isoformat(),
            "content": f"{sequence} " + "many words " * (sequence * 7 % 30),
        }

    def one_more(self) -> Json:
        """Let the other say something."""
        message = {**self._message(len(self.messages) + 1), "senderId": self._other_id}
        self.messages.append(message)
        return message

    def serve(self, page: Page) -> None:
        """Answer what a page asks for."""
        one = re.escape(f"/api/chat/{self.view['id']}")
        answers: dict[str, Callable[[dict[str, str]], Json]] = {
            "/api/chat/list": self._list,
            f"{one}$": lambda _: self.view,
            f"{one}/read": lambda _: {"sequence": len(self.messages), "unreadCount": 0},
            f"{one}/messages": self._stretch,
        }
        for path, content in answers.items():
            page.route(re.compile(path), partial(self._answer, content))

    def hold(self) -> None:
        """Keep those waiting who ask for what is older."""
        self._held = []

    def release(self) -> None:
        """Answer those who wait."""
        held, self._held = self._held, None
        for route in held or []:
            self._answer(self._stretch, route)

    @property
    def is_holding(self) -> bool:
        """Returns whether somebody waits."""
        return bool(self._held)

    def _list(self, _: dict[str, str]) -> Json:
        self.lists_asked += 1
        return {"items": [self.view], "nextCursor": None}

    def _stretch(self, query: dict[str, str]) -> Json:
        limit = int(query["limit"])
        if "after" in query:
            first = int(query["after"])
            return {"items": self.messages[first : first + limit]}
        end = int(query.get("before", len(self.messages) + 1)) - 1
        return {"items": self.messages[max(0, end - limit) : end][::-1]}

    def _answer(self, content: Callable[[dict[str, str]], Json], route: Route) -> None:
        query = dict(parse_qsl(urlsplit(route.request.url).query))
        if "before" in query and self._held is not None:
            self._held.append(route)
        else:
            route.fulfill(body=json.dumps(content(query)), content_type="application/json")


@pytest.fixture
def long(ana: Person, ben: Person, conversation: str) -> LongConversation:
    """A long conversation with Ana, as Ben sees it."""
    return LongConversation(ben, ana, conversation)


def metrics(session: CDPSession) -> dict[str, float]:
    """Returns how many nodes and listeners a page has, without those that nobody holds any more."""
    session.send("HeapProfiler.collectGarbage")
    found = session.send("Performance.getMetrics")["metrics"]
    wanted = {"Nodes", "JSEventListeners"}
    return {each["name"]: each["value"] for each in found if each["name"] in wanted}


def opened_by(person: Person, long: LongConversation, visits: Visits) -> tuple[Page, Wires]:
    """Opens a long conversation, and waits until the page is live."""
    device = visits.device(person)
    wires, page = Wires(device), device.new_page()
    long.serve(page)
    page.goto(f"/chat/{long.view['id']}")
    expect(said(page).last).to_contain_text(f"{MANY} ")
    # By the list, by the page that goes live, and again when the connection is there.
    eventually(lambda: page.title() and long.lists_asked == 3)
    assert wires.opened == 1
    return page, wires


def test_reading_back_through_thousands_moves_nothing_and_keeps_the_page_small(
    visits: Visits, ben: Person, long: LongConversation
) -> None:
    page, _ = opened_by(ben, long, visits)
    for _ in range(PAGES_COMPARED):
        long.hold()
        page.evaluate("document.querySelector('.log').scrollTop = 100")
        eventually(lambda: page.title() and long.is_holding)
        page.evaluate(DRAWN)
        before, height = page.evaluate(PLACES), page.evaluate(HEIGHT_OF_THE_LOG)
        long.release()
        page.wait_for_function(f"(before) => {HEIGHT_OF_THE_LOG} > before", arg=height)
        page.evaluate(DRAWN)
        after = page.evaluate(PLACES)
        assert before
        assert {words: after.get(words) for words in before} == before
    assert page.evaluate(TO_THE_BEGINNING) <= 200
    page.get_by_role("button", name="Newest messages").click()
    expect(said(page).last).to_contain_text(f"{MANY} ")
    assert page.evaluate(NODES_OF_THE_LOG) <= 200


def test_of_thousands_one_more_is_drawn_alone(
    visits: Visits, ben: Person, long: LongConversation
) -> None:
    page, wires = opened_by(ben, long, visits)
    page.evaluate(WATCH)
    message = long.one_more()
    wires.tell(type="message", message=message)
    expect(said(page).last).to_have_text(message["content"].strip())
    seen = page.evaluate("window.seen")
    assert seen["changed"] == 0
    [row] = [words for words in seen["added"] if words]
    assert message["content"].strip() in row


def test_after_ten_trips_the_page_holds_no_more_than_after_five(
    visits: Visits, ben: Person, long: LongConversation
) -> None:
    device = visits.device(ben)
    page = device.new_page()
    long.serve(page)
    session = device.new_cdp_session(page)
    session.send("Performance.enable")
    page.goto("/chat")
    held = []
    for _ in range(10):
        page.get_by_role("navigation", name="Conversations").get_by_role("link").first.click()
        expect(said(page).last).to_contain_text(f"{MANY} ")
        page.get_by_role("link", name="Messages").first.click()
        expect(page.get_by_text("Choose a conversation")).to_be_visible()
        held.append(metrics(session))
    # What a screen still loads or draws is in some of the figures, but not in the least of five.
    first, last = held[:5], held[5:]
    for each in held[0]:
        assert min(trip[each] for trip in last) <= max(trip[each] for trip in first), held
