"""Files in the fast tests: uploads, what S3 tells of them, and what is in the buckets."""

import json
from typing import Any

from learn_exchange import aws
from learn_exchange.tables.feed import Media
from tests.conftest import ENVIRONMENT
from tests.support.bus import consume
from tests.support.gateway import Json
from tests.support.people import Person

UPLOADS = ENVIRONMENT["UPLOADS_BUCKET"]
MEDIA = ENVIRONMENT["MEDIA_BUCKET"]


def new_upload_body(**changes: Any) -> Json:
    """Returns the body of an upload request; what is changed to `...` is left out."""
    body = {"contentType": "image/jpeg", "size": 245_760, "fileName": "guitar.jpg", **changes}
    return {name: value for name, value in body.items() if value is not ...}


def ask(owner: Person, **changes: Any) -> Json:
    """Returns the form that somebody gets to upload a file with."""
    answer = owner.post("/media/upload", new_upload_body(**changes))
    assert answer.status == 201, answer.text
    asked: Json = answer.json
    return asked


def send(asked: Json, content: bytes) -> str:
    """Upload a file by its form; answers what S3 tells of it."""
    key = asked["upload"]["fields"]["key"]
    stored = aws.client("s3").put_object(Bucket=UPLOADS, Key=key, Body=content)
    return object_created(key, stored["ETag"])


def object_created(key: str, etag: str) -> str:
    """Returns what EventBridge delivers of S3.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
    """
    uploaded = {"key": key, "size": 1, "etag": etag.strip('"'), "sequencer": "0062E99A88DC407460"}
    message = {
        "version": "0",
        "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
        "detail-type": "Object Created",
        "source": "aws.s3",
        "detail": {"bucket": {"name": UPLOADS}, "object": uploaded, "reason": "PostObject"},
    }
    return json.dumps(message)


def upload(owner: Person, content: bytes, content_type: str = "image/jpeg") -> Media:
    """Returns a file that somebody has uploaded, once it was looked at."""
    asked = ask(owner, contentType=content_type, size=len(content))
    assert consume("media.process", [send(asked, content)]) == []
    return Media.key(asked["mediaId"]).require()


def objects(bucket: str) -> dict[str, bytes]:
    """Returns all that a bucket has, by key."""
    s3 = aws.client("s3")
    keys = [found["Key"] for found in s3.list_objects_v2(Bucket=bucket).get("Contents", [])]
    return {key: s3.get_object(Bucket=bucket, Key=key)["Body"].read() for key in keys}
