"""Which names stand for one without anybody saying so."""

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.store.naming import match_key

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("person", "Élodie Marchand", "ELODIE MARCHAND"),
        ("person", "J. P. Harrow", "JP Harrow"),
        ("person", "Sean O'Dare", "Sean O’Dare"),
        ("organisation", "The Velm Herald", "Velm Herald"),
        ("organisation", "Nordlinie", "Nordlinie AG"),
        ("organisation", "Harbour Tools Co., Ltd.", "Harbour Tools"),
        ("organisation", "Banco Lume S.A.", "Banco Lume"),
        ("place", "U.S.", "US"),
        ("place", "Ostermoor-Velm", "Ostermoor Velm"),
    ],
)
def test_what_differs_only_in_how_it_is_written_is_one(kind: str, one: str, other: str) -> None:
    assert match_key(one, kind) == match_key(other, kind)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("person", "Marchand", "Elodie Marchand"),  # a surname may be anybody's
        ("person", "Elodie Marchand", "Elodie B. Marchand"),
        ("person", "Ann Co", "Ann"),  # only organisations have legal forms
        ("organisation", "Velm Post Company", "Velm Post"),  # which owns it
        ("organisation", "Co", "Inc"),  # a name is never left without a word
        ("organisation", "AG Nordlinie", "Nordlinie"),  # only behind the name
        ("place", "Velm", "New Velm"),
        ("other", "!", "?"),
    ],
)
def test_what_differs_in_a_word_is_not(kind: str, one: str, other: str) -> None:
    assert match_key(one, kind) != match_key(other, kind)


@given(st.text(max_size=30), st.sampled_from(["person", "organisation", "place", "other"]))
def test_case_and_spaces_around_never_count_and_nothing_becomes_nameless(name: str, kind: str) -> None:
    assert match_key(f"  {name.casefold()} ", kind) == match_key(f"  {name} ", kind)
    assert match_key(name, kind) or not name


@given(
    st.text(st.sampled_from("aBé. 'tTheINCinc1-_漢ß"), max_size=24),
    st.sampled_from(["person", "organisation", "place"]),
)
def test_names_that_were_stored_before_got_the_same_keys(name: str, kind: str) -> None:
    [file] = (ROOT / "migrations" / "versions").glob("0002_*.py")
    spec = importlib.util.spec_from_file_location("migration", file)
    assert spec is not None
    assert spec.loader is not None
    migration = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(migration)
    assert migration.key(name, kind) == match_key(name, kind)
