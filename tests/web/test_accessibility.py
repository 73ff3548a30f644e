"""Screens for everybody: axe finds nothing in both themes at both widths; all fits the window."""

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.support.accessibility import barriers, findings, overflowing
from tests.support.people import Person
from tests.support.pictures import png
from tests.support.posts import comment, publish
from tests.support.uploads import uploaded
from tests.support.visits import DESKTOP, PHONE, RIGHT_TO_LEFT, Visits

SIGNED_OUT = ("/", "/signin", "/signup", "/forgot-password", "/verify-email", "/reset-password")
SIGNED_IN = (
    "/",
    "/welcome",
    "/explore",
    "/write",
    "/exchanges",
    "/chat",
    "/schedule",
    "/notifications",
    "/settings",
    "/settings/notifications",
    "/no/such/page",
)

# Screens that show what people have written, by what they show then.
SHOWS = {
    "/": "How to fold",
    "/post/{post}": "How?",
    "/user/{other}": "You two fit",
    "/user/{me}": "Edit my profile",
    "/explore?skill=Spanish": "Who teaches",
}


def settled(page: Page, path: str) -> None:
    """Open a screen, and wait until it has all that it shows."""
    page.goto(path)
    expect(page.get_by_role("heading", level=1).first).to_be_attached()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


@pytest.mark.parametrize("path", SIGNED_OUT)
def test_a_screen_for_everybody_has_no_barrier(visits: Visits, path: str) -> None:
    page = visits.device().new_page()
    settled(page, path)
    assert [*findings(page)] == []


@pytest.mark.parametrize("path", SIGNED_IN)
def test_a_screen_of_somebody_has_no_barrier(visits: Visits, ana: Person, path: str) -> None:
    page = visits.device(ana).new_page()
    settled(page, path)
    assert [*findings(page)] == []


@pytest.mark.parametrize("path", SHOWS)
def test_a_screen_of_people_and_posts_has_no_barrier(
    visits: Visits, ana: Person, ben: Person, title: str, path: str
) -> None:
    ana.follow(ben)
    for person, teaches, learns in ((ana, "SQL", "Spanish"), (ben, "Spanish", "SQL")):
        skills = [
            {"skillName": teaches, "skillLevel": "expert", "isOffering": True},
            {"skillName": learns, "skillLevel": "beginner", "isOffering": False},
        ]
        assert person.put("/user/skills", {"skills": skills}).status == 200
    media = [{"mediaId": uploaded(ben, png(), "image/png")["id"], "altText": "Four colours"}]
    post = publish(ben, title=title, content="On **paper**. #origami", media=media)
    comment(ana, post)
    page = visits.device(ana).new_page()
    settled(page, path.format(post=post["id"], me=ana.id, other=ben.id))
    expect(page.get_by_text(SHOWS[path]).first).to_be_visible()
    assert [*findings(page)] == []


def test_axe_would_find_something(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content("<main><h1>Title</h1><img src='data:,'><p style='width:5000px'>x</p></main>")
    assert any(found.startswith("image-alt: img") for found in barriers(page))
    assert "<p" in overflowing(page)[0]
    page.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_right_to_left_all_is_mirrored(visits: Visits, ana: Person, size: ViewportSize) -> None:
    for person, paths in ((None, ("/", "/signin", "/signup")), (ana, ("/", "/explore"))):
        page = visits.device(person, language=RIGHT_TO_LEFT, size=size).new_page()
        for path in paths:
            settled(page, path)
            expect(page.locator("html")).to_have_attribute("dir", "rtl")
            assert overflowing(page) == []
            brand = page.get_by_role("link").filter(has_text="Learn Exchange").first.bounding_box()
            assert brand is None or brand["x"] + brand["width"] > size["width"] / 2
        assert barriers(page) == []
