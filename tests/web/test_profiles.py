"""Profiles: one's own and others', changed, followed, blocked; names as long as they can be."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.support.accessibility import overflowing
from tests.support.people import Person
from tests.support.posts import comment, publish
from tests.support.screens import field, heading, press
from tests.support.visits import PHONE, RIGHT_TO_LEFT, Complaints, Visits, failing, problem, says

LONG = "Wolfeschlegelsteinhausenbergerdorff" * 2


def test_one_changes_ones_profile_and_a_follower_sees_it(
    visits: Visits, ana: Person, ben: Person, title: str
) -> None:
    ben.follow(ana)
    publish(ana, title=title)
    page = visits.page(ana, f"/user/{ana.id}")
    expect(heading(page, "Ana Silva")).to_be_visible()
    page.get_by_role("link", name="Edit my profile").click()
    field(page, "First name").fill("Anabela")
    field(page, "About you").fill("I fold **paper**.")
    press(page, "Save")
    expect(page.get_by_role("status").get_by_text("Saved")).to_be_visible()
    page.get_by_role("link", name="Profile").first.click()
    expect(heading(page, "Anabela Silva")).to_be_visible()
    expect(page.locator("strong", has_text="paper")).to_be_visible()
    expect(page.get_by_role("article", name=title).get_by_text("Anabela Silva")).to_be_visible()

    reader = visits.page(ben, f"/user/{ana.id}")
    expect(heading(reader, "Anabela Silva")).to_be_visible()
    reader.get_by_role("link", name=says("Followers (1)")).click()
    expect(reader.get_by_role("link", name="Ben Silva")).to_be_visible()


def test_who_is_blocked_is_gone_until_it_is_taken_back(
    visits: Visits, complaints: Complaints, ana: Person, ben: Person, title: str
) -> None:
    complaints.allow(404)
    ana.follow(ben)
    post = publish(ben, title=title)
    page = visits.page(ana)
    article = page.get_by_role("article", name=title)
    article.get_by_role("link", name="Ben Silva").click()
    expect(heading(page, "Ben Silva")).to_be_visible()
    page.get_by_role("button", name=says("More about Ben")).click()
    page.get_by_role("menuitem", name=says("Block Ben")).click()
    expect(page.get_by_role("dialog").get_by_text(says("Ben is not told."))).to_be_visible()
    with failing(page, "/user/block", problem("unavailable", 503)):
        complaints.allow(503)
        page.get_by_role("dialog").get_by_role("button", name="Block").click()
        expect(page.get_by_role("alert")).to_contain_text("server is busy")
    page.get_by_role("dialog").get_by_role("button", name="Block").click()
    expect(heading(page, "Home")).to_be_attached()
    expect(article).to_have_count(0)

    other = visits.page(ben, f"/user/{ana.id}")
    expect(heading(other, "Nobody is here")).to_be_attached()
    page.goto(f"/post/{post['id']}")
    expect(heading(page, "This post is not here")).to_be_attached()

    page.goto("/settings/privacy")
    page.get_by_role("button", name=says("Unblock Ben Silva")).click()
    expect(page.get_by_text("You have blocked nobody.")).to_be_visible()
    page.goto(f"/user/{ben.id}")
    expect(heading(page, "Ben Silva")).to_be_visible()
    expect(page.get_by_role("button", name=says("Follow Ben"))).to_be_visible()


@pytest.mark.parametrize("status", [422, 429, 500, 503])
def test_following_that_fails_is_taken_back_and_says_why(
    visits: Visits, complaints: Complaints, ana: Person, ben: Person, status: int
) -> None:
    complaints.allow(status)
    page = visits.page(ana, f"/user/{ben.id}")
    follow = page.get_by_role("button", name=says("Follow Ben"))
    with failing(page, "/user/follow", problem("told-by-a-test", status)):
        follow.click()
        expect(page.get_by_role("alert")).to_be_visible()
    expect(follow).to_be_visible()
    follow.click()
    expect(page.get_by_role("button", name=says("Following Ben"))).to_be_visible()
    expect(page.get_by_role("link", name=says("Followers (1)"))).to_be_visible()


@pytest.mark.parametrize("language", ["en", RIGHT_TO_LEFT])
def test_long_names_and_words_stay_within_the_window(
    visits: Visits, new_person: Callable[..., Person], ana: Person, language: str
) -> None:
    zoe = new_person(firstName=LONG[:50], lastName=f"{LONG[:48]} 🦩")
    ana.follow(zoe)
    post = publish(zoe, title=LONG * 3, content=f"{LONG * 20}\n\nنحن **{LONG}** 🦩 #{LONG[:40]}")
    comment(zoe, post, LONG * 5)
    page = visits.device(ana, size=PHONE, language=language).new_page()
    for path in ("/", f"/post/{post['id']}", f"/user/{zoe.id}", f"/user/{ana.id}?tab=following"):
        page.goto(path)
        expect(page.get_by_text(LONG[:50]).first).to_be_visible()
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        assert overflowing(page) == []
