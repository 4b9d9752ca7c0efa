"""A small good file of every format there is, for the tests that try them all."""

import io
from dataclasses import replace

from eval.importing import gdelt
from exporters.samples import sample
from importers.made import ACLED, BOMB, CLASH, ENTRY, GTD, PROTEST, UCDP, json_lines, table
from timeline.exporters.base import EXPORTERS, Exporter
from timeline.importers.base import IMPORTERS
from timeline.values.mention import Place
from timeline.values.time import TimeSpan

ROWS = 3  # of each file
TITLES = ("A café burns", "The ferry sinks", "The mill is sold")


def _ours(form: str) -> bytes:
    exporter: Exporter = EXPORTERS.load(form)
    out = io.BytesIO()
    events = [
        sample(n, title, TimeSpan.of(2019, 5, 3 + n), quote=f"{title}, it was said.", doc_id=f"d{n}", place=PLACE)
        for n, title in enumerate(TITLES, 1)
    ]
    numbered = [
        replace(
            event,
            sources=tuple(
                replace(
                    one,
                    number=event.number,
                    document=event.number,
                    addresses=(f"a{event.number}",),
                    copies_of=event.number,
                )
                for one in event.sources
            ),
        )
        for event in events
    ]
    exporter.write(iter(numbered), out)
    return out.getvalue()


PLACE = Place("GB", 51.1, 1.3)


def _mentions() -> bytes:
    row = "{n}\t20190503101500\t20190503113000\t1\tsea.example\thttps://sea.example/{n}\t1\t-1\t7\t12\t1\t50\t900\t-1.5\t\t"
    return "".join(row.format(n=n) + "\n" for n in range(1, ROWS + 1)).encode()


def _made() -> dict[str, bytes]:
    three = range(1, ROWS + 1)
    return {
        "acled": table(ACLED, *({**PROTEST, "event_id_cnty": f"FRN{n}"} for n in three)),
        "ucdp": table(UCDP, *({**CLASH, "id": str(n)} for n in three)),
        "gtd": table(GTD, *({**BOMB, "eventid": f"19720510000{n}"} for n in three)),
        "wikipedia-events": json_lines(*({**ENTRY, "text": f"{n} {ENTRY['text']}"} for n in three)),
        "gdelt": "".join(gdelt(ROWS, 7)).encode(),
        "gdelt-mentions": _mentions(),
    }


_TABLES = {"timesketch-csv": "timesketch", "timelinejs-csv": "timelinejs"}  # two looks of one format


def _files() -> dict[str, bytes]:
    made = _made()
    return {name: made[name] if name in made else _ours(name) for name in (*IMPORTERS.names(), *_TABLES)}


FILES = _files()  # a new importer that our exports have no file for wants one in _made
FORM = {name: _TABLES.get(name, name) for name in FILES}
