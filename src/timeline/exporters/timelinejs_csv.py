"""TimelineJS's table: its 19 headings and no other, a slide a row; a spreadsheet or a file that TimelineJS reads.

What a slide says: :mod:`timeline.exporters._timelinejs`. Cells of text are HTML, so a character that would begin a
formula stands as a character reference (``&#61;``), which TimelineJS shows as what it was.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable
from typing import BinaryIO, Final

from timeline.exporters._html import escaped
from timeline.exporters._timelinejs import Parts, Slide, slide
from timeline.values.event import Event
from timeline.values.export import PLAIN, ExportOptions

HEADINGS: Final = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline", "Text",
    "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Alt Text", "Type", "Group", "Background",
)  # fmt: skip
_FORMULA: Final = re.compile("^[=+\\-@\uff1d\uff0b\uff0d\uff20]")
_CLOCK: Final = 3  # how many parts of a date come before the clock


class TimelineJSCSVExporter:
    """To be put into a spreadsheet, and shown on a page."""

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write the headings, a row for the title and one for each event; undated ones are left out."""
        left_out: Counter[str] = Counter()
        rows = csv.DictWriter(codecs.getwriter("utf-8")(out), HEADINGS, restval="", lineterminator="\r\n")
        rows.writeheader()
        rows.writerow({"Headline": guarded(escaped(options.title)), "Type": "title"})
        for event in events:
            found = slide(event)
            if isinstance(found, str):
                left_out[found] += 1
            else:
                rows.writerow(_row(found))
        return left_out


def guarded(text: str) -> str:
    """HTML with its first character as a reference, if a spreadsheet might run it.

    >>> guarded("=cmd()"), guarded("a=b")
    ('&#61;cmd()', 'a=b')
    """
    return _FORMULA.sub(lambda found: f"&#{ord(found[0])};", text)


def _row(found: Slide) -> dict[str, str | int]:
    return {
        **_date("", found.start),
        **_date("End ", found.end),
        "Display Date": found.shown,
        "Headline": guarded(found.headline),
        "Text": found.text,
        "Group": found.group,
    }


def _date(which: str, parts: Parts) -> dict[str, str | int]:
    said: dict[str, str | int] = {f"{which}{name}": part for name, part in zip(HEADINGS, parts[:_CLOCK], strict=False)}
    if len(parts) > _CLOCK:
        hour, minute, second = (*parts[_CLOCK:], 0, 0)[:3]
        said[f"{which}Time"] = f"{hour:02}:{minute:02}:{second:02}"
    return said


EXPORTER = TimelineJSCSVExporter()
