"""Where named places lie: countries, their parts, regions and seas by a language's table, cities by the world's.

What a name means is decided in this order: what stands behind it ("Paris, Texas"); a country, part or region of that
name; the city that the language is said to mean by it; the city of that name with the best standing. Standing is a
city's people, ten times over in a country that the document names (less in one it names less often), a quarter where
the city bears the name only besides. A name is a guess where another place, elsewhere, has more than a fifth of the
standing of the one that is taken.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from timeline.events.where.cities import City, cities, fold
from timeline.languages.tables import rows
from timeline.values.mention import Place

_RIVAL = 0.2  # of the winner's standing
_NAMED = 10.0  # what a country's being named adds to its cities
_BESIDES = 0.25
_SAME = 0.5  # degrees within which two entries are one place
_TOWN = 100_000  # people, below which a name of one word alone is not certainly a place …
_VILLAGE = 15_000  # … and below which it is none even where the document names the country
_SHORT = 3  # letters up to which case is looked at: "us" is not the US
_AS_WRITTEN = ("before", "behind")  # lists whose words count only with the capitals that they are given
_ENDINGS = re.compile(r"^(.*)\((.*)\)$")


@dataclass(frozen=True, slots=True)
class Area:
    """A country, a part of one, or another area."""

    kind: str  # country, part or area
    country: str
    part: str
    latitude: float
    longitude: float

    def place(self, guess: bool = False) -> Place:
        """Where it lies."""
        return Place(self.country, self.latitude, self.longitude, guess)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The places that a language names. All look-ups fold case, accents and full stops."""

    areas: Mapping[str, tuple[Area, ...]]
    behind_cities: Mapping[str, tuple[Area, ...]]  # also those that never stand alone: "TX"
    people: Mapping[str, str]  # demonyms, with the country, or empty
    meant: Mapping[str, tuple[str, str]]  # the one city that a name means: its country, and its name in the table
    lists: Mapping[str, frozenset[str]]

    def find(self, name: str, near: Collection[str] = (), within: str = "") -> Place | None:
        """Where a name lies, or ``None`` if there is no such place here.

        >>> gazetteer("en").find("Paris")
        Place(country='FR', latitude=48.85, longitude=2.35, guess=False)
        >>> gazetteer("en").find("Paris, Texas")
        Place(country='US', latitude=33.66, longitude=-95.56, guess=False)

        Args:
            near: The countries that the document names, by code, those it names most first.
            within: What stands behind the name, if that is not in it: "Texas", "Ont.", "France".
        """
        if within and (outer := self._outer(within)):
            return self._inside(name, outer)
        if behind := self._behind(name):
            return self._inside(*behind)
        for spelt in self._spellings(name):
            if place := self._choose(spelt, tuple(near)):
                return place
        return None

    def is_certain_place(self, name: str, near: Collection[str] = ()) -> bool:
        """Whether the name alone, in any sentence, is a place: "Baghdad", but not "Lincoln" or "Reading".

        A town of 15,000 to 100,000 people is one only in a document that names its country (``near``).
        """
        if self._behind(name):
            return True
        key = next(self._spellings(name), "")
        if not key or key in self.lists["uncertain"]:
            return False
        if key in self.areas or key in self.meant or key in self.lists["certain"]:
            return True
        found = cities().called(key)
        large = any(c.people >= (_VILLAGE if c.country in near else _TOWN) for c in found)
        return not cities().doubtful(key) and (large or " " in key)

    def may_be_place(self, name: str) -> bool:
        """Whether some place is called so; with "in" or "near" before it, or a country behind, it is one."""
        return self._behind(name) is not None or next(self._spellings(name), "") != ""

    def country(self, name: str) -> str:
        """The code of a country by its name, its people's, or that of a part or region in it; else empty.

        >>> [gazetteer("en").country(n) for n in ("Israeli", "US", "Texas", "the Netherlands", "Kurds", "us")]
        ['IL', 'US', 'US', 'NL', '', '']
        """
        if areas := self._areas(name):
            return areas[0].country
        return self.people.get(fold(name), "")

    def is_demonym(self, word: str) -> bool:
        """Whether a word means people of a place, or what is theirs: "Israeli", "Britons", "Texan"."""
        return fold(word) in self.people

    def _areas(self, name: str) -> tuple[Area, ...]:
        key = fold(name)
        if len(key) <= _SHORT and name.islower():
            return ()
        return self.areas.get(key) or self.areas.get(self._without_article(key), ())

    def _without_article(self, key: str) -> str:
        first, _, rest = key.partition(" ")
        return rest if first in self.lists["articles"] else key

    def _spellings(self, name: str) -> Iterator[str]:
        """The keys by which a name is known: as it is, then without the words around it ("Anbar province")."""
        key = fold(name)
        if len(key) <= _SHORT and name.islower():
            return
        if name.endswith(".") and not name.isupper() and key in self.behind_cities and key not in self.areas:
            return  # "Ala." is no town, and "La." not L.A.
        plain = self._without_article(key)
        yield from (k for k in dict.fromkeys((key, plain)) if self._is_known(k))
        words = name.split()
        if len(words) > 1 and fold(words[0]) in self.lists["articles"]:
            words.pop(0)
        while len(words) > 1 and words[0] in self.lists["before"]:
            words.pop(0)
        if len(words) > 1 and words[-1] in self.lists["behind"]:
            words.pop()
        shorter = fold(" ".join(words))
        if shorter != plain and self._is_known(shorter):
            yield shorter

    def _is_known(self, key: str) -> bool:
        return key in self.areas or key in self.meant or key in cities()

    def _behind(self, name: str) -> tuple[str, tuple[Area, ...]] | None:
        """The two sides of "Paris, Texas", if the second may stand there and the whole is no place itself."""
        inner, comma, outer = name.partition(",")
        areas = self._outer(outer.strip()) if comma and fold(inner) and not self._areas(name) else ()
        return (inner.strip(), areas) if areas else None

    def _outer(self, within: str) -> tuple[Area, ...]:
        key = fold(within)
        return self.behind_cities.get(key) or self.behind_cities.get(self._without_article(key), ())

    def _inside(self, name: str, outer: tuple[Area, ...]) -> Place:
        """The place of that name in the area that stands behind it; if there is none, a guess: the area."""
        for key in self._spellings(name):
            for area in self.areas.get(key, ()):
                if any(area.kind != "country" and area.country == o.country and o.kind == "country" for o in outer):
                    return area.place()
            found = [
                c
                for c in self._called(key)
                for o in outer
                if o.country and c.country == o.country and (not o.part or o.part == c.part)
            ]
            if found:
                return _best(found, ())
        return outer[0].place(guess=True)

    def _called(self, key: str, near: tuple[str, ...] = ()) -> list[City]:
        """The cities of that name; first, and no guess, the one that English means, unless ``near`` names others."""
        found = cities().called(key)
        if key not in self.meant:
            return found
        country, usual = self.meant[key]
        meant = next(c for c in cities().called(usual) if c.country == country)
        others = [c for c in found if not _together(c, meant)]
        if not any(c.country in near for c in others) or country in near:
            largest = max((c.people for c in others), default=0)
            meant = replace(meant, people=max(meant.people, int(largest / _RIVAL)))
        return [meant, *others]

    def _choose(self, key: str, near: tuple[str, ...]) -> Place | None:
        areas, found = self.areas.get(key, ()), self._called(key, near)
        if not areas:
            return _best(found, near) if found else None
        named = [a for country in near for a in areas if a.country == country]
        if named:
            return named[0].place()
        if areas[0].kind != "country" and areas[0].country and any(c.country in near for c in found):
            return _best(found, near)
        return areas[0].place(guess=len(areas) > 1)


def _best(found: list[City], near: tuple[str, ...]) -> Place:
    def standing(city: City) -> float:
        weight = _NAMED / (1 + near.index(city.country) / len(near)) if city.country in near else 1.0
        return city.people * weight * (1.0 if city.usual else _BESIDES)

    ranked = sorted(found, key=lambda c: (-standing(c), c.country, c.latitude))
    best = ranked[0]
    rivals = [c for c in ranked[1:] if not _together(best, c)]
    guess = bool(rivals) and standing(rivals[0]) > _RIVAL * standing(best)
    return Place(best.country, best.latitude, best.longitude, guess)


def _together(one: City, other: City) -> bool:
    return abs(one.latitude - other.latitude) < _SAME and abs(one.longitude - other.longitude) < _SAME


@cache
def gazetteer(code: str) -> Gazetteer:
    """The gazetteer of a language: its own names of countries and regions, and the world's cities. Read once."""
    areas: dict[str, list[Area]] = {}
    behind: dict[str, list[Area]] = {}
    people: dict[str, str] = {}
    meant: dict[str, tuple[str, str]] = {}
    lists = {name: frozenset[str]() for name in ("articles", "before", "behind", "uncertain", "certain")}
    for kind, where, degrees, names, called in rows(code, "places", 5):
        if kind == "list":
            lists[where] = frozenset(_split(names) if where in _AS_WRITTEN else map(fold, _split(names)))
        elif kind == "city":
            keys = [fold(n) for n in _split(names)]
            meant |= dict.fromkeys(keys, (where, keys[0]))
        else:
            country, _, part = where.partition(".")
            latitude, longitude = (float(d) for d in degrees.split(","))
            area = Area(kind, country, part, latitude, longitude)
            forms = {fold(n.lstrip("~")): not n.startswith("~") for n in reversed(_split(names))}
            for key, alone in forms.items():
                behind.setdefault(key, []).append(area)
                if alone:
                    areas.setdefault(key, []).append(area)
            people |= {fold(p): country for p in _with_endings(called)}
    return Gazetteer(
        {k: tuple(v) for k, v in areas.items()}, {k: tuple(v) for k, v in behind.items()}, people, meant, lists
    )


def _split(field: str) -> list[str]:
    return [name.strip() for name in field.split(";") if name.strip()]


def _with_endings(field: str) -> Iterator[str]:
    for word in _split(field):
        if match := _ENDINGS.match(word):
            yield match[1]
            yield match[1] + match[2]
        else:
            yield word
