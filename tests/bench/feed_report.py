"""The section on feeds of docs/benchmarks.md: a title, paragraphs and tables."""

from collections.abc import Iterator
from inspect import cleandoc
from math import ceil
from textwrap import fill

from feed.timeline import SETTLED_FOLLOWS
from learn_exchange.tables.store import BATCH_WRITE_LIMIT
from tests.bench import feed_emulated
from tests.bench import feed_model as model
from tests.bench.feed_costs import head, publish, push
from tests.bench.feed_emulated import Emulated
from tests.bench.units import Units

TITLE = "## Feeds"
OPENS = (0.5, 1, 2, 5, 10, 20, 50)
FOLLOWERS = (10, 50, 1_000, 100_000, 1_000_000)


def section(emulated: Emulated) -> str:
    """Returns the whole section."""
    return "\n\n".join([TITLE, *_modelled(), *_emulated(emulated)]) + "\n"


def _modelled() -> Iterator[str]:
    yield _paragraph(
        """
        What feeds ask of DynamoDB pulled, as they are here (docs/adr/0010), and what they would ask
        pushed: a row for each follower when someone posts, so that one query finds a page. What a
        page and a post take is computed from items as the code writes them, and a test compares it
        with the calls of the code. Dollars are those of on-demand tables in us-east-1.
        """
    )
    yield "### A day, as a model"
    yield _paragraph(
        f"""
        {model.PEOPLE:,} people follow {model.FOLLOWS} others, write {model.POSTS} post a day, and
        open their feeds as often as the table says, a page of {model.PAGE} posts each time. These
        are means of power laws (exponent {model.EXPONENT}) that do not depend on each other; nobody
        has more than {model.MAX_OF_MEAN:g} times the mean, except of followers. *Both* is what
        either design does: publish, and show a page with its authors, counts, likes and blocks. The
        mix pushes to the readers for whom that is cheaper, and lets the others pull, for whom heads
        are still written. Million units read + written, and dollars, a day:
        """
    )
    yield "\n".join(_days())
    one, two, three = map(model.crossover, (1, 2, 3))
    few, some, many = map(model.pages_worth_pushing, (10, 50, 2_000))
    gigabytes = model.inbox_gigabytes()
    yield _paragraph(
        f"""
        From {one:.1f} opens a day on, pushing to everybody is cheaper than pulling; with two pages
        an open from {two:.1f}, with three from {three:.1f}. For one reader it is from {few:.1f}
        pages a day on with 10 follows, {some:.1f} with 50, {many:.1f} with 2,000. Not counted, all
        of it against pushing: the functions that write inboxes, what must be mended there after a
        follow or an unfollow, and the {gigabytes:.0f} GB that they fill if rows are kept for
        {model.KEPT_DAYS} days (${gigabytes * model.DOLLARS_A_GB_MONTH / 30:.2f} a day).
        Who has many followers posts as often as others here; if more often, pushing costs more.
        """
    )
    yield "### A post, as a model"
    yield _paragraph(
        f"""
        Units read + written, and dollars, of one post by the number of its author's followers. To
        push it takes a call for every {BATCH_WRITE_LIMIT} of them.
        """
    )
    yield "\n".join(_posts())


def _days() -> Iterator[str]:
    yield (
        "| opens | both | pulled, on top | pushed, on top | mix, on top | pushed to |\n"
        "|---|---|---|---|---|---|"
    )
    for opens in OPENS:
        day, mix = model.day(opens), model.mix(opens)
        cells = map(_in_a_day, (day.alike, day.pulled, day.pushed, mix.units))
        yield f"| {opens:g} | {' | '.join(cells)} | {mix.pushed_to:.0%} |"


def _posts() -> Iterator[str]:
    yield "| followers | pulled | $ | pushed | $ | calls |\n|---|---|---|---|---|---|"
    pulled = publish() + head()
    for followers in FOLLOWERS:
        pushed, calls = publish() + push(followers), ceil((followers + 1) / BATCH_WRITE_LIMIT)
        yield (
            f"| {followers:,} | {_units(pulled)} | {pulled.dollars:.6f} "
            f"| {_units(pushed)} | {pushed.dollars:.6f} | {calls:,} |"
        )


def _emulated(emulated: Emulated) -> Iterator[str]:
    yield "### For real"
    yield _paragraph(
        f"""
        {feed_emulated.PEOPLE:,} people in the emulator with {emulated.follows:,} follows. Three
        readers get their first page from either design, with the same posts. Units are counted from
        the calls that the functions make, and beside them is what the model makes of that page.
        Time is how many `GET /health` fit into the call, on one machine; the authorizer is in it.
        Who follows fewer than {SETTLED_FOLLOWS} gets suggestions: three tags and two months are
        looked through, and the emulator, unlike DynamoDB, looks at every post of a month.
        """
    )
    yield "\n".join(_pages(emulated))
    yield _paragraph(
        f"""
        A post, by authors with few, some and most followers; it takes the time of
        {emulated.post_times_health:.1f} `GET /health`.
        """
    )
    yield "\n".join(_written(emulated))


def _pages(emulated: Emulated) -> Iterator[str]:
    yield (
        "| follows | calls | round trips | units read | by the model | pushed | time |\n"
        "|---|---|---|---|---|---|---|"
    )
    for page in emulated.pages:
        yield (
            f"| {page.follows:,} | {page.pulled.calls_in_words} | {page.round_trips} "
            f"| {page.pulled.units.read:g} | {page.modelled.read:g} | {page.pushed.units.read:g} "
            f"| {page.times_health:.1f} |"
        )


def _written(emulated: Emulated) -> Iterator[str]:
    yield (
        "| followers | calls | units | by the model | to push, on top | units |\n"
        "|---|---|---|---|---|---|"
    )
    for post in emulated.posts:
        yield (
            f"| {post.followers:,} | {post.published.calls_in_words} "
            f"| {_units(post.published.units)} | {_units(post.modelled)} "
            f"| {post.pushed.calls_in_words} | {_units(post.pushed.units)} |"
        )


def _in_a_day(units: Units) -> str:
    return f"{units.read / 1e6:.0f} + {units.write / 1e6:.0f}, ${units.dollars:.2f}"


def _units(units: Units) -> str:
    return f"{units.read:,.1f} + {units.write:,}".replace(".0 ", " ")


def _paragraph(text: str) -> str:
    return fill(cleandoc(text), 100, break_long_words=False, break_on_hyphens=False)
