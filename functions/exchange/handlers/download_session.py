"""GET /exchange/session/{file}: download one session for a calendar program."""

from exchange import calendar_files, ics
from exchange.problems import NoTimeAgreed
from exchange.schemas.schedule import SessionFile
from learn_exchange.http import Document, Now, api, document, documents, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound

app = api()


@app.get(
    "/exchange/session/<file>",
    tags=["exchange"],
    responses=documents(ics.MEDIA_TYPE, ics.EXAMPLE, to_save=True),
)
@raises(NotFound, NoTimeAgreed)
def download_session(file: SessionFile, caller: Caller, now: Now) -> Document:
    """Download a session as a file for calendar programs (RFC 5545): `<id of the session>.ics`.

    This is possible once a time was agreed. If the session was canceled after that, the file says
    so, and calendar programs that have it strike it out. A saved file does not update itself:
    `POST /exchange/calendarToken` creates an address to subscribe to.
    """
    saved = calendar_files.saved_session(file, caller.id, now)
    return document(saved.calendar, ics.MEDIA_TYPE, save_as=saved.name)


handler = lambda_handler(app)
