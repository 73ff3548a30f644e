"""GET /notifications/unreadCount: count your unread notifications."""

from learn_exchange.http import api, lambda_handler
from learn_exchange.identity import Caller
from notifications import unread
from notifications.schemas import UnreadCount

app = api()


@app.get("/notifications/unreadCount", tags=["notifications"])
def count_unread_notifications(caller: Caller) -> UnreadCount:
    """Counts your unread notifications."""
    return UnreadCount(count=int(unread.counter_of(caller.id).unread))


handler = lambda_handler(app)
