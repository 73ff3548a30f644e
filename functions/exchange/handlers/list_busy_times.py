"""GET /exchange/{id}/busy: list the times at which the participants are busy."""

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
    """List the times at which you and your partner have accepted sessions, with anyone.

    This is possible while the exchange is pending or accepted, and not while one of you has blocked
    the other. `from` and `to` can be at most 8 weeks apart. Times more than two days ago are left
    out. Times are whole minutes; sessions that touch are one interval.
    """
    return busy_times.of_both(id, caller.id, first, before, now)


handler = lambda_handler(app)
