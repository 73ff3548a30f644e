"""API Gateway for the fast tests: finds an endpoint's function and calls it, in this process.

The authorizer is the real one; it reads the key set from the real endpoint.
"""

import base64
import importlib
import itertools
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import jwt

from infra.routes import AUTHORIZER, ROUTES, Route
from tests.support.contract import check_answer

Json = dict[str, Any]

_invocations = itertools.count()


@dataclass(frozen=True)
class Answer:
    """What a client sees of an answer."""

    status: int
    headers: dict[str, str]
    text: str

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
        assert self.headers["Content-Type"] == "application/problem+json", self.text
        kind: str = self.json["type"]
        return kind

    @property
    def pointers(self) -> list[str]:
        """Where the input is not valid."""
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
        raw: str | bytes | None = None,
    ) -> Answer:
        """Call an endpoint with a JSON body, or with a `raw` one; bytes arrive in base64."""
        route = route_to(method, path)
        event = self._event(route, path, body, query or {}, headers or {}, raw)
        if token:
            event["headers"]["authorization"] = f"Bearer {token}"
        if not route.public:
            if "authorization" not in event["headers"]:
                return Answer(401, {}, '{"message":"Unauthorized"}')
            context = importlib.import_module(AUTHORIZER).handler(event, None)["context"]
            event["requestContext"]["authorizer"] = {"lambda": context}
        this = next(_invocations)
        answer = importlib.import_module(route.function).handler(event, None)
        text = answer.get("body") or ""
        if answer.get("isBase64Encoded"):
            text = base64.b64decode(text).decode()
        seen = Answer(answer["statusCode"], answer["headers"], text)
        # Powertools keeps the request in its classes: a call during which another was made, which
        # Lambda never has in one process, may get the status of that one.
        if next(_invocations) == this + 1:
            check_answer(route, seen)
        return seen

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
        route: Route,
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
            "routeKey": route.endpoint,
            "rawPath": path,
            "rawQueryString": urlencode(query),
            "queryStringParameters": query,
            "headers": {**sent, **{name.lower(): value for name, value in headers.items()}},
            "requestContext": {
                "requestId": "JKJaXmPLvHcESHA=",
                "routeKey": route.endpoint,
                "stage": "$default",
                "http": {
                    "method": route.method,
                    "path": path,
                    "sourceIp": self.address,
                    "userAgent": self.user_agent,
                },
            },
            "body": content,
            "isBase64Encoded": isinstance(raw, bytes),
        }


def route_to(method: str, path: str) -> Route:
    """The line of the endpoint that answers a path; the one that names it most precisely.

    Raises:
        LookupError: there is none.
    """
    for route in sorted(ROUTES, key=lambda route: route.path.count("{")):
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(route.path))
        if route.method == method and re.fullmatch(pattern, path):
            return route
    raise LookupError(f"no endpoint {method} {path}")


def fetch_key_set_in_process(client: jwt.PyJWKClient) -> Any:
    """What the authorizer's `PyJWKClient.fetch_data` answers here."""
    key_set = Gateway().get("/.well-known/jwks.json").json
    if client.jwk_set_cache is not None:
        client.jwk_set_cache.put(key_set)
    return key_set
