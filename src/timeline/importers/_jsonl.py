"""The objects of JSON Lines, one at a time, with the numbers of their lines."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from timeline.importers._lines import lines
from timeline.importers.base import ImportOptions, Source
from timeline.values.problem import Problem

_DEEP: Final = 200
_HALF: Final = re.compile("[\ud800-\udfff]")


def first_object(head: bytes) -> dict[str, Any]:
    """The object in the first line that is not blank, for a look at its names; none where it has none, or not whole."""
    line = head.decode("utf-8-sig", "replace").lstrip().partition("\n")[0]
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def objects(source: Source, options: ImportOptions) -> Iterator[tuple[int, dict[str, Any]] | Problem]:
    """Each line's object; a line that is none, or names one thing twice, is a problem.

    Raises:
        NotRead: As :func:`timeline.importers._lines.lines`.
    """
    for one in lines(source, options):
        if isinstance(one, Problem):
            yield one
            continue
        number, line = one
        if line.isspace():
            continue
        where = f"{source.origin}:{number}"
        try:
            found = json.loads(line, object_pairs_hook=_distinct, strict=False)
            if line.count("[") + line.count("{") > _DEEP:
                json.dumps(found)  # what is read may still be too deep to be written
        except json.JSONDecodeError as wrong:
            yield Problem(where, f"is no JSON: {wrong.msg} at character {wrong.pos + 1}", "mend it, or leave it out")
        except _Twice as wrong:
            yield Problem(where, f"has two values for {wrong.name[:40]!r}", "leave one out")
        except (ValueError, RecursionError):
            what = "is no JSON that can be read: a number too long, or nested too deep"
            yield Problem(where, what, "leave it out")
        else:
            if isinstance(found, dict):
                yield number, found
            else:
                yield Problem(where, f"is {_article(found)}, no object", "put each row into braces, on a line")


def cells(row: dict[str, Any]) -> list[tuple[str, str]]:
    """Its names and values as text: a list of strings parted by semicolons, other things as JSON; empty ones left out.

    >>> cells({"text": "It rained", "story": None, "sources": ["BBC", "AFP"], "n": 3})
    [('text', 'It rained'), ('sources', 'BBC; AFP'), ('n', '3')]
    """
    return [(whole(name), text) for name, value in row.items() if (text := _text(value)).strip()]


def whole(text: str) -> str:
    """The text, with U+FFFD for half a surrogate pair, which JSON can escape and UTF-8 cannot say."""
    return _HALF.sub("\ufffd", text)


def _text(value: Any) -> str:
    if value is None or value == []:
        return ""
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, list) and all(isinstance(one, str) and ";" not in one for one in value):
        return whole("; ".join(value))
    return whole(json.dumps(value, ensure_ascii=False))


def _article(value: Any) -> str:
    return {list: "a list", str: "a text", bool: "true or false", type(None): "null"}.get(type(value), "a number")


class _Twice(ValueError):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Twice(name)
        found[name] = value
    return found
