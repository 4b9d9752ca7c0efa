"""TimelineJS (3.x) JSON: a slide an event, read by ``new TL.Timeline(id, url)``.

What a slide says: :mod:`timeline.exporters._timelinejs`. Without events it is a file all the same, of which TimelineJS
says that it has no events.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final

from timeline.exporters._html import escaped
from timeline.exporters._json import array, encoded
from timeline.exporters._plain import line
from timeline.exporters._timelinejs import Parts, Slide, slide
from timeline.values import edtf
from timeline.values.clocks import clock
from timeline.values.event import Event
from timeline.values.export import PLAIN, ExportOptions

_UNITS: Final = ("year", "month", "day", "hour", "minute", "second")


class TimelineJSExporter:
    """To be shown on a page."""

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write an object with a title slide and the events, a line each; undated ones are left out."""
        left_out: Counter[str] = Counter()
        title = encoded({"text": {"headline": escaped(options.title)}})

        def slides() -> Iterator[bytes]:
            for event in events:
                found = slide(event)
                if isinstance(found, str):
                    left_out[found] += 1
                else:
                    yield encoded(_object(event, found))

        out.writelines(array(slides(), b'{"title": ' + title + b',\n"events": ', b"}\n"))
        return left_out


def _object(event: Event, found: Slide) -> dict[str, Any]:
    said: dict[str, Any] = {"unique_id": f"event-{event.number}", "start_date": _date(found.start)}
    if found.end:
        said["end_date"] = _date(found.end)
    if found.shown:
        said["display_date"] = found.shown
    said |= {"text": {"headline": found.headline, "text": found.text}, "group": found.group}
    return said | _beside(event)


def _beside(event: Event) -> dict[str, str]:
    """What TimelineJS passes over and imports do not."""
    said = {"edtf": edtf.text(event.time), "grain": event.time.grain.label} if event.time else {}
    at = line(clock(event.time))
    return {**said, **({"time": at} if at else {}), "status": event.status.value}


def _date(parts: Parts) -> dict[str, int]:
    return dict(zip(_UNITS, parts, strict=False))


EXPORTER = TimelineJSExporter()
