"""How real a happening is: the table of statuses.toml, judged word by word, whether a time dates it or not."""

import re
import tomllib
from pathlib import Path

import pytest

from events.marking import PUBLISHED, marked, mentions
from timeline.events.lexicon import lexicon
from timeline.events.parse.model import parse
from timeline.events.parse.trees import Tree, Word
from timeline.events.what.allegations import alleged_by
from timeline.events.what.happenings import Happening
from timeline.events.what.status import Judge
from timeline.events.who.names import Names
from timeline.values.mention import Status, TextSpan, TimeExpression

TABLE = tomllib.loads((Path(__file__).parent / "statuses.toml").read_text(encoding="utf-8"))
ROWS = [
    pytest.param(
        row["text"],
        row.get("is", status),
        row.get("by", ""),
        id=f"{status}: {row['text'][:60]}",
        marks=[pytest.mark.xfail(strict=True)] if row.get("wrong") else [],
    )
    for status, table in TABLE.items()
    for row in table["sentences"]
]


def read(text: str) -> tuple[Tree, Word, TimeExpression | None]:
    """The sentence as a tree, the word between asterisks, and the first time that is marked."""
    plain, expressions = marked(re.sub(r"\*", "", text))
    at = len(re.sub(r"\{([^=}]+)=[^}]*\}", r"\1", text[: text.index("*")]))
    [tree] = parse(plain, [TextSpan(0, len(plain))], "en")
    word = next(w for w in tree.words if w.span.start <= at < w.span.end)
    return tree, word, expressions[0] if expressions else None


@pytest.mark.parametrize(("text", "status", "by"), ROWS)
def test_a_happening_is_as_real_as_its_sentence_says(text: str, status: str, by: str) -> None:
    tree, word, expression = read(text)
    judge = Judge(tree, lexicon("en"), PUBLISHED)
    happening = Happening(word, "marked")
    assert judge.status(happening, expression, expression.time if expression else None) == status
    if status == Status.ALLEGED:
        names = Names(re.sub(r"\*|\{([^=}]+)=[^}]*\}", r"\1", text), lexicon("en"))
        names.learn([tree])
        assert alleged_by(tree, happening, lexicon("en"), names) == by


def test_every_status_has_its_sentences() -> None:
    assert set(TABLE) == set(Status)
    assert len(ROWS) > 100


@pytest.mark.parametrize(
    ("text", "by"),
    [
        (
            "Elena Marsh left the town of Velm by boat. Marsh accused Orvik Mining of bribing him in {2017=2017}.",
            "Elena Marsh",
        ),
        (
            "Elena Marsh left the town of Velm by boat. She claims that a judge took bribes in {2017=2017}.",
            "Elena Marsh",
        ),
        ("The two bought shares in {2017=2017}, the police said.", ""),  # what is plainly said is not alleged
    ],
)
def test_a_mention_names_in_full_who_alleges_it(text: str, by: str) -> None:
    [found] = mentions(text)
    assert (found.alleged_by, found.status is Status.ALLEGED) == (by, bool(by))
