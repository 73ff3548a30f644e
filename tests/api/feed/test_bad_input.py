"""Bad input of the feed's endpoints, and the pointers to it; nothing is written then."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from learn_exchange import cursor as cursors
from learn_exchange.http import BODY_LIMIT
from learn_exchange.ids import EXAMPLE, new_id
from tests.support.alt_texts import BAD_ALT_TEXTS
from tests.support.gateway import Answer, Json
from tests.support.people import Person
from tests.support.posts import comment, new_post_body, publish, put_upload
from tests.support.rows import nothing_written

ONE_FOR_EIGHTEEN = "\ufdfa"
ALT_TEXT = "/media/0/altText"

BAD_IDS: list[Any] = [
    *("", "1", "me", "null", "..", EXAMPLE[:-1], f"{EXAMPLE}0", EXAMPLE.replace("-", "")),
    *(f"{{{EXAMPLE}}}", f"urn:uuid:{EXAMPLE}", EXAMPLE.replace("7", "g"), f" {EXAMPLE}"),
    EXAMPLE.replace("0", "\uff10"),
]
# In a path, these would be another path.
BAD_IDS_IN_BODIES = [*BAD_IDS, f"{EXAMPLE}#COUNTS", f"{EXAMPLE}\n", f"../{EXAMPLE}", "\ud800"]
NO_TEXTS = [7, True, 1.5, [EXAMPLE], {"id": EXAMPLE}]

BAD_POSTS: list[tuple[str, Json, str]] = [
    ("a null title", {"title": None}, "/title"),
    ("a number for the title", {"title": 7}, "/title"),
    ("a list for the title", {"title": ["A post"]}, "/title"),
    ("an object for the title", {"title": {"text": "A post"}}, "/title"),
    ("an empty title", {"title": ""}, "/title"),
    ("a title of spaces", {"title": " \t\u00a0\u3000"}, "/title"),
    ("a title of zero width", {"title": "\u200b\u200d\u2060\ufeff"}, "/title"),
    ("a title of combining marks", {"title": "\u0301\u034f\ufe0f"}, "/title"),
    ("a title of fillers", {"title": "\u3164\u2800"}, "/title"),
    ("a title of direction marks", {"title": "\u200f\u202e"}, "/title"),
    ("a title of two lines", {"title": "A post\nand more"}, "/title"),
    ("a title with a carriage return", {"title": "A post\r"}, "/title"),
    ("a title with a NUL", {"title": "A\x00post"}, "/title"),
    ("a title with an escape", {"title": "\x1b[31mA post"}, "/title"),
    ("a title with a line separator", {"title": "A\u2028post"}, "/title"),
    ("a title of half a character", {"title": "\ud83d"}, "/title"),
    ("a title with half a character", {"title": "a\udfffb"}, "/title"),
    ("a title of 256 characters", {"title": "t" * 256}, "/title"),
    ("a title of 256 emoji", {"title": "\U0001f3b8" * 256}, "/title"),
    ("a null content", {"content": None}, "/content"),
    ("a number for the content", {"content": 7}, "/content"),
    ("a list for the content", {"content": ["text"]}, "/content"),
    ("an empty content", {"content": ""}, "/content"),
    ("a content of spaces", {"content": " \r\n\t\u3000"}, "/content"),
    ("a content of zero width", {"content": "\u200b\ufeff"}, "/content"),
    ("a content of half a character", {"content": "\udc00"}, "/content"),
    ("a content of 20,001 characters", {"content": "c" * 20_001}, "/content"),
    ("a null type", {"postType": None}, "/postType"),
    ("an empty type", {"postType": ""}, "/postType"),
    ("an unknown type", {"postType": "advert"}, "/postType"),
    ("a type in another case", {"postType": "Tutorial"}, "/postType"),
    ("a type with a space", {"postType": "general "}, "/postType"),
    ("a number for the type", {"postType": 1}, "/postType"),
    ("null tags", {"tags": None}, "/tags"),
    ("a text for tags", {"tags": "fractals"}, "/tags"),
    ("an object for tags", {"tags": {"0": "fractals"}}, "/tags"),
    ("eleven tags", {"tags": [f"tag {number}" for number in range(11)]}, "/tags"),
    ("a null tag", {"tags": ["fractals", None]}, "/tags/1"),
    ("a number for a tag", {"tags": [7]}, "/tags/0"),
    ("a list for a tag", {"tags": [["fractals"]]}, "/tags/0"),
    ("an empty tag", {"tags": [""]}, "/tags/0"),
    ("a sign alone for a tag", {"tags": ["#"]}, "/tags/0"),
    ("a tag of spaces", {"tags": [" \u3000"]}, "/tags/0"),
    ("a tag of zero width", {"tags": ["\u200b"]}, "/tags/0"),
    ("a tag of zero width behind a sign", {"tags": ["#\u200b"]}, "/tags/0"),
    ("a tag of two lines", {"tags": ["frac\ntals"]}, "/tags/0"),
    ("a tag of half a character", {"tags": ["\ud83d"]}, "/tags/0"),
    ("a tag of 101 characters", {"tags": ["t" * 101]}, "/tags/0"),
    ("a tag of 1,800 characters when compared", {"tags": [ONE_FOR_EIGHTEEN * 100]}, "/tags/0"),
    ("null for the files", {"media": None}, "/media"),
    ("an object for the files", {"media": {"mediaId": EXAMPLE}}, "/media"),
    ("ids alone for the files", {"media": [EXAMPLE]}, "/media/0"),
    ("eleven described files", {"media": [{"mediaId": new_id()} for _ in range(11)]}, "/media"),
    ("one file described twice", {"media": [{"mediaId": EXAMPLE}] * 2}, "/media"),
    ("a description of nothing", {"media": [{"altText": "A cat"}]}, "/media/0/mediaId"),
    ("an unknown file, described", {"media": [{"mediaId": EXAMPLE}]}, "/media/0/mediaId"),
    ("files given in both ways", {"media": [], "mediaIds": []}, ""),
    *(
        (f"{name} for a description", {"media": [{"mediaId": EXAMPLE, "altText": bad}]}, ALT_TEXT)
        for name, bad in BAD_ALT_TEXTS
    ),
    ("null files", {"mediaIds": None}, "/mediaIds"),
    ("a text for files", {"mediaIds": EXAMPLE}, "/mediaIds"),
    ("eleven files", {"mediaIds": [new_id() for _ in range(11)]}, "/mediaIds"),
    ("the same file twice", {"mediaIds": [EXAMPLE, EXAMPLE]}, "/mediaIds"),
    ("the same file in capitals", {"mediaIds": [EXAMPLE, EXAMPLE.upper()]}, "/mediaIds"),
    ("an unknown file", {"mediaIds": [EXAMPLE]}, "/mediaIds/0"),
    *((f"{bad!r} for a file", {"mediaIds": [bad]}, "/mediaIds/0") for bad in BAD_IDS_IN_BODIES),
    *((f"{bad!r} for a file", {"mediaIds": [bad]}, "/mediaIds/0") for bad in [None, *NO_TEXTS]),
]
POSTS = pytest.mark.parametrize(
    ("changes", "pointer"), [row[1:] for row in BAD_POSTS], ids=[row[0] for row in BAD_POSTS]
)


def refused_at(answer: Answer, *pointers: str) -> bool:
    """Returns whether these places, and no others, are said to be wrong."""
    assert (answer.status, answer.problem) == (422, "invalid"), answer.text
    assert all(error["detail"] for error in answer.json["errors"])
    return answer.pointers == [*pointers]


@POSTS
def test_a_post_is_not_published(ana: Person, changes: Json, pointer: str) -> None:
    with nothing_written():
        headers = {"Idempotency-Key": "a key"}
        answer = ana.post("/feed/createPost", new_post_body(**changes), headers=headers)
        assert refused_at(answer, pointer)


@POSTS
def test_a_post_is_not_changed_to(ana: Person, changes: Json, pointer: str) -> None:
    post = publish(ana)
    with nothing_written():
        fine = {"title": "Not written either", "tags": ["nor", "this"]}
        assert refused_at(ana.put(f"/feed/post/{post['id']}", {**fine, **changes}), pointer)


@pytest.mark.parametrize("missing", ["title", "content", "postType"])
def test_a_post_needs(ana: Person, missing: str) -> None:
    with nothing_written():
        answer = ana.post("/feed/createPost", new_post_body(**{missing: ...}))
        assert refused_at(answer, f"/{missing}")


def test_all_that_is_wrong_is_told_at_once(ana: Person) -> None:
    with nothing_written():
        wrong = {
            "title": "",
            "content": 7,
            "postType": "advert",
            "tags": ["ok", ""],
            "mediaIds": "x",
        }
        pointers = ["/mediaIds", "/title", "/content", "/postType", "/tags/1"]
        assert refused_at(ana.post("/feed/createPost", wrong), *pointers)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "-0", "9" * 400])
def test_a_number_stands_nowhere(ana: Person, number: str) -> None:
    post = publish(ana)
    with nothing_written():
        for field in ("title", "content", "postType", "tags", "mediaIds"):
            raw = json.dumps(new_post_body(**{field: "?"})).replace('"?"', number)
            for answer in (
                ana.post("/feed/createPost", raw=raw),
                ana.put(f"/feed/post/{post['id']}", raw=raw),
            ):
                assert answer.problem in ("malformed-request", "invalid")


@pytest.mark.parametrize("content", ["\U0001f3b8" * 100_000, "c" * 65_000], ids=["guitars", "c"])
def test_a_post_that_is_too_long_says_what_is_too_long_of_it(ana: Person, content: str) -> None:
    with nothing_written():
        raw = json.dumps(new_post_body(content=content), ensure_ascii=False)
        answer = ana.post("/feed/createPost", raw=raw)
        if len(raw.encode()) > BODY_LIMIT:
            assert (answer.status, answer.problem) == (413, "body-too-large")
        else:
            assert refused_at(answer, "/content")


@pytest.mark.parametrize("key", ["", " " * 201, "é", "a\nb", "\x00", "k" * 201])
def test_a_key_is_printable_and_short(ana: Person, key: str) -> None:
    post = publish(ana)
    with nothing_written():
        for path, body in (
            ("/feed/createPost", new_post_body()),
            ("/feed/comment", {"postId": post["id"], "content": "How?"}),
        ):
            answer = ana.post(path, body, headers={"Idempotency-Key": key})
            assert refused_at(answer, "/header/Idempotency-Key")


MakeUpload = Callable[[Person, Person], str]

# What is no upload that Ana could show, made of Ana and Ben; what is answered, and where.
BAD_UPLOADS: list[tuple[str, MakeUpload, int, str]] = [
    ("somebody else's", lambda _, ben: put_upload(ben).id, 422, "invalid"),
    (
        "somebody else's that is in use",
        lambda _, ben: put_upload(ben, attached_to=new_id()).id,
        422,
        "invalid",
    ),
    (
        "somebody else's that is pending",
        lambda _, ben: put_upload(ben, status="pending").id,
        422,
        "invalid",
    ),
    ("a post", lambda ana, _: str(publish(ana)["id"]), 422, "invalid"),
    ("a person", lambda ana, _: ana.id, 422, "invalid"),
    (
        "one that has not arrived",
        lambda ana, _: put_upload(ana, status="pending").id,
        409,
        "media-not-ready",
    ),
    (
        "one that was rejected",
        lambda ana, _: put_upload(ana, status="rejected", reason="It is no picture.").id,
        409,
        "media-not-ready",
    ),
    (
        "one that another post shows",
        lambda ana, _: put_upload(ana, attached_to=new_id()).id,
        409,
        "media-in-use",
    ),
    (
        "the profile picture",
        lambda ana, _: put_upload(ana, attached_to="PROFILE").id,
        409,
        "media-in-use",
    ),
    (
        "one that was released",
        lambda ana, _: put_upload(ana, status="released").id,
        409,
        "media-in-use",
    ),
]


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize(
    ("make", "status", "problem"),
    [row[1:] for row in BAD_UPLOADS],
    ids=[row[0] for row in BAD_UPLOADS],
)
def test_a_post_does_not_show(
    ana: Person,
    ben: Person,
    make: MakeUpload,
    status: int,
    *,
    problem: str,
    place: int,
) -> None:
    post, fine = publish(ana), put_upload(ana).id
    media_ids = [fine]
    media_ids.insert(place, make(ana, ben))
    with nothing_written():
        for answer in (
            ana.post("/feed/createPost", new_post_body(mediaIds=media_ids)),
            ana.put(f"/feed/post/{post['id']}", {"title": "No", "mediaIds": media_ids}),
        ):
            assert (answer.status, answer.problem) == (status, problem), answer.text
            if problem == "invalid":
                assert answer.pointers == [f"/mediaIds/{place}"]
        described = [{"mediaId": media_id, "altText": "A cat"} for media_id in media_ids]
        answer = ana.put(f"/feed/post/{post['id']}", {"title": "No", "media": described})
        assert (answer.status, answer.problem) == (status, problem), answer.text
        if problem == "invalid":
            assert answer.pointers == [f"/media/{place}/mediaId"]


def test_why_a_file_is_not_shown_is_told(ana: Person) -> None:
    pending = put_upload(ana, status="pending")
    rejected = put_upload(ana, status="rejected", reason="It is no picture.")
    with nothing_written():
        for upload, reason in ((pending, "still being looked at"), (rejected, "It is no picture.")):
            answer = ana.post("/feed/createPost", new_post_body(mediaIds=[upload.id]))
            assert upload.id in answer.json["detail"]
            assert reason in answer.json["detail"]


BAD_COMMENTS: list[tuple[str, Json, str]] = [
    ("no post", {"postId": ...}, "/postId"),
    ("a null post", {"postId": None}, "/postId"),
    *((f"{bad!r} for the post", {"postId": bad}, "/postId") for bad in BAD_IDS_IN_BODIES),
    *((f"{bad!r} for the post", {"postId": bad}, "/postId") for bad in NO_TEXTS),
    ("no content", {"content": ...}, "/content"),
    ("a null content", {"content": None}, "/content"),
    *((f"{bad!r} for the content", {"content": bad}, "/content") for bad in NO_TEXTS),
    ("an empty content", {"content": ""}, "/content"),
    ("a content of spaces", {"content": " \r\n\u3000"}, "/content"),
    ("a content of zero width", {"content": "\u200b\u2060"}, "/content"),
    ("a content of half a character", {"content": "\ud83d"}, "/content"),
    ("a content of 2,001 characters", {"content": "c" * 2001}, "/content"),
    ("a content of 2,001 emoji", {"content": "\U0001f3b8" * 2001}, "/content"),
]


@pytest.mark.parametrize(
    ("changes", "pointer"), [row[1:] for row in BAD_COMMENTS], ids=[row[0] for row in BAD_COMMENTS]
)
def test_a_comment_is_not_written(ana: Person, changes: Json, pointer: str) -> None:
    post = publish(ana)
    with nothing_written():
        body = {"postId": post["id"], "content": "How?", **changes}
        sent = {name: value for name, value in body.items() if value is not ...}
        headers = {"Idempotency-Key": "a key"}
        assert refused_at(ana.post("/feed/comment", sent, headers=headers), pointer)


@pytest.mark.parametrize("bad", [*BAD_IDS_IN_BODIES, *NO_TEXTS])
def test_a_like_names_what_it_means_by_ids(ana: Person, bad: Any) -> None:
    post = publish(ana)
    reply = comment(ana, post)
    with nothing_written():
        like = {"postId": post["id"], "commentId": reply["id"]}
        for name in like:
            assert refused_at(ana.post("/feed/like", {**like, name: bad}), f"/{name}")


@pytest.mark.parametrize("body", [{}, {"postId": None}, {"commentId": EXAMPLE}])
def test_a_like_must_name_a_post(ana: Person, body: Json) -> None:
    with nothing_written():
        assert refused_at(ana.post("/feed/like", body), "/postId")


@pytest.mark.parametrize("bad", [bad for bad in BAD_IDS if bad])
def test_a_path_takes_ids(ana: Person, bad: str) -> None:
    post = publish(ana)
    reply = comment(ana, post)
    with nothing_written():
        for answer in (
            ana.get(f"/feed/post/{bad}"),
            ana.put(f"/feed/post/{bad}", {"title": "No"}),
            ana.delete(f"/feed/post/{bad}"),
        ):
            assert refused_at(answer, "/path/id")
        for answer in (
            ana.get(f"/feed/comments/{bad}"),
            ana.delete(f"/feed/like/{bad}"),
            ana.delete(f"/feed/comment/{bad}/{reply['id']}"),
        ):
            assert refused_at(answer, "/path/postId")
        assert refused_at(ana.delete(f"/feed/comment/{post['id']}/{bad}"), "/path/commentId")
        answer = ana.delete(f"/feed/like/{post['id']}", query={"commentId": bad})
        assert refused_at(answer, "/query/commentId")
        if bad != "me":
            assert refused_at(ana.get(f"/feed/userPosts/{bad}"), "/path/id")


LISTS = [("/feed/latest", 50), ("/feed/userPosts/me", 100), ("/feed/comments/{}", 100)]


@pytest.fixture
def paths(ana: Person) -> dict[str, int]:
    """The lists of the feed, and the most items that one may ask for."""
    post = publish(ana)
    return {path.format(post["id"]): most for path, most in LISTS}


@pytest.mark.parametrize(
    "limit", ["0", "-1", "{more}", "1000000000000000000000", "abc", "", "1e1", "1.5", "0x10", "NaN"]
)
def test_a_limit_is_a_number_within_its_bounds(
    ana: Person, paths: dict[str, int], limit: str
) -> None:
    with nothing_written():
        for path, most in paths.items():
            asked = {"limit": limit.format(more=most + 1)}
            assert refused_at(ana.get(path, query=asked), "/query/limit")
            assert ana.get(path, query={"limit": str(most)}).status == 200


@pytest.mark.parametrize(
    "cursor",
    [
        *("", "x", "====", "AAAA", "not a cursor", "é", "\x00", "AAAAAAAA" * 100, EXAMPLE),
        cursors.encode("feed#", EXAMPLE),
        cursors.encode("recent", "2026-11"),
    ],
)
def test_a_cursor_that_is_none_of_ours_is_refused(
    ana: Person, paths: dict[str, int], cursor: str
) -> None:
    with nothing_written():
        for path in paths:
            answer = ana.get(path, query={"cursor": cursor})
            assert (answer.status, answer.problem) == (400, "malformed-request"), answer.text


def test_a_cursor_has_1024_characters_at_most(ana: Person, paths: dict[str, int]) -> None:
    with nothing_written():
        for path in paths:
            assert refused_at(ana.get(path, query={"cursor": "A" * 1025}), "/query/cursor")
