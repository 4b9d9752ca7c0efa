"""Numbers that rows are given: one that is wanted if it is free, else the next."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from timeline.store.names import next_number
from timeline.store.parts import in_parts


class Numbers:
    """The numbers of a table's new rows, in one transaction."""

    def __init__(self, connection: Connection, column: Any, wanted: Iterable[int] = ()) -> None:
        """``wanted`` are those that will be asked for, 0 meaning none."""
        self._free = {number for number in wanted if number > 0}
        self._next = max(next_number(connection, column), max(self._free, default=0) + 1)
        for some in in_parts(self._free.copy()):
            self._free.difference_update(connection.execute(select(column).where(column.in_(some))).scalars())

    def give(self, wanted: int = 0) -> int:
        """That number, if nothing has it; else one that nothing has ever had."""
        if wanted in self._free:
            self._free.remove(wanted)
            return wanted
        self._next += 1
        return self._next - 1
