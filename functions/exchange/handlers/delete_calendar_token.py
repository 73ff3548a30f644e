"""DELETE /exchange/calendarToken: revoke the address of the caller's calendar."""

from exchange import calendar_token
from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import LoginEnded

app = api()


@app.delete("/exchange/calendarToken", status_code=204, tags=["exchange"])
@raises(LoginEnded)
def delete_calendar_token(caller: Caller) -> None:
    """Revoke the secret address of your sessions: calendar programs can no longer read them.

    If there is no address, nothing changes. `POST /exchange/calendarToken` creates a new one.
    """
    calendar_token.revoke(caller)


handler = lambda_handler(app)
