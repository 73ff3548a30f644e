"""Problems that only endpoints of exchanges have."""

from typing import Self

from learn_exchange.problems import Problem


class WrongState(
    Problem, status=409, type="wrong-state", title="Not possible in the current state"
):
    """The caller cannot do this in the current state of the exchange or session.

    `current` is that state.
    """


class ChangedSince(
    Problem, status=409, type="changed-since", title="Changed since you last saw it"
):
    """The caller named a revision that is not the current one.

    `current` is the state of the exchange or session now.
    """


class WrongTime(
    Problem, status=409, type="wrong-time", title="It is too early or too late for this"
):
    """This is only possible before or after a certain instant."""


class TimeTaken(
    Problem, status=409, type="time-taken", title="One of you already has a session at that time"
):
    """Nobody can be in two sessions at the same time."""


class NoTimeAgreed(
    Problem, status=404, type="no-time-agreed", title="No time was agreed for this session"
):
    """Only a session with an agreed time can be saved in a calendar.

    `current` is the state of the session.
    """


class AlreadyPending(
    Problem,
    status=409,
    type="already-pending",
    title="The same request is already pending between you",
):
    """The same two people already have a pending exchange of the same two skills.

    Or the same session is already proposed, and unanswered. `link` leads to the exchange.
    """

    @classmethod
    def with_link_to(cls, exchange_id: str) -> Self:
        """Returns the problem with the id of the exchange that is pending or has the session."""
        return cls(exchangeId=exchange_id, link=f"/exchange/{exchange_id}")


class TooManyPending(
    Problem, status=409, type="too-many-pending", title="Too many of your requests are unanswered"
):
    """A person can have 20 unanswered requests at most."""


class TooManySessions(
    Problem, status=409, type="too-many-sessions", title="This exchange has too many sessions"
):
    """An exchange has a limit for all of its sessions, and one for those open at the same time."""


class AlreadyRated(
    Problem, status=409, type="already-rated", title="You have already rated this session"
):
    """Each participant can rate a session once."""


class AlreadyReplied(
    Problem, status=409, type="already-replied", title="You have already replied to this rating"
):
    """A rating can be replied to once."""
