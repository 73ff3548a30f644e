"""Requests and answers of the feed's endpoints; posts are in `learn_exchange.posts`."""

from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from learn_exchange.http import QueryInteger, QueryParameter
from learn_exchange.ids import EXAMPLE, Id
from learn_exchange.people import AltText, SkillName, UserCard, one_line, visible
from learn_exchange.posts import PostType, PostView
from learn_exchange.tables.feed import HEAD_LENGTH, Comment
from learn_exchange.tables.users import Profile
from learn_exchange.wire import ApiModel, InputModel, Timestamp, example

MAX_MEDIA = 10
MAX_TAGS = 10
MAX_TAG_LENGTH = 100
# What a tag begins with in a text: also as Chinese and Japanese keyboards write it.
SIGNS = "#\uff03\ufe5f"
# As many as an author's head has, so that heads alone tell.
MAX_COUNTED = HEAD_LENGTH


def _each_once(ids: list[str]) -> list[str]:
    if len(set(ids)) < len(ids):
        raise ValueError("has the same upload twice")
    return ids


def _without_sign(tag: object) -> object:
    return tag[1:] if isinstance(tag, str) and tag[:1] in SIGNS and tag else tag


Title = Annotated[
    str, Field(min_length=1, max_length=255), AfterValidator(visible), AfterValidator(one_line)
]
Content = Annotated[
    str,
    Field(min_length=1, max_length=20_000, description="Markdown source, kept as it is sent."),
    AfterValidator(visible),
]
Tag = Annotated[
    SkillName,
    BeforeValidator(_without_sign),
    Field(
        max_length=MAX_TAG_LENGTH,
        description="With or without `#`. Other names of a skill are the same tag: `js` and "
        "`javascript` are, and so are `Café` and `cafe`.",
        examples=["js"],
    ),
]
Tags = Annotated[list[Tag], Field(max_length=MAX_TAGS)]
MediaIds = Annotated[
    list[Id],
    Field(max_length=MAX_MEDIA, description="As `media`, without alternative texts."),
    AfterValidator(_each_once),
]
FeedLimit = Annotated[
    QueryInteger, QueryParameter(ge=1, le=50, description="How many items to answer at most.")
]


AfterParameter = Annotated[
    Id | None,
    QueryParameter(
        description="The first post of your feed that is not `suggested`; if left out, all count."
    ),
]


class PostMedia(InputModel):
    """A file that a post shows."""

    media_id: Id = Field(description="An upload of yours that is `ready`.")
    alt_text: AltText | None = None


def _each_file_once(files: list[PostMedia]) -> list[PostMedia]:
    _each_once([file.media_id for file in files])
    return files


class WithMedia(InputModel):
    """The files that a post shows, in their order: given as `media` or as `mediaIds`."""

    media: Annotated[
        list[PostMedia],
        Field(max_length=MAX_MEDIA, description="The files, in the order in which they stand."),
        AfterValidator(_each_file_once),
    ] = Field(default_factory=list)
    media_ids: MediaIds = Field(default_factory=list)

    @model_validator(mode="after")
    def _given_in_one_way(self) -> Self:
        if {"media", "media_ids"} <= self.model_fields_set:
            raise ValueError("Send either media or mediaIds.")
        return self

    @property
    def shown_ids(self) -> list[str]:
        """The ids of the files."""
        return [file.media_id for file in self.media] or self.media_ids

    @property
    def alt_texts(self) -> dict[str, str | None]:
        """The alternative texts of the files, by their ids."""
        return {file.media_id: file.alt_text for file in self.media}

    @property
    def media_pointer(self) -> str:
        """The pointer to an id in the request; `{}` takes its index."""
        return "/media/{}/mediaId" if self.media else "/mediaIds/{}"


POST_EXAMPLE = example(
    title="Five chords",
    content="Begin with **G** and **C**. #guitar",
    postType="tutorial",
    tags=["guitar"],
    media=[{"mediaId": EXAMPLE, "altText": "A hand on the neck of a guitar: the chord of G."}],
)


class NewPost(WithMedia):
    """A post to publish."""

    model_config = POST_EXAMPLE

    title: Title
    content: Content
    post_type: PostType
    tags: Tags = Field(default_factory=list)


class PostChanges(WithMedia):
    """The fields to change; those left out stay as they are."""

    model_config = POST_EXAMPLE

    # The defaults are never used, and being made they are not in the schema.
    title: Title = Field(default_factory=str)
    content: Content = Field(default_factory=str)
    post_type: PostType = Field(default_factory=lambda: "general")
    tags: Tags = Field(default_factory=list)


class FeedPost(PostView):
    """A post in a reader's feed."""

    suggested: bool = Field(
        description="True: by someone whom the reader does not follow, to fill up a young feed."
    )


class NewPostCount(ApiModel):
    """The number of posts that are newer than another in a feed."""

    count: int = Field(
        ge=0, le=MAX_COUNTED, description=f"{MAX_COUNTED} stands for {MAX_COUNTED} or more."
    )


class LikeTarget(InputModel):
    """A post, or a comment of it."""

    post_id: Id
    comment_id: Id | None = None


class LikeView(ApiModel):
    """The caller's like, and the number of all likes."""

    liked: bool
    like_count: int


class NewComment(InputModel):
    """A comment to write below a post."""

    post_id: Id
    content: Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(visible)]


class CommentView(ApiModel):
    """A comment. Its content is kept as it was written: show it as text."""

    id: Id
    post_id: Id
    author: UserCard
    content: str
    created_at: Timestamp
    like_count: int
    liked_by_me: bool

    @classmethod
    def of(cls, comment: Comment, author: Profile, *, likes: int, liked: bool) -> Self:
        """Returns a comment as somebody sees it."""
        return cls(
            id=comment.id,
            post_id=comment.post_id,
            author=UserCard.of(author),
            content=comment.content,
            created_at=comment.created_at,
            like_count=likes,
            liked_by_me=liked,
        )
