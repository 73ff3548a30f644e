"""POST /notifications/markRead: say what you have read."""

from learn_exchange.http import api, lambda_handler
from learn_exchange.identity import Caller
from notifications import unread
from notifications.schemas import Marking, UnreadCount

app = api()


@app.post("/notifications/markRead", tags=["notifications"])
def mark_notifications_read(marking: Marking, caller: Caller) -> UnreadCount:
    """Note that you have read some notifications (`ids`), or one and all older ones (`upTo`).

    Answers how many are left. Your connections get a `notificationsRead` frame. Notifications
    that no longer exist are passed over, and what was read already stays so.
    """
    if marking.ids:
        return UnreadCount(count=unread.mark(caller.id, marking.ids))
    return UnreadCount(count=unread.mark_up_to(caller.id, marking.up_to))


handler = lambda_handler(app)
