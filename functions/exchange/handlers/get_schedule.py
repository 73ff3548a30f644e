"""GET /exchange/schedule: list the caller's sessions."""

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
    """List your sessions in the order in which they start, without canceled ones.

    `from` and `to` limit the start; a session with several slots is listed at the earliest one.
    Without `from`, the list begins four hours ago, so that it includes sessions under way.
    """
    return schedule.listed(caller.id, first, before, now=now, cursor=cursor, limit=limit)


handler = lambda_handler(app)
