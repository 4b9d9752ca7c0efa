"""Which sentences of a document are read: those with a time that may date something, and the first few.

A short document is read whole. The sentences go by one at a time and most are let go, so that a text of a hundred
megabytes holds no list of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.events.parse.sentences import LONGEST, sentences
from timeline.values.document import Document
from timeline.values.mention import TextSpan, TimeExpression

ALWAYS = 3  # sentences at the beginning that are read in any document
FIRST = 30  # sentences kept from the beginning; a document of no more is read whole
_OPENING = 40  # characters in which a pronoun may open a sentence


@dataclass(frozen=True, slots=True)
class Placed:
    """The ``first`` sentences, those with expressions that count (``timed``), and ``rest``: what is read without."""

    first: list[TextSpan]
    timed: dict[TextSpan, list[TimeExpression]]
    rest: list[TextSpan]


def place(document: Document, expressions: Sequence[TimeExpression], code: str, *, thorough: bool = False) -> Placed:
    """The sentences to be read, in the order of the text; with ``thorough`` all of them, however long the document."""
    waiting = [e for e in reversed(expressions) if counts(e, document)]
    first: list[TextSpan] = []
    timed: dict[TextSpan, list[TimeExpression]] = {}
    rest: list[TextSpan] = []
    whole = True
    for span in sentences(document.text, code, start=document.body):
        rest.append(span)
        if len(first) < FIRST:
            first.append(span)
        elif not thorough:
            whole, rest = False, []
            if not waiting:
                break
        while waiting and waiting[-1].span.start < span.end:
            expression = waiting.pop()
            if expression.span.start >= span.start:
                timed.setdefault(span, []).append(expression)
    return Placed(first, timed, rest if whole else first[:ALWAYS])


def before_pronouns(document: Document, spans: Sequence[TextSpan], code: str, lexicon: Lexicon) -> Iterator[TextSpan]:
    """The sentences before those that begin with "it" or "they", since they tell what is meant."""
    pronouns = lexicon.words["neuter"]
    for span in spans:
        opening = span.of(document.text)[:_OPENING].lower().split()
        start = max(document.body, span.start - LONGEST)
        if not pronouns.intersection(opening) or "\n" in document.text[span.start - 1 : span.start]:
            continue
        before = [s for s in sentences(document.text[start : span.start], code) if s.end > s.start]
        if before and before[-1].start > 0:
            yield TextSpan(start + before[-1].start, start + before[-1].end)


def counts(expression: TimeExpression, document: Document) -> bool:
    """Whether an expression may date a happening, or would if the publication day were known.

    The second end of a range dates nothing anew, but is kept, since it is not to stand in a title.
    """
    if expression.ends_range:
        return expression.range is not None
    if expression.type not in ("DATE", "TIME") or expression.value.endswith("_REF"):
        return False
    return expression.time is not None or expression.range is not None or document.published is None
