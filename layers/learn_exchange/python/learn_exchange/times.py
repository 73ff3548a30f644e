"""Local times and instants. What was agreed is a local time and its zone; its instant is derived.

The rules of every zone come from the pinned `tzdata` package, never from the machine, so the same
time is the same instant wherever this runs. Times are cut to seconds.
"""

from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from learn_exchange.problems import Invalid
from learn_exchange.wire import rfc3339


class NotOneInstant(Exception):
    """A local time that stands for no instant, or for two; `explanation` says which.

    `choices` are the two nearest times that do stand for one, the earlier first, with the zone.
    """

    explanation: str

    def __init__(self, choices: tuple[datetime, datetime]) -> None:
        super().__init__(self.explanation)
        self.choices = choices


class NoSuchLocalTime(NotOneInstant):
    """Clocks skip this time: it lies in a gap, where they are put forward."""

    explanation = "Clocks in that time zone skip this time: they are put forward."


class AmbiguousLocalTime(NotOneInstant):
    """Clocks show this time twice: they are put back then."""

    explanation = "Clocks in that time zone show this time twice: they are put back."


@cache
def zone_named(name: str) -> ZoneInfo:
    """Returns the time zone of an IANA name that `learn_exchange.people.TimeZone` takes.

    Raises:
        FileNotFoundError: there is no such zone.
    """
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as rules:
        return ZoneInfo.from_file(rules, key=name)


def instant_of(local: datetime, zone: str) -> datetime:
    """Returns the instant, in UTC, at which clocks in a zone show a local time.

    Of a time that comes twice, `fold` says which one is meant (PEP 495).

    Raises:
        OverflowError: it is not within the years 1 to 9999 in UTC.
    """
    return local.replace(tzinfo=zone_named(zone), microsecond=0).astimezone(UTC)


def local_at(instant: datetime, zone: str) -> datetime:
    """Returns the time that clocks in a zone show at an instant: the inverse of `instant_of`.

    Raises:
        OverflowError: it is not within the years 1 to 9999 in that zone or in UTC.
    """
    return instant.astimezone(zone_named(zone)).replace(tzinfo=None, microsecond=0)


def resolve(local: datetime, zone: str) -> datetime:
    """Returns the one instant, in UTC, that a local time can stand for, whatever its `fold`.

    For a time in a gap the choices are the same time read with the offset after the change and
    with the one before, which is the earlier and the later of Temporal's `disambiguation`
    (https://tc39.es/proposal-temporal/docs/timezone.html), and `fold=1` and `fold=0` of PEP 495.

    Raises:
        NoSuchLocalTime: it lies in a gap.
        AmbiguousLocalTime: it comes twice.
        OverflowError: it is not within the years 1 to 9999 in UTC.
    """
    first, second = (instant_of(local.replace(fold=fold), zone) for fold in (0, 1))
    if first == second:
        return first
    there = zone_named(zone)
    if first < second:
        raise AmbiguousLocalTime((first.astimezone(there), second.astimezone(there)))
    raise NoSuchLocalTime((second.astimezone(there), first.astimezone(there)))


def resolve_at(local: datetime, zone: str, pointer: str) -> datetime:
    """Returns the one instant, in UTC, that a local time in a request's body stands for.

    Raises:
        Invalid: it stands for none or for two, and the answer offers the choices; or it lies at
            the very end of what a date can say.
    """
    try:
        return resolve(local, zone)
    except NotOneInstant as fault:
        choices = [rfc3339(choice) for choice in fault.choices]
        detail = f"{fault} Send one of `choices` as scheduledTime instead."
        raise Invalid([{"pointer": pointer, "detail": detail, "choices": choices}]) from fault
    except OverflowError as error:
        raise Invalid.at(pointer, "That is not within the years 1 to 9999 in UTC.") from error
