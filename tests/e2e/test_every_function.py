"""Every function does its work in the deployed system, with its own role and nothing more."""

import re
from functools import partial
from http import HTTPStatus
from urllib.parse import unquote

import pytest
from websockets.exceptions import ConnectionClosed

from infra.consumers import CONSUMERS
from infra.routes import AUTHORIZER, ROUTES, SOCKET_ROUTES
from tests.support.clock import SetClock
from tests.support.conversations import opened
from tests.support.exchanges import (
    act,
    agreed,
    completed,
    in_days,
    later,
    proposed,
    rate,
    scheduled,
)
from tests.support.live import connected
from tests.support.people import PASSWORD, Person, new_person_body, sign_up, signed_in
from tests.support.pictures import photo
from tests.support.push import register
from tests.support.remote import RemoteGateway
from tests.support.system import System, eventually
from tests.support.uploads import uploaded

TOKEN = re.compile(r"token=([\w-]+)")


def mailed_token(system: System, person: Person, *, number: int) -> str:
    """Returns the token in the mail of this number to a person, from 0 on."""
    mails = eventually(lambda: system.mails_to(person.email)[number:])
    found = TOKEN.search(mails[0]["BodyText"])
    assert found
    return found[1]


def test_the_first_steps_of_two_people_take_every_endpoint(
    system: System, gateway: RemoteGateway, time_passes: SetClock
) -> None:
    ana, ben = sign_up(gateway, firstName="Ana"), sign_up(gateway, firstName="Ben")

    assert gateway.get("/health").json == {"status": "ok"}
    assert gateway.get("/docs").status == 200
    assert gateway.get("/docs/assets/docs.js").status == 200
    assert gateway.get("/openapi.json").json["openapi"].startswith("3.1")
    assert gateway.get("/docs/live").status == 200
    assert gateway.get("/asyncapi.json").json["asyncapi"].startswith("3.0")
    assert gateway.get("/.well-known/jwks.json").json["keys"]

    assert ana.post("/auth/resendVerification").status == 202
    token = mailed_token(system, ana, number=1)
    assert gateway.post("/auth/verifyEmail", {"token": token}).status == 200
    assert gateway.post("/auth/forgotPassword", {"email": ben.email}).status == 202
    reset = {"token": mailed_token(system, ben, number=1), "password": PASSWORD}
    assert gateway.post("/auth/resetPassword", reset).status == 204

    login = gateway.post("/auth/login", {"email": ben.email, "password": PASSWORD})
    ben = signed_in(gateway, login.json)
    change = {"currentPassword": PASSWORD, "newPassword": "a new battery staple"}
    assert ben.post("/auth/changePassword", change).status == 204
    refreshed = gateway.post("/auth/refresh", {"refreshToken": ben.refresh_token})
    ben = signed_in(gateway, refreshed.json)
    (device,) = ben.get("/auth/devices").json["items"]
    assert device["current"] is True

    assert ana.put("/user/updateProfile", {"bio": "I teach **SQL**."}).json["bio"]
    skill = {"skillName": "SQL", "skillLevel": "expert", "isOffering": True}
    assert ana.put("/user/skills", {"skills": [skill]}).json == {"skills": [skill]}
    assert ben.post("/user/follow", {"userId": ana.id}).json["following"] is True
    assert ana.get("/user/me").json["stats"]["followers"] == 1
    assert [p["id"] for p in ana.get("/user/me/followers").json["items"]] == [ben.id]
    assert [p["id"] for p in ben.get("/user/me/following").json["items"]] == [ana.id]
    assert ben.get(f"/user/{ana.id}").json["stats"]["followers"] == 1
    assert ben.delete(f"/user/follow/{ana.id}").json["following"] is False
    assert ana.post("/user/block", {"userId": ben.id}).json["blocked"] is True
    assert ben.get(f"/user/{ana.id}").problem == "not-found"
    assert [p["id"] for p in ana.get("/user/blocked").json["items"]] == [ben.id]
    assert ana.delete(f"/user/block/{ben.id}").json["blocked"] is False

    publish_discuss_and_discover(ana, ben)
    conversation = opened(ben, ana)
    assert conversation["with"]["id"] == ana.id
    chat_and_choose_how_to_be_told(ana, ben, conversation["id"])
    agree_meet_and_rate(ana, ben, conversation["id"], time_passes)
    be_reached_and_be_left_alone(system, ana)

    assert ben.delete(f"/auth/devices/{device['id']}").status == 204
    assert ana.post("/auth/logout").status == 204
    ended = gateway.post("/auth/refresh", {"refreshToken": ana.refresh_token})
    assert ended.problem == "login-ended"

    assert {route.endpoint for route in ROUTES} - gateway.called == set()
    for action in SOCKET_ROUTES:
        logged = eventually(partial(system.logged, action.function.replace(".", "-")))
        assert not [entry for entry in logged if "AccessDenied" in entry]


@pytest.mark.parametrize(
    ("path", "cache_control"),
    [
        ("/health", "no-store"),
        ("/.well-known/jwks.json", "public, max-age=300"),
        ("/openapi.json", "public, max-age=60"),
    ],
)
def test_head_has_the_headers_of_get_and_no_body(
    gateway: RemoteGateway, path: str, cache_control: str
) -> None:
    for answer in (gateway.http.get(path), gateway.http.head(path)):
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == cache_control
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "strict-transport-security" not in answer.headers
        assert answer.headers["content-type"].startswith("application/json")
    assert gateway.http.get(path).content
    assert gateway.http.head(path).content == b""


def be_reached_and_be_left_alone(system: System, ana: Person) -> None:
    """Every endpoint of the ways to reach somebody; Ben has asked Ana for an exchange."""
    device = register(ana).json
    assert ana.delete(f"/notifications/devices/{device['id']}").status == 204
    mails = eventually(
        lambda: [mail for mail in system.mails_to(ana.email) if "/unsubscribe" in mail["BodyText"]]
    )
    found = TOKEN.search(mails[0]["BodyText"])
    assert found
    page = ana.gateway.get(f"/notifications/unsubscribe/{found[1]}")
    assert page.status == 303
    assert unquote(page.header("Location")).endswith(f"/unsubscribe?token={unquote(found[1])}")
    one_click = {"Content-Type": "application/x-www-form-urlencoded"}
    ended = ana.gateway.post(
        f"/notifications/unsubscribe/{found[1]}",
        raw="List-Unsubscribe=One-Click",
        headers=one_click,
    )
    assert ended.json["type"].startswith(("exchange", "message", "session"))


def publish_discuss_and_discover(ana: Person, ben: Person) -> None:
    """Every endpoint of feed, media and explore, once; Ana offers SQL."""
    media = uploaded(ana, photo(), "image/jpeg")
    new = {"title": "Joins", "content": "Inner or outer?", "postType": "tutorial", "tags": ["sql"]}
    post = ana.post("/feed/createPost", {**new, "mediaIds": [media["id"]]}).json
    assert post["mediaUrl"] == media["url"]
    assert ben.get("/feed/latest").json["items"][0]["suggested"] is True
    assert ana.get("/feed/newCount").json == {"count": 1}
    assert ben.get(f"/feed/post/{post['id']}").json == post
    assert ana.put(f"/feed/post/{post['id']}", {"title": "All joins"}).json["title"] == "All joins"
    assert ben.listed(f"/feed/userPosts/{ana.id}") == [post["id"]]
    assert ben.post("/feed/like", {"postId": post["id"]}).json["likeCount"] == 1
    assert ben.delete(f"/feed/like/{post['id']}").json["likeCount"] == 0
    comment = ben.post("/feed/comment", {"postId": post["id"], "content": "Outer!"}).json
    assert ana.listed(f"/feed/comments/{post['id']}") == [comment["id"]]
    assert ana.delete(f"/feed/comment/{post['id']}/{comment['id']}").status == 204

    seek = {"skillName": "Structured Query Language", "skillLevel": "beginner", "isOffering": False}
    assert ben.put("/user/skills", {"skills": [seek]}).status == 200
    teachers = ben.get("/explore/people", query={"skill": "SQL"}).json["items"]
    assert ana.id in [teacher["user"]["id"] for teacher in teachers]
    assert post["id"] in [t["id"] for t in ben.get("/explore/recommend").json["tutorials"]]
    assert ben.get("/explore/skills", query={"prefix": "sq"}).json["items"][0]["name"] == "SQL"
    assert ben.gateway.get("/explore/trending").status == 200
    assert ana.delete(f"/feed/post/{post['id']}").status == 204


def chat_and_choose_how_to_be_told(ana: Person, ben: Person, conversation_id: str) -> None:
    """Every endpoint of chat and notifications, and every action of the WebSocket."""
    path = f"/chat/{conversation_id}"
    said = ben.post(f"{path}/messages", {"clientId": "1", "content": "¡Hola!"}).json
    assert ana.get(f"{path}/messages").json["items"] == [said]

    def of_messages() -> list[str]:
        told = ana.get("/notifications/list").json["items"]
        return [row["id"] for row in told if row["type"] == "message"]

    [notification_id] = eventually(of_messages)
    told = ana.get("/notifications/list").json["items"]
    assert ana.get(f"/notifications/{notification_id}/why").json["decisions"]
    assert ana.post("/notifications/markRead", {"ids": [notification_id]}).status == 200
    assert ana.get("/notifications/unreadCount").json["count"] < len(told)
    assert ana.post(f"{path}/read", {"sequence": 1}).json["unreadCount"] == 0
    listed = ana.get("/chat/list").json["items"][0]
    assert listed["lastMessage"] == said
    assert ana.get(path).json == listed
    with connected(ana, ben) as (anas, bens):
        anas.send("typing", conversationId=conversation_id)
        assert bens.next("typing")["userId"] == ana.id
        anas.send("sendMessage", conversationId=conversation_id, clientId="2", content="Hi!")
        assert anas.next("ack")["message"] == bens.next("message")["message"]
        bens.send("markRead", conversationId=conversation_id, sequence=2)
        assert anas.next("read")["sequence"] == 2
        anas.send("ping")
        assert anas.next("pong")
        anas.send("fly")
        assert anas.next("error")["code"] == "unknown-action"
    quiet = {"quietHours": {"start": "22:00", "end": "07:00"}}
    assert ana.put("/notifications/preferences", quiet).json["quietHours"] == quiet["quietHours"]
    assert ana.get("/notifications/preferences").json["quietHours"] == quiet["quietHours"]


def agree_meet_and_rate(
    ana: Person, ben: Person, conversation_id: str, time_passes: SetClock
) -> None:
    """Every endpoint of exchange; Ben offers SQL."""
    terms = {"offeredSkill": "Go", "requestedSkill": "Chess"}
    once = {"Idempotency-Key": "once"}
    invite = {"conversationId": conversation_id, **terms}
    invitation = ben.post("/exchange/create", invite, headers=once).json
    assert ben.post("/exchange/create", invite, headers=once).json == invitation
    declined = {"exchangeId": invitation["id"], "reason": "No time"}
    assert ana.patch("/exchange/decline", declined).json["declineReason"] == "No time"
    ask = {"receiverId": ben.id, "offeredSkill": "Spanish", "requestedSkill": "SQL"}
    asked = ana.post("/exchange/request", ask, headers=once).json
    assert ana.post("/exchange/request", ask, headers=once).json == asked
    withdrawn = {"exchangeId": asked["id"]}
    assert ana.patch("/exchange/cancel", withdrawn).json["cancelReason"] == "withdrawn"

    exchange_id = agreed(ana, ben)
    canceled = act(ana, "cancelSession", proposed(ana, exchange_id))
    assert canceled.json["status"] == "canceled"
    held, missed = proposed(ana, exchange_id), scheduled(ana, ben, exchange_id, in_days(0.2))
    moved = act(ben, "rescheduleSession", held, scheduledTime=in_days(0.1))
    assert moved.json["proposedBy"] == ben.id
    assert act(ana, "acceptSession", held).json["status"] == "accepted"
    assert ben.listed("/exchange/schedule") == [held, missed]
    assert ben.listed("/exchange/list") == [exchange_id, withdrawn["exchangeId"], invitation["id"]]
    address = ben.post("/exchange/calendarToken").json["calendarUrl"]
    calendar = ben.gateway.get(address[address.index("/exchange/") :])
    assert calendar.text.startswith("BEGIN:VCALENDAR")
    assert ben.delete("/exchange/calendarToken").status == 204
    assert ana.get(f"/exchange/session/{held}.ics").text.startswith("BEGIN:VCALENDAR")
    assert len(ana.get(f"/exchange/{exchange_id}/busy").json["theirs"]) == 2

    later(time_passes, ana, ben, hours=6)
    assert act(ana, "reportNoShow", missed).json["status"] == "no_show"
    assert act(ben, "contestNoShow", missed).json["noShowContested"] is True
    assert act(ana, "markCompleted", held).json["completedBy"] == [ana.id]
    assert act(ben, "markCompleted", held).json["status"] == "completed"
    assert ana.get(f"/exchange/{exchange_id}").json["status"] == "completed"
    assert rate(ana, held, 4).status == 201
    rating = rate(ben, held, 5).json
    assert ben.listed(f"/exchange/ratings/{ana.id}") == [rating["id"]]
    reply = {"ratingId": rating["id"], "reply": "Likewise"}
    assert ana.post("/exchange/replyRating", reply).json["reply"] == "Likewise"


def test_what_runs_without_being_called_runs(
    system: System, gateway: RemoteGateway, time_passes: SetClock
) -> None:
    person = sign_up(gateway)
    person.get("/user/me")
    eventually(partial(system.mails_to, person.email))
    partner = sign_up(gateway)
    opened(person, partner)
    session_id = scheduled(person, partner, agreed(person, partner), in_days(2))
    for timer in ("session-reminder-24h", "exchange-deadline"):
        system.fire_early(f"{timer}-{session_id}-2")
    skill = {"skillName": "Chess", "skillLevel": "expert", "isOffering": True}
    person.put("/user/skills", {"skills": [skill]})
    media = uploaded(person, photo(), "image/jpeg")
    new = {"title": "Mate", "content": "In two", "postType": "general", "mediaIds": [media["id"]]}
    post = person.post("/feed/createPost", new).json
    assert person.delete(f"/feed/post/{post['id']}").status == 204
    eventually(lambda: media_is_gone(person, media["id"]))
    chat_block_and_sign_out(sign_up(gateway), sign_up(gateway))
    # Before the signing key is replaced: the authorizer does not know the next one at once.
    completed(person, partner, agreed(person, partner, "Go", "Chess"), time_passes)
    for function in (
        "auth.remind_to_verify",
        "auth.rotate_signing_key",
        "media.expire",
        "notifications.platform_applications",
        "notifications.sum_up_mails",
        "notifications.summarize",
        "notifications.suppress",
        "notifications.suppress",
        "timers.announce",
    ):
        payload = system.sample_event(function)
        answer = system.client("lambda").invoke(
            FunctionName=f"learn-exchange-local-{function.replace('.', '-')}", Payload=payload
        )
        assert "FunctionError" not in answer, answer["Payload"].read()
    eventually(partial(system.logged, "notifications-notify"), within_seconds=60)
    for line in (*CONSUMERS, AUTHORIZER):
        function = (line if isinstance(line, str) else line.function).replace(".", "-")
        logged = eventually(partial(system.logged, function), within_seconds=60)
        assert not [entry for entry in logged if "AccessDenied" in entry]


def chat_block_and_sign_out(ana: Person, ben: Person) -> None:
    """Does what consumers of chat and notifications wait for."""
    conversation_id = opened(ana, ben)["id"]
    message = {"clientId": "1", "content": "Hello?"}
    assert ana.post(f"/chat/{conversation_id}/messages", message).status == 201
    with connected(ana, ben) as (anas, bens):
        assert anas.next("presence")["userId"] == ben.id
        bens.send("markRead", conversationId=conversation_id, sequence=1)
        assert anas.next("read")
        assert ana.post("/user/block", {"userId": ben.id}).status == 200
        assert ben.post("/auth/logout").status == 204
        with pytest.raises(ConnectionClosed):
            bens.next("error")


def media_is_gone(owner: Person, media_id: str) -> bool:
    """Returns whether an upload has been removed."""
    return owner.get(f"/media/{media_id}").status == HTTPStatus.NOT_FOUND


def test_a_key_that_is_being_replaced_goes_on_signing_and_both_keys_are_published(
    system: System, gateway: RemoteGateway
) -> None:
    person = sign_up(gateway)
    function = "learn-exchange-local-auth-rotate_signing_key"
    system.client("lambda").invoke(FunctionName=function, Payload=b"{}")
    assert len(gateway.get("/.well-known/jwks.json").json["keys"]) == 2
    assert person.get("/user/me").status == 200
    assert gateway.post("/auth/signup", new_person_body()).status == 201
