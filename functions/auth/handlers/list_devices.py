"""GET /auth/devices: where you are signed in."""

from auth import devices
from auth.schemas import Device
from learn_exchange import cursor as cursors
from learn_exchange.concurrency import run_concurrently
from learn_exchange.http import CursorParameter, Limit, Now, Page, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound
from learn_exchange.tables.users import Login, Profile

app = api()


@app.get("/auth/devices", tags=["auth"])
@raises(NotFound)
def list_devices(
    caller: Caller, now: Now, limit: Limit = 20, cursor: CursorParameter = None
) -> Page[Device]:
    """List your logins, the newest first. A page may hold fewer than `limit`; read on."""
    scope = f"devices#{caller.id}"
    before = cursors.decode(scope, cursor)
    profile, rows = run_concurrently(
        Profile.key(caller.id).require,
        lambda: list(Login.of_person(caller.id, before, limit + 1)),
    )
    shown, next_cursor = cursors.cut(rows, limit, scope, lambda login: login.family_id)
    live = [
        Device(
            id=login.family_id,
            name=login.device,
            created_at=login.created_at,
            last_used_at=login.rotated_at,
            current=login.family_id == caller.family_id,
        )
        for login in shown
        if devices.is_live(login, profile, now)
    ]
    return Page(items=live, next_cursor=next_cursor)


handler = lambda_handler(app)
