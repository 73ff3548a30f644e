"""How often an endpoint waits for DynamoDB: calls side by side count once."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from infra.routes import ROUTES, Route
from learn_exchange import clock, ids
from learn_exchange.tables import store
from learn_exchange.tables.users import Follow, Profile, Stats
from tests.support.counting import Calls, counted_calls
from tests.support.gateway import Answer, Gateway
from tests.support.people import PASSWORD, Person, new_person_body
from tests.support.rows import link_token

WRITES_OF_TRANSACTIONS = {
    "ConditionCheck": "ConditionCheckItem",
    "Delete": "DeleteItem",
    "Put": "PutItem",
    "Update": "UpdateItem",
}


@dataclass(frozen=True)
class Scene:
    """Ana and Ben follow each other, Ana has blocked Cleo, and Dora stands apart."""

    gateway: Gateway
    ana: Person
    ben: Person
    cleo: Person
    dora: Person


@pytest.fixture
def scene(gateway: Gateway, new_person: Callable[..., Person]) -> Scene:
    """People to call every endpoint with."""
    ana, ben, cleo, dora = (new_person() for _ in range(4))
    ana.follow(ben)
    ben.follow(ana)
    ana.block(cleo)
    assert gateway.post("/auth/forgotPassword", {"email": ana.email}).status == 202
    return Scene(gateway, ana, ben, cleo, dora)


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
    "GET /health": (1, lambda s: lambda: s.gateway.get("/health")),
}


def _post(scene: Scene, path: str, **body: str) -> Call:
    return lambda: scene.gateway.post(path, body)


def granted(route: Route) -> set[str]:
    """What an endpoint's line allows on tables."""
    uses = [resource for use in route.uses for resource in use.actions.items()]
    return {action for name, actions in uses if name.endswith(" table") for action in actions}


def needed(calls: Calls) -> set[str]:
    """What must be allowed for the calls."""
    operations = {operation for operation, _ in calls.requests} - {"TransactWriteItems"}
    operations |= {WRITES_OF_TRANSACTIONS[name] for name, _ in transacted(calls)}
    return {f"dynamodb:{operation}" for operation in operations}


def transacted(calls: Calls) -> list[tuple[str, str]]:
    """The writes of transactions: what is done, and to which item."""
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
    assert needed(calls) <= granted(route)
    assert not {"Scan", "DescribeTable"} & set(calls.operations)
    # DynamoDB refuses a transaction that has one item twice, moto only one that updates it twice.
    items = [item for _, item in transacted(calls)]
    assert len(items) == len(set(items))


@pytest.mark.parametrize(
    "changes", [{}, {"bio": "Hi"}, {"firstName": "Anna", "timeZone": "UTC"}], ids=str
)
def test_a_profile_is_changed_in_one_round_trip_unless_the_username_is(
    ana: Person, changes: dict[str, str]
) -> None:
    with counted_calls() as calls:
        assert ana.put("/user/updateProfile", changes).status == 200
    assert calls.round_trips == 1


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
    hydrations = 3  # 100 profiles and 200 places where a block would be, 100 keys a call
    assert sorted(calls.operations) == ["BatchGetItem"] * (1 + hydrations) + ["Query"]
