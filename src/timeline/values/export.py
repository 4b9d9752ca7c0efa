"""What is asked of an export besides the events, and what it says when it is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

UNDATED: Final = "undated"  # why an event is left out, where a format cannot do without a day


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What a format leaves to choose; each takes of it what it has a use for.

    With ``columns`` only those fields, in their order, of the flat row that a table has are written. ``title`` heads a
    page, a feed or a calendar. ``excel`` makes CSV that Excel opens by a double click; ``raw`` leaves text that a
    spreadsheet would take for a formula as it is.
    """

    columns: tuple[str, ...] = ()
    title: str = "Timeline"
    excel: bool = False
    raw: bool = False


PLAIN: Final = ExportOptions()


@dataclass(frozen=True, slots=True)
class Made:
    """What was written, out of which database, and by what; an empty library is none."""

    database: str
    version: str  # of its tables
    library: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ExportReport:
    """How many events were written, how many were left out for which reason, and what asks for the next page.

    ``addable``: what has no time was not asked for, and the format has room for it.
    """

    written: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    token: str = ""
    addable: bool = field(default=False, compare=False)
    made: Made | None = field(default=None, compare=False)
