"""What the codes and words of published tables of events mean: the text files beside this one that begin with ``_``."""

from functools import cache
from importlib import resources

from timeline.values.mention import Kind


def rows(file: str) -> list[list[str]]:
    """The rows of such a file, each as its fields between bars; lines that begin with ``#`` are for people."""
    text = (resources.files(__package__) / file).read_text(encoding="utf-8")
    return [[field.strip() for field in line.split("|")] for line in text.splitlines() if line and line[0] != "#"]


def country(*, iso: int | None = None, ward: int | None = None, name: str = "") -> str:
    """The two letters of ISO 3166-1 for its numeric code, a number of Gleditsch and Ward's, or else a name; or nothing.

    >>> country(iso=32), country(ward=775), country(name="West Germany (FRG)"), country(name="Soviet Union")
    ('AR', 'MM', 'DE', '')
    """
    by_iso, by_ward, by_name = _countries()
    return by_iso.get(iso or 0) or by_ward.get(ward or 0) or by_name.get(name.strip().casefold(), "")


@cache
def _countries() -> tuple[dict[int, str], dict[int, str], dict[str, str]]:
    by_iso: dict[int, str] = {}
    by_ward: dict[int, str] = {}
    by_name: dict[str, str] = {}
    for letters, number, wards, names in rows("_conflict_countries.txt"):
        if number:
            by_iso[int(number)] = letters
        by_ward.update((int(ward), letters) for ward in wards.split())
        by_name.update((name.strip().casefold(), letters) for name in names.split(";"))
    return by_iso, by_ward, by_name


def kind(form: str, *words: str) -> Kind | None:
    """The kind that the table gives the first of these words that it has."""
    table = _kinds()
    return next((table[key] for word in words if (key := (form, word.strip().casefold())) in table), None)


@cache
def _kinds() -> dict[tuple[str, str], Kind]:
    return {(form, word.casefold()): Kind(found) for form, word, found in rows("_conflict_kinds.txt")}
