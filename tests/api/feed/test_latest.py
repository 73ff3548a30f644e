"""GET /feed/latest."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feed.timeline import SETTLED_FOLLOWS
from learn_exchange import clock
from learn_exchange import cursor as cursors
from learn_exchange.ids import EXAMPLE, new_id
from learn_exchange.tables import feed as feed_table
from learn_exchange.tables.feed import Post, TimelineHead, month_of
from learn_exchange.tables.store import put, update
from learn_exchange.tables.users import Block, Follow
from tests.support.gateway import Gateway, Json
from tests.support.people import Person, sign_up
from tests.support.posts import comment, like, publish, put_posts
from tests.support.rows import put_all

FEED = "/feed/latest"
# Heads of only so many posts, in tests that need not look at fifty.
SHORT = 3

NewPerson = Callable[..., Person]


def items(reader: Person, limit: int = 50) -> list[Json]:
    """Returns all that a reader's feed has, through its pages."""
    return [item for page in reader.pages(FEED, limit) for item in page["items"]]


def shown(reader: Person, limit: int = 50) -> list[str]:
    """Returns the ids of what a reader's feed has, without what is suggested."""
    return [item["id"] for item in items(reader, limit) if not item["suggested"]]


def suggested(reader: Person, limit: int = 50) -> list[str]:
    """Returns the ids of what is suggested to a reader."""
    return [item["id"] for item in items(reader, limit) if item["suggested"]]


def ids_of(page: Json) -> list[str]:
    """Returns the ids on a page."""
    return [item["id"] for item in page["items"]]


def delete_post(author: Person, post_id: str) -> None:
    """Let an author delete a post."""
    assert author.delete(f"/feed/post/{post_id}").status == 204


@pytest.fixture
def short_heads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few posts are enough to reach past a head."""
    monkeypatch.setattr(feed_table, "HEAD_LENGTH", SHORT)


def test_the_feed_of_who_knows_nobody_where_nothing_is_posted_is_one_empty_page(
    ana: Person,
) -> None:
    answer = ana.get(FEED)
    assert (answer.status, answer.json) == (200, {"items": [], "nextCursor": None})


def test_the_feed_has_what_those_have_posted_whom_one_follows_and_oneself_the_newest_first(
    ana: Person, ben: Person, new_person: NewPerson
) -> None:
    cleo, stranger = new_person(), new_person()
    ana.follow(ben)
    ana.follow(cleo)
    authors = (ben, cleo, ana, stranger, cleo, ben, ana)
    posts = [(author, publish(author)) for author in authors]
    expected = [post["id"] for author, post in reversed(posts) if author is not stranger]
    assert shown(ana) == expected


def test_an_item_is_the_post_as_its_reader_sees_it(ana: Person, ben: Person) -> None:
    ana.follow(ben)
    post = publish(ben, content="On #fractals")
    comment(ben, post)
    like(ana, post)
    expected = {**post, "likeCount": 1, "commentCount": 1, "suggested": False}
    assert ana.get(FEED).json["items"] == [{**expected, "likedByMe": True}]
    assert ben.get(FEED).json["items"] == [{**expected, "likedByMe": False}]


@pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 8, 50])
def test_the_pages_are_the_feed_whatever_their_size(ana: Person, ben: Person, limit: int) -> None:
    ana.follow(ben)
    made = [*put_posts(ben.id, 4), *put_posts(ana.id, 3)]
    pages = [*ana.pages(FEED, limit)]
    assert all(len(page["items"]) == limit for page in pages[:-1])
    assert 1 <= len(pages[-1]["items"]) <= limit
    assert [one for page in pages for one in ids_of(page)] == sorted(made, reverse=True)


def test_a_page_has_twenty_posts_unless_one_asks_for_another_number(ana: Person) -> None:
    made = put_posts(ana.id, 51)
    for limit, expected in ((None, made[:20]), ("1", made[:1]), ("50", made[:50])):
        page = ana.get(FEED, query={"limit": limit} if limit else {}).json
        assert ids_of(page) == expected
        assert page["nextCursor"]


def test_what_happens_shows_at_once(ana: Person, ben: Person) -> None:
    post = publish(ben)
    assert shown(ana) == []
    ana.follow(ben)
    assert shown(ana) == [post["id"]]
    another = publish(ben)
    assert shown(ana) == [another["id"], post["id"]]
    ben.put(f"/feed/post/{post['id']}", {"title": "A better title"})
    assert [item["title"] for item in items(ana)] == ["A post", "A better title"]
    ben.put("/user/updateProfile", {"firstName": "Benjamin"})
    assert {item["author"]["firstName"] for item in items(ana)} == {"Benjamin"}
    delete_post(ben, another["id"])
    assert shown(ana) == [post["id"]]
    ana.unfollow(ben)
    assert shown(ana) == []


@pytest.mark.parametrize("blocker", ["the reader", "the author"])
def test_a_block_of_either_shows_at_once(ana: Person, ben: Person, blocker: str) -> None:
    ana.follow(ben)
    post = publish(ben)
    assert shown(ana) == [post["id"]]
    if blocker == "the reader":
        ana.block(ben)
    else:
        ben.block(ana)
    assert items(ana) == []
    if blocker == "the reader":
        ana.unblock(ben)
    else:
        ben.unblock(ana)
    assert (shown(ana), suggested(ana)) == ([], [post["id"]])


def test_what_slips_in_beside_a_block_is_hidden_and_the_feed_goes_on_behind_it(
    ana: Person, ben: Person, new_person: NewPerson
) -> None:
    cleo = new_person()
    older = put_posts(ben.id, 2)
    newer = put_posts(cleo.id, 2)
    ana.follow(ben)
    ana.follow(cleo)
    put_all(Block.rows_of(cleo.id, ana.id, clock.now()))
    pages = [*ana.pages(FEED, 1)]
    assert [len(page["items"]) for page in pages] == [0, 0, 1, 1]
    assert shown(ana, 2) == older
    assert not set(newer) & set(shown(ana))


def test_a_cursor_outlives_the_post_that_it_stands_at(ana: Person, ben: Person) -> None:
    ana.follow(ben)
    posts = [publish(ben)["id"] for _ in range(4)][::-1]
    pages = ana.pages(FEED, 2)
    assert ids_of(next(pages)) == posts[:2]
    delete_post(ben, posts[1])
    delete_post(ben, posts[2])
    assert ids_of(next(pages)) == posts[3:]


def test_what_is_posted_meanwhile_does_not_move_the_pages(ana: Person, ben: Person) -> None:
    ana.follow(ben)
    posts = [publish(ben)["id"] for _ in range(4)][::-1]
    pages = ana.pages(FEED, 2)
    assert ids_of(next(pages)) == posts[:2]
    publish(ben)
    publish(ana)
    assert [one for page in pages for one in ids_of(page)] == posts[2:]


def test_a_cursor_is_good_for_its_own_feed_only(ana: Person, ben: Person) -> None:
    put_posts(ana.id, 3)
    put_posts(ben.id, 3)
    post = publish(ana)
    for _ in range(2):
        comment(ana, post)
    cursor = ana.get(FEED, query={"limit": "2"}).json["nextCursor"]
    assert ana.get(FEED, query={"cursor": cursor}).status == 200
    others = [
        (ben, FEED),
        (ana, "/feed/userPosts/me"),
        (ana, f"/feed/comments/{post['id']}"),
        (ana, "/user/me/followers"),
    ]
    for reader, path in others:
        answer = reader.get(path, query={"cursor": cursor})
        assert (answer.status, answer.problem) == (400, "malformed-request"), path
    for path in ("/feed/userPosts/me", f"/feed/comments/{post['id']}"):
        cursor = ana.get(path, query={"limit": "1"}).json["nextCursor"]
        answer = ana.get(FEED, query={"cursor": cursor})
        assert (answer.status, answer.problem) == (400, "malformed-request"), path


@pytest.mark.parametrize(
    "position",
    ["x", "0", " ", "~", "COMMENT#", EXAMPLE[:-1], f"{EXAMPLE}0", f"{{{EXAMPLE}}}", "9" * 36],
)
def test_a_cursor_whose_position_was_made_up_is_refused(ana: Person, position: str) -> None:
    put_posts(ana.id, 2)
    answer = ana.get(FEED, query={"cursor": cursors.encode(f"feed#{ana.id}", position)})
    assert (answer.status, answer.problem) == (400, "malformed-request"), answer.text


@pytest.mark.parametrize("position", ["0" * 8, "f" * 8])
def test_a_cursor_at_an_id_that_was_never_given_reaches_only_older_posts(
    ana: Person, ben: Person, position: str
) -> None:
    made = put_posts(ana.id, 2)
    put_posts(ben.id, 2)
    cursor = cursors.encode(f"feed#{ana.id}", f"{position}{EXAMPLE[8:]}")
    page = ana.get(FEED, query={"cursor": cursor}).json
    assert ids_of(page) == (made if position > made[0] else [])


@pytest.mark.parametrize("limit", [7, 50])
def test_the_feed_goes_on_past_what_a_head_holds(ana: Person, ben: Person, limit: int) -> None:
    ana.follow(ben)
    made = put_posts(ben.id, 61)
    assert TimelineHead.key(ben.id).require().post_ids == made[:50]
    assert shown(ana, limit) == made


def test_the_feed_goes_on_past_a_head_from_which_posts_were_deleted(
    ana: Person, ben: Person
) -> None:
    ana.follow(ben)
    made = put_posts(ben.id, 54)
    deleted = {made[0], made[7], made[49], made[50], made[53]}
    for post_id in deleted:
        delete_post(ben, post_id)
    expected = [post_id for post_id in made if post_id not in deleted]
    assert shown(ana, 9) == shown(ana) == expected
    newest = publish(ben)["id"]
    assert shown(ana, 11) == [newest, *expected]


def test_the_feed_of_several_prolific_authors_is_in_order(
    ana: Person, ben: Person, new_person: NewPerson, short_heads: None
) -> None:
    cleo, dora = new_person(), new_person()
    made = []
    for author, count in ((ben, 2), (cleo, 5), (dora, 1), (ben, 6), (ana, 5), (cleo, 4), (ben, 1)):
        made += put_posts(author.id, count)
    for author in (ben, cleo, dora):
        ana.follow(author)
    expected = sorted(made, reverse=True)
    for limit in (1, 2, 4, 5, 23, 24, 50):
        assert shown(ana, limit) == expected


def test_posts_are_found_though_all_that_the_head_held_were_deleted(
    ana: Person, ben: Person, short_heads: None
) -> None:
    ana.follow(ben)
    made = put_posts(ben.id, SHORT + 2)
    for post_id in made[:SHORT]:
        delete_post(ben, post_id)
    assert TimelineHead.key(ben.id).require().post_ids == []
    assert shown(ana, 1) == shown(ana) == made[SHORT:]
    for post_id in made[SHORT:]:
        delete_post(ben, post_id)
    assert shown(ana) == []
    newest = publish(ben)["id"]
    assert shown(ana) == [newest]


Change = tuple[str, int]
changes = st.lists(
    st.tuples(
        st.sampled_from(["publish", "delete", "follow", "unfollow", "block", "unblock"]),
        st.integers(0, 7),
    ),
    max_size=3,
)


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    counts=st.lists(st.integers(0, 7), min_size=4, max_size=4),
    between_pages=st.lists(changes, max_size=6),
    limit=st.integers(1, 4),
)
def test_what_was_there_all_along_is_shown_exactly_once(
    gateway: Gateway,
    short_heads: None,
    counts: list[int],
    between_pages: list[list[Change]],
    limit: int,
) -> None:
    reader, *others = people = [sign_up(gateway) for _ in range(4)]
    posts: list[tuple[Person, str]] = []
    for person, count in zip(people, counts, strict=True):
        posts += [(person, post_id) for post_id in put_posts(person.id, count)]
    for person in others[:2]:
        reader.follow(person)
    all_along = {post_id for person, post_id in posts if person is not others[2]}
    seen: list[str] = []
    happening = iter(between_pages)
    for page in reader.pages(FEED, limit):
        seen += [item["id"] for item in page["items"] if not item["suggested"]]
        for what, number in next(happening, []):
            person = others[number % 3]
            if what == "publish":
                put_posts(people[number % 4].id, 1)
            elif what == "delete" and posts:
                author, post_id = posts.pop(number % len(posts))
                delete_post(author, post_id)
                all_along.discard(post_id)
            elif what != "delete":
                getattr(reader, what)(person)
                if what != "follow":
                    all_along -= {post_id for author, post_id in posts if author is person}
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == len(set(seen))
    assert all_along <= set(seen)


def seek(reader: Person, *skills: str, offers: tuple[str, ...] = ()) -> None:
    """Let somebody seek skills, and offer others."""
    listed = [
        {"skillName": name, "skillLevel": "beginner", "isOffering": name in offers}
        for name in (*skills, *offers)
    ]
    assert reader.put("/user/skills", {"skills": listed}).status == 200


def test_a_new_readers_feed_is_filled_up_with_posts_on_their_skills_then_with_the_newest(
    ana: Person, ben: Person, new_person: NewPerson
) -> None:
    cleo = new_person()
    ana.follow(ben)
    on_spanish = publish(cleo, tags=["Spanish"])["id"]
    of_ben = publish(ben, tags=["Spanish"])["id"]
    on_nothing = publish(cleo)["id"]
    on_cooking = publish(cleo, content="About #cooking", postType="tutorial")["id"]
    of_ana = publish(ana, tags=["Spanish"])["id"]
    newest = publish(cleo, tags=["chess"])["id"]
    seek(ana, "spanish", offers=("Cooking",))
    feed = items(ana)
    assert [(item["id"], item["suggested"]) for item in feed] == [
        (of_ana, False),
        (of_ben, False),
        (on_cooking, True),
        (on_spanish, True),
        (newest, True),
        (on_nothing, True),
    ]


def test_of_many_skills_those_that_one_seeks_count_first(ana: Person, ben: Person) -> None:
    sought = publish(ben, tags=["chess"])["id"]
    offered = publish(ben, tags=["knitting"])["id"]
    others = put_posts(ben.id, 2)
    skills = ("knitting", "painting", "pottery", "welding", "juggling")
    listed = [
        {"skillName": name, "skillLevel": "expert", "isOffering": name != "chess"}
        for name in (*skills, "chess")
    ]
    ana.put("/user/skills", {"skills": listed})
    assert suggested(ana) == [offered, sought, *others]


def test_posts_are_suggested_under_every_name_of_a_skill(ana: Person, ben: Person) -> None:
    on_skill, newest = publish(ben, tags=["JavaScript"])["id"], publish(ben)["id"]
    seek(ana, "JS")
    assert suggested(ana) == [on_skill, newest]


def test_suggestions_fill_a_page_and_no_more(
    ana: Person, ben: Person, new_person: NewPerson
) -> None:
    ana.follow(ben)
    put_posts(ben.id, 2)
    made = put_posts(new_person().id, 5)
    page = ana.get(FEED, query={"limit": "4"}).json
    assert [item["suggested"] for item in page["items"]] == [False, False, True, True]
    assert ids_of(page)[2:] == made[:2]
    assert page["nextCursor"] is None


@pytest.mark.parametrize("count", [3, 4, 6, 7])
def test_only_a_first_page_that_is_not_full_has_suggestions(
    ana: Person, ben: Person, count: int
) -> None:
    made = put_posts(ana.id, count)
    put_posts(ben.id, 3)
    pages = [*ana.pages(FEED, 3)]
    assert [item["suggested"] for page in pages for item in page["items"]] == [False] * count
    assert [one for page in pages for one in ids_of(page)] == made


def test_suggestions_are_not_from_people_hidden_from_the_reader(
    ana: Person, ben: Person, new_person: NewPerson
) -> None:
    cleo, dora = new_person(), new_person()
    for author in (ben, cleo):
        publish(author, tags=["chess"])
    seen = publish(dora)["id"]
    seek(ana, "chess")
    ana.block(ben)
    cleo.block(ana)
    assert suggested(ana) == [seen]


def test_a_deleted_post_is_not_suggested(ana: Person, ben: Person) -> None:
    seek(ana, "chess")
    posts = [publish(ben, tags=["chess"])["id"], publish(ben)["id"]]
    for left in (1, 0):
        delete_post(ben, posts.pop())
        assert suggested(ana) == posts
        assert len(posts) == left


def test_what_one_has_posted_oneself_does_not_crowd_out_suggestions(
    ana: Person, ben: Person
) -> None:
    seek(ana, "chess")
    of_ben = publish(ben, tags=["chess"])["id"]
    of_ana = [publish(ana, tags=["chess"])["id"] for _ in range(3)]
    assert [item["id"] for item in items(ana, 4)] == [*of_ana[::-1], of_ben]


def test_posts_of_last_month_are_suggested_after_those_of_this_month(
    ana: Person, ben: Person
) -> None:
    now = clock.now()
    last_month = now.replace(day=1) - timedelta(days=1)
    before_last = last_month.replace(day=1) - timedelta(days=1)
    newest, older, too_old = put_posts(ben.id, 3)
    for post_id, at in ((older, last_month), (too_old, before_last)):
        update(Post.key(post_id), Post.listed_month.set(month_of(at)))
    assert suggested(ana) == [newest, older]


@pytest.mark.parametrize(("follows", "gets"), [(19, True), (20, False)])
def test_who_follows_twenty_people_gets_no_suggestions(
    ana: Person, ben: Person, follows: int, *, gets: bool
) -> None:
    assert SETTLED_FOLLOWS == 20
    post = publish(ben)["id"]
    for _ in range(follows):
        put(Follow.of(ana.id, new_id(), clock.now()))
    assert suggested(ana) == ([post] if gets else [])


def test_suggestions_carry_counts_and_the_readers_like(ana: Person, ben: Person) -> None:
    post = publish(ben)
    like(ana, post)
    assert items(ana) == [{**post, "likeCount": 1, "likedByMe": True, "suggested": True}]
