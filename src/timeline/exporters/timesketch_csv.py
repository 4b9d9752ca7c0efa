"""Timesketch CSV: the rows of :mod:`timeline.exporters._sketch`, texts guarded as in :mod:`timeline.exporters.csv`."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterable
from typing import BinaryIO

from timeline.exporters._json import encoded
from timeline.exporters._sketch import HEADINGS, TEXTS, Row, rows, why_not
from timeline.values.event import Event
from timeline.values.export import PLAIN, ExportOptions
from timeline.values.formula import guarded


class TimesketchCSVExporter:
    """To be uploaded to Timesketch, under a name that ends in ``.csv``, or looked at in a spreadsheet before."""

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write a header, and a row or two for each dated event of the years 1700 to 2261."""
        table = csv.DictWriter(codecs.getwriter("utf-8")(out), HEADINGS, lineterminator="\r\n")
        table.writeheader()
        left_out: Counter[str] = Counter()
        for event in events:
            if why := why_not(event.time):
                left_out[why] += 1
            for row in () if why else rows(event):
                row["tag"] = encoded(row["tag"]).decode()  # as Timesketch reads a list out of a cell
                table.writerow(row if options.raw else _guarded(row))
        return left_out


def _guarded(row: Row) -> Row:
    return {name: guarded(str(value)) if name in TEXTS else value for name, value in row.items()}


EXPORTER = TimesketchCSVExporter()
