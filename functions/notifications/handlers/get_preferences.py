"""GET /notifications/preferences: read how you want to be notified."""

from learn_exchange.http import api, lambda_handler
from learn_exchange.identity import Caller
from notifications import preferences
from notifications.schemas import PreferencesView

app = api()


@app.get("/notifications/preferences", tags=["notifications"])
def get_notification_preferences(caller: Caller) -> PreferencesView:
    """Returns your preferences, with the defaults where you have not chosen."""
    return preferences.view(preferences.of(caller.id))


handler = lambda_handler(app)
