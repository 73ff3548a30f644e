"""The feed for real, among 2,000 people in the emulator, and the other design on the same data.

Times are of calls over HTTP. Calls to DynamoDB are counted while the handlers of the same functions
run in this process.
"""

import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import partial
from io import StringIO
from itertools import accumulate, cycle
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

import httpx

from feed import timeline
from learn_exchange import clock
from learn_exchange.ids import new_id
from learn_exchange.tables.feed import Listed
from learn_exchange.tables.store import look_for_backfill
from learn_exchange.tables.users import Follow
from local.deploy import deploy_locally
from local.emulator import Emulator, free_port
from tests.bench import feed_costs, feed_inbox
from tests.bench.feed_costs import rows_of_posts, sample_post, sample_profile
from tests.bench.feed_model import MAX_OF_MEAN, PAGE, power_law
from tests.bench.stub import Content
from tests.bench.units import Demand, Units, content_now, demand_here
from tests.support.counting import Calls, counted_calls
from tests.support.gateway import Json
from tests.support.modules import load
from tests.support.people import Person, sign_up
from tests.support.remote import RemoteGateway
from tests.support.rows import put_all
from tests.support.system import EVENTS, System

PEOPLE = 2_000
FOLLOWS = 15
POSTS = 1
READERS = (10, 100, PEOPLE - 1)
# More than a page has, since those whom the first reader follows post once in each.
ROUNDS = 22
SEED = 2_000


@dataclass(frozen=True)
class PageRead:
    """The first page of a reader's feed, by either design."""

    follows: int
    pulled: Demand
    modelled: Units
    round_trips: int
    pushed: Demand
    times_health: float
    """The time of the call that pulls it, in multiples of `GET /health`."""


@dataclass(frozen=True)
class PostWritten:
    """A post, and what it takes on top if feeds are pushed."""

    followers: int
    published: Demand
    modelled: Units
    pushed: Demand


@dataclass(frozen=True)
class Emulated:
    """The measurements."""

    follows: int
    pages: list[PageRead]
    posts: list[PostWritten]
    post_times_health: float


class _World(NamedTuple):
    people: list[str]
    follows: dict[str, list[str]]


def measure(report: Callable[[str], None]) -> Emulated:
    """Deploy into an emulator, fill it with people and posts, and measure all of it."""
    with _deployed(report) as system, system.as_a_function():
        look_for_backfill()
        world = _populated(Random(SEED))  # noqa: S311 (nothing secret)
        readers = world.people[: len(READERS)]
        times = _timed(system, readers, world.follows[readers[0]])
        for post in {post for reader in readers for post in _newest(reader)}:
            feed_inbox.push(post)
        content = content_now()
        followers = Counter(other for others in world.follows.values() for other in others)
        ranked = [author for author, _ in followers.most_common()]
        return Emulated(
            follows=followers.total(),
            pages=[
                _page(reader, len(world.follows[reader]), content, times[reader])
                for reader in readers
            ],
            posts=[
                _post(author, followers[author], content)
                for author in (ranked[-1], ranked[len(ranked) // 2], ranked[0])
            ],
            post_times_health=times["post"],
        )


@contextmanager
def _deployed(report: Callable[[str], None]) -> Iterator[System]:
    """The system in an emulator of its own; its consumers of events are at rest."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        with Emulator(free_port(), directory / "state", persist=False) as emulator:
            deploy_locally(emulator.endpoint, directory, log=directory / "log", report=report)
            system = System(emulator.endpoint, directory, emulator.function_log)
            functions = system.client("lambda")
            for mapping in functions.list_event_source_mappings()["EventSourceMappings"]:
                functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
            yield system


def _populated(random: Random) -> _World:
    """People, whom they follow and what they have posted, written straight into the tables.

    The first people are the readers that are measured.
    """
    at = clock.now()
    people = [new_id() for _ in range(PEOPLE)]
    popularity = list(accumulate(_dealt(random, FOLLOWS, PEOPLE - 1)))
    wanted = [*READERS, *_dealt(random, FOLLOWS, PEOPLE - 1)[len(READERS) :]]
    follows = {
        person: _chosen(random, people, popularity, person, round(count))
        for person, count in zip(people, wanted, strict=True)
    }
    activity = _dealt(random, POSTS, POSTS * MAX_OF_MEAN)
    authors = random.choices(people, activity, k=PEOPLE * POSTS)
    put_all(sample_profile(one, number, at) for number, one in enumerate(people))
    put_all(Follow.of(person, other, at) for person, others in follows.items() for other in others)
    put_all(rows_of_posts(authors, at))
    return _World(people, follows)


def _dealt(random: Random, mean: float, most: float) -> list[float]:
    """Returns what each person has of something, by the power law of the model."""
    values = [value for people, value in power_law(PEOPLE, mean, most) for _ in range(people)]
    random.shuffle(values)
    return values


def _chosen(
    random: Random, people: list[str], popularity: list[float], chooser: str, count: int
) -> list[str]:
    """So many others, each as likely as they are popular."""
    chosen: dict[str, None] = {}
    while len(chosen) < count:
        drawn = random.choices(people, cum_weights=popularity, k=count - len(chosen))
        chosen |= dict.fromkeys(person for person in drawn if person != chooser)
    return list(chosen)


def _timed(system: System, readers: Sequence[str], authors: Sequence[str]) -> dict[str, float]:
    """Returns the time of a page of each reader, and of `post`, in multiples of `GET /health`."""
    taken: dict[str, list[float]] = defaultdict(list)
    with httpx.Client(base_url=system.api_url, timeout=60, trust_env=False) as http:
        gateway = RemoteGateway(http=http)
        sign_up(gateway)  # With the first login the key is published that verifies all tokens.
        ids = sorted({*readers, *authors})
        people = {
            person: Person(gateway, person, "", "", token, "")
            for person, token in zip(ids, system.access_tokens(ids), strict=True)
        }
        for _, author in zip(range(ROUNDS), cycle(authors), strict=False):
            calls = {
                "health": partial(gateway.get, "/health"),
                **{reader: partial(people[reader].get, "/feed/latest") for reader in readers},
                "post": partial(people[author].post, "/feed/createPost", _new_post()),
            }
            for name, call in calls.items():
                started = perf_counter()
                answer = call()
                taken[name].append(perf_counter() - started)
                assert answer.status in (200, 201), answer.text
    return {name: median(times) / median(taken["health"]) for name, times in taken.items()}


def _newest(reader_id: str) -> list[Listed]:
    """Returns the posts of a reader's first page, and the one after them."""
    page = timeline.feed(reader_id, clock.now(), cursor=None, limit=PAGE + 1)
    return [Listed(post.id, post.author.id) for post in page.items]


def _page(reader_id: str, follows: int, content: Content, times_health: float) -> PageRead:
    pulling, answered = _answered("feed.latest", reader_id)
    with counted_calls() as taking:
        pushed = feed_inbox.feed(reader_id, PAGE)
    assert [post["id"] for post in answered["items"]] == [post.id for post in pushed]
    assert len(pushed) == PAGE
    return PageRead(
        follows=follows,
        pulled=demand_here(pulling, content),
        modelled=_modelled(reader_id, follows, [post.author.id for post in pushed]),
        round_trips=pulling.round_trips,
        pushed=demand_here(taking, content),
        times_health=times_health,
    )


def _modelled(reader_id: str, follows: int, author_ids: Sequence[str]) -> Units:
    units = (
        feed_costs.greet() + feed_costs.pull(follows) + feed_costs.show_to(reader_id, author_ids)
    )
    if follows < timeline.SETTLED_FOLLOWS:
        # No post has one of the reader's skills for a tag, or is of last month.
        units += feed_costs.suggest([0, 0, 0], [2 * PAGE, 0])
    return units


def _post(author_id: str, followers: int, content: Content) -> PostWritten:
    publishing, post = _answered("feed.create_post", author_id, body=json.dumps(_new_post()))
    with counted_calls() as pushing:
        feed_inbox.push(Listed(post["id"], author_id))
    return PostWritten(
        followers=followers,
        published=demand_here(publishing, content),
        modelled=feed_costs.publish() + feed_costs.head(),
        pushed=demand_here(pushing, content),
    )


def _new_post() -> Json:
    """Returns the sample as its author sends it."""
    post = sample_post(new_id(), new_id(), clock.now())
    return {
        "title": post.title,
        "content": post.content,
        "postType": post.post_type,
        "tags": list(post.given_tags),
    }


def _answered(function: str, caller_id: str, **changes: Any) -> tuple[Calls, Any]:
    """Returns the calls that a function makes on its sample event, and its answer."""
    event = json.loads((EVENTS / f"{function.replace('.', '/')}.json").read_text()) | changes
    event["requestContext"]["authorizer"]["lambda"]["sub"] = caller_id
    handler = load(function).handler
    with redirect_stdout(StringIO()), counted_calls() as calls:
        answer = handler(event, None)
    assert answer["statusCode"] in (200, 201), answer["body"]
    return calls, json.loads(answer["body"])
