"""POST /auth/refresh: exchange the refresh token for new tokens."""

from auth import rotation, signing
from auth.logins import RefreshToken
from auth.problems import AlreadyRotated, LoginEnded
from auth.schemas import RefreshRequest, SignedIn
from learn_exchange.clock import Now
from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.idempotency import SecretKey

app = api(public=True)


@app.post("/auth/refresh", tags=["auth"])
@raises(AlreadyRotated, LoginEnded)
def refresh(request: RefreshRequest, key: SecretKey, now: Now) -> SignedIn:
    """Exchange the refresh token for a new pair of tokens. Each refresh token works once.

    If the answer is lost, only the same token with the same `Idempotency-Key` gets it again, so
    make a new random key and store it beside the token *before* you send the request. No answer:
    send both again, even days later. Once the new tokens are stored, forget the key. All tabs of a
    browser share one token and one key, and refresh one at a time, such as under a Web Lock.

    For ten seconds, a token that was exchanged with another key, or with none, is answered 409
    `already-rotated`: another tab was faster, use what it has got. After that, and for any older
    token, it means that the token was copied, and ends the login.
    """
    return rotation.refresh(RefreshToken.parse(request.refresh_token), key, now)


handler = lambda_handler(app, prime=signing.prime)
