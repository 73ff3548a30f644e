"""Posts for tests, what people make of them, and the files that they show."""

from typing import Any

from learn_exchange import clock
from learn_exchange.ids import new_id
from learn_exchange.tables.feed import EngagementCounts, Media, Post, TimelineHead, month_of
from learn_exchange.tables.store import Item, Key, put
from tests.support.gateway import Answer, Json
from tests.support.people import Person
from tests.support.rows import put_all


def new_post_body(**changes: Any) -> Json:
    """Returns the body of a new post; what is changed to `...` is left out."""
    body = {"title": "A post", "content": "Something", "postType": "general", **changes}
    return {name: value for name, value in body.items() if value is not ...}


def publish(author: Person, /, **changes: Any) -> Json:
    """Returns a new post of somebody, as it was answered."""
    return created(author.post("/feed/createPost", new_post_body(**changes)))


def comment(author: Person, post: Json, content: str = "How?") -> Json:
    """Returns a new comment of somebody on a post, as it was answered."""
    return created(author.post("/feed/comment", {"postId": post["id"], "content": content}))


def created(answer: Answer) -> Json:
    """Returns the content that was made, or fails."""
    assert answer.status == 201, answer.text
    content: Json = answer.json
    return content


def like(person: Person, target: Json) -> Answer:
    """Let somebody like a post or a comment."""
    return person.post("/feed/like", like_of(target))


def unlike(person: Person, target: Json) -> Answer:
    """Let somebody no longer like a post or a comment."""
    named = like_of(target)
    post_id = named.pop("postId")
    return person.delete(f"/feed/like/{post_id}", query=named)


def like_of(target: Json) -> Json:
    """Returns how a like names a post or a comment."""
    if "postId" in target:
        return {"postId": target["postId"], "commentId": target["id"]}
    return {"postId": target["id"]}


def read(reader: Person, post: Json) -> Json:
    """Returns a post as somebody sees it now."""
    answer = reader.get(f"/feed/post/{post['id']}")
    assert answer.status == 200, answer.text
    content: Json = answer.json
    return content


def put_posts(author_id: str, count: int) -> list[str]:
    """Write posts of someone who need not have signed up; answers their ids, the newest first."""
    key = TimelineHead.key(author_id)
    head = key.get() or key.new()
    now, made = clock.now(), [new_id() for _ in range(count)]
    rows: list[Item] = []
    for post_id in made:
        post = Post.key(post_id).new(
            id=post_id,
            author_id=author_id,
            title="A post",
            content="Something",
            post_type="general",
            created_at=now,
            updated_at=now,
            listed_author=author_id,
            listed_month=month_of(now),
            listed_id=post_id,
        )
        rows += [post, EngagementCounts.key(post_id).new(author_id=author_id)]
        head = head.with_post(post_id)
    put_all([*rows, head])
    return made[::-1]


def put_upload(owner: Person, **changes: Any) -> Media:
    """Write an upload of somebody, looked at and found to be a picture."""
    key: Key[Media] = Media.key(new_id())
    attributes = {
        "id": key.pk.removeprefix("MEDIA#"),
        "owner_id": owner.id,
        "status": "ready",
        "content_type": "image/jpeg",
        "size": 1000,
        "file_name": "holiday.jpg",
        "folder": f"folder-{key.pk[-12:]}",
        "width": 640,
        "height": 480,
        "created_at": clock.now(),
        **changes,
    }
    upload = key.new(**attributes)
    put(upload)
    return upload
