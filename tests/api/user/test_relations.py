"""Whatever four people do to each other, all that is answered follows from a few plain rules."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.support.gateway import Answer, Gateway, Json
from tests.support.people import Person, sign_up

PEOPLE = 4
pairs = st.permutations(range(PEOPLE)).map(lambda order: (order[0], order[1]))

Pair = tuple[int, int]


@dataclass
class Standing:
    """Follows and blocks, in plain sets."""

    follows: set[Pair] = field(default_factory=set)
    blocks: set[Pair] = field(default_factory=set)

    def hidden(self, one: int, other: int) -> bool:
        """Returns whether two people are hidden from each other."""
        return (one, other) in self.blocks or (other, one) in self.blocks

    def relationship(self, one: int, other: int) -> Json:
        """Returns one person's relationship to another."""
        return {
            "following": (one, other) in self.follows,
            "followedBy": (other, one) in self.follows,
            "blocked": (one, other) in self.blocks,
        }

    def followers(self, person: int) -> set[int]:
        """Returns who follows a person."""
        return {follower for follower, followed in self.follows if followed == person}

    def following(self, person: int) -> set[int]:
        """Returns whom a person follows."""
        return {followed for follower, followed in self.follows if follower == person}


class FourPeople(RuleBasedStateMachine):
    """Four people who follow and block each other through the API."""

    gateway: Gateway

    def __init__(self) -> None:
        super().__init__()
        self.people = [sign_up(self.gateway) for _ in range(PEOPLE)]
        self.numbers = {person.id: number for number, person in enumerate(self.people)}
        self.standing = Standing()

    @rule(pair=pairs)
    def follow(self, pair: Pair) -> None:
        """One follows another."""
        answer = self._person(pair).follow(self._other(pair))
        if not self.standing.hidden(*pair):
            self.standing.follows.add(pair)
        self._agrees(answer, pair, found=not self.standing.hidden(*pair))

    @rule(pair=pairs)
    def unfollow(self, pair: Pair) -> None:
        """One follows another no longer."""
        answer = self._person(pair).unfollow(self._other(pair))
        self.standing.follows.discard(pair)
        self._agrees(answer, pair, found=not self.standing.hidden(*pair))

    @rule(pair=pairs)
    def block(self, pair: Pair) -> None:
        """One blocks another."""
        answer = self._person(pair).block(self._other(pair))
        can_see = pair in self.standing.blocks or not self.standing.hidden(*pair)
        if can_see:
            self.standing.blocks.add(pair)
            self.standing.follows -= {pair, pair[::-1]}
        self._agrees(answer, pair, found=can_see)

    @rule(pair=pairs)
    def unblock(self, pair: Pair) -> None:
        """One takes back a block."""
        answer = self._person(pair).unblock(self._other(pair))
        can_see = pair in self.standing.blocks or not self.standing.hidden(*pair)
        self.standing.blocks.discard(pair)
        self._agrees(answer, pair, found=can_see)

    def teardown(self) -> None:
        """In the end, everybody sees of everybody what the rules say."""
        for viewer in range(PEOPLE):
            for number in range(PEOPLE):
                self._sees(viewer, number)

    def _sees(self, viewer: int, number: int) -> None:
        profile = self.people[viewer].profile_of(self.people[number])
        if self.standing.hidden(viewer, number):
            assert profile.problem == "not-found"
            return
        followers, following = self.standing.followers(number), self.standing.following(number)
        stats = profile.json["stats"]
        assert (stats["followers"], stats["following"]) == (len(followers), len(following))
        assert profile.json["relationship"] == self.standing.relationship(viewer, number)
        path = f"/user/{self.people[number].id}"
        for name, members in (("followers", followers), ("following", following)):
            shown = {member for member in members if not self.standing.hidden(viewer, member)}
            assert self._listed(viewer, f"{path}/{name}") == shown

    def _listed(self, viewer: int, path: str) -> set[int]:
        ids = self.people[viewer].listed(path)
        assert len(ids) == len(set(ids))
        return {self.numbers[person_id] for person_id in ids}

    def _agrees(self, answer: Answer, pair: Pair, *, found: bool) -> None:
        if found:
            assert answer.status == 200
            assert answer.json == self.standing.relationship(*pair)
        else:
            assert (answer.status, answer.problem) == (404, "not-found")
        for number in pair:
            self._sees(number, number)
            assert self._listed(number, "/user/blocked") == {
                blocked for blocker, blocked in self.standing.blocks if blocker == number
            }

    def _person(self, pair: Pair) -> Person:
        return self.people[pair[0]]

    def _other(self, pair: Pair) -> Person:
        return self.people[pair[1]]


def test_whatever_four_people_do_all_answers_follow_from_the_rules(gateway: Gateway) -> None:
    machine: Any = type("FourPeopleHere", (FourPeople,), {"gateway": gateway})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=3,
            stateful_step_count=14,
            deadline=None,
            derandomize=True,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
