"""GET /exchange/calendar/{file}: someone's sessions, as calendar programs subscribe to them."""

from exchange import subscription
from exchange.schemas.schedule import CalendarFile
from learn_exchange.clock import Now
from learn_exchange.http import Document, api, document, documents, lambda_handler, raises
from learn_exchange.problems import NotFound

CALENDAR = "text/calendar"
EXAMPLE = (
    "BEGIN:VCALENDAR\r\nPRODID:-//Learn Exchange//Sessions//EN\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
)

app = api(public=True)


@app.get(
    "/exchange/calendar/<file>",
    tags=["exchange"],
    cache_control="private, max-age=300",
    responses=documents(CALENDAR, EXAMPLE),
)
@raises(NotFound)
def get_calendar(file: CalendarFile, now: Now) -> Document:
    """The calendar (RFC 5545) at the secret address that `POST /exchange/calendarToken` gives.

    It has your sessions since 90 days ago. Those that are canceled are marked as such, so that
    calendar programs take them away.
    """
    return document(subscription.entries(file, now), CALENDAR)


handler = lambda_handler(app)
