"""POST /exchange/calendarToken: a new address for one's calendar."""

from exchange import calendar_token as calendar_address
from exchange.schemas.schedule import CalendarAddress
from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import LoginEnded

app = api()


@app.post("/exchange/calendarToken", status_code=201, tags=["exchange"])
@raises(LoginEnded)
def create_calendar_token(caller: Caller) -> CalendarAddress:
    """A new secret address of your sessions for calendar programs; the one before stops working.

    Everyone who has the address can read your sessions, so treat it as a password. A new password
    ends it, and so does signing out everywhere.
    """
    return CalendarAddress(calendar_url=calendar_address.renew(caller))


handler = lambda_handler(app)
