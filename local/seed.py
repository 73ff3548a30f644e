"""Demo data, put in through the public HTTP API as any client would."""

import sys
import time
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, TypeVar

import httpx
from pydantic import BaseModel, ConfigDict, TypeAdapter
from pydantic.alias_generators import to_camel

from local.environment import LocalError

PASSWORD: Final = "teach-me-and-i-teach-you"  # noqa: S105 (of demo people alone, and printed)

_PEOPLE: Final = Path(__file__).parent / "demo/people.json"
_SHOWN: Final = ("ana.morales", "jonas_weber", "amelie.durand", "priya.naidoo")
_THREADS: Final = 8
_ATTEMPTS: Final = 6
_TIMEOUT_S: Final = 60.0

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class _Row(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", frozen=True)


class Skill(_Row):
    """A skill that a demo person offers or seeks."""

    skill_name: str
    skill_level: Literal["beginner", "intermediate", "expert"]
    is_offering: bool


class Person(_Row):
    """A demo person; `follows` are usernames."""

    username: str
    first_name: str
    last_name: str
    time_zone: str
    bio: str
    skills: list[Skill]
    follows: list[str]

    @property
    def email(self) -> str:
        """The address that the person signs in with; its domain is reserved and has no mail."""
        return f"{self.username.lower()}@demo.learn-exchange.example"

    def skill_names(self, *, offering: bool) -> list[str]:
        """The skills that the person offers, or those that they seek."""
        return [skill.skill_name for skill in self.skills if skill.is_offering == offering]


class DemoLogin(NamedTuple):
    """Someone to sign in as: a row of the table that is printed."""

    name: str
    email: str
    password: str
    offers: str
    seeks: str


@dataclass(frozen=True)
class _Account:
    id: str
    token: str
    complete: bool


def people() -> list[Person]:
    """All demo people."""
    return TypeAdapter(list[Person]).validate_json(_PEOPLE.read_bytes())


def demo_logins() -> list[DemoLogin]:
    """Two pairs of the demo people; in each, one seeks what the other offers."""
    by_username = {person.username: person for person in people()}
    return [
        DemoLogin(
            name=f"{person.first_name} {person.last_name}",
            email=person.email,
            password=PASSWORD,
            offers=", ".join(person.skill_names(offering=True)),
            seeks=", ".join(person.skill_names(offering=False)),
        )
        for person in map(by_username.__getitem__, _SHOWN)
    ]


def seed(api_url: str, transport: httpx.BaseTransport | None = None) -> list[DemoLogin]:
    """Sign the demo people up, fill in their profiles, let them follow each other.

    Can be repeated: who is complete is left as they are, whatever has become of them since.
    Returns the logins to show.

    Raises:
        LocalError: the API does not answer, or not as it should.
    """
    everyone = people()
    with httpx.Client(
        base_url=api_url, timeout=_TIMEOUT_S, transport=transport, trust_env=False
    ) as client:
        signed_up = _each("signed up", everyone, lambda person: _sign_up(client, person))
        accounts = {
            person.username: account for person, account in zip(everyone, signed_up, strict=True)
        }
        _each("have a profile", everyone, lambda person: _fill_in(client, person, accounts))
    return demo_logins()


def _sign_up(client: httpx.Client, person: Person) -> _Account:
    credentials = {"email": person.email, "password": PASSWORD}
    profile = person.model_dump(
        by_alias=True, include={"username", "first_name", "last_name", "time_zone"}
    )
    answer = _send(client, "POST /auth/signup", credentials | profile, expected=(201, 409))
    if answer.status_code == httpx.codes.CONFLICT:
        answer = _send(client, "POST /auth/login", credentials)
    login = answer.json()
    user = login["user"]
    return _Account(user["id"], login["accessToken"], complete=bool(user["skills"]))


def _fill_in(client: httpx.Client, person: Person, accounts: dict[str, _Account]) -> None:
    account = accounts[person.username]
    if account.complete:
        return
    for username in person.follows:
        followed = {"userId": accounts[username].id}
        _send(client, "POST /user/follow", followed, token=account.token)
    _send(client, "PUT /user/updateProfile", {"bio": person.bio}, token=account.token)
    # Skills come last, so that having some tells who is complete when the seeding was cut off.
    skills = person.model_dump(by_alias=True, include={"skills"})
    _send(client, "PUT /user/skills", skills, token=account.token)


def _send(
    client: httpx.Client,
    route: str,
    body: dict[str, Any],
    *,
    token: str | None = None,
    expected: Collection[int] = (200,),
) -> httpx.Response:
    """Call the API; where it asks to come back (503: many follow one person at once), do so."""
    method, path = route.split()
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    for _ in range(_ATTEMPTS):
        try:
            answer = client.request(method, path, json=body, headers=headers)
        except httpx.TransportError as error:
            raise LocalError(f"Demo data: {route} got no answer: {error!r}") from error
        if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            break
        time.sleep(float(answer.headers.get("retry-after", 1)))
    if answer.status_code not in expected:
        raise LocalError(f"Demo data: {route} answered {answer.status_code}: {answer.text[:500]}")
    return answer


def _each(done: str, items: Sequence[_Item], work: Callable[[_Item], _Result]) -> list[_Result]:
    """Do the work for each item, several side by side, and show how far it is."""
    results = []
    pool = ThreadPoolExecutor(_THREADS)
    try:
        for result in pool.map(work, items):
            results.append(result)
            _show(
                f"  {len(results)} of {len(items)} people {done}", last=len(results) == len(items)
            )
    finally:
        pool.shutdown(cancel_futures=True)
    return results


def _show(progress: str, *, last: bool) -> None:
    if sys.stdout.isatty():
        print(f"\r{progress}", end="\n" if last else "", flush=True)
    elif last:
        print(progress, flush=True)
