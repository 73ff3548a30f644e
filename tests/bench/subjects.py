"""The functions to start: all of the system, and the two to compare with."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import jwt
from PIL import Image

from auth import links
from auth.passwords import hash_password
from auth.signing import AUDIENCE, PrivateKey
from exchange.projections import Projections
from infra.assets import ROOT, Assets
from infra.constructs.function import QUICKER_START
from infra.consumers import CONSUMERS
from infra.routes import AUTHORIZER, ROUTES, SOCKET_ROUTES, module_of
from infra.tables import TABLES
from learn_exchange.meetings import proposed_time
from learn_exchange.settings import table_variable
from learn_exchange.tables.chat import (
    Connection,
    Conversation,
    Inbox,
    Message,
    Presence,
    Ticket,
)
from learn_exchange.tables.exchange import CalendarToken, Exchange, Session
from learn_exchange.tables.feed import (
    Comment,
    EngagementCounts,
    Like,
    Media,
    Post,
    Tagged,
    TimelineHead,
    month_of,
)
from learn_exchange.tables.store import Item
from learn_exchange.tables.users import (
    Backfill,
    Credential,
    Follow,
    ListedSkill,
    Login,
    Profile,
    SigningKey,
    Stats,
)
from tests.bench.cold_start import Function
from tests.bench.stub import Content

# The two people of the sample events.
ANA = "01930a5e-7c1b-7d3e-9a44-5f0c2b7e8d11"
BEN = "01930a5f-1d2c-7a4b-8c3d-6e1f3c9a0b22"
FAMILY = "01930a60-2e3d-7b5c-9d4e-7f2a4d0b1c33"
# Of Ana's: a post, Ben's comment on it, an upload; and a post of Ben's.
POST = "01930a61-3f4e-7c6d-8e5f-8a3b5e1c2d44"
COMMENT = "01930a62-405f-7d7e-9f60-9b4c6f2d3e55"
UPLOAD = "01930a63-5160-7e8f-8071-ac5d703e4f66"
EXCHANGE = "01930a62-4a5f-7d7e-9f60-9b4c6f2d3e55"
SESSION = "01930a63-5b60-7e8f-9f60-9b4c6f2d3e55"
POST_OF_BEN = "01930a64-6271-7f90-8182-bd6e814f5a77"
CONVERSATION = "01930a65-7382-7a01-8293-ce7f92506b88"
# That of the sample frames.
CONNECTION = "NGEvyfGtDoECJAA="
# Of the address of Ana's calendar.
CALENDAR_SECRET = "c2VjcmV0IG9mIDI0IGJ5dGVzLi4u"
A_WHILE = timedelta(hours=1)
PASSWORD = "correct horse battery staple"
ISSUER = "learn-exchange-bench"
MAIL_SECRET = "a secret of the bench"
LINKS: Mapping[str, links.Purpose] = {
    "auth.reset_password": "reset-password",
    "auth.verify_email": "verify-email",
}
SEED = "a seed of the bench"

ADDRESSES = {
    "API_URL": "https://api.learn-exchange.example",
    "FRONTEND_URL": "https://learn-exchange.example",
}
# Below the address of all of AWS, as locally.
SOCKETS = {"SOCKETS_ENDPOINT": "/sockets/live"}
SHOWN = {"MEDIA_BASE_URL": "https://media.learn-exchange.example"}

# What each use of a line tells the function, as the stacks do.
ENVIRONMENT: Mapping[str, Mapping[str, str]] = {
    **{
        f"{name} {what}": {table_variable(name): name, **SHOWN}
        for name in TABLES
        for what in ("table", "items")
    },
    "media bucket": {"MEDIA_BUCKET": "media"},
    "uploads bucket": {"UPLOADS_BUCKET": "uploads"},
    "signing secret": {"SIGNING_SECRET": "signing", "TOKEN_ISSUER": ISSUER},
    "mail secret": {"MAIL_SECRET": "mail"},
    "origin secret": {"ORIGIN_SECRET": "origin"},
    "cookie sessions": {
        "SESSION_COOKIE": "__Host-refresh",
        "SESSION_ORIGINS": "https://learn-exchange.example",
    },
    "mail sender": {
        "MAIL_CONFIGURATION_SET": "learn-exchange-bench",
        "MAIL_SENDER": "no-reply@learn-exchange.example",
    },
    "push secret": {"PUSH_SECRET": "push"},
    "push applications": {
        "FCM_APPLICATION": "arn:aws:sns:eu-west-1:000000000000:app/GCM/fcm",
        "APNS_APPLICATION": "arn:aws:sns:eu-west-1:000000000000:app/APNS/apns",
        "APNS_SANDBOX_APPLICATION": "arn:aws:sns:eu-west-1:000000000000:app/APNS_SANDBOX/apns",
    },
    "push endpoints": {},
    "event bus": {"EVENT_BUS": "bus"},
    "socket address": {"SOCKET_URL": "/sockets/live"},
    "socket DELETE": SOCKETS,
    "socket POST": SOCKETS,
    "timers group": {"TIMERS_GROUP": "timers"},
    "timers role": {"TIMERS_ROLE_ARN": "arn:aws:iam::000000000000:role/timers"},
    "timers queue": {
        "TIMERS_QUEUE_URL": "https://sqs.eu-west-1.amazonaws.com/000000000000/timers",
        "TIMERS_QUEUE_ARN": "arn:aws:sqs:eu-west-1:000000000000:timers",
    },
}


def functions(assets: Assets) -> Iterator[Function]:
    """Yields every function that has a line, on its sample event."""
    lines = (*ROUTES, *SOCKET_ROUTES, *CONSUMERS)
    uses = {line.function: tuple(line.uses) for line in lines}
    content = _content()
    for name in (AUTHORIZER, *uses):
        domain = name.partition(".")[0]
        environment = {"FUNCTION": name, **QUICKER_START, **ADDRESSES}
        for use in uses.get(name, ()):
            for resource in use.actions:
                environment |= ENVIRONMENT[resource]
        if name == AUTHORIZER:
            environment |= {"JWKS_URL": "/.well-known/jwks.json", "TOKEN_ISSUER": ISSUER}
        yield Function(
            name=name,
            handler=f"{module_of(name)}.handler",
            task=assets.function_bundle(domain),
            layers=tuple(assets.layers_of(name).values()),
            environment=environment,
            event=_sample(name),
            content=content,
        )


def baseline(name: str, handlers: Path, *layers: Path) -> Function:
    """Returns a handler to compare with, which answers `GET /user/{id}`."""
    return Function(
        name=name,
        handler=f"{name}.handler",
        task=handlers,
        layers=layers,
        environment=ENVIRONMENT["users table"],
        event=_sample("user.get_profile"),
        content=_content(),
    )


def _sample(name: str) -> dict[str, Any]:
    """Returns the function's sample event, with a token that is valid now."""
    path = ROOT / "events" / f"{name.replace('.', '/')}.json"
    event: dict[str, Any] = json.loads(path.read_text().replace("<access token>", _token()))
    if name in LINKS:
        event["body"] = json.dumps(json.loads(event["body"]) | {"token": _mailed(LINKS[name])})
    return event


def _mailed(purpose: links.Purpose) -> str:
    """Returns the token of a link that was mailed to Ana."""
    with patch("learn_exchange.sealing.secret", lambda _: MAIL_SECRET):
        return links.token(links.request_mail(purpose, "ana@example.com", datetime.now(UTC)), ANA)


def _token() -> str:
    key = PrivateKey(SEED, 0)
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": ANA,
        "fid": FAMILY,
        "exp": datetime.now(UTC) + timedelta(hours=1),
    }
    return jwt.encode(claims, key.key, algorithm="EdDSA", headers={"kid": key.kid})


def _content() -> Content:
    key = PrivateKey(SEED, 0)
    now = datetime.now(UTC)
    items: list[Item] = [
        SigningKey.key(key.kid).new(kid=key.kid, x=key.x),
        Backfill.key().new(completed_at=now),
    ]
    for person_id, name in ((ANA, "ana"), (BEN, "ben")):
        email = f"{name}@example.com"
        items += [
            Profile.key(person_id).new(
                id=person_id,
                email=email,
                username=name,
                first_name=name.title(),
                last_name="Silva",
                bio="I teach languages and want to learn about databases.",
                time_zone="Europe/Lisbon",
                created_at=now,
                skills=[
                    ListedSkill.of("Spanish", "expert", offering=True),
                    ListedSkill.of("SQL", "beginner", offering=False),
                ],
            ),
            Stats.key(person_id).new(followers_count=12, following_count=3),
            Credential.key(email).new(person_id=person_id, password_hash=hash_password(PASSWORD)),
            Login.key(person_id, FAMILY).new(
                family_id=FAMILY,
                token_hash="hash",
                rotated_at=now,
                device="browser",
                created_at=now,
                expires_at=now + timedelta(days=30),
            ),
        ]
    items += [Follow.of(ANA, BEN, now), *_posts(now), _upload(now), *_exchange(now), *_chat(now)]
    return Content(
        items={(item.Meta.table, item.pk, item.sk): item.serialize() for item in items},
        secrets={"signing": json.dumps({"seed": SEED}), "mail": MAIL_SECRET, "push": "{}"},
        objects={f"/uploads/{ANA}/{UPLOAD}": _photo()},
        key_set={
            "keys": [{"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "kid": key.kid, "x": key.x}]
        },
    )


def _exchange(now: datetime) -> Iterator[Item]:
    """Yields an exchange that Ana requested of Ben, a session that he proposed, her calendar."""
    common = {
        "initiator_id": ANA,
        "receiver_id": BEN,
        "offered_skill": "Spanish",
        "requested_skill": "SQL",
        "changed_by": BEN,
        "changed_at": now,
        "created_at": now,
    }
    exchange = Exchange.key(EXCHANGE).new(
        id=EXCHANGE, state="accepted", action="accept", accepted_at=now, version=2, **common
    )
    tomorrow = (now + timedelta(days=1)).replace(tzinfo=None, microsecond=0)
    session = Session.key(SESSION).new(
        id=SESSION,
        exchange_id=EXCHANGE,
        state="proposed",
        action="propose",
        proposed_by=BEN,
        time_zone="Europe/Berlin",
        slots=[proposed_time(tomorrow), proposed_time(tomorrow + timedelta(hours=3))],
        duration_minutes=60,
        location_details="https://meet.example/room",
        **common,
    )
    projections = Projections.of(exchange, [session])
    yield CalendarToken.key(ANA).new(secret=CALENDAR_SECRET)
    yield from (exchange, session, *projections.views.values(), *projections.entries.values())


def _chat(now: datetime) -> Iterator[Item]:
    """Yields a conversation with a message of Ben's; both are connected, Ana has a ticket."""
    yield Conversation.key(CONVERSATION).new(
        id=CONVERSATION,
        user_a_id=ANA,
        user_b_id=BEN,
        opened_by=ANA,
        created_at=now,
        last_message_at=now,
        sequence=1,
        for_a=1,
    )
    yield Message.key(CONVERSATION, 1).new(
        id=COMMENT,
        conversation_id=CONVERSATION,
        sequence=1,
        sender_id=BEN,
        receiver_id=ANA,
        client_id="1",
        message_kind="text",
        content="Shall we begin with joins?",
        sent_at=now,
        for_a=1,
        for_b=0,
    )
    for person_id, partner_id, connection_id in ((ANA, BEN, CONNECTION), (BEN, ANA, "of Ben's")):
        yield Inbox.key(person_id, CONVERSATION).new(
            conversation_id=CONVERSATION, partner_id=partner_id, last_sequence=1, received=1
        )
        yield Presence.key(person_id).new(connections={connection_id}, last_seen_at=now)
        yield Connection.key(connection_id).new(
            person_id=person_id, family_id=FAMILY, connected_at=now, expires_at=now + A_WHILE
        )
    yield Ticket.key("<ticket>").new(person_id=ANA, family_id=FAMILY, expires_at=now + A_WHILE)


def _posts(now: datetime) -> Iterator[Item]:
    """Yields a post of Ana's with a comment of Ben's and likes, and a post of Ben's."""
    for author_id, post_id in ((ANA, POST), (BEN, POST_OF_BEN)):
        post = Post.key(post_id).new(
            id=post_id,
            author_id=author_id,
            title="Five chords that open a thousand songs",
            content="Start with **G**, C, D, Em and Am. #guitar",
            post_type="tutorial",
            given_tags=["music theory"],
            tags=["music theory", "guitar"],
            created_at=now,
            updated_at=now,
            listed_author=author_id,
            listed_month=month_of(now),
            listed_id=post_id,
        )
        yield post
        yield from Tagged.rows_of(post).values()
        yield EngagementCounts.key(post_id).new(author_id=author_id, likes=2, comments=1)
        yield TimelineHead.key(author_id).new().with_post(post_id)
    yield Comment.key(POST, COMMENT).new(
        id=COMMENT,
        post_id=POST,
        author_id=BEN,
        content="The change took me a week.",
        created_at=now,
    )
    yield EngagementCounts.key(POST, COMMENT).new(author_id=BEN)
    for person_id in (ANA, BEN):
        yield Like.key(POST, None, person_id).new(post_id=POST, person_id=person_id, created_at=now)


def _upload(now: datetime) -> Item:
    """Returns an upload of Ana's that has just arrived."""
    return Media.key(UPLOAD).new(
        id=UPLOAD,
        owner_id=ANA,
        content_type="image/jpeg",
        size=245_760,
        file_name="guitar.jpg",
        folder="fq0T8lpIhGkS3zXcVb5NmQwErTyUiOpA",
        created_at=now,
    )


def _photo() -> bytes:
    """Returns a picture of 1,200 by 800 pixels."""
    output = BytesIO()
    Image.effect_mandelbrot((1200, 800), (-2, -1.2, 1, 1.2), 40).convert("RGB").save(output, "JPEG")
    return output.getvalue()
