"""POST /exchange/calendarToken: create a new address for the caller's calendar."""

from exchange import calendar_token
from exchange.schemas.schedule import CalendarAddress
from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import LoginEnded

app = api()


@app.post("/exchange/calendarToken", status_code=201, tags=["exchange"])
@raises(LoginEnded)
def create_calendar_token(caller: Caller) -> CalendarAddress:
    """Create a new secret address of your sessions for calendar programs.

    The old address stops working. Everyone who has the new one can read your sessions, so treat it
    as a password. It stops working when you change your password or sign out everywhere.
    """
    return CalendarAddress(calendar_url=calendar_token.renew(caller))


handler = lambda_handler(app)
