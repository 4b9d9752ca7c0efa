"""Timesketch JSON Lines: the rows of :mod:`timeline.exporters._sketch`, one a line, without what is not known."""

from collections import Counter
from collections.abc import Iterable
from typing import BinaryIO

from timeline.exporters._json import encoded
from timeline.exporters._sketch import rows, why_not
from timeline.values.event import Event
from timeline.values.export import PLAIN, ExportOptions


class TimesketchExporter:
    """To be uploaded to Timesketch, under a name that ends in ``.jsonl``."""

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:  # noqa: ARG002
        """Write a row or two for each dated event of the years 1700 to 2261."""
        left_out: Counter[str] = Counter()
        for event in events:
            if why := why_not(event.time):
                left_out[why] += 1
            for row in () if why else rows(event):
                out.write(encoded({name: value for name, value in row.items() if value != ""}) + b"\n")
        return left_out


EXPORTER = TimesketchExporter()
