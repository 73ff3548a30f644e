"""Problems as in RFC 9457. Each kind is declared once, here or in its domain."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from urllib.parse import quote

# A rule broken: where (`pointer`, RFC 6901), what (`detail`), and maybe values that would do
# (`choices`).
Fault = Mapping[str, str | list[str]]


class Problem(Exception):
    """An answer other than success. Subclasses declare a kind; raising one answers the request.

    `type` is a stable word that clients compare (a relative URI reference, RFC 9457 section
    3.1.1); `title` says what it means to a person; `detail` speaks of this occurrence. `members`
    are what the kind has beyond these (section 3.2).
    """

    status: ClassVar[int]
    type: ClassVar[str]
    title: ClassVar[str]

    def __init_subclass__(cls, *, status: int, type: str, title: str) -> None:  # noqa: A002
        super().__init_subclass__()
        cls.status, cls.type, cls.title = status, type, title

    def __init__(
        self, detail: str | None = None, *, retry_after: int | None = None, **members: str
    ) -> None:
        super().__init__(detail or self.title)
        self.detail = detail
        self.retry_after = retry_after
        self.members = members
        self.errors: Sequence[Fault] = ()

    def document(self, request_id: str) -> dict[str, Any]:
        """Returns the problem as JSON."""
        document: dict[str, Any] = {
            "type": self.type,
            "title": self.title,
            "status": self.status,
            "detail": self.detail or self.title,
            "instance": f"urn:request:{quote(request_id)}",
            **self.members,
        }
        if self.errors:
            document["errors"] = list(self.errors)
        return document


class MalformedRequest(Problem, status=400, type="malformed-request", title="Malformed request"):
    """The request cannot be read at all: broken JSON, or a cursor of another list."""


class NotSignedIn(Problem, status=401, type="not-signed-in", title="Sign in first"):
    """There is no valid access token."""


class LoginEnded(
    Problem, status=401, type="login-ended", title="This login has ended: sign in again"
):
    """The login was ended, or the refresh token is unknown, expired or was used before."""


class NotAllowed(
    Problem, status=403, type="not-allowed", title="You are not allowed to change this"
):
    """The caller may see it, but not do this to it."""


class NotFound(Problem, status=404, type="not-found", title="Not found"):
    """It does not exist, or this caller may not know that it does."""


class NoSuchRoute(Problem, status=404, type="no-such-route", title="There is no such endpoint"):
    """The path or method is not served."""


class BodyTooLarge(Problem, status=413, type="body-too-large", title="The body is too large"):
    """The body is over the endpoint's limit."""


class UnsupportedMediaType(
    Problem, status=415, type="unsupported-media-type", title="Send JSON (application/json)"
):
    """The body is not declared as JSON."""


class Invalid(Problem, status=422, type="invalid", title="Some of the input is not valid"):
    """The request can be read, but its content breaks the endpoint's rules."""

    def __init__(self, errors: Sequence[Fault]) -> None:
        """`errors` are all the rules broken."""
        super().__init__()
        self.errors = errors

    @classmethod
    def at(cls, pointer: str, detail: str) -> "Invalid":
        """Returns one rule broken at one place of the input."""
        return cls([{"pointer": pointer, "detail": detail}])


class MediaNotReady(
    Problem, status=409, type="media-not-ready", title="The upload is not ready to be shown"
):
    """The file has not arrived, is still being looked at, or was rejected."""


class MediaInUse(
    Problem, status=409, type="media-in-use", title="The upload is already used elsewhere"
):
    """A file is shown in one place; upload it again to show it in another."""


class IdempotencyKeyReused(
    Problem,
    status=409,
    type="idempotency-key-reused",
    title="This Idempotency-Key was used with a different body",
):
    """A retry must send what the first attempt sent."""


class TooManyRequests(Problem, status=429, type="too-many-requests", title="Too many requests"):
    """A rate limit is reached; `Retry-After` says when to come back."""


class InternalError(
    Problem, status=500, type="internal-error", title="Something went wrong on our side"
):
    """A defect of ours; the request id finds it in the logs."""


class Unavailable(Problem, status=503, type="unavailable", title="Try again in a moment"):
    """Something that we depend on is throttling or not answering."""


class UsernameTaken(
    Problem, status=409, type="username-taken", title="That username is already taken"
):
    """Usernames are unique, whatever the case of their letters."""
