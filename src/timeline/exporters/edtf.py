"""EDTF: one event a line, when it was and what happened, parted by a tab.

The first field is a date of EDTF (ISO 8601-2, levels 0 and 1, and of level 2 the one-of sets and the ``X`` that
:mod:`timeline.values.edtf` writes); the title, or the columns chosen instead, follow on the same line. There is no
header, so that every line is a date. What is undated is left out, and so is what EDTF cannot say: a month or a day
beyond the years of four digits.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from timeline.exporters._fields import flat
from timeline.exporters._flat import tsv_rows
from timeline.values.edtf import text
from timeline.values.event import Event
from timeline.values.export import PLAIN, UNDATED, ExportOptions

BEYOND: Final = "a month or day beyond the year 9999, which EDTF cannot say"
_BEYOND: Final = re.compile(r"Y-?[0-9]+-")


class EDTFExporter:
    """To be read by what knows dates and little else."""

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write a line for each event."""
        left_out: Counter[str] = Counter()
        names = ("edtf", *(name for name in options.columns or ("title",) if name != "edtf"))

        def dated() -> Iterator[Event]:
            for event in events:
                if why := _why_not(event):
                    left_out[why] += 1
                else:
                    yield event

        tsv_rows(out, names, flat(dated(), names), ExportOptions(raw=True), header=False)
        return left_out


def _why_not(event: Event) -> str:
    if event.time is None:
        return UNDATED
    return BEYOND if _BEYOND.search(text(event.time)) else ""


EXPORTER = EDTFExporter()
