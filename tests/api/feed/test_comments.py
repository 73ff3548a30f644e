"""POST /feed/comment, GET /feed/comments/{postId}, DELETE /feed/comment/{postId}/{commentId}."""

from collections.abc import Callable
from typing import Any

import pytest

from learn_exchange import clock
from learn_exchange import cursor as cursors
from learn_exchange.ids import EXAMPLE, new_id
from learn_exchange.tables.feed import Comment, EngagementCounts, FeedAttempt
from learn_exchange.tables.store import delete
from learn_exchange.tables.users import Block, Profile
from tests.support.gateway import Answer, Json
from tests.support.meanwhile import write_meanwhile
from tests.support.people import Person
from tests.support.posts import comment, like, publish, read
from tests.support.rows import all_rows, put_all, rows_of

KEY = {"Idempotency-Key": "a key"}
NewPerson = Callable[..., Person]


def path_of(post: Json) -> str:
    """Returns where the comments of a post are read."""
    return f"/feed/comments/{post['id']}"


def comments(reader: Person, post: Json, limit: int = 100) -> list[Json]:
    """Returns all comments of a post that a reader sees, through the pages."""
    return [item for page in reader.pages(path_of(post), limit) for item in page["items"]]


def write(author: Person, post: Json, content: str = "How?", **options: Any) -> Answer:
    """Ask for a comment to be written."""
    body = {"postId": post["id"], "content": content}
    return author.post("/feed/comment", body, **options)


def remove(remover: Person, written: Json) -> Answer:
    """Ask for a comment to be deleted."""
    return remover.delete(f"/feed/comment/{written['postId']}/{written['id']}")


def count(reader: Person, post: Json) -> int:
    """Returns how many comments a post says that it has."""
    comment_count: int = read(reader, post)["commentCount"]
    return comment_count


def test_a_comment_is_answered_as_everybody_then_sees_it(ana: Person, ben: Person) -> None:
    post = publish(ana)
    written = comment(ben, post, "How?")
    assert written["createdAt"].endswith("Z")
    assert written == {
        "id": written["id"],
        "postId": post["id"],
        "author": {
            "id": ben.id,
            "username": ben.username,
            "firstName": "Ben",
            "lastName": "Silva",
            "profileImageUrl": None,
            "profileImageAltText": None,
        },
        "content": "How?",
        "createdAt": written["createdAt"],
        "likeCount": 0,
        "likedByMe": False,
    }
    for reader in (ana, ben):
        assert reader.get(path_of(post)).json == {"items": [written], "nextCursor": None}


def test_a_post_without_comments_has_one_empty_page(ana: Person, ben: Person) -> None:
    answer = ben.get(path_of(publish(ana)))
    assert (answer.status, answer.json) == (200, {"items": [], "nextCursor": None})


@pytest.mark.parametrize(
    "content",
    [
        "x",
        "c" * 2000,
        "\U0001f3b8" * 2000,
        "one\r\n\n\ttwo\x07",
        "<script>alert(1)</script> [x](javascript:alert(1))",
        "\u202eright to left\u202c zero\u200bwidth",
        "  spaces around  ",
    ],
)
def test_a_comment_is_kept_as_it_was_written(ana: Person, content: str) -> None:
    post = publish(ana)
    assert comment(ana, post, content)["content"] == content
    assert [item["content"] for item in comments(ana, post)] == [content]


def test_comments_count_at_once(ana: Person, ben: Person) -> None:
    post, other = publish(ana), publish(ana)
    written = [comment(author, post) for author in (ana, ben, ben)]
    assert (count(ana, post), count(ben, post), count(ben, other)) == (3, 3, 0)
    assert [item["commentCount"] for item in ana.get("/feed/latest").json["items"]] == [0, 3]
    remove(ben, written[1])
    assert (count(ana, post), count(ben, post)) == (2, 2)


def test_comments_come_the_oldest_first(ana: Person, ben: Person) -> None:
    post = publish(ana)
    written = [comment(author, post)["id"] for author in (ben, ana, ben, ana)]
    assert [item["id"] for item in comments(ana, post)] == written


@pytest.mark.parametrize("limit", [1, 2, 4, 5, 6, 100])
def test_the_pages_are_the_list_whatever_their_size(ana: Person, limit: int) -> None:
    post = publish(ana)
    written = [comment(ana, post)["id"] for _ in range(5)]
    pages = [*ana.pages(path_of(post), limit)]
    assert all(len(page["items"]) == limit for page in pages[:-1])
    assert 1 <= len(pages[-1]["items"]) <= limit
    assert [item["id"] for page in pages for item in page["items"]] == written


def test_a_page_has_twenty_comments_unless_one_asks_for_another_number(ana: Person) -> None:
    post = publish(ana)
    who = {"post_id": post["id"], "author_id": ana.id}
    for comment_id in (new_id() for _ in range(101)):
        key = Comment.key(post["id"], comment_id)
        row = key.new(id=comment_id, content="Hm", created_at=clock.now(), **who)
        put_all([row, EngagementCounts.key(post["id"], comment_id).new(author_id=ana.id)])
    for query, expected in (({}, 20), ({"limit": "100"}, 100)):
        page = ana.get(path_of(post), query=query).json
        assert len(page["items"]) == expected
        assert page["nextCursor"]


def test_comments_that_come_and_go_move_no_page(ana: Person, ben: Person) -> None:
    post = publish(ana)
    written = [comment(ben, post) for _ in range(5)]
    pages = ana.pages(path_of(post), 2)
    assert [item["id"] for item in next(pages)["items"]] == [one["id"] for one in written[:2]]
    for gone in (written[0], written[1], written[3]):
        remove(ben, gone)
    late = comment(ana, post)
    rest = [item["id"] for page in pages for item in page["items"]]
    assert rest == [written[2]["id"], written[4]["id"], late["id"]]


def test_deleted_comments_are_left_out_and_the_list_goes_on_behind_them(
    ana: Person, ben: Person
) -> None:
    post = publish(ana)
    written = [comment(ben, post) for _ in range(4)]
    remove(ben, written[1])
    remove(ana, written[2])
    pages = [*ana.pages(path_of(post), 1)]
    assert [len(page["items"]) for page in pages] == [1, 0, 0, 1]
    assert [item["id"] for item in comments(ben, post)] == [written[0]["id"], written[3]["id"]]


def test_a_cursor_is_good_for_its_own_post_only(ana: Person, ben: Person) -> None:
    posts = [publish(ana), publish(ana)]
    for post in posts:
        for _ in range(3):
            comment(ben, post)
    cursor = ana.get(path_of(posts[0]), query={"limit": "1"}).json["nextCursor"]
    for reader in (ana, ben):
        assert len(reader.get(path_of(posts[0]), query={"cursor": cursor}).json["items"]) == 2
        for path in (path_of(posts[1]), "/feed/latest", "/feed/userPosts/me"):
            answer = reader.get(path, query={"cursor": cursor})
            assert (answer.status, answer.problem) == (400, "malformed-request"), path


@pytest.mark.parametrize("position", ["x", "0", " ", "~", "LIKE#", "9" * 36, EXAMPLE[:-1]])
def test_a_cursor_whose_position_was_made_up_is_refused(ana: Person, position: str) -> None:
    post = publish(ana)
    cursor = cursors.encode(f"comments#{post['id']}", position)
    answer = ana.get(path_of(post), query={"cursor": cursor})
    assert (answer.status, answer.problem) == (400, "malformed-request")


@pytest.mark.parametrize("first", ["0", "f"])
def test_a_cursor_at_an_id_that_was_never_given_reaches_only_later_comments(
    ana: Person, first: str
) -> None:
    post = publish(ana)
    written = comment(ana, post)
    like(ana, written)
    cursor = cursors.encode(f"comments#{post['id']}", first * 8 + EXAMPLE[8:])
    answer = ana.get(path_of(post), query={"cursor": cursor})
    shown = [written["id"]] if first == "0" else []
    assert [item["id"] for item in answer.json["items"]] == shown


def test_each_sees_which_comments_they_like_themselves(ana: Person, ben: Person) -> None:
    post = publish(ana)
    first, second = comment(ana, post), comment(ana, post)
    like(ben, first)
    like(ana, first)
    like(ana, second)
    for reader, liked in ((ana, [True, True]), (ben, [True, False])):
        shown = comments(reader, post)
        assert [item["likedByMe"] for item in shown] == liked
        assert [item["likeCount"] for item in shown] == [2, 1]


def test_nothing_is_written_below_what_is_not_there(ana: Person) -> None:
    nothing = {"id": new_id()}
    for answer in (write(ana, nothing), ana.get(path_of(nothing))):
        assert (answer.status, answer.problem) == (404, "not-found")
    assert all_rows("feed") == []


@pytest.mark.parametrize("blocker", ["the author", "the reader"])
def test_a_block_of_either_hides_the_post_with_its_comments(
    ana: Person, ben: Person, blocker: str
) -> None:
    post = publish(ana)
    comment(ana, post)
    if blocker == "the author":
        ana.block(ben)
    else:
        ben.block(ana)
    for answer in (write(ben, post), ben.get(path_of(post))):
        assert (answer.status, answer.problem) == (404, "not-found")
    assert count(ana, post) == 1


@pytest.mark.parametrize("blocker", ["the one who comments", "the reader"])
def test_a_block_of_either_hides_what_the_other_has_written(
    ana: Person, ben: Person, new_person: NewPerson, blocker: str
) -> None:
    cleo = new_person()
    post = publish(ana)
    written = [comment(author, post)["id"] for author in (ben, cleo, ana, cleo)]
    if blocker == "the reader":
        ben.block(cleo)
    else:
        cleo.block(ben)
    assert [item["id"] for item in comments(ben, post)] == [written[0], written[2]]
    assert [item["id"] for item in comments(cleo, post)] == written[1:]
    assert [item["id"] for item in comments(ana, post)] == written
    assert {count(reader, post) for reader in (ana, ben, cleo)} == {4}


def test_who_is_blocked_at_the_same_moment_does_not_comment(
    ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = publish(ana)
    write_meanwhile(monkeypatch, lambda _: ana.block(ben))
    assert write(ben, post).problem == "not-found"
    assert (count(ana, post), rows_of(Comment)) == (0, [])


def test_what_someone_has_written_who_is_no_longer_there_is_not_shown(
    ana: Person, ben: Person
) -> None:
    post = publish(ana)
    comment(ben, post)
    delete(Profile.key(ben.id))
    assert comments(ana, post) == []
    assert write(ben, post).problem == "not-found"


def test_comments_written_at_once_all_count(
    ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = publish(ana)
    write_meanwhile(monkeypatch, lambda _: write(ben, post, "Meanwhile"))
    write(ana, post, "Mine")
    assert count(ana, post) == 2
    assert {item["content"] for item in comments(ana, post)} == {"Meanwhile", "Mine"}


def test_a_retry_gets_the_comment_of_the_first_time(ana: Person, ben: Person) -> None:
    post = publish(ana)
    first = write(ben, post, headers=KEY)
    again = write(ben, post, headers=KEY)
    assert (again.status, again.json) == (201, first.json)
    like(ana, first.json)
    like(ben, first.json)
    assert write(ben, post, headers=KEY).json == {**first.json, "likeCount": 2, "likedByMe": True}
    assert count(ana, post) == len(rows_of(Comment)) == len(rows_of(FeedAttempt)) == 1


def test_a_retry_with_another_body_is_refused(ana: Person) -> None:
    first, second = publish(ana), publish(ana)
    write(ana, first, headers=KEY)
    for answer in (write(ana, second, headers=KEY), write(ana, first, "Other", headers=KEY)):
        assert (answer.status, answer.problem) == (409, "idempotency-key-reused")
    assert (count(ana, first), count(ana, second)) == (1, 0)


def test_a_retry_does_not_bring_back_what_was_deleted(ana: Person) -> None:
    post = publish(ana)
    remove(ana, write(ana, post, headers=KEY).json)
    answer = write(ana, post, headers=KEY)
    assert (answer.status, answer.problem) == (404, "not-found")
    assert (count(ana, post), comments(ana, post)) == (0, [])


def test_of_two_requests_with_one_key_at_once_one_writes(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = publish(ana)
    first: list[Json] = []
    write_meanwhile(monkeypatch, lambda _: first.append(write(ana, post, headers=KEY).json))
    assert [write(ana, post, headers=KEY).json] == first
    assert count(ana, post) == 1


@pytest.mark.parametrize("remover", ["who wrote it", "the post's author"])
def test_a_comment_is_deleted_by_its_author_or_the_posts(
    ana: Person, ben: Person, remover: str
) -> None:
    post = publish(ana)
    written, other = comment(ben, post, "A secret"), comment(ben, post)
    by = ben if remover == "who wrote it" else ana
    answer = remove(by, written)
    assert (answer.status, answer.text) == (204, "")
    assert count(ana, post) == 1
    assert [item["id"] for item in comments(ana, post)] == [other["id"]]
    assert "A secret" not in str(all_rows("feed"))
    row = Comment.key(post["id"], written["id"]).require()
    assert row.deleted_by == by.id
    for again in (remove(by, written), remove(ben, written), remove(ana, written)):
        assert (again.status, again.problem) == (404, "not-found")
    assert count(ana, post) == 1


def test_nobody_else_deletes_a_comment(ana: Person, ben: Person, new_person: NewPerson) -> None:
    post = publish(ana)
    of_ana, of_ben = comment(ana, post), comment(ben, post)
    before = all_rows("feed")
    for answer in (remove(new_person(), of_ben), remove(ben, of_ana)):
        assert (answer.status, answer.problem) == (403, "not-allowed")
    assert all_rows("feed") == before


@pytest.mark.parametrize("other", ["who wrote it", "the post's author"])
@pytest.mark.parametrize("blocker", ["the caller", "the other"])
def test_a_comment_that_is_hidden_cannot_be_deleted_by_others(
    ana: Person, ben: Person, new_person: NewPerson, other: str, blocker: str
) -> None:
    cleo = new_person()
    written = comment(ben, publish(ana))
    hidden = ben if other == "who wrote it" else ana
    if blocker == "the caller":
        cleo.block(hidden)
    else:
        hidden.block(cleo)
    answer = remove(cleo, written)
    assert (answer.status, answer.problem) == (404, "not-found")
    assert len(rows_of(Comment)) == 1


def test_ones_own_comment_and_those_below_ones_own_post_go_in_spite_of_a_block(
    ana: Person, ben: Person
) -> None:
    post = publish(ana)
    first, second = comment(ben, post), comment(ben, post)
    put_all(Block.rows_of(ana.id, ben.id, clock.now()))
    assert remove(ben, first).status == remove(ana, second).status == 204
    assert count(ana, post) == 0


def test_only_a_comment_of_that_post_is_deleted(ana: Person) -> None:
    first, second = publish(ana), publish(ana)
    written = comment(ana, first)
    for post_id, comment_id in (
        (second["id"], written["id"]),
        (first["id"], second["id"]),
        (first["id"], first["id"]),
        (new_id(), written["id"]),
        (first["id"], new_id()),
    ):
        answer = remove(ana, {"postId": post_id, "id": comment_id})
        assert (answer.status, answer.problem) == (404, "not-found")
    assert count(ana, first) == 1


def test_a_comment_that_is_deleted_twice_at_once_is_counted_off_once(
    ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = publish(ana)
    written = comment(ben, post)
    write_meanwhile(monkeypatch, lambda _: remove(ben, written))
    assert remove(ana, written).problem == "not-found"
    assert count(ana, post) == 0
    assert Comment.key(post["id"], written["id"]).require().deleted_by == ben.id


def test_a_comment_is_not_deleted_once_its_post_is(
    ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = publish(ana)
    written = comment(ben, post)
    write_meanwhile(monkeypatch, lambda _: ana.delete(f"/feed/post/{post['id']}"))
    assert remove(ben, written).problem == "not-found"
    assert remove(ben, written).problem == "not-found"


def test_ids_are_taken_whatever_their_case(ana: Person) -> None:
    post = publish(ana)
    shouted = {"id": post["id"].upper()}
    written = write(ana, shouted).json
    assert written["postId"] == post["id"]
    assert comments(ana, shouted) == [written]
    assert remove(ana, {"postId": post["id"].upper(), "id": written["id"].upper()}).status == 204
    assert count(ana, post) == 0
