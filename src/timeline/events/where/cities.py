"""The table of cities: where they lie, how many live there, and by which names they are found.

Made from GeoNames by ``tools/gazetteer.py``. Each line of its first part is a city, the most populous first; each of
its second is a folded name with the numbers of the cities that bear it, ``~`` before those that bear it only besides,
and ``?`` behind names that are also a family's, a person's or a common word.
"""

import gzip
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib import resources

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "ı": "i", "ð": "d", "þ": "th", "œ": "oe", "-": " ", "–": " "}
    | dict.fromkeys("'’‘`ʻʼʾʿ.", "")
)


def fold(name: str) -> str:
    """A name as it is looked up: without case, accents, stops and apostrophes; a hyphen is a space.

    >>> fold("São Tomé"), fold("U.S."), fold("Port-au-Prince"), fold("Sana'a")
    ('sao tome', 'us', 'port au prince', 'sanaa')
    """
    name = name.casefold()
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(name.translate(_LETTERS).split())


@dataclass(frozen=True, slots=True)
class City:
    """One city as it is found by one name; ``usual`` is false where it bears the name only besides."""

    country: str
    part: str
    latitude: float
    longitude: float
    people: int
    usual: bool


@dataclass(frozen=True, slots=True)
class Cities:
    """Places of 5,000 people and more, by folded name.

    Both lists hold the table's lines as they are, the second in order: searching it takes microseconds, where a
    dictionary of it would take twice the time to load and twice the memory.
    """

    places: list[str]
    names: list[str]

    def __contains__(self, key: str) -> bool:
        return bool(self._numbers(key))

    def called(self, key: str) -> list[City]:
        """Those of a folded name, the most populous first."""
        return [self._city(n) for n in self._numbers(key).rstrip("?").split()]

    def doubtful(self, key: str) -> bool:
        """Whether the name is also a family's, a person's or a common word."""
        return self._numbers(key).endswith("?")

    def _numbers(self, key: str) -> str:
        start = f"{key}\t"
        at = bisect_left(self.names, start)
        found = at < len(self.names) and self.names[at].startswith(start)
        return self.names[at][len(start) :] if found else ""

    def _city(self, number: str) -> City:
        country, part, latitude, longitude, people = self.places[int(number.lstrip("~"))].split("\t")
        return City(country, part, float(latitude), float(longitude), int(people), number[0] != "~")


@cache
def cities() -> Cities:
    """The table, read once."""
    packed = (resources.files(__package__) / "cities.tsv.gz").read_bytes()
    places, names = gzip.decompress(packed).decode("ascii").split("\n\n")
    return Cities(places.split("\n"), names.split("\n"))
