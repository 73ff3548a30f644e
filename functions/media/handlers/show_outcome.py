"""Shows the owner of an upload, where they are connected, that it is ready or was rejected.

Idempotent: what is shown is the upload as it is when it is shown. It stands apart from `process`,
which decodes what strangers send and so may reach nobody.
"""

from learn_exchange.event_handler import consumer
from learn_exchange.events import MediaReady, MediaRejected
from learn_exchange.sockets import push
from learn_exchange.tables.feed import Media
from media.frames import MediaFrame
from media.schemas import MediaView


def show_outcome(event: MediaReady | MediaRejected) -> None:
    """Send the upload to its owner, unless it was released or removed since."""
    media = Media.key(event.media_id).get()
    if media is not None and media.status != "released":
        push(MediaFrame(media=MediaView.of(media)), [media.owner_id])


handler = consumer(show_outcome)
