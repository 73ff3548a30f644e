"""Every function does its work in the deployed system, with its own role and nothing more."""

import json
import re
from functools import partial

from infra.consumers import CONSUMERS
from infra.routes import AUTHORIZER, ROUTES
from tests.support.people import PASSWORD, Person, new_person_body, sign_up, signed_in
from tests.support.remote import RemoteGateway
from tests.support.system import System, eventually

TOKEN = re.compile(r"token=([\w-]+)")


def mailed_token(system: System, person: Person, *, number: int) -> str:
    """The token in the mail of this number to a person, from 0 on."""
    mails = eventually(lambda: system.mails_to(person.email)[number:])
    found = TOKEN.search(mails[0]["BodyText"])
    assert found
    return found[1]


def test_the_first_steps_of_two_people_take_every_endpoint(
    system: System, gateway: RemoteGateway
) -> None:
    ana, ben = sign_up(gateway, firstName="Ana"), sign_up(gateway, firstName="Ben")

    assert gateway.get("/health").json == {"status": "ok"}
    assert gateway.get("/docs").status == 200
    assert gateway.get("/docs/assets/docs.js").status == 200
    assert gateway.get("/openapi.json").json["openapi"].startswith("3.1")
    assert gateway.get("/asyncapi.json").status in {200, 404}
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
    assert [p["id"] for p in ana.get("/user/me/followers").json["items"]] == [ben.id]
    assert [p["id"] for p in ben.get("/user/me/following").json["items"]] == [ana.id]
    assert ben.get(f"/user/{ana.id}").json["stats"]["followers"] == 1
    assert ben.delete(f"/user/follow/{ana.id}").json["following"] is False
    assert ana.post("/user/block", {"userId": ben.id}).json["blocked"] is True
    assert ben.get(f"/user/{ana.id}").problem == "not-found"
    assert [p["id"] for p in ana.get("/user/blocked").json["items"]] == [ben.id]
    assert ana.delete(f"/user/block/{ben.id}").json["blocked"] is False

    assert ben.delete(f"/auth/devices/{device['id']}").status == 204
    assert ana.post("/auth/logout").status == 204
    ended = gateway.post("/auth/refresh", {"refreshToken": ana.refresh_token})
    assert ended.problem == "login-ended"

    for route in ROUTES:
        name = route.function.replace(".", "-")
        routes = {json.loads(line).get("route") for line in system.logged(name)}
        assert route.path in routes, f"{route.endpoint} was not called"


def test_what_runs_without_being_called_runs(system: System, gateway: RemoteGateway) -> None:
    person = sign_up(gateway)
    person.get("/user/me")
    eventually(partial(system.mails_to, person.email))
    for function in ("auth.remind_to_verify", "timers.announce", "auth.rotate_signing_key"):
        payload = system.sample_event(function)
        answer = system.client("lambda").invoke(
            FunctionName=f"learn-exchange-local-{function.replace('.', '-')}", Payload=payload
        )
        assert "FunctionError" not in answer, answer["Payload"].read()
    eventually(lambda: system.logged("auth-plan_verification_reminder"))
    for line in (*CONSUMERS, AUTHORIZER):
        function = line if isinstance(line, str) else line.function
        logged = system.logged(function.replace(".", "-"))
        assert logged, f"{function} has not run"
        assert not [entry for entry in logged if "AccessDenied" in entry]


def test_a_key_that_is_being_replaced_goes_on_signing_and_both_keys_are_published(
    system: System, gateway: RemoteGateway
) -> None:
    person = sign_up(gateway)
    function = "learn-exchange-local-auth-rotate_signing_key"
    system.client("lambda").invoke(FunctionName=function, Payload=b"{}")
    assert len(gateway.get("/.well-known/jwks.json").json["keys"]) == 2
    assert person.get("/user/me").status == 200
    assert gateway.post("/auth/signup", new_person_body()).status == 201
