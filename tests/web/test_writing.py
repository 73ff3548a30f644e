"""Writing a post: by keyboard, with files of all kinds, through all that can happen meanwhile."""

import base64
from typing import Any, Final

import pytest
from playwright.sync_api import FilePayload, Route, expect

from tests.support.accessibility import barriers, overflowing
from tests.support.people import Person
from tests.support.pictures import pdf, png
from tests.support.screens import field, heading, press, sign_in, tab_to
from tests.support.visits import PHONE, Complaints, Visits, failing, problem, says
from tests.support.writing import ALT, CONTENT, add, attached, picture, wait_until_kept, write

LONGEST: Final = 16_000
# Hands a file to the page as the clipboard does, or a hand that lets go of it.
HAND_OVER = """(element, [kind, name, content]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], name, { type: "image/png" }));
  const options = { bubbles: true, cancelable: true };
  element.dispatchEvent(
    kind === "paste"
      ? new ClipboardEvent("paste", { ...options, clipboardData: data })
      : new DragEvent("drop", { ...options, dataTransfer: data }),
  );
}"""


def test_a_post_is_written_by_keyboard_alone(visits: Visits, ana: Person, title: str) -> None:
    page = visits.page(ana)
    expect(heading(page, "Home")).to_be_attached()
    keys = page.keyboard
    tab_to(page, page.get_by_role("link", name="Write", exact=True))
    keys.press("Enter")
    expect(heading(page, "Write a post")).to_be_focused()
    tab_to(page, page.get_by_role("radio", name="Post"))
    keys.press("ArrowRight")
    expect(page.get_by_role("radio", name="Tutorial")).to_be_checked()
    tab_to(page, field(page, "Title"))
    keys.type(title)
    tab_to(page, field(page, CONTENT))
    keys.type("First **fold** it.")
    tab_to(page, page.get_by_role("button", name="Preview"))
    keys.press("Enter")
    expect(page.get_by_role("region", name="Preview").locator("strong")).to_have_text("fold")
    tab_to(page, page.get_by_role("combobox", name="Tags"))
    keys.type("españ")
    expect(page.get_by_role("option", name=says("Spanish")).first).to_be_visible()
    keys.press("ArrowDown")
    keys.press("Enter")
    keys.type("origami")
    with page.expect_file_chooser() as chooser:
        tab_to(page, page.get_by_label("Add pictures or a PDF"))
        expect(page.get_by_role("button", name=says("Remove the tag origami"))).to_be_visible()
        keys.press("Space")
    chooser.value.set_files([picture()])
    expect(attached(page)).to_have_count(1)
    keys.press("Shift+Tab")
    expect(field(page, ALT)).to_be_focused()
    keys.type("A square of paper")
    expect(page.get_by_text("The files are still on their way.")).to_be_hidden()
    tab_to(page, page.get_by_role("button", name="Publish"))
    keys.press("Enter")
    expect(heading(page, "Home")).to_be_attached()
    tab_to(page, page.get_by_role("link", name=title).first, limit=40)
    keys.press("Enter")
    expect(heading(page, title)).to_be_focused()
    expect(page.get_by_role("link", name="#Spanish")).to_be_visible()
    expect(page.get_by_role("link", name="#origami")).to_be_visible()


@pytest.mark.parametrize("options", [{}, {"size": PHONE}], ids=["desktop", "phone"])
def test_files_of_all_forms_are_shown_where_they_fit(
    visits: Visits, ana: Person, options: dict[str, Any], title: str
) -> None:
    page = visits.page(ana, "/write", **options)
    write(page, title, "All of it.")
    document = FilePayload(name="plan.pdf", mimeType="application/pdf", buffer=pdf())
    photo = FilePayload(name="IMG_1.HEIC", mimeType="", buffer=b"heic")
    add(page, picture("tall.png", (1, LONGEST)), picture("wide.png", (LONGEST, 1)), document, photo)
    expect(page.get_by_role("alert")).to_contain_text("Most Compatible")
    for number, kind in enumerate(("drop", "paste")):
        content = base64.b64encode(png()).decode()
        field(page, CONTENT).evaluate(HAND_OVER, [kind, f"{kind}.png", content])
        expect(attached(page)).to_have_count(4 + number)
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_text("The files are still on their way.")).to_be_hidden()
    assert overflowing(page) == []
    press(page, "Publish")
    article = page.get_by_role("article", name=title)
    expect(article.get_by_role("button", name=says("Open: Picture"))).to_have_count(4)
    expect(article.get_by_role("link", name="plan.pdf")).to_be_visible()
    assert overflowing(page) == []
    article.get_by_role("link", name=title).click()
    pictures = page.get_by_role("button", name=says("Open: Picture"))
    expect(pictures).to_have_count(4)
    for shown in pictures.all():
        box = shown.bounding_box()
        assert box, "the picture is shown"
        assert min(box["width"], box["height"]) >= 44
        assert box["height"] <= page.evaluate("innerHeight")
    assert overflowing(page) == []
    pictures.first.click()
    viewer = page.get_by_role("dialog", name="Pictures")
    expect(viewer.get_by_text(says("1 of 4"))).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(viewer.get_by_text(says("2 of 4"))).to_be_visible()
    assert barriers(page) == []
    page.keyboard.press("Escape")
    expect(pictures.first).to_be_focused()


def test_an_upload_that_fails_is_tried_again_or_removed(
    visits: Visits, complaints: Complaints, ana: Person, title: str
) -> None:
    complaints.allow(503)
    page = visits.page(ana, "/write")
    write(page, title, "Once.")
    with failing(page, "/media/upload", problem("unavailable", 503)):
        add(page, picture("one.png"), picture("two.png"))
        expect(attached(page).get_by_role("alert")).to_have_count(2)
    page.get_by_role("button", name=says("Remove two.png")).click()
    press(page, "Try again")
    expect(page.get_by_text("The files are still on their way.")).to_be_hidden()
    press(page, "Publish")
    article = page.get_by_role("article", name=title)
    expect(article.get_by_role("button", name=says("Open: Picture"))).to_have_count(1)


def test_a_login_that_ends_while_one_writes_loses_nothing(
    visits: Visits, complaints: Complaints, ana: Person, title: str
) -> None:
    complaints.allow(401)
    page = visits.page(ana, "/write")
    write(page, title, "Once.")
    answer = ana.post("/auth/logout", {"everywhere": True})
    assert answer.status == 204, answer.text
    expect(heading(page, "Sign in")).to_be_visible()
    sign_in(page, ana.email)
    expect(field(page, "Title")).to_have_value(title)
    press(page, "Publish")
    expect(page.get_by_role("article", name=title)).to_have_count(1)


def test_what_is_discarded_can_be_had_back(visits: Visits, ana: Person, title: str) -> None:
    page = visits.page(ana, "/write")
    write(page, title, "Once.")
    press(page, "Discard")
    expect(field(page, "Title")).to_have_value("")
    press(page, "Undo")
    expect(field(page, "Title")).to_have_value(title)


def test_a_draft_that_is_published_in_two_tabs_is_there_once(
    visits: Visits, ana: Person, title: str
) -> None:
    device = visits.device(ana)
    one, other = device.new_page(), device.new_page()
    one.goto("/write")
    write(one, title, "Once.")
    wait_until_kept(one, "Once.")
    one.reload()
    other.goto("/write")
    expect(field(other, "Title")).to_have_value(title)
    for tab in (one, other):
        press(tab, "Publish")
        expect(heading(tab, "Home")).to_be_attached()
        expect(tab.get_by_role("article", name=title)).to_have_count(1)
    other.goto(f"/user/{ana.id}")
    expect(other.get_by_role("article", name=title)).to_have_count(1)


def test_what_is_wrong_with_a_post_is_shown_at_its_field(
    visits: Visits, complaints: Complaints, ana: Person, title: str
) -> None:
    complaints.allow(422)
    page = visits.page(ana, "/write")
    write(page, title, "Once.")
    errors = [{"pointer": "/title", "detail": "Not this one"}]
    with failing(page, "/feed/createPost", problem("invalid", 422, errors=errors)):
        press(page, "Publish")
        expect(field(page, "Title")).to_be_focused()
    expect(field(page, "Title")).to_have_accessible_description("Not this one")


def test_a_post_whose_answer_is_lost_is_there_once_when_sent_again(
    visits: Visits, complaints: Complaints, ana: Person, title: str
) -> None:
    complaints.allow_no_network()

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page = visits.page(ana, "/write")
    write(page, title, "Once.")
    page.route("**/api/feed/createPost", lose, times=1)
    press(page, "Publish")
    expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
    press(page, "Publish")
    expect(heading(page, "Home")).to_be_attached()
    page.goto(f"/user/{ana.id}")
    expect(page.get_by_role("article", name=title)).to_have_count(1)
