"""PUT /user/skills: say which skills you offer and which you seek."""

from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import LoginEnded, NotFound
from user import profile
from user.schemas import NewSkills, SkillList

app = api()


@app.put("/user/skills", tags=["user"])
@raises(LoginEnded, NotFound)
def set_skills(skills: NewSkills, caller: Caller) -> SkillList:
    """Replace the whole list of your skills; the answer is the list as it is stored.

    Names are kept as sent, and compared as the skill catalogue knows them: `JS` is `JavaScript`;
    neither case, width nor spacing counts. The same skill can be offered and sought at once, each
    side once.
    """
    return profile.set_skills(caller, skills)


handler = lambda_handler(app)
