"""A row of a file that lists happenings, as what it claims, before it is a document with a mention."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from timeline.values.document import Document
from timeline.values.mention import Basis, Kind, Mention, Party, StandsFor, Status
from timeline.values.time import TimeSpan


class Cells(Sequence[tuple[str, str]]):
    """Names and values of cells, kept apart: a pair for each cell of a wide row takes longer than all else of it."""

    __slots__ = ("names", "values")

    def __init__(self, names: tuple[str, ...], values: tuple[str, ...]) -> None:
        self.names, self.values = names, values

    def __len__(self) -> int:
        return len(self.names)

    def __getitem__(self, place: Any) -> Any:
        return tuple(zip(self.names, self.values, strict=True))[place]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return zip(self.names, self.values, strict=True)


class Record(NamedTuple):
    """One row.

    Attributes:
        line: Where it begins: a line's number, the first being 1; in what has no lines, its place from 1.
        key: What stays when the row is corrected: what an identical key brings is the same row. Never empty.
        title: One line.
        time: ``None`` for what is undated; then ``basis`` is unknown and ``reason`` says why.
        cells: All that the row has, names and values as the file has them, in its order; empty ones may be left out.
            They become the text of the row's document, so that nothing of the file is lost.
        told: The names of the cells whose words tell of it, a stretch of neighbours in order: they become the quote.
            Where there are none of these, all cells are.
        dated: The names of the cells, neighbours too, that date it.
        confidence: How often such a date is right; 1.0 for what a person wrote.
        address: What leads to the row in whatever file, as ``acled:ARG10607``; empty where only file and key do.
        number: The event's number where the file comes from, to be borne again if it is free; 0 for none.
        same: What rows that tell of one happening have in common, as ``gdelt:564111644``; empty where nothing is said.
        leads: Of rows that tell of one happening, this is the one that the others are linked to.
    """

    line: int
    key: str
    title: str
    time: TimeSpan | None
    cells: Sequence[tuple[str, str]]
    told: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    basis: Basis = Basis.STATED
    status: Status = Status.OCCURRED
    kind: Kind = Kind.OTHER
    confidence: float = 1.0
    parties: tuple[Party, ...] = ()
    alleged_by: str = ""
    reason: str = ""
    published: TimeSpan | None = None
    bounds: TimeSpan | None = None
    doc_id: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    address: str = ""
    number: int = 0
    stands_for: StandsFor | None = None
    same: str = ""
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file was understood, told before its rows.

    ``fields`` are the record's, each with the columns that fill it; ``key`` are the columns by which a row is known
    again; ``kept`` those that fill nothing and are kept with each row. ``guessed`` marks what the file does not say of
    itself.
    """

    form: str
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    key: Sequence[str] = ()
    kept: Sequence[str] = ()
    guessed: bool = False


class Named(NamedTuple):
    """How a claim is known, and which other it was found to be like (a name, empty for none), how much and why.

    ``rank`` is its place among the claims of its event.
    """

    name: str
    like: str
    score: float
    why: str
    rank: str


class Restored(NamedTuple):
    """A document of another timeline with those of its claims that were written down.

    Attributes:
        line: Where the first of them stands.
        document: Its text is blank but for the quotes, which stand where they stood.
        addresses: Where it was found, that of the document among them.
        number: Its own, and then its claims', to be borne again if they are free.
        copies: What all copies of one text have in common, and no others.
        agency: That it credits.
    """

    line: int
    document: Document
    addresses: tuple[str, ...]
    mentions: tuple[Mention, ...]
    names: tuple[Named, ...]
    number: int
    claims: tuple[int, ...]
    copies: str
    agency: str = ""
