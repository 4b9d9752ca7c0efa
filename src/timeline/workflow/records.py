"""A row as a document with one mention: its cells are the text, some of them the quote, and some date it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from timeline.events.named import named
from timeline.values import edtf
from timeline.values.document import Document
from timeline.values.extract import Extract, Wanted
from timeline.values.fingerprint import Fingerprint
from timeline.values.mention import Basis, Mention, TextSpan, TimeExpression
from timeline.values.record import Record, Restored
from timeline.values.time import Grain, TimeSpan

RULE: Final = "row"  # of mentions and of the time expressions in them
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
    document = Document(
        origin=f"{origin}:{record.line}",
        address=record.address or f"{address}#{record.key}",
        text=text,
        published=record.published,
        doc_id=record.doc_id,
        url=record.url,
        author=record.author,
        publisher=record.publisher,
        language=record.language,
        form=form,
    )
    time = record.time
    mention = Mention(
        quote=told or TextSpan(0, len(text)),
        title=record.title,
        status=record.status,
        time=time,
        basis=record.basis if time else Basis.UNKNOWN,
        expression=_expression(dated, time, record.basis) if dated and time else None,
        parties=record.parties,
        confidence=record.confidence,
        rule=RULE,
        reason=record.reason,
        kind=record.kind,
        bounds=record.bounds,
        alleged_by=record.alleged_by,
        stands_for=record.stands_for,
    )
    rank = f"{_LEADS if record.leads else _FOLLOWS}{document.address}"
    why = f"both are {record.same}" if record.same else ""
    wanted = Wanted(claims=(record.number,)) if record.number else Wanted()
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


def _written(record: Record) -> tuple[str, TextSpan | None, TextSpan | None]:
    """The text of a row, a cell a line, and where in it stand the words that tell, and those that date."""
    cells = [cell for cell in record.cells if cell[1]]
    lines = [f"{name}: {value}" for name, value in cells]
    names = [name for name, _ in cells]
    text = "\n".join(lines) or record.title or record.key
    return text, _stretch(record.told, names, lines), _stretch(record.dated, names, lines)


def _stretch(wanted: Sequence[str], names: list[str], lines: list[str]) -> TextSpan | None:
    """From the first of those cells that are there to the last, without the first one's name."""
    one = next((name for name in wanted if name in names), None)
    if one is None:
        return None
    first = names.index(one)
    last = names.index(next(name for name in reversed(wanted) if name in names))
    start = sum(map(len, lines[:first])) + first
    return TextSpan(start + len(names[first]) + 2, start + sum(map(len, lines[first : last + 1])) + last - first)


def _expression(span: TextSpan, time: TimeSpan, basis: Basis) -> TimeExpression:
    return TimeExpression(span, *_timex(time), RULE, time, basis)


@lru_cache(maxsize=4_096)  # the same days come again and again
def _timex(time: TimeSpan) -> tuple[str, str]:
    return "TIME" if time.grain < Grain.DAY else "DATE", edtf.text(time)
