"""The section on costs of docs/benchmarks.md."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import fill

from infra.routes import ONE_CPU_MB, STANDARD_MB
from tests.bench import cost_model, prices
from tests.bench.cost_model import Bill, busy, crossover, dollars_of, idle, in_containers
from tests.bench.metering import Taken

PEOPLE = (1_000, 100_000, 1_000_000)


def section(taken: Mapping[str, Taken]) -> str:
    """Returns the whole section."""
    bills = [("idle, dev", idle("dev")), ("idle, prod", idle("prod"))]
    bills += [(f"{people:,}", busy(people, taken)) for people in PEOPLE]
    others = [(f"{people:,}", in_containers(people, taken)) for people in PEOPLE]
    return (
        "\n\n".join(
            [
                "## Costs",
                _introduction(),
                "### A month",
                "\n".join(_bills(bills)),
                _comparison(taken),
                "\n".join(_bills([("idle", in_containers(0, taken)), *others])),
                "### What people do",
                _assumptions(),
                "\n".join(_acts(taken)),
                "### Prices",
                _paragraph(
                    "On demand, us-east-1. The last column is the date of a page that quotes the "
                    "price; where it is empty, the price was compared with none, so look it up."
                ),
                "\n".join(_prices()),
            ]
        )
        + "\n"
    )


def excesses(stages: Sequence[str] = ("dev", "prod")) -> list[str]:
    """Returns which stages cost more than they may while nobody comes."""
    return [
        f"{stage}: ${idle(stage).total:.2f} a month while idle, above ${limit:.0f}"
        for stage, limit in cost_model.IDLE_LIMITS.items()
        if stage in stages and idle(stage).total > limit
    ]


def _introduction() -> str:
    return _paragraph(
        """
        Computed by `python -m tests.bench cost`, and seen on no bill. What an act takes is counted
        by `tests/events/test_costs.py`, from its calls until all its consumers have ended:
        requests, frames, calls of functions, units of DynamoDB, bytes, events, messages. What
        people do, and how long a call takes, is assumed, as said below. No free tier and no
        discount is in it. The bounds of an idle stage ($10 for `dev`, $20 for `prod`) are a test,
        on what is in the template.
        """
    )


def _comparison(taken: Mapping[str, Taken]) -> str:
    people = crossover(taken)
    result = (
        f"From {people:,.0f} people a month on, containers are cheaper"
        if people < float("inf")
        else "With any number of people, containers are dearer"
    )
    return _paragraph(
        f"""
        The same in containers: two tasks at least of one CPU and {cost_model.TASK_GB} GB, as many
        as keep half of each CPU free when {cost_model.PEAK} times as much comes as on average, a
        load balancer, and PostgreSQL with a standby, of a size by its queries. Not counted are
        those who look after it, and the bus, queues, timers and pushes across tasks, which it would
        have to do by itself. **{result}**, if nobody's work is counted.
        """
    )


def _assumptions() -> str:
    model = cost_model
    return _paragraph(
        f"""
        Of one person who is there in a month: {model.VISITS} visits of ten minutes with a socket
        open, {model.MAILS} mails, {model.TIMERS} timers, {model.ROWS_MB} MB in tables,
        {model.FILES_MB:.0f} MB of files, {model.PAGES_MB:.0f} MB of pages and pictures, and what
        the table says. They follow 50 others. A call of a function takes {model.CPU_MS:.0f} ms of
        a whole CPU, of which it has {STANDARD_MB / ONE_CPU_MB:.0%}, and
        {model.ROUND_TRIP_MS:.0f} ms for each round trip; a password {model.PASSWORD_MS:.0f} ms.
        Messages are handled one by one; where they gather, it costs less. The authorizer, which is
        asked once a minute at most, is left out.
        """
    )


def _paragraph(text: str) -> str:
    """Returns a paragraph without regard to how it was broken in the code."""
    return fill(" ".join(text.split()), 100, break_long_words=False, break_on_hyphens=False)


def _bills(bills: Sequence[tuple[str, Bill]]) -> Iterator[str]:
    services = dict.fromkeys(service for _, bill in bills for service in bill.by_service)
    yield "| $ a month | " + " | ".join(name for name, _ in bills) + " |"
    yield "|---" * (len(bills) + 1) + "|"
    for service in services:
        cells = (bill.by_service.get(service, 0) for _, bill in bills)
        yield f"| {service} | " + " | ".join(map(_dollars, cells)) + " |"
    yield "| **all** | " + " | ".join(f"**{_dollars(bill.total)}**" for _, bill in bills) + " |"


def _acts(taken: Mapping[str, Taken]) -> Iterator[str]:
    columns = "times a month | requests | frames | calls | units read | written | events | messages"
    yield f"| act | {columns} | $ a million |"
    yield "|---" * 10 + "|"
    for act, times in cost_model.MONTH.items():
        one = taken[act]
        cells = (
            f"{times:g}",
            one.requests,
            one.frames + one.pushes,
            one.invocations,
            f"{one.read_units:g}",
            f"{one.write_units:g}",
            one.events,
            one.deliveries,
            f"{dollars_of(one) * prices.MILLION:.2f}",
        )
        yield f"| {act.replace('_', ' ')} | " + " | ".join(map(str, cells)) + " |"


def _prices() -> Iterator[str]:
    yield "| $ | of a | source | quoted |\n|---|---|---|---|"
    for price in prices.all_prices():
        # Small ones are said of a million.
        small = price.dollars < prices.METRIC.dollars / 1000
        amount, of = price.dollars, price.of
        if small:
            amount, of = price.dollars * prices.MILLION, f"million: {price.of}"
        yield f"| {amount:.6g} | {of} | <{price.page}> | {price.seen} |"


def _dollars(amount: float) -> str:
    return f"{amount:,.2f}" if amount < 100 else f"{amount:,.0f}"
