"""From an upload to what is served, and until nothing is left of it, whatever happens meanwhile."""

import io
import itertools
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from PIL import Image

from learn_exchange import aws, clock
from learn_exchange.events import MediaReleased, MediaRequested, TimerFired
from learn_exchange.ids import new_id
from learn_exchange.tables.feed import Media
from learn_exchange.tables.store import delete, update
from media import storage
from tests.conftest import ENVIRONMENT
from tests.support import pictures
from tests.support.bus import Bus, consume, tell
from tests.support.gateway import Json
from tests.support.people import Person
from tests.support.posts import publish, put_upload
from tests.support.refusals import refused
from tests.support.rows import nothing_written, rows_of
from tests.support.storage import MEDIA, UPLOADS, ask, object_created, objects, send, upload
from tests.support.stream import Stream

PROCESS = "media.process"
THROTTLED = refused("ThrottlingException")
SIZES = {"original.jpg", "small.webp", "large.webp"}
GROUP = ENVIRONMENT["TIMERS_GROUP"]

Fails = Callable[..., object]
Meanwhile = Callable[[Callable[[], object]], None]


@pytest.fixture
def s3_fails(aws_in_memory: None, monkeypatch: pytest.MonkeyPatch) -> Fails:
    """Makes calls of an operation of S3 fail: `s3_fails("put_object", 2)` only the second.

    `after`: what was asked for is done, and only the answer is lost.
    """

    def fail(operation: str, *numbers: int, after: bool = False) -> None:
        s3, count = aws.client("s3"), itertools.count(1)
        real = getattr(s3, operation)

        def faulty(**arguments: Any) -> Any:
            fails = next(count) in numbers
            if fails and not after:
                raise ClientError({"Error": {"Code": "SlowDown", "Message": "later"}}, operation)
            answer = real(**arguments)
            if fails:
                raise ReadTimeoutError(endpoint_url="https://s3.amazonaws.com")
            return answer

        monkeypatch.setattr(s3, operation, faulty)

    return fail


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Lets something happen once, when renditions are stored and the row is not written yet."""

    def happens(act: Callable[[], object]) -> None:
        store = storage.store

        def store_and_wait(*arguments: Any) -> None:
            store(*arguments)
            monkeypatch.setattr(storage, "store", store)
            act()

        monkeypatch.setattr(storage, "store", store_and_wait)

    return happens


def row(asked: Json) -> Media:
    """Returns the row of an upload."""
    return Media.key(asked["mediaId"]).require()


def colour_served(media: Media) -> str:
    """Returns the colour in the upper left of a picture that is served."""
    with Image.open(io.BytesIO(objects(MEDIA)[f"{media.folder}/original.jpg"])) as image:
        return pictures.seen(image)[0]


def blue() -> bytes:
    """Another picture than `pictures.photo()`."""
    return pictures.encoded(Image.new("RGB", (20, 10), pictures.COLOURS["blue"]), "JPEG")


def assert_all_of(*ready: Media) -> None:
    """Check that these pictures are served, nothing else, and that no upload is left."""
    assert objects(UPLOADS) == {}
    assert objects(MEDIA).keys() == {f"{media.folder}/{size}" for media in ready for size in SIZES}


def told_of(media: Media) -> MediaReleased:
    """Returns the event that a file was released."""
    return MediaReleased(
        id="1:MediaReleased", at=clock.now(), media_id=media.id, owner_id=media.owner_id
    )


def test_a_picture_is_made_ready_and_its_upload_is_removed(ana: Person) -> None:
    asked = ask(ana)
    before = row(asked)
    assert consume(PROCESS, [send(asked, pictures.photo())]) == []
    after = row(asked)
    assert (after.status, after.width, after.height) == ("ready", *pictures.SIZE)
    assert after.folder.startswith(f"{before.folder}-")
    assert colour_served(after) == "red"
    assert_all_of(after)


def test_what_is_served_says_what_it_is_and_may_be_kept_for_a_day(ana: Person) -> None:
    media = upload(ana, pictures.photo())
    types = {"original.jpg": "image/jpeg", "small.webp": "image/webp", "large.webp": "image/webp"}
    for size, content_type in types.items():
        head = aws.client("s3").head_object(Bucket=MEDIA, Key=f"{media.folder}/{size}")
        assert head["ContentType"] == content_type
        assert head["CacheControl"] == "public, max-age=86400, immutable"
        assert "ContentDisposition" not in head


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Lektion 1.pdf", "Lektion%201.pdf"),
        ('"; filename=evil.exe', "%22%3B%20filename%3Devil.exe.pdf"),
        ("invoice.hta", "invoice.hta.pdf"),
        ("invoice.pdf.", "invoice.pdf..pdf"),
        ("invoice.pdf ", "invoice.pdf%20.pdf"),
        ("INVOICE.PDF", "INVOICE.PDF"),
        ("pdf", "pdf.pdf"),
        ("Übung.pdf", "%C3%9Cbung.pdf"),
        (None, "document.pdf"),
    ],
)
def test_a_document_is_saved_and_not_shown(ana: Person, name: str | None, written: str) -> None:
    content = pictures.pdf()
    asked = ask(ana, contentType="application/pdf", size=len(content), fileName=name)
    assert consume(PROCESS, [send(asked, content)]) == []
    media = row(asked)
    key = f"{media.folder}/original.pdf"
    assert media.status == "ready"
    assert media.width is media.height is None
    assert objects(MEDIA) == {key: content}
    head = aws.client("s3").head_object(Bucket=MEDIA, Key=key)
    assert head["ContentType"] == "application/pdf"
    assert head["ContentDisposition"] == f"attachment; filename*=UTF-8''{written}"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pictures.PROGRAM, "It is no JPEG"),
        (pictures.DRAWING, "It is no JPEG"),
        (pictures.pdf(), "The file is a PDF document, not a JPEG picture."),
        (pictures.photo()[:900], "The picture is damaged."),
        (pictures.photo() + pictures.archive(), "The file is a ZIP archive as well."),
    ],
    ids=["a program", "a drawing", "a document", "cut off", "an archive as well"],
)
def test_what_cannot_be_shown_is_rejected_and_leaves_nothing(
    ana: Person, content: bytes, reason: str
) -> None:
    media = upload(ana, content)
    assert media.status == "rejected"
    assert (media.reason or "").startswith(reason)
    assert objects(UPLOADS) == objects(MEDIA) == {}


def test_the_same_message_twice_changes_nothing_more(ana: Person) -> None:
    asked = ask(ana)
    message = send(asked, pictures.photo())
    assert consume(PROCESS, [message, message]) == []
    served = objects(MEDIA)
    with nothing_written():
        assert consume(PROCESS, [message]) == []
    assert objects(MEDIA) == served
    assert_all_of(row(asked))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["in order", "reversed"])
def test_of_two_versions_of_an_upload_the_last_is_served(
    ana: Person, order: tuple[int, int]
) -> None:
    asked = ask(ana)
    messages = [send(asked, pictures.photo()), send(asked, blue())]
    for number in order:
        assert consume(PROCESS, [messages[number]]) == []
    assert colour_served(row(asked)) == "blue"
    assert_all_of(row(asked))


def test_a_version_that_comes_when_the_first_is_ready_is_removed(ana: Person) -> None:
    asked = ask(ana)
    assert consume(PROCESS, [send(asked, pictures.photo())]) == []
    media = row(asked)
    with nothing_written():
        assert consume(PROCESS, [send(asked, blue())]) == []
    assert colour_served(media) == "red"
    assert_all_of(media)


def test_a_version_that_comes_while_the_first_is_looked_at_is_removed(
    ana: Person, meanwhile: Meanwhile
) -> None:
    asked = ask(ana)
    first, later = send(asked, pictures.photo()), []
    meanwhile(lambda: later.append(send(asked, blue())))
    assert consume(PROCESS, [first]) == []
    assert consume(PROCESS, later) == []
    assert colour_served(row(asked)) == "red"
    assert_all_of(row(asked))


def test_a_version_that_is_looked_at_while_the_first_is_leaves_one_of_them(
    ana: Person, meanwhile: Meanwhile
) -> None:
    asked = ask(ana)
    first = send(asked, pictures.photo())
    meanwhile(lambda: consume(PROCESS, [send(asked, blue())]))
    assert consume(PROCESS, [first]) == []
    assert colour_served(row(asked)) == "blue"
    assert_all_of(row(asked))


def test_two_deliveries_at_once_leave_one_whole_file(ana: Person, meanwhile: Meanwhile) -> None:
    asked = ask(ana)
    message = send(asked, pictures.photo())
    meanwhile(lambda: consume(PROCESS, [message]))
    assert consume(PROCESS, [message]) == []
    assert_all_of(row(asked))


@pytest.mark.parametrize("removed", [False, True], ids=["not removed yet", "removed"])
@pytest.mark.parametrize("ready", [False, True], ids=["pending", "ready by another delivery"])
def test_what_is_released_while_it_is_looked_at_leaves_nothing(
    bus: Bus,
    ana: Person,
    meanwhile: Meanwhile,
    ready: object,
    removed: object,
) -> None:
    asked = ask(ana)
    message = send(asked, pictures.photo())

    def release() -> None:
        if ready:
            assert consume(PROCESS, [message]) == []
        update(Media.key(asked["mediaId"]), Media.status.set("released"))
        if removed:
            tell(told_of(row(asked)))

    meanwhile(release)
    assert consume(PROCESS, [message]) == []
    assert objects(UPLOADS) == objects(MEDIA) == {}
    if not removed:
        tell(told_of(row(asked)))
    assert rows_of(Media) == []


def test_an_upload_that_is_gone_is_no_failure(ana: Person) -> None:
    asked = ask(ana)
    message = send(asked, pictures.photo())
    aws.client("s3").delete_object(Bucket=UPLOADS, Key=asked["upload"]["fields"]["key"])
    with nothing_written():
        assert consume(PROCESS, [message]) == []
    assert objects(MEDIA) == {}


def test_an_upload_that_nobody_asked_for_is_removed(ana: Person) -> None:
    asked = ask(ana)
    message = send(asked, pictures.photo())
    delete(Media.key(asked["mediaId"]))
    assert consume(PROCESS, [message]) == []
    assert objects(UPLOADS) == objects(MEDIA) == {}


def test_what_cannot_be_read_does_not_keep_others_waiting(ana: Person) -> None:
    asked = ask(ana)
    good, nothing = send(asked, pictures.photo()), object_created(f"{ana.id}/{new_id()}", "tag")
    assert consume(PROCESS, ["{}", good, nothing]) == [0]
    assert_all_of(row(asked))


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("operation", "number"),
    [("get_object", 1), *(("put_object", number) for number in (1, 2, 3)), ("delete_object", 1)],
)
def test_what_fails_half_way_is_finished_by_the_retry(
    ana: Person, s3_fails: Fails, operation: str, number: int, after: object
) -> None:
    asked = ask(ana)
    message = send(asked, pictures.photo())
    s3_fails(operation, number, after=after)
    assert consume(PROCESS, [message]) == [0]
    assert consume(PROCESS, [message]) == []
    assert colour_served(row(asked)) == "red"
    assert_all_of(row(asked))


def test_nothing_is_lost_while_s3_fails_again_and_again(ana: Person, s3_fails: Fails) -> None:
    asked = ask(ana)
    message = send(asked, pictures.photo())
    s3_fails("put_object", 2, 4, 7)
    for _ in range(3):
        with nothing_written():
            assert consume(PROCESS, [message]) == [0]
        assert objects(UPLOADS)
    assert consume(PROCESS, [message]) == []
    assert_all_of(row(asked))


@pytest.mark.parametrize("operation", ["GetItem", "UpdateItem"])
@pytest.mark.parametrize("content", [pictures.photo(), pictures.PROGRAM], ids=["good", "bad"])
def test_what_the_table_does_not_take_is_written_by_the_retry(
    ana: Person, fails: Fails, operation: str, content: bytes
) -> None:
    asked = ask(ana)
    message = send(asked, content)
    fails(operation, THROTTLED)
    assert consume(PROCESS, [message]) == [0]
    assert row(asked).status == "pending"
    assert consume(PROCESS, [message]) == []
    assert row(asked).status in ("ready", "rejected")
    assert objects(UPLOADS) == {}


def schedules() -> Json:
    """Returns the timers that are set: when each goes off, by what it says."""
    scheduler = aws.client("scheduler")
    found = scheduler.list_schedules(GroupName=GROUP)["Schedules"]
    timers = [scheduler.get_schedule(GroupName=GROUP, Name=each["Name"]) for each in found]
    return {timer["Target"]["Input"]: timer["ScheduleExpression"] for timer in timers}


def test_whoever_asks_for_an_upload_sets_a_timer_of_a_day(bus: Bus, ana: Person) -> None:
    stream = Stream("feed")
    asked = ask(ana)
    stream.go_round(bus)
    [(message, expression)] = schedules().items()
    subject = {"kind": "media-unused", "subjectId": asked["mediaId"], "revision": 1}
    assert json.loads(message) == subject
    day_later = row(asked).created_at + timedelta(days=1)
    at = expression.removeprefix("at(").removesuffix(")")
    assert abs(datetime.fromisoformat(f"{at}Z") - day_later) < timedelta(minutes=1)


def test_the_timer_is_set_once_however_often_it_is_told(bus: Bus, ana: Person) -> None:
    event = MediaRequested(
        id="1:MediaRequested", at=clock.now(), media_id=new_id(), owner_id=ana.id
    )
    for _ in range(2):
        tell(event)
        assert len(schedules()) == 1


def fire(media_id: str) -> None:
    """Let the timer of an upload go off."""
    timer = {"kind": storage.UNUSED_TIMER, "subject_id": media_id, "revision": 1}
    tell(TimerFired.model_validate({"id": f"{media_id}:TimerFired", "at": clock.now(), **timer}))


@pytest.mark.parametrize("status", ["pending", "ready", "rejected"])
def test_what_nothing_shows_is_released_after_a_day(bus: Bus, ana: Person, status: str) -> None:
    media, other = put_upload(ana, status=status), put_upload(ana)
    stream = Stream("feed")
    for _ in range(2):
        fire(media.id)
        assert Media.key(media.id).require().status == "released"
    assert Media.key(other.id).require().status == "ready"
    stream.announce()
    assert [(name, detail["mediaId"]) for name, detail in bus.announced] == [
        ("MediaReleased", media.id)
    ]


@pytest.mark.parametrize("place", ["PROFILE", new_id()], ids=["a profile", "a post"])
def test_what_something_shows_stays(bus: Bus, ana: Person, place: str) -> None:
    media = put_upload(ana, attached_to=place)
    with nothing_written():
        fire(media.id)


def test_a_timer_of_what_is_gone_brings_nothing_back(bus: Bus, ana: Person) -> None:
    with nothing_written():
        fire(new_id())


def test_what_is_released_is_removed_with_all_that_was_made_of_it(bus: Bus, ana: Person) -> None:
    media, other = upload(ana, pictures.photo()), upload(ana, blue())
    for _ in range(2):
        tell(told_of(media))
        assert [left.id for left in rows_of(Media)] == [other.id]
        assert_all_of(other)


def test_what_has_not_been_looked_at_is_removed_with_its_upload(bus: Bus, ana: Person) -> None:
    asked = ask(ana)
    message = send(asked, pictures.photo())
    tell(told_of(row(asked)))
    assert rows_of(Media) == []
    assert objects(UPLOADS) == {}
    assert consume(PROCESS, [message]) == []
    assert objects(MEDIA) == {}


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_removal_that_fails_half_way_is_finished_by_the_retry(
    bus: Bus, ana: Person, s3_fails: Fails, number: int, after: object
) -> None:
    media = upload(ana, pictures.photo())
    update(Media.key(media.id), Media.status.set("released"))
    s3_fails("delete_object", number, after=after)
    with pytest.raises(AssertionError):
        tell(told_of(media))
    assert [left.id for left in rows_of(Media)] == [media.id]
    tell(told_of(media))
    assert rows_of(Media) == []
    assert objects(MEDIA) == {}


def test_a_row_that_is_not_removed_is_removed_by_the_retry(
    bus: Bus, ana: Person, fails: Fails
) -> None:
    media = upload(ana, pictures.photo())
    fails("DeleteItem", THROTTLED)
    with pytest.raises(AssertionError):
        tell(told_of(media))
    tell(told_of(media))
    assert rows_of(Media) == []


def test_a_deleted_post_takes_its_files_with_it(bus: Bus, ana: Person) -> None:
    shown, other = upload(ana, pictures.photo()), upload(ana, blue())
    post = publish(ana, mediaIds=[shown.id])
    stream = Stream("feed")
    assert ana.delete(f"/feed/post/{post['id']}").status == 204
    assert ana.get(f"/media/{shown.id}").status == 404
    stream.go_round(bus)
    assert [left.id for left in rows_of(Media)] == [other.id]
    assert_all_of(other)


def test_an_edited_post_leaves_no_file_that_it_no_longer_shows(bus: Bus, ana: Person) -> None:
    first, second, third = (upload(ana, pictures.photo()) for _ in range(3))
    post = publish(ana, mediaIds=[first.id, second.id])
    stream = Stream("feed")
    changed = {"mediaIds": [third.id, second.id]}
    assert ana.put(f"/feed/post/{post['id']}", changed).status == 200
    stream.go_round(bus)
    assert {left.id for left in rows_of(Media)} == {second.id, third.id}
    assert_all_of(second, third)


def test_a_profile_picture_is_removed_when_it_is_no_longer_shown(bus: Bus, ana: Person) -> None:
    first, second = (upload(ana, pictures.photo()) for _ in range(2))
    stream = Stream("feed")
    for picture_id, left in ((first.id, [first, second]), (second.id, [second]), (None, [])):
        assert ana.put("/user/updateProfile", {"profileImageId": picture_id}).status == 200
        stream.go_round(bus)
        assert {media.id for media in rows_of(Media)} == {media.id for media in left}
        assert_all_of(*left)
