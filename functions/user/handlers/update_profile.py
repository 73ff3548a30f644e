"""PUT /user/updateProfile: change your own profile."""

from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.people import OwnProfile
from learn_exchange.problems import (
    LoginEnded,
    MediaInUse,
    MediaNotReady,
    NotFound,
    UsernameTaken,
)
from user import profile
from user.schemas import ProfileChanges

app = api()


@app.put("/user/updateProfile", tags=["user"])
@raises(LoginEnded, NotFound, UsernameTaken, MediaNotReady, MediaInUse)
def update_profile(changes: ProfileChanges, caller: Caller, now: Now) -> OwnProfile:
    """Change the fields that you send; those left out stay as they are.

    A `username` that you give up is nobody else's for 30 days.

    `language` is that of your mails, notifications and calendars, also of what is listed already. A
    `bio` of null or "" clears it. To show a picture, upload it first (`POST /media/upload`) and
    send its id as `profileImageId`; null takes the picture away. `profileImageAltText` says what
    the picture shows, and goes with it. Text is kept as sent: show it as text, and if you render
    the bio as markdown, disable raw HTML and `javascript:` links.
    """
    return profile.change(caller, changes, now)


handler = lambda_handler(app)
