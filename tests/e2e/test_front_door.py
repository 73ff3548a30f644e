"""The deployed functions that count by network address may read the front door's secret."""

from local.stage import prefix
from tests.support.people import new_person_body
from tests.support.remote import RemoteGateway
from tests.support.system import STAGE, System


def counters(system: System) -> set[str]:
    """Returns the windows of the limits by network address."""
    limits = ("LIMIT#signup-address#", "LIMIT#login-address#", "LIMIT#mail-address#")
    keys = {row["pk"]["S"] for row in system.rows("users")}
    return {key for key in keys if key.startswith(limits)}


def knock(gateway: RemoteGateway, viewer: str, secret: str) -> None:
    """Sign up, sign in to no account, and ask for a mail, as through the front door."""
    headers = {"x-viewer-address": viewer, "x-origin-secret": secret}
    body = new_person_body()
    stranger = {"email": new_person_body()["email"]}
    wrong = {**stranger, "password": body["password"]}
    statuses = [
        gateway.post(path, content, headers=headers).status
        for path, content in (
            ("/auth/signup", body),
            ("/auth/login", wrong),
            ("/auth/forgotPassword", stranger),
        )
    ]
    assert statuses == [201, 401, 202]


def test_only_the_front_door_says_where_a_caller_is(system: System, gateway: RemoteGateway) -> None:
    secret_id = f"{prefix(STAGE)[:-1]}/origin"
    answer = system.client("secretsmanager").get_secret_value(SecretId=secret_id)
    secret = answer["SecretString"]
    knock(gateway, "198.51.100.1", "a guess")
    own = counters(system)

    knock(gateway, "198.51.100.2", "another guess")
    assert counters(system) == own, "forged: still where the request came from"

    knock(gateway, "198.51.100.3", secret)
    assert len(counters(system) - own) == 3, "one for each limit"
