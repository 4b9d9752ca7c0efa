"""The words that show what a name names, from a language's file, read once. Nothing here knows a word."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from timeline.events.where.places import Gazetteer, gazetteer
from timeline.languages import language

_Lists = Mapping[str, frozenset[str]]
_TABLES = (
    "titles",
    "people",
    "organisations",
    "products",
    "places",
    "events",
    "peoples",
    "never",
    "context",
    "joining",
    "roles",
)


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words by which names are known, all in lower case: ``titles["roles"]`` … as the language's file lists them."""

    titles: _Lists
    people: _Lists
    organisations: _Lists
    products: _Lists
    places: _Lists
    events: _Lists
    peoples: _Lists
    never: _Lists
    context: _Lists
    joining: _Lists
    roles: _Lists
    male: frozenset[str]
    female: frozenset[str]
    given: frozenset[str]  # all given names but the doubtful, which are as often a place or a common word
    doubtful: frozenset[str]
    surnames: frozenset[str]
    before: frozenset[str]  # what may stand before a person's name and is none of it: titles, roles
    persons: frozenset[str]  # nouns for a person: roles and the rest
    gazetteer: Gazetteer

    def is_people(self, low: str) -> bool:
        """Whether a word, in lower case, tells of a country's people, a faith or a party."""
        return low in self.peoples["known"] or self.gazetteer.is_demonym(low)


@cache
def name_words(code: str) -> NameWords:
    """The words of a language; empty lists where its file has none."""
    tables = language(code)
    naming = tables.get("naming", {})
    lists = {name: _lists(naming.get(name, {})) for name in _TABLES}
    given = _lists(tables.get("given_names", {}))
    titles = lists["titles"]
    honorifics = titles["honorifics"] | titles["honorifics_male"] | titles["honorifics_female"]
    everyone = given["male"] | given["female"] | given["either"]
    return NameWords(
        **{name: lists[name] for name in _TABLES},
        male=given["male"] - given["doubtful"] | titles["honorifics_male"],
        female=given["female"] - given["doubtful"] | titles["honorifics_female"],
        given=everyone - given["doubtful"],
        doubtful=given["doubtful"] & everyone,
        surnames=_lists(tables.get("surnames", {}))["common"],
        before=honorifics | titles["roles"],
        persons=titles["roles"] | lists["context"]["persons"],
        gazetteer=gazetteer(code),
    )


class _Empty(dict[str, frozenset[str]]):
    def __missing__(self, _: str) -> frozenset[str]:
        return frozenset()


def _lists(table: Mapping[str, Any]) -> _Lists:
    return _Empty({name: frozenset(value.split()) for name, value in table.items()})
