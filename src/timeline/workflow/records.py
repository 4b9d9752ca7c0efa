"""A row as a document with one mention: its cells are the text, some of them the quote, and some date it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
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
    text, spans = _written(record, {*record.told, *record.dated})
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
    dated = _stretch(record.dated, spans)
    mention = Mention(
        quote=_stretch(record.told, spans) or TextSpan(0, len(text)),
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
    rank = (_LEADS if record.leads else _FOLLOWS) + document.key
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


def _written(record: Record, wanted: Collection[str]) -> tuple[str, dict[str, TextSpan]]:
    """The text of a row, a cell a line, and where in it the values of some cells stand."""
    lines: list[str] = []
    spans: dict[str, TextSpan] = {}
    at = 0
    for name, value in record.cells:
        if value:
            line = f"{name}: {value}"
            lines.append(line)
            if name in wanted:
                spans[name] = TextSpan(at + len(name) + 2, at + len(line))
            at += len(line) + 1
    return "\n".join(lines) or record.title or record.key, spans


def _stretch(names: Collection[str], spans: dict[str, TextSpan]) -> TextSpan | None:
    found = [spans[name] for name in names if name in spans]
    if not found:
        return None
    return found[0] if len(found) == 1 else TextSpan(min(found).start, max(one.end for one in found))


def _expression(span: TextSpan, time: TimeSpan, basis: Basis) -> TimeExpression:
    kind = "TIME" if time.grain < Grain.DAY else "DATE"
    return TimeExpression(span, kind, edtf.text(time), RULE, time, basis)
