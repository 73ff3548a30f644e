"""PUT /notifications/preferences: say how you want to be told."""

from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import LoginEnded, NotFound
from notifications import preferences
from notifications.schemas import PreferencesChanges, PreferencesView

app = api()


@app.put("/notifications/preferences", tags=["notifications"])
@raises(LoginEnded, NotFound)
def set_notification_preferences(changes: PreferencesChanges, caller: Caller) -> PreferencesView:
    """Change what you send; what is left out stays as it is, also within `channels`.

    Quiet hours hold push and e-mail back, but for what is about a session that starts within two
    hours. At their end one push and one mail sum up what came and is still unread. What you see
    live is not sent again.
    """
    return preferences.view(preferences.change(caller.id, changes, by=caller))


handler = lambda_handler(app)
