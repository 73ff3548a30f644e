"""POST /auth/refresh: exchange the refresh token for new tokens."""

from auth import logins, signing
from auth.problems import AlreadyRotated, LoginEnded
from auth.schemas import RefreshRequest, SignedIn
from learn_exchange.clock import Now
from learn_exchange.http import api, lambda_handler, raises

app = api(public=True)


@app.post("/auth/refresh", tags=["auth"])
@raises(AlreadyRotated, LoginEnded)
def refresh_tokens(request: RefreshRequest, now: Now) -> SignedIn:
    """Exchange the refresh token for a new pair of tokens. Each refresh token works once.

    For ten seconds, the token just before is answered 409 `already-rotated`: another tab was
    faster, use what it has got. An older one means that the token was copied, and ends the login.
    """
    return logins.rotate(logins.RefreshToken.parse(request.refresh_token), now)


handler = lambda_handler(app, prime=signing.prime)
