"""What CAMEO's codes of events and actors say, and the countries of FIPS 10-4, from the tables beside this file."""

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from timeline.importers._codes import rows
from timeline.values.mention import Kind, Party

_FIRST: Final = re.compile(r"(?<![\w'’])\w")
_SMALL: Final = re.compile(r"(?<=.)\b(Of|And|The|For|In|On|To|De|Al)\b(?= )")
_LETTERS: Final = re.compile(r"\b(UN|EU|UK|US|USA|UAE|NATO|NASA|FBI|CIA|IMF|WTO|WHO|OPEC|ASEAN|BBC|CNN|IRA|PLO|PKK)\b")
_ARTICLE: Final = re.compile(r"^(THE|AN?) (?=.)")
_LONGEST: Final = 20  # what is no code may be anything
_STEM: Final = re.compile(r"\bMINIST\b")  # what GDELT's dictionary keeps of both words
_BODIES: Final = frozenset(("IGO", "IGM", "NGO", "NGM", "MNC"))


class Country(NamedTuple):
    """A country or region: its usual name, its ISO 3166 code of two letters or nothing, and the adjective."""

    name: str
    iso: str
    people: str


@cache
def _codes() -> dict[str, tuple[str, Kind]]:
    found: dict[str, tuple[str, Kind]] = {}
    for code, words, kind in rows("_cameo.txt"):
        above = next((code[:end] for end in range(len(code) - 1, 1, -1) if code[:end] in found), "")
        found[code] = words, Kind(kind) if kind else found[above][1] if above else Kind.OTHER
    return found


@cache
def _countries() -> tuple[dict[str, Country], dict[str, frozenset[str]], dict[str, Country]]:
    """Countries by CAMEO's code; all that these are called, in capitals; countries by their code in FIPS."""
    countries: dict[str, Country] = {}
    called: dict[str, frozenset[str]] = {}
    fips: dict[str, Country] = {}
    for cameo, two, iso, listed, people in rows("_cameo_countries.txt"):
        names, adjectives = listed.split("; "), list(filter(None, people.split("; ")))
        country = Country(names[0], iso, (*adjectives, names[0])[0])
        for code in filter(None, cameo.split("; ")):
            countries[code] = country
            called[code] = frozenset(name.upper() for name in (*names, *adjectives))
        if two:
            fips[two] = country
    return countries, called, fips


@lru_cache(1_024)
def said(code: str) -> tuple[str, Kind]:
    """What the code of an event says, or the longest of its beginnings that says something, and of what kind it is.

    >>> said("1121")[0], said("19")[0], said("1059")[0], said("99")[0]
    ('accuse of crime or corruption', 'fight', 'demand', 'event of code 99')
    """
    for end in range(len(code), 1, -1):
        if code[0].isdigit() and (found := _codes().get(code[:end])):
            return found
    return f"event of code {' '.join(code.split())[:_LONGEST]}" if code.strip() else "event of no code", Kind.OTHER


def country_of(fips: str) -> Country | None:
    """The country of that code of two letters in FIPS 10-4; ``None`` where there is none.

    >>> [country_of(code).iso for code in ("CH", "SF", "WE")]
    ['CN', 'ZA', 'PS']
    """
    return _countries()[2].get(fips)


@lru_cache(16_384)
def party(code: str, name: str, country: str, group: str, kind: str, role: str) -> Party | None:
    """Who an actor is, by its code, name, country, known group and first type; ``None`` where there is nobody.

    Named by no more than its country, it is the country, or of a type the country's government, police or the like.
    Kinds are as sure as the codes: GOV is a government and its president, so that it is neither.

    >>> party("USA", "AMERICAN", "USA", "", "", "agent").name
    'United States'
    >>> [party("TURCVL", name, "TUR", "", "CVL", "agent").name for name in ("TURKISH", "ORHAN PAMUK")]
    ['Turkish civilians', 'Orhan Pamuk']
    """
    if not (code or name):
        return None
    countries, called, _ = _countries()
    plain = " ".join(name.split())
    short = _ARTICLE.sub("", plain.upper())
    known = countries.get(country)
    what = _codes().get(kind, ("",))[0] if kind.isalpha() else ""
    if known and (not plain or short in called[country]):
        plain = f"{known.people} {what}" if what else known.name
    else:
        plain = _written(short) if plain else " ".join((group or what.capitalize() or code).split())
    body = group or kind in _BODIES
    return Party(plain, "organisation" if body else "place" if code == country else "other", role)


def _written(name: str) -> str:
    """A name in capitals as it is written.

    >>> _written("FOREIGN MINIST"), _written("MINIST OF HEALTH"), _written("PEOPLE'S PARTY"), _written("NATO")
    ('Foreign Minister or Ministry', 'Minister or Ministry of Health', "People's Party", 'NATO')
    """
    words = _FIRST.sub(lambda found: found[0].upper(), _STEM.sub("minister or ministry", name).lower())
    words = _SMALL.sub(lambda found: found[0].lower(), words).replace(" Or Ministry", " or Ministry")
    for letters in set(_LETTERS.findall(name)):
        words = re.sub(rf"\b{letters.capitalize()}\b", letters, words)
    return words
