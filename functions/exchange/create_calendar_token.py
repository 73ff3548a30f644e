"""POST /exchange/calendarToken: a new address for one's calendar."""

from exchange import calendar_address
from exchange.schemas.schedule import CalendarAddress
from learn_exchange.http import api, lambda_handler
from learn_exchange.identity import Caller

app = api()


@app.post("/exchange/calendarToken", status_code=201, tags=["exchange"])
def create_calendar_token(caller: Caller) -> CalendarAddress:
    """A new secret address of your sessions for calendar programs; the one before stops working.

    Everyone who has the address can read your sessions, so treat it as a password.
    """
    return CalendarAddress(calendar_url=calendar_address.renew(caller.id))


handler = lambda_handler(app)
