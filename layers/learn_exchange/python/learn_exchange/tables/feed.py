"""The `feed` table: posts and what people make of them, and the media that they show.

| item        | pk                | sk                        |
|-------------|-------------------|---------------------------|
| Post        | POST#id           | POST                      |
| Counts      | POST#id           | COUNTS                    |
| Comment     | POST#post         | COMMENT#id                |
| Counts      | POST#post         | COUNTS#comment            |
| Like        | POST#post         | LIKE#POST#person          |
| Like        | POST#post         | LIKE#comment#person       |
| OwnLike     | LIKER#person      | POST#post                 |
| OwnLike     | LIKER#person      | COMMENT#post#comment      |
| Head        | AUTHOR#id         | HEAD                      |
| Tagged      | TAG#tag           | TUTORIAL#post or POST#post |
| Media       | MEDIA#id          | MEDIA                     |
| FeedCounter | LIMIT#scope       | window                    |
| FeedAttempt | ATTEMPT#scope     | key                       |

All that hangs on a post shares its partition, so that it can be found and removed with it. A post
that was deleted stays for that long, without its content, and out of both indexes. A post has its
tags as they are written; what stands under a tag stands there by its key in the catalogue.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    DiscriminatorAttribute,
    ListAttribute,
    MapAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection

from learn_exchange.catalogue import canonical
from learn_exchange.cursor import LAST, range_after, range_before
from learn_exchange.ids import from_bytes, to_bytes
from learn_exchange.tables.attempts import Attempt
from learn_exchange.tables.counters import Counter
from learn_exchange.tables.deserializing import ListOf
from learn_exchange.tables.store import Item, Key, by_key, query

HEAD_LENGTH = 50
ID_BYTES = 16


class Listed(NamedTuple):
    """A post as lists know it."""

    id: str
    author_id: str


class AuthorIndex(GlobalSecondaryIndex["Post"]):  # type: ignore[no-untyped-call]
    """Posts by their author, the newest last; only their ids."""

    class Meta:
        index_name = "author"
        projection = IncludeProjection(["kind"])

    listed_author = UnicodeAttribute(hash_key=True)
    listed_id = UnicodeAttribute(range_key=True)


class RecentIndex(GlobalSecondaryIndex["Post"]):  # type: ignore[no-untyped-call]
    """All posts by the month in which they were published, the newest last; ids and authors."""

    class Meta:
        index_name = "recent"
        projection = IncludeProjection(["kind", "listed_author"])

    listed_month = UnicodeAttribute(hash_key=True)
    listed_id = UnicodeAttribute(range_key=True)


class FeedItem(Item):
    """Base of all kinds of item in this table."""

    class Meta:
        table = "feed"

    kind = DiscriminatorAttribute()
    by_author = AuthorIndex()
    by_month = RecentIndex()
    listed_author = UnicodeAttribute(null=True)
    listed_month = UnicodeAttribute(null=True)
    listed_id = UnicodeAttribute(null=True)


class Attachment(MapAttribute[str, Any]):
    """A file as a post shows it. `folder` is where its renditions are."""

    id = UnicodeAttribute()
    folder = UnicodeAttribute()
    content_type = UnicodeAttribute()
    file_name = UnicodeAttribute(null=True)
    width = NumberAttribute(null=True)
    height = NumberAttribute(null=True)
    alt_text = UnicodeAttribute(null=True)


class Post(FeedItem, discriminator="Post"):
    """A tutorial, an achievement or a general post, in markdown source as it was written."""

    id = UnicodeAttribute()
    author_id = UnicodeAttribute()
    title = UnicodeAttribute()
    content = UnicodeAttribute()
    post_type = UnicodeAttribute()
    given_tags: ListAttribute[str] = ListAttribute(default=list)
    tags: ListAttribute[str] = ListAttribute(default=list)
    media = ListOf(of=Attachment, default=list)
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()
    version = NumberAttribute(default=1)
    deleted_at = UTCDateTimeAttribute(null=True)
    sweeps = NumberAttribute(default=0)

    @staticmethod
    def key(post_id: str) -> Key["Post"]:
        """Returns the key of a post."""
        return Key(Post, partition(post_id), "POST")

    @staticmethod
    def of_author(author_id: str, before: str | None, limit: int) -> list[Listed]:
        """Returns an author's posts, the newest first, from a position on."""
        return _newest("author", author_id, before, limit)

    @staticmethod
    def of_month(month: str, limit: int) -> list[Listed]:
        """Returns the newest posts of a month such as `2026-11`."""
        return _newest("recent", month, None, limit)


class EngagementCounts(FeedItem, discriminator="Counts"):
    """The counts of a post or a comment: an item of its own, since updates are billed by size.

    It also stands for the post or comment itself: what is written below one asks for its counts,
    which go first when it is deleted.
    """

    author_id = UnicodeAttribute()
    likes = NumberAttribute(default=0)
    comments = NumberAttribute(default=0)

    @staticmethod
    def key(post_id: str, comment_id: str | None = None) -> Key["EngagementCounts"]:
        """Returns the key of the counts of a post, or of a comment of it."""
        return Key(
            EngagementCounts, partition(post_id), f"COUNTS#{comment_id}" if comment_id else "COUNTS"
        )


class Comment(FeedItem, discriminator="Comment"):
    """A comment below a post. Deleted, it stays until its likes are gone."""

    id = UnicodeAttribute()
    post_id = UnicodeAttribute()
    author_id = UnicodeAttribute()
    content = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    deleted_at = UTCDateTimeAttribute(null=True)
    deleted_by = UnicodeAttribute(null=True)
    sweeps = NumberAttribute(default=0)

    @staticmethod
    def key(post_id: str, comment_id: str) -> Key["Comment"]:
        """Returns the key of a comment."""
        return Key(Comment, partition(post_id), f"COMMENT#{comment_id}")

    @staticmethod
    def of_post(post_id: str, after: str | None, limit: int) -> Iterator["Comment"]:
        """Returns the comments of a post, the oldest first, from a position on."""
        between = range_after("COMMENT#", after)
        return query(Comment, partition(post_id), between=between, limit=limit)


class Like(FeedItem, discriminator="Like"):
    """Someone likes a post, or a comment of it."""

    post_id = UnicodeAttribute()
    comment_id = UnicodeAttribute(null=True)
    person_id = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()

    @staticmethod
    def key(post_id: str, comment_id: str | None, person_id: str) -> Key["Like"]:
        """Returns the key of a like of a post, or of a comment of it."""
        return Key(Like, partition(post_id), f"LIKE#{comment_id or 'POST'}#{person_id}")

    @property
    def own(self) -> Key["OwnLike"]:
        """The key of its reverse row."""
        return OwnLike.key(self.person_id, self.post_id, self.comment_id)


class OwnLike(FeedItem, discriminator="OwnLike"):
    """The reverse row of a like: those of a page are one Query, since ids are ordered by time."""

    @staticmethod
    def key(person_id: str, post_id: str, comment_id: str | None) -> Key["OwnLike"]:
        """Returns the key of the reverse row of a like of a post, or of a comment of it."""
        liked = f"COMMENT#{post_id}#{comment_id}" if comment_id else f"POST#{post_id}"
        return Key(OwnLike, f"LIKER#{person_id}", liked)

    @property
    def like(self) -> Key[Like]:
        """The key of the like itself."""
        _, post_id, *comment = self.sk.split("#")
        return Like.key(post_id, comment[0] if comment else None, self.pk.removeprefix("LIKER#"))

    @staticmethod
    def newest(person_id: str, between: tuple[str, str], limit: int) -> "Iterator[OwnLike]":
        """Yields a person's likes of a span of posts or comments, those of the newest first."""
        return query(OwnLike, f"LIKER#{person_id}", between=between, newest_first=True, limit=limit)


class TimelineHead(FeedItem, discriminator="Head"):
    """The ids of an author's newest posts, in one small item: feeds are merged from these."""

    packed_ids = BinaryAttribute(legacy_encoding=False, default=b"")
    has_older = BooleanAttribute(default=False)
    version = NumberAttribute(default=0)

    @staticmethod
    def key(author_id: str) -> Key["TimelineHead"]:
        """Returns the key of an author's head."""
        return Key(TimelineHead, f"AUTHOR#{author_id}", "HEAD")

    @property
    def author_id(self) -> str:
        """The id of the author whose head it is."""
        return self.pk.removeprefix("AUTHOR#")

    @property
    def post_ids(self) -> list[str]:
        """The ids of the author's newest posts, the newest first."""
        return [post_id for post_id, _ in self.listed_before(None)]

    @property
    def oldest(self) -> str:
        """The oldest id that it has; of an empty head one that is newer than all."""
        return from_bytes(self.packed_ids[-ID_BYTES:]) if self.packed_ids else LAST

    def listed_before(self, before: str | None) -> Iterator[Listed]:
        """Yields its posts, the newest first, from a position on; ids are unpacked one by one."""
        packed, places = self.packed_ids, range(0, len(self.packed_ids), ID_BYTES)
        start = 0
        if before is not None:
            limit = to_bytes(before)
            start = bisect_left(places, 1, key=lambda i: int(packed[i : i + ID_BYTES] < limit))
        for i in places[start:]:
            yield Listed(from_bytes(packed[i : i + ID_BYTES]), self.author_id)

    def with_post(self, post_id: str) -> "TimelineHead":
        """Returns the head once the author has published a post."""
        ids = sorted({*self.post_ids, post_id}, reverse=True)
        return self._next(ids[:HEAD_LENGTH], has_older=self.has_older or len(ids) > HEAD_LENGTH)

    def without_post(self, post_id: str) -> "TimelineHead":
        """Returns the head once the author has deleted a post."""
        ids = [standing for standing in self.post_ids if standing != post_id]
        return self._next(ids, has_older=self.has_older)

    def _next(self, ids: list[str], *, has_older: bool) -> "TimelineHead":
        return Key(TimelineHead, self.pk, self.sk).new(
            packed_ids=b"".join(map(to_bytes, ids)),
            has_older=has_older,
            version=self.version + 1,
        )


class Tagged(FeedItem, discriminator="Tagged"):
    """A post stands under a tag; tutorials apart, since they are looked for by themselves."""

    post_id = UnicodeAttribute()
    author_id = UnicodeAttribute()

    @staticmethod
    def key(tag: str, post: Post) -> Key["Tagged"]:
        """Returns the key of a tag of a post."""
        group = "TUTORIAL" if post.post_type == "tutorial" else "POST"
        return Key(Tagged, f"TAG#{tag}", f"{group}#{post.id}")

    @staticmethod
    def rows_of(post: Post) -> dict[Key["Tagged"], "Tagged"]:
        """Returns the rows of a post, one for each of its tags, by where they are."""
        return by_key(
            Tagged.key(canonical(tag), post).new(post_id=post.id, author_id=post.author_id)
            for tag in post.tags
        )

    @staticmethod
    def with_tag(tag: str, limit: int) -> list[Listed]:
        """Returns the posts with a tag: the newest tutorials, then the newest others."""
        return Tagged._between(tag, ("POST#", range_before("TUTORIAL#", None)[1]), limit)

    @staticmethod
    def tutorials(tag: str, limit: int) -> list[Listed]:
        """Returns the newest tutorials with a tag."""
        return Tagged._between(tag, range_before("TUTORIAL#", None), limit)

    @staticmethod
    def _between(tag: str, between: tuple[str, str], limit: int) -> list[Listed]:
        rows = query(Tagged, f"TAG#{tag}", between=between, newest_first=True, limit=limit)
        return [Listed(row.post_id, row.author_id) for row in rows]


class Media(FeedItem, discriminator="Media"):
    """A file that someone uploads, from the form that they asked for until it is removed.

    `status` is `pending`, `ready`, `rejected` or `released`. `attached_to` is what shows it: a
    post's id, or `PROFILE`; what nothing shows is released a day after it was asked for. `folder`
    has a random name; each version that was uploaded has a folder of its own, named after it.
    """

    id = UnicodeAttribute()
    owner_id = UnicodeAttribute()
    status = UnicodeAttribute(default="pending")
    content_type = UnicodeAttribute()
    size = NumberAttribute()
    file_name = UnicodeAttribute(null=True)
    folder = UnicodeAttribute()
    reason = UnicodeAttribute(null=True)
    width = NumberAttribute(null=True)
    height = NumberAttribute(null=True)
    attached_to = UnicodeAttribute(null=True)
    created_at = UTCDateTimeAttribute()

    @staticmethod
    def key(media_id: str) -> Key["Media"]:
        """Returns the key of a file's row."""
        return Key(Media, f"MEDIA#{media_id}", "MEDIA")

    def attachment(self, alt_text: str | None) -> Attachment:
        """Returns the file as a post keeps it, with what it is described by there."""
        return Attachment(  # type: ignore[no-untyped-call]
            id=self.id,
            folder=self.folder,
            content_type=self.content_type,
            file_name=self.file_name,
            width=self.width,
            height=self.height,
            alt_text=alt_text,
        )


class FeedCounter(Counter, FeedItem, discriminator="Counter"):
    """A window of a rate limit."""


class FeedAttempt(Attempt, FeedItem, discriminator="Attempt"):
    """The result of a request with an `Idempotency-Key`."""


def _newest(index: str, pk: str, before: str | None, limit: int) -> list[Listed]:
    rows = query(
        Post,
        pk,
        index=index,
        sort_key=Post.listed_id,
        between=("0", range_before("", before)[1]),
        newest_first=True,
        limit=limit,
    )
    return [Listed(row.listed_id or "", row.listed_author or "") for row in rows]


def month_of(at: datetime) -> str:
    """Returns the month that an instant is in, as the index `recent` names it."""
    return f"{at:%Y-%m}"


def partition(post_id: str) -> str:
    """Returns the partition of a post and all that hangs on it."""
    return f"POST#{post_id}"
