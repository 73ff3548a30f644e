"""POST /media/upload."""

import json
from base64 import b64decode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from learn_exchange import aws
from learn_exchange.account_limits import UPLOADS as UPLOADS_LIMIT
from learn_exchange.tables.feed import Media
from media.schemas import LARGEST_FILE
from tests.support.clock import SetClock
from tests.support.gateway import Gateway, Json
from tests.support.people import Person
from tests.support.rows import rows_of
from tests.support.storage import MEDIA, UPLOADS, ask, new_upload_body, objects

KEY = {"Idempotency-Key": "a key"}


def policy(asked: Json) -> Json:
    """Returns what the form allows, as S3 reads it."""
    content: Json = json.loads(b64decode(asked["upload"]["fields"]["policy"]))
    return content


def conditions(asked: Json) -> list[Any]:
    """Returns the conditions of a form, without those on the signature itself."""
    return [
        condition
        for condition in policy(asked)["conditions"]
        if isinstance(condition, list) or not next(iter(condition)).startswith("x-amz-")
    ]


@pytest.mark.parametrize(
    "content_type", ["image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf"]
)
@pytest.mark.parametrize("size", [1, 245_760, LARGEST_FILE])
def test_a_form_takes_this_one_file_and_no_other(ana: Person, content_type: str, size: int) -> None:
    asked = ask(ana, contentType=content_type, size=size)
    key = f"{ana.id}/{asked['mediaId']}"
    by_name = sorted(conditions(asked), key=str)
    assert by_name == [
        ["content-length-range", 1, size],
        {"Content-Type": content_type},
        {"bucket": UPLOADS},
        {"key": key},
    ]
    fields = asked["upload"]["fields"]
    assert (fields["key"], fields["Content-Type"]) == (key, content_type)


def test_every_field_of_a_form_is_signed(ana: Person) -> None:
    asked = ask(ana)
    fields = asked["upload"]["fields"]
    named = {
        name: value
        for c in policy(asked)["conditions"]
        if isinstance(c, dict)
        for name, value in c.items()
    }
    for name in fields.keys() - {"policy", "x-amz-signature"}:
        assert named[name] == fields[name]
    assert fields["x-amz-algorithm"] == "AWS4-HMAC-SHA256"
    assert len(fields["x-amz-signature"]) == 64


def test_a_form_is_good_for_a_quarter_of_an_hour(ana: Person) -> None:
    began = datetime.now(UTC).replace(microsecond=0)
    asked = ask(ana)
    ended = datetime.now(UTC)
    quarter = timedelta(minutes=15)
    for until in (asked["expiresAt"], policy(asked)["expiration"]):
        assert began + quarter <= datetime.fromisoformat(until) <= ended + quarter


def test_a_form_is_sent_to_the_buckets_own_name(ana: Person) -> None:
    assert ask(ana)["upload"]["url"] == f"https://{UPLOADS}.s3.amazonaws.com/"


def test_in_the_emulator_a_form_is_sent_to_its_address(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://localhost:4566")
    fresh = aws.client.__wrapped__
    monkeypatch.setattr("media.storage.client", fresh)
    assert ask(ana)["upload"]["url"] == f"http://localhost:4566/{UPLOADS}"


def test_an_upload_that_was_only_asked_for_is_pending(ana: Person) -> None:
    asked = ask(ana, contentType="image/png", size=1000, fileName="Übung 1 · Gitarre 🎸.png")
    assert asked.keys() == {"mediaId", "upload", "expiresAt"}
    assert asked["upload"].keys() == {"url", "fields"}
    row = Media.key(asked["mediaId"]).require()
    assert (row.owner_id, row.status) == (ana.id, "pending")
    assert row.attached_to is None
    assert (row.content_type, row.size) == ("image/png", 1000)
    assert row.file_name == "Übung 1 · Gitarre 🎸.png"
    assert objects(UPLOADS) == objects(MEDIA) == {}


@pytest.mark.parametrize("nothing", [None, ...])
def test_a_file_needs_no_name(ana: Person, nothing: object) -> None:
    asked = ask(ana, fileName=nothing)
    assert ana.get(f"/media/{asked['mediaId']}").json["fileName"] is None


def test_each_upload_gets_a_folder_that_nobody_can_guess(ana: Person) -> None:
    answers = [ask(ana) for _ in range(3)]
    folders = {Media.key(asked["mediaId"]).require().folder for asked in answers}
    assert {len(folder) for folder in folders} == {32}
    assert len(folders) == 3
    for folder in folders:
        assert folder not in json.dumps(answers)


def test_a_retry_gets_a_form_for_the_same_upload(ana: Person, time_passes: SetClock) -> None:
    first = ana.post("/media/upload", new_upload_body(), headers=KEY)
    time_passes.forward(minutes=10)
    second = ana.post("/media/upload", new_upload_body(), headers=KEY)
    assert (first.status, second.status) == (201, 201)
    assert second.json["mediaId"] == first.json["mediaId"]
    assert conditions(second.json) == conditions(first.json)
    assert second.json["expiresAt"] > first.json["expiresAt"]
    assert [media.id for media in rows_of(Media)] == [first.json["mediaId"]]


def test_a_retry_with_another_body_is_refused(ana: Person) -> None:
    ana.post("/media/upload", new_upload_body(), headers=KEY)
    answer = ana.post("/media/upload", new_upload_body(size=1), headers=KEY)
    assert (answer.status, answer.problem) == (409, "idempotency-key-reused")
    assert len(rows_of(Media)) == 1


def test_a_key_means_something_else_to_somebody_else(ana: Person, ben: Person) -> None:
    ids = {
        person.post("/media/upload", new_upload_body(), headers=KEY).json["mediaId"]
        for person in (ana, ben)
    }
    assert len(ids) == len(rows_of(Media)) == 2


def test_without_a_key_each_request_is_for_another_file(ana: Person) -> None:
    assert ask(ana)["mediaId"] != ask(ana)["mediaId"]


def test_one_person_may_begin_a_hundred_uploads_an_hour(
    ana: Person, ben: Person, time_passes: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (UPLOADS_LIMIT.most, UPLOADS_LIMIT.window) == (100, timedelta(hours=1))
    monkeypatch.setenv("LIMIT_UPLOAD_PERSON", "3")
    time_passes.forward_to_the_hour()
    for person in (ana, ben):
        person.refresh()
    for _ in range(3):
        ask(ana)
    refused = ana.post("/media/upload", new_upload_body())
    assert (refused.status, refused.problem) == (429, "too-many-requests")
    assert 3500 < int(refused.headers["Retry-After"]) <= 3600
    assert len(rows_of(Media)) == 3
    ask(ben)
    time_passes.forward(hours=1)
    ana.refresh()
    ask(ana)


def test_who_is_not_signed_in_gets_no_form(gateway: Gateway) -> None:
    assert gateway.post("/media/upload", new_upload_body()).status == 401
    refused = gateway.post("/media/upload", new_upload_body(), token="not.a.token")
    assert (refused.status, refused.problem) == (401, "not-signed-in")
    assert rows_of(Media) == []
