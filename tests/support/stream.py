"""A table's stream: each change of a row, from one look to the next."""

from collections.abc import Callable

from tests.support.bus import Bus, announce, record
from tests.support.gateway import Json
from tests.support.rows import all_rows


class Stream:
    """The stream of a table, from the moment on at which this is made."""

    def __init__(self, table: str) -> None:
        self.table = table
        self._rows = self._look()

    def announce(self) -> None:
        """Have announced what has changed since the last time."""
        before, self._rows = self._rows, self._look()
        records = [
            record(before.get(key), self._rows.get(key))
            for key in sorted(before.keys() | self._rows.keys())
            if before.get(key) != self._rows.get(key)
        ]
        announce(self.table, *records)

    def go_round(self, bus: Bus, counts: Callable[[Json], bool] = lambda _: True) -> int:
        """Announce and deliver until nothing more follows; answers in how many rounds that counts.

        A round counts by the events that wait for it. What fails is delivered again in the next.
        """
        rounds = 0
        self.announce()
        while bus.waiting:
            rounds += any(map(counts, bus.waiting))
            waiting = list(bus.waiting)
            failed = {name for _, name in bus.deliver()}
            self.announce()
            bus.waiting += [event for event in waiting if event["detail-type"] in failed]
        return rounds

    def _look(self) -> dict[tuple[str, str], Json]:
        return {(row["pk"]["S"], row["sk"]["S"]): row for row in all_rows(self.table)}
