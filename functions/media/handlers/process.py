"""Looks at what was uploaded, and makes of it what is served.

Idempotent: it works on one version of the upload, whose folder is named after it, and only a row
that is still `pending` takes the outcome.
"""

from typing import Any
from urllib.parse import quote

from pynamodb.expressions.update import Action

from learn_exchange.event_handler import queue_handler
from learn_exchange.tables.feed import Media
from learn_exchange.tables.store import ConditionFailed, update
from media import storage
from media.rendering import Rejected, Rendered, render

DOCUMENT, EXTENSION = "application/pdf", ".pdf"


def process(message: dict[str, Any]) -> None:
    """Take one upload, as S3 tells of it.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
    """
    uploaded = message["detail"]["object"]
    key, tag = uploaded["key"], uploaded["etag"].strip('"')
    media = Media.key(key.rpartition("/")[2]).get()
    if media is not None and media.status == "pending":
        content = storage.read_upload(media, tag)
        if content is None:
            return  # Another version has come meanwhile, of which S3 tells too.
        _take(media, tag, content)
    storage.remove_upload(key)


def _take(media: Media, tag: str, content: bytes) -> None:
    folder = f"{media.folder}-{tag[:8]}"
    try:
        rendered = render(content, media.content_type)
    except Rejected as rejection:
        _conclude(media, Media.status.set("rejected"), Media.reason.set(rejection.reason))
        return
    storage.store(folder, rendered.files, _disposition(media))
    ready = [Media.status.set("ready"), Media.folder.set(folder), *_dimensions(rendered)]
    stored = _conclude(media, *ready)
    if stored is None or (stored.status, stored.folder) != ("ready", folder):
        storage.remove(folder, media.content_type)


def _conclude(media: Media, *actions: Action) -> Media | None:
    """Write the outcome, if none has been written; returns the row as it is then."""
    key = Media.key(media.id)
    try:
        return update(key, *actions, condition=Media.status == "pending")
    except ConditionFailed:
        return key.get()


def _dimensions(rendered: Rendered) -> list[Action]:
    if rendered.width is None or rendered.height is None:
        return []
    return [Media.width.set(rendered.width), Media.height.set(rendered.height)]


def _disposition(media: Media) -> str | None:
    """Has documents saved and not shown: they may hold scripts (RFC 6266, RFC 8187)."""
    if media.content_type != DOCUMENT:
        return None
    return f"attachment; filename*=UTF-8''{quote(_saved_as(media.file_name), safe='')}"


def _saved_as(name: str | None) -> str:
    """Return a name for a document that opens as one: systems go by the extension, not the type."""
    name = name or "document"
    return name if name.lower().endswith(EXTENSION) else f"{name}{EXTENSION}"


handler = queue_handler(process)
