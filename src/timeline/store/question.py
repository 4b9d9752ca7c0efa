"""A question, as one statement of the events asked for: their keys, in order.

A key is what events are ordered by; its last part is the event's number. A page follows another by its last key, so
that the thousandth costs what the first does. What is to be shown of the events is asked for afterwards, by number.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from timeline.store.relations import Lying
from timeline.store.spans import DATED, LONGEST, OPEN_AT_END, OPEN_AT_START, OPEN_END, OPEN_START, UNDATED
from timeline.values.query import EventQuery, Sort
from timeline.values.time import Extent, TimeSpan

ORDER: Final = ("starts", "ends", "grain", "number")
_BETWEEN: Final = "', '"
# What comes before the timeline's own order, and whether the largest comes first.
_LEADING: Final = {Sort.PUBLISHED: ("published", False), Sort.SOURCES: ("independent", True)}

# :meth:`timeline.values.time.TimeSpan.certainly_in`, of what overlaps already.
_CERTAINLY: Final = f"(extent = '{Extent.THROUGHOUT}' OR (starts >= :a AND ends <= :b))"

# Of an event, that a name takes part. The plus keeps a database from looking for the name among all events instead.
_HERE: Final = "EXISTS (SELECT 1 FROM event_entity x WHERE x.event = {} AND {})"

Key = tuple[int, ...]


class Named(NamedTuple):
    """Events of some entities: their numbers, and what they are to the event (the column ``place``)."""

    entities: Sequence[int]
    places: Sequence[int]

    def among(self, columns: str) -> str:
        """What keeps them in a table whose columns begin with that."""
        return f"{columns}entity IN ({_listed(self.entities)}) AND {columns}place IN ({_listed(self.places)})"


class Meant(NamedTuple):
    """What a query has been found to mean in this database.

    ``documents`` is a condition on a document ``d``. ``matching`` is a statement of the mentions that hold the words
    asked for, ``holds`` a condition that the mention ``m`` does; ``ranked`` a statement of mentions with how well they
    do; ``values`` are what these name. Where few mentions or few documents are meant, their events are gathered and
    sorted; else the events are walked through in order, and each is asked.
    """

    named: Sequence[Named] = ()
    lying: Sequence[Lying] = ()
    documents: str = ""
    matching: str = ""
    holds: str = ""
    ranked: str = ""
    few_mentions: bool = False
    few_documents: bool = False
    values: Mapping[str, object] = {}

    @property
    def few(self) -> bool:
        """Whether there is something to gather."""
        return self.few_mentions or self.few_documents


class Statement(NamedTuple):
    """A statement of keys with the values that it names, the columns of a key, and which of them run backwards."""

    sql: str
    values: dict[str, object]
    order: tuple[tuple[str, bool], ...]

    def with_rows(self, columns: Sequence[str]) -> str:
        """The same, each key followed by those columns of its event; for answers of a page, which this sorts again."""
        keys = ", ".join(f"k.{column}" for column, _ in self.order)
        shown = ", ".join(f"e.{column}" for column in columns)
        by = ", ".join(f"k.{column}{' DESC' * back}" for column, back in self.order)
        return f"SELECT {keys}, {shown} FROM ({self.sql}) k JOIN event e ON e.number = k.number ORDER BY {by}"


def numbers(
    query: EventQuery, meant: Meant, after: Key = (), *, lazily: bool = False, ordered: bool = True
) -> Statement:
    """The keys of the events asked for, in order, after that key; or in any order, if it does not matter.

    ``lazily``: the database merges sorted lists without reading them to their ends, and so needs no limit in each.

    The window and the key are values, so that one statement serves all windows: to read it takes a database longer
    than to answer it.
    """
    asked = _Question(query, meant, after, lazily, ordered)
    return Statement(asked.statement(), asked.values(), tuple(asked.order))


class _Question:
    def __init__(self, query: EventQuery, meant: Meant, after: Key, lazily: bool, ordered: bool) -> None:
        self.query, self.meant, self.after, self.lazily, self.ordered = query, meant, after, lazily, ordered
        self.a, self.b = _window(query.during)
        self.above = max([self.a, *(one.above for one in meant.lying)])  # events end after it …
        self.below = min([self.b, *(one.below for one in meant.lying)])  # … and begin before it
        self.limit = "" if query.limit is None else f" LIMIT {int(query.limit)}"
        leading, down = ("rank", True) if query.sort is Sort.RELEVANCE else _LEADING.get(query.sort, ("", False))
        backwards = query.sort is Sort.LATEST
        self.leading = leading
        self.order = [(leading, down)] * bool(leading) + [(column, backwards) for column in ORDER]
        by = ", ".join(f"{column}{' DESC' * back}" for column, back in self.order)
        self.order_by = f" ORDER BY {by}" if ordered else ""

    def values(self) -> dict[str, object]:
        """What the statement names."""
        bounds: dict[str, object] = {"above": self.above, "below": self.below, "a": self.a, "b": self.b}
        return {**self.meant.values, **bounds, **{f"key{n}": part for n, part in enumerate(self.after)}}

    def statement(self) -> str:
        """The keys, in order."""
        query, meant = self.query, self.meant
        if query.undated:
            return self.one([f"length_class = {UNDATED}", *self.bounded(), *self.facts(), *self.gathered()])
        if self.leading == "rank" or meant.few or (self.leading and meant.named):
            # The plus keeps a database from walking through the window instead of what is gathered.
            gathered = [f"+length_class IN ({_listed(DATED)})", *(f"+{one}" for one in self.overlapping())]
            return self.one([*gathered, *self.facts(), *self.gathered()])
        if meant.named:
            return self.merged([self.off_names(c) for c in DATED])
        if query.on_day and not self.leading:
            return self.one([*self.overlapping(), *self.facts(), *self.asked_of("number")])
        wanted = [*self.facts(), *self.asked_of("number")]
        if wanted and not (self.ordered or self.overlapping()):  # all rows are read, which goes best as they lie
            return self.select([f"+length_class IN ({_listed(DATED)})", *wanted])
        return self.merged([self.select([*self.of_class(c), *wanted]) for c in DATED])

    def one(self, conditions: Sequence[str]) -> str:
        """All at once: what has been gathered is sorted."""
        return f"{self.select([*conditions, *self.later()])}{self.order_by}{self.limit}"

    def select(self, conditions: Sequence[str]) -> str:
        """Keys of events."""
        columns = ", ".join(column for column, _ in self.order)
        source = "event"
        if self.leading == "rank":
            best = f"SELECT em.event, max(r.points) AS rank FROM ({self.meant.ranked}) r JOIN event_mention em "
            source += f" JOIN ({best}ON em.mention = r.mention GROUP BY em.event) best ON best.event = number"
        return f"SELECT {columns} FROM {source}{_where(conditions)}"

    def off_names(self, c: int) -> str:
        """Keys off the index of names; an event stands there once for each of them that takes part."""
        first, *others = self.meant.named
        wanted = [first.among(""), *self.of_class(c), *(_HERE.format("l.event", n.among("+x.")) for n in others)]
        if facts := self.facts():
            wanted.append(f"EXISTS (SELECT 1 FROM event WHERE number = l.event AND {' AND '.join(facts)})")
        wanted += self.asked_of("l.event")
        return f"SELECT DISTINCT starts, ends, grain, event AS number FROM event_entity l{_where(wanted)}"

    def facts(self) -> list[str]:
        """What is asked of an event's own columns. The words are from the values' own lists."""
        query, found = self.query, []
        for column, values in (("kind", query.kinds), ("status", query.statuses), ("basis", query.bases)):
            if values:
                found.append(f"{column} IN ('{_BETWEEN.join(values)}')")
        if query.min_confidence > 0:
            found.append(f"confidence >= {float(query.min_confidence)!r}")
        if query.min_sources > 1:
            found.append(f"independent >= {int(query.min_sources)}")
        if query.disputed:
            found.append("disputed = 1")
        if query.grains:
            found.append(f"grain BETWEEN {int(query.grains[0])} AND {int(query.grains[1])}")
        if query.on_day:
            found.append(f"month_day = {100 * query.on_day[0] + query.on_day[1]}")
        if query.certain and query.during and not query.undated:
            found.append(_CERTAINLY)
        return found + [fact for one in self.meant.lying for fact in one.facts]

    def bounded(self) -> list[str]:
        """What may lie in the window by its bounds, or must."""
        if self.query.during is None:
            return []
        if self.query.certain:
            return ["bound_starts >= :a AND bound_ends <= :b"]
        return ["bound_starts < :b AND bound_ends > :a"]

    def overlapping(self) -> list[str]:
        """What shares time with the window, of whatever class."""
        found = ["starts < :below"] if self.below != OPEN_END else []
        return found + (["ends > :above"] if self.above != OPEN_START else [])

    def gathered(self) -> list[str]:
        """Events that few mentions, documents or, where there are no such, names lead to; each is asked the rest."""
        meant, found = self.meant, []
        events = "number IN (SELECT event FROM event_mention JOIN mention ON id = mention WHERE superseded = 0 AND {})"
        ranked = self.leading == "rank"
        if meant.few_mentions and not ranked:
            found.append(events.format(f"mention IN ({meant.matching})"))
        if meant.few_documents:
            found.append(events.format(f"document IN (SELECT id FROM document d WHERE {meant.documents})"))
        words, documents = not (meant.few_mentions or ranked), not meant.few_documents
        found += self.asked_of("number", words=words, documents=documents)
        if meant.few or ranked:
            return found + [_HERE.format("number", named.among("+x.")) for named in meant.named]
        # The classes and the window keep a common name from being read from end to end.
        classes = f"length_class IN ({UNDATED if self.query.undated else _listed(DATED)})"
        within = " AND ".join([classes, *([] if self.query.undated else self.overlapping())])
        return found + [
            f"number IN (SELECT event FROM event_entity WHERE {named.among('')} AND {within})" for named in meant.named
        ]

    def asked_of(self, number: str, *, words: bool = True, documents: bool = True) -> list[str]:
        """Words and documents, asked of the event of that number."""
        meant, found = self.meant, []
        said = "EXISTS (SELECT 1 FROM event_mention em JOIN mention m ON m.id = em.mention{} WHERE em.event = {} "
        if meant.matching and words:
            found.append(f"{said.format('', number)}AND m.superseded = 0 AND {meant.holds})")
        if meant.documents and documents:
            document = said.format(" JOIN document d ON d.id = m.document", number)
            found.append(f"{document}AND m.superseded = 0 AND {meant.documents})")
        return found

    def of_class(self, c: int) -> list[str]:
        """Events of one class that share time with the window, as one range of an index."""
        above, below, after = self.above, self.below, self.after if not self.leading else ()
        forwards = self.query.sort is not Sort.LATEST
        found = [f"length_class = {c}"]
        if c == OPEN_AT_START:
            found.append(f"starts = {OPEN_START}")
        elif below != OPEN_END and (forwards or not after or after[0] >= below):
            found.append("starts < :below")
        # One bound to begin at: of two, that and the key's, a database may take the lower.
        if above != OPEN_START and c < len(LONGEST) and not (forwards and after and after[0] > above - LONGEST[c]):
            found.append(f"starts > CAST(:above AS bigint) - {LONGEST[c]}")
        if above != OPEN_START and c != OPEN_AT_END:
            found.append("ends > :above")
        return found + self.later()

    def later(self) -> list[str]:
        """What comes after the key."""
        if not self.after:
            return []
        sign = "<" if self.query.sort is Sort.LATEST else ">"
        key = ("starts", "ends", "grain", "l.event" if self.meant.named and not self.one_table() else "number")
        first = len(self.after) - len(key)
        rest = f"({', '.join(key)}) {sign} ({', '.join(f':key{n}' for n in range(first, len(self.after)))})"
        if not self.leading:
            return [rest]
        past = "<" if self.order[0][1] else ">"
        return [f"({self.leading} {past} :key0 OR ({self.leading} = :key0 AND {rest}))"]

    def one_table(self) -> bool:
        """Whether the keys are read off the events themselves."""
        return bool(self.query.undated or self.leading or self.meant.few)

    def merged(self, branches: Sequence[str]) -> str:
        """One sorted list out of several that the index holds sorted; a limit may have to stand in every one."""
        if self.limit and not self.lazily:
            branches = [f"SELECT * FROM ({b}{self.order_by}{self.limit}) AS c{n}" for n, b in enumerate(branches)]
        return f"{' UNION ALL '.join(branches)}{self.order_by}{self.limit}"


def _window(during: TimeSpan | None) -> tuple[int, int]:
    start, end = (None, None) if during is None else (during.start, during.end)
    return OPEN_START if start is None else max(start, OPEN_START), OPEN_END if end is None else min(end, OPEN_END)


def _listed(values: Iterable[int]) -> str:
    return ", ".join(str(int(value)) for value in values)


def _where(conditions: Sequence[str]) -> str:
    return f" WHERE {' AND '.join(conditions)}"
