"""PUT /user/updateProfile with `profileImageId` and `profileImageAltText`."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from learn_exchange.ids import EXAMPLE, new_id
from learn_exchange.tables.feed import Media
from learn_exchange.tables.store import delete, update
from learn_exchange.tables.users import Profile
from tests.support.alt_texts import ALT_TEXTS
from tests.support.bus import Bus
from tests.support.gateway import Answer, Json
from tests.support.meanwhile import write_meanwhile
from tests.support.people import Person
from tests.support.posts import comment, publish, put_upload
from tests.support.rows import nothing_written
from tests.support.skills import lists
from tests.support.stream import Stream

BASE = "https://media.learn-exchange.example"


def show(person: Person, picture: Media | None, **more: Any) -> Answer:
    """Let somebody show a picture, or none."""
    sent = {"profileImageId": picture.id if picture else None, **more}
    return person.put("/user/updateProfile", sent)


def address_of(picture: Media) -> str:
    """Returns where cards find a picture."""
    return f"{BASE}/{picture.folder}/small.webp"


def shown_by(person: Person) -> str | None:
    """Returns the address of the picture that somebody shows."""
    address: str | None = person.get("/user/me").json["profileImageUrl"]
    return address


def standing(picture: Media) -> tuple[str, str | None]:
    """Returns what has become of a picture, and what shows it."""
    row = Media.key(picture.id).require()
    return row.status, row.attached_to


def test_a_picture_is_shown_at_once(ana: Person, ben: Person) -> None:
    before, picture = ana.get("/user/me").json, put_upload(ana)
    answer = show(ana, picture)
    assert answer.status == 200, answer.text
    assert answer.json == {**before, "profileImageUrl": address_of(picture)}
    assert ana.get("/user/me").json == answer.json
    assert ben.profile_of(ana).json["profileImageUrl"] == address_of(picture)
    assert standing(picture) == ("ready", "PROFILE")


@pytest.mark.parametrize("content_type", ["image/jpeg", "image/png", "image/webp", "image/gif"])
def test_every_type_of_picture_can_be_shown(ana: Person, content_type: str) -> None:
    picture = put_upload(ana, content_type=content_type)
    assert show(ana, picture).json["profileImageUrl"] == address_of(picture)


def test_a_new_picture_takes_the_place_of_the_old_one_which_is_released(ana: Person) -> None:
    first, second = put_upload(ana), put_upload(ana)
    show(ana, first)
    assert show(ana, second).json["profileImageUrl"] == shown_by(ana) == address_of(second)
    assert (standing(first)[0], standing(second)) == ("released", ("ready", "PROFILE"))


def test_a_picture_is_taken_away_with_null(ana: Person) -> None:
    picture = put_upload(ana)
    show(ana, picture)
    for _ in range(2):
        answer = show(ana, None)
        assert (answer.status, answer.json["profileImageUrl"]) == (200, None)
        assert shown_by(ana) is None
        assert standing(picture)[0] == "released"


def test_a_picture_stays_while_other_fields_change(ana: Person) -> None:
    picture = put_upload(ana)
    show(ana, picture)
    for changes in ({"bio": "Hi"}, {"username": "renamed"}, {}):
        answer = ana.put("/user/updateProfile", changes)
        assert answer.json["profileImageUrl"] == shown_by(ana) == address_of(picture)
    assert standing(picture) == ("ready", "PROFILE")


def test_showing_the_same_picture_again_changes_nothing(ana: Person) -> None:
    picture = put_upload(ana)
    show(ana, picture)
    with nothing_written():
        assert show(ana, picture).status == 200
        assert ana.put("/user/updateProfile", {"profileImageId": picture.id.upper()}).status == 200
    assert standing(picture) == ("ready", "PROFILE")


def test_a_picture_comes_with_other_changes(ana: Person) -> None:
    picture = put_upload(ana)
    answer = show(ana, picture, username="renamed", bio="Hi", firstName="Anna")
    assert answer.json == ana.get("/user/me").json
    assert answer.json["profileImageUrl"] == address_of(picture)
    assert [answer.json[name] for name in ("username", "bio", "firstName")] == [
        "renamed",
        "Hi",
        "Anna",
    ]


def describe(person: Person, alt_text: str | None, **more: Any) -> str | None:
    """Let somebody describe their picture; answers what describes it then."""
    answer = person.put("/user/updateProfile", {"profileImageAltText": alt_text, **more})
    assert answer.status == 200, answer.text
    assert answer.json == person.get("/user/me").json
    described: str | None = answer.json["profileImageAltText"]
    return described


@pytest.mark.parametrize("alt_text", ALT_TEXTS)
def test_a_picture_is_described_in_its_owners_words(ana: Person, alt_text: str) -> None:
    picture = put_upload(ana)
    assert describe(ana, alt_text, profileImageId=picture.id) == alt_text
    assert shown_by(ana) == address_of(picture)


def test_a_description_changes_alone_and_leaves_the_picture(ana: Person) -> None:
    picture = put_upload(ana)
    show(ana, picture)
    for alt_text in ("Ana at the sea", "Ana, laughing", None, None):
        assert describe(ana, alt_text) == alt_text
    assert shown_by(ana) == address_of(picture)
    assert standing(picture) == ("ready", "PROFILE")


def test_a_description_stays_with_its_picture_and_goes_with_it(ana: Person) -> None:
    first, second = put_upload(ana), put_upload(ana)
    show(ana, first, profileImageAltText="Ana at the sea")
    for stays in ({"bio": "Hi"}, {"username": "renamed"}, {"profileImageId": first.id}):
        changed = ana.put("/user/updateProfile", stays).json
        assert changed["profileImageAltText"] == "Ana at the sea"
    assert show(ana, second).json["profileImageAltText"] is None
    describe(ana, "Ana in the hills")
    assert show(ana, None).json["profileImageAltText"] is None
    assert describe(ana, None) is None


def test_a_picture_that_is_taken_away_meanwhile_is_not_described(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(ana, put_upload(ana))
    write_meanwhile(monkeypatch, lambda _: show(ana, None))
    answer = ana.put("/user/updateProfile", {"profileImageAltText": "Ana at the sea"})
    assert (answer.status, answer.pointers) == (422, ["/profileImageAltText"])
    assert ana.get("/user/me").json["profileImageAltText"] is None


def test_where_the_username_is_taken_the_picture_stays_too(ana: Person, ben: Person) -> None:
    first, second = put_upload(ana), put_upload(ana)
    show(ana, first)
    with nothing_written():
        answer = show(ana, second, username=ben.username)
    assert (answer.status, answer.problem) == (409, "username-taken")


MakeUpload = Callable[[Person, Person], str]

# What is no picture that Ana could show, made of Ana and Ben, and what is answered.
BAD_PICTURES: list[tuple[str, MakeUpload, int, str]] = [
    (
        "a document",
        lambda ana, _: put_upload(ana, content_type="application/pdf").id,
        422,
        "invalid",
    ),
    ("somebody else's", lambda _, ben: put_upload(ben).id, 422, "invalid"),
    ("nothing", lambda *_: new_id(), 422, "invalid"),
    ("a person", lambda ana, _: ana.id, 422, "invalid"),
    ("no id", lambda *_: "me", 422, "invalid"),
    ("an empty text", lambda *_: "", 422, "invalid"),
    ("an address", lambda *_: "https://example.com/x.jpg", 422, "invalid"),
    ("half a character", lambda *_: "\ud83d", 422, "invalid"),
    ("an id and more", lambda *_: f"{EXAMPLE}#MEDIA", 422, "invalid"),
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
        "one that a post shows",
        lambda ana, _: put_upload(ana, attached_to=new_id()).id,
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


@pytest.mark.parametrize(
    ("make", "status", "problem"),
    [row[1:] for row in BAD_PICTURES],
    ids=[row[0] for row in BAD_PICTURES],
)
def test_nobody_shows(
    ana: Person, ben: Person, make: MakeUpload, status: int, problem: str
) -> None:
    show(ana, put_upload(ana))
    image_id = make(ana, ben)
    with nothing_written():
        answer = ana.put("/user/updateProfile", {"profileImageId": image_id, "bio": "Nor this"})
    assert (answer.status, answer.problem) == (status, problem), answer.text
    if problem == "invalid":
        assert answer.pointers == ["/profileImageId"]


@pytest.mark.parametrize("image_id", [7, True, 1.5, [EXAMPLE], {"id": EXAMPLE}])
def test_a_picture_is_named_by_a_text(ana: Person, image_id: Any) -> None:
    with nothing_written():
        answer = ana.put("/user/updateProfile", {"profileImageId": image_id})
    assert answer.pointers == ["/profileImageId"]


def test_a_post_does_not_show_the_profile_picture(ana: Person) -> None:
    picture = put_upload(ana)
    show(ana, picture)
    body = {"title": "Me", "content": "Look", "postType": "general", "mediaIds": [picture.id]}
    answer = ana.post("/feed/createPost", body)
    assert (answer.status, answer.problem) == (409, "media-in-use")
    assert standing(picture) == ("ready", "PROFILE")


def cards(content: Any, person: Person) -> Iterator[Json]:
    """Yields the cards of a person, wherever they stand in an answer."""
    if isinstance(content, list):
        for each in content:
            yield from cards(each, person)
    if isinstance(content, dict):
        if content.get("id") == person.id:
            yield content
        yield from cards(list(content.values()), person)


def picture_on(card: Json) -> tuple[str, str]:
    """Returns the address of the picture on a card, and what describes it."""
    return card["profileImageUrl"], card["profileImageAltText"]


def test_every_card_shows_the_picture_and_its_description(
    ana: Person, ben: Person, new_person: Callable[..., Person]
) -> None:
    blocking = new_person()
    ana.follow(ben)
    ben.follow(ana)
    blocking.block(ana)
    lists(ana, {"SQL": "expert"}, {"Spanish": "beginner"})
    lists(ben, {"Spanish": "expert"}, {"SQL": "beginner"})
    post = publish(ana)
    comment(ana, post)
    picture = put_upload(ana)
    show(ana, picture, profileImageAltText="Ana at the sea")
    expected = (address_of(picture), "Ana at the sea")
    for reader, path, query in (
        (ben, f"/user/{ana.id}", {}),
        (ben, "/user/me/followers", {}),
        (ben, "/user/me/following", {}),
        (blocking, "/user/blocked", {}),
        (ben, f"/feed/post/{post['id']}", {}),
        (ben, "/feed/latest", {}),
        (ben, f"/feed/userPosts/{ana.id}", {}),
        (ben, f"/feed/comments/{post['id']}", {}),
        (ben, "/explore/people", {"skill": "SQL"}),
        (ben, "/explore/recommend", {}),
    ):
        answer = reader.get(path, query=query)
        shown = [picture_on(card) for card in cards(answer.json, ana)]
        assert shown, path
        assert set(shown) == {expected}, path
    made = publish(ana)
    for written in (made, comment(ana, made)):
        assert [picture_on(card) for card in cards(written, ana)] == [expected]


def test_a_double_tap_shows_the_picture_once(ana: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = put_upload(ana)
    write_meanwhile(monkeypatch, lambda _: show(ana, picture))
    answer = show(ana, picture)
    assert (answer.status, answer.json["profileImageUrl"]) == (200, address_of(picture))
    assert standing(picture) == ("ready", "PROFILE")


def test_of_two_pictures_at_once_the_later_stays_and_the_other_is_released(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, phone, laptop = (put_upload(ana) for _ in range(3))
    show(ana, old)
    write_meanwhile(monkeypatch, lambda _: show(ana, phone))
    assert show(ana, laptop).json["profileImageUrl"] == shown_by(ana) == address_of(laptop)
    assert [standing(picture)[0] for picture in (old, phone, laptop)] == [
        "released",
        "released",
        "ready",
    ]


def test_a_picture_and_a_rename_at_once_are_both_kept(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = put_upload(ana)
    write_meanwhile(monkeypatch, lambda _: ana.put("/user/updateProfile", {"username": "renamed"}))
    profile = show(ana, picture).json
    assert (profile["username"], profile["profileImageUrl"]) == ("renamed", address_of(picture))
    assert ana.get("/user/me").json == profile


def test_who_keeps_changing_their_picture_meanwhile_is_asked_to_come_back(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = put_upload(ana)

    def change(number: int) -> None:
        update(Profile.key(ana.id), Profile.picture_id.set(f"picture {number}"))

    write_meanwhile(monkeypatch, change, times=100)
    answer = show(ana, picture)
    assert (answer.status, answer.problem) == (503, "unavailable")
    assert standing(picture) == ("ready", None)


def test_who_is_no_longer_there_shows_nothing(ana: Person) -> None:
    picture = put_upload(ana)
    delete(Profile.key(ana.id))
    with nothing_written():
        assert show(ana, picture).problem == "not-found"


def test_a_picture_that_is_no_longer_shown_is_removed(bus: Bus, ana: Person) -> None:
    first, second = put_upload(ana), put_upload(ana)
    show(ana, first)
    stream = Stream("feed")
    show(ana, second)
    stream.go_round(bus)
    assert Media.key(first.id).get() is None
    assert standing(second) == ("ready", "PROFILE")
    assert ana.get(f"/media/{first.id}").status == 404
