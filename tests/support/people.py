"""People for tests: they sign up through the API, each with a name of their own."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import uuid4

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
    refresh_key: str | None = None
    """Kept from before a refresh until its answer, as `POST /auth/refresh` says."""

    def get(self, path: str, **options: Any) -> Answer:
        """GET as this person."""
        return self.gateway.get(path, token=self.access_token, **options)

    def post(self, path: str, body: Json | None = None, **options: Any) -> Answer:
        """POST as this person."""
        return self.gateway.post(path, body, token=self.access_token, **options)

    def put(self, path: str, body: Json | None = None, **options: Any) -> Answer:
        """PUT as this person."""
        return self.gateway.put(path, body, token=self.access_token, **options)

    def patch(self, path: str, body: Json | None = None, **options: Any) -> Answer:
        """PATCH as this person."""
        return self.gateway.patch(path, body, token=self.access_token, **options)

    def delete(self, path: str, **options: Any) -> Answer:
        """DELETE as this person."""
        return self.gateway.delete(path, token=self.access_token, **options)

    def refresh(self) -> Answer:
        """Exchange the refresh token; where that succeeds, go on with the new tokens."""
        self.refresh_key = self.refresh_key or str(uuid4())
        answer = self.gateway.post(
            "/auth/refresh",
            {"refreshToken": self.refresh_token},
            headers={"Idempotency-Key": self.refresh_key},
        )
        if answer.status == HTTPStatus.OK:
            self.access_token = answer.json["accessToken"]
            self.refresh_token = answer.json["refreshToken"]
            self.refresh_key = None
        return answer

    def profile_of(self, other: "Person") -> Answer:
        """Read somebody's profile."""
        return self.get(f"/user/{other.id}")

    def follow(self, other: "Person") -> Answer:
        """Follow somebody."""
        return self.post("/user/follow", {"userId": other.id})

    def unfollow(self, other: "Person") -> Answer:
        """Returns no longer follow somebody."""
        return self.delete(f"/user/follow/{other.id}")

    def block(self, other: "Person") -> Answer:
        """Block somebody."""
        return self.post("/user/block", {"userId": other.id})

    def unblock(self, other: "Person") -> Answer:
        """Take back a block."""
        return self.delete(f"/user/block/{other.id}")

    def pages(self, path: str, limit: int = 100) -> Iterator[Json]:
        """Yields the pages of a list, one after the other, each read when it is asked for."""
        query = {"limit": str(limit)}
        while True:
            answer = self.get(path, query=query)
            assert answer.status == 200, answer.text
            yield answer.json
            if answer.json["nextCursor"] is None:
                return
            query["cursor"] = answer.json["nextCursor"]

    def listed(self, path: str, limit: int = 100) -> list[str]:
        """Returns the ids of all that a list has, through its pages."""
        return [item["id"] for page in self.pages(path, limit) for item in page["items"]]


def new_person_body(**changes: Any) -> Json:
    """Returns the body with which somebody new signs up."""
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
    """Returns the person that an answer of signup, login or refresh speaks of."""
    return Person(
        gateway,
        content["user"]["id"],
        content["user"]["email"],
        content["user"]["username"],
        content["accessToken"],
        content["refreshToken"],
    )
