"""GET /feed/userPosts/{id}."""

import pytest

from learn_exchange import clock
from learn_exchange import cursor as cursors
from learn_exchange.ids import EXAMPLE, new_id
from learn_exchange.tables.users import Block
from tests.support.gateway import Json
from tests.support.people import Person
from tests.support.posts import comment, like, publish, put_posts, put_upload, read
from tests.support.rows import put_all


def path_of(author: Person) -> str:
    """Returns where somebody's posts are read."""
    return f"/feed/userPosts/{author.id}"


def test_who_has_posted_nothing_has_one_empty_page(ana: Person, ben: Person) -> None:
    for path in (path_of(ben), path_of(ana), "/feed/userPosts/me"):
        answer = ana.get(path)
        assert (answer.status, answer.json) == (200, {"items": [], "nextCursor": None})


def test_everybody_sees_what_somebody_has_posted_the_newest_first(ana: Person, ben: Person) -> None:
    posts = [publish(ana, title=title) for title in ("one", "two", "three")]
    publish(ben)
    assert ben.get(path_of(ana)).json == {"items": posts[::-1], "nextCursor": None}
    assert ana.get("/feed/userPosts/me").json == ana.get(path_of(ana)).json
    assert ana.get(f"/feed/userPosts/{ana.id.upper()}").json["items"] == posts[::-1]


def test_an_item_is_the_post_as_the_viewer_sees_it(ana: Person, ben: Person) -> None:
    post = publish(ana, content="On #fractals", mediaIds=[put_upload(ana).id])
    comment(ben, post)
    like(ben, post)
    for viewer in (ana, ben):
        assert viewer.get(path_of(ana)).json["items"] == [read(viewer, post)]


@pytest.mark.parametrize("limit", [1, 2, 6, 7, 8, 100])
def test_the_pages_are_the_list_whatever_their_size(ana: Person, ben: Person, limit: int) -> None:
    made = put_posts(ana.id, 7)
    pages = [*ben.pages(path_of(ana), limit)]
    assert all(len(page["items"]) == limit for page in pages[:-1])
    assert 1 <= len(pages[-1]["items"]) <= limit
    assert [item["id"] for page in pages for item in page["items"]] == made


def test_a_page_has_twenty_posts_unless_one_asks_for_another_number(ana: Person) -> None:
    made = put_posts(ana.id, 101)
    for query, expected in (({}, 20), ({"limit": "100"}, 100)):
        page = ana.get(path_of(ana), query=query).json
        assert [item["id"] for item in page["items"]] == made[:expected]
        assert page["nextCursor"]


def test_what_happens_shows_at_once(ana: Person, ben: Person) -> None:
    first, second = publish(ana), publish(ana)
    edited = ana.put(f"/feed/post/{first['id']}", {"title": "Better", "tags": ["x"]}).json
    assert ben.get(path_of(ana)).json["items"] == [second, edited]
    ana.delete(f"/feed/post/{second['id']}")
    assert ben.get(path_of(ana)).json["items"] == [edited]


def test_posts_that_come_and_go_move_no_page(ana: Person, ben: Person) -> None:
    made = [publish(ana)["id"] for _ in range(5)][::-1]
    pages = ben.pages(path_of(ana), 2)
    assert [item["id"] for item in next(pages)["items"]] == made[:2]
    for gone in (made[1], made[2]):
        ana.delete(f"/feed/post/{gone}")
    publish(ana)
    assert [item["id"] for page in pages for item in page["items"]] == made[3:]


@pytest.mark.parametrize("blocker", ["the author", "the viewer"])
def test_a_block_of_either_hides_the_list(ana: Person, ben: Person, blocker: str) -> None:
    post = publish(ana)
    if blocker == "the author":
        ana.block(ben)
    else:
        ben.block(ana)
    answer = ben.get(path_of(ana))
    assert (answer.status, answer.problem) == (404, "not-found")
    assert ana.listed("/feed/userPosts/me") == [post["id"]]


def test_who_does_not_exist_has_no_list(ana: Person) -> None:
    answer = ana.get(f"/feed/userPosts/{new_id()}")
    assert (answer.status, answer.problem) == (404, "not-found")


def test_a_cursor_is_good_for_its_own_list_only(ana: Person, ben: Person) -> None:
    made = put_posts(ana.id, 3)
    put_posts(ben.id, 3)
    cursor = ana.get(path_of(ana), query={"limit": "1"}).json["nextCursor"]
    page = ben.get(path_of(ana), query={"cursor": cursor}).json
    assert [item["id"] for item in page["items"]] == made[1:]
    for path in (path_of(ben), "/feed/latest", f"/feed/comments/{made[0]}"):
        answer = ana.get(path, query={"cursor": cursor})
        assert (answer.status, answer.problem) == (400, "malformed-request"), path


@pytest.mark.parametrize("position", ["x", "0", " ", "!", "~", "9" * 36, EXAMPLE[:-1], "me"])
def test_a_cursor_whose_position_was_made_up_is_refused(ana: Person, position: str) -> None:
    put_posts(ana.id, 2)
    cursor = cursors.encode(f"posts#{ana.id}", position)
    answer = ana.get(path_of(ana), query={"cursor": cursor})
    assert (answer.status, answer.problem) == (400, "malformed-request"), answer.text


@pytest.mark.parametrize("first", ["0", "f"])
def test_a_cursor_at_an_id_that_was_never_given_reaches_only_older_posts(
    ana: Person, ben: Person, first: str
) -> None:
    made = put_posts(ana.id, 2)
    put_posts(ben.id, 2)
    cursor = cursors.encode(f"posts#{ana.id}", first * 8 + EXAMPLE[8:])
    page: Json = ana.get(path_of(ana), query={"cursor": cursor}).json
    assert [item["id"] for item in page["items"]] == (made if first == "f" else [])


def test_of_two_blocks_one_is_enough(ana: Person, ben: Person) -> None:
    publish(ana)
    for one, other in ((ana, ben), (ben, ana)):
        put_all(Block.rows_of(one.id, other.id, clock.now()))
    assert ben.get(path_of(ana)).status == 404
    ana.unblock(ben)
    assert ben.get(path_of(ana)).status == 404
    ben.unblock(ana)
    assert ben.get(path_of(ana)).status == 200
