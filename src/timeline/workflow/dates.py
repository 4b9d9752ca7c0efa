"""Time expressions alone: text in, tagged expressions out, nothing stored."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timeline.errors import BadDate, BadRegion, UnknownName
from timeline.languages import languages
from timeline.timex import tag, timex3
from timeline.values import edtf
from timeline.values.mention import TimeExpression
from timeline.values.problem import Problem
from timeline.values.time import TimeSpan

_FRACTION = re.compile(r"(?<=:\d\d)\.\d+")
_REGION = re.compile("[A-Za-z]{2}")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text with the expressions found in it, in its order, none overlapping."""

    doc_id: str | None
    text: str
    expressions: list[TimeExpression]
    published: TimeSpan | None = None
    language: str = "en"
    line: int | None = None  # of the JSON lines that it came in


def dates(
    lines: Iterable[str],
    *,
    origin: str,
    anchor: str = "",
    language: str = "en",
    region: str | None = None,
    doc_id: str | None = None,
) -> Iterator[Tagged | Problem]:
    """The expressions of a text, or of texts that come one a line as JSON: ``{"doc_id", "dct", "text"}``.

    What begins with an object that has a ``text`` is taken for the latter, line by line and without keeping them.
    ``dct`` is the day of publication; ``anchor`` stands in where there is none; :func:`day` says what they may be. A
    line that cannot be read is a problem, named ``origin:LINE``. ``doc_id`` is the name of what is plain text;
    ``region`` an ISO 3166 code.

    Raises:
        BadDate: If ``anchor`` is no date.
        BadRegion: If ``region`` has not the form of a code.
        UnknownName: If the language has no file; the message lists those there are.
    """
    tagger = _Tagger(day(anchor) if anchor else None, language, region)
    rest = iter(lines)
    head = ""
    for line in rest:
        head += line
        if line.strip():
            break
    first = _object(head)
    if first is None:
        yield tagger.tagged(head + "".join(rest), doc_id, tagger.published)
        return
    number = head.count("\n", 0, len(head.rstrip())) + 1
    yield from _records(_counted([head], number), origin, tagger)
    yield from _records(_counted(rest, number + 1), origin, tagger)


def day(text: str) -> TimeSpan:
    """A day of publication as people and corpora write it: EDTF, or a TIMEX3 value, with or without a clock time.

    >>> [day(t).first_day for t in ("1998-10-25", "1998-10-25T21:57", "1998-10-25 21:57:00.123Z", "BC0044-03-15")]
    ['1998-10-25', '1998-10-25', '1998-10-25', '-0043-03-15']

    Raises:
        BadDate: If it is neither.
    """
    plain = _FRACTION.sub("", text.strip().replace(" ", "T", 1))
    try:
        return edtf.parse(plain)
    except BadDate:
        if (found := timex3.span(plain)) is None:
            raise
        return found


class _Tagger:
    """How texts are read: the same for all of an input."""

    def __init__(self, published: TimeSpan | None, language: str, region: str | None) -> None:
        if region is not None and not _REGION.fullmatch(region):
            raise BadRegion(region)
        if language not in languages():
            raise UnknownName("language", language, languages())
        self.published, self.language, self.region = published, language, region

    def tagged(self, text: str, doc_id: str | None, published: TimeSpan | None, line: int | None = None) -> Tagged:
        found = tag(text, published=published, language=self.language, region=self.region)
        return Tagged(doc_id, text, found, published, self.language, line)


def _counted(lines: Iterable[str], first: int) -> Iterator[tuple[int, str]]:
    return enumerate(lines, first)


def _object(line: str) -> dict[str, object] | None:
    if not line.lstrip("\ufeff \t\r\n").startswith("{"):
        return None
    try:
        found = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("text"), str) else None


def _records(lines: Iterable[tuple[int, str]], origin: str, tagger: _Tagger) -> Iterator[Tagged | Problem]:
    for number, line in lines:
        if not line.strip():
            continue
        record = _object(line)
        if record is None:
            yield Problem(f"{origin}:{number}", "this line is no JSON object with a text", 'write {"text": "…"}')
            continue
        text, name = str(record["text"]), record.get("doc_id")
        published = tagger.published
        if dct := record.get("dct"):
            try:
                published = day(str(dct))
            except BadDate as wrong:
                advice = "relative expressions are left unresolved"
                yield Problem(f"{origin}:{number}", f"dct: {wrong}", advice, skipped=False)
                published = None
        yield tagger.tagged(text, None if name is None else str(name), published, number)
