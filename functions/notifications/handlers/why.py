"""GET /notifications/{id}/why: explain a notification."""

from learn_exchange.http import CursorParameter, Limit, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import Id
from learn_exchange.problems import NotFound
from notifications import lists
from notifications.schemas import Reasons

app = api()


@app.get("/notifications/<id>/why", tags=["notifications"])
@raises(NotFound)
def explain_notification(
    id: Id,
    caller: Caller,
    limit: Limit = 20,
    cursor: CursorParameter = None,
) -> Reasons:
    """Explains a notification: the decision about each of its events, on every channel."""
    return lists.reasons(caller.id, id, cursor=cursor, limit=limit)


handler = lambda_handler(app)
