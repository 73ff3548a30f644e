"""Posts: read, liked, commented, written, changed and deleted; nothing is lost on the way."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.support.people import Person
from tests.support.posts import comment, publish, read
from tests.support.screens import field, heading, press
from tests.support.visits import Complaints, Visits, bare, failing, problem, says
from tests.support.writing import ALT, CONTENT, add, picture, wait_until_kept, write

# What each answer makes the page say, whatever it was that was asked for.
FAILURES: dict[int, tuple[Callable[[Route], None], str]] = {
    422: (problem("invalid", 422, errors=[]), "Something is not right"),
    429: (problem("too-many-requests", 429, retry_after=1), "as often as it can be for now"),
    500: (bare(500, "Internal Server Error"), "took too long or failed"),
    503: (problem("unavailable", 503, retry_after=1), "server is busy"),
}


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
    page.get_by_role("button", name="Later").click()
    field(page, ALT).first.fill("A square of paper")
    field(page, ALT).last.fill("A crane")
    wait_until_kept(page, "A crane")
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
    wait_until_kept(page, "From a train")
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
