"""GET /exchange/schedule: the caller's sessions."""

from exchange import schedule
from exchange.schemas.schedule import FromParameter, Schedule, ToParameter
from learn_exchange.http import CursorParameter, Limit, Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound

app = api()


@app.get("/exchange/schedule", tags=["exchange"])
@raises(NotFound)
def get_schedule(
    caller: Caller,
    now: Now,
    first: FromParameter = None,
    before: ToParameter = None,
    limit: Limit = 20,
    cursor: CursorParameter = None,
) -> Schedule:
    """Your sessions in the order in which they begin, those that are canceled left out.

    `from` and `to` bound their start; a session with several slots stands at the first of them.
    Without `from`, the list begins four hours ago, so that it has what is going on.
    """
    return schedule.listed(caller.id, first, before, at=now, cursor=cursor, limit=limit)


handler = lambda_handler(app)
