"""What a place's name means: by what stands behind it, as a region, by the document's countries, by people."""

from importlib import resources

import pytest

from timeline.events.where.cities import cities, fold
from timeline.events.where.places import gazetteer
from timeline.languages.tables import rows
from timeline.values.mention import Place

ENGLISH = gazetteer("en")


def at(name: str, *near: str, within: str = "") -> Place:
    place = ENGLISH.find(name, near, within)
    assert place is not None, name
    return place


@pytest.mark.parametrize(
    ("name", "country", "latitude"),
    [
        ("Paris", "FR", 49),
        ("London", "GB", 51),
        ("Birmingham", "GB", 52),
        ("Tripoli", "LY", 33),
        ("Santiago", "CL", -33),
    ],
)
def test_of_several_cities_the_most_populous_is_meant(name: str, country: str, latitude: float) -> None:
    place = at(name)
    assert (place.country, place.guess) == (country, False)
    assert abs(place.latitude - latitude) < 1


@pytest.mark.parametrize(
    ("name", "near", "country"),
    [
        ("Birmingham", ("US",), "US"),
        ("Hyderabad", ("PK",), "PK"),
        ("Victoria", ("CA",), "CA"),  # else the Australian state
        ("Georgia", ("US",), "US"),  # else the country
        ("Birmingham", ("US", "GB"), "GB"),  # both are named: people decide again
        ("Newcastle", (), "GB"),  # the Australian one has more people
        ("Newcastle", ("AU",), "AU"),
        ("Paris", ("US",), "FR"),  # a small town is not meant only because its country is named
    ],
)
def test_a_country_that_the_document_names_draws_a_name_to_it(name: str, near: tuple[str, ...], country: str) -> None:
    assert at(name, *near).country == country


@pytest.mark.parametrize(
    ("name", "within", "latitude"),
    [
        ("Paris, Texas", "", 33.7),
        ("Paris", "Texas", 33.7),
        ("Springfield, Ill.", "", 39.8),
        ("Springfield, Massachusetts", "", 42.1),
        ("London, Ontario", "", 43.0),
        ("Newcastle, Australia", "", -32.9),
        ("Buffalo, New York", "", 42.9),  # alone, New York is the city
        ("Portland, ME", "", 43.7),
    ],
)
def test_what_stands_behind_a_name_decides_whatever_the_document_names(name: str, within: str, latitude: float) -> None:
    place = at(name, "FR", within=within)
    assert abs(place.latitude - latitude) < 0.1
    assert not place.guess


def test_a_town_that_the_table_lacks_lies_somewhere_in_what_stands_behind_it() -> None:
    place, texas = at("Nosuchtown, Texas"), at("Texas")
    assert place == Place("US", texas.latitude, texas.longitude, guess=True)


@pytest.mark.parametrize(
    ("name", "near", "guess"),
    [
        ("Springfield", (), True),
        ("Springfield", ("US",), True),  # there are several in that country
        ("Aberdeen", (), True),
        ("Newcastle", (), False),  # the English one is said to be meant
        ("Newcastle", ("AU",), False),
        ("Georgia", (), True),
        ("Georgia", ("GE",), False),
        ("Baghdad", (), False),
    ],
)
def test_a_guess_is_a_name_that_another_place_bears_with_some_standing(
    name: str, near: tuple[str, ...], guess: bool
) -> None:
    assert at(name, *near).guess is guess


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Israeli", "IL"), ("Israelis", "IL"), ("Briton", "GB"), ("Dutch", "NL"), ("Scottish", "GB"), ("Texans", "US"),
        ("U.S.", "US"), ("the United States", "US"), ("USA", "US"), ("Côte d'Ivoire", "CI"), ("Burma", "MM"),
        ("Czechia", "CZ"), ("DR Congo", "CD"), ("West Germany", "DE"), ("Gaza Strip", "PS"), ("Bavaria", "DE"),
        ("Kurds", ""), ("Middle East", ""), ("Smith", ""), ("us", ""),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_names_its_people_and_its_parts(name: str, country: str) -> None:
    assert ENGLISH.country(name) == country


def test_a_country_is_no_demonym_and_a_demonym_is_no_place() -> None:
    assert ENGLISH.is_demonym("Iraqi")
    assert not ENGLISH.is_demonym("Iraq")
    assert ENGLISH.find("Iraqi") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("São Paulo", "Sao Paulo"), ("MOSCOW", "Moscow"), ("St. Petersburg", "Saint Petersburg"), ("Kyiv", "Kiev"),
        ("The Hague", "the Hague"), ("Mumbai", "Bombay"), ("Beijing", "Peking"), ("Sana'a", "Sanaa"),
        ("northern Gaza", "Gaza"), ("Anbar province", "Anbar"), ("Washington, D.C.", "Washington"),
    ],
)  # fmt: skip
def test_two_spellings_are_one_place(one: str, other: str) -> None:
    assert at(one) == at(other)


@pytest.mark.parametrize("name", ["Baghdad", "US", "Gaza City", "Texas", "Paris, Texas", "Kuala Lumpur", "Sinai"])
def test_some_names_are_places_in_any_sentence(name: str) -> None:
    assert ENGLISH.is_certain_place(name)


@pytest.mark.parametrize("name", ["Mobile", "Reading", "Nice", "Lincoln", "Jackson", "Victoria", "Clinton", "Obama"])
def test_some_names_are_places_only_where_the_sentence_says_so(name: str) -> None:
    assert ENGLISH.may_be_place(name)
    assert not ENGLISH.is_certain_place(name)


def test_a_small_town_is_certain_only_in_a_document_that_names_its_country() -> None:
    assert not ENGLISH.is_certain_place("Balakliya")
    assert ENGLISH.is_certain_place("Balakliya", ("UA",))
    assert not ENGLISH.is_certain_place("Clinton", ("US",))  # a family's name stays one


@pytest.mark.parametrize("name", ["Zelenskyy", "Netanyahu", "Ala.", "us", "", ",", "Hamas", "Facebook"])
def test_what_is_no_place_is_none(name: str) -> None:
    assert ENGLISH.find(name) is None
    assert not ENGLISH.may_be_place(name)
    assert not ENGLISH.is_certain_place(name)


def test_a_language_without_a_table_still_knows_the_cities_of_the_world() -> None:
    assert gazetteer("xx").find("Berlin") == at("Berlin")
    assert gazetteer("xx").country("Berlin") == ""


TABLE = rows("en", "places", 5)


def test_every_country_and_every_part_of_one_with_towns_is_where_its_cities_are() -> None:
    towns: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for line in cities().places:
        country, part, latitude, longitude, _ = line.split("\t")
        for key in ((country, ""), (country, part)):
            towns.setdefault(key, []).append((float(latitude), float(longitude)))
    for kind, code, degrees, names, _ in TABLE:
        country, _, part = code.partition(".")
        if kind in ("country", "part") and len(found := towns.get((country, part), [])) > 4:
            middle = [float(d) for d in degrees.split(",")]
            for axis in (0, 1):
                low, high = min(t[axis] for t in found), max(t[axis] for t in found)
                assert low - 6 <= middle[axis] <= high + 6, f"{names}: {middle} is not within {low}..{high}"


def test_every_other_name_of_a_city_leads_to_one_in_the_table() -> None:
    for kind, country, _, names, _ in TABLE:
        if kind == "city":
            assert all(at(name.strip()).country == country for name in names.split(";")), names


def test_no_two_rows_of_one_kind_bear_the_same_name() -> None:
    seen: set[tuple[str, str]] = set()
    for kind, _, _, names, _ in TABLE:
        for key in {fold(n) for n in names.split(";") if "~" not in n} if kind in ("country", "part", "area") else ():
            assert (kind, key) not in seen, names
            seen.add((kind, key))


def test_every_country_of_the_table_of_cities_has_a_name() -> None:
    named = {row[1] for row in TABLE if row[0] == "country"}
    assert {line.split("\t")[0] for line in cities().places} <= named


def test_the_notice_beside_the_table_counts_it() -> None:
    notice = (resources.files("timeline.events.where") / "cities.NOTICE.txt").read_text(encoding="utf-8")
    assert f"{len(cities().places):,} cities and {len(cities().names):,} names" in notice
    assert "Creative Commons Attribution 4.0" in notice
