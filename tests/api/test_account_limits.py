"""The limits on what one account does that reaches others, with the numbers that hold."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest

from learn_exchange import account_limits, clock
from learn_exchange.account_limits import ACCOUNT_LIMITS, NEWCOMER_FOR, pair
from learn_exchange.ids import new_id
from learn_exchange.limits import RateLimit
from learn_exchange.tables.chat import ChatCounter, Pair
from learn_exchange.tables.exchange import ExchangeCounter
from learn_exchange.tables.feed import FeedCounter
from learn_exchange.tables.store import delete, put
from learn_exchange.tables.users import UsersCounter
from tests.support.clock import StoppedClock
from tests.support.conversations import open_chat, opened
from tests.support.exchanges import act, agreed, in_days, propose, proposed, request
from tests.support.gateway import Answer, Json
from tests.support.people import Person
from tests.support.posts import like, new_post_body, publish
from tests.support.rows import link_token, nothing_written
from tests.support.sockets import Device, Sockets

pytestmark = pytest.mark.usefixtures("limits_that_hold", "stopped_clock")


@pytest.fixture
def limits_that_hold(environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits as they are, which the other tests raise."""
    for limit in ACCOUNT_LIMITS:
        for variable in limit.variables:
            monkeypatch.delenv(variable)


@dataclass
class Scene:
    """Ana, of whom it is counted what she does to Ben, and what they have to do with each other."""

    ana: Person
    ben: Person
    post: Json
    liked: Json
    chat_id: str
    exchange_id: str
    session_id: str
    device: Device
    numbers: Iterator[int] = field(default_factory=count)


@pytest.fixture
def scene(ana: Person, ben: Person, sockets: Sockets) -> Scene:
    """The two, with a post of each, a conversation, and a session that is proposed."""
    exchange_id = agreed(ben, ana)
    return Scene(
        ana,
        ben,
        post=publish(ben),
        liked=publish(ben),
        chat_id=opened(ben, ana)["id"],
        exchange_id=exchange_id,
        session_id=proposed(ben, exchange_id, in_days(9)),
        device=sockets.connect(ana),
    )


def by_frame(scene: Scene, action: str, **content: Any) -> Json | None:
    """Returns the error that a frame is answered by, if any."""
    scene.device.send(action, conversationId=scene.chat_id, **content)
    [*errors] = scene.device.take("error")
    return errors[0] if errors else None


def comment(scene: Scene) -> Answer:
    """Comment on Ben's post."""
    return scene.ana.post("/feed/comment", {"postId": scene.post["id"], "content": "How?"})


# What is done, which limit holds, and the subject that it is counted by.
ACTS: dict[str, tuple[RateLimit, type[Any], Callable[[Scene], str], Callable[[Scene], Any]]] = {
    "requests": (
        account_limits.REQUESTS,
        ExchangeCounter,
        lambda s: s.ana.id,
        lambda s: request(s.ana, s.ben, "Chess"),
    ),
    "requests to one": (
        account_limits.REQUESTS_TO_ONE,
        ExchangeCounter,
        lambda s: pair(s.ana.id, s.ben.id),
        lambda s: request(s.ana, s.ben, "Chess"),
    ),
    "new sessions": (
        account_limits.SESSION_TIMES_TO_ONE,
        ExchangeCounter,
        lambda s: pair(s.ana.id, s.ben.id),
        lambda s: propose(s.ana, s.exchange_id, in_days(5)),
    ),
    "other times": (
        account_limits.SESSION_TIMES_TO_ONE,
        ExchangeCounter,
        lambda s: pair(s.ana.id, s.ben.id),
        lambda s: act(s.ana, "rescheduleSession", s.session_id, scheduledTime=in_days(4)),
    ),
    "conversations": (
        account_limits.CONVERSATIONS,
        ChatCounter,
        lambda s: s.ana.id,
        lambda s: open_chat(s.ana, s.ben),
    ),
    "messages": (
        account_limits.MESSAGES,
        ChatCounter,
        lambda s: s.ana.id,
        lambda s: s.ana.post(
            f"/chat/{s.chat_id}/messages", {"clientId": new_id(), "content": "Hello"}
        ),
    ),
    "follows": (
        account_limits.FOLLOWS,
        UsersCounter,
        lambda s: s.ana.id,
        lambda s: s.ana.follow(s.ben),
    ),
    "posts": (
        account_limits.POSTS,
        FeedCounter,
        lambda s: s.ana.id,
        lambda s: s.ana.post("/feed/createPost", new_post_body()),
    ),
    "comments": (account_limits.COMMENTS, FeedCounter, lambda s: s.ana.id, comment),
    "comments to one": (
        account_limits.COMMENTS_TO_ONE,
        FeedCounter,
        lambda s: pair(s.ana.id, s.ben.id),
        comment,
    ),
    "likes": (
        account_limits.LIKES,
        FeedCounter,
        lambda s: s.ana.id,
        lambda s: like(s.ana, s.liked),
    ),
    "typing": (
        account_limits.TYPING,
        ChatCounter,
        lambda s: s.ana.id,
        lambda s: by_frame(s, "typing"),
    ),
    "messages by WebSocket": (
        account_limits.MESSAGES,
        ChatCounter,
        lambda s: s.ana.id,
        lambda s: by_frame(s, "sendMessage", clientId=new_id(), content="Hello"),
    ),
}


def counted(limit: RateLimit, counter: type[Any], subject: str, number: int) -> None:
    """Have so many attempts counted in the window of now."""
    ends = limit.window_end(clock.now())
    put(limit.key(counter, subject, ends).new(taken=number, expires_at=ends))


@pytest.mark.parametrize("act_name", ACTS)
@pytest.mark.parametrize("account", ["a newcomer", "someone known"])
def test_an_act_beyond_the_limit_is_refused_and_the_last_within_it_is_not(
    stopped_clock: StoppedClock, scene: Scene, sockets: Sockets, act_name: str, account: str
) -> None:
    limit, counter, subject_of, do = ACTS[act_name]
    newcomer = account == "a newcomer"
    if not newcomer:
        become_known(stopped_clock, scene.ana, scene.ben)
        scene.device = sockets.connect(scene.ana)
    if act_name == "conversations":
        forget_conversation(scene)
    most = (limit.newcomers if newcomer else None) or limit.most
    counted(limit, counter, subject_of(scene), most)

    with nothing_written():
        refused = do(scene)

    wait = refusal(refused)
    assert 0 < wait <= limit.window.total_seconds()
    counted(limit, counter, subject_of(scene), most - 1)
    assert is_done(do(scene))


def refusal(answer: Answer | Json | None) -> int:
    """Returns for how many seconds one is refused."""
    if isinstance(answer, Answer):
        assert (answer.status, answer.problem) == (429, "too-many-requests")
        return int(answer.header("Retry-After"))
    assert answer is not None
    assert answer["code"] == "too-many-requests"
    return int(answer["retryAfter"])


def is_done(answer: Answer | Json | None) -> bool:
    """Returns whether an act was done."""
    return answer.status in (200, 201) if isinstance(answer, Answer) else answer is None


def forget_conversation(scene: Scene) -> None:
    """Let Ana and Ben have no conversation."""
    delete(Pair.key(scene.ana.id, scene.ben.id))


def become_known(time: StoppedClock, *people: Person) -> None:
    """Let people verify their addresses and get through their first days."""
    for person in people:
        body = {"token": link_token(person, "verify-email")}
        assert person.gateway.post("/auth/verifyEmail", body).status == 200
    time.forward(days=NEWCOMER_FOR.days)
    for person in people:
        assert person.refresh().status == 200


def test_who_withdraws_requests_can_make_no_more_of_them(ana: Person, ben: Person) -> None:
    statuses = []
    for _ in range(40):
        answer = request(ana, ben)
        statuses.append(answer.status)
        if answer.status == 201:
            ana.patch("/exchange/cancel", {"exchangeId": answer.json["id"]})
    most = account_limits.REQUESTS_TO_ONE.newcomers
    assert most is not None
    assert statuses == [201] * most + [429] * (40 - most)


def test_an_account_stays_a_newcomers_until_its_address_is_verified(
    stopped_clock: StoppedClock, ana: Person, ben: Person
) -> None:
    stopped_clock.forward(days=NEWCOMER_FOR.days + 1)
    ana.refresh()
    counted_requests = account_limits.REQUESTS_TO_ONE.newcomers or 0
    both = pair(ana.id, ben.id)
    counted(account_limits.REQUESTS_TO_ONE, ExchangeCounter, both, counted_requests)
    assert request(ana, ben).problem == "too-many-requests"


def test_what_is_sent_again_is_no_further_act(stopped_clock: StoppedClock, scene: Scene) -> None:
    key = {"Idempotency-Key": "once"}
    first = scene.ana.post("/feed/createPost", new_post_body(), headers=key)
    counted(account_limits.POSTS, FeedCounter, scene.ana.id, 1000)
    again = scene.ana.post("/feed/createPost", new_post_body(), headers=key)
    assert (first.status, again.status) == (201, 201)
    assert again.json["id"] == first.json["id"]


def test_a_full_measure_tells_nothing_of_who_is_hidden(
    stopped_clock: StoppedClock, scene: Scene
) -> None:
    for limit, counter, subject_of, _ in ACTS.values():
        counted(limit, counter, subject_of(scene), 1000)
    scene.ben.block(scene.ana)
    for name in ("requests", "comments", "likes", "follows", "conversations"):
        assert ACTS[name][3](scene).problem == "not-found", name
    typing = by_frame(scene, "typing")
    assert typing is not None
    assert typing["code"] == "not-found"


def test_every_limit_has_its_reason() -> None:
    assert all(limit.reason for limit in ACCOUNT_LIMITS)
    names = [variable for limit in ACCOUNT_LIMITS for variable in limit.variables]
    assert len(set(names)) == len(names)
    assert all((limit.newcomers or limit.most) <= limit.most for limit in ACCOUNT_LIMITS)
