"""Notifications in the deployed system: live, in the list, by mail and by push, and why."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from http import HTTPStatus

import httpx
import pytest

from learn_exchange import clock
from local.stage import prefix
from tests.support.conversations import opened
from tests.support.exchanges import act, agreed, proposed
from tests.support.gateway import Json
from tests.support.live import connected
from tests.support.people import Person
from tests.support.remote import all_at_once
from tests.support.system import STAGE, DeployedClock, System, eventually

UNSUBSCRIBE = re.compile(r"/unsubscribe\?token=(\S+)")


def told(person: Person) -> list[Json]:
    """Returns a person's list of notifications, the newest first."""
    items: list[Json] = person.get("/notifications/list", query={"limit": "100"}).json["items"]
    return items


def unread(person: Person) -> int:
    """Returns how many of them they have not read."""
    count: int = person.get("/notifications/unreadCount").json["count"]
    return count


def post_of(author: Person) -> str:
    """Returns a post of somebody."""
    new = {"title": "Five chords", "content": "Begin with G.", "postType": "tutorial"}
    post_id: str = author.post("/feed/createPost", new).json["id"]
    return post_id


def verified(system: System, person: Person) -> None:
    """Have somebody verify their address by the link that was mailed to them."""
    mail = eventually(partial(system.mails_to, person.email))[0]
    token = mail["BodyText"].partition("token=")[2].split()[0]
    assert person.gateway.post("/auth/verifyEmail", {"token": token}).status == HTTPStatus.OK


def mails_about(system: System, person: Person, text: str) -> list[Json]:
    """Returns the mails to somebody whose subject has a text."""
    return [mail for mail in system.mails_to(person.email) if text in mail["Subject"]]


def why(person: Person, notification: Json, channel: str) -> str:
    """Waits for the outcome of the last event of a notification on a channel, and returns it."""

    def outcome() -> str | None:
        answer = person.get(f"/notifications/{notification['id']}/why").json
        decided: str = answer["decisions"][0]["channels"][channel]["outcome"]
        return None if decided == "pending" else decided

    return eventually(outcome) or ""


def test_what_happens_arrives_live_and_in_the_list(ana: Person, ben: Person) -> None:
    post_id = post_of(ben)
    with connected(ben, ben) as (phone, laptop):
        ana.post("/user/follow", {"userId": ben.id})
        assert phone.next("notification")["notification"]["type"] == "follow"
        ana.post("/feed/like", {"postId": post_id})
        like = phone.next("notification")["notification"]
        assert like["content"] == "Ana likes your post “Five chords”."
        ana.post("/feed/comment", {"postId": post_id, "content": "And then?"})
        assert phone.next("notification")["notification"]["sourceId"] == post_id
        exchange_id = agreed(ana, ben)
        assert phone.next("notification")["notification"]["sourceId"] == exchange_id
        session_id = proposed(ana, exchange_id)
        newest = phone.next("notification")
        assert newest["notification"]["sourceId"] == session_id
        assert newest["unreadCount"] == unread(ben) == len(told(ben)) == 5

        types = [item["type"] for item in told(ben)]
        assert types == ["session_proposed", "exchange_request", "comment", "like", "follow"]
        assert why(ben, like, "live") == "sent"
        assert why(ben, like, "push") == "online"

        marked = ben.post("/notifications/markRead", {"ids": [like["id"]]})
        assert marked.json == {"count": 4}
        assert laptop.next("notificationsRead")["ids"] == [like["id"]]
        marked = ben.post("/notifications/markRead", {"upTo": newest["notification"]["id"]})
        assert marked.json == {"count": 0}
        assert laptop.next("notificationsRead")["unreadCount"] == 0
    assert all(item["isRead"] for item in told(ben))


def test_who_is_away_is_mailed_once_until_they_look_and_no_more_when_they_say_so(
    system: System, ana: Person, ben: Person
) -> None:
    verified(system, ben)
    conversation_id = opened(ana, ben)["id"]
    path = f"/chat/{conversation_id}/messages"
    sent = 3
    for number in range(sent):
        ana.post(path, {"clientId": str(number), "content": "Are you there?"})
    [notification] = eventually(lambda: [row for row in told(ben) if row["count"] == sent])
    [mail] = eventually(partial(mails_about, system, ben, "Message from"))
    assert "Ana" in mail["BodyText"]
    assert why(ben, notification, "email") == "grouped"
    assert unread(ben) == 1

    ben.post(f"/chat/{conversation_id}/read", {"sequence": sent})
    eventually(lambda: unread(ben) == 0)
    # What mail programs do with `List-Unsubscribe-Post`; the emulator keeps no headers of mails.
    [token] = UNSUBSCRIBE.findall(mail["BodyText"])
    one_click = f"{system.api_url}/notifications/unsubscribe/{token}"
    form = {"List-Unsubscribe": "One-Click"}
    assert httpx.post(one_click, data=form, trust_env=False, timeout=60).json()["type"] == "message"

    ana.post(path, {"clientId": "4", "content": "Still there?"})
    newest = eventually(lambda: [row for row in told(ben) if not row["isRead"]])[0]
    assert why(ben, newest, "email") == "muted"
    assert len(mails_about(system, ben, "Message from")) == 1


def test_many_who_like_the_same_are_one_notification(
    ana: Person, new_person: Callable[..., Person]
) -> None:
    post_id = post_of(ana)
    people = [new_person() for _ in range(6)]
    all_at_once([partial(person.post, "/feed/like", {"postId": post_id}) for person in people])
    [like] = eventually(lambda: [row for row in told(ana) if row["count"] == len(people)])
    assert "and 5 others like your post" in like["content"]
    assert unread(ana) == 1
    decisions = ana.get(f"/notifications/{like['id']}/why").json["decisions"]
    assert len(decisions) == len(people)


def test_the_count_is_right_however_many_mark_and_tell_at_once(
    ana: Person, new_person: Callable[..., Person]
) -> None:
    posts = [post_of(ana) for _ in range(8)]
    fan = new_person()
    for post_id in posts[:4]:
        fan.post("/feed/like", {"postId": post_id})
    eventually(lambda: len(told(ana)) == 4)
    ids = [row["id"] for row in told(ana)]
    marks = [partial(ana.post, "/notifications/markRead", {"ids": ids[:3]})] * 5
    likes = [partial(fan.post, "/feed/like", {"postId": post_id}) for post_id in posts[4:]]
    all_at_once([*marks, *likes])
    eventually(lambda: len(told(ana)) == len(posts))
    assert unread(ana) == sum(not row["isRead"] for row in told(ana))


def test_quiet_hours_hold_back_what_calls_but_not_what_is_shown(ana: Person, ben: Person) -> None:
    hour = timedelta(hours=1)
    hours = {"start": f"{clock.now() - hour:%H:%M}", "end": f"{clock.now() + hour:%H:%M}"}
    assert ben.put("/notifications/preferences", {"quietHours": hours}).status == HTTPStatus.OK
    ana.post("/user/follow", {"userId": ben.id})
    [follow] = eventually(partial(told, ben))
    assert why(ben, follow, "push") == "deferred"


def test_what_quiet_hours_have_held_back_comes_in_one_mail_when_they_end(
    system: System, time_passes: DeployedClock, ana: Person, ben: Person
) -> None:
    verified(system, ben)
    hour = timedelta(hours=1)
    end = (clock.now() + hour).replace(second=0, microsecond=0)
    hours = {"start": f"{clock.now() - hour:%H:%M}", "end": f"{end:%H:%M}"}
    assert ben.put("/notifications/preferences", {"quietHours": hours}).status == HTTPStatus.OK
    path = f"/chat/{opened(ana, ben)['id']}/messages"
    ana.post(path, {"clientId": "1", "content": "Are you there?"})
    [message] = eventually(partial(told, ben))
    assert why(ben, message, "email") == "deferred"
    assert mails_about(system, ben, "New message") == []

    time_passes.forward(hours=1)
    system.fire_early(f"quiet-over-{ben.id}-{int(end.timestamp())}")
    [mail] = eventually(partial(mails_about, system, ben, "While it was quiet"))
    assert "You have one new notification." in mail["BodyText"]
    assert "Ana: Are you there?" in mail["BodyText"]


def test_push_goes_to_the_devices_that_are_registered(
    system: System, ana: Person, ben: Person
) -> None:
    device = {"platform": "fcm", "token": f"token-of-{ben.id}"}
    registered = ben.post("/notifications/devices", device)
    assert registered.status == HTTPStatus.CREATED
    ana.post("/user/follow", {"userId": ben.id})
    [follow] = eventually(partial(told, ben))
    assert why(ben, follow, "push") == "push_off"

    with push_on(system):
        ana.post("/feed/comment", {"postId": post_of(ben), "content": "Nice!"})
        comment = eventually(lambda: [row for row in told(ben) if row["type"] == "comment"])[0]
        assert why(ben, comment, "push") == "sent"
    assert ben.delete(f"/notifications/devices/{registered.json['id']}").status == 204
    ana.post("/feed/like", {"postId": comment["sourceId"]})
    like = eventually(lambda: [row for row in told(ben) if row["type"] == "like"])[0]
    assert why(ben, like, "push") == "no_device"


@contextmanager
def push_on(system: System) -> Iterator[None]:
    """Deploys an operator's credentials, as long as the block lasts."""
    sns, name = system.client("sns"), f"{prefix(STAGE)}fcm"
    attributes = {"PlatformCredential": "{}"}
    made = sns.create_platform_application(Name=name, Platform="GCM", Attributes=attributes)
    yield
    arn = made["PlatformApplicationArn"]
    sns.delete_platform_application(PlatformApplicationArn=arn)


def test_who_is_blocked_tells_nothing_and_is_taken_out(ana: Person, ben: Person) -> None:
    ana.post("/user/follow", {"userId": ben.id})
    eventually(partial(told, ben))
    ben.post("/user/block", {"userId": ana.id})
    eventually(lambda: unread(ben) == 0)
    assert told(ben) == []


def test_a_session_that_moves_is_told_to_the_other(ana: Person, ben: Person) -> None:
    session_id = proposed(ana, agreed(ana, ben))
    assert act(ben, "acceptSession", session_id).status == HTTPStatus.OK
    types = eventually(
        lambda: {row["type"] for row in told(ana)} >= {"exchange_accepted", "session_scheduled"}
    )
    assert types


@pytest.mark.parametrize("language", ["en", "es"])
def test_everybody_is_told_in_their_language(language: str, ana: Person, ben: Person) -> None:
    assert ben.put("/notifications/preferences", {"language": language}).status == HTTPStatus.OK
    ana.post("/user/follow", {"userId": ben.id})
    [follow] = eventually(partial(told, ben))
    assert follow["content"] == {"en": "Ana follows you.", "es": "Ana te sigue."}[language]
