"""When two mentions tell of one happening."""

from timeline.events.likeness import compare, evidence, read
from timeline.languages import language
from timeline.languages.rarity import wording
from timeline.values.document import Document
from timeline.values.mention import Basis, Mention, Status, TextSpan
from timeline.values.time import TimeSpan


def told(text: str, time: TimeSpan | None = None) -> Mention:
    basis = Basis.STATED if time else Basis.UNKNOWN
    return Mention(TextSpan(0, len(text)), text, Status.OCCURRED, time, basis)


def test_the_same_words_on_the_same_day_are_one_happening_and_a_week_later_another() -> None:
    text = "A freighter ran aground off Vardø."
    days = [TimeSpan.of(2019, 5, 7), TimeSpan.of(2019, 5, 7), TimeSpan.of(2019, 5, 14)]
    one, same, later = (
        read(evidence(Document(str(n), str(n), f"{text} {n}"), [told(text, day)])[0].facts)
        for n, day in enumerate(days)
    )
    link = compare(one, same)
    assert link
    assert link.score > 0.5
    assert compare(one, later) is None


def test_the_forms_of_a_word_have_the_stem_that_the_language_says() -> None:
    for stem, forms in language("en")["wording"]["examples"].items():
        assert {wording("en").stem(form) for form in forms.split()} == {stem}
