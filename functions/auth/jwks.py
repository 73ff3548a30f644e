"""GET /.well-known/jwks.json: the public keys that verify access tokens."""

from auth.schemas import JsonWebKey, JsonWebKeySet
from learn_exchange.clock import Now
from learn_exchange.http import api, lambda_handler
from learn_exchange.tables.users import SigningKey

app = api(public=True)


@app.get("/.well-known/jwks.json", tags=["auth"], cache_control="public, max-age=300")
def jwks(now: Now) -> JsonWebKeySet:
    """The public keys, as a JSON Web Key Set (RFC 7517).

    A key is listed before it signs anything, until the last token that it signed has expired.
    """
    return JsonWebKeySet(
        keys=[
            JsonWebKey(kty="OKP", crv="Ed25519", alg="EdDSA", use="sig", kid=key.kid, x=key.x)
            for key in SigningKey.published()
            if key.expires_at is None or key.expires_at > now
        ]
    )


handler = lambda_handler(app)
