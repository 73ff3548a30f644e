"""Posts as clients see them: with their author's card, counts and the viewer's like."""

from collections.abc import Collection, Iterable, Sequence
from functools import partial
from typing import Any, Literal, Self

from pydantic import Field

from learn_exchange.blocks import Blocks
from learn_exchange.concurrency import run_concurrently
from learn_exchange.ids import Id
from learn_exchange.likes import likes_among
from learn_exchange.people import UserCard, hidden
from learn_exchange.problems import NotFound
from learn_exchange.renditions import ORIGINALS, PREVIEW, THUMBNAIL, is_image, rendition_url
from learn_exchange.tables.feed import Attachment, EngagementCounts, Like, Listed, Media, Post
from learn_exchange.tables.store import BatchResult, Key, get_many
from learn_exchange.tables.users import Block, Profile
from learn_exchange.wire import ApiModel, Timestamp

PostType = Literal["tutorial", "achievement", "general"]


class FileView(ApiModel):
    """A file and its thumbnails; only images have thumbnails, width and height."""

    id: Id
    content_type: str
    file_name: str | None
    url: str
    thumbnail_url: str | None = Field(description="WebP, 320 pixels at its longer side.")
    preview_url: str | None = Field(description="WebP, 1,280 pixels at its longer side.")
    width: int | None = Field(description="Pixels.")
    height: int | None = Field(description="Pixels.")
    alt_text: str | None = Field(
        description="What it shows, in its author's words; null if they have not said."
    )

    @classmethod
    def of(cls, file: Attachment | Media) -> Self:
        """Returns a file that is ready, or that a post shows."""
        image = is_image(file.content_type)
        return cls(
            id=file.id,
            content_type=file.content_type,
            file_name=file.file_name,
            url=rendition_url(file.folder, ORIGINALS[file.content_type]),
            thumbnail_url=rendition_url(file.folder, THUMBNAIL) if image else None,
            preview_url=rendition_url(file.folder, PREVIEW) if image else None,
            width=file.width and int(file.width),
            height=file.height and int(file.height),
            alt_text=file.alt_text if isinstance(file, Attachment) else None,
        )


class PostView(ApiModel):
    """A post. Title and content are kept as they were written.

    The content is markdown source: if you render it, disable raw HTML and `javascript:` links.
    """

    id: Id
    author: UserCard
    title: str
    content: str
    media_url: str | None = Field(description="The first of `media`.")
    media: list[FileView]
    post_type: PostType
    tags: list[str] = Field(
        description="Those given and the `#hashtags` of the content, each once, as first written.",
    )
    created_at: Timestamp
    updated_at: Timestamp
    like_count: int
    comment_count: int
    liked_by_me: bool

    @classmethod
    def of(
        cls, post: Post, author: Profile, counts: EngagementCounts, *, liked: bool, **more: object
    ) -> Self:
        """Returns a post as somebody sees it; `more` are fields of a view that extends this."""
        media = [FileView.of(attachment) for attachment in post.media]
        fields: dict[str, Any] = {
            "id": post.id,
            "author": UserCard.of(author),
            "title": post.title,
            "content": post.content,
            "media_url": media[0].url if media else None,
            "media": media,
            "post_type": post.post_type,
            "tags": list(post.tags),
            "created_at": post.created_at,
            "updated_at": post.updated_at,
            "like_count": int(counts.likes),
            "comment_count": int(counts.comments),
            "liked_by_me": liked,
        }
        return cls(**fields, **more)


def posts_seen_by(blocks: Blocks, listed: Sequence[Listed]) -> list[PostView]:
    """Returns the listed posts in their order, without those deleted or hidden by the blocks.

    One round trip: two keys a post and one an author, 100 keys a call, beside the viewer's likes.
    Where these are more than one Query reads, the oldest posts take a second one.
    """
    found, liked = run_concurrently(
        partial(get_many, post_keys(blocks, listed)), partial(own_likes, blocks.person_id, listed)
    )
    return post_views(found, blocks, liked, listed)


def own_likes(viewer_id: str, listed: Iterable[Listed]) -> set[Key[Like]]:
    """Reads which of the listed posts the viewer likes, as `likes_among` does."""
    return likes_among([Like.key(post_id, None, viewer_id) for post_id, _ in listed], viewer_id)


def post_keys(blocks: Blocks, listed: Iterable[Listed]) -> list[Key[Any]]:
    """Returns the keys that `post_views` needs beside the viewer's likes."""
    keys: list[Key[Any]] = [
        key for post_id, _ in listed for key in (Post.key(post_id), EngagementCounts.key(post_id))
    ]
    authors = {author_id for _, author_id in listed}
    return [*keys, *map(Profile.key, authors), *blocks.keys(authors)]


def post_views(
    found: BatchResult, blocks: Blocks, liked: Collection[Key[Like]], listed: Iterable[Listed]
) -> list[PostView]:
    """Returns the listed posts by what was found, as `posts_seen_by`."""
    views = (
        _view(
            found,
            post_id,
            liked=Like.key(post_id, None, blocks.person_id) in liked,
            is_hidden=blocks.hide(author_id, found),
        )
        for post_id, author_id in listed
    )
    return [view for view in views if view is not None]


def post_seen_by(viewer_id: str, post_id: str) -> PostView:
    """Returns one post. Two round trips, since the post tells whose card and blocks to read.

    Raises:
        NotFound: there is no such post, or it is hidden from the viewer.
    """
    like = Like.key(post_id, None, viewer_id)
    found = get_many([Post.key(post_id), EngagementCounts.key(post_id), like], consistent=True)
    author_id = found.require(Post.key(post_id)).author_id
    blocks = Block.between(viewer_id, author_id) if author_id != viewer_id else ()
    found |= get_many([Profile.key(author_id), *blocks], consistent=True)
    is_hidden = hidden(found, viewer_id, author_id)
    view = _view(found, post_id, liked=like in found, is_hidden=is_hidden)
    if view is None:
        raise NotFound
    return view


def _view(found: BatchResult, post_id: str, *, liked: bool, is_hidden: bool) -> PostView | None:
    post, counts = found[Post.key(post_id)], found[EngagementCounts.key(post_id)]
    if post is None or counts is None or post.deleted_at:
        return None
    author = found[Profile.key(post.author_id)]
    if author is None or is_hidden:
        return None
    return PostView.of(post, author, counts, liked=liked)
