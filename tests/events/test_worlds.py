"""Someone hidden is someone who is not there: two worlds that look the same to Ben.

In one, Ana has done all that one can do about Ben and then blocked him; in the other she was never
there. What Ben reads, does and is told afterwards is written down in both, and is the same.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

import pytest

from learn_exchange.ids import new_id
from tests.support.bus import Bus
from tests.support.conversations import opened, written
from tests.support.exchanges import new_session_body, request, requested
from tests.support.gateway import Answer, Json
from tests.support.mailbox import mails
from tests.support.notifications import Telling, told
from tests.support.people import Person
from tests.support.posts import comment, like, publish
from tests.support.sockets import Sockets

# What stays, beside what was agreed (docs/adr/0018) and that one may delete what one no longer sees
# below one's own posts: totals of posts, which are the same for everyone, and when and how one was
# told of what others did, which may have been together with it.
KEPT = {"likeCount", "commentCount", "createdAt", "updatedAt", "at", "channels"}
# Ids, instants, and names that each new person has alone.
VARYING = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)"
    r"|urn:request:[^\"]+|person\d+"
)


@dataclass
class Traces:
    """The things that Ana has left behind; where she was never there, ids of nothing."""

    person: str = field(default_factory=new_id)
    post: str = field(default_factory=new_id)
    comment: str = field(default_factory=new_id)
    chat: str = field(default_factory=new_id)
    asked: str = field(default_factory=new_id)
    asked_back: str = field(default_factory=new_id)
    declined: str = field(default_factory=new_id)


@dataclass
class World:
    """Ben, and Cleo whom he knows, and Ana if she was ever there."""

    telling: Telling
    sockets: Sockets
    ben: Person
    cleo: Person
    ana: Person | None

    def live(self) -> list[str]:
        """Let everybody act, and write down what Ben then sees, without what varies."""
        bens, cleos = publish(self.ben), publish(self.cleo)
        traces = self._acquaint(bens, cleos) if self.ana else Traces()
        like(self.cleo, bens)
        comment(self.cleo, bens, "Mine came second")
        self.cleo.follow(self.ben)
        self.telling.go_round()
        if self.ana:
            self.ana.block(self.ben)
            self.telling.go_round()
        device = self.sockets.connect(self.ben)
        mailed = len(mails())
        lines = [*self._answers(traces, bens, cleos)]
        for frame in self._frames(traces):
            device.send_raw(json.dumps(frame))
        if self.ana:
            self._go_on(self.ana, bens, traces)
        self.cleo.follow(self.ben)
        comment(self.cleo, bens, "And again")
        lines += [event["detail-type"] for event in self.telling.go_round()]
        lines += [json.dumps(_without_kept(frame)) for frame in device.take()]
        lines += [f"{mail.recipients} {mail.subject}" for mail in mails()[mailed:]]
        lines.append(self._written(self.ben.get("/notifications/list")))
        for author, post in ((self.ben, bens), (self.cleo, cleos)):
            author.delete(f"/feed/post/{post['id']}")  # The next world's feed is its own.
        return numbered(lines)

    def _acquaint(self, bens: Json, cleos: Json) -> Traces:
        """Let Ana do all that one can do about somebody, ahead of Cleo."""
        ana, ben = self.ana, self.ben
        assert ana is not None
        ana.follow(ben)
        ben.follow(ana)
        like(ana, bens)
        comment(ana, bens, "Mine came first")
        post, chat = publish(ana), opened(ana, ben)
        for person in (ana, ben):
            written(person, chat["id"])
        asked, declined = requested(ana, ben, "A"), requested(ana, ben, "B")
        assert ben.patch("/exchange/decline", {"exchangeId": declined}).status == 200
        return Traces(
            person=ana.id,
            post=post["id"],
            comment=comment(ana, cleos)["id"],
            chat=chat["id"],
            asked=asked,
            asked_back=requested(ben, ana, "C"),
            declined=declined,
        )

    def _go_on(self, ana: Person, bens: Json, traces: Traces) -> None:
        """Let Ana try it all again."""
        for answer in (
            ana.follow(self.ben),
            like(ana, bens),
            ana.post("/feed/comment", {"postId": bens["id"], "content": "Still here"}),
            ana.post("/chat/open", {"userId": self.ben.id}),
            ana.post(f"/chat/{traces.chat}/messages", {"clientId": "1", "content": "Hello"}),
            request(ana, self.ben),
            ana.patch("/exchange/accept", {"exchangeId": traces.asked_back}),
        ):
            assert answer.problem == "not-found"

    def _answers(self, traces: Traces, bens: Json, cleos: Json) -> Iterator[str]:
        ben, ana = self.ben, traces.person
        message = {"clientId": "1", "content": "Hello"}
        terms = {"offeredSkill": "A", "requestedSkill": "B"}
        for path in (
            f"/user/{ana}",
            f"/user/{ana}/followers",
            f"/user/{ana}/following",
            f"/user/{self.cleo.id}/followers",
            "/user/me/followers",
            "/user/me/following",
            "/user/me",
            "/feed/latest",
            f"/feed/userPosts/{ana}",
            f"/feed/post/{traces.post}",
            f"/feed/post/{bens['id']}",
            f"/feed/comments/{traces.post}",
            f"/feed/comments/{bens['id']}",
            f"/feed/comments/{cleos['id']}",
            "/explore/recommend",
            "/chat/list",
            f"/chat/{traces.chat}",
            f"/chat/{traces.chat}/messages",
            "/exchange/list",
            f"/exchange/{traces.asked}",
            f"/exchange/{traces.asked_back}",
            f"/exchange/{traces.declined}",
            f"/exchange/{traces.asked}/busy",
            f"/exchange/ratings/{ana}",
            "/exchange/schedule",
            "/notifications/list",
            "/notifications/unreadCount",
        ):
            yield f"GET {self._written(ben.get(path))}"
        for reason in [it["id"] for it in told(ben)]:
            yield f"why {self._written(ben.get(f'/notifications/{reason}/why'))}"
        exchanges = traces.asked, traces.asked_back, traces.declined
        acts: list[Answer] = [
            ben.post("/user/follow", {"userId": ana}),
            ben.delete(f"/user/follow/{ana}"),
            ben.post("/user/block", {"userId": ana}),
            ben.delete(f"/user/block/{ana}"),
            like(ben, {"id": traces.post}),
            like(ben, {"postId": cleos["id"], "id": traces.comment}),
            ben.delete(f"/feed/like/{traces.post}"),
            ben.post("/feed/comment", {"postId": traces.post, "content": "Hello?"}),
            ben.delete(f"/feed/comment/{cleos['id']}/{traces.comment}"),
            ben.put(f"/feed/post/{traces.post}", {"title": "Mine"}),
            ben.delete(f"/feed/post/{traces.post}"),
            ben.post("/chat/open", {"userId": ana}),
            ben.post(f"/chat/{traces.chat}/messages", message),
            *(ben.post(f"/chat/{traces.chat}/read", {"sequence": last}) for last in (1, 99)),
            ben.post("/exchange/request", {"receiverId": ana, **terms}),
            ben.post("/exchange/request", {"receiverId": ana, **terms, "offeredSkill": "C"}),
            ben.post("/exchange/create", {"conversationId": traces.chat, **terms}),
            *(ben.post("/exchange/createSession", new_session_body(it)) for it in exchanges),
        ]
        for action in ("accept", "decline", "cancel"):
            for exchange_id in exchanges:
                for seen in ({}, {"revision": 7}):
                    body = {"exchangeId": exchange_id, **seen}
                    acts.append(ben.patch(f"/exchange/{action}", body))
        for answer in acts:
            yield f"act {self._written(answer)}"

    def _frames(self, traces: Traces) -> list[Json]:
        """Make the frames that Ben sends about his conversation with Ana."""
        about = {"conversationId": traces.chat}
        return [
            {"action": "sendMessage", "clientId": "2", "content": "Hello", **about},
            {"action": "typing", **about},
            {"action": "markRead", "sequence": 1, **about},
            {"action": "markRead", "sequence": 99, **about},
        ]

    @staticmethod
    def _written(answer: Answer) -> str:
        content = json.dumps(_without_kept(json.loads(answer.text or "null")))
        return f"{answer.status} {content}"


def _without_kept(content: object) -> object:
    if isinstance(content, list):
        return [_without_kept(each) for each in content]
    if isinstance(content, dict):
        return {
            name: re.sub("[^/]+$", "…", str(each)) if name == "nextCursor" else _without_kept(each)
            for name, each in content.items()
            if name not in KEPT
        }
    return content


def numbered(lines: list[str]) -> list[str]:
    """Give each id, instant and name the number of its first appearance."""
    numbers, following = dict[str, int](), count()

    def number(found: re.Match[str]) -> str:
        if found[0] not in numbers:
            numbers[found[0]] = next(following)
        return f"<{numbers[found[0]]}>"

    return [VARYING.sub(number, line) for line in lines]


@pytest.mark.usefixtures("gateway")
def test_who_has_blocked_one_is_someone_who_was_never_there(
    bus: Bus, sockets: Sockets, new_person: Callable[..., Person]
) -> None:
    seen: list[list[str]] = []
    for ana_is_there in (False, True):
        ana = new_person(firstName="Ana") if ana_is_there else None
        ben, cleo = new_person(firstName="Ben"), new_person(firstName="Cleo")
        seen.append(World(Telling(bus), sockets, ben, cleo, ana).live())
    never, blocked = seen
    assert len(never) > 60
    assert blocked == never
