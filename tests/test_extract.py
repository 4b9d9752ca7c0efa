"""From a document to its mentions, through both rooms; the examples that `make demo` reads."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from timeline.extract import extract, language_code, reading
from timeline.languages import language, languages
from timeline.values import edtf
from timeline.values.document import Document
from timeline.values.mention import Basis, Mention, Status
from timeline.values.time import Doubt, TimeSpan

EXAMPLES = Path(__file__).parent.parent / "examples"


def example(name: str) -> Document:
    title, day, _, text = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8").split("\n", 3)
    year, month, number = map(int, day.split("-"))
    return Document(name, name, text, TimeSpan.of(year, month, number), title=title)


def line(mention: Mention) -> tuple[str | None, str | None, str]:
    return (mention.time.first_day, mention.time.last_day, mention.status) if mention.time else (None, None, "")


@pytest.mark.parametrize(
    ("title", "first", "last", "status"),
    [
        ("Hamas's attack", "2023-10-07", "2023-10-07", Status.OCCURRED),
        ("Hamas to release all hostages before Trump's inauguration", "2025-01-20", "2025-01-20", Status.DEADLINE),
        ("Trump's inauguration", "2025-01-20", "2025-01-20", Status.SCHEDULED),
        ("Israel's president, Isaac Herzog, called Musk", "2024-12-02", "2024-12-07", Status.OCCURRED),
        (
            "Musk facilitated a conversation between Trump and the Ukrainian president, Volodymyr Zelenskyy",
            "2024-01-01", "2024-12-07", Status.OCCURRED,
        ),
        (
            "Musk's standing with Trump will bring a breakthrough, Israel hopes",
            "2024-12-31", "2024-12-31", Status.DEADLINE,
        ),
        ("Herzog turns to Musk over the hostages held in Gaza", "2024-12-07", "2024-12-07", Status.OCCURRED),
    ],
)  # fmt: skip
def test_the_example_of_herzog_and_musk_has_this_line(title: str, first: str, last: str, status: Status) -> None:
    found = {m.title: line(m) for m in extract(example("herzog-musk"))}
    assert found[title] == (first, last, status)


@pytest.mark.parametrize("name", sorted(f.stem for f in EXAMPLES.glob("*.txt")))
def test_every_example_gives_a_lead_and_more(name: str) -> None:
    first, *others = extract(example(name))
    assert first.lead
    assert len(others) > 4


def test_extraction_is_the_same_every_time() -> None:
    assert extract(example("river-flood")) == extract(example("river-flood"))


def test_without_a_publication_day_only_what_is_stated_is_dated() -> None:
    text = "The mill burned down on 3 May 2018. It was rebuilt last week."
    found = extract(Document("x", "x", text))
    assert [(m.basis, line(m)[0]) for m in found if not m.lead or m.expression] == [
        (Basis.STATED, "2018-05-03"),
        (Basis.UNKNOWN, None),
    ]


DUTCH = (
    "De regering heeft bekendgemaakt dat de brug in het centrum van de stad op 07.10.2023 wordt gesloten, omdat de "
    "fundering is verzakt en het water te hoog stond. Maandag kwamen de bewoners. De minister zei dat er sinds "
    "25/3/2021 op die plek geen schade was gevonden, en dat er nu snel een nieuwe brug moet komen."
)
GERMAN = (
    "Die Stadt hat am Dienstag mitgeteilt, dass die Brücke im Zentrum im Mai geschlossen wird, weil das Fundament sich "
    "gesenkt hat und das Wasser des Flusses zu hoch stand; es war das dritte Mal in einem Jahr, dass dort ein Schaden "
    "gefunden wurde, sagte der Minister."
)
ENGLISH = (
    "The town said on Tuesday that the bridge in its centre would be closed in May, since the foundation has sunk and "
    "the water of the river was too high; it was the third time in a year that damage had been found there, the "
    "minister told reporters."
)


def test_a_language_without_a_file_gives_its_dates_in_figures_and_says_so() -> None:
    lead, closed, found = extract(Document("x", "x", DUTCH, TimeSpan.of(2023, 9, 1), language="nl"))
    assert lead.lead
    assert [line(m)[0] for m in (closed, found)] == ["2023-10-07", "2021-03-25"]
    assert all("'nl', which has no file: only dates in figures" in m.reason for m in (lead, closed, found))


@pytest.mark.parametrize(
    ("text", "stated", "code", "guessed"),
    [
        (DUTCH, None, "nl", True),
        (DUTCH, "en", "en", False),  # what is stated is believed
        (DUTCH[:150], None, "en", False),  # too short to tell
        (GERMAN, None, "de", False),
        (GERMAN, "und", "de", False),  # states that it does not know
        (ENGLISH, None, "en", False),
        ("".join(f"Orvik {n} Tallmark Velm Osk\n" for n in range(30)), None, "en", False),  # names tell nothing
    ],
)
def test_a_document_that_states_no_language_is_read_as_what_its_words_tell_clearly(
    text: str, stated: str | None, code: str, guessed: bool
) -> None:
    read = reading(Document("x", "x", text, language=stated))
    assert (read.code, read.guessed) == (code, guessed)


def test_a_language_told_by_the_words_is_said_to_be_a_guess() -> None:
    [lead, *_] = extract(Document("x", "x", DUTCH, TimeSpan.of(2023, 9, 1)))
    assert "seems to be 'nl'" in lead.reason


def test_plain_english_is_told_without_loading_the_model() -> None:
    code = (
        "import sys; from timeline.extract import reading; from timeline.values.document import Document; "
        "reading(Document('x', 'x', sys.argv[1])); assert 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, ENGLISH], check=True)


def test_no_word_tells_two_languages() -> None:
    seen: dict[str, str] = {}
    for code in languages():
        for word in language(code).get("frequent", "").split():
            assert seen.setdefault(word, code) == code


@pytest.mark.parametrize(
    ("said", "code"), [("en-US", "en"), ("EN_gb", "en"), ("English", "en"), ("", "en"), ("zz", "zz")]
)
def test_a_document_s_language_is_brought_to_its_code(said: str, code: str) -> None:
    assert language_code(said) == code


def test_what_stands_above_the_prose_is_neither_sentence_nor_time() -> None:
    head = "The 3 May fire\ndate 2019-05-15 "
    text = head + "A ferry sank in Tallmark on Tuesday with 40 people on board."
    document = Document("a", "a", text, TimeSpan.of(2019, 5, 15), body=len(head))
    [lead] = extract(document)
    assert (lead.quote.of(text), lead.lead) == (text[len(head) :], True)
    assert lead.time == TimeSpan.of(2019, 5, 14)


@pytest.mark.parametrize(
    ("language", "day"),
    [("en-GB", TimeSpan.of(2021, 4, 3)), ("en-US", TimeSpan.of(2021, 3, 4)), ("de-AT", TimeSpan.of(2021, 4, 3))],
)
def test_the_country_of_a_documents_language_says_which_number_is_the_day(language: str, day: TimeSpan) -> None:
    text = "The council met. A fire destroyed a warehouse in Leeds on 3/4/2021, and 40 people were hurt."
    document = Document("a", "a", text, TimeSpan.of(2024, 1, 10), language=language)
    assert day in [m.time for m in extract(document)]


def test_what_a_fiscal_year_dates_is_in_the_timeline_about_that_year() -> None:
    text = "The maker of pumps said profit rose sharply in fiscal 2018 after it sold a plant."
    [lead] = [m for m in extract(Document("a", "a", text, TimeSpan.of(2019, 5, 15))) if m.time]
    assert lead.time == replace(TimeSpan.of(2018), doubt=Doubt.APPROXIMATE)


def test_a_publication_to_the_minute_makes_no_later_hour_of_its_day_another_week() -> None:
    published = edtf.parse("2019-05-15T08:30:00")
    for said, day in (("Wednesday evening", "2019-05-15"), ("Wednesday", "2019-05-15"), ("Thursday", "2019-05-09")):
        text = f"The old mill at the river in Velm burned down on {said}."
        assert [m.time and m.time.first_day for m in extract(Document("a", "a", text, published)) if m.lead] == [day]
