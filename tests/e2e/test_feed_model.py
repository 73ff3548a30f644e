"""The feed against a plain model of it: what each reader sees, page by page, after every step.

`FEED_MODEL_SECONDS` says how long it looks; each round has the next fixed seed.
"""

import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.support.gateway import Json
from tests.support.people import Person, sign_up
from tests.support.remote import RemoteGateway
from tests.support.rounds import play
from tests.support.system import System

SECONDS = float(os.environ.get("FEED_MODEL_SECONDS", "60"))
PEOPLE = 4
STEPS = 30

who = st.integers(0, PEOPLE - 1)
chance = st.randoms(use_true_random=False)


@dataclass
class Model:
    """A model of the feed: follows, blocks and posts, each as plain as can be."""

    follows: set[tuple[int, int]] = field(default_factory=set)
    blocks: set[tuple[int, int]] = field(default_factory=set)
    posts: dict[str, tuple[int, str]] = field(default_factory=dict)

    def hidden(self, one: int, other: int) -> bool:
        """Returns whether two people do not exist for each other."""
        return (one, other) in self.blocks or (other, one) in self.blocks

    def block(self, one: int, other: int) -> None:
        """Hide two people from each other; whoever was blocked cannot block back."""
        if not self.hidden(one, other):
            self.blocks.add((one, other))
            self.follows -= {(one, other), (other, one)}

    def follow(self, one: int, other: int) -> None:
        """Follow, unless one of the two is hidden."""
        if not self.hidden(one, other):
            self.follows.add((one, other))

    def feed(self, reader: int) -> list[str]:
        """Returns the ids of a reader's feed, the newest first."""
        authors = {reader} | {other for one, other in self.follows if one == reader}
        return sorted((id for id, (by, _) in self.posts.items() if by in authors), reverse=True)

    def visible(self, reader: int, author: int) -> list[str]:
        """Returns the ids of what an author has posted, as a reader sees it."""
        if self.hidden(reader, author):
            return []
        return sorted((id for id, (by, _) in self.posts.items() if by == author), reverse=True)


class FeedMachine(RuleBasedStateMachine):
    """Random lives of four people, against the deployed endpoints."""

    gateway: RemoteGateway
    deeds: Counter[str]

    @initialize(number=st.integers(0, 2**32))
    def people_join(self, number: int) -> None:
        """Nobody knows anybody yet."""
        # Hypothesis begins with the simplest of all lives, in which everything is zero.
        assume(number)
        self.people = [sign_up(self.gateway) for _ in range(PEOPLE)]
        self.model = Model()
        self.steps = count(1)

    @rule(one=who, other=who)
    def follow(self, one: int, other: int) -> None:
        """One follows another."""
        if one != other:
            self.deeds["follow"] += 1
            answer = self.people[one].follow(self.people[other])
            assert answer.status == (404 if self.model.hidden(one, other) else 200)
            self.model.follow(one, other)

    @rule(one=who, other=who)
    def unfollow(self, one: int, other: int) -> None:
        """One no longer follows another."""
        self.people[one].unfollow(self.people[other])
        self.model.follows.discard((one, other))

    @rule(one=who, other=who)
    def block(self, one: int, other: int) -> None:
        """One blocks another."""
        if one != other:
            self.deeds["block"] += 1
            self.people[one].block(self.people[other])
            self.model.block(one, other)

    @rule(one=who, other=who)
    def unblock(self, one: int, other: int) -> None:
        """One takes back a block."""
        if one != other:
            self.people[one].unblock(self.people[other])
            self.model.blocks.discard((one, other))

    @rule(author=who, number=st.integers(1, 4))
    def publish(self, author: int, number: int) -> None:
        """Somebody publishes a few posts."""
        for _ in range(number):
            new = {"title": f"{next(self.steps)}", "content": "Text", "postType": "general"}
            answer = self.people[author].post("/feed/createPost", new)
            assert answer.status == 201, answer.text
            self.deeds["publish"] += 1
            self.model.posts[answer.json["id"]] = (author, answer.json["title"])

    @precondition(lambda self: self.model.posts)
    @rule(random=chance, editor=who)
    def edit(self, random: random.Random, editor: int) -> None:
        """Somebody tries to edit a post."""
        post_id = random.choice(sorted(self.model.posts))
        author, _ = self.model.posts[post_id]
        title = f"{next(self.steps)}"
        answer = self.people[editor].put(f"/feed/post/{post_id}", {"title": title})
        assert answer.status == self._for_author_only(editor, author, 200)
        if editor == author:
            self.model.posts[post_id] = (author, title)

    @precondition(lambda self: self.model.posts)
    @rule(random=chance, remover=who)
    def delete(self, random: random.Random, remover: int) -> None:
        """Somebody tries to delete a post."""
        post_id = random.choice(sorted(self.model.posts))
        author, _ = self.model.posts[post_id]
        answer = self.people[remover].delete(f"/feed/post/{post_id}")
        assert answer.status == self._for_author_only(remover, author, 204)
        if remover == author:
            del self.model.posts[post_id]

    def _for_author_only(self, caller: int, author: int, success: int) -> int:
        if caller == author:
            return success
        return 404 if self.model.hidden(caller, author) else 403

    @rule(reader=who, limit=st.integers(1, 3), random=chance)
    def page_while_the_world_moves(self, reader: int, limit: int, random: random.Random) -> None:
        """Whoever pages to the end sees all that was there all along, exactly once."""
        before = self.model.feed(reader)
        there_all_along, seen = set(before), list[str]()
        self.deeds["page"] += 1
        for page in self._pages(self.people[reader], limit):
            seen += [item["id"] for item in page if not item["suggested"]]
            one, other = random.sample(range(PEOPLE), 2)
            change = random.choice([self._publish_one, self._delete_one, self.follow, self.block])
            change(one, other)
            there_all_along &= set(self.model.feed(reader))
        assert len(seen) == len(set(seen))
        assert there_all_along <= set(seen)
        assert seen == sorted(seen, reverse=True)

    def _publish_one(self, author: int, _other: int) -> None:
        self.publish(author=author, number=1)

    def _delete_one(self, author: int, _other: int) -> None:
        own = [post_id for post_id, (by, _) in self.model.posts.items() if by == author]
        if own:
            assert self.people[author].delete(f"/feed/post/{own[0]}").status == 204
            del self.model.posts[own[0]]

    @invariant()
    def everybody_sees_their_feed(self) -> None:
        """Every reader's feed is what the model says, whatever the length of its pages."""
        for reader, person in enumerate(self.people):
            limit = 1 + (next(self.steps) + reader) % 5
            items = [item for page in self._pages(person, limit) for item in page]
            followed = [item for item in items if not item["suggested"]]
            assert [item["id"] for item in followed] == self.model.feed(reader)
            titles = {item["id"]: item["title"] for item in followed}
            assert titles == {id: self.model.posts[id][1] for id in titles}
            self._suggestions_fit(reader, items, limit)

    def _suggestions_fit(self, reader: int, items: list[Json], limit: int) -> None:
        suggested = [item for item in items if item["suggested"]]
        if suggested:
            assert len(items) <= limit
        ours = {person.id: number for number, person in enumerate(self.people)}
        for item in suggested:
            author = ours.get(item["author"]["id"])
            if author is not None:
                assert item["id"] in self.model.visible(reader, author)
                assert (reader, author) not in self.model.follows

    @invariant()
    def everybody_sees_the_posts_of_others(self) -> None:
        """Checks that each post is listed for everyone who may see it."""
        reader = next(self.steps) % PEOPLE
        for author, person in enumerate(self.people):
            answer = self.people[reader].get(f"/feed/userPosts/{person.id}")
            if self.model.hidden(reader, author):
                assert answer.status == 404
            else:
                listed = [item["id"] for item in answer.json["items"]]
                assert listed == self.model.visible(reader, author)[:20]

    def _pages(self, reader: Person, limit: int) -> Iterator[list[Json]]:
        return (page["items"] for page in reader.pages("/feed/latest", limit))


def test_every_reader_sees_what_a_plain_model_says(system: System, gateway: RemoteGateway) -> None:
    FeedMachine.gateway, FeedMachine.deeds = gateway, Counter()
    play(FeedMachine, FeedMachine.deeds, steps=STEPS, seconds=SECONDS)
    assert {"follow", "block", "publish", "page"} <= FeedMachine.deeds.keys()
