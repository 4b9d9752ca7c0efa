"""Which sentences of a document are needed: those with a time that may date something, and the first few.

The sentences go by one at a time and most are let go, so that a text of a hundred megabytes holds no list of them.
"""

from collections.abc import Iterator, Sequence

from timeline.events.lexicon import Lexicon
from timeline.events.sentences import LONGEST, sentences
from timeline.values.document import Document
from timeline.values.mention import TextSpan, TimeExpression

_OPENING = 40  # characters in which a pronoun may open a sentence
FIRST = 20  # sentences kept from the beginning


def place(
    document: Document, expressions: Sequence[TimeExpression], code: str
) -> tuple[list[TextSpan], dict[TextSpan, list[TimeExpression]]]:
    """The first sentences, and each sentence that has expressions which count, with them, in the order of the text."""
    waiting = [e for e in reversed(expressions) if counts(e, document)]
    first: list[TextSpan] = []
    placed: dict[TextSpan, list[TimeExpression]] = {}
    for span in sentences(document.text, code, start=document.body):
        if len(first) < FIRST:
            first.append(span)
        elif not waiting:
            break
        while waiting and waiting[-1].span.start < span.end:
            expression = waiting.pop()
            if expression.span.start >= span.start:
                placed.setdefault(span, []).append(expression)
    return first, placed


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
