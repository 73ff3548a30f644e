"""PUT /notifications/preferences: change how you want to be notified."""

from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import LoginEnded, NotFound
from notifications import preferences
from notifications.schemas import PreferencesChanges, PreferencesView

app = api()


@app.put("/notifications/preferences", tags=["notifications"])
@raises(LoginEnded, NotFound)
def set_notification_preferences(changes: PreferencesChanges, caller: Caller) -> PreferencesView:
    """Change the fields that you send; the others stay as they are, also within `channels`.

    Quiet hours hold back push and e-mail, except about a session that starts within two hours. At
    their end, one push and one mail sum up what is still unread. A notification that you see live
    is neither pushed nor mailed.
    """
    return preferences.view(preferences.change(caller.id, changes, caller=caller))


handler = lambda_handler(app)
