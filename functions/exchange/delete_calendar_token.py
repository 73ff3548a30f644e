"""DELETE /exchange/calendarToken: revoke the address of one's calendar."""

from exchange import calendar_address
from learn_exchange.http import api, lambda_handler
from learn_exchange.identity import Caller

app = api()


@app.delete("/exchange/calendarToken", status_code=204, tags=["exchange"])
def delete_calendar_token(caller: Caller) -> None:
    """Revoke the secret address of your sessions: calendar programs can no longer read them.

    Where there is no address, nothing changes. `POST /exchange/calendarToken` makes a new one.
    """
    calendar_address.revoke(caller.id)


handler = lambda_handler(app)
