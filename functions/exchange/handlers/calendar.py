"""GET /exchange/calendar/{file}: someone's sessions, as calendar programs subscribe to them."""

from exchange import calendar_files as subscription
from exchange import ics
from exchange.schemas.schedule import CalendarFile
from learn_exchange.clock import Now
from learn_exchange.http import Document, api, document, documents, lambda_handler, raises
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
    """The calendar (RFC 5545) at the secret address that `POST /exchange/calendarToken` gives.

    It has your sessions since 90 days ago, described in the language of your profile. Those that
    are canceled are marked as such, so that calendar programs take them away.
    """
    return document(subscription.entries(file, now), ics.MEDIA_TYPE)


handler = lambda_handler(app)
