"""DELETE /exchange/calendarToken: revoke the address of one's calendar."""

from exchange import calendar_token as calendar_address
from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import LoginEnded

app = api()


@app.delete("/exchange/calendarToken", status_code=204, tags=["exchange"])
@raises(LoginEnded)
def delete_calendar_token(caller: Caller) -> None:
    """Revoke the secret address of your sessions: calendar programs can no longer read them.

    Where there is no address, nothing changes. `POST /exchange/calendarToken` makes a new one.
    """
    calendar_address.revoke(caller)


handler = lambda_handler(app)
