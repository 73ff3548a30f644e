"""The frame `media`: what the owner of an upload is shown once it was looked at."""

import pytest

from infra.consumers import CONSUMERS
from learn_exchange import clock
from learn_exchange.events import MediaReady, MediaRejected
from learn_exchange.ids import new_id
from learn_exchange.tables.feed import Media
from learn_exchange.tables.store import delete, update
from tests.support import pictures
from tests.support.bus import Bus, consume, tell
from tests.support.people import Person
from tests.support.posts import put_upload
from tests.support.rows import nothing_written
from tests.support.sockets import Sockets
from tests.support.storage import ask, send
from tests.support.stream import Stream


def ready(media: Media) -> MediaReady:
    """Returns the event that an upload is ready."""
    return MediaReady(id="1:MediaReady", at=clock.now(), media_id=media.id, owner_id=media.owner_id)


@pytest.mark.parametrize(
    ("content", "status"),
    [(pictures.photo(), "ready"), (pictures.PROGRAM, "rejected")],
    ids=["ready", "rejected"],
)
def test_the_owner_is_shown_on_all_devices_what_has_become_of_an_upload(
    bus: Bus, sockets: Sockets, ana: Person, ben: Person, content: bytes, status: str
) -> None:
    phone, laptop, bens = sockets.connect(ana), sockets.connect(ana), sockets.connect(ben)
    asked = ask(ana)
    stream = Stream("feed")
    assert consume("media.process", [send(asked, content)]) == []
    stream.go_round(bus)
    frames = phone.take()
    assert (
        frames
        == laptop.take()
        == [{"type": "media", "media": ana.get(f"/media/{asked['mediaId']}").json}]
    )
    assert frames[0]["media"]["status"] == status
    assert bool(frames[0]["media"]["url"]) == (status == "ready")
    assert bool(frames[0]["media"]["reason"]) == (status == "rejected")
    assert bens.take() == []


def test_an_upload_that_is_only_asked_for_or_shown_is_no_news(
    bus: Bus, sockets: Sockets, ana: Person
) -> None:
    device, stream = sockets.connect(ana), Stream("feed")
    key = Media.key(put_upload(ana).id)
    stream.go_round(bus)
    for change in (Media.attached_to.set("PROFILE"), Media.status.set("released")):
        update(key, change)
        stream.go_round(bus)
    assert device.take() == []


def test_an_event_that_comes_late_shows_the_upload_as_it_is(sockets: Sockets, ana: Person) -> None:
    device = sockets.connect(ana)
    media = put_upload(ana, status="rejected", reason="The picture is damaged.")
    for _ in range(2):
        tell(ready(media))
    statuses = [frame["media"]["status"] for frame in device.take("media")]
    assert statuses == ["rejected", "rejected"]


def test_what_was_released_or_is_gone_is_not_shown(sockets: Sockets, ana: Person) -> None:
    device = sockets.connect(ana)
    released, gone = put_upload(ana, status="released"), put_upload(ana)
    delete(Media.key(gone.id))
    with nothing_written():
        tell(ready(released))
        tell(ready(gone))
        tell(
            MediaRejected(id="1:MediaRejected", at=clock.now(), media_id=new_id(), owner_id=ana.id)
        )
    assert device.take() == []


def test_who_is_not_connected_asks_for_it(sockets: Sockets, ana: Person) -> None:
    media = put_upload(ana)
    with nothing_written():
        tell(ready(media))
    assert sockets.posts == 0
    assert ana.get(f"/media/{media.id}").json["status"] == "ready"


def test_the_function_that_decodes_what_strangers_send_may_reach_nobody() -> None:
    [line] = [line for line in CONSUMERS if line.function == "media.process"]
    resources = {resource for use in line.uses for resource in use.actions}
    assert resources == {"feed items", "media bucket", "uploads bucket"}
