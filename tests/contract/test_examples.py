"""Examples in docs/openapi.json tell one story: answers show what their requests have done."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from contracts import openapi
from contracts.example_content import ANSWERS
from exchange.schemas.actions import ExchangeActionName, SessionActionName
from exchange.state_machines import EXCHANGE, SESSION, Actor
from tests.support.gateway import Json

PATHS: Json = json.loads(openapi.DOCUMENT.read_text("utf-8"))["paths"]
OPERATIONS: dict[str, Json] = {
    operation["operationId"]: operation
    for methods in PATHS.values()
    for operation in methods.values()
}
READS = {methods["get"]["operationId"] for methods in PATHS.values() if "get" in methods}
# What an answer says once the call is done, where no field of the request says the same.
AFTER: dict[str, Json] = {
    "acceptExchange": {"status": "accepted", "cancelReason": None},
    "acceptSession": {"status": "accepted"},
    "blockPerson": {"following": False, "followedBy": False, "blocked": True},
    "cancelExchange": {"status": "canceled", "cancelReason": "canceled", "actions": []},
    "cancelSession": {"status": "canceled", "cancelReason": "canceled", "actions": []},
    "contestNoShow": {"status": "no_show", "noShowContested": True},
    "createCalendarToken": {},
    "createComment": {"likeCount": 0, "likedByMe": False},
    "createExchange": {"status": "pending", "revision": 1, "sessions": []},
    "createPost": {"likeCount": 0, "commentCount": 0, "likedByMe": False},
    "createSession": {"status": "proposed", "revision": 1},
    "createTicket": {},
    "declineExchange": {"status": "canceled", "cancelReason": "declined", "actions": []},
    "editPost": {},
    "followPerson": {"following": True, "blocked": False},
    "likePost": {"liked": True},
    "logIn": {},
    "markConversationRead": {"unreadCount": 0},
    "markNotificationsRead": {"count": 2},
    "markSessionCompleted": {"status": "accepted", "isCompleted": False},
    "openConversation": {},
    "postMessage": {"kind": "text"},
    "rateSession": {"revealed": False, "reply": None},
    "refreshTokens": {},
    "registerPushDevice": {},
    "replyToRating": {"revealed": True},
    "reportNoShow": {"status": "no_show", "noShowContested": False},
    "requestExchange": {"status": "pending", "revision": 1, "sessions": []},
    "requestPasswordReset": {},
    "requestUpload": {},
    "rescheduleSession": {"status": "proposed"},
    "resendVerificationMail": {},
    "setNotificationPreferences": {},
    "setSkills": {},
    "signUp": {},
    "unblockPerson": {"following": False, "followedBy": False, "blocked": False},
    "unfollowPerson": {"following": False, "blocked": False},
    "unlikePost": {"liked": False},
    "unsubscribeFromMails": {},
    "updateProfile": {},
    "verifyEmail": {"emailVerified": True},
}
# Of these the answer has another value under the same name: a token works once, a revision grows.
OTHERWISE = {"refreshToken", "revision"}


def sent(name: str) -> Json:
    """Returns the example of what an operation takes."""
    content: Json = OPERATIONS[name].get("requestBody", {}).get("content", {})
    example: Json = content.get("application/json", {}).get("example", {})
    return example


def answered(name: str) -> Any:
    """Returns the example of what an operation answers; None where it answers nothing."""
    [success] = [r for status, r in OPERATIONS[name]["responses"].items() if status < "304"]
    return success.get("content", {}).get("application/json", {}).get("example")


def objects(value: Any) -> Iterator[Json]:
    """Yields all objects in an example, at any depth."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict):
        yield value
    for each in inner:
        yield from objects(each)


def actions_in(status: str, *, of_session: bool) -> set[str]:
    """Returns the names of what someone can do in a state, beside rating."""
    machine = SESSION if of_session else EXCHANGE
    by_people = [
        transition.action.upper()
        for transition in machine.transitions
        if transition.state == status and transition.actor is not Actor.CLOCK
    ]
    if of_session:
        return {SessionActionName[name] for name in by_people}
    found = {ExchangeActionName[name] for name in by_people}
    return {*found, "createSession"} if status == "accepted" else {*found}


def assert_repeats(answer: Any, request: Any) -> None:
    """Check that an answer has what was sent: in objects those fields that both name alike."""
    if isinstance(request, dict):
        for name in request.keys() & answer.keys():
            assert_repeats(answer[name], request[name])
    elif isinstance(request, list):
        for each, asked in zip(answer, request, strict=True):
            assert_repeats(each, asked)
    elif request != answer:
        assert datetime.fromisoformat(answer) == datetime.fromisoformat(request)


WRITES = [name for name in OPERATIONS if name not in READS and answered(name) is not None]


@pytest.mark.parametrize("name", WRITES)
def test_the_example_of_an_answer_shows_the_state_after_the_call(name: str) -> None:
    answer = answered(name)
    assert {field: answer[field] for field in AFTER[name]} == AFTER[name]


@pytest.mark.parametrize("name", WRITES)
def test_the_example_of_an_answer_has_what_the_example_of_its_request_says(name: str) -> None:
    request, answer = sent(name), answered(name)
    for field in request.keys() & answer.keys() - OTHERWISE:
        assert_repeats(answer[field], request[field])


def test_the_example_of_a_change_has_the_revision_after_the_one_that_was_seen() -> None:
    checked = 0
    for name in WRITES:
        if "revision" in sent(name):
            assert answered(name)["revision"] == sent(name)["revision"] + 1, name
            checked += 1
    assert checked > 5


def test_a_refresh_token_that_was_used_is_not_answered() -> None:
    assert answered("refreshTokens")["refreshToken"] != sent("refreshTokens")["refreshToken"]


def test_the_person_or_the_post_that_is_meant_is_the_one_that_is_answered() -> None:
    assert answered("openConversation")["with"]["id"] == sent("openConversation")["userId"]
    for name in ("createPost", "editPost"):
        [file], [asked] = answered(name)["media"], sent(name)["media"]
        assert (file["id"], file["altText"]) == (asked["mediaId"], asked["altText"])
    slot = sent("acceptSession")["slot"]
    accepted = answered("acceptSession")
    assert accepted["slots"][slot]["scheduledTime"] == accepted["scheduledTime"]
    for name in ("signUp", "logIn"):
        assert answered(name)["user"]["email"] == sent(name)["email"]
    assert answered("signUp")["user"]["emailVerified"] is False
    assert answered("signUp")["user"]["stats"]["posts"] == 0


def test_examples_offer_only_actions_that_the_tables_of_states_have() -> None:
    checked = 0
    for name in OPERATIONS:
        for each in objects(answered(name)):
            if each.keys() >= {"status", "actions"}:
                allowed = actions_in(each["status"], of_session="slots" in each)
                assert {action["name"] for action in each["actions"]} <= allowed, name
                checked += 1
    assert checked > 10


def test_no_difference_is_left_over_from_an_operation_that_is_gone() -> None:
    assert ANSWERS.keys() <= {*WRITES}
    assert AFTER.keys() == {*WRITES}
