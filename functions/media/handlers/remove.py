"""Removes a file that was released: what is served of it, what was uploaded, and its row.

Idempotent: what is gone already is no error, and the row goes last.
"""

from learn_exchange.event_handler import consumer
from learn_exchange.events import MediaReleased
from learn_exchange.tables.feed import Media
from learn_exchange.tables.store import delete
from media import storage


def remove(event: MediaReleased) -> None:
    """Remove one file."""
    key = Media.key(event.media_id)
    media = key.get()
    if media is not None:
        storage.remove(media.folder, media.content_type)
        storage.remove_upload(storage.upload_key(media))
        delete(key)


handler = consumer(remove)
