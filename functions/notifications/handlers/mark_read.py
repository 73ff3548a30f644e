"""POST /notifications/markRead: mark notifications as read."""

from learn_exchange.http import api, lambda_handler
from learn_exchange.identity import Caller
from notifications import unread
from notifications.schemas import Marking, UnreadCount

app = api()


@app.post("/notifications/markRead", tags=["notifications"])
def mark_notifications_read(marking: Marking, caller: Caller) -> UnreadCount:
    """Mark some notifications as read (`ids`), or one and all older ones (`upTo`).

    Answers the number of those left unread. Your connections get a `notificationsRead` frame.
    Notifications that no longer exist are ignored, and those already read stay so.
    """
    if marking.ids:
        return UnreadCount(count=unread.mark_read(caller.id, marking.ids))
    return UnreadCount(count=unread.mark_read_up_to(caller.id, marking.up_to))


handler = lambda_handler(app)
