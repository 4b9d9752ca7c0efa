"""The tables of codes: each code and name once, and right where somebody else's list can be asked."""

import re

import pytest

from timeline.importers._codes import country, kind, rows
from timeline.values.mention import Kind

COUNTRIES = rows("_conflict_countries.txt")


def test_every_country_has_four_fields_and_stands_in_order() -> None:
    assert [row[0] for row in COUNTRIES] == sorted({row[0] for row in COUNTRIES})
    for row in COUNTRIES:
        assert len(row) == 4
        assert re.fullmatch(r"[A-Z]{2}", row[0])
        assert row[3]


def test_no_code_and_no_name_means_two_countries() -> None:
    codes = [code for row in COUNTRIES for code in (row[1], *(f"ward {ward}" for ward in row[2].split())) if code]
    names = [name.strip().casefold() for row in COUNTRIES for name in row[3].split(";")]
    assert len(codes) == len(set(codes))
    assert len(names) == len(set(names))


def test_numbers_are_those_that_unicode_has_for_the_letters() -> None:
    languages = pytest.importorskip("babel.core")
    aliases = languages.get_global("territory_aliases")  # numeric code to letters, of those that have both
    known = {code: letters[0] for code, letters in aliases.items() if code.isdigit() and len(letters) == 1}
    ours = {row[1].zfill(3): row[0] for row in COUNTRIES if row[1]}
    shared = known.keys() & ours.keys()
    assert len(shared) > 200
    assert {code: ours[code] for code in shared} == {code: known[code] for code in shared}


def test_a_state_that_fell_into_several_has_no_letters() -> None:
    for name in ("Soviet Union", "Yugoslavia", "Czechoslovakia", "Serbia-Montenegro", "International", ""):
        assert country(name=name) == ""
    assert country(ward=315) == ""


def test_every_kind_of_the_table_is_one_that_mentions_have() -> None:
    table = rows("_conflict_kinds.txt")
    assert {kind(form, word) for form, word, _ in table} <= set(Kind)
    assert len({(form, word.casefold()) for form, word, _ in table}) == len(table)
    assert kind("acled", "Carnival", "Battles") is Kind.ATTACK
    assert kind("acled", "Carnival") is None
