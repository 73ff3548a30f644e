"""GET /exchange/{id}/busy: list when the two people of an exchange are busy."""

from exchange import busy_times
from exchange.problems import WrongState
from exchange.schemas.schedule import BusyFromParameter, BusyTimes, BusyToParameter
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import Id
from learn_exchange.problems import NotFound

app = api()


@app.get("/exchange/<id>/busy", tags=["exchange"])
@raises(NotFound, WrongState)
def list_busy_times(
    id: Id,
    caller: Caller,
    now: Now,
    first: BusyFromParameter = None,
    before: BusyToParameter = None,
) -> BusyTimes:
    """List when you and your partner have accepted sessions, with anyone.

    Possible while the exchange is pending or accepted, and hidden while one of you has blocked the
    other. `from` and `to` are at most 8 weeks apart; what ended more than two days ago is left out.
    Times are whole minutes, and sessions that touch are one interval.
    """
    return busy_times.of_both(id, caller.id, first, before, now)


handler = lambda_handler(app)
