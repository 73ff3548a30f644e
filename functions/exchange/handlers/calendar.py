"""GET /exchange/calendar/{file}: a person's sessions for calendar programs to subscribe to."""

from exchange import calendar_files, ics
from exchange.schemas.schedule import CalendarFile
from learn_exchange.http import Document, Now, api, document, documents, lambda_handler, raises
from learn_exchange.problems import NotFound

app = api(public=True)


@app.get(
    "/exchange/calendar/<file>",
    tags=["exchange"],
    cache_control="private, max-age=300",
    responses=documents(ics.MEDIA_TYPE, ics.EXAMPLE),
)
@raises(NotFound)
def get_calendar(file: CalendarFile, now: Now) -> Document:
    """Get the calendar (RFC 5545) at the secret address of `POST /exchange/calendarToken`.

    It has your sessions of the last 90 days and all later ones, in the language of your profile.
    Canceled sessions are marked as such, so that calendar programs remove them.
    """
    return document(calendar_files.calendar_of(file, now), ics.MEDIA_TYPE)


handler = lambda_handler(app)
