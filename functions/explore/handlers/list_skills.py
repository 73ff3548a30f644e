"""GET /explore/skills: the skills whose name begins so."""

from explore import skills
from explore.schemas import PrefixParameter, SkillViews
from learn_exchange.http import Limit, api, lambda_handler

app = api()


@app.get("/explore/skills", tags=["explore"])
def list_skills(prefix: PrefixParameter = "", limit: Limit = 20) -> SkillViews:
    """List the skills that begin with a prefix, to choose from while typing.

    First those of the catalogue, by name, alias or a word within the name, then others that people
    list. Without a prefix, the catalogue from its beginning.
    """
    return SkillViews(items=skills.beginning_with(prefix, limit))


handler = lambda_handler(app, warm_up=skills.warm_up)
