"""Problems of exchanges, beyond those of all endpoints."""

from typing import Self

from learn_exchange.problems import Problem


class WrongState(
    Problem, status=409, type="wrong-state", title="Not possible in the current state"
):
    """The exchange or session is in a state in which this caller cannot do this.

    `current` is that state.
    """


class ChangedSince(
    Problem, status=409, type="changed-since", title="Changed since you last saw it"
):
    """The caller named a revision that is no longer the current one.

    `current` is the state that it is in now.
    """


class WrongTime(
    Problem, status=409, type="wrong-time", title="It is too early or too late for this"
):
    """Some things can be done only before or after an instant."""


class TimeTaken(
    Problem, status=409, type="time-taken", title="One of you already has a session at that time"
):
    """Nobody can be in two sessions at once."""


class NoTimeAgreed(
    Problem, status=404, type="no-time-agreed", title="No time was agreed for this session"
):
    """Only what stands at a time can be saved in a calendar.

    `current` is the state that the session is in.
    """


class AlreadyPending(
    Problem,
    status=409,
    type="already-pending",
    title="The same request is already pending between you",
):
    """There is one pending exchange of the same two skills between the same two people.

    Or the same session is proposed, and waits for an answer. `link` leads to the exchange.
    """

    @classmethod
    def standing(cls, exchange_id: str) -> Self:
        """The one that is pending, or has the session that is."""
        return cls(exchangeId=exchange_id, link=f"/exchange/{exchange_id}")


class TooManyPending(
    Problem, status=409, type="too-many-pending", title="Too many of your requests are unanswered"
):
    """Nobody can have more than 20 requests out."""


class TooManySessions(
    Problem, status=409, type="too-many-sessions", title="This exchange has too many sessions"
):
    """There is a limit to the sessions of one exchange, and to those that are open at once."""


class AlreadyRated(
    Problem, status=409, type="already-rated", title="You have already rated this session"
):
    """Each of the two rates a session once."""


class AlreadyReplied(
    Problem, status=409, type="already-replied", title="You have already replied to this rating"
):
    """A rating can be replied to once."""
