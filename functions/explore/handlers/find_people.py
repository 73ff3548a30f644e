"""GET /explore/people: who teaches a skill."""

from explore import people
from explore.schemas import LevelParameter, SkillParameter, Teacher
from learn_exchange import catalogue
from learn_exchange.http import CursorParameter, Limit, Now, Page, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound

app = api()


@app.get("/explore/people", tags=["explore"])
@raises(NotFound)
def find_people(
    skill: SkillParameter,
    caller: Caller,
    now: Now,
    level: LevelParameter = None,
    limit: Limit = 20,
    cursor: CursorParameter = None,
) -> Page[Teacher]:
    """Lists people who offer a skill: the highest level first, then the well rated and active.

    A page may hold fewer than `limit` people, since you, those hidden from you and those who have
    five exchanges under way are left out; the list ends where `nextCursor` is null. The score says
    how well you fit each other, as if this were the only skill that you seek.
    """
    return people.teachers(skill, level, learner_id=caller.id, at=now, cursor=cursor, limit=limit)


handler = lambda_handler(app, warm_up=catalogue.warm_up)
