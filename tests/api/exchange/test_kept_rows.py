"""Rows from before their classes were renamed are read, and keep their stored names."""

import json
from pathlib import Path
from typing import Any

import pytest

from exchange.state_machines import EXCHANGE, SESSION
from infra.tables import TABLES
from learn_exchange.tables.exchange import SkillHistory
from learn_exchange.tables.store import connection
from tests.support.exchanges import act
from tests.support.people import Person
from tests.support.rows import all_rows

ROWS = Path(__file__).with_name("kept_rows.json").read_text("utf-8")
DAY = {"from": "2060-02-10T00:00:00Z", "to": "2060-02-11T00:00:00Z"}
SESSION_ID = "01930a68-a6b5-7d34-84b5-e091a4728daa"


@pytest.fixture
def kept(ana: Person, ben: Person) -> list[dict[str, Any]]:
    """The rows of an exchange of Ana and Ben with an accepted session, as they were stored."""
    rows: list[dict[str, Any]] = json.loads(ROWS.replace("ANA", ana.id).replace("BEN", ben.id))
    table = TABLES["exchange"].in_table().table_name
    for row in rows:
        connection().dispatch("PutItem", {"TableName": table, "Item": row})
    return rows


def test_kept_rows_are_read(kept: list[dict[str, Any]], ana: Person, ben: Person) -> None:
    for person in (ana, ben):
        [exchange] = person.get("/exchange/list", query={"status": "accepted"}).json["items"]
        [session] = exchange["sessions"]
        assert (session["id"], session["status"]) == (SESSION_ID, "accepted")
        [scheduled] = person.get("/exchange/schedule").json["items"]
        assert scheduled["scheduledTime"] == "2060-02-10T17:00:00.000Z"
        busy = person.get(f"/exchange/{exchange['id']}/busy", query=DAY).json
        assert [len(busy["mine"]), len(busy["theirs"])] == [1, 1]
    skills = SkillHistory.key(ana.id).require()
    assert (skills.taught, skills.learned) == ({"spanish"}, {"sql"})


def test_a_change_replaces_kept_rows_and_keeps_their_kinds(
    kept: list[dict[str, Any]], ana: Person, ben: Person
) -> None:
    kinds = {(row["pk"]["S"], row["sk"]["S"]): row["kind"]["S"] for row in kept}
    assert act(ben, "cancelSession", SESSION_ID).status == 200
    assert ana.get("/exchange/schedule").json["items"] == []
    assert {
        (row["pk"]["S"], row["sk"]["S"]): row["kind"]["S"] for row in all_rows("exchange")
    } == kinds


def test_actions_keep_their_stored_names() -> None:
    assert {transition.action for transition in EXCHANGE.transitions} == {
        *("accept", "cancel", "complete", "decline", "expire")
    }
    assert {transition.action for transition in SESSION.transitions} == {
        *("accept", "assume", "cancel", "complete", "contest", "lapse", "report", "reschedule")
    }
