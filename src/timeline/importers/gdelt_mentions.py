"""GDELT 2.0 mentions: each row says that one page reports an event, which stands in the events' own file.

EventTimeDate is not when it happened, but the quarter of an hour in which GDELT first read of it: no row says more. So
the day of that first report stands in, as weakly as a publication day does, and the event's own row, which has the same
number, outweighs it.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import compress
from typing import Final

from timeline.importers._gdelt import CONFIDENCE, ID, Table, host, moment, short
from timeline.importers.base import PLAIN, ImportOptions, Source
from timeline.values.mention import Basis
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record
from timeline.values.time import TimeSpan

_COLUMNS: Final = (
    *(ID, "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier", "SentenceID"),
    *("Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence"),
    *("MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"),
)
_FIELDS: Final = {
    "title": (ID,),
    "time": ("EventTimeDate",),
    "published": ("MentionTimeDate",),
    "publisher": ("MentionSourceName",),
    "url": ("MentionIdentifier",),
    "confidence": ("Confidence",),
}
_TOLD: Final = _COLUMNS[: _COLUMNS.index("SentenceID")]
_WEB: Final = "1"  # of MentionType; the others are identified by a citation or a DOI
_WHY: Final = "the day on which GDELT first read of it"
_MEND: Final = "mend it, or leave the row out"


def _records(origin: str, line: int, cells: list[str]) -> tuple[Record | Problem]:
    number, first, mentioned, sort, name, page, *_ = cells
    when, published = _day(first), moment(mentioned)
    if when is None or published is None:
        column, cell = ("MentionTimeDate", mentioned) if when else ("EventTimeDate", first)
        return (Problem(f"{origin}:{line}", f"has {short(cell)} for {column}, which is no moment", _MEND),)
    if not page:
        return (Problem(f"{origin}:{line}", "names no page in MentionIdentifier", _MEND),)
    server = host(page) if sort == _WEB else None
    return (
        Record(
            line,
            f"{number} {page}",
            f"GDELT event {number}",
            when,
            tuple(compress(zip(_COLUMNS, cells, strict=True), cells)),
            _TOLD,
            ("EventTimeDate",),
            Basis.PUBLISHED,
            confidence=_confidence(cells[11]),
            reason=_WHY,
            published=published,
            url=page if server else None,
            publisher=name or server,
            address=f"gdelt-mention:{number}:{page}",
            same=f"gdelt:{number}",
        ),
    )


@lru_cache(1_024)
def _confidence(percent: str) -> float:
    short = len(percent) <= 3 and percent.isascii() and percent.isdecimal()
    return min(CONFIDENCE, int(percent) / 100) if short else CONFIDENCE


@lru_cache(16_384)
def _day(text: str) -> TimeSpan | None:
    found = moment(text)
    return found and found.whole_days() if len(text) == 14 else None


_TABLE: Final = Table(
    what="GDELT mention",
    versions={len(_COLUMNS): "GDELT 2.0 mentions"},
    columns={len(_COLUMNS): _COLUMNS},
    fields=_FIELDS,
    key=(ID, "MentionIdentifier"),
    digits={1: 14, 2: 14},
    records=_records,
)


class GdeltMentions:
    """Reads GDELT's files of mentions."""

    suffixes = (".csv", ".tsv", ".mentions.csv")

    def likeness(self, head: bytes) -> int:
        """See :class:`timeline.importers.base.Importer`."""
        return _TABLE.likeness(head)

    def read(self, source: Source, options: ImportOptions = PLAIN) -> Iterator[Layout | Record | Problem]:
        """See :class:`timeline.importers.base.Importer`."""
        return _TABLE.read(source, options)


IMPORTER = GdeltMentions()
