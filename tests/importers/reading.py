"""What a table says, for the tests of formats that are tables."""

import io
from collections.abc import Sequence

from timeline.exporters._fields import clock
from timeline.importers.base import PLAIN, Importer, ImportOptions, Source
from timeline.values import edtf
from timeline.values.mention import Place, StandsFor
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record


def read(importer: Importer, data: bytes, options: ImportOptions = PLAIN) -> tuple[Layout, list[Record], list[Problem]]:
    """The layout, the records and the problems of a file."""
    found = list(importer.read(Source("file", io.BufferedReader(io.BytesIO(data))), options))
    layouts = [one for one in found if isinstance(one, Layout)]
    assert layouts == found[:1]
    records = [one for one in found if isinstance(one, Record)]
    return layouts[0], records, [one for one in found if isinstance(one, Problem)]


def flat(record: Record) -> list[str]:
    """The fields of the flat row, in the order of the project's own CSV, that an event of this record would have."""
    time, published = record.time, record.published
    stands_for = record.stands_for or StandsFor()
    who = [party.name for party in record.parties if party.role == "agent"]
    where = [party for party in record.parties if party.role == "place"]
    place: Place | None = next((party.place for party in where if party.place), None)
    return [
        str(record.number),
        edtf.text(time) if time else "",
        (time and time.first_day) or "",
        (time and time.last_day) or "",
        time.grain.label if time else "",
        record.basis.value,
        record.status.value,
        record.title,
        "; ".join(who),
        "; ".join(party.name for party in where),
        str(stands_for.documents),
        "".join(cell for name, cell in record.cells if name in record.told),
        record.doc_id or "",
        record.url or "",
        edtf.text(published) if published else "",
        record.kind.value,
        str(record.confidence),
        str(place.latitude) if place else "",
        str(place.longitude) if place else "",
        place.country if place else "",
        record.alleged_by,
        str(stands_for.independent),
        str(stands_for.claims),
        str(int(stands_for.disputed)),
        clock(time),
    ]


def as_csv(*rows: Sequence[str], delimiter: str = ",") -> bytes:
    """Rows as plain CSV."""
    import csv

    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode("utf-8", "replace")
