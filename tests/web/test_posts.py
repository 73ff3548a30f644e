"""Posts: read, liked, commented, written, changed and deleted; nothing is lost on the way."""

from playwright.sync_api import FilePayload, Page, Route, expect

from tests.support.people import Person
from tests.support.pictures import png
from tests.support.posts import publish
from tests.support.screens import field, heading, press
from tests.support.visits import Complaints, Visits, failing, problem, says

TITLE = "How to fold a crane"


def write(page: Page, title: str, content: str) -> None:
    """Fill in the form of a post."""
    field(page, "Title").fill(title)
    field(page, "What you want to say").fill(content)


def choose(page: Page, action: str) -> None:
    """Choose from the menu of the first post."""
    page.get_by_role("button", name=says("More about")).first.click()
    page.get_by_role("menuitem", name=action).click()


def test_a_tutorial_is_written_and_a_follower_likes_it_and_comments(
    visits: Visits, ana: Person, ben: Person
) -> None:
    ben.follow(ana)
    page = visits.page(ana, "/write")
    page.get_by_role("radio", name="Tutorial").check()
    write(page, TITLE, "First **fold** it. #origami")
    picture = FilePayload(name="crane.png", mimeType="image/png", buffer=png())
    page.get_by_label("Add pictures or a PDF").set_input_files([picture])
    field(page, "What the picture shows").fill("A square of paper")
    page.wait_for_timeout(500)  # the pause after which a draft is kept
    page.reload()
    expect(field(page, "Title")).to_have_value(TITLE)
    expect(field(page, "What the picture shows")).to_have_value("A square of paper")
    press(page, "Publish")
    expect(heading(page, "Home")).to_be_attached()
    page.get_by_role("status").get_by_role("button", name="Show").click()
    expect(heading(page, TITLE)).to_be_visible()
    expect(page.get_by_role("button", name=says("Open: A square of paper"))).to_be_visible()

    reader = visits.page(ben)
    article = reader.get_by_role("article", name=TITLE)
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


def test_one_changes_and_deletes_a_post_of_ones_own(visits: Visits, ana: Person) -> None:
    post = publish(ana, title=TITLE)
    page = visits.page(ana, f"/post/{post['id']}")
    choose(page, "Edit")
    field(page, "Title").fill("How to fold two cranes")
    press(page, "Save")
    expect(heading(page, "How to fold two cranes")).to_be_visible()
    choose(page, "Delete")
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(heading(page, "Home")).to_be_attached()
    expect(page.get_by_role("article", name="How to fold two cranes")).to_have_count(0)


def test_a_post_whose_answer_is_lost_is_there_once_when_sent_again(
    visits: Visits, complaints: Complaints, ana: Person
) -> None:
    complaints.allow_no_network()

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page = visits.page(ana, "/write")
    write(page, TITLE, "Once.")
    page.route("**/api/feed/createPost", lose, times=1)
    press(page, "Publish")
    expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
    press(page, "Publish")
    expect(heading(page, "Home")).to_be_attached()
    page.goto(f"/user/{ana.id}")
    expect(page.get_by_role("article", name=TITLE)).to_have_count(1)


def test_a_like_that_is_refused_is_taken_back_and_says_why(
    visits: Visits, complaints: Complaints, ana: Person
) -> None:
    complaints.allow(503)
    post = publish(ana, title=TITLE)
    page = visits.page(ana, f"/post/{post['id']}")
    like = page.get_by_role("button", name="Like, ")
    with failing(page, "/feed/like", problem("unavailable", 503)):
        like.click()
        expect(page.get_by_role("alert")).to_contain_text("The server is busy")
    expect(like).to_have_attribute("aria-pressed", "false")
