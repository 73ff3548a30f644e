"""The past exchanges of the demo people, put in as they happened over the last weeks.

The API does not backdate. So the functions' own code is told when each thing happens, one after the
other in order of time, and everything is as if it had happened then.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import Any, Final, TypeVar

import boto3

from exchange import exchanges, ratings, sessions
from exchange.schemas.exchanges import ExchangeRequest
from exchange.schemas.ratings import NewRating, NewReply
from exchange.schemas.sessions import NewSession, NewTimes
from learn_exchange import clock
from learn_exchange.tables.attempts import CreateOnce
from learn_exchange.tables.exchange import ParticipantView
from learn_exchange.tables.store import get_many
from learn_exchange.tables.users import Username
from learn_exchange.wire import InputModel
from local.demo.content import Exchange, Step
from local.demo.content import exchanges as demo_exchanges
from local.environment import ACCOUNT
from local.stage import STAGE, name_tables, prefix

M = TypeVar("M", bound=InputModel)

ANNOUNCER: Final = f"{prefix(STAGE)}exchange-announce"


def add_history() -> None:
    """Put the demo exchanges into the local stage, once, whatever has become of them since.

    What has begun is finished even when it is interrupted: nobody could take up a past half told.
    """
    name_tables(STAGE)
    # Answers have pictures of people in them. Nobody looks at these answers.
    os.environ["MEDIA_BASE_URL"] = f"/{prefix(STAGE)}media-{ACCOUNT}"
    with ThreadPoolExecutor(1) as thread:
        thread.submit(_add, boto3.Session().client("lambda")).result()


def _add(functions: Any) -> None:
    with unannounced(functions):
        tell(demo_exchanges())


@contextmanager
def unannounced(functions: Any) -> Iterator[None]:
    """Hold back what the block changes in exchanges, and announce it then.

    Otherwise their deadlines, which are long past, would be met before the answer that came in
    time is told.
    """
    answer = functions.list_event_source_mappings(FunctionName=ANNOUNCER)
    [reader] = answer["EventSourceMappings"]
    functions.update_event_source_mapping(UUID=reader["UUID"], Enabled=False)
    try:
        yield
    finally:
        functions.update_event_source_mapping(UUID=reader["UUID"], Enabled=True)


def tell(told: list[Exchange]) -> None:
    """Let exchanges happen, in order of time; does nothing where there are some already."""
    usernames = {name for exchange in told for name in (exchange.initiator, exchange.receiver)}
    found = get_many(map(Username.key, usernames), consistent=True)
    people = {name: found.require(Username.key(name)).person_id for name in usernames}
    if any(ParticipantView.of_person(people[told[0].initiator], None, None, 1)):
        return
    midnight = datetime.combine(clock.now(), time(), UTC)
    events = chain.from_iterable(_Story(one, people, midnight).events() for one in told)
    for _, happen in sorted(events, key=itemgetter(0)):
        happen()


class _Story:
    """One of the exchanges, as far as it is told."""

    def __init__(self, told: Exchange, people: Mapping[str, str], midnight: datetime) -> None:
        self._told, self._midnight = told, midnight
        self._people = {
            "initiator": people[told.initiator],
            "receiver": people[told.receiver],
        }
        self._id = ""
        self._sessions: list[str] = []
        self._ratings: dict[tuple[int | None, str], str] = {}

    def events(self) -> Iterator[tuple[timedelta, Callable[[], None]]]:
        """Yields what happens in it, and when."""
        yield self._told.at, self._request
        for step in self._told.steps:
            yield step.at, partial(self._perform, step)

    def _request(self) -> None:
        wanted = ExchangeRequest.model_validate(
            {
                "receiverId": self._people["receiver"],
                "offeredSkill": self._told.offered,
                "requestedSkill": self._told.requested,
                "message": self._told.message,
            }
        )
        at = self._midnight + self._told.at
        self._id = exchanges.request(
            wanted, self._people["initiator"], _once(), at, newcomer=False
        ).id

    def _perform(self, step: Step) -> None:
        person = self._people[step.by]
        made = _ACTIONS[step.does](self._body(step), person, self._midnight + step.at)
        if step.does == "createSession":
            self._sessions.append(made.id)
        if step.does == "rate":
            self._ratings[step.session, made.rated_id] = made.id

    def _body(self, step: Step) -> dict[str, Any]:
        """Returns the body that the step's endpoint takes, and perhaps more."""
        body = step.model_dump(by_alias=True, exclude_unset=True, exclude={"slots"})
        body["exchangeId"] = self._id
        if step.session is not None:
            body["sessionId"] = self._sessions[step.session]
        if step.reply is not None:
            body["ratingId"] = self._ratings[step.session, self._people[step.by]]
        if step.slots is not None:
            starts = [self._midnight + start for start in step.slots]
            body["slots"] = [{"scheduledTime": start.isoformat()} for start in starts]
        return body


def _taken(model: type[M], body: Mapping[str, Any]) -> M:
    """Read what an endpoint takes of a body, which may say more."""
    names = {field.alias for field in model.model_fields.values() if field.alias}
    return model.model_validate({name: body[name] for name in names & body.keys()})


def _once() -> CreateOnce:
    return CreateOnce(scope="", key=None, body_hash="")


_ACTIONS: Final[dict[str, Callable[[dict[str, Any], str, datetime], Any]]] = {
    "accept": lambda body, by, at: exchanges.accept(body["exchangeId"], by, at),
    "decline": lambda body, by, at: exchanges.decline(
        body["exchangeId"], body.get("reason"), by, at
    ),
    "cancel": lambda body, by, at: exchanges.cancel(body["exchangeId"], by, at),
    "createSession": lambda body, by, at: sessions.propose(
        _taken(NewSession, body), by, _once(), at, newcomer=False
    ),
    "acceptSession": lambda body, by, at: sessions.accept(
        body["sessionId"], body.get("slot"), by, at
    ),
    "rescheduleSession": lambda body, by, at: sessions.reschedule(
        _taken(NewTimes, body), by, at, newcomer=False
    ),
    "cancelSession": lambda body, by, at: sessions.cancel(body["sessionId"], by, at),
    "markCompleted": lambda body, by, at: sessions.mark_completed(body["sessionId"], by, at),
    "reportNoShow": lambda body, by, at: sessions.report_no_show(body["sessionId"], by, at),
    "contestNoShow": lambda body, by, at: sessions.contest_no_show(body["sessionId"], by, at),
    "rate": lambda body, by, at: ratings.rate(_taken(NewRating, body), by, _once(), at),
    "replyRating": lambda body, by, at: ratings.reply(_taken(NewReply, body), by, at),
}
"""The endpoints, each with what it does of its body."""
