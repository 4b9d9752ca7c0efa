"""From rows to values, in the columns that :mod:`timeline.store.selects` names."""

from collections.abc import Sequence

from timeline.store.cast import BETWEEN
from timeline.store.dialects.base import Row
from timeline.store.selects import DOCUMENT, EXPRESSION, MENTION
from timeline.store.spans import from_columns, unpacked
from timeline.values.event import Event, Source
from timeline.values.mention import Basis, Kind, Mention, Party, Place, StandsFor, Status, TextSpan, TimeExpression

_SPAN = 7  # how many columns a span has; it comes first
# A look into a dictionary costs a third of a call of the class, and a page of events has hundreds.
_STATUS = {one.value: one for one in Status}
_BASIS = {one.value: one for one in Basis}
_KIND = {one.value: one for one in Kind}


def stored_text(text: str, raw: bytes | None) -> str:
    """A document's text as it was read."""
    return text if raw is None else bytes(raw).decode("utf-8", "surrogatepass")


def event_of(row: Row, sources: Sequence[Source] = ()) -> Event:
    """An event out of the columns ``EVENT``."""
    number, title, status, basis, documents, who, places, kind, confidence, alleged_by, *rest = row[_SPAN:]
    bounds, likely, mentions, independent, dated, disputed = rest
    return Event(
        number=number,
        title=title,
        status=_STATUS[status],
        time=from_columns(row[:_SPAN]),
        basis=_BASIS[basis],
        who=_names(who),
        where=_names(places),
        documents=documents,
        sources=tuple(sources),
        kind=_KIND[kind],
        confidence=confidence,
        bounds=unpacked(bounds),
        likely=unpacked(likely),
        alleged_by=alleged_by,
        mentions=mentions,
        independent=independent,
        dated=dated,
        disputed=bool(disputed),
    )


def party_of(row: Row) -> Party:
    """A party out of the columns ``PARTY``."""
    name, kind, role, called, country, latitude, longitude, guess = row
    place = None if latitude is None else Place(country, latitude, longitude, bool(guess))
    return Party(name, kind, role, called, place)


def _names(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(BETWEEN)) if joined else ()


class SourceRow:
    """A row of :func:`timeline.store.selects.sources`."""

    __slots__ = ("copies", "document", "event", "mention", "row")

    _IN_MENTION = 9
    _IN_EXPRESSION = _IN_MENTION + len(MENTION)
    _IN_DOCUMENT = _IN_EXPRESSION + len(EXPRESSION)

    def __init__(self, row: Row) -> None:
        self.row = row
        self.event: int = row[0]
        self.mention: int = row[self._IN_MENTION + _SPAN]
        self.document: int = row[self._IN_DOCUMENT + _SPAN]
        self.copies: tuple[int, str] = (row[7] or self.document, row[8] or "")

    def source(self, parties: Sequence[Party], addresses: Sequence[str], one: int) -> Source:
        """The source, with what other tables know of it."""
        about = self.row[self._IN_DOCUMENT :]
        document, doc_id, title, url, publisher, origin, form = about[_SPAN : len(DOCUMENT)]
        said = expression_of(self.row[self._IN_EXPRESSION : self._IN_DOCUMENT])
        return Source(
            mention=mention_of(self.row[self._IN_MENTION : self._IN_EXPRESSION], said, parties),
            quote=self.row[1],
            expression=self.row[2] or "",
            number=self.row[3],
            like=self.row[4],
            score=self.row[5],
            reason=self.row[6],
            source=one,
            copies_of=self.copies[0],
            agency=self.copies[1],
            document=document,
            doc_id=doc_id,
            title=title,
            addresses=tuple(addresses),
            url=url,
            publisher=publisher,
            origin=origin or "",
            form=form or "",
            published=from_columns(about[:_SPAN]),
        )


def mention_of(row: Row, said: TimeExpression | None, parties: Sequence[Party]) -> Mention:
    """A mention out of the columns ``MENTION``."""
    _, start, end, trigger_start, trigger_end, title, status, basis, *rest = row[_SPAN:]
    lead, confidence, rule, reason, kind, alleged_by, bounds, likely, stands_for = rest
    return Mention(
        quote=TextSpan(start, end),
        title=title,
        status=_STATUS[status],
        time=from_columns(row[:_SPAN]),
        basis=_BASIS[basis],
        expression=said,
        trigger=None if trigger_start is None else TextSpan(trigger_start, trigger_end),
        parties=tuple(parties),
        lead=bool(lead),
        confidence=confidence,
        rule=rule,
        reason=reason,
        kind=_KIND[kind],
        bounds=unpacked(bounds),
        likely=unpacked(likely),
        alleged_by=alleged_by,
        stands_for=stands_for_of(stands_for),
    )


def stands_for_of(column: str | None) -> StandsFor | None:
    """What a row sums up, out of its column."""
    if column is None:
        return None
    documents, independent, claims, disputed = map(int, column.split())
    return StandsFor(documents, independent, claims, bool(disputed))


def expression_of(row: Row) -> TimeExpression | None:
    """The words that date a mention, out of the columns ``EXPRESSION``."""
    if row[0] is None:
        return None
    start, end, kind, value, rule, time, basis, anchor, mod, quant, freq, signal, whole, ends, readings, why = row
    return TimeExpression(
        span=TextSpan(start, end),
        type=kind,
        value=value,
        rule=rule,
        time=unpacked(time),
        basis=_BASIS[basis],
        anchor=anchor,
        mod=mod,
        quant=quant,
        freq=freq,
        signal=signal,
        range=unpacked(whole),
        ends_range=bool(ends),
        readings=tuple(readings.split("\n")) if readings else (),
        why=why,
    )
