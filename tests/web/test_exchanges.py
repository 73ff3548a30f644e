"""Exchanges, lived through by two people in two browsers; what one does arrives at the other."""

import re
from collections.abc import Callable
from datetime import UTC, date, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, Route, expect

from learn_exchange import clock
from tests.support.accessibility import at_once, findings
from tests.support.exchange_screens import (
    LISBON,
    Pair,
    cell,
    confirm,
    monday_shown,
    open_from_list,
    question,
    written,
)
from tests.support.exchanges import act, agreed, in_days, proposed, requested, scheduled
from tests.support.exchanges import rate as rate_by_api
from tests.support.gateway import Answer
from tests.support.passing_time import PassingTime
from tests.support.people import Person
from tests.support.screens import field, heading, press
from tests.support.system import DeployedClock
from tests.support.visits import PHONE, RIGHT_TO_LEFT, Complaints, Visits, says
from tests.support.zones import Change, changes_in


def meanwhile(page: Page, path: str, work: Callable[[], Answer]) -> None:
    """Let something else happen while the next request to a path of the API is on its way."""

    def first(route: Route) -> None:
        answer = work()
        assert answer.status == 200, answer.text
        route.continue_()

    page.route(f"**/api{path}", first, times=1)


def test_what_has_changed_meanwhile_is_shown_and_asked_about_again(
    visits: Visits, complaints: Complaints, ana: Person, ben: Person
) -> None:
    complaints.allow(409)
    session = proposed(ana, agreed(ana, ben))
    other = {"slots": [{"scheduledTime": in_days(3)}], "locationDetails": "The library"}
    page = visits.page(ben)
    open_from_list(page, "Ana Silva")
    meanwhile(
        page, "/exchange/acceptSession", partial(act, ana, "rescheduleSession", session, **other)
    )
    press(page, "Agree to this time")
    changed = page.get_by_role("alert").filter(has_text="This has changed since you looked")
    for words in ("The times are now:", "The place is now:", "The library"):
        expect(changed).to_contain_text(words)
    # What was chosen is no longer among the times.
    page.get_by_role("radio").check()
    press(page, "Agree to this time")
    expect(question(page, "Next session")).to_be_visible()

    meanwhile(page, "/exchange/cancelSession", partial(act, ana, "cancelSession", session))
    press(page, "Cancel the session")
    confirm_first = page.get_by_role("dialog")
    confirm_first.get_by_role("button", name="Cancel the session").click()
    expect(confirm_first).to_contain_text(says("Ana has canceled the session."))
    expect(confirm_first).to_contain_text("This is no longer possible.")
    confirm_first.get_by_role("button", name="Close", exact=True).last.click()
    expect(question(page, "When do you want to meet?")).to_be_visible()


def test_a_request_is_declined_with_a_reason_and_another_one_withdrawn(
    visits: Visits, pair: Pair
) -> None:
    of_ana, of_ben = visits.page(pair.ana), visits.page(pair.ben, f"/user/{pair.ana.id}")
    expect(heading(of_ana, "Home")).to_be_attached()
    for words in ("Shall we?", "Once more?"):
        press(of_ben, "Propose this exchange")
        field(of_ben, "Your message").fill(words)
        press(of_ben, "Send the request")
        expect(of_ben.get_by_role("dialog")).to_have_count(0)
        if words == "Shall we?":
            expect(question(of_ana, "Ben asks for an exchange")).to_be_visible()
            of_ana.get_by_role("link", name="Answer", exact=True).click()
            expect(of_ana.get_by_text(words)).to_have_count(2)
            press(of_ana, "Decline")
            field(of_ana, "Why, if you like").fill("I have no voice left.")
            of_ben.get_by_role("status").get_by_role("button", name="Show").click()
            expect(question(of_ben, "Waiting for Ana's answer")).to_be_visible()
            confirm(of_ana, "Decline")
            for page in (of_ana, of_ben):
                expect(question(page, "This exchange has ended")).to_be_visible()
                expect(page.get_by_text("I have no voice left.").first).to_be_visible()
            of_ben.go_back()
    of_ben.get_by_role("status").get_by_role("button", name="Show").last.click()
    press(of_ben, "Withdraw the request")
    confirm(of_ben, "Withdraw the request")
    expect(question(of_ben, "This exchange has ended")).to_be_visible()
    of_ana.get_by_role("link", name="Exchanges").first.click()
    expect(of_ana.get_by_text("Your half is ready")).to_be_visible()
    of_ana.get_by_role("link", name="Called off").click()
    expect(of_ana.get_by_role("main").get_by_role("link", name=says("Ben Ruiz"))).to_have_count(2)


def test_a_session_is_moved_and_canceled_and_its_exchange_called_off(
    visits: Visits, ana: Person, ben: Person
) -> None:
    exchange = agreed(ana, ben)
    scheduled(ana, ben, exchange)
    of_ana, of_ben = visits.page(ana, locale="en-GB"), visits.page(ben, locale="en-GB")
    open_from_list(of_ana, "Ben Silva")
    open_from_list(of_ben, "Ana Silva")
    for page in (of_ana, of_ben):
        expect(question(page, "Next session")).to_be_visible()

    of_ana.get_by_role("link", name="Propose other times").click()
    expect(heading(of_ana, "Propose other times")).to_be_attached()
    expect(field(of_ana, "Where")).to_have_value("https://meet.example/room")
    of_ana.get_by_role("button", name="Later week").click()
    at = monday_shown(LISBON) + timedelta(days=9, hours=18)
    cell(of_ana, at).click()
    of_ana.get_by_role("button", name=says("Send to Ben")).click()
    expect(question(of_ben, "Does this time suit you?")).to_be_visible()
    expect(of_ben.get_by_text(written(at.date())).first).to_be_visible()
    press(of_ben, "Agree to this time")
    expect(question(of_ana, "Next session")).to_be_visible()
    expect(
        of_ana.get_by_role("button", name="Cancel the session").locator("xpath=..")
    ).to_contain_text("counts in your profile as a late cancellation")
    press(of_ana, "Cancel the session")
    confirm(of_ana, "Cancel the session")
    for page in (of_ana, of_ben):
        expect(question(page, "When do you want to meet?")).to_be_visible()
    press(of_ben, "Cancel the exchange")
    confirm(of_ben, "Cancel the exchange")
    for page in (of_ana, of_ben):
        expect(question(page, "This exchange has ended")).to_be_visible()


def test_a_no_show_is_reported_contested_and_settled_and_a_rating_replied_to(
    visits: Visits, complaints: Complaints, time_passes: DeployedClock, ana: Person, ben: Person
) -> None:
    complaints.allow(401)
    complaints.allow_no_network()
    devices = [visits.device(person) for person in (ana, ben)]
    time = PassingTime(time_passes, *devices)
    session = scheduled(ana, ben, agreed(ana, ben), in_days(0.01))
    of_ana, of_ben = (device.new_page() for device in devices)
    for page, name in ((of_ana, "Ben Silva"), (of_ben, "Ana Silva")):
        page.goto("/")
        open_from_list(page, name)
        expect(question(page, "Next session")).to_be_visible()
    time.forward(timedelta(hours=1))

    of_ana.get_by_role("button", name=says("Ben did not come")).click()
    confirm(of_ana, "Ben did not come")
    expect(question(of_ben, "Ana says that you did not come")).to_be_visible()
    press(of_ben, "I did come")
    expect(question(of_ana, "Ben says: I did come")).to_be_visible()
    press(of_ana, "Yes, it took place")
    expect(question(of_ben, "How was")).to_be_visible()

    for person, words in ((ana, "Late, but there."), (ben, "Too strict.")):
        assert person.refresh().status == 200
        assert rate_by_api(person, session, feedback=words).status == 201
    expect(of_ben.get_by_text("Late, but there.")).to_be_visible(timeout=40_000)
    press(of_ben, "Reply")
    field(of_ben, "Your reply").fill("The train, sorry.")
    press(of_ben, "Reply")
    expect(of_ben.get_by_text("The train, sorry.")).to_be_visible()
    expect(of_ana.get_by_text("The train, sorry.")).to_be_visible(timeout=40_000)


def next_change(zone: str, way: str) -> Change:
    """Returns when the clocks of a zone are next put `forward` or `back`."""
    weeks = clock.now() + timedelta(days=14)
    found = (each for each in changes_in(zone) if (each.after > each.before) == (way == "forward"))
    return next(each for each in found if each.at > weeks)


def turn_to(page: Page, day: date, time_zone: str) -> None:
    """Turn the weeks of times to propose until a day is shown."""
    weeks = (day - monday_shown(time_zone).date()).days // 7
    for _ in range(weeks):
        page.get_by_role("button", name="Later week").click()


@pytest.mark.parametrize(
    "case",
    [
        ("Europe/Berlin", "Asia/Kolkata", "forward"),
        ("America/New_York", "Asia/Kolkata", "back"),
        ("Australia/Lord_Howe", "Europe/Berlin", "forward"),
        ("Australia/Lord_Howe", "America/New_York", "back"),
    ],
    ids=" ".join,
)
def test_both_see_the_change_of_clocks_and_say_which_time_is_meant(
    visits: Visits,
    complaints: Complaints,
    time_passes: DeployedClock,
    new_person: Callable[..., Person],
    case: tuple[str, str, str],
) -> None:
    complaints.allow(422)
    zone, elsewhere, way = case
    change = next_change(zone, way)
    time_passes.forward(seconds=(change.at - timedelta(days=6) - clock.now()).total_seconds())
    ana = new_person(firstName="Ana", timeZone=zone)
    ben = new_person(firstName="Ben", timeZone=elsewhere)
    exchange = agreed(ana, ben)
    devices = [visits.device(person, locale="en-GB") for person in (ana, ben)]
    PassingTime(time_passes, *devices)
    of_ana, of_ben = (device.new_page() for device in devices)
    minutes = abs(change.after - change.before) // timedelta(minutes=1)
    for page, whose, here in ((of_ana, "your", zone), (of_ben, "Ana's", elsewhere)):
        page.goto(f"/exchange/{exchange}")
        page.get_by_role("link", name="Propose a session").first.click()
        day = change.at.astimezone(ZoneInfo(here)).date()
        turn_to(page, day, here)
        told = f"On {written(day)} {whose} clocks go {way} by {minutes} minutes."
        expect(page.get_by_text(says(told))).to_be_visible()

    local = change.edges[0] + timedelta(minutes=minutes // 2)
    of_ana.get_by_role("button", name=re.compile("^You sleep")).first.click()
    cell(of_ana, change.edges[0].replace(minute=0) - timedelta(hours=1)).click()
    of_ana.get_by_label(says("Time on")).fill(f"{local:%H:%M}")
    of_ana.get_by_role("button", name=says("Send to Ben")).click()
    instants = [(local - offset).replace(tzinfo=UTC) for offset in (change.before, change.after)]
    for instant in instants:
        choice = f"{instant.astimezone(ZoneInfo(zone)):%H:%M} (UTC"
        there = f"{instant.astimezone(ZoneInfo(elsewhere)):%H:%M} for Ben"
        expect(
            of_ana.get_by_role("button", name=says(choice)).filter(has_text=says(there))
        ).to_be_visible()
    of_ana.get_by_role("button", name=says(f"{there}")).click()
    of_ana.get_by_role("button", name=says("Send to Ben")).click()
    expect(question(of_ana, "Ben is choosing a time")).to_be_visible()

    of_ben.get_by_role("link", name="Back to the exchange").click()
    expect(question(of_ben, "Does this time suit you?")).to_be_visible()
    for name in (zone, elsewhere):
        expect(of_ben.locator("form .rule")).to_contain_text(
            f"{instants[1].astimezone(ZoneInfo(name)):%H:%M} \u2013"
        )


@pytest.mark.parametrize("language", ["en", "es", RIGHT_TO_LEFT])
def test_no_screen_of_exchanges_has_a_barrier(visits: Visits, pair: Pair, language: str) -> None:
    ana, ben = pair.ana, pair.ben
    exchange = agreed(ana, ben, pair.ana_teaches, pair.ben_teaches)
    scheduled(ana, ben, exchange, in_days(0.2))
    times = proposed(ben, exchange, in_days(3), in_days(4))
    requested(ben, ana, pair.ben_teaches, "Fado")
    page = visits.page(ana, "/exchanges", language=language, size=PHONE, theme="dark")
    wrong = findings if language == "en" else at_once
    expect(page.locator(".exchange-row")).to_have_count(1)
    assert [*wrong(page)] == []
    page.goto(f"/exchange/{exchange}?session={times}")
    expect(page.get_by_role("radio")).to_have_count(2)
    assert [*wrong(page)] == []
    page.goto(f"/exchange/{exchange}/propose")
    page.set_viewport_size(PHONE)
    page.locator(".slot:not(.off)").nth(3).click()
    assert [*wrong(page)] == []
