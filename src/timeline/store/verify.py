"""Everything read again: what is stored is whole, and every quote is in its document."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from timeline.store.answers import stands_for_of, stored_text
from timeline.store.counting import recounted
from timeline.store.dialects.base import Dialect, Reader, Row
from timeline.store.naming import Joined
from timeline.store.parts import in_parts
from timeline.store.periods import ASIDE, TRAY
from timeline.store.spans import length_class
from timeline.values.claim import summed
from timeline.values.fingerprint import one_source
from timeline.values.judgement import Verdict
from timeline.values.mention import StandsFor
from timeline.values.periods import name, place
from timeline.values.problem import Problem
from timeline.values.time import Grain

_TEXTS, _ROWS = 20, 2_000  # rows fetched together: texts may be long

_RESTORE = "restore a copy, or ingest its documents into a new database"
_REBUILD = "run `timeline rebuild`, which makes all events anew"
_REINGEST = "ingest the document into a new database"

_SPANS = ("quote", "trigger", "expression")
_DOCUMENTS = "SELECT id, sha256, superseded, text, raw FROM document ORDER BY id"
_MENTIONS = (
    f"SELECT document, id, superseded, {', '.join(f'{what}_start, {what}_end' for what in _SPANS)} "
    "FROM mention WHERE document IN ({}) ORDER BY id"
)
_EVENTS = (
    "SELECT e.number, e.starts, e.ends, e.grain, e.length_class, e.documents, e.mentions, e.independent, "
    "count(m.id), count(DISTINCT m.document), count(m.stands_for), min(m.claim) FROM event e "
    "LEFT JOIN event_mention em ON em.event = e.number "
    "LEFT JOIN mention m ON m.id = em.mention AND m.superseded = 0 GROUP BY e.number ORDER BY e.number"
)
_SOURCES = (
    "SELECT em.event, m.document, m.stands_for, coalesce(f.copies_of, m.document), coalesce(f.origin, '') "
    "FROM event_mention em JOIN mention m ON m.id = em.mention LEFT JOIN fingerprint f ON f.document = m.document "
    "WHERE em.event IN ({})"
)
_ASTRAY = (
    "SELECT m.id, m.superseded, count(em.event) FROM mention m LEFT JOIN event_mention em ON em.mention = m.id "
    "GROUP BY m.id, m.superseded HAVING count(em.event) <> 1 - m.superseded ORDER BY m.id"
)
_JUDGED = (
    "SELECT d.id, j.verdict, j.one, j.other FROM decision d JOIN judgement j ON j.decision = d.id "
    "JOIN mention a ON a.claim = j.one AND a.superseded = 0 JOIN mention b ON b.claim = j.other AND b.superseded = 0 "
    "JOIN event_mention ea ON ea.mention = a.id JOIN event_mention eb ON eb.mention = b.id "
    f"WHERE d.undone_at IS NULL AND (j.verdict = '{Verdict.SAME}' AND ea.event <> eb.event "
    f"OR j.verdict = '{Verdict.DIFFERENT}' AND ea.event = eb.event) ORDER BY d.id, j.position"
)


def problems(reader: Reader, dialect: Dialect) -> Iterator[Problem]:
    """What is wrong, in the order it is found; nothing where all is well."""
    damaged = False
    for found in dialect.damage(reader):
        damaged = True
        yield Problem(dialect.label, found, _RESTORE)
    if damaged:  # what is asked next may not be readable at all
        return
    yield from _documents(reader)
    yield from _events(reader)
    yield from _tallies(reader)
    yield from _merging(reader)
    yield from _names(reader)
    yield from _copies(reader)
    [(mentions,)] = reader.rows("SELECT count(*) FROM mention")
    [(searchable,)] = reader.rows(dialect.searchable)
    if searchable != mentions:
        yield Problem(dialect.label, f"{searchable} of {mentions} mentions can be searched", _RESTORE)


def _documents(reader: Reader) -> Iterator[Problem]:
    for page in reader.stream(_DOCUMENTS, _TEXTS):
        some = ", ".join(str(row[0]) for row in page)
        leading = {
            n for (n,) in reader.rows(f"SELECT document FROM address WHERE current = 1 AND document IN ({some})")
        }
        said = defaultdict[int, list[Row]](list)
        for document, *mention in reader.rows(_MENTIONS.format(some)):
            said[document].append(tuple(mention))
        for row in page:
            for what in _document(row, said[row[0]], stands=row[0] in leading):
                yield Problem(_where(reader, row[0]), what, _REINGEST)


def _document(row: Row, mentions: Iterable[Row], *, stands: bool) -> Iterator[str]:
    number, sha256, superseded, stored, raw = row
    text = stored_text(stored, raw)
    if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != sha256:
        yield f"document {number} is not the text that was read: its hash differs"
    if stands == bool(superseded):
        yield f"document {number} is {'' if superseded else 'not '}superseded, and its addresses say otherwise"
    for mention, gone, *bounds in mentions:
        if gone != superseded:
            yield f"mention {mention} stands and its document does not, or the other way round"
        for what, start, end in zip(_SPANS, bounds[::2], bounds[1::2], strict=True):
            if start is None and end is None and what != "quote":
                continue
            if start is None or end is None or not 0 <= start <= end <= len(text):
                yield f"mention {mention}: its {what} [{start}, {end}) lies outside the text of {len(text)} characters"
            elif not text[start:end].strip():
                yield f"mention {mention}: its {what} [{start}, {end}) is empty"


def _where(reader: Reader, number: int) -> str:
    found = reader.rows(f"SELECT address FROM address WHERE document = {int(number)} ORDER BY id LIMIT 1")
    return str(found[0][0]) if found else f"document {number}"


def _events(reader: Reader) -> Iterator[Problem]:
    """Each event is told by mentions, of as many documents as it says, and lies where its span wants it."""
    for page in reader.stream(_EVENTS, _ROWS):
        counts = _counts(reader, [row[0] for row in page if row[5] > 1 or row[10]])
        for row in page:
            if what := _event(row, counts.get(row[0], StandsFor(row[9], 1, row[8]))):
                yield Problem(f"event {row[0]}", what, _REBUILD)


def _event(row: Row, ought: StandsFor) -> str:
    number, starts, ends, grain, is_class, documents, mentions, independent, standing, _, _, least = row
    if not standing:
        return "no mention tells it"
    if number != least:
        return f"its number is not the least of its claims', which is {least}"
    for counted, what, there in (
        (mentions, "mentions", ought.claims),
        (documents, "documents", ought.documents),
        (independent, "independent sources", ought.independent),
    ):
        if counted != there:
            return f"it counts {counted} {what}, but {there} tell it"
    if is_class != length_class(starts, ends, grain):
        return "it does not lie where its time wants it; queries may miss it"
    return ""


def _tallies(reader: Reader) -> Iterator[Problem]:
    """The counts by period are what they come to when the events are counted again."""
    ought = recounted(reader)
    kept = {(unit, at): events for unit, at, events in reader.rows("SELECT unit, period, events FROM event_tally")}
    for unit, at in sorted(ought.keys() | kept.keys()):
        counted, there = kept.get((unit, at), 0), ought.get((unit, at), 0)
        if counted != there:
            yield Problem(_period(unit, at), f"{counted} events are counted there, but there are {there}", _REBUILD)


def _period(unit: int, at: int) -> str:
    if (unit, at) == TRAY:
        return "the tray"
    grain = Grain(unit)
    return f"no single {grain.label}" if at == ASIDE else f"{grain.label} {name(grain, place(grain, at))}"


def _counts(reader: Reader, events: Sequence[int]) -> dict[int, StandsFor]:
    """What the mentions of those events come to."""
    marks = defaultdict[int, dict[int, tuple[int, str]]](dict)
    claims = defaultdict[int, list[tuple[int, str | None]]](list)
    for some in in_parts(events):
        for number, document, stands_for, *mark in reader.rows(_SOURCES.format(", ".join(map(str, some)))):
            marks[number][document] = mark[0], mark[1]
            claims[number].append((document, stands_for))
    source = {number: one_source(documents) for number, documents in marks.items()}
    return {
        number: summed((document, source[number][document], stands_for_of(said)) for document, said in some)
        for number, some in claims.items()
    }


def _merging(reader: Reader) -> Iterator[Problem]:
    """Each mention that stands is of one event, and what people decided directly is so."""
    for page in reader.stream(_ASTRAY, _ROWS):
        for number, superseded, events in page:
            what = f"it is superseded, and still of {events}" if superseded else f"it is of {events or 'no'}"
            yield Problem(f"mention {number}", f"{what} event{'s' * (events > 1)}", _REBUILD)
    for page in reader.stream(_JUDGED, _ROWS):
        for decision, verdict, one, other in page:
            so = "apart" if verdict == Verdict.SAME else "of one event"
            said = f"claims {one} and {other} were judged {verdict}, and are {so}"
            yield Problem(f"decision {decision}", said, _REBUILD)


def _copies(reader: Reader) -> Iterator[Problem]:
    """Each group of copies bears the number of its first document."""
    groups = "SELECT document, copies_of, min(document) OVER (PARTITION BY copies_of) AS first FROM fingerprint"
    for number, group, first in reader.rows(f"SELECT * FROM ({groups}) g WHERE first <> copies_of ORDER BY document"):
        yield Problem(f"document {number}", f"its copies are named after document {group}, not {first}", _RESTORE)


def _names(reader: Reader) -> Iterator[Problem]:
    """Each name leads where the rule and the decisions that stand lead it, and the mentions with it."""
    stands = reader.rows(
        "SELECT decision, alias, from_entity, to_entity FROM name_decision WHERE undone_at IS NULL ORDER BY id"
    )
    joined = Joined((start, to) for decision, _, start, to in stands if decision == "join")
    parted: dict[int, int] = {alias: to for decision, alias, _, to in stands if decision == "part"}
    for page in reader.stream("SELECT id, entity, first_entity FROM alias ORDER BY id", _ROWS):
        for number, entity, first in page:
            base = parted.get(int(number), int(first))
            if entity != joined.now(base):
                yield Problem(f"name {number}", "it does not stand for whom the decisions say", _RESTORE)
    astray = "SELECT mention FROM mention_entity me JOIN alias a ON a.id = me.alias WHERE me.entity <> a.entity"
    for (mention,) in reader.rows(f"{astray} ORDER BY mention LIMIT 20"):
        yield Problem(f"mention {mention}", "one of its names stands for someone else there", _RESTORE)
