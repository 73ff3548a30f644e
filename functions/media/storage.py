"""The two buckets: uploads, which nobody is served from, and what is served."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from botocore.exceptions import ClientError

from learn_exchange.aws import client
from learn_exchange.concurrency import run_all
from learn_exchange.renditions import renditions
from learn_exchange.settings import setting
from learn_exchange.tables.feed import Media

FORM_SECONDS = 15 * 60
UNUSED_TIMER = "media-unused"
"""The kind of the timer that releases a file that nothing shows."""
# A folder's content never changes, but it can be removed: no cache shows it for longer than a day.
FOR_A_DAY = "public, max-age=86400, immutable"


def upload_key(media: Media) -> str:
    """Returns the key in the bucket of an owner's upload."""
    return f"{media.owner_id}/{media.id}"


def upload_form(media: Media) -> dict[str, Any]:
    """Returns a form that uploads this file, of this type and at most this size, for 15 minutes.

    https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
    """
    form: dict[str, Any] = client("s3").generate_presigned_post(
        Bucket=setting("UPLOADS_BUCKET"),
        Key=upload_key(media),
        Fields={"Content-Type": media.content_type},
        Conditions=[
            {"Content-Type": media.content_type},
            ["content-length-range", 1, int(media.size)],
        ],
        ExpiresIn=FORM_SECONDS,
    )
    return form


def read_upload(media: Media, tag: str) -> bytes | None:
    """Returns the content of one version of an upload; None if it is no longer there."""
    try:
        answer = client("s3").get_object(
            Bucket=setting("UPLOADS_BUCKET"), Key=upload_key(media), IfMatch=tag
        )
    except ClientError as error:
        if error.response["Error"]["Code"] in ("PreconditionFailed", "NoSuchKey", "412", "404"):
            return None
        raise
    content: bytes = answer["Body"].read()
    return content


def remove_upload(key: str) -> None:
    """Remove what was uploaded; nothing there is no error."""
    client("s3").delete_object(Bucket=setting("UPLOADS_BUCKET"), Key=key)


def store(folder: str, files: Mapping[str, tuple[str, bytes]], disposition: str | None) -> None:
    """Put a file's renditions (name → type and content) into its folder."""
    bucket, s3 = setting("MEDIA_BUCKET"), client("s3")
    shown = {"ContentDisposition": disposition} if disposition else {}
    run_all(
        partial(
            s3.put_object,
            Bucket=bucket,
            Key=f"{folder}/{name}",
            Body=content,
            ContentType=content_type,
            CacheControl=FOR_A_DAY,
            **shown,
        )
        for name, (content_type, content) in files.items()
    )


def remove(folder: str, content_type: str) -> None:
    """Remove a file's renditions; what is not there is no error."""
    bucket, s3 = setting("MEDIA_BUCKET"), client("s3")
    names = renditions(content_type)
    run_all(partial(s3.delete_object, Bucket=bucket, Key=f"{folder}/{name}") for name in names)
