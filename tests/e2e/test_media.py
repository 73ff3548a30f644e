"""Files on their way from a client to whoever sees them, whatever is sent and whatever fails."""

import io

import httpx
import pytest
from PIL import Image

from learn_exchange.ids import new_id
from learn_exchange.tables.feed import Media
from media import storage
from tests.support.live import connected
from tests.support.people import sign_up
from tests.support.pictures import DRAWING, PROGRAM, archive, pdf, photo, png_header
from tests.support.remote import RemoteGateway
from tests.support.system import System, eventually
from tests.support.uploads import asked_for, looked_at, sent, uploaded


def served(url: str) -> httpx.Response:
    """Returns what anybody gets at an address."""
    return httpx.get(url, trust_env=False, timeout=60)


def test_a_profile_picture_is_shown_until_another_takes_its_place(
    system: System, gateway: RemoteGateway
) -> None:
    ana, ben = sign_up(gateway), sign_up(gateway)
    first, second = (uploaded(ana, photo(size=(800, 600)), "image/jpeg") for _ in range(2))

    changed = ana.put("/user/updateProfile", {"profileImageId": first["id"]}).json
    assert changed["profileImageUrl"] == first["thumbnailUrl"]
    assert ben.profile_of(ana).json["profileImageUrl"] == first["thumbnailUrl"]
    assert ana.put("/user/updateProfile", {"profileImageId": second["id"]}).status == 200

    eventually(lambda: served(first["thumbnailUrl"]).status_code == 404)
    with Image.open(io.BytesIO(served(second["thumbnailUrl"]).content)) as image:
        assert (image.format, max(image.size)) == ("WEBP", 320)


def test_who_is_connected_is_shown_an_upload_as_soon_as_it_was_looked_at(
    system: System, gateway: RemoteGateway
) -> None:
    ana = sign_up(gateway)
    with connected(ana) as [device]:
        asked = asked_for(ana, photo(), "image/jpeg")
        assert sent(asked["upload"], photo()).status_code == 204
        shown = device.next("media")["media"]
    assert (shown["id"], shown["status"]) == (asked["mediaId"], "ready")
    assert shown == ana.get(f"/media/{asked['mediaId']}").json
    assert served(shown["url"]).status_code == 200


def test_a_document_is_served_as_an_attachment(system: System, gateway: RemoteGateway) -> None:
    media = uploaded(sign_up(gateway), pdf(), "application/pdf")
    assert (media["status"], media["thumbnailUrl"], media["width"]) == ("ready", None, None)
    answer = served(media["url"])
    assert answer.content == pdf()
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (PROGRAM, "It is no JPEG"),
        (photo(), "The file is a JPEG picture, not a PNG picture."),
        (png_header(40_000, 40_000), "The picture is too large"),
        (png_header(400, 400), "The picture is damaged."),
        (DRAWING, "It is no JPEG"),
    ],
    ids=["a renamed executable", "another type", "huge", "cut off", "SVG"],
)
def test_what_cannot_be_shown_is_rejected_with_a_reason_and_leaves_nothing(
    system: System, gateway: RemoteGateway, content: bytes, reason: str
) -> None:
    ana, before = sign_up(gateway), system.objects("media")
    media = uploaded(ana, content, "image/png")
    assert media["status"] == "rejected"
    assert media["reason"].startswith(reason)
    assert media["url"] is None
    eventually(lambda: not {key for key in system.objects("uploads") if key.startswith(ana.id)})
    assert system.objects("media") == before
    post = {"title": "A", "content": "B", "postType": "general", "mediaIds": [media["id"]]}
    assert ana.post("/feed/createPost", post).problem == "media-not-ready"


def test_two_files_in_one_are_rejected(system: System, gateway: RemoteGateway) -> None:
    media = uploaded(sign_up(gateway), photo() + archive(), "image/jpeg")
    assert (media["status"], media["reason"]) == ("rejected", "The file is a ZIP archive as well.")


@pytest.mark.parametrize(
    ("changes", "longer_by", "status"),
    [
        ({"Content-Type": "text/html"}, 0, 403),
        ({"key": f"{new_id()}/{new_id()}"}, 0, 403),
        ({"x-amz-signature": "0" * 64}, 0, 403),
        ({}, 1, 400),
    ],
    ids=["another type", "somebody else's place", "forged", "longer than was said"],
)
def test_a_form_takes_only_the_file_that_was_asked_for(
    system: System, gateway: RemoteGateway, changes: dict[str, str], longer_by: int, status: int
) -> None:
    content = photo()
    asked = asked_for(sign_up(gateway), content, "image/jpeg")
    answer = sent(asked["upload"], content + bytes(longer_by), **changes)
    assert answer.status_code == status, answer.text
    assert asked["upload"]["fields"]["key"] not in system.objects("uploads")


def test_a_form_that_has_expired_takes_nothing(
    system: System, gateway: RemoteGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, content = sign_up(gateway), photo()
    asked = asked_for(ana, content, "image/jpeg")
    # As the function made it, but a second long and then waited for.
    monkeypatch.setattr(storage, "FORM_SECONDS", -1)
    with system.as_a_function():
        form = storage.upload_form(Media.key(asked["mediaId"]).require())
    assert sent(form, content).status_code == 403
    assert ana.get(f"/media/{asked['mediaId']}").json["status"] == "pending"


def test_a_form_that_is_used_again_changes_nothing_any_more(
    system: System, gateway: RemoteGateway
) -> None:
    ana = sign_up(gateway)
    first, other = photo(), photo(size=(64, 64))
    asked = asked_for(ana, max(first, other, key=len), "image/jpeg")
    assert sent(asked["upload"], first).status_code == 204
    media = looked_at(ana, asked["mediaId"])
    shown = served(media["url"]).content

    assert sent(asked["upload"], other).status_code == 204
    eventually(lambda: asked["upload"]["fields"]["key"] not in system.objects("uploads"))
    assert ana.get(f"/media/{asked['mediaId']}").json == media
    assert served(media["url"]).content == shown


def test_what_nothing_shows_is_gone_after_a_day(system: System, gateway: RemoteGateway) -> None:
    ana = sign_up(gateway)
    kept, unused, never_sent = (
        uploaded(ana, photo(), "image/jpeg"),
        uploaded(ana, photo(), "image/jpeg"),
        {"id": asked_for(ana, photo(), "image/jpeg")["mediaId"]},
    )
    ana.put("/user/updateProfile", {"profileImageId": kept["id"]})

    for media in (kept, unused, never_sent):
        system.fire_early(f"media-unused-{media['id']}-1")

    gone = (unused["id"], never_sent["id"])
    eventually(lambda: {ana.get(f"/media/{media_id}").status for media_id in gone} == {404})
    eventually(lambda: served(unused["url"]).status_code == 404)
    assert served(kept["url"]).status_code == 200


def test_what_is_made_of_an_upload_is_whole_whatever_fails(
    system: System, gateway: RemoteGateway
) -> None:
    ana, content = sign_up(gateway), photo()
    broken: list[str] = []
    for operation in ("GetObject", "PutObject", "UpdateItem", "DeleteObject"):
        for moment in ("before", "after"):
            system.break_call("media.process", operation, moment=moment, fault="crash")
            asked = asked_for(ana, content, "image/jpeg")
            assert sent(asked["upload"], content).status_code == 204
            eventually(lambda: system.faults_left() == 0)
            broken.append(asked["mediaId"])

    for media_id in broken:
        media = looked_at(ana, media_id)
        assert media["status"] == "ready"
        assert {served(media[name]).status_code for name in ("url", "thumbnailUrl")} == {200}
    eventually(lambda: not {key for key in system.objects("uploads") if key.startswith(ana.id)})
