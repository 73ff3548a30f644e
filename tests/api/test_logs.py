"""Logs tell what was done, and nothing of whom or with what."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from pynamodb.connection import Connection

from auth.handlers import send_mail
from learn_exchange.tables.users import MailRequest, UsersItem
from tests.support.bus import Bus, queue_event, record
from tests.support.gateway import Answer, Gateway
from tests.support.mailbox import mails
from tests.support.people import Person
from tests.support.rows import all_rows, rows_of
from tests.support.sockets import Sockets
from user.handlers import announce

EMAIL = "zoe.secret@private.example"
USERNAME = "zoe-secret-name"
NAME = "Anastasia"
BIO = "a secret about me"
FIRST, SECOND, THIRD = (f"{nth}-secret-password" for nth in ("first", "second", "third"))
KEY = "a-secret-idempotency-key"
DEVICE = "secret-browser/1.0"
ADDRESS = "198.51.100.77"
SAID = "what-was-said-in-secret"
CLIENT_ID = "a-secret-client-id"
TOKENS = ("accessToken", "refreshToken")


@dataclass
class Visit:
    """All that somebody does, and what nobody else may learn of it."""

    gateway: Gateway = field(default_factory=lambda: Gateway(ADDRESS, DEVICE))
    secrets: set[str] = field(
        default_factory=lambda: {
            *(EMAIL, USERNAME, NAME, BIO, FIRST, SECOND, THIRD, KEY, DEVICE, ADDRESS),
        }
    )
    statuses: list[int] = field(default_factory=list)
    access_token: str | None = None
    refresh_token: str = ""

    def send(self, method: str, path: str, body: Any = None, **options: Any) -> Answer:
        """Call an endpoint."""
        answer = self.gateway.call(method, path, body, token=self.access_token, **options)
        self.statuses.append(answer.status)
        if answer.status < 300 and "accessToken" in answer.text:
            self.access_token = answer.json["accessToken"]
            self.refresh_token = answer.json["refreshToken"]
            self.secrets |= {answer.json[name] for name in TOKENS} | {answer.json["user"]["id"]}
        return answer

    def sign_up(self) -> None:
        """Begin the visit."""
        names = {"username": USERNAME, "firstName": NAME, "lastName": NAME}
        self.send("POST", "/auth/signup", {"email": EMAIL, "password": FIRST, **names})

    def mail(self) -> str:
        """Have the mails sent that are requested; answers the token of the latest."""
        messages = [
            json.dumps(
                {
                    "detail-type": "MailRequested",
                    "detail": {"id": "1", "at": "2026-11-22T12:00:00Z", "requestId": row.id},
                }
            )
            for row in rows_of(MailRequest)
            if row.sent_at is None
        ]
        assert send_mail.handler(queue_event(messages), None) == {"batchItemFailures": []}
        token = mails()[-1].token
        self.secrets |= {token, mails()[-1].link}
        return token


@pytest.fixture
def visit(bus: Bus, gateway: Gateway) -> Visit:
    """A visit that is about to begin."""
    return Visit()


def lines_of(captured: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Returns what was logged: JSON lines on stdout, and nothing else."""
    out, err = captured.readouterr()
    assert err == ""
    return [json.loads(line) for line in out.splitlines()]


def told(lines: list[dict[str, Any]], secrets: set[str]) -> set[str]:
    """Returns what of the secrets the lines tell, as they are or in parts."""
    text = json.dumps(lines, ensure_ascii=False).lower()
    return {secret for secret in secrets if secret.lower() in text or secret[:24].lower() in text}


def test_a_whole_visit_is_logged_without_anything_personal(
    visit: Visit, capsys: pytest.CaptureFixture[str]
) -> None:
    visit.sign_up()
    visit.send("POST", "/auth/verifyEmail", {"token": visit.mail()})
    visit.send("POST", "/auth/verifyEmail", {"token": "a secret that is no token"})
    visit.send("PUT", "/user/updateProfile", {"bio": BIO})
    visit.send("GET", "/user/me")
    visit.send("GET", "/auth/devices")
    visit.send("POST", "/auth/resendVerification", headers={"Idempotency-Key": KEY})
    visit.send("POST", "/auth/login", {"email": EMAIL, "password": SECOND})
    visit.send("POST", "/auth/login", {"email": EMAIL, "password": FIRST})
    visit.send("POST", "/auth/refresh", {"refreshToken": visit.refresh_token})
    visit.send("POST", "/auth/changePassword", {"currentPassword": FIRST, "newPassword": SECOND})
    visit.send("POST", "/auth/forgotPassword", {"email": EMAIL})
    visit.send("POST", "/auth/resetPassword", {"token": visit.mail(), "password": THIRD})
    visit.send("POST", "/auth/signup", {"email": EMAIL, "password": "short", "username": USERNAME})
    visit.send("POST", "/auth/login", raw=f'{{"email": "{EMAIL}", "password": "{THIRD}"')
    visit.send("POST", "/auth/login", raw=EMAIL, headers={"Content-Type": "text/plain"})
    visit.send("POST", "/auth/logout", {"everywhere": True})

    assert set(visit.statuses) == {200, 201, 202, 204, 400, 401, 409, 415, 422}
    lines = lines_of(capsys)
    requests = [line for line in lines if line["message"] == "request"]
    assert [line["status"] for line in requests] == visit.statuses
    assert told(lines, visit.secrets) == set()


def test_what_consumers_and_readers_of_streams_handle_is_not_logged(
    visit: Visit, capsys: pytest.CaptureFixture[str]
) -> None:
    visit.sign_up()
    rows = [UsersItem.from_raw_data(row) for row in all_rows()]

    announce.handler({"Records": [record(None, row) for row in rows]}, None)
    broken = json.dumps({"detail-type": "MailRequested", "detail": {"requestId": EMAIL}})
    assert send_mail.handler(queue_event([broken, EMAIL]), None)["batchItemFailures"]

    lines = lines_of(capsys)
    assert {line["message"] for line in lines} >= {"announce", "consume", "defect"}
    assert told(lines, visit.secrets) == set()


def test_a_chat_is_logged_without_anything_that_is_said(
    visit: Visit, sockets: Sockets, capsys: pytest.CaptureFixture[str], ben: Person
) -> None:
    visit.sign_up()
    ticket = visit.send("POST", "/chat/ticket").json["ticket"]
    assert sockets.shake_hands("secret-connection-1", ticket) == 200
    assert sockets.shake_hands("secret-connection-2", ticket) == 401
    chat = visit.send("POST", "/chat/open", {"userId": ben.id}).json["id"]
    visit.secrets |= {ticket, chat, ben.id, SAID, "secret-connection", CLIENT_ID}
    path = f"/chat/{chat}"
    said = {"clientId": CLIENT_ID, "content": SAID}
    sockets.connect(ben).vanish()
    capsys.readouterr()

    visit.send("POST", f"{path}/messages", said)
    visit.send("POST", f"{path}/messages", {**said, "content": f"{SAID}!"})
    visit.send("POST", f"{path}/messages", {**said, "content": [SAID]})
    visit.send("POST", f"{path}/read", {"sequence": 1})
    visit.send("GET", f"{path}/messages")
    visit.send("GET", "/chat/list", query={"cursor": SAID})
    for frame in (
        {"action": "sendMessage", "conversationId": chat, **said},
        {"action": "sendMessage", "conversationId": chat, **said, "content": {SAID: SAID}},
        {"action": "sendMessage", "conversationId": SAID},
        {"action": "markRead", "conversationId": chat, "sequence": 1},
        {"action": "typing", "conversationId": chat},
        {"action": "ping"},
        {"action": SAID},
        SAID,
    ):
        sockets.receive("secret-connection-1", json.dumps(frame))
    sockets.receive("secret-connection-1", SAID)
    sockets.call("$disconnect", "secret-connection-1")

    lines = lines_of(capsys)
    by_socket = [line for line in lines if line.get("method") == "WS"]
    assert [(line["route"], line["status"]) for line in by_socket] == [
        *[("sendMessage", status) for status in (200, 422, 422)],
        *[(action, 200) for action in ("markRead", "typing", "ping")],
        *[("$default", status) for status in (404, 422, 400)],
        ("$disconnect", 200),
    ]
    assert told(lines, visit.secrets) == set()


def test_a_defect_of_an_action_is_logged_without_what_was_sent(
    visit: Visit,
    sockets: Sockets,
    ana: Person,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(_: Connection, operation: str, arguments: dict[str, Any]) -> None:
        raise RuntimeError(f"{operation} {arguments} {SAID}")

    device = sockets.connect(ana)
    visit.secrets |= {ana.id, SAID, device.id}
    monkeypatch.setattr(Connection, "dispatch", broken)
    capsys.readouterr()

    device.send("sendMessage", conversationId=ana.id, clientId=CLIENT_ID, content=SAID)
    assert sockets.shake_hands("a", "a ticket") == 500

    [error] = device.take()
    assert (error["code"], error["clientId"]) == ("internal-error", CLIENT_ID)
    assert SAID not in str(error)
    lines = lines_of(capsys)
    assert [line["status"] for line in lines if line["message"] == "request"] == [500, 500]
    assert [line["level"] for line in lines if line["message"] == "defect"] == ["ERROR"] * 2
    assert told(lines, visit.secrets) == set()


def test_a_defect_is_logged_without_the_values_that_broke_it(
    monkeypatch: pytest.MonkeyPatch, visit: Visit, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: Connection, operation: str, arguments: dict[str, Any]) -> None:
        raise RuntimeError(f"{operation} {arguments} {visit.secrets}")

    visit.sign_up()
    monkeypatch.setattr(Connection, "dispatch", broken)

    visit.send("POST", "/auth/login", {"email": EMAIL, "password": FIRST})
    visit.send("POST", "/auth/forgotPassword", {"email": EMAIL})
    visit.send("GET", "/user/me")

    assert visit.statuses[-3:] == [500, 500, 500]
    lines = lines_of(capsys)
    assert [line["level"] for line in lines if line["message"] == "defect"] == ["ERROR"] * 3
    assert told(lines, visit.secrets) == set()
