"""The corpus is whole: every item parses, every kind is there, every value is TIMEX3 and fits its words."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from eval.corpus_reader import CORPUS, BadMark, Item, items, read

YEAR, MONTH, DAY = r"(\d{4}|XXXX)", r"(0[1-9]|1[0-2]|XX)", r"(0[1-9]|[12]\d|3[01]|XX)"
CLOCK = r"T([01]\d|2[0-4])(:[0-5]\d(:[0-5]\d)?)?(Z|[+-][01]\d(:[0-5]\d)?)?"
PART = r"T(MO|MI|AF|EV|NI|DT)"
AMOUNT = r"(\d+(\.\d+)?|X)"

WELL_FORMED = {
    "DATE": [
        rf"(BC)?{YEAR}(-{MONTH}(-{DAY})?)?",  # a year, a month, a day
        r"(BC)?\d{2,3}",  # a century, a decade
        rf"{YEAR}-W(0[1-9]|[1-4]\d|5[0-3])(-WE)?",
        rf"(BC)?{YEAR}-(SP|SU|FA|WI|Q[1-4]|H[12])",
        r"FY\d{4}",
        r"(PAST|PRESENT|FUTURE)_REF",
    ],
    "TIME": [rf"{YEAR}-{MONTH}-{DAY}({CLOCK}|{PART})"],
    "DURATION": [
        rf"P({AMOUNT}Y)?({AMOUNT}M)?({AMOUNT}W)?({AMOUNT}D)?(?<!P)",
        rf"PT({AMOUNT}H)?({AMOUNT}M)?({AMOUNT}S)?(?<!T)",
    ],
    "SET": [
        r"P\d+[YMWD]",
        r"PT\d+[HMS]",
        r"XXXX-WXX-[1-7]",
        r"XXXX-WXX-WE",
        rf"XXXX-{MONTH}(-{DAY})?",
        r"XXXX-(SP|SU|FA|WI|Q[1-4])",
        rf"XXXX-XX-XX({PART}|{CLOCK})",
        rf"XXXX-WXX-[1-7]({PART}|{CLOCK})",
    ],
}
MODS = {"START", "MID", "END", "APPROX", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER"}
MODS |= {"LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"}

WEEKDAYS = {
    "en": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    "de": ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
}
LEAST = {"en": 320, "de": 200}  # items in each file
LOOK_ALIKES = {"en": 60, "de": 25}  # of them, those of the kinds not-…

LANGUAGES = sorted(LEAST)


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    language: str = request.param
    return language


@pytest.fixture(scope="module")
def corpus(language: str) -> list[Item]:
    return read(CORPUS / f"{language}.txt")


def test_the_corpus_has_its_size_and_every_kind_five_items(corpus: list[Item], language: str) -> None:
    kinds = Counter(item["kind"] for item in corpus)
    assert len(corpus) >= LEAST[language]
    assert sum(n for kind, n in kinds.items() if kind.startswith("not-")) >= LOOK_ALIKES[language]
    assert {kind: n for kind, n in kinds.items() if n < 5} == {}


def test_no_text_stands_twice(corpus: list[Item]) -> None:
    assert [text for text, n in Counter(item["text"] for item in corpus).items() if n > 1] == []


def test_marks_stand_in_text_order_on_the_very_words(corpus: list[Item]) -> None:
    for item in corpus:
        end = 0
        for timex in item["timexes"]:
            assert timex["start"] >= end, item["doc_id"]
            assert item["text"][timex["start"] : timex["end"]] == timex["text"], item["doc_id"]
            end = timex["end"]


def test_every_value_is_well_formed_timex3(corpus: list[Item]) -> None:
    bad = [
        (item["doc_id"], timex["text"], timex["value"])
        for item in corpus
        for timex in item["timexes"]
        if not any(re.fullmatch(form, timex["value"]) for form in WELL_FORMED[timex["type"]])
    ]
    assert bad == []


def test_every_modifier_quantity_and_frequency_is_one_of_timex3(corpus: list[Item]) -> None:
    for item in corpus:
        for timex in item["timexes"]:
            assert timex.get("mod", "START") in MODS, item["doc_id"]
            assert re.fullmatch(r"EVERY|EACH", timex.get("quant", "EVERY")), item["doc_id"]
            assert re.fullmatch(r"\d+X", timex.get("freq", "1X")), item["doc_id"]
            assert timex["type"] == "SET" or not timex.keys() & {"quant", "freq"}, item["doc_id"]


def test_every_day_named_exists_and_falls_on_the_weekday_its_words_say(corpus: list[Item], language: str) -> None:
    for item in corpus:
        for timex in item["timexes"]:
            stated = re.match(r"(\d{4}-\d\d-\d\d)(T|$)", timex["value"])
            if stated is None:
                continue
            day = date.fromisoformat(stated[1])
            words = re.findall(r"\w+", timex["text"].lower())
            said = [number for number, name in enumerate(WEEKDAYS[language]) for word in words if word.startswith(name)]
            if re.match(r"der Nacht (zum|auf) ", timex["text"]):
                day += timedelta(1)  # a night bears the day on which it begins
            anchored = re.search(r" (before|after|vor|nach|ago) ?", timex["text"])
            assert not said or anchored or day.weekday() == said[0], (item["doc_id"], timex["text"], timex["value"])


def test_every_week_that_is_named_has_such_a_number_in_its_year(corpus: list[Item]) -> None:
    for item in corpus:
        for timex in item["timexes"]:
            if week := re.match(r"(\d{4})-W(\d\d)", timex["value"]):
                date.fromisocalendar(int(week[1]), int(week[2]), 1) + timedelta(6)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Rain fell.", "line 1: 'Rain fell.' is not a head"),
        ("# day | 2019-02-30\nRain.", "line 1: there is no day 2019-02-30"),
        ("\n\n# day | 2019-05-15", "line 3: a head without a text"),
        ("# day | 2019-05-15\nRain [today|DATE].", "line 2: the mark '[today|DATE]' is not whole"),
        ("# day | 2019-05-15\nRain fell\n[today|DAY|2019].", "line 3: the mark '[today|DAY|2019]' has the type 'DAY'"),
        ("# day | 2019-05-15\nRain [today|DATE|2019-05-15.", "line 2: the mark '[today' is never closed"),
        ("# day | 2019-05-15\nRain [to[day|DATE|2019-05-15].", "line 2: a mark opens inside '[to'"),
        ("# day | 2019-05-15\nRain] today.", "line 2: a ] that closes no mark"),
        ("# day | 2019-05-15\nRain [ today|DATE|2019-05-15].", "spaces around them"),
        ("# day | 2019-05-15\nRain [today|DATE|].", "has no value"),
        ("# day | 2019-05-15\nRain [today|DATE|2019-05-15|START].", "ends in 'START'"),
        ("# day | 2019-05-15\nRain \\today.", "a backslash before 't'"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text: str, says: str) -> None:
    with pytest.raises(BadMark, match=re.escape(says)):
        list(items(text, name="en"))


def test_an_escaped_character_stands_for_itself_inside_a_mark_and_out() -> None:
    [item] = items("# day | 2019-05-15\nA \\[sic\\] \\| [to\\|day|DATE|2019-05-15|mod=START] \\\\", name="en")
    assert item["text"] == "A [sic] | to|day \\"
    assert item["timexes"] == [
        {"start": 10, "end": 16, "text": "to|day", "type": "DATE", "value": "2019-05-15", "mod": "START"}
    ]
