"""The project's own corpus of time expressions: sentences with their gold written into them.

An item is a paragraph: a line ``# kind | 2019-05-15`` (what it is an example of, and the day it was published), then
the text, with each time expression in brackets: ``[words|TYPE|value]``, and after the value ``|mod=START``,
``|quant=EVERY`` or ``|freq=2X`` where there is one. A backslash before ``[``, ``]``, ``|`` or itself stands for that
character. A line that begins with ``##`` is a heading for people. Offsets count characters of the text without marks
and leave out their end. ``corpus/README.md`` says what is marked and with which value.

``python corpus_reader.py corpus/en.txt`` writes the same as JSON lines, one item a line.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NotRequired, TypedDict

from timeline.errors import TimelineError

CORPUS = Path(__file__).parent / "corpus"
TYPES = ("DATE", "TIME", "DURATION", "SET")

_HEAD = re.compile(r"# (?P<kind>[a-z0-9-]+) \| (?P<dct>\d{4}-\d\d-\d\d)")
_FIELD = re.compile(r"(?P<key>mod|quant|freq)=(?P<value>[A-Z0-9_]+)")


class Timex(TypedDict):
    """One expression, as TIMEX3 names its parts; ``end`` is the first character after it."""

    start: int
    end: int
    text: str
    type: str
    value: str
    mod: NotRequired[str]
    quant: NotRequired[str]
    freq: NotRequired[str]


class Item(TypedDict):
    """One paragraph of the corpus; ``doc_id`` is file/kind/number and stays when items of other kinds are added."""

    doc_id: str
    dct: str
    kind: str
    text: str
    timexes: list[Timex]


class BadMark(TimelineError):
    """An item that cannot be read as it stands."""

    def __init__(self, file: str, line: int, what: str) -> None:
        super().__init__(f"{file}, line {line}: {what}")


def items(text: str, *, name: str) -> Iterator[Item]:
    r"""The items of a corpus file's text, in its order; ``name`` begins their ids and stands in errors.

    >>> [item] = items("# weekday | 2019-05-15\nIt rained [Monday|DATE|2019-05-13].", name="en")
    >>> item["doc_id"], item["text"], item["timexes"][0]["start"], item["timexes"][0]["end"]
    ('en/weekday/1', 'It rained Monday.', 10, 16)

    Raises:
        BadMark: If a paragraph has no head, no text, or a mark that is not closed or not whole.
    """
    numbers: Counter[str] = Counter()
    for first, lines in _paragraphs(text):
        head = _HEAD.fullmatch(lines[0])
        if head is None:
            raise BadMark(name, first, f"'{lines[0][:60]}' is not a head; write: # kind | 2019-05-15")
        try:
            date.fromisoformat(head["dct"])
        except ValueError:
            raise BadMark(name, first, f"there is no day {head['dct']}; write one that exists") from None
        if len(lines) == 1:
            raise BadMark(name, first, "a head without a text; write the text on the line below it")
        numbers[head["kind"]] += 1
        plain, timexes = _unmarked("\n".join(lines[1:]), name, first + 1)
        yield {
            "doc_id": f"{name}/{head['kind']}/{numbers[head['kind']]}",
            "dct": head["dct"],
            "kind": head["kind"],
            "text": plain,
            "timexes": timexes,
        }


def read(path: Path) -> list[Item]:
    """The items of a corpus file, in its order; raises as :func:`items` does."""
    return list(items(path.read_text(encoding="utf-8"), name=path.stem))


def _paragraphs(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each paragraph's first line number, from 1, and its lines; headings for people are left out."""
    first, lines = 0, list[str]()
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.strip() and not line.startswith("##"):
            first = first if lines else number
            lines.append(line)
        elif lines:
            yield first, lines
            lines = []


def _unmarked(marked: str, file: str, line: int) -> tuple[str, list[Timex]]:
    """The text without its marks, and the marks; ``line`` is the number of its first line."""
    plain, timexes = "", list[Timex]()
    fields: list[str] | None = None  # of the mark being read; None outside one
    at = 0
    while at < len(marked):
        char, here = marked[at], line + marked.count("\n", 0, at)
        if char == "\\":
            at += 1
            char = marked[at : at + 1]
            if char not in ("[", "]", "|", "\\"):
                raise BadMark(file, here, f"a backslash before '{char}'; it may stand before [ ] | and \\ only")
            if fields is None:
                plain += char
            else:
                fields[-1] += char
        elif char == "[":
            if fields is not None:
                raise BadMark(file, here, f"a mark opens inside '[{fields[0]}'; close that one with ]")
            fields = [""]
        elif char == "]":
            if fields is None:
                raise BadMark(file, here, "a ] that closes no mark; write \\] for the character")
            timexes.append(_timex(fields, len(plain), file, here))
            plain, fields = plain + fields[0], None
        elif fields is None:
            plain += char
        elif char == "|":
            fields.append("")
        else:
            fields[-1] += char
        at += 1
    if fields is not None:
        raise BadMark(file, line + marked.count("\n"), f"the mark '[{fields[0][:60]}' is never closed; end it with ]")
    return plain, timexes


def _timex(fields: list[str], start: int, file: str, line: int) -> Timex:
    shown = f"the mark '[{'|'.join(fields)}]'"
    if len(fields) < 3:
        raise BadMark(file, line, f"{shown} is not whole; write [words|TYPE|value]")
    words, kind, value, *more = fields
    if not words or words != words.strip():
        raise BadMark(file, line, f"{shown} has no words, or spaces around them; mark the words alone")
    if kind not in TYPES:
        raise BadMark(file, line, f"{shown} has the type '{kind}'; there are: {', '.join(TYPES)}")
    if not value:
        raise BadMark(file, line, f"{shown} has no value")
    timex: Timex = {"start": start, "end": start + len(words), "text": words, "type": kind, "value": value}
    for field in more:
        extra = _FIELD.fullmatch(field)
        if extra is None:
            raise BadMark(file, line, f"{shown} ends in '{field}'; write mod=, quant= or freq= and a word in capitals")
        key = extra["key"]
        if key == "mod":
            timex["mod"] = extra["value"]
        elif key == "quant":
            timex["quant"] = extra["value"]
        else:
            timex["freq"] = extra["value"]
    return timex


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        for item in read(Path(argument)):
            print(json.dumps(item, ensure_ascii=False))
