"""Likes of one person among the posts or comments of a page: by one Query, or by keys."""

from collections.abc import Sequence

from learn_exchange.tables.feed import Like, OwnLike
from learn_exchange.tables.store import Key, get_many, is_backfilled

# More rows cost about as much as the keys of a page.
MAX_ROWS = 200


def likes_among(likes: Sequence[Key[Like]], person_id: str) -> set[Key[Like]]:
    """Returns those of a person's possible likes that there are. One round trip.

    They are of posts, or of comments of one post: then all between the first and the last are read
    by one Query, the newest 200 at most. What is older than these is looked up by keys, in a second
    round trip.
    """
    if len(likes) < 2 or not is_backfilled():  # noqa: PLR2004 (a key costs what a Query costs)
        return _by_key(likes)
    places = {_place(like, person_id): like for like in likes}
    rows = list(OwnLike.newest(person_id, (min(places), max(places)), MAX_ROWS))
    reached = rows[-1].sk if len(rows) == MAX_ROWS else ""
    liked = {places[row.sk] for row in rows if row.sk in places}
    return liked | _by_key([like for place, like in places.items() if place < reached])


def _place(like: Key[Like], person_id: str) -> str:
    """Returns the sort key of a like's reverse row."""
    _, target, _ = like.sk.split("#")
    post_id = like.pk.removeprefix("POST#")
    return OwnLike.key(person_id, post_id, None if target == "POST" else target).sk


def _by_key(likes: Sequence[Key[Like]]) -> set[Key[Like]]:
    found = get_many(likes) if likes else ()
    return {like for like in likes if like in found}
