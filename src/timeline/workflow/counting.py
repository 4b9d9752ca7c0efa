"""Counts of events and the gaps between them, and both in files."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from timeline.errors import UnknownName
from timeline.exporters._json import encoded
from timeline.store import open_store
from timeline.values import edtf
from timeline.values.event import Event
from timeline.values.gaps import Gap
from timeline.values.query import EventQuery
from timeline.values.tally import By, Count, Empty, Tally, spread
from timeline.values.time import DAY, iso_day
from timeline.workflow.counted import Counted
from timeline.workflow.rows import FLAT, objects
from timeline.workflow.rows import write as write_rows

if TYPE_CHECKING:
    from timeline.store.counting import Gaps

FORMATS: Final = (*FLAT, "json", "jsonl")
TOP: Final = 20  # names that are counted where nobody says how many
EMPTY: Final = 1_000  # periods without an event in a row that a file has one by one
_NAMES: Final = {By.WHO: "names", By.WHERE: "places", By.COUNTRY: "countries", By.PUBLISHER: "publishers"}
_NONE: Final = {
    By.WHO: "without anyone who takes part",
    By.WHERE: "without a place",
    By.COUNTRY: "without a place whose country is known",
    By.PUBLISHER: "whose publisher is not known",
}


def by_named(word: str) -> By:
    """What a word says is to be counted by.

    Raises:
        UnknownName: If there is no such thing; the message lists those there are.
    """
    try:
        return By(word.strip().lower())
    except ValueError:
        raise UnknownName("count by", word, [by.value for by in By]) from None


def counts(
    database: str, query: EventQuery, by: By, limit: int | None = None, *, timeout: float | None = None
) -> Tally:
    """The events asked for, counted; of names the twenty of most events, unless ``limit`` says how many.

    Raises:
        TimelineError: If the database cannot be read, or the query holds no word to look for.
    """
    with open_store(database, read_only=True, timeout=timeout) as store:
        return store.tally(query, by, TOP if limit is None and by in _NAMES else limit)


def notes(tally: Tally) -> Iterator[str]:
    """What is to be said beside the counts, so that nothing is lost."""
    by = tally.by
    if tally.more:
        what = _NAMES.get(by, f"{by.value}{'' if by is By.STATUS else 's'}")
        yield f"the first {len(tally.counts):,}; {tally.more:,} more {what}, --limit says how many are shown"
    if tally.aside:
        yield f"{tally.aside:,} more " + (f"not known to one {by.value}, or longer" if by.unit else _NONE[by])
    if tally.undated:
        yield f"{tally.undated:,} undated that may belong here too; `timeline undated` shows them"


def folded(found: Iterable[Count | Empty], by: By) -> Iterator[Count | str]:
    """The counts, and in words what is left out between them."""
    for one in found:
        if isinstance(one, Count):
            yield one
        else:
            yield f"{one.periods:,} {by.value}s without an event, {one.first} to {one.last}"


def write_counts(tally: Tally, form: str, out: BinaryIO) -> list[str]:
    """Write the counts, and say in words which long runs of empty periods are left out.

    ``table`` is a line each, parted by a tab. JSON has the rest beside them; elsewhere :func:`notes` say it.

    Raises:
        UnknownName: If there is no such format; the message lists those there are.
    """
    if form not in (*FORMATS, "table"):
        raise UnknownName("format", form, ["table", *FORMATS])
    left, rows, by = list[str](), list[Count](), tally.by.value
    for one in folded(spread(tally, EMPTY), tally.by):
        left.append(one) if isinstance(one, str) else rows.append(one)
    if form == "json":
        beside = {"more": tally.more, "beside": tally.aside, "undated": tally.undated, "left_out": left}
        out.write(encoded({"by": by, "counts": [_count(by, one) for one in rows], **beside}) + b"\n")
    elif form == "jsonl":
        out.writelines(encoded(_count(by, one)) + b"\n" for one in rows)
    elif form in FLAT:
        write_rows((by, "events"), ((one.name, one.events) for one in rows), form, out)
    else:
        out.writelines(f"{' '.join(one.name.split())}\t{one.events}\n".encode("utf-8", "replace") for one in rows)
    return left


def _count(by: str, one: Count) -> dict[str, object]:
    return {by: one.name, "events": one.events}


@contextmanager
def gaps(database: str, query: EventQuery, longer_than: int, *, timeout: float | None = None) -> Iterator["Gaps"]:
    """The stretches of whole days, longer than so many seconds, in which none of the events asked for happened.

    To be read in the block: they come as they are found, whatever their number. With ``query.certain`` an event fills
    only what it certainly took; see :class:`timeline.store.counting.Gaps`.

    Raises:
        TimelineError: If the database cannot be read, or the query holds no word to look for.
    """
    with (
        open_store(database, read_only=True, timeout=timeout) as store,
        store.gaps(query, longer_than // DAY + 1) as found,
    ):
        yield found


def left_out(found: "Gaps") -> Iterator[str]:
    """What fills no gap, in words; known once all gaps have been read."""
    for events, what in ((found.open, "without a known beginning or end"), (found.loose, "known to no single day")):
        if events:
            yield f"{events:,} event{'s' * (events != 1)} {what} left out, which would fill gaps"


_GAP: Final = ("from", "to", "days")
_BESIDE: Final = ("event", "edtf", "title")


def write_gaps(found: Iterable[Gap], form: str, out: BinaryIO) -> int:
    """Write gaps, and say how many there were.

    Raises:
        UnknownName: If there is no such format; the message lists those there are.
    """
    if form not in FORMATS:
        raise UnknownName("format", form, ["table", *FORMATS])
    if form in FLAT:
        beside = (f"{side}_{what}" for side in ("before", "after") for what in _BESIDE)
        return write_rows((*_GAP, *beside), map(_row, found), form, out)
    counted = Counted(found)
    out.writelines(objects(map(record, counted), form))
    return counted.count


def record(gap: Gap) -> dict[str, Any]:
    """A gap as JSON has it: both days are inside, ``null`` is where the window ends it."""
    first, last = iso_day(gap.first), iso_day(gap.last)
    return {"from": first, "to": last, "days": gap.days, "before": _beside(gap.before), "after": _beside(gap.after)}


def _beside(event: Event | None) -> dict[str, Any] | None:
    if event is None:
        return None
    return {"event": event.number, "edtf": edtf.text(event.time) if event.time else None, "title": event.title}


def _row(gap: Gap) -> tuple[object, ...]:
    cells: list[object] = [iso_day(gap.first), iso_day(gap.last), gap.days]
    for event in (gap.before, gap.after):
        cells += (_beside(event) or dict.fromkeys(_BESIDE, "")).values()
    return tuple(cells)
