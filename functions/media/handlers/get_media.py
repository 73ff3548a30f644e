"""GET /media/{id}: how far an upload is."""

from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import Id
from learn_exchange.problems import NotFound
from learn_exchange.tables.feed import Media
from media.schemas import MediaView

app = api()


@app.get("/media/<id>", tags=["media"])
@raises(NotFound)
def get_media(id: Id, caller: Caller) -> MediaView:
    """Returns one of your own uploads: its status, and its addresses once it is `ready`.

    It is `pending` until the file has arrived and was looked at, which takes some seconds. If it
    was `rejected`, `reason` says why. Where you are connected, the frame `media` tells you.
    """
    media = Media.key(id).require()
    if media.owner_id != caller.id or media.status == "released":
        raise NotFound
    return MediaView.of(media)


handler = lambda_handler(app)
