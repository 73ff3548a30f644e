"""GET /explore/recommend: tutorials to read, and people to exchange skills with."""

from explore import recommendations
from explore.schemas import LevelParameter, PeopleLimit, Recommendations, SkillParameter
from learn_exchange import catalogue
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound

app = api()


@app.get("/explore/recommend", tags=["explore"])
@raises(NotFound)
def get_recommendations(
    caller: Caller,
    now: Now,
    skill: SkillParameter | None = None,
    level: LevelParameter = None,
    limit: PeopleLimit = 10,
) -> Recommendations:
    """Recommends people to exchange skills with, the best fit first, and tutorials for you.

    Those come first who offer what you seek and seek what you offer, then those who only offer it;
    the reasons are what the score is made of. Tutorials are the newest on the skills that you seek,
    or on what trends if you seek none. With `skill`, only that skill is sought.
    """
    return recommendations.recommend(caller.id, now, skill=skill, level=level, limit=limit)


handler = lambda_handler(app, warm_up=catalogue.warm_up)
