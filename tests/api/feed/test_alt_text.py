"""`media` of POST /feed/createPost and PUT /feed/post/{id}: files, and what describes them."""

from collections.abc import Callable

import pytest

from learn_exchange.tables.feed import Media
from tests.support.alt_texts import ALT_TEXTS
from tests.support.gateway import Answer, Json
from tests.support.meanwhile import write_meanwhile
from tests.support.people import Person
from tests.support.posts import new_post_body, publish, put_upload, read
from tests.support.skills import lists


def described(upload: Media, alt_text: str | None = None) -> Json:
    """Returns how a post names a file."""
    return {"mediaId": upload.id, "altText": alt_text}


def edit(editor: Person, post: Json, **changes: object) -> Answer:
    """Change a post."""
    return editor.put(f"/feed/post/{post['id']}", changes)


def files_of(post: Json) -> list[tuple[str, str | None]]:
    """Returns the files that a post shows, with what describes them."""
    return [(file["id"], file["altText"]) for file in post["media"]]


@pytest.mark.parametrize("alt_text", ALT_TEXTS)
def test_a_file_is_described_as_its_author_wrote(ana: Person, ben: Person, alt_text: str) -> None:
    upload = put_upload(ana)
    post = publish(ana, media=[described(upload, alt_text)])
    assert files_of(post) == files_of(read(ben, post)) == [(upload.id, alt_text)]


def test_files_stand_in_their_order_described_or_not(ana: Person) -> None:
    first, second, third = (put_upload(ana) for _ in range(3))
    media = [described(third, "A cat"), {"mediaId": first.id}, described(second)]
    post = publish(ana, media=media)
    assert files_of(post) == [(third.id, "A cat"), (first.id, None), (second.id, None)]
    assert post["mediaUrl"] == post["media"][0]["url"]
    assert read(ana, post) == post


def test_every_view_of_a_post_has_it(ana: Person, ben: Person) -> None:
    ben.follow(ana)
    lists(ben, seeks={"SQL": "beginner"})
    upload = put_upload(ana)
    publish(ana, postType="tutorial", tags=["sql"], media=[described(upload, "A cat")])
    for path, name in (
        ("/feed/latest", "items"),
        (f"/feed/userPosts/{ana.id}", "items"),
        ("/explore/recommend", "tutorials"),
    ):
        [post] = ben.get(path).json[name]
        assert files_of(post) == [(upload.id, "A cat")], path


def test_a_description_changes_while_the_files_stay(ana: Person) -> None:
    cat, dog = put_upload(ana), put_upload(ana)
    post = publish(ana, media=[described(cat), described(dog, "A dog")])
    for alt_text in ("A cat", "A cat, asleep", None):
        edited = edit(ana, post, media=[described(cat, alt_text), described(dog, "A dog")]).json
        assert files_of(edited) == [(cat.id, alt_text), (dog.id, "A dog")]
        assert read(ana, post) == edited
    assert {Media.key(file.id).require().status for file in (cat, dog)} == {"ready"}


def test_other_edits_leave_descriptions_as_they_are(ana: Person) -> None:
    upload = put_upload(ana)
    post = publish(ana, media=[described(upload, "A cat")])
    for changes in ({"title": "Better"}, {"tags": ["cats"]}, {}):
        assert files_of(edit(ana, post, **changes).json) == [(upload.id, "A cat")]


def test_ids_alone_keep_what_describes_the_files_that_stay(ana: Person) -> None:
    cat, dog, new = (put_upload(ana) for _ in range(3))
    post = publish(ana, media=[described(cat, "A cat"), described(dog, "A dog")])
    edited = edit(ana, post, mediaIds=[new.id, cat.id]).json
    assert files_of(edited) == [(new.id, None), (cat.id, "A cat")]
    assert Media.key(dog.id).require().status == "released"
    assert edit(ana, post, mediaIds=[]).json["media"] == []


def test_files_come_and_go_with_their_descriptions(ana: Person) -> None:
    cat, dog = put_upload(ana), put_upload(ana)
    post = publish(ana, media=[described(cat, "A cat")])
    assert files_of(edit(ana, post, media=[described(dog, "A dog")]).json) == [(dog.id, "A dog")]
    assert Media.key(cat.id).require().status == "released"
    assert edit(ana, post, media=[]).json["media"] == []
    assert Media.key(dog.id).require().status == "released"


def test_the_upload_itself_is_not_described(ana: Person) -> None:
    upload = put_upload(ana)
    publish(ana, media=[described(upload, "A cat")])
    assert "A cat" not in ana.get(f"/media/{upload.id}").text


def test_a_retry_gets_the_description_of_the_first_time(ana: Person) -> None:
    body = new_post_body(media=[described(put_upload(ana), "A cat")])
    first, again = (
        ana.post("/feed/createPost", body, headers={"Idempotency-Key": "a key"}) for _ in range(2)
    )
    assert (again.status, again.json) == (201, first.json)


def test_of_two_edits_at_once_both_are_kept(ana: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = put_upload(ana)
    post = publish(ana, media=[described(upload)])
    write_meanwhile(monkeypatch, lambda _: edit(ana, post, media=[described(upload, "A cat")]))
    edited = edit(ana, post, mediaIds=[upload.id], title="Cats").json
    assert (edited["title"], files_of(edited)) == ("Cats", [(upload.id, "A cat")])


@pytest.mark.parametrize("ways", [("media", "mediaIds"), ("mediaIds", "media")])
def test_files_are_given_in_one_way(ana: Person, ways: tuple[str, str]) -> None:
    upload, post = put_upload(ana), publish(ana)
    given: dict[str, Callable[[Media], object]] = {
        "media": lambda file: [described(file)],
        "mediaIds": lambda file: [file.id],
    }
    both = {way: given[way](upload) for way in ways}
    for answer in (ana.post("/feed/createPost", new_post_body(**both)), edit(ana, post, **both)):
        assert (answer.status, answer.pointers) == (422, [""])
        assert "either media or mediaIds" in answer.json["errors"][0]["detail"]
