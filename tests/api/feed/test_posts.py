"""POST /feed/createPost; GET, PUT and DELETE /feed/post/{id}."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from infra.routes import ROUTES, Route
from learn_exchange.ids import new_id
from learn_exchange.tables.feed import FeedAttempt, Media, Post, Tagged, TimelineHead
from learn_exchange.tables.store import delete, update
from learn_exchange.tables.users import Profile
from tests.support.clock import SetClock
from tests.support.gateway import Answer, Gateway, Json
from tests.support.meanwhile import write_meanwhile
from tests.support.people import Person
from tests.support.posts import comment, like, new_post_body, publish, put_upload, read
from tests.support.rows import all_rows, nothing_written, rows_of

KEY = {"Idempotency-Key": "a key"}


def edit(editor: Person, post: Json, **changes: Any) -> Answer:
    """Change a post."""
    return editor.put(f"/feed/post/{post['id']}", changes)


def remove(remover: Person, post: Json) -> Answer:
    """Delete a post."""
    return remover.delete(f"/feed/post/{post['id']}")


def total(person: Person) -> int:
    """Returns how many posts the profile of a person says that they have."""
    posts: int = person.get("/user/me").json["stats"]["posts"]
    return posts


def under_tags() -> set[tuple[str, str]]:
    """Returns which posts stand under which tags, tutorials apart: `TUTORIAL#id`."""
    return {(row.pk.removeprefix("TAG#"), row.sk) for row in rows_of(Tagged)}


def status_of(upload: Media) -> str:
    """Returns the status of an upload."""
    return Media.key(upload.id).require().status


def test_a_post_is_answered_as_everybody_then_sees_it(ana: Person, ben: Person) -> None:
    post = publish(ana, title="Fractals", content="With *numpy*", postType="tutorial")
    assert post.pop("createdAt") == post.pop("updatedAt")
    assert post == {
        "id": post["id"],
        "author": {
            "id": ana.id,
            "username": ana.username,
            "firstName": "Ana",
            "lastName": "Silva",
            "profileImageUrl": None,
            "profileImageAltText": None,
        },
        "title": "Fractals",
        "content": "With *numpy*",
        "mediaUrl": None,
        "media": [],
        "postType": "tutorial",
        "tags": [],
        "likeCount": 0,
        "commentCount": 0,
        "likedByMe": False,
    }
    for reader in (ana, ben):
        seen = read(reader, post)
        assert seen.pop("createdAt") == seen.pop("updatedAt")
        assert seen == post


@pytest.mark.parametrize("post_type", ["tutorial", "achievement", "general"])
def test_there_are_three_types_of_posts(ana: Person, post_type: str) -> None:
    post = publish(ana, postType=post_type)
    assert read(ana, post)["postType"] == post_type


WRITTEN = [
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 and \U0001f3b8",
    "right to left \u0643\u0633\u064a\u0631\u064a\u0627\u062a",
    "zero\u200bwidth\ufeff\u2060inside",
    "soft\u00adhyphen and e\u0301 as two characters",
    "  spaces around  ",
    "<script>alert(1)</script> & <b>bold</b> &amp; [x](javascript:alert(1))",
    "null, true, 1, 'quotes' and \"quotes\" \\ \\n",
    "${jndi:ldap://x} {{7*7}} %s ../../etc/passwd",
    "no characters: \U0010ffff\uffff",
]


def test_content_may_have_marks_that_reorder_text_and_a_title_not(ana: Person) -> None:
    text = "\u202eright to left\u202c"
    assert publish(ana, content=text)["content"] == text
    answer = ana.post("/feed/createPost", new_post_body(title=text))
    assert (answer.status, answer.pointers) == (422, ["/title"])


@pytest.mark.parametrize("text", WRITTEN)
def test_title_and_content_are_kept_as_they_were_written(ana: Person, text: str) -> None:
    post = publish(ana, title=text, content=text)
    assert (post["title"], post["content"]) == (text, text)
    assert read(ana, post) == post
    edited = edit(ana, post, title=f"{text}.", content=f"{text}\n").json
    assert (edited["title"], edited["content"]) == (f"{text}.", f"{text}\n")
    assert read(ana, post) == edited


@pytest.mark.parametrize(
    "content",
    ["one\r\ntwo\rthree\nfour\u2028five", "\ttabs\t\x07\x1b[31m", "\n\n# A heading\n\n```\n"],
)
def test_content_may_have_several_lines(ana: Person, content: str) -> None:
    post = publish(ana, content=content)
    assert post["content"] == read(ana, post)["content"] == content


@pytest.mark.parametrize(
    ("title", "content"), [("t" * 255, "c" * 20_000), ("名" * 255, "学" * 20_000)]
)
def test_a_post_can_be_long(ana: Person, title: str, content: str) -> None:
    raw = json.dumps(new_post_body(title=title, content=content), ensure_ascii=False)
    post = ana.post("/feed/createPost", raw=raw).json
    assert (post["title"], post["content"]) == (title, content)
    assert read(ana, post) == post


def test_what_is_not_for_the_author_to_say_is_refused(ana: Person, ben: Person) -> None:
    sent = {
        "id": new_id(),
        "author": {"id": ben.id},
        "authorId": ben.id,
        "createdAt": "2020-01-01T00:00:00Z",
        "likeCount": 1000,
        "mediaUrl": "https://example.com/x.jpg",
    }
    post = publish(ana)
    for name, value in sent.items():
        with nothing_written():
            answer = ana.post("/feed/createPost", new_post_body(**{name: value}))
            assert answer.pointers == [f"/{name}"]
            assert edit(ana, post, **{name: value}).pointers == [f"/{name}"]


def test_an_edit_keeps_when_it_was_created_and_moves_when_it_was_updated(
    ana: Person, time_passes: SetClock
) -> None:
    post = publish(ana)
    time_passes.forward(minutes=10)
    edited = edit(ana, post, title="A better title").json
    assert edited["createdAt"] == post["createdAt"] == post["updatedAt"]
    assert edited["updatedAt"] > post["updatedAt"]
    assert edited["updatedAt"].endswith("Z")


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "A better title"},
        {"content": "Something else"},
        {"postType": "tutorial"},
        {"tags": ["fractals"]},
        {"title": "All", "content": "of it", "postType": "achievement", "tags": ["x", "y"]},
        {},
    ],
    ids=str,
)
def test_an_edit_changes_what_is_sent_and_nothing_else(
    ana: Person, ben: Person, changes: Json
) -> None:
    post = publish(ana)
    like(ana, post)
    comment(ben, post)
    before = read(ana, post)
    edited = edit(ana, post, **changes)
    assert edited.status == 200, edited.text
    assert edited.json == {**before, **changes, "updatedAt": edited.json["updatedAt"]}
    assert read(ana, post) == edited.json
    assert (edited.json["likeCount"], edited.json["commentCount"]) == (1, 1)
    assert edited.json["likedByMe"]


def test_tags_are_those_given_and_the_hashtags(ana: Person) -> None:
    post = publish(ana, content="On #Fractals and #js", tags=["#SQL", "julia sets", "SQL"])
    assert post["tags"] == ["SQL", "julia sets", "Fractals", "js"]
    assert read(ana, post) == post
    keys = ("sql", "juliasets", "fractals", "javascript")
    assert under_tags() == {(key, f"POST#{post['id']}") for key in keys}


def test_tags_follow_every_edit(ana: Person) -> None:
    post = publish(ana, content="#one", tags=["given"])
    for changes, tags in (
        ({"content": "#two #three"}, ["given", "two", "three"]),
        ({"title": "No matter"}, ["given", "two", "three"]),
        ({"tags": ["two", "other"]}, ["two", "other", "three"]),
        ({"content": "none"}, ["two", "other"]),
        ({"tags": []}, []),
    ):
        assert edit(ana, post, **changes).json["tags"] == tags
        assert read(ana, post)["tags"] == tags
        assert under_tags() == {(tag, f"POST#{post['id']}") for tag in tags}


def test_tutorials_stand_apart_under_their_tags(ana: Person) -> None:
    post = publish(ana, tags=["one", "two"])
    edit(ana, post, postType="tutorial")
    assert under_tags() == {(tag, f"TUTORIAL#{post['id']}") for tag in ("one", "two")}
    edit(ana, post, postType="achievement", tags=["two", "three"])
    assert under_tags() == {(tag, f"POST#{post['id']}") for tag in ("two", "three")}


def test_a_post_has_ten_tags_at_most(ana: Person) -> None:
    given = [f"tag {number}" for number in range(10)]
    assert publish(ana, content="#one-more", tags=given)["tags"] == given


def test_a_post_shows_files_in_the_order_given(ana: Person, ben: Person) -> None:
    picture, document = put_upload(ana), put_upload(ana, content_type="application/pdf")
    post = publish(ana, mediaIds=[document.id, picture.id])
    base = "https://media.learn-exchange.example"
    shown = {
        "id": picture.id,
        "contentType": "image/jpeg",
        "fileName": "holiday.jpg",
        "url": f"{base}/{picture.folder}/original.jpg",
        "thumbnailUrl": f"{base}/{picture.folder}/small.webp",
        "previewUrl": f"{base}/{picture.folder}/large.webp",
        "width": 640,
        "height": 480,
        "altText": None,
    }
    assert post["media"][1] == shown
    assert post["media"][0]["url"] == f"{base}/{document.folder}/original.pdf"
    assert post["media"][0]["thumbnailUrl"] is post["media"][0]["previewUrl"] is None
    assert post["mediaUrl"] == post["media"][0]["url"]
    assert read(ben, post) == post


def test_files_that_a_post_no_longer_shows_are_released(ana: Person) -> None:
    first, second, third = (put_upload(ana) for _ in range(3))
    post = publish(ana, mediaIds=[first.id, second.id])
    edited = edit(ana, post, mediaIds=[third.id, second.id]).json
    assert [file["id"] for file in edited["media"]] == [third.id, second.id]
    assert [*map(status_of, (first, second, third))] == ["released", "ready", "ready"]
    assert edit(ana, post, title="No matter").json["media"] == edited["media"]
    assert edit(ana, post, mediaIds=[]).json["mediaUrl"] is None
    assert {*map(status_of, (first, second, third))} == {"released"}


def test_a_file_that_was_released_is_not_shown_again(ana: Person) -> None:
    upload = put_upload(ana)
    post = publish(ana, mediaIds=[upload.id])
    edit(ana, post, mediaIds=[])
    for answer in (
        edit(ana, post, mediaIds=[upload.id]),
        ana.post("/feed/createPost", new_post_body(mediaIds=[upload.id])),
    ):
        assert (answer.status, answer.problem) == (409, "media-in-use")
    assert read(ana, post)["media"] == []


def test_of_two_posts_that_would_show_one_file_at_once_only_one_is_published(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = put_upload(ana)
    write_meanwhile(monkeypatch, lambda _: publish(ana, title="First", mediaIds=[upload.id]))
    answer = ana.post("/feed/createPost", new_post_body(mediaIds=[upload.id]))
    assert (answer.status, answer.problem) == (409, "media-in-use")
    assert [post.title for post in rows_of(Post)] == ["First"]
    assert total(ana) == 1


def test_a_double_tap_on_an_edit_shows_the_file_once(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload, post = put_upload(ana), publish(ana)
    write_meanwhile(monkeypatch, lambda _: edit(ana, post, mediaIds=[upload.id]))
    answer = edit(ana, post, mediaIds=[upload.id])
    assert answer.status == 200, answer.text
    assert [file["id"] for file in answer.json["media"]] == [upload.id]
    assert status_of(upload) == "ready"


def test_a_profile_tells_how_many_posts_there_are(ana: Person, ben: Person) -> None:
    first, second = publish(ana), publish(ana)
    assert (total(ana), total(ben)) == (2, 0)
    edit(ana, first, title="Still two")
    assert ben.profile_of(ana).json["stats"]["posts"] == 2
    for post, left in ((first, 1), (first, 1), (second, 0)):
        remove(ana, post)
        assert total(ana) == left


def test_a_deleted_post_is_gone_for_everybody_at_once(ana: Person, ben: Person) -> None:
    post = publish(ana, content="A secret", tags=["fractals"])
    reply = comment(ben, post)
    like(ben, post)
    answer = remove(ana, post)
    assert (answer.status, answer.text) == (204, "")
    for reader in (ana, ben):
        for gone in (
            reader.get(f"/feed/post/{post['id']}"),
            reader.get(f"/feed/comments/{post['id']}"),
            reader.post("/feed/comment", {"postId": post["id"], "content": "Hello?"}),
            like(reader, post),
            like(reader, reply),
            reader.delete(f"/feed/like/{post['id']}"),
            reader.delete(f"/feed/comment/{post['id']}/{reply['id']}"),
            edit(reader, post, title="Is it there?"),
            remove(reader, post),
        ):
            assert (gone.status, gone.problem) == (404, "not-found")
        assert reader.listed(f"/feed/userPosts/{ana.id}") == []
        assert reader.get("/feed/latest").json["items"] == []
    assert under_tags() == set()
    assert "A secret" not in str(all_rows("feed"))


def test_a_deleted_post_releases_its_files(ana: Person) -> None:
    uploads = [put_upload(ana) for _ in range(2)]
    remove(ana, publish(ana, mediaIds=[upload.id for upload in uploads]))
    assert [*map(status_of, uploads)] == ["released", "released"]


def test_nobody_edits_or_deletes_what_someone_else_has_posted(ana: Person, ben: Person) -> None:
    post = publish(ana)
    before = all_rows("feed")
    for answer in (edit(ben, post, title="Mine"), edit(ben, post), remove(ben, post)):
        assert (answer.status, answer.problem) == (403, "not-allowed")
    assert all_rows("feed") == before


@pytest.mark.parametrize("blocker", ["the author", "the reader"])
def test_a_block_of_either_hides_the_post(ana: Person, ben: Person, blocker: str) -> None:
    post = publish(ana)
    if blocker == "the author":
        ana.block(ben)
    else:
        ben.block(ana)
    for answer in (
        ben.get(f"/feed/post/{post['id']}"),
        edit(ben, post, title="Mine"),
        remove(ben, post),
    ):
        assert (answer.status, answer.problem) == (404, "not-found")
    assert read(ana, post) == post


def test_a_post_that_was_hidden_is_there_again_without_the_block(ana: Person, ben: Person) -> None:
    post = publish(ana)
    ana.block(ben)
    ana.unblock(ben)
    assert read(ben, post) == post


def test_there_is_no_post_that_was_never_published(ana: Person) -> None:
    nothing = {"id": new_id()}
    for answer in (
        ana.get(f"/feed/post/{nothing['id']}"),
        edit(ana, nothing, title="New"),
        remove(ana, nothing),
    ):
        assert (answer.status, answer.problem) == (404, "not-found")
    assert all_rows("feed") == []


def test_ids_are_taken_whatever_their_case(ana: Person) -> None:
    upload = put_upload(ana)
    post = publish(ana, mediaIds=[upload.id.upper()])
    shouted = {"id": post["id"].upper()}
    assert read(ana, shouted) == post
    assert edit(ana, shouted, mediaIds=[upload.id.upper()]).json["media"] == post["media"]
    assert remove(ana, shouted).status == 204
    assert ana.get(f"/feed/post/{post['id']}").status == 404


def test_a_card_shows_its_author_as_they_are_now(ana: Person, ben: Person) -> None:
    post = publish(ana)
    ana.put("/user/updateProfile", {"firstName": "Anna"})
    assert read(ben, post)["author"]["firstName"] == "Anna"


def test_what_someone_has_posted_who_is_no_longer_there_is_not_shown(
    ana: Person, ben: Person
) -> None:
    post = publish(ana)
    delete(Profile.key(ana.id))
    assert ben.get(f"/feed/post/{post['id']}").problem == "not-found"
    assert ana.post("/feed/createPost", new_post_body()).problem == "not-found"


def test_a_retry_gets_the_post_of_the_first_time(ana: Person, ben: Person) -> None:
    upload = put_upload(ana)
    body = new_post_body(tags=["fractals"], mediaIds=[upload.id])
    first = ana.post("/feed/createPost", body, headers=KEY)
    assert first.status == 201
    again = ana.post("/feed/createPost", body, headers=KEY)
    assert (again.status, again.json) == (201, first.json)
    like(ben, first.json)
    edit(ana, first.json, title="Edited")
    assert ana.post("/feed/createPost", body, headers=KEY).json == read(ana, first.json)
    assert total(ana) == len(rows_of(Post)) == len(rows_of(FeedAttempt)) == 1


def test_a_retry_with_another_body_is_refused(ana: Person) -> None:
    ana.post("/feed/createPost", new_post_body(), headers=KEY)
    answer = ana.post("/feed/createPost", new_post_body(title="Other"), headers=KEY)
    assert (answer.status, answer.problem) == (409, "idempotency-key-reused")
    assert total(ana) == 1


def test_a_retry_does_not_bring_back_what_was_deleted(ana: Person) -> None:
    post = ana.post("/feed/createPost", new_post_body(), headers=KEY).json
    remove(ana, post)
    answer = ana.post("/feed/createPost", new_post_body(), headers=KEY)
    assert (answer.status, answer.problem) == (404, "not-found")
    assert total(ana) == 0


def test_keys_of_different_people_do_not_meet(ana: Person, ben: Person) -> None:
    posts = [
        person.post("/feed/createPost", new_post_body(), headers=KEY).json for person in (ana, ben)
    ]
    assert [post["author"]["id"] for post in posts] == [ana.id, ben.id]
    assert posts[0]["id"] != posts[1]["id"]


def test_of_two_requests_with_one_key_at_once_one_creates(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    first: list[Json] = []

    def create(_: int) -> None:
        first.append(ana.post("/feed/createPost", new_post_body(), headers=KEY).json)

    write_meanwhile(monkeypatch, create)
    assert [ana.post("/feed/createPost", new_post_body(), headers=KEY).json] == first
    assert total(ana) == 1


def test_posts_published_at_once_are_all_there(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    others: list[Json] = []
    write_meanwhile(monkeypatch, lambda _: others.append(publish(ana, title="Meanwhile")))
    post = ana.post("/feed/createPost", new_post_body()).json
    assert total(ana) == 2
    expected = sorted([post["id"], others[0]["id"]], reverse=True)
    assert ana.listed("/feed/latest", 50) == ana.listed("/feed/userPosts/me") == expected


def test_who_keeps_publishing_meanwhile_is_asked_to_come_back(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(ana)
    write_meanwhile(
        monkeypatch,
        lambda _: update(TimelineHead.key(ana.id), TimelineHead.version.add(1)),
        times=100,
    )
    answer = ana.post("/feed/createPost", new_post_body(), headers=KEY)
    assert (answer.status, answer.problem) == (503, "unavailable")
    assert answer.headers["Retry-After"] == "1"
    assert (total(ana), len(rows_of(Post)), rows_of(FeedAttempt)) == (1, 1, [])


def test_of_two_edits_at_once_both_are_kept(ana: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    post = publish(ana, content="#one")
    write_meanwhile(monkeypatch, lambda _: edit(ana, post, content="#two", title="Phone"))
    answer = edit(ana, post, title="Laptop", tags=["three"])
    assert answer.json == read(ana, post)
    assert (answer.json["title"], answer.json["content"]) == ("Laptop", "#two")
    assert answer.json["tags"] == ["three", "two"]
    assert under_tags() == {(tag, f"POST#{post['id']}") for tag in ("three", "two")}


def test_who_keeps_editing_meanwhile_is_asked_to_come_back(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = publish(ana)
    write_meanwhile(
        monkeypatch, lambda _: update(Post.key(post["id"]), Post.version.add(1)), times=100
    )
    for answer in (edit(ana, post, title="Never"), remove(ana, post)):
        assert (answer.status, answer.problem) == (503, "unavailable")
    assert read(ana, post) == post
    assert total(ana) == 1


def test_a_post_that_is_deleted_while_it_is_edited_stays_deleted(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload, post = put_upload(ana), publish(ana)
    write_meanwhile(monkeypatch, lambda _: remove(ana, post))
    answer = edit(ana, post, title="Too late", tags=["late"], mediaIds=[upload.id])
    assert (answer.status, answer.problem) == (404, "not-found")
    assert under_tags() == set()
    assert Media.key(upload.id).require().attached_to is None


@pytest.mark.parametrize("meanwhile", ["edited", "deleted", "another one published"])
def test_a_post_is_deleted_once_whatever_happens_meanwhile(
    ana: Person, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    post, upload = publish(ana, tags=["before"]), put_upload(ana)
    happenings: dict[str, Callable[[int], object]] = {
        "edited": lambda _: edit(ana, post, tags=["after"], mediaIds=[upload.id]),
        "deleted": lambda _: remove(ana, post),
        "another one published": lambda _: publish(ana),
    }
    write_meanwhile(monkeypatch, happenings[meanwhile])
    answer = remove(ana, post)
    assert answer.status == (404 if meanwhile == "deleted" else 204)
    left = 1 if meanwhile == "another one published" else 0
    assert total(ana) == len(ana.listed("/feed/userPosts/me")) == left
    assert len(TimelineHead.key(ana.id).require().post_ids) == left
    assert under_tags() == set()
    assert status_of(upload) == ("released" if meanwhile == "edited" else "ready")


@pytest.mark.parametrize("late", ["like", "comment", "like of a comment"])
def test_what_comes_while_a_post_is_deleted_is_refused(
    ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch, late: str
) -> None:
    post = publish(ana)
    reply = comment(ana, post)
    rows = len(all_rows("feed"))
    write_meanwhile(monkeypatch, lambda _: remove(ana, post))
    body = {"postId": post["id"], "content": "Late"}
    answer = {
        "like": lambda: like(ben, post),
        "comment": lambda: ben.post("/feed/comment", body),
        "like of a comment": lambda: like(ben, reply),
    }[late]()
    assert (answer.status, answer.problem) == (404, "not-found")
    counts = 1
    assert len(all_rows("feed")) == rows - counts


@pytest.mark.parametrize(
    "route",
    [route for route in ROUTES if route.function.startswith("feed.")],
    ids=lambda route: route.endpoint,
)
def test_the_feed_is_only_for_who_is_signed_in(gateway: Gateway, route: Route) -> None:
    path = route.path
    for name in ("id", "postId", "commentId"):
        path = path.replace(f"{{{name}}}", new_id())
    assert gateway.call(route.method, path).status == 401
    refused = gateway.call(route.method, path, token="not.a.token")
    assert (refused.status, refused.problem) == (401, "not-signed-in")
