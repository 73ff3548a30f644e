"""GET /.well-known/jwks.json: the public keys that verify access tokens."""

from learn_exchange.http import Now, api, lambda_handler
from learn_exchange.tables.users import SigningKey
from learn_exchange.wire import ApiModel

app = api(public=True)


class JsonWebKey(ApiModel):
    """A public key (RFC 7517, RFC 8037)."""

    kty: str
    crv: str
    alg: str
    use: str
    kid: str
    x: str


class JsonWebKeySet(ApiModel):
    """The public keys that verify access tokens."""

    keys: list[JsonWebKey]


@app.get("/.well-known/jwks.json", tags=["auth"], cache_control="public, max-age=300")
def get_key_set(now: Now) -> JsonWebKeySet:
    """Read the public keys, as a JSON Web Key Set (RFC 7517).

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
