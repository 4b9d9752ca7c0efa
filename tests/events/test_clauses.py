"""Which happening a time belongs to, and which times belong to none. Invented sentences, of Wednesday 15 May 2019."""

import pytest

from timeline.events.lexicon import lexicon
from timeline.events.parse.model import parse
from timeline.events.parse.sentences import sentences
from timeline.events.what.clauses import Finder
from timeline.events.what.status import Judge
from timeline.timex import tag
from timeline.values.time import TimeSpan

PUBLISHED = TimeSpan.of(2019, 5, 15)


def dated(text: str) -> dict[str, list[str]]:
    """The triggers of each expression."""
    [tree] = parse(text, list(sentences(text, "en")), "en")
    judge, finder = Judge(tree, lexicon("en"), PUBLISHED), Finder(tree, lexicon("en"))
    found = {}
    for expression in tag(text, published=PUBLISHED):
        time = expression.range or expression.time
        happenings = finder.happenings(expression, past=judge.has_begun(time), ahead=judge.is_future(time))
        found[expression.span.of(text)] = [h.trigger.text for h in happenings]
    return found


@pytest.mark.parametrize(
    ("text", "expression", "triggers"),
    [
        ("She was awarded a medal for achievement on Tuesday.", "Tuesday", ["awarded"]),
        ("They had been denied visas to enter the country until last week.", "last week", ["denied"]),
        ("Olsund was at large until 7 May, when he was caught in Velm.", "7 May", ["was", "caught"]),
        ("The court invited three judges to a ceremony in Velm on 20 May.", "20 May", ["ceremony"]),
        ("The strike, planned for Friday, was called off.", "Friday", ["strike"]),
        ("The union called a strike for 20 May.", "20 May", ["strike"]),
        ("A report published on Monday said crime fell.", "Monday", ["published"]),
        ("The mayor said on Monday she would ask: is the mill safe?", "Monday", ["said"]),
        ("Velm | News and views | The council of the old town met on Monday.", "Monday", ["met"]),
    ],
)
def test_a_time_belongs_to_what_happened_then(text: str, expression: str, triggers: list[str]) -> None:
    assert dated(text)[expression] == triggers


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("The town will host Expo 2021.", "2021"),
        ("A woman walks past the mill in Velm, May 12, 2019.", "May 12, 2019"),
        ("Photo: soldiers patrol the bridge, 3 May 2018.", "3 May 2018"),
        ("Velm | May 10 | The council met.", "May 10"),
        ("See news/2018/mill for how the mill burned.", "2018"),
        ("They told of the night they met.", "the night"),
    ],
)
def test_some_times_date_nothing(text: str, expression: str) -> None:
    assert dated(text).get(expression, []) == []


def test_a_caption_is_no_report_in_the_present() -> None:
    assert dated("The mayor visits Velm on May 12, 2019.")["May 12, 2019"] == ["visits"]
