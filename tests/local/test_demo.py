"""The demo people, their posts and pictures, and how they get into the system."""

import io
import json
import re
import threading
from collections import Counter
from collections.abc import Iterator
from typing import Any
from zoneinfo import available_timezones

import httpx
import pytest
from PIL import Image

from chat.schemas import NewMessage
from feed.schemas import NewComment, NewPost
from learn_exchange.catalogue import canonical
from learn_exchange.ids import new_id, uuid5_id
from local.demo.avatars import avatar
from local.demo.content import Chat, Person, Post, chats, exchanges, people, posts, rounds
from local.demo.drawing import HEIGHT, WIDTH, Drawing
from local.environment import LocalError
from local.seed import PASSWORD, demo_logins, seed

API = "http://api.test/_aws/execute-api/1ea12e00"
UPLOADS = "http://uploads.test/"
PEOPLE = people()
USERNAMES = {person.username for person in PEOPLE}
POSTS = posts()
CHATS = chats()
PICTURES = [picture for post in POSTS for picture in post.pictures]
ONE_OF_EACH_KIND = {picture.kind: picture for picture in PICTURES}


def offered(person: Person) -> set[str]:
    """Returns what the person teaches."""
    return set(person.skill_names(offering=True))


def sought(person: Person) -> set[str]:
    """Returns what the person wants to learn."""
    return set(person.skill_names(offering=False))


def match(one: Person, other: Person) -> bool:
    """Returns whether each of the two seeks something that the other offers."""
    return bool(offered(one) & sought(other) and offered(other) & sought(one))


def posts_by(username: str, written: list[Post]) -> list[Post]:
    """Returns the posts of one person, in their order."""
    return [post for post in written if post.author == username]


@pytest.fixture(params=PEOPLE, ids=lambda person: person.username)
def person(request: pytest.FixtureRequest) -> Person:
    """Each of the demo people."""
    one: Person = request.param
    return one


@pytest.fixture(params=POSTS, ids=lambda post: f"{post.author}: {post.title}")
def post(request: pytest.FixtureRequest) -> Post:
    """Each of the demo posts."""
    one: Post = request.param
    return one


def test_there_are_enough_and_each_is_someone_else() -> None:
    assert len(PEOPLE) >= 40
    for name in ("username", "bio", "email"):
        assert len({getattr(person, name).lower() for person in PEOPLE}) == len(PEOPLE), name
    assert len({person.time_zone for person in PEOPLE}) >= 30


def test_a_person_keeps_the_rules_of_the_api(person: Person) -> None:
    assert re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?", person.username)
    assert 3 <= len(person.username) <= 50
    assert 1 <= len(person.first_name) <= 50
    assert 1 <= len(person.last_name) <= 50
    assert 1 <= len(person.bio) <= 2000
    assert person.time_zone in available_timezones()
    assert all(1 <= len(skill.skill_name) <= 100 for skill in person.skills)


def test_a_person_has_something_to_exchange(person: Person) -> None:
    assert 2 <= len(offered(person)) <= 5
    assert 1 <= len(sought(person)) <= 3
    assert len(person.skills) == len(offered(person)) + len(sought(person))


def test_a_person_follows_some_of_the_others(person: Person) -> None:
    assert 5 <= len(person.follows) <= 15
    assert len(set(person.follows)) == len(person.follows)
    assert person.username not in person.follows
    assert set(person.follows) <= {other.username for other in PEOPLE}


def test_most_people_find_a_match() -> None:
    matched = [one for one in PEOPLE if any(match(one, other) for other in PEOPLE)]
    assert len(matched) >= len(PEOPLE) / 2


def test_a_skill_is_spelled_in_one_way() -> None:
    names = {skill.skill_name for person in PEOPLE for skill in person.skills}
    assert len({canonical(name) for name in names}) == len(names)


def test_the_logins_shown_are_of_people_who_match() -> None:
    by_email = {person.email: person for person in PEOPLE}
    logins = demo_logins()
    shown = [by_email[login.email] for login in logins]
    assert len(shown) == 4
    assert match(shown[0], shown[1])
    assert match(shown[2], shown[3])
    assert all(login.password == PASSWORD for login in logins)
    assert logins[0].name == "Ana Morales"
    assert logins[0].offers == "Spanish, Mexican cooking, Salsa dancing"
    assert logins[0].seeks == "SQL, Python"


def test_there_are_enough_posts_of_every_kind_and_by_everyone() -> None:
    assert len(POSTS) >= 150
    kinds = Counter(post.post_type for post in POSTS)
    assert kinds["tutorial"] >= 60
    assert min(kinds["achievement"], kinds["general"]) >= 35
    assert {post.author for post in POSTS} == USERNAMES
    assert len({post.title for post in POSTS}) == len(POSTS)
    assert sum(len(post.comments) for post in POSTS) >= 250
    assert sum(bool(post.pictures) for post in POSTS) >= 60


def test_a_post_keeps_the_rules_of_the_api(post: Post) -> None:
    NewPost(title=post.title, content=post.text, postType=post.post_type, tags=post.tags)
    assert 1 <= len(post.tags) <= 4
    for comment in post.comments:
        NewComment(postId=new_id(), content=comment.content)


def test_a_post_is_commented_on_and_liked_by_people_who_exist(post: Post) -> None:
    assert {comment.author for comment in post.comments} <= USERNAMES
    assert set(post.likes) <= USERNAMES - {post.author}
    assert len(set(post.likes)) == len(post.likes)


def test_a_tutorial_is_long_enough_to_learn_from() -> None:
    lengths = [len(post.text.split()) for post in POSTS if post.post_type == "tutorial"]
    assert min(lengths) >= 60
    assert max(lengths) <= 300


def test_posts_come_mixed_and_those_of_one_person_as_they_were_written() -> None:
    timeline = [post for together in rounds(POSTS) for post in together]
    for username in USERNAMES:
        assert posts_by(username, timeline) == posts_by(username, POSTS)
    assert len(timeline) == len(POSTS)
    for together in rounds(POSTS):
        assert len({post.author for post in together}) == len(together) >= 10


@pytest.mark.parametrize("picture", ONE_OF_EACH_KIND.values(), ids=ONE_OF_EACH_KIND.keys())
def test_a_picture_is_an_image_and_always_the_same(picture: Drawing) -> None:
    drawn = picture.jpeg()
    image = Image.open(io.BytesIO(drawn))
    image.verify()
    assert (image.format, image.size) == ("JPEG", (WIDTH, HEIGHT))
    assert drawn == picture.jpeg()


def test_every_picture_is_described_in_a_few_words() -> None:
    for picture in PICTURES:
        assert 20 <= len(picture.alt_text) <= 300
        assert picture.alt_text[0].isupper()
    exact = [picture for picture in PICTURES if picture.kind in ("chessboard", "bars", "terminal")]
    assert {picture.alt_text for picture in exact} >= {
        "A chess position. White: pawn e7, king e6. Black: king e8.",
        "A chart of bars: 3, 4, 4, 5, 5, 6, 40.",
    }


def test_no_two_pictures_are_the_same() -> None:
    drawn = {picture.jpeg() for picture in PICTURES}
    assert len(drawn) == len(PICTURES)


def test_most_people_have_a_portrait_of_their_own() -> None:
    portrayed = [person.username for person in PEOPLE if person.has_picture]
    portraits = {avatar(username) for username in portrayed}
    assert 30 <= len(portrayed) < len(PEOPLE)
    assert len(portraits) == len(portrayed)
    for portrait in portraits:
        image = Image.open(io.BytesIO(portrait))
        image.verify()
        assert image.format == "PNG"
    assert avatar(portrayed[0]) in portraits


@pytest.mark.parametrize("chat", CHATS, ids=lambda chat: "-".join(chat.between))
def test_a_chat_is_held_by_the_two_and_keeps_the_rules_of_the_api(chat: Chat) -> None:
    assert set(chat.between) <= USERNAMES
    assert {username for username, _ in chat.messages} == set(chat.between)
    for number, (_, content) in enumerate(chat.messages):
        assert NewMessage(clientId=f"demo-{number}", content=content)


def test_who_chats_has_no_exchange_which_would_be_told_in_between() -> None:
    exchanging = {frozenset((each.initiator, each.receiver)) for each in exchanges()}
    assert not exchanging & {frozenset(chat.between) for chat in CHATS}


def conversation_of(one: str, other: str) -> str:
    """Returns the id that the API below gives the conversation of two people."""
    return uuid5_id(*sorted((one, other)))


class Api(httpx.BaseTransport):
    """As much of the API as seeding calls, kept in memory."""

    def __init__(self) -> None:
        self.users: dict[str, dict[str, Any]] = {}
        self.follows: set[tuple[str, str]] = set()
        self.media: dict[str, dict[str, Any]] = {}
        self.posts: dict[str, dict[str, Any]] = {}
        self.chats: dict[str, dict[tuple[str, str], str]] = {}
        self.created: dict[tuple[str, str, str], dict[str, Any]] = {}
        self.outcome = "ready"
        self.pending = 0
        self.calls: list[str] = []
        self.refuse: Iterator[httpx.Response | None] = iter(())
        self.refused_route = ""
        self._lock = threading.Lock()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer as the API does, or as the test wants it refused."""
        path = request.url.path.removeprefix(httpx.URL(API).path)
        route = f"{request.method} {path}"
        with self._lock:
            self.calls.append(route)
            if route == self.refused_route and (answer := next(self.refuse, None)):
                return answer
            if str(request.url) == UPLOADS:
                return self._store(request)
            return self._answer(route, json.loads(request.content or "{}"), request.headers)

    def _store(self, request: httpx.Request) -> httpx.Response:
        """Take a form as S3 does: with what follows the file it would do nothing."""
        fields, file = request.read().split(b'name="file"')
        media_id = fields.partition(b"media ")[2].partition(b"\r\n")[0].decode()
        assert self.media[media_id]["fileName"].encode() in file
        self.media[media_id]["status"] = self.outcome
        return httpx.Response(204)

    def _answer(self, route: str, body: dict[str, Any], headers: httpx.Headers) -> httpx.Response:
        token = headers.get("authorization", "").removeprefix("Bearer token of ")
        if route.startswith("POST /auth/"):
            return self._sign_in(route, body)
        if route.startswith("GET /media/"):
            self.pending -= 1
            waiting = {"status": "pending"}
            media = self.media[route.removeprefix("GET /media/")]
            return httpx.Response(200, json=media if self.pending < 0 else waiting)
        if route in ("POST /media/upload", "POST /feed/createPost", "POST /feed/comment"):
            attempt = (token, route, headers["idempotency-key"])
            if attempt not in self.created:
                self.created[attempt] = self._create(route, body, token)
            return httpx.Response(201, json=self.created[attempt])
        if route.startswith("POST /chat/"):
            return self._chat(route.removeprefix("POST /chat/"), body, token)
        match route:
            case "POST /user/follow":
                self.follows.add((self.users[token]["id"], body["userId"]))
            case "PUT /user/updateProfile" | "PUT /user/skills":
                self.users[token] |= body
            case "POST /feed/like":
                self.posts[body["postId"]]["likes"].add(token)
            case _:
                return httpx.Response(404, json={"type": "no-such-route"})
        return httpx.Response(200, json={})

    def _chat(self, route: str, body: dict[str, Any], token: str) -> httpx.Response:
        if route == "open":
            pair = conversation_of(self.users[token]["id"], body["userId"])
            self.chats.setdefault(pair, {})
            return httpx.Response(200, json={"id": pair})
        self.chats[route.removesuffix("/messages")][token, body["clientId"]] = body["content"]
        return httpx.Response(201, json={})

    def _sign_in(self, route: str, body: dict[str, Any]) -> httpx.Response:
        user = self.users.get(body["email"])
        status = 200
        if route == "POST /auth/signup":
            status = 201
            if user:
                return httpx.Response(409, json={"type": "email-taken"})
            user = {"id": f"id of {body['username']}", "skills": [], "bio": "", **body}
            self.users[body["email"]] = user
        elif user is None or user["password"] != body["password"]:
            return httpx.Response(401, json={"type": "wrong-credentials"})
        login = {"accessToken": f"token of {user['email']}", "user": user}
        return httpx.Response(status, json=login)

    def _create(self, route: str, body: dict[str, Any], token: str) -> dict[str, Any]:
        match route:
            case "POST /media/upload":
                media_id = f"{len(self.media)}"
                self.media[media_id] = {"owner": token, "status": "pending", **body}
                form = {"url": UPLOADS, "fields": {"key": f"media {media_id}"}}
                return {"mediaId": media_id, "upload": form}
            case "POST /feed/createPost":
                files = [self.media[file["mediaId"]] for file in body["media"]]
                assert all(file["owner"] == token for file in files)
                assert all(file["status"] == "ready" for file in files)
                post_id = f"{len(self.posts)}"
                self.posts[post_id] = {"author": token, "comments": [], "likes": set(), **body}
                return {"id": post_id}
            case _:
                self.posts[body["postId"]]["comments"].append((token, body["content"]))
                return {}


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Api:
    """An API of which nobody has made use; pictures for it are only sketched."""
    monkeypatch.setattr(Drawing, "jpeg", lambda drawing: repr(drawing).encode())
    monkeypatch.setattr("local.seed.avatar", str.encode)
    return Api()


def assert_everyone_is_there(api: Api) -> None:
    """All people with their skills, bios and follows, and nobody else."""
    assert len(api.users) == len(PEOPLE)
    for person in PEOPLE:
        user = api.users[person.email]
        whole = person.model_dump(by_alias=True, exclude={"follows", "has_picture"})
        assert whole.items() <= user.items()
        assert ("profileImageId" in user) == person.has_picture
        described = person.picture_alt_text if person.has_picture else None
        assert user.get("profileImageAltText") == described
    ids = {person.username: api.users[person.email]["id"] for person in PEOPLE}
    wanted = {(ids[one.username], ids[other]) for one in PEOPLE for other in one.follows}
    assert api.follows == wanted


def assert_all_posts_are_there(api: Api) -> None:
    """All posts in their order, with pictures, comments and likes, and none twice."""
    emails = {person.username: person.email for person in PEOPLE}
    in_order = {email: posts_by(username, POSTS) for username, email in emails.items()}
    assert len(api.posts) == len(POSTS)
    for stored in api.posts.values():
        post = in_order[stored["author"]].pop(0)
        assert stored["title"] == post.title
        assert stored["content"] == post.text
        assert stored["tags"] == post.tags
        described = [picture.alt_text for picture in post.pictures]
        assert [file["altText"] for file in stored["media"]] == described
        assert stored["comments"] == [
            (emails[comment.author], comment.content) for comment in post.comments
        ]
        assert stored["likes"] == {emails[username] for username in post.likes}


def assert_all_chats_are_there(api: Api) -> None:
    """All conversations, with every message once and in its order."""
    ids = {person.username: api.users[person.email]["id"] for person in PEOPLE}
    emails = {person.username: person.email for person in PEOPLE}
    said = {
        conversation_of(*(ids[username] for username in chat.between)): [
            (emails[username], content) for username, content in chat.messages
        ]
        for chat in CHATS
    }
    assert said == {
        pair: [(token, content) for (token, _), content in messages.items()]
        for pair, messages in api.chats.items()
    }


def test_seeding_puts_everyone_in(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    assert seed(API, api) == demo_logins()
    assert_everyone_is_there(api)
    assert_all_posts_are_there(api)
    assert_all_chats_are_there(api)
    assert capsys.readouterr().out.splitlines() == [
        f"  {len(PEOPLE)} of {len(PEOPLE)} people signed up",
        f"  {len(POSTS)} of {len(POSTS)} posts illustrated",
        f"  {len(PEOPLE)} of {len(PEOPLE)} people portrayed",
        f"  {len(PEOPLE)} of {len(PEOPLE)} people follow others",
        f"  {len(POSTS)} of {len(POSTS)} posts published",
        f"  {len(POSTS)} of {len(POSTS)} posts discussed",
        f"  {len(CHATS)} of {len(CHATS)} conversations held",
        f"  {len(PEOPLE)} of {len(PEOPLE)} people have a profile",
    ]


def test_seeding_again_leaves_people_as_they_are(api: Api) -> None:
    seed(API, api)
    ana = api.users[PEOPLE[0].email]
    ana["bio"] = "Edited since."
    api.follows.clear()
    api.calls.clear()
    seed(API, api)
    assert set(api.calls) == {"POST /auth/signup", "POST /auth/login"}
    assert ana["bio"] == "Edited since."


@pytest.mark.parametrize(
    "route",
    [
        "POST /media/upload",
        "POST /user/follow",
        "POST /feed/createPost",
        "POST /feed/comment",
        "POST /feed/like",
        "POST /chat/open",
        "PUT /user/skills",
    ],
)
def test_seeding_that_was_cut_off_is_completed_and_nothing_is_there_twice(
    api: Api, route: str
) -> None:
    api.refused_route, api.refuse = route, in_the_middle(httpx.Response(500))
    with pytest.raises(LocalError, match=f"{route} answered 500"):
        seed(API, api)
    api.refuse = iter(())
    seed(API, api)
    assert_everyone_is_there(api)
    assert_all_posts_are_there(api)
    assert_all_chats_are_there(api)


def in_the_middle(refusal: httpx.Response) -> Iterator[httpx.Response | None]:
    """Some calls are answered, then some are refused."""
    yield from [None] * 3
    yield from [refusal] * 20


def test_a_post_waits_until_its_pictures_can_be_shown(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("local.seed.time.sleep", waits.append)
    api.pending = 3
    seed(API, api)
    assert len(waits) == 3
    assert_all_posts_are_there(api)


def test_a_picture_that_is_rejected_is_a_clear_error(api: Api) -> None:
    api.outcome = "rejected"
    with pytest.raises(LocalError, match=r"is not ready: .*rejected"):
        seed(API, api)


def test_an_upload_that_is_refused_is_a_clear_error(api: Api) -> None:
    api.refused_route, api.refuse = "POST /", iter([httpx.Response(403, text="Expired")] * 20)
    with pytest.raises(LocalError, match=f"{UPLOADS} answered 403: Expired"):
        seed(API, api)


def test_it_comes_back_when_asked_to(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("local.seed.time.sleep", waits.append)
    busy = httpx.Response(503, headers={"Retry-After": "2"})
    api.refused_route, api.refuse = "POST /user/follow", iter([busy] * 3)
    seed(API, api)
    assert waits == [2.0] * 3
    assert_everyone_is_there(api)


def test_an_unexpected_answer_is_a_clear_error(api: Api) -> None:
    api.users[PEOPLE[0].email] = {"password": "another one"}
    with pytest.raises(LocalError, match=r"POST /auth/login answered 401: .*wrong-credentials"):
        seed(API, api)


def test_no_answer_is_a_clear_error() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with pytest.raises(LocalError, match="POST /auth/signup got no answer"):
        seed(API, httpx.MockTransport(refuse))
