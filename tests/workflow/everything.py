"""A timeline with something of everything, for the tests of what goes out of one and into another."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from conftest import ROOT
from exporters.samples import HOSTILE
from store.samples import PUBLISHED, Read
from timeline.store import open_store
from timeline.values import edtf
from timeline.values.document import Document
from timeline.values.event import Event
from timeline.values.judgement import Verdict
from timeline.values.mention import Basis, Kind, Mention, Party, Place, Status, TextSpan, TimeExpression
from timeline.values.query import EventQuery
from timeline.values.time import DAY, HOUR, Doubt, Extent, Grain, TimeSpan, day_number
from timeline.workflow.ingest import ingest
from timeline.workflow.judging import judge, merge, split
from timeline.workflow.merger import Merging
from timeline.workflow.read import options

_NOON = day_number(2019, 5, 12) * DAY + 12 * HOUR
TIMES = (
    TimeSpan.of(2019, 5, 12),
    TimeSpan.of(2019, 5),
    TimeSpan.of(2019),
    TimeSpan.of(-43, 3, 15),
    TimeSpan.of(-9_999),
    TimeSpan.of(12_019, 5),
    TimeSpan.of(170_000_002),
    TimeSpan(_NOON, _NOON + 1, Grain.SECOND, zone="Z"),
    TimeSpan(_NOON, _NOON + 60, Grain.MINUTE, zone="+05:30"),
    TimeSpan(_NOON, _NOON + 60, Grain.MINUTE),
    TimeSpan(_NOON, _NOON + HOUR, Grain.HOUR, Extent.THROUGHOUT),
    TimeSpan(_NOON, _NOON + 6 * HOUR, Grain.PART_OF_DAY, zone="-03:00"),
    TimeSpan(_NOON, _NOON + 5_400, Grain.MINUTE, Extent.THROUGHOUT, zone="Z"),
    TimeSpan(day_number(2019, 5, 12) * DAY, None, Grain.DAY, Extent.THROUGHOUT),
    TimeSpan(None, day_number(2019, 5, 12) * DAY, Grain.DAY, Extent.THROUGHOUT),
    TimeSpan(None, day_number(2019, 5, 12) * DAY, Grain.DAY),
    TimeSpan(day_number(2019, 5, 12) * DAY, None, Grain.DAY),
    TimeSpan.of_days(day_number(2019, 5, 3), day_number(2019, 5, 6), Grain.DAY, Extent.THROUGHOUT),
    TimeSpan.of_days(day_number(2019, 5, 3), day_number(2019, 5, 6), Grain.DAY),
    TimeSpan.of_days(day_number(2019, 5, 6), day_number(2019, 5, 13), Grain.WEEK),
    TimeSpan.of_days(day_number(2019, 5, 1), day_number(2019, 5, 11), Grain.MONTH),
    replace(TimeSpan.of(2019, 5, 13), doubt=Doubt.APPROXIMATE),
    replace(TimeSpan.of(1931), doubt=Doubt.UNCERTAIN | Doubt.APPROXIMATE),
    TimeSpan(
        TimeSpan.of(1848).start,
        TimeSpan.of(1850).end,
        Grain.YEAR,
        Extent.THROUGHOUT,
        Doubt.UNCERTAIN,
        Doubt.APPROXIMATE,
    ),
    *(edtf.parse(one) for one in ("201X", "18XX", "2019-21", "2004-XX-XX", "1984-06-02?/2004-08-08~")),
    None,
)
PLACES = (
    None,
    Place("GB", 51.1279, 1.3134),
    Place("", -33.9, -70.25, guess=True),
    Place("NZ", 0.0, -180.0),
)


def documents() -> Iterator[Read]:
    """Documents of one or two sentences: every time, status, kind, basis and hostile text there is."""
    for turn in range(max(len(TIMES), 2 * len(HOSTILE))):
        time = TIMES[turn % len(TIMES)]
        hostile = HOSTILE[turn % len(HOSTILE)]
        status = list(Status)[turn % len(Status)]
        first = hostile if turn >= len(HOSTILE) and hostile else f"Boat {turn} left the quay at last"
        text = f"{first} and nobody on it was seen again. Late, the crew slept."
        quote, dated = TextSpan(0, len(text) - 22), TextSpan(len(text) - 21, len(text) - 17)
        bases = [one for one in Basis if one is not Basis.UNKNOWN]
        basis = bases[turn % len(bases)] if time else Basis.UNKNOWN
        bounds = None if time or turn % 2 else TimeSpan.of(2018)
        parties = (
            Party(f"Crew {turn % 7}", "person", "agent", "they"),
            Party(hostile.strip() or "Nobody", "other", "patient"),
            Party("Dover; Kent", "place", "place", place=PLACES[turn % len(PLACES)]),
            *(Party(f"Port {n}", "place", "place") for n in range(turn % 3)),
            Party("The Owners", "organisation", "other"),
        )
        said = Mention(
            quote,
            " ".join(first.split())[:300] or "Untitled",
            status,
            time,
            basis,
            TimeExpression(dated, "DATE", "2019", "made-up", time, basis) if time else None,
            TextSpan(0, min(4, quote.end)),
            parties,
            lead=not turn % 3,
            confidence=(turn % 10) / 9,
            rule="noun",
            reason="" if time else "no time is given",
            kind=list(Kind)[turn % len(Kind)],
            bounds=bounds,
            likely=TimeSpan.of(2018, 5) if bounds else None,
            alleged_by="The Owners" if status is Status.ALLEGED else "",
        )
        published = None if turn % 5 == 0 else TIMES[turn % 9] if turn % 7 == 0 else PUBLISHED
        yield (
            Document(
                f"made.jsonl:{turn}",
                f"made.jsonl#{turn}",
                text,
                published,
                doc_id=hostile or f"made-{turn}" if turn % 2 else None,
                url=f"https://sea.example/{turn}" if turn % 3 else None,
                title=hostile or None,
                publisher=hostile if turn % 4 else None,
            ),
            [said],
        )


def build(database: str, folder: Path) -> str:
    """Make it, in a folder for what is read; what people decided is in it too."""
    folder.mkdir(exist_ok=True)
    flood = (ROOT / "examples" / "river-flood.txt").read_text(encoding="utf-8")
    copies = {"copy": flood, "agency": flood.replace("OSTERMOOR –", "OSTERMOOR (Reuters) –")}
    for name, text in copies.items():
        (folder / f"{name}.txt").write_text(f"Told again, as {name}\n{text.partition(chr(10))[2]}", encoding="utf-8")
    paths = [str(ROOT / "examples"), str(folder)]
    ingest(database, paths, options(today=day_number(2024)), at=1)
    with open_store(database, merger=Merging()) as store:
        store.put(list(documents()), at=2)
        found = list(store.exported(EventQuery()))
    merged = next(event for event in found if event.mentions > 2)
    split(database, merged.number, [merged.sources[-1].number], by="Ann", at=3)
    alone = [event.number for event in found if event.mentions == 1]
    merge(database, [alone[3], alone[9]], why="one boat", by="Ann", at=4)  # dated differently
    merge(database, [alone[5], alone[12], alone[20]], by="Ann", at=5)
    judge(database, alone[6], alone[7], Verdict.DIFFERENT, by="Ann", at=6)
    return database


def exported(database: str) -> list[Event]:
    """All its events with their sources, the undated ones last."""
    with open_store(database, read_only=True) as store:
        return list(store.exported(EventQuery(), undated=True))
