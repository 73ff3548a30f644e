"""A login that has ended reads on until its access token expires, and does no more harm.

Whatever changes the account or takes something away is refused in its own write.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from infra.routes import ROUTES, Route
from tests.support.gateway import Answer, Gateway
from tests.support.people import PASSWORD, Person, signed_in
from tests.support.posts import comment, like, publish
from tests.support.push import register, set_up_platforms
from tests.support.rows import link_token, nothing_written

NEW = "a password of the owner"
# What is given here outlives the access token that asks for it.
OUTLIVES_A_TOKEN = {
    "POST /exchange/calendarToken",
    "POST /chat/ticket",
    "POST /notifications/devices",
}


@dataclass(frozen=True)
class Scene:
    """Ana, whose login is about to end, follows Ben and has blocked Cleo."""

    gateway: Gateway
    ana: Person
    ben: Person
    cleo: Person


@pytest.fixture
def scene(gateway: Gateway, ana: Person, ben: Person, new_person: Callable[..., Person]) -> Scene:
    """People, and a calendar of Ana's."""
    set_up_platforms("FCM_APPLICATION", "APNS_APPLICATION")
    cleo = new_person()
    ana.follow(ben)
    ana.block(cleo)
    assert ana.post("/exchange/calendarToken").status == 201
    return Scene(gateway, ana, ben, cleo)


Call = Callable[[], Answer]


def _change_password(scene: Scene) -> Call:
    body = {"currentPassword": PASSWORD, "newPassword": "of whoever has the token"}
    return lambda: scene.ana.post("/auth/changePassword", body)


def _remove_other_device(scene: Scene) -> Call:
    phone = _signed_in_again(scene)
    device = phone.get("/auth/devices").json["items"][0]["id"]
    return lambda: scene.ana.delete(f"/auth/devices/{device}")


def _unlike(scene: Scene) -> Call:
    post = publish(scene.ben)
    like(scene.ana, post)
    return lambda: scene.ana.delete(f"/feed/like/{post['id']}")


def _edit_post(scene: Scene) -> Call:
    post = publish(scene.ana)
    return lambda: scene.ana.put(f"/feed/post/{post['id']}", {"title": "Not hers"})


def _delete_post(scene: Scene) -> Call:
    post = publish(scene.ana)
    return lambda: scene.ana.delete(f"/feed/post/{post['id']}")


def _delete_comment(scene: Scene) -> Call:
    written = comment(scene.ana, publish(scene.ben))
    return lambda: scene.ana.delete(f"/feed/comment/{written['postId']}/{written['id']}")


def _unregister_push_device(scene: Scene) -> Call:
    device = register(scene.ana).json["id"]
    return lambda: scene.ana.delete(f"/notifications/devices/{device}")


# By endpoint: what prepares the call, while the login goes on.
CALLS: dict[str, Callable[[Scene], Call]] = {
    "POST /auth/logout": lambda s: lambda: s.ana.post("/auth/logout", {"everywhere": True}),
    "POST /auth/resendVerification": lambda s: lambda: s.ana.post("/auth/resendVerification"),
    "POST /auth/changePassword": _change_password,
    "DELETE /auth/devices/{deviceId}": _remove_other_device,
    "PUT /user/updateProfile": lambda s: lambda: s.ana.put("/user/updateProfile", {"bio": "x"}),
    "PUT /user/skills": lambda s: lambda: s.ana.put("/user/skills", {"skills": []}),
    "DELETE /user/follow/{id}": lambda s: lambda: s.ana.unfollow(s.ben),
    "DELETE /user/block/{id}": lambda s: lambda: s.ana.unblock(s.cleo),
    "PUT /feed/post/{id}": _edit_post,
    "DELETE /feed/post/{id}": _delete_post,
    "DELETE /feed/like/{postId}": _unlike,
    "DELETE /feed/comment/{postId}/{commentId}": _delete_comment,
    "POST /chat/ticket": lambda s: lambda: s.ana.post("/chat/ticket"),
    "POST /exchange/calendarToken": lambda s: lambda: s.ana.post("/exchange/calendarToken"),
    "DELETE /exchange/calendarToken": lambda s: lambda: s.ana.delete("/exchange/calendarToken"),
    "PUT /notifications/preferences": lambda s: (
        lambda: s.ana.put("/notifications/preferences", {"hideOnLockScreen": True})
    ),
    "POST /notifications/devices": lambda s: lambda: register(s.ana),
    "DELETE /notifications/devices/{id}": _unregister_push_device,
}
WITH_OTHER_BODIES: dict[str, Callable[[Scene], Call]] = {
    "a username": lambda s: lambda: s.ana.put("/user/updateProfile", {"username": "not.hers"}),
    "a language": lambda s: lambda: s.ana.put("/notifications/preferences", {"language": "es"}),
}


def _signed_in_again(scene: Scene, password: str = PASSWORD) -> Person:
    answer = scene.gateway.post("/auth/login", {"email": scene.ana.email, "password": password})
    return signed_in(scene.gateway, answer.json)


def sign_out(scene: Scene) -> None:
    """Ana signs out on this device."""
    assert scene.ana.post("/auth/logout").status == 204


def sign_out_everywhere(scene: Scene) -> None:
    """Ana signs out everywhere, from another device."""
    assert _signed_in_again(scene).post("/auth/logout", {"everywhere": True}).status == 204


def remove_the_device(scene: Scene) -> None:
    """Ana removes this device, from another one."""
    phone = _signed_in_again(scene)
    device = phone.get("/auth/devices").json["items"][-1]["id"]
    assert phone.delete(f"/auth/devices/{device}").status == 204


def use_a_token_again(scene: Scene) -> None:
    """Somebody uses a refresh token of this login that was used before."""
    old = scene.ana.refresh_token
    for _ in range(2):
        scene.ana.refresh()
    answer = scene.gateway.post("/auth/refresh", {"refreshToken": old})
    assert answer.problem == "login-ended"


def change_the_password(scene: Scene) -> None:
    """Ana changes her password on another device."""
    body = {"currentPassword": PASSWORD, "newPassword": NEW}
    assert _signed_in_again(scene).post("/auth/changePassword", body).status == 204


def reset_the_password(scene: Scene) -> None:
    """Ana sets another password by a link in a mail."""
    scene.gateway.post("/auth/forgotPassword", {"email": scene.ana.email})
    body = {"token": link_token(scene.ana, "reset-password"), "password": NEW}
    assert scene.gateway.post("/auth/resetPassword", body).status == 204


ENDS = [
    sign_out,
    sign_out_everywhere,
    remove_the_device,
    use_a_token_again,
    change_the_password,
    reset_the_password,
]


def needs_a_login_that_goes_on(route: Route) -> bool:
    """Returns whether an endpoint changes the account, takes something away, or gives a key."""
    changes_the_account = route.path.startswith("/auth/") and route.method != "GET"
    takes_away = route.method in ("PUT", "DELETE")
    outlives = route.endpoint in OUTLIVES_A_TOKEN
    return not route.public and (changes_the_account or takes_away or outlives)


def test_every_endpoint_of_the_kind_is_tried_here() -> None:
    assert {route.endpoint for route in ROUTES if needs_a_login_that_goes_on(route)} == {*CALLS}


@pytest.mark.parametrize("endpoint", CALLS)
def test_while_the_login_goes_on_it_is_done(scene: Scene, endpoint: str) -> None:
    assert CALLS[endpoint](scene)().status < 300


@pytest.mark.parametrize("end", [sign_out, sign_out_everywhere], ids=lambda end: end.__name__)
@pytest.mark.parametrize("endpoint", [*CALLS, *WITH_OTHER_BODIES])
def test_a_login_that_has_ended_changes_nothing(
    scene: Scene, endpoint: str, end: Callable[[Scene], None]
) -> None:
    call = (CALLS | WITH_OTHER_BODIES)[endpoint](scene)
    end(scene)

    with nothing_written(but=("LIMIT#password-change",)):
        assert call().problem == "login-ended"


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_however_a_login_has_ended_it_gets_no_calendar(
    scene: Scene, end: Callable[[Scene], None]
) -> None:
    end(scene)

    assert scene.ana.post("/exchange/calendarToken").problem == "login-ended"


@pytest.mark.parametrize(
    "end", [sign_out_everywhere, change_the_password, reset_the_password], ids=lambda e: e.__name__
)
def test_the_address_of_a_calendar_ends_with_all_logins(
    scene: Scene, end: Callable[[Scene], None]
) -> None:
    url = scene.ana.post("/exchange/calendarToken").json["calendarUrl"]
    file = url.rpartition("/")[2]
    assert scene.gateway.get(f"/exchange/calendar/{file}").status == 200

    end(scene)

    assert scene.gateway.get(f"/exchange/calendar/{file}").problem == "not-found"


def test_a_login_that_has_ended_does_not_come_back_by_changing_the_password(scene: Scene) -> None:
    change = _change_password(scene)
    sign_out_everywhere(scene)

    assert change().problem == "login-ended"

    assert scene.ana.refresh().problem == "login-ended"
    assert _signed_in_again(scene).refresh().status == 200


def test_a_login_that_has_ended_does_not_learn_whether_a_password_is_right(scene: Scene) -> None:
    sign_out(scene)

    for guess in (PASSWORD, "a guess"):
        body = {"currentPassword": guess, "newPassword": NEW}
        assert scene.ana.post("/auth/changePassword", body).problem == "login-ended"


def test_wrong_tries_with_a_stolen_token_do_not_lock_its_owner_out(scene: Scene) -> None:
    guess = {"currentPassword": "a guess", "newPassword": NEW}
    answers = [scene.ana.post("/auth/changePassword", guess).status for _ in range(6)]
    assert answers == [403] * 5 + [429]

    change_the_password(scene)
