"""POST /auth/refresh: exchange the refresh token for new tokens."""

from auth import rotation, signing
from auth.cookie_sessions import CookieSession
from auth.problems import AlreadyRotated, ForeignOrigin
from auth.schemas import RefreshRequest, SignedIn
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.idempotency import SecretKey
from learn_exchange.problems import LoginEnded

app = api(public=True)

BY_COOKIE = RefreshRequest()


@app.post("/auth/refresh", tags=["auth"])
@raises(AlreadyRotated, LoginEnded, ForeignOrigin)
def refresh_tokens(
    session: CookieSession, key: SecretKey, now: Now, request: RefreshRequest = BY_COOKIE
) -> SignedIn:
    """Exchange the refresh token for a new pair of tokens. Each refresh token works once.

    If the answer is lost, only the same token with the same `Idempotency-Key` gets it again, so
    make a new random key and store it beside the token *before* you send the request. No answer:
    send both again, even days later. Once the new tokens are stored, forget the key. All tabs of a
    browser share one token and one key, and refresh one at a time, such as under a Web Lock.

    For ten seconds, a token that was exchanged with another key, or with none, is answered 409
    `already-rotated`: another tab was faster, use what it has got. After that, and for any older
    token, it means that the token was copied, and ends the login.
    """
    with session.ending_with_its_login():
        token = session.refresh_token(request)
        return session.deliver(rotation.refresh(token, key, now))


handler = lambda_handler(app, warm_up=signing.warm_up)
