"""GET /explore/trending: the tags that are used most."""

from explore import trends
from explore.schemas import TrendingTag, TrendingTags
from learn_exchange.http import Limit, Now, api, lambda_handler
from learn_exchange.tables.explore import TopList

app = api(public=True)


@app.get("/explore/trending", tags=["explore"], cache_control="public, max-age=60")
def list_trending_tags(now: Now, limit: Limit = 20) -> TrendingTags:
    """List the tags that trend most, the first one most.

    A tag is used by who posts, likes or comments under it, or lists it as a skill; each person
    counts once a day. What trends is the use of the last seven days; the latest counts most.
    The list is the same for everyone, signed in or not, and may be cached for a minute.
    """
    found = TopList.key().get(consistent=False)
    tags = [
        TrendingTag(
            tag_name=trend.tag,
            daily_count=trend.daily_counts.get(now.date(), 0),
            last_updated_at=trend.last_updated_at,
        )
        for trend in trends.top_of(found, now)[:limit]
    ]
    return TrendingTags(items=tags)


handler = lambda_handler(app)
