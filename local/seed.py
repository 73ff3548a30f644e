"""Demo data, put in through the public HTTP API as any client would."""

import hashlib
import json
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final, NamedTuple, TypeVar

import httpx

from local.demo.avatars import avatar
from local.demo.content import Chat, Person, Post, chats, people, posts, rounds
from local.environment import LocalError

PASSWORD: Final = "teach-me-and-i-teach-you"  # noqa: S105 (of demo people alone, and printed)

_SHOWN: Final = ("ana.morales", "jonas_weber", "amelie.durand", "priya.naidoo")
_THREADS: Final = 8
_ATTEMPTS: Final = 6
_TIMEOUT_S: Final = 60.0
_POLL_S: Final = 0.2
_PROCESSED_WITHIN_S: Final = 120.0

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class DemoLogin(NamedTuple):
    """Someone to sign in as: a row of the table that is printed."""

    name: str
    email: str
    password: str
    offers: str
    seeks: str


@dataclass(frozen=True)
class _Account:
    client: httpx.Client
    id: str
    token: str
    complete: bool

    def send(self, route: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Call the API as this person."""
        answer: dict[str, Any] = _send(self.client, route, body, token=self.token).json()
        return answer


def demo_logins() -> list[DemoLogin]:
    """Returns two pairs of the demo people; in each, one seeks what the other offers."""
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
    """Sign the demo people up, fill in their profiles, and let them follow, post, answer and chat.

    Can be repeated: once all are complete they are left as they are, whatever has become of them
    since. What was cut off is completed, and nothing comes twice within a day: that is how long
    the API knows idempotency keys. Returns the logins to show.

    Raises:
        LocalError: the API does not answer, or not as it should.
    """
    everyone = people()
    with httpx.Client(
        base_url=api_url, timeout=_TIMEOUT_S, transport=transport, trust_env=False
    ) as client:
        signed_up = _each("people signed up", [everyone], lambda person: _sign_up(client, person))
        accounts = {
            person.username: account for person, account in zip(everyone, signed_up, strict=True)
        }
        if not all(account.complete for account in signed_up):
            _fill(everyone, accounts)
    return demo_logins()


def _fill(everyone: Sequence[Person], accounts: Mapping[str, _Account]) -> None:
    """Does all that comes after signing up."""
    timeline = rounds(posts())
    written = list(chain.from_iterable(timeline))
    illustrations = _each(
        "posts illustrated", [written], lambda post: _illustrate(accounts[post.author], post)
    )
    portraits = _each(
        "people portrayed", [everyone], lambda person: _portray(accounts[person.username], person)
    )
    # Meanwhile the API looks at the pictures.
    _each("people follow others", [everyone], lambda person: _follow(person, accounts))
    media = {post.title: ids for post, ids in zip(written, illustrations, strict=True)}
    published = _each(
        "posts published",
        timeline,
        lambda post: _publish(accounts[post.author], post, media[post.title]),
    )
    _each(
        "posts discussed",
        [list(zip(written, published, strict=True))],
        lambda pair: _discuss(*pair, accounts),
    )
    _each("conversations held", [chats()], lambda chat: _converse(chat, accounts))
    # Skills come last of all, so that having some tells who is complete after a cut.
    _each(
        "people have a profile",
        [list(zip(everyone, portraits, strict=True))],
        lambda pair: _complete(accounts[pair[0].username], *pair),
    )


def _sign_up(client: httpx.Client, person: Person) -> _Account:
    credentials = {"email": person.email, "password": PASSWORD}
    profile = person.model_dump(
        by_alias=True, include={"username", "first_name", "last_name", "time_zone", "language"}
    )
    answer = _send(client, "POST /auth/signup", credentials | profile, expected=(201, 409))
    if answer.status_code == httpx.codes.CONFLICT:
        answer = _send(client, "POST /auth/login", credentials)
    login = answer.json()
    user = login["user"]
    return _Account(client, user["id"], login["accessToken"], complete=bool(user["skills"]))


def _illustrate(author: _Account, post: Post) -> list[str]:
    """Upload the pictures of a post; returns their ids."""
    return [_upload(author, picture.jpeg(), "image/jpeg") for picture in post.pictures]


def _portray(account: _Account, person: Person) -> list[str]:
    """Upload the picture of a person, if they have one."""
    if not person.has_picture:
        return []
    return [_upload(account, avatar(person.username), "image/png")]


def _upload(owner: _Account, content: bytes, content_type: str) -> str:
    digest = hashlib.sha256(content).hexdigest()[:16]
    file_name = f"{digest}.{content_type.partition('/')[2]}"
    description = {"contentType": content_type, "size": len(content), "fileName": file_name}
    answer = owner.send("POST /media/upload", description)
    form = answer["upload"]
    try:
        stored = owner.client.post(
            form["url"], data=form["fields"], files={"file": (file_name, content, content_type)}
        )
    except httpx.TransportError as error:
        raise LocalError(f"Demo data: {form['url']} got no answer: {error!r}") from error
    if not stored.is_success:
        raise LocalError(
            f"Demo data: {form['url']} answered {stored.status_code}: {stored.text[:500]}"
        )
    media_id: str = answer["mediaId"]
    return media_id


def _wait_for(owner: _Account, media_ids: Sequence[str]) -> None:
    end = time.monotonic() + _PROCESSED_WITHIN_S
    for media_id in media_ids:
        while (media := owner.send(f"GET /media/{media_id}"))["status"] != "ready":
            if media["status"] == "rejected" or time.monotonic() > end:
                raise LocalError(f"Demo data: picture {media_id} is not ready: {media}")
            time.sleep(_POLL_S)


def _follow(person: Person, accounts: Mapping[str, _Account]) -> None:
    for username in person.follows:
        accounts[person.username].send("POST /user/follow", {"userId": accounts[username].id})


def _publish(author: _Account, post: Post, media_ids: list[str]) -> str:
    """Publish a post as soon as its pictures can be shown; returns its id."""
    _wait_for(author, media_ids)
    body = post.model_dump(by_alias=True, include={"title", "post_type", "tags"})
    described = zip(media_ids, post.pictures, strict=True)
    media = [{"mediaId": media_id, "altText": it.alt_text} for media_id, it in described]
    body |= {"content": post.text, "media": media}
    post_id: str = author.send("POST /feed/createPost", body)["id"]
    return post_id


def _discuss(post: Post, post_id: str, accounts: Mapping[str, _Account]) -> None:
    for comment in post.comments:
        body = {"postId": post_id, "content": comment.content}
        accounts[comment.author].send("POST /feed/comment", body)
    for username in post.likes:
        accounts[username].send("POST /feed/like", {"postId": post_id})


def _converse(chat: Chat, accounts: Mapping[str, _Account]) -> None:
    one, other = (accounts[username] for username in chat.between)
    conversation_id = one.send("POST /chat/open", {"userId": other.id})["id"]
    for number, (username, content) in enumerate(chat.messages):
        body = {"clientId": f"demo-{number}", "content": content}
        accounts[username].send(f"POST /chat/{conversation_id}/messages", body)


def _complete(account: _Account, person: Person, portrait: Sequence[str]) -> None:
    if account.complete:
        return
    _wait_for(account, portrait)
    picture = {}
    if portrait:
        picture = {"profileImageId": portrait[0], "profileImageAltText": person.picture_alt_text}
    account.send("PUT /user/updateProfile", {"bio": person.bio} | picture)
    account.send("PUT /user/skills", person.model_dump(by_alias=True, include={"skills"}))


def _send(
    client: httpx.Client,
    route: str,
    body: dict[str, Any] | None = None,
    *,
    token: str | None = None,
    expected: Collection[int] = (200, 201),
) -> httpx.Response:
    """Call the API; where it asks to come back (503: many follow one person at once), do so."""
    method, path = route.split()
    content = json.dumps(body, ensure_ascii=False).encode() if body is not None else None
    headers = {"Content-Type": "application/json"}
    if content is not None:
        # The same request of the same person creates something once.
        headers["Idempotency-Key"] = hashlib.sha256(content).hexdigest()
    if token:
        headers["Authorization"] = f"Bearer {token}"
    for _ in range(_ATTEMPTS):
        try:
            answer = client.request(method, path, content=content, headers=headers)
        except httpx.TransportError as error:
            raise LocalError(f"Demo data: {route} got no answer: {error!r}") from error
        if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            break
        time.sleep(float(answer.headers.get("retry-after", 1)))
    if answer.status_code not in expected:
        raise LocalError(f"Demo data: {route} answered {answer.status_code}: {answer.text[:500]}")
    return answer


def _each(
    done: str, rounds_of_work: Sequence[Sequence[_Item]], work: Callable[[_Item], _Result]
) -> list[_Result]:
    """Do the work for each item, those of a round side by side, and show how far it is."""
    total = sum(map(len, rounds_of_work))
    results = []
    pool = ThreadPoolExecutor(_THREADS)
    try:
        for items in rounds_of_work:
            for result in pool.map(work, items):
                results.append(result)
                _show(f"  {len(results)} of {total} {done}", last=len(results) == total)
    finally:
        pool.shutdown(cancel_futures=True)
    return results


def _show(progress: str, *, last: bool) -> None:
    if sys.stdout.isatty():
        print(f"\r{progress}", end="\n" if last else "", flush=True)
    elif last:
        print(progress, flush=True)
