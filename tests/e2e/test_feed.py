"""The feed as people see it: from a photo to its last trace, and many at once."""

import io
from functools import partial
from typing import Any

import httpx
import pytest
from PIL import Image

from learn_exchange.ids import new_id
from local.reconcile import reconcile
from local.stage import prefix
from tests.support.gateway import Json
from tests.support.people import Person, sign_up
from tests.support.pictures import photo
from tests.support.remote import RemoteGateway, all_at_once, statuses
from tests.support.system import STAGE, System, eventually
from tests.support.uploads import uploaded

LIKERS = 200


def publish(author: Person, **changes: Any) -> Json:
    """Returns a new post of somebody."""
    new = {"title": "A post", "content": "Something", "postType": "general", **changes}
    answer = author.post("/feed/createPost", new)
    assert answer.status == 201, answer.text
    post: Json = answer.json
    return post


def rows_of_post(system: System, post_id: str) -> list[Json]:
    """Returns all that the table has of a post."""
    return [row for row in system.rows("feed") if row["pk"]["S"] == f"POST#{post_id}"]


def test_a_photo_becomes_a_tutorial_that_followers_see_like_and_discuss_until_it_is_gone(
    system: System, gateway: RemoteGateway
) -> None:
    ana, ben = sign_up(gateway), sign_up(gateway)
    ben.follow(ana)

    media = uploaded(ana, photo(orientation=6, size=(640, 480)), "image/jpeg")
    assert (media["status"], media["width"], media["height"]) == ("ready", 640, 480)
    urls = [media[name] for name in ("url", "thumbnailUrl", "previewUrl")]
    for url in urls:
        served = httpx.get(url, trust_env=False)
        with Image.open(io.BytesIO(served.content)) as image:
            assert (served.status_code, dict(image.getexif())) == (200, {})

    post = publish(
        ana, title="Fractals", content="With #numpy", postType="tutorial", mediaIds=[media["id"]]
    )
    [seen] = [item for item in ben.get("/feed/latest").json["items"] if not item["suggested"]]
    assert seen == {**post, "suggested": False}
    assert (seen["mediaUrl"], seen["likedByMe"], seen["tags"]) == (urls[0], False, ["numpy"])

    assert ben.post("/feed/like", {"postId": post["id"]}).json == {"liked": True, "likeCount": 1}
    comment = ben.post("/feed/comment", {"postId": post["id"], "content": "How?"}).json
    like = {"postId": post["id"], "commentId": comment["id"]}
    assert ana.post("/feed/like", like).json == {"liked": True, "likeCount": 1}
    read = ben.get(f"/feed/post/{post['id']}").json
    assert (read["likeCount"], read["commentCount"], read["likedByMe"]) == (1, 1, True)
    eventually(lambda: "numpy" in trending(ben))

    edited = ana.put(f"/feed/post/{post['id']}", {"title": "Better fractals"}).json
    assert edited["createdAt"] == post["createdAt"]
    assert edited["updatedAt"] > post["updatedAt"]
    assert ben.get("/feed/latest").json["items"][0]["title"] == "Better fractals"

    assert ana.delete(f"/feed/post/{post['id']}").status == 204
    for path in (f"/feed/post/{post['id']}", f"/feed/comments/{post['id']}"):
        assert ben.get(path).status == 404
    assert ben.listed(f"/feed/userPosts/{ana.id}") == []
    assert post["id"] not in [item["id"] for item in ben.get("/feed/latest").json["items"]]
    eventually(lambda: rows_of_post(system, post["id"]) == [])
    eventually(lambda: {httpx.get(url, trust_env=False).status_code for url in urls} == {404})
    assert ana.get(f"/media/{media['id']}").status == 404
    assert not [row for row in system.rows("feed") if post["id"] in str(row)]


def trending(reader: Person) -> list[str]:
    """Returns the tags that trend."""
    return [item["tagName"] for item in reader.get("/explore/trending").json["items"]]


def test_of_two_hundred_who_like_one_post_each_counts_once(
    system: System, gateway: RemoteGateway
) -> None:
    author = sign_up(gateway)
    post = publish(author)
    ids = [new_id() for _ in range(LIKERS)]
    likers = [
        Person(gateway, person_id, "", "", token, "")
        for person_id, token in zip(ids, system.access_tokens(ids), strict=True)
    ]
    taps = [partial(liker.post, "/feed/like", {"postId": post["id"]}) for liker in likers]
    # Half of them tap twice, and ten answers of DynamoDB are lost after the commit.
    system.break_call("feed.like", "TransactWriteItems", moment="after", fault="timeout", times=10)

    answers = all_at_once([*taps, *taps[: LIKERS // 2]])

    assert set(statuses(answers)) <= {200, 503}
    assert system.faults_left() == 0
    lost = [tap for tap, answer in zip(taps, answers[:LIKERS], strict=True) if answer.status == 503]
    assert {tap().status for tap in lost} <= {200}
    assert author.get(f"/feed/post/{post['id']}").json["likeCount"] == LIKERS

    untaps = [partial(liker.delete, f"/feed/like/{post['id']}") for liker in likers[:100]]
    assert statuses(all_at_once(untaps)) == {200: 100}
    assert author.get(f"/feed/post/{post['id']}").json["likeCount"] == LIKERS - 100

    with system.as_a_function():
        totals, corrections = reconcile()
    assert (totals > 0, corrections) == (True, [])


def test_a_count_that_was_falsified_is_corrected(system: System, gateway: RemoteGateway) -> None:
    ana, ben = sign_up(gateway), sign_up(gateway)
    ben.follow(ana)
    post = publish(ana)
    comment = ben.post("/feed/comment", {"postId": post["id"], "content": "Fine"}).json
    ben.post("/feed/like", {"postId": post["id"]})
    falsified = {
        (f"POST#{post['id']}", "COUNTS", "likes"): 1,
        (f"POST#{post['id']}", "COUNTS", "comments"): 1,
        (f"POST#{post['id']}", f"COUNTS#{comment['id']}", "likes"): 0,
        (f"PERSON#{ana.id}", "STATS", "followers_count"): 1,
        (f"PERSON#{ana.id}", "STATS", "posts_count"): 1,
        (f"PERSON#{ben.id}", "STATS", "following_count"): 1,
    }
    for pk, sk, attribute in falsified:
        table = f"{prefix(STAGE)}{'users' if sk == 'STATS' else 'feed'}"
        system.client("dynamodb").update_item(
            TableName=table,
            Key={"pk": {"S": pk}, "sk": {"S": sk}},
            UpdateExpression=f"SET {attribute} = :wrong",
            ExpressionAttributeValues={":wrong": {"N": "7"}},
        )

    with system.as_a_function():
        _, corrections = reconcile()
        assert reconcile()[1] == []

    assert {(c.key.pk, c.key.sk, c.attribute): c.counted for c in corrections} == falsified
    read = ana.get(f"/feed/post/{post['id']}").json
    assert (read["likeCount"], read["commentCount"]) == (1, 1)


@pytest.mark.parametrize(
    ("operation", "moment", "fault"),
    [
        ("Query", "after", "crash"),
        ("BatchWriteItem", "before", "throttle"),
        ("BatchWriteItem", "after", "crash"),
        ("DeleteItem", "before", "error"),
        ("DeleteItem", "after", "crash"),
    ],
)
def test_a_deletion_that_fails_half_way_is_finished_and_leaves_no_orphan(
    system: System, gateway: RemoteGateway, operation: str, moment: str, fault: str
) -> None:
    ana, ben = sign_up(gateway), sign_up(gateway)
    post = publish(ana)
    for number in range(15):
        written = {"postId": post["id"], "content": f"Comment {number}"}
        comment = ben.post("/feed/comment", written).json
        ana.post("/feed/like", {"postId": post["id"], "commentId": comment["id"]})
    system.break_call("feed.sweep", operation, moment=moment, fault=fault)

    assert ana.delete(f"/feed/post/{post['id']}").status == 204

    late = {"postId": post["id"], "commentId": comment["id"]}
    assert ben.post("/feed/like", late).status == 404
    assert ben.post("/feed/comment", {"postId": post["id"], "content": "Late"}).status == 404
    eventually(lambda: rows_of_post(system, post["id"]) == [], within_seconds=60)
    assert system.faults_left() == 0
