"""The model of costs adds up, and an idle stage costs no more than it may."""

from dataclasses import replace

import pytest

from infra.assets import ROOT
from tests.bench import prices
from tests.bench.cost_counts import counted
from tests.bench.cost_model import (
    IDLE_LIMITS,
    MONTH,
    Bill,
    busy,
    crossover,
    dollars_of,
    idle,
    in_containers,
    metrics_of_our_own,
    services_of,
)
from tests.bench.cost_report import excesses, section
from tests.bench.metering import Taken

NOTHING = Taken(0, 0, 0, 0, 0, 0, 0.0, 0.0, 0, 0, 0, 0)
LITTLE = replace(
    NOTHING, requests=1, invocations=1, round_trips=2, database_calls=2, read_units=4.0
)
TAKEN = dict.fromkeys(MONTH, LITTLE)


@pytest.mark.parametrize("stage", IDLE_LIMITS)
def test_an_idle_stage_costs_no_more_than_it_may(stage: str) -> None:
    assert 0 < idle(stage).total <= IDLE_LIMITS[stage]
    assert excesses([stage]) == []


def test_what_is_above_the_limit_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(IDLE_LIMITS, "dev", 1.0)
    assert excesses() == [f"dev: ${idle('dev').total:.2f} a month while idle, above $1"]


@pytest.mark.parametrize(
    ("taken", "service", "dollars"),
    [
        (replace(NOTHING, requests=2), "API Gateway", 2e-6),
        (replace(NOTHING, frames=1, pushes=2), "API Gateway", 3e-6),
        (replace(NOTHING, read_units=8.0, write_units=2.0), "DynamoDB", 1e-6 + 1.25e-6),
        (replace(NOTHING, events=3), "EventBridge", 3e-6),
        (replace(NOTHING, deliveries=1), "SQS", 1.2e-6),
        (replace(NOTHING, log_bytes=2000), "CloudWatch", 1e-6),
        (replace(NOTHING, round_trips=4), "Lambda", 0.02 * 0.5 * 0.0000133334),
    ],
)
def test_a_service_is_paid_for_what_it_does(taken: Taken, service: str, dollars: float) -> None:
    assert services_of(taken)[service] == pytest.approx(dollars)


def test_with_nobody_there_only_metrics_are_added_to_an_idle_stage() -> None:
    added = busy(0, TAKEN).total - idle("prod").total
    assert added == pytest.approx(metrics_of_our_own() * prices.METRIC.dollars)


def test_twice_the_people_cost_twice_as_much_beyond_what_is_there_anyway() -> None:
    none, some, twice = (busy(people, TAKEN).total for people in (0, 10_000, 20_000))
    assert twice - none == pytest.approx(2 * (some - none))


def test_containers_cost_as_much_idle_as_with_few_people_and_more_with_many() -> None:
    idle_, few, many = (in_containers(people, TAKEN) for people in (0, 500, 5_000_000))
    for part in ("containers", "database"):
        assert idle_.by_service[part] == few.by_service[part] < many.by_service[part]


def test_a_database_that_is_too_small_is_taken_larger_and_then_several() -> None:
    asking = dict.fromkeys(MONTH, replace(LITTLE, database_calls=20))
    sizes = [in_containers(10.0**power, asking).by_service["database"] for power in range(3, 9)]
    assert sizes == sorted(sizes)
    assert sizes[-1] > 2 * prices.DATABASE_HOURS[32_000].dollars * prices.HOURS * 2


def test_containers_are_cheaper_from_the_crossover_on_and_not_before() -> None:
    people = crossover(TAKEN)
    assert busy(people - 2, TAKEN).total < in_containers(people - 2, TAKEN).total
    assert busy(people + 1, TAKEN).total >= in_containers(people + 1, TAKEN).total


def test_there_may_be_no_crossover() -> None:
    free = dict.fromkeys(MONTH, NOTHING)
    assert crossover(free, most=100) == float("inf")


def test_the_page_says_what_an_idle_stage_costs_today() -> None:
    page = (ROOT / "docs/benchmarks.md").read_text("utf-8")
    totals = [f"**{idle(stage).total:.2f}**" for stage in ("dev", "prod")]
    assert f"| **all** | {totals[0]} | {totals[1]} |" in page


def test_a_section_names_every_act_every_price_and_the_crossover() -> None:
    text = section(TAKEN)
    for act in MONTH:
        assert f"| {act.replace('_', ' ')} | " in text
    for price in prices.all_prices():
        assert f"{price.of} | <{price.page}> |" in text
    assert f"**From {crossover(TAKEN):,.0f} people a month on" in " ".join(text.split())


def test_counts_are_read_from_the_report_of_the_tests() -> None:
    report = """<testsuites><testsuite>
      <testcase name="test_an_act_costs_no_more_than[like_a_post]">
        <properties><property name="taken" value="{taken}"/></properties>
      </testcase>
      <testcase name="test_another"/>
    </testsuite></testsuites>"""
    fields = str(vars(LITTLE)).replace("'", "&quot;")
    assert counted(report.replace("{taken}", fields)) == [("like_a_post", LITTLE)]


def test_a_bill_adds_up() -> None:
    assert Bill({"a": 1.0, "b": 2.5}).total == 3.5
    assert dollars_of(LITTLE) == pytest.approx(sum(services_of(LITTLE).values()))
