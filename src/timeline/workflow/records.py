"""A row as a document with one mention: its cells are the text, some of them the quote, and some date it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, compress
from typing import Final, NamedTuple

from timeline.events.named import named
from timeline.values import edtf
from timeline.values.again import known_again
from timeline.values.document import Document
from timeline.values.extract import Extract, Wanted
from timeline.values.fingerprint import Fingerprint
from timeline.values.mention import Basis, Mention, TextSpan, TimeExpression
from timeline.values.record import Cells, Record, Restored
from timeline.values.time import Grain, TimeSpan

RULE: Final = "row"  # of mentions and of the time expressions in them
_NOTHING: Final = Wanted()
_PLACES: Final = 64  # in texts, of which it is kept what dates them
_LEADS, _FOLLOWS = "0", "1"  # ranks of rows that tell of one happening begin so


def extract(record: Record, origin: str, address: str, form: str) -> Extract:
    """What a row claims, to be stored; ``origin`` and ``address`` are its file's.

    >>> from timeline.values.time import TimeSpan
    >>> row = Record(2, "7", "A dam broke", TimeSpan.of(2019, 5, 12), [("id", "7"), ("day", "2019-05-12")], ("day",))
    >>> one = extract(row, "dams.csv", "dams.csv", "csv")
    >>> one.document.text, one.document.address, one.mentions[0].quote.of(one.document.text)
    ('id: 7\\nday: 2019-05-12', 'dams.csv#7', '2019-05-12')
    """
    text, told, dated = _written(record)
    at = record.address or f"{address}#{record.key}"
    document = Document(
        f"{origin}:{record.line}",
        at,
        text,
        record.published,
        record.doc_id,
        record.url,
        author=record.author,
        publisher=record.publisher,
        language=record.language,
        form=form,
    )
    time = record.time
    mention = Mention(
        told or TextSpan(0, len(text)),
        record.title,
        record.status,
        time,
        record.basis if time else Basis.UNKNOWN,
        _expression(dated, time, record.basis) if dated and time else None,
        parties=record.parties,
        confidence=record.confidence,
        rule=RULE,
        reason=record.reason,
        kind=record.kind,
        bounds=record.bounds,
        alleged_by=record.alleged_by,
        stands_for=record.stands_for,
    )
    rank = f"{_LEADS if record.leads else _FOLLOWS}{at}"
    why = f"both are {record.same}" if record.same else ""
    wanted = Wanted(claims=(record.number,)) if record.number else _NOTHING
    return Extract(document, (mention,), (named(rank, record.same, record.same, 1.0, why),), None, wanted)


def restored(one: Restored, there: Mapping[str, Collection[tuple[int, str]]]) -> Iterator[Extract]:
    """A document of another timeline with what is new of its claims, and then its other addresses.

    Args:
        there: What stands at its addresses already. A claim that stands there is not stored again, and a document with
            others is not put in the place of what is there.
    """
    known = {claim for address in one.addresses for claim in there.get(address, ())}
    new = [n for n, said in enumerate(one.mentions) if (said.quote.start, said.title) not in known]
    if not new:
        return
    document = one.document
    if any(address in there for address in one.addresses):
        document = replace(document, address=f"{document.address}#{document.key[:8]}")
    evidence = [named(n.rank, n.name, n.like, n.score, n.why) for n in (one.names[place] for place in new)]
    print_ = Fingerprint.of_group(one.copies, one.agency)
    wanted = Wanted(one.number, [one.claims[place] for place in new])
    yield Extract(document, [one.mentions[place] for place in new], evidence, print_, wanted)
    for address in one.addresses:
        if address not in there and address != document.address:
            yield Extract(replace(document, address=address), ())


class _Form(NamedTuple):
    """How rows are written that have the same cells."""

    text: str  # to be filled with what they hold
    told: "_Stretch | None"
    dated: "_Stretch | None"


class _Stretch(NamedTuple):
    """From the first of some cells to the last, without the first one's name, in the text of a row."""

    first: int  # of the cells
    after: int  # the number of the cell behind the last
    start: int  # where it starts and ends, if no cell held anything
    end: int

    def of(self, values: Sequence[str]) -> TextSpan:
        before = sum(map(len, values[: self.first]))
        return TextSpan(self.start + before, self.end + before + sum(map(len, values[self.first : self.after])))


def _written(record: Record) -> tuple[str, TextSpan | None, TextSpan | None]:
    """The text of a row, a cell a line, and where in it stand the words that tell, and those that date."""
    cells = record.cells
    if not isinstance(cells, Cells):
        cells = Cells(*zip(*cells, strict=True)) if cells else Cells((), ())
    names, values = cells.names, cells.values
    if not all(values):
        names, values = tuple(compress(names, values)), tuple(filter(None, values))
    if not names:
        return record.title or record.key, None, None
    form = _form(names, record.told, record.dated)
    text = form.text % values
    return text, _words(form.told, values, text), _words(form.dated, values, text)


def _words(stretch: _Stretch | None, values: Sequence[str], text: str) -> TextSpan | None:
    """Where they stand, if there are any: cells may be blank."""
    span = stretch.of(values) if stretch else None
    return None if span and text[span.start : span.end].isspace() else span


@lru_cache(maxsize=1_024)  # the same cells are filled again and again
def _form(names: Sequence[str], told: Sequence[str], dated: Sequence[str]) -> _Form:
    text = "\n".join(f"{name}: ".replace("%", "%%") + "%s" for name in names)
    return _Form(text, _stretch(told, names), _stretch(dated, names))


def _stretch(wanted: Sequence[str], names: Sequence[str]) -> _Stretch | None:
    """Between the first and the last of those cells that are there."""
    one = next((name for name in wanted if name in names), None)
    if one is None:
        return None
    first = names.index(one)
    after = names.index(next(name for name in reversed(wanted) if name in names)) + 1
    ends = list(accumulate((len(name) + 3 for name in names), initial=0))  # of the lines, with what parts them
    return _Stretch(first, after, ends[first] + len(names[first]) + 2, ends[after] - 1)


@known_again
def _timex(time: TimeSpan) -> tuple[str, str]:
    return "TIME" if time.grain < Grain.DAY else "DATE", edtf.text(time)


def _expression(span: TextSpan, time: TimeSpan, basis: Basis) -> TimeExpression:
    """The same object as before for the same time at the same place, so that it is known again."""
    place = span.start, span.end, basis
    found = _expressions(time)
    if place not in found:
        if len(found) >= _PLACES:
            found.clear()
        found[place] = TimeExpression(span, *_timex(time), RULE, time, basis)
    return found[place]


@known_again
def _expressions(_: TimeSpan) -> dict[tuple[int, int, Basis], TimeExpression]:
    return {}
