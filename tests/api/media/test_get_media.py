"""GET /media/{id}."""

import pytest

from learn_exchange.ids import new_id
from tests.support import pictures
from tests.support.gateway import Gateway
from tests.support.people import Person
from tests.support.posts import put_upload
from tests.support.storage import ask, upload

ADDRESSES = ("url", "thumbnailUrl", "previewUrl", "width", "height")
NOTHING = dict.fromkeys(ADDRESSES)


def test_an_upload_that_has_not_arrived_is_pending(ana: Person) -> None:
    media_id = ask(ana)["mediaId"]
    answer = ana.get(f"/media/{media_id}")
    assert answer.status == 200
    assert answer.json == {
        "id": media_id,
        "status": "pending",
        "reason": None,
        "contentType": "image/jpeg",
        "fileName": "guitar.jpg",
        **NOTHING,
    }


def test_a_picture_that_is_ready_has_addresses_and_a_size(ana: Person) -> None:
    media = upload(ana, pictures.photo(orientation=6))
    folder = f"https://media.learn-exchange.example/{media.folder}"
    assert ana.get(f"/media/{media.id}").json == {
        "id": media.id,
        "status": "ready",
        "reason": None,
        "contentType": "image/jpeg",
        "fileName": "guitar.jpg",
        "url": f"{folder}/original.jpg",
        "thumbnailUrl": f"{folder}/small.webp",
        "previewUrl": f"{folder}/large.webp",
        "width": pictures.SIZE[0],
        "height": pictures.SIZE[1],
    }


def test_a_document_that_is_ready_has_no_thumbnails(ana: Person) -> None:
    media = upload(ana, pictures.pdf(), "application/pdf")
    address = f"https://media.learn-exchange.example/{media.folder}/original.pdf"
    seen = ana.get(f"/media/{media.id}").json
    assert seen["status"] == "ready"
    assert {name: seen[name] for name in ADDRESSES} == {**NOTHING, "url": address}


def test_an_upload_that_was_rejected_says_why(ana: Person) -> None:
    media = upload(ana, pictures.PROGRAM)
    seen = ana.get(f"/media/{media.id}").json
    assert seen["status"] == "rejected"
    assert seen["reason"] == "It is no JPEG, PNG, WebP or GIF picture and no PDF document."
    assert {name: seen[name] for name in ADDRESSES} == NOTHING


def test_in_the_emulator_addresses_are_its_own(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = upload(ana, pictures.photo())
    monkeypatch.setenv("MEDIA_BASE_URL", "/learn-exchange-local-media")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://localhost:4566")
    address = f"http://localhost:4566/learn-exchange-local-media/{media.folder}/original.jpg"
    assert ana.get(f"/media/{media.id}").json["url"] == address


@pytest.mark.parametrize("status", ["pending", "ready", "rejected", "released"])
def test_nobody_sees_the_uploads_of_somebody_else(ana: Person, ben: Person, status: str) -> None:
    media = put_upload(ana, status=status)
    answer = ben.get(f"/media/{media.id}")
    assert (answer.status, answer.problem) == (404, "not-found")


def test_what_was_released_is_gone_though_it_is_not_removed_yet(ana: Person) -> None:
    media = put_upload(ana, status="released")
    answer = ana.get(f"/media/{media.id}")
    assert (answer.status, answer.problem) == (404, "not-found")


def test_what_never_was_is_not_found(ana: Person) -> None:
    answer = ana.get(f"/media/{new_id()}")
    assert (answer.status, answer.problem) == (404, "not-found")


def test_ids_are_taken_whatever_their_case(ana: Person) -> None:
    media_id = ask(ana)["mediaId"]
    assert ana.get(f"/media/{media_id.upper()}").json["id"] == media_id


def test_who_is_not_signed_in_sees_no_upload(gateway: Gateway, ana: Person) -> None:
    path = f"/media/{put_upload(ana).id}"
    assert gateway.get(path).status == 401
    assert gateway.get(path, token="not.a.token").problem == "not-signed-in"
