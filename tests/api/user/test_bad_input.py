"""Bad input of the user endpoints, and the pointers to it."""

from typing import Any

import pytest

from learn_exchange.ids import new_id
from tests.support.alt_texts import BAD_ALT_TEXTS
from tests.support.gateway import Json
from tests.support.people import Person

SOMEBODY = "01930a5e-7c1b-7d3e-9a44-5f0c2b7e8d11"
FAMILY_OF_FOUR = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
ONE_FOR_EIGHTEEN = "\ufdfa"

BAD_PROFILES: list[tuple[str, Json, str]] = [
    ("no object", {"firstName": {"a": 1}}, "/firstName"),
    ("a number for a text", {"firstName": 1}, "/firstName"),
    ("a list for a text", {"lastName": ["Silva"]}, "/lastName"),
    ("an empty name", {"firstName": ""}, "/firstName"),
    ("a name of spaces", {"firstName": " \t\u00a0\u3000"}, "/firstName"),
    ("a name of zero width", {"firstName": "\u200b\u200d\u2060\ufeff"}, "/firstName"),
    ("a name of soft hyphens", {"lastName": "\u00ad"}, "/lastName"),
    ("a name of combining marks", {"firstName": "\u0301\u034f\ufe0f"}, "/firstName"),
    ("a name of fillers", {"firstName": "\u3164\u2800\u115f\uffa0"}, "/firstName"),
    ("a name of direction marks", {"firstName": "\u200f\u202e\u2066"}, "/firstName"),
    ("a name with a line break", {"firstName": "Ana\nBuy now"}, "/firstName"),
    ("a name with a carriage return", {"lastName": "Silva\r"}, "/lastName"),
    ("a name with a NUL", {"firstName": "A\x00na"}, "/firstName"),
    ("a name with a tab", {"firstName": "A\tna"}, "/firstName"),
    ("a name with an escape", {"firstName": "\x1b[31mAna"}, "/firstName"),
    ("a name with a line separator", {"firstName": "A\u2028na"}, "/firstName"),
    ("a name of half a character", {"firstName": "\ud83d"}, "/firstName"),
    ("a name of 51 characters", {"firstName": "n" * 51}, "/firstName"),
    ("a name of 51 wide characters", {"lastName": "名" * 51}, "/lastName"),
    ("an empty username", {"username": ""}, "/username"),
    ("a username of two characters", {"username": "ab"}, "/username"),
    ("a username of 51 characters", {"username": "a" * 51}, "/username"),
    ("a username with a space", {"username": "ana silva"}, "/username"),
    ("a username that begins with a dot", {"username": ".ana"}, "/username"),
    ("a username that ends with a dash", {"username": "ana-"}, "/username"),
    ("a username with an accent", {"username": "aná"}, "/username"),
    ("a username in Cyrillic", {"username": "анна"}, "/username"),
    ("a username with a line break behind it", {"username": "ana.silva\n"}, "/username"),
    ("a username with a slash", {"username": "ana/silva"}, "/username"),
    ("a username with a hash", {"username": "ana#silva"}, "/username"),
    ("a username that is a number", {"username": 12345}, "/username"),
    ("a bio that is a number", {"bio": 1}, "/bio"),
    ("a bio of 2,001 characters", {"bio": "a" * 2001}, "/bio"),
    ("a bio of 2,001 emoji", {"bio": "\U0001f3b8" * 2001}, "/bio"),
    ("a bio of 286 families, 2,002 code points", {"bio": FAMILY_OF_FOUR * 286}, "/bio"),
    ("a bio with a NUL", {"bio": "a\x00b"}, "/bio"),
    ("a bio with half a character", {"bio": "a\udfffb"}, "/bio"),
    *(
        (f"{name} for a description", {"profileImageAltText": bad}, "/profileImageAltText")
        for name, bad in BAD_ALT_TEXTS
    ),
    ("a description of no picture", {"profileImageAltText": "A cat"}, "/profileImageAltText"),
    ("an empty time zone", {"timeZone": ""}, "/timeZone"),
    ("a time zone in lower case", {"timeZone": "europe/lisbon"}, "/timeZone"),
    ("an unknown time zone", {"timeZone": "Europe/Atlantis"}, "/timeZone"),
    ("half a time zone", {"timeZone": "Europe"}, "/timeZone"),
    ("an offset", {"timeZone": "+01:00"}, "/timeZone"),
    ("an abbreviation that is no zone", {"timeZone": "PDT"}, "/timeZone"),
    ("a path", {"timeZone": "../../etc/passwd"}, "/timeZone"),
    ("an absolute path", {"timeZone": "/usr/share/zoneinfo/UTC"}, "/timeZone"),
    ("a zone of this machine", {"timeZone": "localtime"}, "/timeZone"),
    ("a zone with leap seconds", {"timeZone": "right/Europe/Lisbon"}, "/timeZone"),
    ("a file beside the zones", {"timeZone": "zone.tab"}, "/timeZone"),
    ("a time zone with a NUL", {"timeZone": "UTC\x00"}, "/timeZone"),
    ("a time zone with a line break", {"timeZone": "UTC\n"}, "/timeZone"),
    ("a time zone of 65 characters", {"timeZone": "A" * 65}, "/timeZone"),
    ("a time zone that is a number", {"timeZone": 1}, "/timeZone"),
]


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [row[1:] for row in BAD_PROFILES],
    ids=[row[0] for row in BAD_PROFILES],
)
def test_a_profile_is_not_changed_to(ana: Person, changes: Json, pointer: str) -> None:
    before = ana.get("/user/me").json
    answer = ana.put("/user/updateProfile", {"bio": "Hi"} | changes)
    assert (answer.status, answer.problem) == (422, "invalid"), answer.text
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]
    assert ana.get("/user/me").json == before


def test_all_that_is_wrong_is_told_at_once(ana: Person) -> None:
    answer = ana.put("/user/updateProfile", {"firstName": "", "bio": 1, "timeZone": "Mars"})
    pointers = [error["pointer"] for error in answer.json["errors"]]
    assert pointers == ["/firstName", "/bio", "/timeZone"]
    assert all(error["detail"] for error in answer.json["errors"])


def a_skill(**changes: Any) -> Json:
    """Returns a skill that is fine but for the changes."""
    skill = {"skillName": "SQL", "skillLevel": "expert", "isOffering": True, **changes}
    return {name: value for name, value in skill.items() if value is not ...}


BAD_SKILLS: list[tuple[str, Any, str]] = [
    ("no list", None, "/skills"),
    ("a text for the list", "SQL", "/skills"),
    ("an object for the list", {"0": a_skill()}, "/skills"),
    ("a text in the list", ["SQL"], "/skills/0"),
    ("null in the list", [a_skill(), None], "/skills/1"),
    ("41 skills", [a_skill(skillName=f"skill {number}") for number in range(41)], "/skills"),
    ("no name", [a_skill(skillName=...)], "/skills/0/skillName"),
    ("a null name", [a_skill(skillName=None)], "/skills/0/skillName"),
    ("an empty name", [a_skill(skillName="")], "/skills/0/skillName"),
    ("a name of spaces", [a_skill(skillName=" \u3000")], "/skills/0/skillName"),
    ("a name of zero width", [a_skill(skillName="\u200b")], "/skills/0/skillName"),
    ("a name of a filler", [a_skill(skillName="\u3164")], "/skills/0/skillName"),
    ("a name with a line break", [a_skill(skillName="S\nQL")], "/skills/0/skillName"),
    ("a name of 101 characters", [a_skill(skillName="s" * 101)], "/skills/0/skillName"),
    (
        "a name that is 1,800 characters long when it is compared",
        [a_skill(skillName=ONE_FOR_EIGHTEEN * 100)],
        "/skills/0/skillName",
    ),
    ("a name of half a character", [a_skill(skillName="\ud83d")], "/skills/0/skillName"),
    ("a name that is a number", [a_skill(skillName=7)], "/skills/0/skillName"),
    ("no level", [a_skill(skillLevel=...)], "/skills/0/skillLevel"),
    ("an unknown level", [a_skill(skillLevel="master")], "/skills/0/skillLevel"),
    ("a level in another case", [a_skill(skillLevel="Expert")], "/skills/0/skillLevel"),
    ("a level that is a number", [a_skill(skillLevel=2)], "/skills/0/skillLevel"),
    ("a text for yes", [a_skill(isOffering="true")], "/skills/0/isOffering"),
    ("a number for yes", [a_skill(isOffering=1)], "/skills/0/isOffering"),
    ("null for yes", [a_skill(isOffering=None)], "/skills/0/isOffering"),
]


@pytest.mark.parametrize(
    ("skills", "pointer"), [row[1:] for row in BAD_SKILLS], ids=[row[0] for row in BAD_SKILLS]
)
def test_skills_are_not_set_to(ana: Person, skills: Any, pointer: str) -> None:
    ana.put("/user/skills", {"skills": [a_skill()]})
    answer = ana.put("/user/skills", {"skills": skills})
    assert (answer.status, answer.problem) == (422, "invalid"), answer.text
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]
    assert ana.get("/user/me").json["skills"] == [a_skill()]


def test_skills_are_not_set_without_a_list(ana: Person) -> None:
    answer = ana.put("/user/skills", {})
    assert [error["pointer"] for error in answer.json["errors"]] == ["/skills"]


BAD_IDS = [
    "1",
    "me",
    "ME",
    "null",
    "..",
    SOMEBODY[:-1],
    f"{SOMEBODY}0",
    SOMEBODY.replace("-", ""),
    f"{{{SOMEBODY}}}",
    f"urn:uuid:{SOMEBODY}",
    SOMEBODY.replace("7", "g"),
    f" {SOMEBODY}",
    SOMEBODY.replace("0", "\uff10"),
]
# In a path, these would be another path.
BAD_IDS_IN_BODIES = [*BAD_IDS, f"{SOMEBODY}#PROFILE", f"{SOMEBODY}\n", f"../{SOMEBODY}"]
NO_TEXTS = [None, 7, True, [SOMEBODY], {"id": SOMEBODY}, ""]


@pytest.mark.parametrize("person_id", [*BAD_IDS_IN_BODIES, *NO_TEXTS])
def test_the_person_meant_is_named_by_an_id(ana: Person, person_id: Any) -> None:
    for path in ("/user/follow", "/user/block"):
        answer = ana.post(path, {"userId": person_id})
        assert (answer.status, answer.problem) == (422, "invalid"), answer.text
        assert [error["pointer"] for error in answer.json["errors"]] == ["/userId"]


@pytest.mark.parametrize("verb", ["follow", "block"])
def test_the_person_meant_must_be_named(ana: Person, verb: str) -> None:
    for body in ({}, {"id": new_id()}):
        answer = ana.post(f"/user/{verb}", body)
        assert answer.pointers == ["/userId", *(f"/{name}" for name in body)]


@pytest.mark.parametrize("person_id", [text for text in BAD_IDS if text != "me"])
def test_a_path_takes_an_id_or_me(ana: Person, person_id: str) -> None:
    for path in (f"/user/{person_id}", f"/user/{person_id}/followers"):
        answer = ana.get(path)
        assert (answer.status, answer.problem) == (422, "invalid"), answer.text
        assert [error["pointer"] for error in answer.json["errors"]] == ["/path/id"]


@pytest.mark.parametrize("person_id", BAD_IDS)
def test_taking_back_takes_an_id(ana: Person, person_id: str) -> None:
    for path in ("/user/follow", "/user/block"):
        answer = ana.delete(f"{path}/{person_id}")
        assert (answer.status, answer.problem) == (422, "invalid"), answer.text
        assert [error["pointer"] for error in answer.json["errors"]] == ["/path/id"]


LISTS = ["/user/me/followers", "/user/me/following", "/user/blocked"]


@pytest.mark.parametrize(
    "limit", ["0", "-1", "101", "1000000000000000000000", "abc", "", "1e3", "1.5", "0x10", "1,2"]
)
def test_a_limit_is_a_number_from_1_to_100(ana: Person, limit: str) -> None:
    for path in LISTS:
        answer = ana.get(path, query={"limit": limit})
        assert (answer.status, answer.problem) == (422, "invalid"), answer.text
        assert [error["pointer"] for error in answer.json["errors"]] == ["/query/limit"]


@pytest.mark.parametrize(
    "cursor", ["", "x", "====", "AAAA", "not a cursor", "é", "\x00", "AAAAAAAA" * 100, SOMEBODY]
)
def test_a_cursor_that_is_none_of_ours_is_refused(ana: Person, cursor: str) -> None:
    for path in LISTS:
        answer = ana.get(path, query={"cursor": cursor})
        assert (answer.status, answer.problem) == (400, "malformed-request"), answer.text


def test_a_cursor_has_1024_characters_at_most(ana: Person) -> None:
    for path in LISTS:
        answer = ana.get(path, query={"cursor": "A" * 1025})
        assert (answer.status, answer.problem) == (422, "invalid")
        assert [error["pointer"] for error in answer.json["errors"]] == ["/query/cursor"]
