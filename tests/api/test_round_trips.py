"""Round trips of each endpoint to DynamoDB: calls side by side count once."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

import pytest

from explore.handlers.pair_up import paired
from infra.routes import ROUTES, SOCKET_ROUTES, Route, SocketRoute
from learn_exchange import clock, ids
from learn_exchange.tables import store
from learn_exchange.tables.feed import HEAD_LENGTH, Media, TimelineHead
from learn_exchange.tables.users import Follow, Profile, Stats
from notifications.unsubscribe_links import UnsubscribeLink
from tests.support.clock import SetClock
from tests.support.conversations import open_chat, opened, read_up_to, written
from tests.support.counting import Calls, counted_calls
from tests.support.dynamodb import Client, through_botocore
from tests.support.exchanges import (
    act,
    agreed,
    in_days,
    just_completed,
    later,
    new_session_body,
    proposed,
    rate,
    request,
    requested,
    scheduled,
)
from tests.support.gateway import Answer, Gateway, Json
from tests.support.meanwhile import write_meanwhile
from tests.support.notifications import followed, mark_read, told
from tests.support.people import PASSWORD, Person, new_person_body
from tests.support.posts import (
    comment,
    like,
    new_post_body,
    publish,
    put_posts,
    put_upload,
    unlike,
)
from tests.support.push import register
from tests.support.rows import link_token, put_all
from tests.support.skills import lists, put_profile
from tests.support.sockets import Sockets

# A table with its indexes, or the items of it alone.
TABLES = (" table", " items")
WRITES_OF_TRANSACTIONS = {
    "ConditionCheck": "ConditionCheckItem",
    "Delete": "DeleteItem",
    "Put": "PutItem",
    "Update": "UpdateItem",
}


@pytest.fixture
def dynamodb(clients: None, environment: None) -> Client:
    """The long way to DynamoDB in memory, for every endpoint once."""
    return through_botocore()


@dataclass(frozen=True)
class Scene:
    """Ana and Ben follow each other, Ana has blocked Cleo, and Dora stands apart."""

    gateway: Gateway
    ana: Person
    ben: Person
    cleo: Person
    dora: Person
    time_passes: SetClock


@pytest.fixture
def scene(gateway: Gateway, new_person: Callable[..., Person], time_passes: SetClock) -> Scene:
    """People to call every endpoint with."""
    ana, ben, cleo, dora = (new_person() for _ in range(4))
    ana.follow(ben)
    ben.follow(ana)
    ana.block(cleo)
    assert gateway.post("/auth/forgotPassword", {"email": ana.email}).status == 202
    return Scene(gateway, ana, ben, cleo, dora, time_passes)


Call = Callable[[], Answer]

# By endpoint: the bound, and what prepares the call that is counted. A read by id takes one round
# trip, a list two, since it looks up who stands in it; a write at most two, with one exception.
BOUNDS: dict[str, tuple[int, Callable[[Scene], Call]]] = {
    "POST /auth/signup": (2, lambda s: lambda: s.gateway.post("/auth/signup", new_person_body())),
    "POST /auth/login": (
        2,
        lambda s: (
            lambda: s.gateway.post("/auth/login", {"email": s.ana.email, "password": PASSWORD})
        ),
    ),
    "POST /auth/refresh": (
        2,
        lambda s: lambda: s.gateway.post("/auth/refresh", {"refreshToken": s.ana.refresh_token}),
    ),
    "POST /auth/logout": (1, lambda s: lambda: s.ana.post("/auth/logout")),
    "POST /auth/verifyEmail": (
        1,
        lambda s: _post(s, "/auth/verifyEmail", token=link_token(s.ana, "verify-email")),
    ),
    "POST /auth/resendVerification": (2, lambda s: lambda: s.ana.post("/auth/resendVerification")),
    "POST /auth/forgotPassword": (2, lambda s: _post(s, "/auth/forgotPassword", email=s.ben.email)),
    "POST /auth/resetPassword": (
        2,
        lambda s: _post(
            s,
            "/auth/resetPassword",
            token=link_token(s.ana, "reset-password"),
            password="another good password",
        ),
    ),
    # The profile tells the address, the address where the credential is, then both are written.
    "POST /auth/changePassword": (
        3,
        lambda s: (
            lambda: s.ana.post(
                "/auth/changePassword",
                {"currentPassword": PASSWORD, "newPassword": "another good password"},
            )
        ),
    ),
    "GET /auth/devices": (1, lambda s: lambda: s.ana.get("/auth/devices")),
    "DELETE /auth/devices/{deviceId}": (
        1,
        lambda s: lambda: s.ana.delete(f"/auth/devices/{ids.new_id()}"),
    ),
    "GET /.well-known/jwks.json": (1, lambda s: lambda: s.gateway.get("/.well-known/jwks.json")),
    "GET /user/me": (1, lambda s: lambda: s.ana.get("/user/me")),
    "GET /user/{id}": (1, lambda s: lambda: s.ana.profile_of(s.ben)),
    "PUT /user/updateProfile": (
        2,
        lambda s: lambda: s.ana.put("/user/updateProfile", {"username": "renamed", "bio": "Hi"}),
    ),
    "POST /user/follow": (1, lambda s: lambda: s.ana.follow(s.dora)),
    "DELETE /user/follow/{id}": (2, lambda s: lambda: s.ana.unfollow(s.ben)),
    "GET /user/{id}/followers": (2, lambda s: lambda: s.dora.get(f"/user/{s.ben.id}/followers")),
    "GET /user/{id}/following": (2, lambda s: lambda: s.dora.get(f"/user/{s.ben.id}/following")),
    "PUT /user/skills": (
        2,
        lambda s: (
            lambda: s.ana.put(
                "/user/skills", {"skills": [{"skillName": "SQL", "skillLevel": "expert"}]}
            )
        ),
    ),
    "POST /user/block": (2, lambda s: lambda: s.ana.block(s.ben)),
    "DELETE /user/block/{id}": (2, lambda s: lambda: s.ana.unblock(s.cleo)),
    "GET /user/blocked": (2, lambda s: lambda: s.ana.get("/user/blocked")),
    "GET /feed/latest": (3, lambda s: _about_a_post(s, lambda _: s.ana.get("/feed/latest"))),
    "GET /feed/newCount": (
        2,
        lambda s: _about_a_post(
            s, lambda post: s.ana.get("/feed/newCount", query={"after": post["id"]})
        ),
    ),
    "POST /feed/createPost": (
        2,
        lambda s: _with_an_upload(
            s,
            lambda upload: s.ana.post(
                "/feed/createPost",
                new_post_body(content="#a #b", tags=["c"], mediaIds=[upload.id]),
                headers={"Idempotency-Key": "a key"},
            ),
        ),
    ),
    "GET /feed/post/{id}": (
        2,
        lambda s: _about_a_post(s, lambda post: s.ana.get(f"/feed/post/{post['id']}")),
    ),
    "PUT /feed/post/{id}": (
        2,
        lambda s: _about_a_post(
            s,
            lambda post: s.ben.put(
                f"/feed/post/{post['id']}", {"title": "Better", "tags": ["d"], "mediaIds": []}
            ),
        ),
    ),
    "DELETE /feed/post/{id}": (
        2,
        lambda s: _about_a_post(s, lambda post: s.ben.delete(f"/feed/post/{post['id']}")),
    ),
    "POST /feed/like": (2, lambda s: _about_a_comment(s, lambda written: like(s.ana, written))),
    "DELETE /feed/like/{postId}": (
        2,
        lambda s: _about_a_comment(s, lambda written: unlike(s.dora, written)),
    ),
    "POST /feed/comment": (
        2,
        lambda s: _about_a_post(
            s,
            lambda post: s.ana.post(
                "/feed/comment",
                {"postId": post["id"], "content": "How?"},
                headers={"Idempotency-Key": "a key"},
            ),
        ),
    ),
    "GET /feed/comments/{postId}": (
        2,
        lambda s: _about_a_comment(
            s, lambda written: s.ana.get(f"/feed/comments/{written['postId']}")
        ),
    ),
    "DELETE /feed/comment/{postId}/{commentId}": (
        2,
        lambda s: _about_a_comment(
            s,
            lambda written: s.ben.delete(f"/feed/comment/{written['postId']}/{written['id']}"),
        ),
    ),
    "GET /feed/userPosts/{id}": (
        2,
        lambda s: _about_a_post(s, lambda _: s.ana.get(f"/feed/userPosts/{s.ben.id}")),
    ),
    "POST /media/upload": (
        2,
        lambda s: (
            lambda: s.ana.post(
                "/media/upload",
                {"contentType": "image/jpeg", "size": 1000},
                headers={"Idempotency-Key": "a key"},
            )
        ),
    ),
    "GET /media/{id}": (
        1,
        lambda s: _with_an_upload(s, lambda upload: s.ana.get(f"/media/{upload.id}")),
    ),
    "GET /explore/trending": (1, lambda s: _when_skilled(s, "/explore/trending")),
    "GET /explore/skills": (1, lambda s: _when_skilled(s, "/explore/skills", prefix="s")),
    "GET /explore/people": (2, lambda s: _when_skilled(s, "/explore/people", skill="SQL")),
    "GET /explore/recommend": (3, lambda s: _when_skilled(s, "/explore/recommend")),
    "POST /chat/open": (2, lambda s: lambda: open_chat(s.ana, s.ben)),
    "GET /chat/list": (2, lambda s: _in_a_chat(s, lambda _: s.ana.get("/chat/list"))),
    # With whom it is, then all about it.
    "GET /chat/{id}": (
        2,
        lambda s: _in_a_chat(s, lambda chat: s.ana.get(f"/chat/{chat['id']}")),
    ),
    "GET /chat/{id}/messages": (
        2,
        lambda s: _in_a_chat(s, lambda chat: s.ana.get(f"/chat/{chat['id']}/messages")),
    ),
    # Two, and one to see whom to show it.
    "POST /chat/{id}/messages": (
        3,
        lambda s: _in_a_chat(
            s,
            lambda chat: s.ana.post(
                f"/chat/{chat['id']}/messages", {"clientId": "1", "content": "Hello"}
            ),
        ),
    ),
    # Likewise.
    "POST /chat/{id}/read": (
        3,
        lambda s: _in_a_chat(s, lambda chat: read_up_to(s.ana, chat["id"], 1)),
    ),
    "POST /chat/ticket": (2, lambda s: lambda: s.ana.post("/chat/ticket")),
    "POST /exchange/request": (1, lambda s: lambda: request(s.ana, s.ben, message="Hola")),
    "POST /exchange/create": (
        2,
        lambda s: _in_their_chat(
            s,
            lambda chat: s.ana.post(
                "/exchange/create",
                {"conversationId": chat["id"], "offeredSkill": "Spanish", "requestedSkill": "SQL"},
                headers={"Idempotency-Key": "a key"},
            ),
        ),
    ),
    "PATCH /exchange/accept": (2, lambda s: _about_a_request(s, s.ben, "accept")),
    "PATCH /exchange/decline": (2, lambda s: _about_a_request(s, s.ben, "decline")),
    "PATCH /exchange/cancel": (
        2,
        lambda s: _about_a_session(
            s, lambda it: s.ana.patch("/exchange/cancel", {"exchangeId": it["exchangeId"]})
        ),
    ),
    "GET /exchange/{id}": (
        2,
        lambda s: _about_a_session(s, lambda it: s.ana.get(f"/exchange/{it['exchangeId']}")),
    ),
    "GET /exchange/{id}/busy": (
        2,
        lambda s: _about_a_session(s, lambda it: s.ana.get(f"/exchange/{it['exchangeId']}/busy")),
    ),
    "GET /exchange/list": (
        2,
        lambda s: _about_a_session(s, lambda _: s.ana.get("/exchange/list")),
    ),
    "POST /exchange/createSession": (
        2,
        lambda s: _about_a_session(
            s,
            lambda it: s.ben.post(
                "/exchange/createSession",
                new_session_body(it["exchangeId"], in_days(3), in_days(4)),
                headers={"Idempotency-Key": "a key"},
            ),
        ),
    ),
    "PATCH /exchange/acceptSession": (
        2,
        lambda s: _about_a_session(
            s, lambda it: act(s.ben, "acceptSession", it["id"]), is_agreed=False
        ),
    ),
    "PATCH /exchange/rescheduleSession": (
        2,
        lambda s: _about_a_session(
            s,
            lambda it: act(s.ana, "rescheduleSession", it["id"], scheduledTime=in_days(3)),
        ),
    ),
    "PATCH /exchange/cancelSession": (
        2,
        lambda s: _about_a_session(s, lambda it: act(s.ana, "cancelSession", it["id"])),
    ),
    "PATCH /exchange/markCompleted": (
        2,
        lambda s: _after_a_session(s, lambda it: act(s.ana, "markCompleted", it)),
    ),
    "PATCH /exchange/reportNoShow": (
        2,
        lambda s: _after_a_session(s, lambda it: act(s.ana, "reportNoShow", it)),
    ),
    "PATCH /exchange/contestNoShow": (
        2,
        lambda s: _after_a_session(
            s, lambda it: act(s.ana, "contestNoShow", it), (s.ben, "reportNoShow")
        ),
    ),
    "POST /exchange/rate": (
        2,
        lambda s: _about_a_rating(
            s,
            lambda rating: s.ana.post(
                "/exchange/rate",
                {"sessionId": rating["sessionId"], "score": 5},
                headers={"Idempotency-Key": "a key"},
            ),
        ),
    ),
    "POST /exchange/replyRating": (
        1,
        lambda s: _about_a_rating(
            s,
            lambda rating: s.ana.post(
                "/exchange/replyRating", {"ratingId": rating["id"], "reply": "Thank you!"}
            ),
            is_revealed=True,
        ),
    ),
    "GET /exchange/ratings/{userId}": (
        2,
        lambda s: _about_a_rating(
            s, lambda _: s.dora.get(f"/exchange/ratings/{s.ana.id}"), is_revealed=True
        ),
    ),
    "GET /exchange/schedule": (
        2,
        lambda s: _about_a_session(s, lambda _: s.ana.get("/exchange/schedule")),
    ),
    "POST /exchange/calendarToken": (
        1,
        lambda s: lambda: s.ana.post("/exchange/calendarToken"),
    ),
    "DELETE /exchange/calendarToken": (
        1,
        lambda s: lambda: s.ana.delete("/exchange/calendarToken"),
    ),
    "GET /exchange/session/{file}": (
        2,
        lambda s: _about_a_session(s, lambda it: s.ana.get(f"/exchange/session/{it['id']}.ics")),
    ),
    "GET /exchange/calendar/{file}": (
        2,
        lambda s: _about_a_session(s, _of_a_calendar(s)),
    ),
    "GET /notifications/list": (
        2,
        lambda s: _when_told(s, lambda _: s.ana.get("/notifications/list")),
    ),
    "GET /notifications/{id}/why": (
        2,
        lambda s: _when_told(s, lambda it: s.ana.get(f"/notifications/{it['id']}/why")),
    ),
    # Two, and one to see whom to tell of it. Up to one, it takes one more to count what is left.
    "POST /notifications/markRead": (
        3,
        lambda s: _when_told(
            s, lambda it: s.ana.post("/notifications/markRead", {"ids": [it["id"]]})
        ),
    ),
    "GET /notifications/unreadCount": (
        1,
        lambda s: _when_told(s, lambda _: s.ana.get("/notifications/unreadCount")),
    ),
    "GET /notifications/preferences": (
        1,
        lambda s: lambda: s.ana.get("/notifications/preferences"),
    ),
    "POST /notifications/devices": (2, lambda s: lambda: register(s.ana)),
    "DELETE /notifications/devices/{id}": (
        2,
        lambda s: partial(s.ana.delete, f"/notifications/devices/{register(s.ana).json['id']}"),
    ),
    "POST /notifications/unsubscribe/{token}": (
        2,
        lambda s: (
            lambda: s.gateway.post(
                f"/notifications/unsubscribe/{UnsubscribeLink(s.ana.id, 'message').token}"
            )
        ),
    ),
    "PUT /notifications/preferences": (
        2,
        lambda s: lambda: s.ana.put("/notifications/preferences", {"language": "es"}),
    ),
    "GET /health": (1, lambda s: lambda: s.gateway.get("/health")),
}


def _post(scene: Scene, path: str, **body: str) -> Call:
    return lambda: scene.gateway.post(path, body)


def _about_a_post(scene: Scene, call: Callable[[Json], Answer]) -> Call:
    """Returns a call about a post of Ben's, which has what a post can have."""
    upload = put_upload(scene.ben)
    post = publish(scene.ben, content="#a", tags=["b"], mediaIds=[upload.id])
    like(scene.dora, comment(scene.dora, post))
    return lambda: call(post)


def _about_a_comment(scene: Scene, call: Callable[[Json], Answer]) -> Call:
    """Returns a call about a comment of Dora's on a post of Ben's, which she likes herself."""
    written = comment(scene.dora, publish(scene.ben))
    like(scene.dora, written)
    return lambda: call(written)


def _with_an_upload(scene: Scene, call: Callable[[Media], Answer]) -> Call:
    upload = put_upload(scene.ana)
    return lambda: call(upload)


def _when_skilled(scene: Scene, path: str, **query: str) -> Call:
    lists(
        scene.ana, {"Spanish": "expert", "Chess": "expert"}, {"SQL": "beginner", "Go": "beginner"}
    )
    lists(scene.ben, {"SQL": "expert"}, {"Spanish": "beginner"})
    lists(scene.dora, {"Go": "expert", "Sign painting": "expert"})
    publish(scene.ben, postType="tutorial", tags=["sql"])
    return lambda: scene.ana.get(path, query=query)


def _in_a_chat(scene: Scene, call: Callable[[Json], Answer]) -> Call:
    """Returns a call about a conversation of Ana and Ben in which both have written."""
    conversation = opened(scene.ana, scene.ben)
    for person in (scene.ana, scene.ben):
        written(person, conversation["id"])
    return lambda: call(conversation)


def _in_their_chat(scene: Scene, call: Callable[[Json], Answer]) -> Call:
    conversation = opened(scene.ana, scene.ben)
    return lambda: call(conversation)


def _about_a_request(scene: Scene, by: Person, action: str) -> Call:
    exchange_id = requested(scene.ana, scene.ben)
    return lambda: by.patch(f"/exchange/{action}", {"exchangeId": exchange_id})


def _about_a_session(
    scene: Scene, call: Callable[[Json], Answer], *, is_agreed: bool = True
) -> Call:
    """Returns a call about a session that Ana has proposed to Ben."""
    exchange_id = agreed(scene.ana, scene.ben)
    make = partial(scheduled, scene.ana, scene.ben) if is_agreed else partial(proposed, scene.ana)
    session = {"id": make(exchange_id), "exchangeId": exchange_id}
    return lambda: call(session)


def _after_a_session(
    scene: Scene, call: Callable[[str], Answer], *done_before: tuple[Person, str]
) -> Call:
    """Returns a call about a session of Ana and Ben that has begun, by its id."""
    session_id = scheduled(scene.ana, scene.ben, agreed(scene.ana, scene.ben))
    later(scene.time_passes, scene.ana, scene.ben, days=2, minutes=30)
    for person, action in done_before:
        assert act(person, action, session_id).status == 200
    return lambda: call(session_id)


def _about_a_rating(
    scene: Scene, call: Callable[[Json], Answer], *, is_revealed: bool = False
) -> Call:
    """Returns a call about what Ben has said of Ana."""
    session_id = just_completed(scene.ana, scene.ben)
    rating = rate(scene.ben, session_id).json
    if is_revealed:
        rate(scene.ana, session_id)
    return lambda: call(rating)


def _when_told(scene: Scene, call: Callable[[Json], Answer]) -> Call:
    """Returns a call about what Ana was told of two others."""
    followed(scene.ana, scene.ben, scene.dora)
    [notification] = told(scene.ana)
    return lambda: call(notification)


def _of_a_calendar(scene: Scene) -> Callable[[Json], Answer]:
    address = scene.ana.post("/exchange/calendarToken").json["calendarUrl"]
    return lambda _: scene.gateway.get(urlsplit(address).path)


# By the action of a frame: the bound, and what the frame has. Wherever something is shown to people
# it takes one round trip to see on which connections they are, and two before.
CHAT = "the id of the conversation"
FRAMES: dict[str, tuple[int, Json]] = {
    "sendMessage": (3, {"conversationId": CHAT, "clientId": "1", "content": "Hello"}),
    "markRead": (3, {"conversationId": CHAT, "sequence": 1}),
    "typing": (3, {"conversationId": CHAT}),
    "ping": (2, {}),
    "$default": (0, {}),
}


def granted(route: Route | SocketRoute) -> set[str]:
    """Returns what a line allows on tables."""
    uses = [resource for use in route.uses for resource in use.actions.items()]
    return {action for name, actions in uses if name.endswith(TABLES) for action in actions}


def needed(calls: Calls) -> set[str]:
    """Returns what must be allowed for the calls."""
    operations = {operation for operation, _ in calls.requests} - {"TransactWriteItems"}
    operations |= {WRITES_OF_TRANSACTIONS[name] for name, _ in transacted(calls)}
    return {f"dynamodb:{operation}" for operation in operations}


def transacted(calls: Calls) -> list[tuple[str, str]]:
    """Returns the writes of transactions: what is done, and to which item."""
    writes = [
        next(iter(write.items()))
        for operation, arguments in calls.requests
        if operation == "TransactWriteItems"
        for write in arguments["TransactItems"]
    ]
    keys = [write.get("Key") or write["Item"] for _, write in writes]
    return [
        (name, f"{key['pk']['S']} {key['sk']['S']}")
        for (name, _), key in zip(writes, keys, strict=True)
    ]


def test_every_endpoint_that_uses_a_table_has_a_bound() -> None:
    assert set(BOUNDS) == {route.endpoint for route in ROUTES if granted(route)}


@pytest.mark.parametrize(
    "route", [route for route in ROUTES if granted(route)], ids=lambda route: route.endpoint
)
def test_an_endpoint_waits_for_dynamodb_no_more_often_than(scene: Scene, route: Route) -> None:
    bound, prepare = BOUNDS[route.endpoint]
    call = prepare(scene)
    with counted_calls() as calls:
        answer = call()
    assert 200 <= answer.status < 300, answer.text
    assert 1 <= calls.round_trips <= bound, calls.operations
    check_calls(calls, route)


def check_calls(calls: Calls, route: Route | SocketRoute) -> None:
    """Check that a line allows what its function has called, and DynamoDB does too."""
    assert needed(calls) <= granted(route)
    assert not {"Scan", "DescribeTable"} & set(calls.operations)
    # DynamoDB refuses a transaction that has one item twice, moto only one that updates it twice.
    items = [item for _, item in transacted(calls)]
    assert len(items) == len(set(items))


@pytest.mark.parametrize(
    "route",
    [route for route in SOCKET_ROUTES if route.action not in {"$connect", "$disconnect"}],
    ids=lambda route: route.action,
)
def test_an_action_waits_for_dynamodb_no_more_often_than(
    scene: Scene, sockets: Sockets, route: SocketRoute
) -> None:
    bound, content = FRAMES[route.action]
    chat = opened(scene.ana, scene.ben)["id"]
    written(scene.ben, chat)
    anas, bens = (sockets.connect(person) for person in (scene.ana, scene.ben))
    with counted_calls() as calls:
        anas.send(route.action, **{k: chat if v == CHAT else v for k, v in content.items()})
    assert calls.round_trips == bound, calls.operations
    check_calls(calls, route)
    assert anas.take("error") == [] or route.action == "$default"
    assert len(bens.take()) == (bound == 3)


def test_a_connection_opens_and_closes_in_two_round_trips(ana: Person, sockets: Sockets) -> None:
    lines = {route.action: route for route in SOCKET_ROUTES}
    ticket = ana.post("/chat/ticket").json["ticket"]
    with counted_calls() as calls:
        assert sockets.shake_hands("a", ticket) == 200
    assert calls.operations == ["GetItem", "TransactWriteItems"]
    check_calls(calls, lines["$connect"])
    with counted_calls() as calls:
        assert sockets.call("$disconnect", "a") == 200
    assert calls.operations == ["GetItem", "TransactWriteItems"]
    check_calls(calls, lines["$disconnect"])


@pytest.mark.parametrize("devices", [0, 1, 12])
def test_a_message_waits_no_longer_however_many_devices_are_shown_it(
    ana: Person, ben: Person, sockets: Sockets, devices: int
) -> None:
    chat = opened(ana, ben)["id"]
    for _ in range(devices):
        sockets.connect(ben)
    with counted_calls() as calls:
        written(ana, chat)
    assert calls.operations == ["GetItem", "TransactWriteItems", "BatchGetItem"]
    assert sockets.posts == devices


def test_a_full_list_of_conversations_takes_two_round_trips(
    ana: Person, new_person: Callable[..., Person]
) -> None:
    for _ in range(12):
        written(ana, opened(ana, new_person())["id"])
    with counted_calls() as calls:
        assert len(ana.get("/chat/list", query={"limit": "12"}).json["items"]) == 12
    assert calls.operations == ["Query", "BatchGetItem"]


@pytest.mark.parametrize(
    "changes", [{}, {"bio": "Hi"}, {"firstName": "Anna", "timeZone": "UTC"}], ids=str
)
def test_a_profile_is_changed_in_one_round_trip_unless_the_username_is(
    ana: Person, changes: dict[str, str]
) -> None:
    with counted_calls() as calls:
        assert ana.put("/user/updateProfile", changes).status == 200
    assert calls.round_trips == 1


def test_to_mark_all_up_to_a_notification_takes_three_round_trips_and_one_to_tell(
    ana: Person, ben: Person
) -> None:
    followed(ana, ben)
    [notification] = told(ana)
    with counted_calls() as calls:
        assert mark_read(ana, upTo=notification["id"]) == 0
    assert calls.round_trips == 3 + 1


@pytest.mark.parametrize("everywhere", [True, False], ids=["everywhere", "here"])
def test_a_logout_is_one_write(ana: Person, everywhere: object) -> None:
    with counted_calls() as calls:
        assert ana.post("/auth/logout", {"everywhere": everywhere}).status == 204
    assert len(calls.operations) == 1


def test_the_first_call_of_a_function_asks_no_more_than_any_other(ana: Person, ben: Person) -> None:
    store.connection.cache_clear()
    with counted_calls() as calls:
        assert ana.profile_of(ben).status == 200
    assert calls.operations == ["BatchGetItem"]


def test_a_full_page_waits_no_longer_than_a_short_one(ana: Person, ben: Person) -> None:
    for number in range(101):
        follower_id = ids.new_id()
        name = f"follower{number}"
        for item in (
            Profile.key(follower_id).new(
                id=follower_id,
                email=f"{name}@example.com",
                username=name,
                first_name="A",
                last_name="B",
                created_at=clock.now(),
            ),
            Follow.of(follower_id, ben.id, clock.now()),
        ):
            store.put(item)
    store.update(Stats.key(ben.id), Stats.followers_count.set(101))
    with counted_calls() as calls:
        page = ana.get(f"/user/{ben.id}/followers", query={"limit": "100"}).json
    assert len(page["items"]) == 100
    assert page["nextCursor"]
    assert calls.round_trips == 2
    # Whether the list is visible, and 100 profiles; the follows, and the caller's blocks.
    assert Counter(calls.operations) == {"BatchGetItem": 2, "Query": 2}


def heads_read(calls: Calls) -> list[int]:
    """Returns how many heads of authors each call has read, the most first."""
    read = [
        [key["sk"]["S"] for table in arguments["RequestItems"].values() for key in table["Keys"]]
        for operation, arguments in calls.requests
        if operation == "BatchGetItem"
    ]
    return sorted((len(keys) for keys in read if "HEAD" in keys), reverse=True)


@pytest.mark.parametrize("follows", [10, 100, 2000])
def test_a_page_of_the_feed_takes_three_round_trips_however_many_one_follows(
    ana: Person, follows: int
) -> None:
    authors = [ids.new_id() for _ in range(follows)]
    put_all(Follow.of(ana.id, author, clock.now()) for author in authors)
    put_all(TimelineHead.key(author).new().with_post(ids.new_id()) for author in authors)
    for author in authors[:10]:
        put_profile(author)
        put_posts(author, 2)
    with counted_calls() as calls:
        page = ana.get("/feed/latest").json
    assert len(page["items"]) == 20
    assert calls.round_trips == 3
    assert heads_read(calls) == [100] * ((follows + 1) // 100) + [(follows + 1) % 100]
    months = 2 if follows < 20 else 0  # where suggestions may have to fill the page
    # The follows, the reader's blocks, and their likes.
    assert calls.operations.count("Query") == 3 + months
    hydrations = 1  # 20 posts with counts, and 10 authors
    assert calls.operations.count("BatchGetItem") == len(heads_read(calls)) + hydrations


@pytest.mark.parametrize("prolific", [1, 3])
def test_a_page_past_the_heads_of_authors_takes_one_round_trip_more(
    ana: Person, prolific: int
) -> None:
    for author in (ids.new_id() for _ in range(prolific)):
        put_profile(author)
        put_posts(author, HEAD_LENGTH + 20)
        put_all([Follow.of(ana.id, author, clock.now())])
    pages = ana.pages("/feed/latest", limit=20)
    round_trips, items = [], 0
    while items < prolific * (HEAD_LENGTH + 20):
        with counted_calls() as calls:
            items += len(next(pages)["items"])
        round_trips.append(calls.round_trips)
    assert round_trips == sorted(round_trips)
    assert set(round_trips) == {3, 4}


@pytest.mark.parametrize("changes", [{}, {"username": "renamed"}], ids=str)
def test_a_profile_picture_is_changed_in_two_round_trips(
    ana: Person, changes: dict[str, str]
) -> None:
    first, second = put_upload(ana), put_upload(ana)
    ana.put("/user/updateProfile", {"profileImageId": first.id})
    for upload_id in (second.id, None):
        with counted_calls() as calls:
            sent = {**changes, "profileImageId": upload_id}
            assert ana.put("/user/updateProfile", sent).status == 200
        assert calls.round_trips == 2
        items = [item for _, item in transacted(calls)]
        assert len(items) == len(set(items))


def test_to_find_partners_by_many_skills_waits_no_longer_than_by_one(ana: Person) -> None:
    offers, seeks = ([f"{side} {number}" for number in range(20)] for side in ("offer", "seek"))
    put_profile(ana.id, dict.fromkeys(offers, "expert"), dict.fromkeys(seeks, "beginner"))
    for _ in range(40):
        profile = put_profile(ids.new_id(), {seeks[0]: "expert"}, {offers[0]: "beginner"})
        for row in paired(profile).pairings().values():
            store.put(row)
    with counted_calls() as calls:
        people = ana.get("/explore/recommend").json["people"]
    assert len(people) == 10
    assert calls.round_trips == 3
    # Six skills of each side; three times as many people as are shown, three keys each.
    pairs, teachers, tutorials, blocks, hydrations = 6 * 6, 6, 6, 1, 1
    assert Counter(calls.operations) == {
        "Query": pairs + teachers + tutorials + blocks,
        "BatchGetItem": 1 + hydrations,
    }


def test_a_conversation_that_exists_is_opened_in_two_round_trips(ana: Person, ben: Person) -> None:
    opened(ana, ben)
    for one, other in ((ana, ben), (ben, ana)):
        with counted_calls() as calls:
            opened(one, other)
        assert calls.round_trips == 2
        assert Counter(calls.operations) == {"BatchGetItem": 2, "Query": 1}


def test_who_opens_a_conversation_second_at_the_same_moment_reads_it_in_one_round_trip_more(
    ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_meanwhile(monkeypatch, lambda _: opened(ben, ana))
    with counted_calls() as calls:
        opened(ana, ben)
    bens = ["BatchGetItem", "TransactWriteItems"]
    assert calls.operations[:4] == ["BatchGetItem", *bens, "TransactWriteItems"]
    assert calls.round_trips == len(bens) + 3
