"""What our own exports say beside a date of another format: EDTF, how finely it was said, and the time of day."""

from dataclasses import replace
from typing import NamedTuple

from timeline.errors import BadDate
from timeline.importers._cells import grain as named_grain
from timeline.importers._iso import as_unit
from timeline.importers._when import at, restored
from timeline.values import edtf
from timeline.values.time import Extent, Grain, TimeSpan
from timeline.values.zones import offset


class Beside(NamedTuple):
    """The words as they stand, empty where there are none: EDTF, a grain, a time of day as our tables write it."""

    edtf: str
    grain: str = ""
    clock: str = ""

    def span(self, problems: list[str]) -> TimeSpan:
        """The span that they name together.

        >>> Beside("[2019-04-29..2019-05-05]", "week").span([]).grain.label
        'week'

        Raises:
            BadDate: If the EDTF is none.
        """
        said = edtf.parse(self.edtf)
        found = at(said, self.clock, None, problems) if self.clock else said
        return restored(found, None, None, named_grain(self.grain)) or found


def believed(where: str, beside: Beside, found: TimeSpan, problems: list[str]) -> TimeSpan:
    """What is said beside a date, if it is of the same time as that; else the date.

    ``where`` names the place for the problem that is added where it is not.
    """
    if not beside.edtf:
        return found
    try:
        time = beside.span(problems)
    except BadDate as wrong:
        problems.append(f"has in {where} what is left: {wrong}")
        return found
    if not (_is_moment(time, found) or _agree(time, found, clock=bool(beside.clock))):
        problems.append(f"says {beside.edtf[:40]} in {where} and stands on other days, which are taken")
        return found
    if found.grain >= Grain.DAY or time.grain is Grain.SECOND or (time.is_open and not found.is_open):
        return time
    if beside.clock and (time.start, time.end) == (found.start, found.end):
        return time if time.zone else replace(time, zone=found.zone)
    stretch = as_unit(found) if time.extent is Extent.WITHIN else found
    return replace(stretch, extent=time.extent, doubt=time.doubt, end_doubt=time.end_doubt)


def _is_moment(said: TimeSpan, found: TimeSpan) -> bool:
    """Whether two clock times are one moment, maybe of two zones."""
    ahead, other = offset(said.zone), offset(found.zone)
    if ahead is None or other is None or said.start is None or found.start is None:
        return False
    return said.start - ahead == found.start - other


def _agree(said: TimeSpan, found: TimeSpan, *, clock: bool) -> bool:
    """Whether two ways in which one row tells its time name the same days, where both know them.

    What is open on one side stands at its other end, in a format that has no open ends.
    """
    if clock and said.is_open and not found.is_open and found.grain < Grain.DAY:
        return found.start in (said.start, said.end)
    firsts, lasts = (said.first_day, found.first_day), (said.last_day, found.last_day)
    return all(None in days or days[0] == days[1] for days in (firsts, lasts))
