"""People for tests: they sign up through the API, each with a name of their own."""

import itertools
from dataclasses import dataclass
from typing import Any

from tests.support.gateway import Answer, Gateway, Json

PASSWORD = "correct horse battery staple"

_numbers = itertools.count(1)


@dataclass
class Person:
    """Somebody who is signed in."""

    gateway: Gateway
    id: str
    email: str
    username: str
    access_token: str
    refresh_token: str

    def get(self, path: str, **options: Any) -> Answer:
        """GET as this person."""
        return self.gateway.get(path, token=self.access_token, **options)

    def post(self, path: str, body: Json | None = None, **options: Any) -> Answer:
        """POST as this person."""
        return self.gateway.post(path, body, token=self.access_token, **options)

    def put(self, path: str, body: Json | None = None, **options: Any) -> Answer:
        """PUT as this person."""
        return self.gateway.put(path, body, token=self.access_token, **options)

    def delete(self, path: str, **options: Any) -> Answer:
        """DELETE as this person."""
        return self.gateway.delete(path, token=self.access_token, **options)


def new_person_body(**changes: Any) -> Json:
    """What somebody new sends to sign up."""
    number = next(_numbers)
    return {
        "email": f"person{number}@example.com",
        "password": PASSWORD,
        "username": f"person{number}",
        "firstName": "Ana",
        "lastName": "Silva",
        "timeZone": "Europe/Lisbon",
        **changes,
    }


def sign_up(gateway: Gateway, **changes: Any) -> Person:
    """Somebody new, signed up and signed in."""
    body = new_person_body(**changes)
    answer = gateway.post("/auth/signup", body)
    assert answer.status == 201, answer.text
    return signed_in(gateway, answer.json)


def signed_in(gateway: Gateway, content: Json) -> Person:
    """The person that an answer of signup, login or refresh speaks of."""
    return Person(
        gateway,
        content["user"]["id"],
        content["user"]["email"],
        content["user"]["username"],
        content["accessToken"],
        content["refreshToken"],
    )
