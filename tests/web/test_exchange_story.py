"""The story of an exchange, from finding each other to the badge, by pointer and by keys alone."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from learn_exchange import clock
from tests.support.exchange_screens import (
    LISBON,
    MEXICO,
    Pair,
    card,
    cell,
    monday_shown,
    question,
    written,
)
from tests.support.passing_time import PassingTime
from tests.support.screens import Keyboard, Pointer, field, heading, offline, say
from tests.support.system import DeployedClock
from tests.support.visits import Complaints, Visits, says

PLACE = "https://meet.example/origami"

Hand = Callable[[Page], Pointer]


@pytest.mark.parametrize("hand", [Pointer, Keyboard])
def test_two_people_find_each_other_agree_meet_and_rate(
    visits: Visits, complaints: Complaints, time_passes: DeployedClock, pair: Pair, hand: Hand
) -> None:
    complaints.allow(401)
    complaints.allow_no_network()
    devices = [visits.device(person, locale="en-GB") for person in (pair.ana, pair.ben)]
    time = PassingTime(time_passes, *devices)
    of_ana, of_ben = (device.new_page() for device in devices)
    ana, ben = hand(of_ana), hand(of_ben)
    for page in (of_ana, of_ben):
        page.goto("/")
        expect(heading(page, "Home")).to_be_attached()

    ana_finds_ben_and_asks(ana, pair)
    ben_accepts(ben)
    expect(card(of_ana, "Exchange, accepted")).to_be_visible()
    they_chat_while_ana_has_no_network(of_ana, of_ben)
    times = ana_proposes_three_times(ana)
    ben_takes_the_second(ben, times)
    expect(question(of_ana, "Next session")).to_be_visible()
    expect(of_ana.get_by_text(re.compile(r"^in \d+ days$"))).to_be_visible()

    time.forward(times[1] + timedelta(minutes=70) - clock.now())
    both_say_that_it_took_place(ana, ben, times[1])
    both_rate(ana, ben)
    profiles_tell_of_it(ana, ben)


def ana_finds_ben_and_asks(ana: Pointer, pair: Pair) -> None:
    """Ana looks for a skill, writes to who teaches it, and asks for an exchange there."""
    page = ana.page
    ana.press(page.get_by_role("link", name="Explore").first)
    search = page.get_by_role("combobox", name="What do you want to learn?")
    ana.write(search, pair.ben_teaches)
    page.keyboard.press("Enter")
    found = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=says("Ben Ruiz")))
    ana.press(found.get_by_role("button", name="Message"))
    ana.press(page.get_by_role("button", name=says("Propose an exchange to Ben")))
    ana.write(field(page, "Your message"), "Cranes first, please.")
    ana.press(page.get_by_role("button", name="Send the request"))
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(card(page, "You ask for an exchange")).to_contain_text(pair.ben_teaches)


def ben_accepts(ben: Pointer) -> None:
    """Ben sees at home that he is asked, goes to the conversation, and accepts there."""
    page = ben.page
    expect(question(page, "Ana asks for an exchange")).to_be_visible()
    ben.press(page.get_by_role("link", name=re.compile("^Messages")).first)
    expect(heading(page, "Messages")).to_be_attached()
    ben.press(page.get_by_role("link", name="Ana Silva"))
    ben.press(card(page, "Ana asks for an exchange").get_by_role("button", name="Accept"))
    expect(card(page, "Exchange, accepted")).to_be_visible()


def they_chat_while_ana_has_no_network(of_ana: Page, of_ben: Page) -> None:
    """Lets both write while Ana has no network: each message is there afterwards, at both, once."""
    with offline(of_ana):
        say(of_ana, "Ben", "When do you fold?")
        expect(of_ana.get_by_text("Waits to be sent")).to_be_visible()
        say(of_ben, "Ana", "Evenings, here")
    for page in (of_ana, of_ben):
        for words in ("When do you fold?", "Evenings, here"):
            expect(page.locator(".msg", has_text=words)).to_have_count(1)


def ana_proposes_three_times(ana: Pointer) -> list[datetime]:
    """Ana chooses three evenings of another week than the one that is shown first."""
    page = ana.page
    monday = monday_shown(LISBON) + timedelta(days=7)
    ana.press(card(page, "Exchange, accepted").get_by_role("link", name="Propose a session"))
    expect(page.get_by_text(says("Ben is in Mexico City"))).to_be_visible()
    ana.press(page.get_by_role("button", name="Later week"))
    wanted = [monday + timedelta(days=day, hours=hour) for day, hour in ((1, 17), (3, 16), (5, 18))]
    for at in wanted:
        ana.pick_time(cell(page, at))
    ana.write(field(page, "Where"), PLACE)
    ana.press(page.get_by_role("button", name=says("Send to Ben")))
    expect(question(page, "Ben is choosing a time")).to_be_visible()
    return [at.replace(tzinfo=ZoneInfo(LISBON)) for at in wanted]


def ben_takes_the_second(ben: Pointer, times: list[datetime]) -> None:
    """Ben goes from the card to the times, which stand on both clocks, and takes one."""
    page = ben.page
    ben.press(card(page, "Ana proposes a session").get_by_role("link", name="Choose a time"))
    expect(question(page, "Which time suits you?")).to_be_visible()
    choices = page.get_by_role("radio")
    expect(choices).to_have_count(len(times))
    here = times[1].astimezone(ZoneInfo(MEXICO))
    ben.pick(choices.nth(1))
    chosen = choices.nth(1).locator("xpath=ancestor::label")
    for line in (written(here.date()), f"{here:%H:%M}", f"{times[1]:%H:%M}", "Lisbon"):
        expect(chosen).to_contain_text(line)
    ben.press(page.get_by_role("button", name="Agree to this time"))
    expect(question(page, "Next session")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("meet.example")).first).to_have_attribute(
        "rel", re.compile("noopener")
    )


def both_say_that_it_took_place(ana: Pointer, ben: Pointer, at: datetime) -> None:
    """The question comes by itself; one answer arrives at the other, and both complete it."""
    asked = f"Did {at:%A}'s session take place?"
    for person in (ana, ben):
        expect(question(person.page, asked)).to_be_visible()
    ana.press(ana.page.get_by_role("button", name="Yes, it took place"))
    expect(question(ana.page, "Waiting for Ben's word")).to_be_visible()
    expect(ben.page.get_by_text(says("Ana has said yes"))).to_be_visible()
    ben.press(ben.page.get_by_role("button", name="Yes, it took place"))
    for person in (ana, ben):
        expect(question(person.page, f"How was {at:%A}'s session?")).to_be_visible()


def rate(person: Pointer, name: str, score: int, words: str) -> None:
    """Rate the other with stars and words."""
    page = person.page
    person.press(page.get_by_role("button", name=says(f"Rate {name}")))
    person.pick(page.get_by_role("radio", name=says(f"{score} of 5")))
    person.write(field(page, "In words, if you like"), words)
    person.press(page.get_by_role("button", name="Seal and send"))
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text(says(f"You rated {name} {score} of 5"))).to_be_visible()


def both_rate(ana: Pointer, ben: Pointer) -> None:
    """Neither reads what the other has said before both have rated."""
    rate(ana, "Ben", 5, "Patient hands.")
    expect(
        ana.page.get_by_text(says("Sealed: Ben reads it when both of you have rated"))
    ).to_be_visible()
    expect(ben.page.get_by_text("Patient hands.")).to_have_count(0)
    rate(ben, "Ana", 4, "A voice to learn from.")
    expect(ben.page.get_by_text("Patient hands.")).to_be_visible()
    # A notification tells of it, by functions that nobody may have called yet.
    expect(ana.page.get_by_text("A voice to learn from.")).to_be_visible(timeout=40_000)
    for person in (ana, ben):
        expect(question(person.page, "This exchange is complete")).to_be_visible()


def profiles_tell_of_it(ana: Pointer, ben: Pointer) -> None:
    """Badges and figures are others, on the own profile and on the other's."""
    for person, other in ((ana, "Ben Ruiz"), (ben, "Ana Silva")):
        page = person.page
        person.press(page.get_by_role("link", name="Profile", exact=True))
        tells_of_a_first_exchange(page)
        person.press(page.get_by_role("link", name=says("Ratings (1)")))
        person.press(page.get_by_role("main").get_by_role("link", name=says(other)))
        expect(heading(page, other)).to_be_visible()
        tells_of_a_first_exchange(page)


def tells_of_a_first_exchange(page: Page) -> None:
    """A profile has the badge and the figures of one session, held and rated."""
    expect(page.get_by_text("First exchange")).to_be_visible()
    expect(page.get_by_text("session held", exact=True)).to_be_attached()
    expect(page.get_by_text(says("from 1 rating"))).to_be_attached()
