"""Posts: read, liked, commented, written, changed and deleted; nothing is lost on the way."""

import base64
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, Route, expect

from tests.support.accessibility import barriers, overflowing
from tests.support.people import Person
from tests.support.pictures import encoded, pdf, png
from tests.support.posts import comment, publish, read
from tests.support.screens import field, heading, press, sign_in, tab_to
from tests.support.visits import PHONE, Complaints, Visits, bare, failing, problem, says

CONTENT = "What you want to say"
ALT = "What the picture shows"
LONGEST = 16_000
# What each answer makes the page say, whatever it was that was asked for.
FAILURES: dict[int, tuple[Callable[[Route], None], str]] = {
    422: (problem("invalid", 422, errors=[]), "Something is not right"),
    429: (problem("too-many-requests", 429, retry_after=1), "too often in a short time"),
    500: (bare(500, "Internal Server Error"), "took too long or failed"),
    503: (problem("unavailable", 503, retry_after=1), "server is busy"),
}
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


def write(page: Page, title: str, content: str) -> None:
    """Fill in the form of a post."""
    field(page, "Title").fill(title)
    field(page, CONTENT).fill(content)


def add(page: Page, *files: FilePayload) -> None:
    """Choose files for a post."""
    page.get_by_label("Add pictures or a PDF").set_input_files(files)


def picture(name: str = "crane.png", size: tuple[int, int] | None = None) -> FilePayload:
    """A picture as a browser hands it over, of a size where that matters."""
    content = png() if size is None else encoded(Image.new("RGB", size, "teal"), "PNG")
    return FilePayload(name=name, mimeType="image/png", buffer=content)


def attached(page: Page) -> Locator:
    """Returns the files of a post that is being written."""
    return page.get_by_role("region", name="Pictures and documents").get_by_role("listitem")


def choose(page: Page, action: str) -> None:
    """Choose from the menu of the first post."""
    page.get_by_role("button", name=says("More about")).first.click()
    page.get_by_role("menuitem", name=action).click()


def test_a_tutorial_is_written_and_a_follower_likes_it_and_comments(
    visits: Visits, ana: Person, ben: Person, title: str
) -> None:
    ben.follow(ana)
    page = visits.page(ana, "/write")
    page.get_by_role("radio", name="Tutorial").check()
    write(page, title, "First **fold** it. #origami")
    add(page, picture(), picture("paper.png"))
    field(page, ALT).first.fill("A crane")
    field(page, ALT).last.fill("A square of paper")
    page.get_by_role("button", name="Later").click()
    page.reload()
    expect(field(page, "Title")).to_have_value(title)
    expect(field(page, ALT).first).to_have_value("A square of paper")
    expect(page.get_by_text("The files are still on their way.")).to_be_hidden()
    press(page, "Publish")
    expect(heading(page, "Home")).to_be_attached()
    page.get_by_role("status").get_by_role("button", name="Show").click()
    expect(heading(page, title)).to_be_visible()
    expect(page.get_by_role("button", name=says("Open: A square of paper"))).to_be_visible()

    reader = visits.page(ben)
    article = reader.get_by_role("article", name=title)
    with reader.expect_response("**/api/feed/like"):
        article.get_by_role("button", name="Like, ").click()
    expect(article.get_by_role("button", name="Like, ")).to_have_attribute("aria-pressed", "true")
    article.get_by_role("button", name="comment").click()
    field(reader, "Your comment").fill("Mine has three wings.")
    press(reader, "Comment")
    expect(article.get_by_role("listitem").get_by_text("three wings")).to_be_visible()
    expect(field(reader, "Your comment")).to_have_value("")

    page.reload()
    expect(page.get_by_text("Mine has three wings.")).to_be_visible()
    expect(page.get_by_role("button", name=says("Like, 1 like"))).to_be_visible()


def test_a_follower_sees_what_is_changed_and_no_longer_what_is_deleted(
    visits: Visits, complaints: Complaints, ana: Person, ben: Person, title: str
) -> None:
    complaints.allow(404)
    ben.follow(ana)
    post = publish(ana, title=title)
    reader = visits.page(ben, f"/post/{post['id']}")
    expect(heading(reader, title)).to_be_visible()
    page = visits.page(ana, f"/post/{post['id']}")
    choose(page, "Edit")
    field(page, "Title").fill(f"{title}, twice")
    press(page, "Save")
    expect(heading(page, f"{title}, twice")).to_be_visible()
    reader.reload()
    expect(heading(reader, f"{title}, twice")).to_be_visible()
    choose(page, "Delete")
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(heading(page, "Home")).to_be_attached()
    expect(page.get_by_role("article", name=f"{title}, twice")).to_have_count(0)
    field(reader, "Your comment").fill("Which paper?")
    press(reader, "Comment")
    expect(reader.get_by_role("alert")).to_be_visible()
    expect(field(reader, "Your comment")).to_have_value("Which paper?")
    reader.reload()
    expect(heading(reader, "This post is not here")).to_be_attached()


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


def test_a_like_that_is_refused_is_taken_back_and_says_why(
    visits: Visits, complaints: Complaints, ana: Person, title: str
) -> None:
    complaints.allow(503)
    post = publish(ana, title=title)
    page = visits.page(ana, f"/post/{post['id']}")
    like = page.get_by_role("button", name="Like, ")
    with failing(page, "/feed/like", problem("unavailable", 503)):
        like.click()
        expect(page.get_by_role("alert")).to_contain_text("The server is busy")
    expect(like).to_have_attribute("aria-pressed", "false")


def test_whatever_fails_is_said_and_nothing_is_lost(
    visits: Visits, complaints: Complaints, ana: Person, title: str
) -> None:
    complaints.allow(*FAILURES)
    post = publish(ana, title=title)
    page = visits.page(ana, f"/post/{post['id']}")

    def fails(path: str, act: Callable[[], None], keeps: Callable[[], None]) -> None:
        for answer, said in FAILURES.values():
            with failing(page, path, answer):
                act()
                expect(page.get_by_role("alert")).to_contain_text(said)
            keeps()

    words = field(page, "Your comment")
    words.fill("Which paper?")
    fails(
        "/feed/comment",
        lambda: press(page, "Comment"),
        lambda: expect(words).to_have_value("Which paper?"),
    )
    press(page, "Comment")
    expect(page.get_by_role("listitem").get_by_text("Which paper?")).to_have_count(1)

    choose(page, "Delete")
    dialog = page.get_by_role("dialog")
    fails(
        f"/feed/post/{post['id']}",
        lambda: dialog.get_by_role("button", name="Delete").click(),
        lambda: expect(dialog).to_be_visible(),
    )
    page.keyboard.press("Escape")
    expect(heading(page, title)).to_be_visible()

    choose(page, "Edit")
    write(page, f"{title}, twice", "Twice.")
    fails(
        f"/feed/post/{post['id']}",
        lambda: press(page, "Save"),
        lambda: expect(field(page, "Title")).to_have_value(f"{title}, twice"),
    )
    press(page, "Save")
    expect(heading(page, f"{title}, twice")).to_be_visible()

    page.goto("/write")
    write(page, f"{title}, a frog", "It jumps.")
    fails(
        "/feed/createPost",
        lambda: press(page, "Publish"),
        lambda: expect(field(page, CONTENT)).to_have_value("It jumps."),
    )
    press(page, "Publish")
    expect(page.get_by_role("article", name=f"{title}, a frog")).to_have_count(1)


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
        expect(page.get_by_role("button", name="Remove the tag origami")).to_be_visible()
        keys.press("Space")
    chooser.value.set_files([picture()])
    expect(attached(page)).to_have_count(1)
    page.get_by_label("Add pictures or a PDF").evaluate("input => input.blur()")
    keys.press("Shift+Tab")
    tab_to(page, field(page, ALT))
    keys.type("A square of paper")
    expect(page.get_by_text("The files are still on their way.")).to_be_hidden()
    tab_to(page, page.get_by_role("button", name="Publish"))
    keys.press("Enter")
    expect(heading(page, "Home")).to_be_attached()
    tab_to(page, page.get_by_role("link", name=title).first, limit=40)
    keys.press("Enter")
    expect(heading(page, title)).to_be_focused()
    expect(page.get_by_role("link", name=says("#Spanish"))).to_be_visible()
    expect(page.get_by_role("link", name=says("#origami"))).to_be_visible()


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
    expect(article.get_by_role("button", name="Open: Picture")).to_have_count(4)
    expect(article.get_by_role("link", name="plan.pdf")).to_be_visible()
    assert overflowing(page) == []
    article.get_by_role("link", name=title).click()
    pictures = page.get_by_role("button", name="Open: Picture")
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
    expect(page.get_by_role("button", name="Open: Picture")).to_have_count(1)


def test_a_login_that_ends_while_one_writes_loses_nothing(
    visits: Visits, complaints: Complaints, ana: Person, title: str
) -> None:
    complaints.allow(401)
    page = visits.page(ana, "/write")
    write(page, title, "Once.")
    answer = ana.post("/auth/logout", {"everywhere": True})
    assert answer.status == 204, answer.text
    press(page, "Publish")
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
    one.reload()
    other.goto("/write")
    expect(field(other, "Title")).to_have_value(title)
    for tab in (one, other):
        press(tab, "Publish")
        expect(heading(tab, "Home")).to_be_attached()
        expect(tab.get_by_role("article", name=title)).to_have_count(1)
    other.goto(f"/user/{ana.id}")
    expect(other.get_by_role("article", name=title)).to_have_count(1)


def test_without_a_network_nothing_of_a_post_is_lost(
    visits: Visits, complaints: Complaints, ana: Person, title: str
) -> None:
    complaints.allow_no_network()
    post = publish(ana, title=title)
    page = visits.page(ana, f"/post/{post['id']}")
    like = page.get_by_role("button", name="Like, ")
    expect(field(page, "Your comment")).to_be_visible()
    page.context.set_offline(True)
    like.click()
    expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
    expect(like).to_have_attribute("aria-pressed", "false")
    field(page, "Your comment").fill("From a train")
    press(page, "Comment")
    expect(page.get_by_role("alert")).to_have_count(2)
    page.context.set_offline(False)
    page.reload()
    expect(field(page, "Your comment")).to_have_value("From a train")
    press(page, "Comment")
    expect(page.get_by_role("listitem").get_by_text("From a train")).to_be_visible()
    assert read(ana, post)["commentCount"] == 1


def test_a_comment_in_a_long_list_is_there_once_and_a_link_finds_it(
    visits: Visits, ana: Person, ben: Person, title: str
) -> None:
    post = publish(ana, title=title)
    for number in range(21):
        meant = comment(ben, post, f"Number {number}")
    page = visits.page(ana, f"/post/{post['id']}")
    field(page, "Your comment").fill("The last one")
    press(page, "Comment")
    mine = page.get_by_role("listitem").get_by_text("The last one")
    expect(mine).to_have_count(1)
    press(page, "Later comments")
    expect(page.get_by_text("Number 20")).to_be_visible()
    expect(mine).to_have_count(1)
    page.goto(f"/post/{post['id']}#comment-{meant['id']}")
    expect(page.get_by_text("Number 20")).to_be_in_viewport()
