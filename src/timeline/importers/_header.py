"""Which column fills which field of a record: by the words of ``_headers.toml``, by the values, or as a person says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from timeline.errors import UnknownName
from timeline.importers._cells import CHECKS
from timeline.importers._dates import Dates
from timeline.importers._worded import is_undated
from timeline.importers._words import folded, heading, table
from timeline.values.record import Layout
from timeline.values.time import Grain, TimeSpan

_LOOKED_AT: Final = 200  # rows whose cells say whether a column holds what its name says
_PARTS: Final = ("year", "month", "day")
_DATING: Final = ("date", "year", "earliest", "latest")


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of the columns that fill each field; ``key`` is empty where the whole row is its own key.

    ``shared`` is the column that is called a key and is none, since a value stands twice or a cell is empty.
    """

    names: Sequence[str]
    of: Mapping[str, tuple[int, ...]]
    key: tuple[int, ...]
    shared: int | None = None

    def first(self, field: str) -> int | None:
        """The place of the column, or of the first of them."""
        return next(iter(self.of.get(field, ())), None)

    @property
    def is_dated(self) -> bool:
        """Whether a column says when it was."""
        return any(self.of.get(field) for field in _DATING)

    def layout(self, form: str) -> Layout:
        """All this in names."""
        used = {place for places in (*self.of.values(), self.key) for place in places}
        return Layout(
            form,
            {field: tuple(self.names[place] for place in places) for field, places in self.of.items() if places},
            tuple(self.names[place] for place in self.key),
            tuple(name for place, name in enumerate(self.names) if place not in used),
            guessed=True,
        )


def fields() -> list[str]:
    """What ``--map`` may name before its ``=``."""
    return list(table("_headers.toml"))


def columns(names: Sequence[str], rows: Sequence[Sequence[str]], said: Mapping[str, str]) -> Columns:
    """The columns for the fields, by what the person said, the names and the first rows.

    >>> found = columns(["Event date", "What happened", "Colour"], [["2020-05-03", "It rained", "red"]], {})
    >>> dict(found.layout("csv").fields), found.layout("csv").kept
    ({'date': ('Event date',), 'title': ('What happened',)}, ('Colour',))

    Raises:
        UnknownName: If ``said`` names a field or a column that is not there.
    """
    guess = _Guess(names, rows[:_LOOKED_AT], _said(names, said))
    for field, rule in table("_headers.toml").items():
        if field in _PARTS and (guess.of.get("date") or (field != "year" and not guess.of.get("year"))):
            continue
        if field == "time" and "date" not in guess.said:
            guess.by_values()
        if field != "key":
            guess.by_name(field, rule)
    key, shared = _key(guess, rows)
    return Columns(names, {f: p for f, p in guess.of.items() if f != "key"}, key, shared)


def _said(names: Sequence[str], said: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    """The places that a person gave to fields; none for a field that is to stay empty."""
    rules = table("_headers.toml")
    found: dict[str, tuple[int, ...]] = {}
    for field, column in said.items():
        if field not in rules:
            raise UnknownName("field", field, list(rules))
        place = _place(names, column)
        if place is not None or not column:
            found[field] = () if place is None else (place,)
            continue
        several = [_place(names, one) for one in column.split(",")] if rules[field].get("many") else [None]
        if None in several:
            raise UnknownName("column", column, list(names))
        found[field] = tuple(place for place in several if place is not None)
    return found


def _place(names: Sequence[str], column: str) -> int | None:
    if column in names:
        return list(names).index(column)
    alike = [place for place, name in enumerate(names) if folded(name) == folded(column)] if folded(column) else []
    return alike[0] if len(alike) == 1 else None


class _Guess:
    """What is found so far."""

    def __init__(
        self, names: Sequence[str], rows: Sequence[Sequence[str]], said: Mapping[str, tuple[int, ...]]
    ) -> None:
        self._called = [heading(name) for name in names]
        self._rows, self.said = rows, said
        self.of = dict(said)
        self._taken = {place for places in said.values() for place in places}

    def by_name(self, field: str, rule: Mapping[str, Any]) -> None:
        """Give a field the columns that bear one of its names and hold what they should."""
        if field in self.said:
            return
        check = CHECKS.get(rule.get("of", ""))
        sure = [place for place in self.called(rule, "sure") if check]
        found = [place for place in self.called(rule) if place not in sure and self._holds(place, check)]
        found = sure + sorted(found, key=lambda place: check is not None and not self._filled(place))
        self._give(field, found if rule.get("many") else found[:1])

    def by_values(self) -> None:
        """Give the date the first column most of whose cells are dates, else the one that has the likeliest name."""
        rules = table("_headers.toml")
        if any(self.of.get(field) for field in _DATING):
            return
        other = {p for field, rule in rules.items() if field in ("published", "key") for p in self.called(rule)}
        free = [p for p in range(len(self._called)) if p not in self._taken and p not in other]
        found = [p for p in free if any(self._filled(p)) and self._holds(p, _is_written_date)]
        self._give("date", (found or self.called(rules["date"]))[:1])

    def called(self, rule: Mapping[str, Any], of: str = "words") -> list[int]:
        """The free columns that bear a field's names, the likelier first."""
        words = list(dict.fromkeys(map(heading, rule.get(of, ()))))
        found = [p for word in words for p, name in enumerate(self._called) if name == word]
        return [place for place in found if place not in self._taken]

    def _give(self, field: str, places: Sequence[int]) -> None:
        if places:
            self.of[field] = tuple(places)
            self._taken.update(places)

    def _filled(self, place: int) -> list[str]:
        cells = (row[place] for row in self._rows)
        return [cell for cell in cells if not is_undated(cell[:40])]

    def _holds(self, place: int, check: Callable[[str], object] | None) -> bool:
        if check is None:
            return True
        cells = self._filled(place)
        return 2 * sum(check(cell) is not None for cell in cells) >= len(cells)


def is_day(text: str) -> bool:
    """Whether a cell is a day, or finer: no column is called that.

    >>> is_day("2020-05-03"), is_day("2020"), is_day("Date")
    (True, False, False)
    """
    found = Dates(day_first=True).read(text)
    return isinstance(found, TimeSpan) and found.grain <= Grain.DAY and not found.is_open


def _is_written_date(text: str) -> bool | None:
    """Whether a cell is a date that nobody takes for a mere number."""
    is_number = text.strip().lstrip("-").replace(".", "", 1).isdecimal()
    return None if is_number or CHECKS["date"](text) is None else True


def _key(guess: _Guess, rows: Sequence[Sequence[str]]) -> tuple[tuple[int, ...], int | None]:
    """The columns by which a row is known again, and the one that is called so and cannot be."""
    if "key" in guess.said:
        return guess.said["key"], None
    shared = None
    for place in (*guess.called(table("_headers.toml")["key"]), *guess.of.get("number", ())):
        cells = [row[place].strip() for row in rows]
        if all(cells) and len(set(cells)) == len(cells):
            return (place,), None
        shared = place if shared is None else shared
    return (), shared
