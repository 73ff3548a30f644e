"""API Gateway for the fast tests: finds an endpoint's function and calls it, in this process.

The authorizer is the real one; it reads the key set from the real endpoint.
"""

import base64
import gzip
import itertools
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import jwt

from infra.routes import AUTHORIZER, ROUTES, Route
from tests.support.contract import check_answer
from tests.support.instants import check_instants
from tests.support.modules import load

Json = dict[str, Any]

_invocations = itertools.count()


@dataclass(frozen=True)
class Answer:
    """An answer as a client sees it."""

    status: int
    headers: dict[str, str]
    text: str
    cookies: tuple[str, ...] = ()

    def header(self, name: str) -> str:
        """Returns a header, whatever the case of its name; empty if there is none."""
        values = {each.lower(): value for each, value in self.headers.items()}
        return values.get(name.lower(), "")

    @property
    def json(self) -> Any:
        """The body, parsed."""
        return json.loads(self.text)

    @property
    def problem(self) -> str:
        """The kind of problem that it is."""
        assert self.header("Content-Type") == "application/problem+json", self.text
        kind: str = self.json["type"]
        return kind

    @property
    def pointers(self) -> list[str]:
        """Returns the pointers to what is not valid in the input."""
        assert self.problem == "invalid", self.text
        return [error["pointer"] for error in self.json["errors"]]


@dataclass
class Gateway:
    """Calls endpoints as clients do, from one network address."""

    address: str = "203.0.113.7"
    user_agent: str = "tests"

    def call(
        self,
        method: str,
        path: str,
        body: Json | None = None,
        *,
        token: str | None = None,
        query: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
        cookies: Sequence[str] = (),
        raw: str | bytes | None = None,
    ) -> Answer:
        """Call an endpoint with a JSON body, or with a `raw` one; bytes arrive in base64."""
        route, key = route_to(method, path)
        event = self._event(key, path, body, query or {}, headers or {}, raw)
        if cookies:
            event["cookies"] = list(cookies)
        if token:
            event["headers"]["authorization"] = f"Bearer {token}"
        if not route.public:
            if "authorization" not in event["headers"]:
                return Answer(401, {}, '{"message":"Unauthorized"}')
            context = load(AUTHORIZER).handler(event, None)["context"]
            event["requestContext"]["authorizer"] = {"lambda": context}
        this = next(_invocations)
        answer = load(route.function).handler(event, None)
        check_headers(answer["headers"])
        if "json" in answer["headers"].get("Content-Type", "") and answer.get("body"):
            check_instants(json.loads(answer["body"]))
        text = answer.get("body") or ""
        if answer.get("isBase64Encoded"):
            content = base64.b64decode(text)
            is_gzip = answer["headers"].get("Content-Encoding") == "gzip"
            text = (gzip.decompress(content) if is_gzip else content).decode()
        cookies = tuple(answer.get("cookies", ()))
        seen = Answer(answer["statusCode"], answer["headers"], text, cookies)
        # Powertools keeps the request in its classes: a call during which another was made, which
        # Lambda never has in one process, may get the status of that one.
        if method != "HEAD" and next(_invocations) == this + 1:
            check_answer(route, seen)
        return seen

    def head(self, path: str, **options: Any) -> Answer:
        """HEAD."""
        return self.call("HEAD", path, **options)

    def get(self, path: str, **options: Any) -> Answer:
        """GET."""
        return self.call("GET", path, **options)

    def post(self, path: str, body: Json | None = None, **options: Any) -> Answer:
        """POST."""
        return self.call("POST", path, body, **options)

    def put(self, path: str, body: Json | None = None, **options: Any) -> Answer:
        """PUT."""
        return self.call("PUT", path, body, **options)

    def patch(self, path: str, body: Json | None = None, **options: Any) -> Answer:
        """PATCH, with a body as JSON."""
        return self.call("PATCH", path, body, **options)

    def delete(self, path: str, **options: Any) -> Answer:
        """DELETE."""
        return self.call("DELETE", path, **options)

    def _event(
        self,
        key: str,
        path: str,
        body: Json | None,
        query: dict[str, str],
        headers: dict[str, str],
        raw: str | bytes | None,
    ) -> Json:
        content = raw if raw is not None else None if body is None else json.dumps(body)
        if isinstance(content, bytes):
            content = base64.b64encode(content).decode()
        sent = {} if content is None else {"content-type": "application/json"}
        return {
            "version": "2.0",
            "routeKey": key,
            "rawPath": path,
            "rawQueryString": urlencode(query),
            "queryStringParameters": query,
            "headers": {**sent, **{name.lower(): value for name, value in headers.items()}},
            "requestContext": {
                "requestId": "JKJaXmPLvHcESHA=",
                "routeKey": key,
                "stage": "$default",
                "http": {
                    "method": key.partition(" ")[0],
                    "path": path,
                    "sourceIp": self.address,
                    "userAgent": self.user_agent,
                },
            },
            "body": content,
            "isBase64Encoded": isinstance(raw, bytes),
        }


def check_headers(headers: dict[str, str]) -> None:
    """Check what every answer of ours says, by HTTPS."""
    said = {name.lower(): value for name, value in headers.items()}
    assert len(said) == len(headers), "a header twice"
    assert said["cache-control"]
    assert said["strict-transport-security"] == "max-age=31536000"
    assert said["x-content-type-options"] == "nosniff"
    assert said["x-request-id"]


def route_to(method: str, path: str) -> tuple[Route, str]:
    """Returns the line of the endpoint that answers a path, and API Gateway's key of the route.

    It is the one that names the path most precisely.

    Raises:
        LookupError: there is none.
    """
    for route in sorted(ROUTES, key=lambda route: route.path.count("{")):
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(route.path))
        key = f"{method} {route.path}"
        if key in route.keys and re.fullmatch(pattern, path):
            return route, key
    raise LookupError(f"no endpoint {method} {path}")


def fetch_key_set_in_process(client: jwt.PyJWKClient) -> Any:
    """Returns what the authorizer's `PyJWKClient.fetch_data` answers here."""
    key_set = Gateway().get("/.well-known/jwks.json").json
    if client.jwk_set_cache is not None:
        client.jwk_set_cache.put(key_set)
    return key_set
