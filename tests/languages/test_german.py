"""German: what holds of every form of a word, which no list of examples shows."""

from datetime import date, timedelta

import pytest

from timeline.events.parse.sentences import sentences
from timeline.extract import extract
from timeline.timex import tag
from timeline.values.document import Document
from timeline.values.time import TimeSpan

PUBLISHED = TimeSpan.of(2019, 5, 15)
UNITS = "ein zwei drei vier fünf sechs sieben acht neun".split()  # noqa: SIM905
TEENS = "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn".split()  # noqa: SIM905
TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()  # noqa: SIM905


def values(text: str) -> list[str]:
    return [e.value for e in tag(text, published=PUBLISHED, language="de")]


def word(number: int) -> str:
    if number < 20:
        return (UNITS + TEENS)[number - 1]
    ten, unit = TENS[number // 10 - 2], number % 10
    return f"{UNITS[unit - 1]}und{ten}" if unit else ten


def test_every_number_below_a_hundred_is_read_in_words() -> None:
    read = {n: values(f"Vor {word(n)} Tagen kam er.") for n in range(2, 100)}
    assert read == {n: [str(date(2019, 5, 15) - timedelta(n))] for n in range(2, 100)}


def test_every_year_of_the_last_century_is_read_in_words() -> None:
    read = {n: values(f"Im Jahr neunzehnhundert{word(n)} kam er.") for n in range(1, 100)}
    assert read == {n: [str(1900 + n)] for n in range(1, 100)}


@pytest.mark.parametrize(
    "text",
    [
        "der vergangene Monat",
        "im vergangenen Monat",
        "ein vergangener Monat",
        "vergangenen Monats",
        "nach vergangenem Monat",
    ],
)
def test_an_adjective_is_known_in_every_ending(text: str) -> None:
    assert values(text) == ["2019-04"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Morgen kommt er.", ["2019-05-16"]),
        ("Er kommt morgen.", ["2019-05-16"]),
        ("Er kommt morgen früh.", ["2019-05-16TMO"]),
        ("Heute Morgen kam er.", ["2019-05-15TMO"]),
        ("Am Morgen kam er.", ["2019-05-15TMO"]),
        ("Guten Morgen!", []),
    ],
)
def test_morgen_is_the_next_day_or_a_part_of_one_or_a_greeting(text: str, found: list[str]) -> None:
    assert values(text) == found


def test_numeric_dates_put_the_day_first() -> None:
    [found] = tag("am 10/12/2018", published=PUBLISHED, language="de")
    assert (found.value, set(found.readings)) == ("2018-12-10", {"2018-12-10", "2018-10-12"})


def test_a_day_of_the_month_does_not_end_a_sentence() -> None:
    text = "Am 3. Mai kam er, z. B. nach Bonn. Es regnete."
    assert [s.of(text) for s in sentences(text, "de")] == ["Am 3. Mai kam er, z. B. nach Bonn.", "Es regnete."]


@pytest.mark.parametrize("language", ["de", "de-AT", "deu", "German"])
def test_a_german_article_gives_its_dated_sentences(language: str) -> None:
    text = "Die Brücke ist gesperrt. Am 3. Oktober 1990 war sie eröffnet worden."
    document = Document("a.txt", "a.txt", text, published=PUBLISHED, language=language)
    [dated] = [m for m in extract(document) if not m.lead]
    assert dated.quote.of(text) == "Am 3. Oktober 1990 war sie eröffnet worden."
    assert dated.time == TimeSpan.of(1990, 10, 3)
