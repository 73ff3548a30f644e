"""The feed: the reader stays where they are, whatever comes, and however long the posts are."""

import re
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.support.accessibility import overflowing
from tests.support.people import Person
from tests.support.pictures import png
from tests.support.posts import publish
from tests.support.screens import field, heading, press
from tests.support.uploads import uploaded
from tests.support.visits import PHONE, RIGHT_TO_LEFT, Complaints, Visits, failing, problem, says

NEW_COUNT = re.compile(r"/feed/newCount")
# Where an article stands in the window.
TOP = "article => Math.round(article.getBoundingClientRect().top)"
# Adds up by how much what is on the page has moved by itself, as Web Vitals do.
WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const { value } of list.getEntries()) window.shifted += value;
}).observe({ type: "layout-shift", buffered: true });
"""


def test_the_reader_is_where_they_were_after_back_and_a_reload(
    visits: Visits, ana: Person, title: str
) -> None:
    for number in range(8):
        publish(ana, title=f"{title} {number}", content="A line.\n\n" * 12)
    page = visits.page(ana)
    article = page.get_by_role("article", name=f"{title} 2")
    article.scroll_into_view_if_needed()
    page.mouse.wheel(0, 137)
    page.wait_for_function("document.documentElement.scrollTop > 137")
    article.get_by_role("link", name=f"{title} 2", exact=True).hover()
    before = article.evaluate(TOP)
    article.get_by_role("link", name=f"{title} 2", exact=True).click()
    expect(heading(page, f"{title} 2")).to_be_visible()
    page.go_back()
    expect(article).to_be_in_viewport()
    assert abs(article.evaluate(TOP) - before) <= 1
    page.reload()
    expect(article).to_be_in_viewport()
    assert abs(article.evaluate(TOP) - before) <= 1


def test_new_posts_wait_until_they_are_asked_for(
    visits: Visits, complaints: Complaints, ana: Person, ben: Person, title: str
) -> None:
    complaints.allow(503)
    ana.follow(ben)
    publish(ben, title=f"{title}, the first")
    page = visits.device(ana).new_page()
    page.clock.install()
    page.goto("/")
    expect(page.get_by_role("article", name=f"{title}, the first")).to_be_visible()
    publish(ben, title=f"{title}, the second")
    page.get_by_role("link", name="Write", exact=True).click()
    field(page, "Title").fill(f"{title}, my own")
    field(page, "What you want to say").fill("Something")
    press(page, "Publish")
    expect(page.get_by_role("article", name=f"{title}, my own")).to_be_visible()
    publish(ben, title=f"{title}, the third")
    page.clock.fast_forward("01:05")
    new = page.get_by_role("button", name=says("2 new posts"))
    expect(new).to_be_visible()
    expect(page.get_by_role("article", name=f"{title}, the third")).to_have_count(0)
    with failing(page, "/feed/latest?*", problem("unavailable", 503)):
        new.click()
        expect(page.get_by_role("feed").get_by_role("alert")).to_contain_text("server is busy")
    page.keyboard.press("n")
    expect(page.get_by_role("article", name=f"{title}, the third")).to_be_focused()
    for one in ("my own", "the second", "the first"):
        expect(page.get_by_role("article", name=f"{title}, {one}")).to_have_count(1)
    expect(new).to_be_hidden()


def test_nothing_moves_while_pictures_load(visits: Visits, ana: Person, title: str) -> None:
    media = [{"mediaId": uploaded(ana, png(), "image/png")["id"]} for _ in range(2)]
    publish(ana, title=f"{title}, below")
    publish(ana, title=f"{title}, with pictures", media=media)
    page = visits.device(ana).new_page()
    page.add_init_script(WATCH_SHIFTS)
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.resource_type == "image":
            waiting.append(route)
        else:
            route.continue_()

    page.route(re.compile(r"\.(webp|png|jpe?g)"), hold)
    page.goto("/")
    below = page.get_by_role("article", name=f"{title}, below")
    expect(below).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    before, moved = below.evaluate(TOP), page.evaluate("window.shifted")
    assert waiting, "pictures are asked for"
    for route in waiting:
        route.continue_()
    page.unroute_all()
    images = page.get_by_role("article", name=f"{title}, with pictures").locator("button img")
    expect(images).to_have_count(2)
    for image in images.all():
        expect(image).not_to_have_js_property("naturalWidth", 0)
    assert below.evaluate(TOP) == before
    assert page.evaluate("window.shifted") == moved <= 0.02


@pytest.mark.parametrize("options", [{}, {"size": PHONE, "language": RIGHT_TO_LEFT}])
def test_a_post_as_long_as_can_be_is_shown_whole_on_its_page(
    visits: Visits, ana: Person, options: dict[str, Any], title: str
) -> None:
    end = "🦩 the end."
    content = ("Ein Satz über Kraniche. " * 1000)[: 20_000 - len(end)] + end
    post = publish(ana, title=title + "📐" * (255 - len(title)), content=content)
    page = visits.device(ana, **options).new_page()
    page.goto("/")
    article = page.get_by_role("article", name=title)
    expect(article).to_be_visible()
    expect(article).not_to_contain_text(end)
    assert overflowing(page) == []
    page.goto(f"/post/{post['id']}")
    expect(page.get_by_text(end)).to_be_attached()
    assert overflowing(page) == []
    page.goto(f"/write?post={post['id']}")
    expect(page.get_by_role("textbox").nth(1)).to_have_value(content)


def test_keys_go_from_post_to_post_and_like(visits: Visits, ana: Person, title: str) -> None:
    for place in ("second", "first"):
        publish(ana, title=f"{title}, {place}")
    page = visits.page(ana)
    first, second = (
        page.get_by_role("article", name=f"{title}, {place}") for place in ("first", "second")
    )
    expect(first).to_be_visible()
    for key, article in (("j", first), ("j", second), ("k", first)):
        page.keyboard.press(key)
        expect(article).to_be_focused()
    page.keyboard.press("l")
    like = first.get_by_role("button", name="Like, ")
    expect(like).to_have_attribute("aria-pressed", "true")
    expect(second.get_by_role("button", name="Like, ")).to_have_attribute("aria-pressed", "false")
