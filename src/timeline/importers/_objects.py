"""Objects of JSON, one a line or taken from a file, and the cells that an object is."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from timeline.importers._lines import lines
from timeline.importers.base import ImportOptions, NotRead, Source
from timeline.values.problem import Problem

Cells = list[tuple[str, str]]
_DEEPEST: Final = 32  # how deep lists and objects may lie in each other; what tools write has five
_LONGEST_NAME: Final = 100  # characters of a path; what lies under a longer one stays JSON
_HALF: Final = re.compile("[\ud800-\udfff]")
_SPACE: Final = b"\xef\xbb\xbf \t\r\n"


def first_line(head: bytes) -> bytes:
    """The first line that is not blank, without the mark of UTF-8, for a look at it."""
    return head.lstrip(_SPACE).partition(b"\n")[0]


def objects(source: Source, options: ImportOptions) -> Iterator[tuple[int, dict[str, Any]] | Problem]:
    """The object of each line with its number; what is none is a problem.

    Raises:
        NotRead: As :func:`timeline.importers._lines.lines`.
    """
    for one in lines(source, options):
        if isinstance(one, Problem):
            yield one
        elif not one[1].isspace():
            try:
                yield one[0], parsed(one[1])
            except NotRead as why:
                yield Problem(f"{source.origin}:{one[0]}", why.what, why.advice)


def parsed(text: str) -> dict[str, Any]:
    """The object that a text is; half a surrogate pair, which JSON can escape and UTF-8 cannot say, becomes U+FFFD.

    Raises:
        NotRead: If it is no object, names one thing twice, or is nested too deep.
    """
    try:
        found = json.loads(text, object_pairs_hook=_distinct, strict=False)
    except json.JSONDecodeError as wrong:
        raise NotRead(f"is no JSON: {wrong.msg} at character {wrong.pos + 1}", "mend it") from None
    except (ValueError, RecursionError):
        raise NotRead("is no JSON that can be read: a number too long, or nested too deep", "mend it") from None
    if not isinstance(found, dict):
        raise NotRead("is JSON, but no object", "write one object for each row, as {…}")
    if _is_deep(found):
        raise NotRead(f"is nested more than {_DEEPEST} deep", "take it apart")
    if "\\u" in text and _HALF.search(whole := json.dumps(found, ensure_ascii=False)):
        return dict(json.loads(_HALF.sub("\ufffd", whole)))
    return found


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NotRead(f"has two values for {twice[:40]!r}", "leave one out")
    return found


def refuse_columns(options: ImportOptions) -> None:
    """Say that nothing can be chosen where a format fixes what fills each field.

    Raises:
        NotRead: If a column is chosen.
    """
    if options.columns:
        raise NotRead("is of a format that says itself what is what", "leave --map out, or pass --as csv")


def cells(found: Mapping[str, Any]) -> Cells:
    """Every value of an object with the path that leads to it; the later ones of a list are numbered.

    >>> cells({"text": {"headline": "x"}, "tag": ["a", "b"], "note": None, "n": 1.5})
    [('text.headline', 'x'), ('tag', 'a'), ('tag (2)', 'b'), ('n', '1.5')]
    """
    return distinct(_walked("", found))


def distinct(named: Iterator[tuple[str, str]] | Sequence[tuple[str, str]]) -> Cells:
    """The cells, each of another name: one that stands again is numbered."""
    counts: dict[str, int] = {}
    out: Cells = []
    for name, value in named:
        counts[name] = number = counts.get(name, 0) + 1
        out.append((f"{name} ({number})" if number > 1 else name, value))
    return out


def named(found: Sequence[tuple[str, str]], *names: str) -> tuple[str, ...]:
    """Those names of cells, in the order of the cells; a numbered one goes with the name that it numbers."""
    return tuple(name for name, _ in found if name in names or name.rpartition(" (")[0] in names)


def digest(*parts: str) -> str:
    """What stands for these texts where a row has no key: 16 hexadecimal digits, always the same."""
    text = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:16]


def _walked(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and len(path) <= _LONGEST_NAME:
        for name, inner in value.items():
            yield from _walked(f"{path}.{name}" if path else name, inner)
    elif isinstance(value, list) and len(path) <= _LONGEST_NAME:
        for inner in value:
            yield from _walked(path, inner)
    elif value is not None and value != "":
        yield path or "value", value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _is_deep(found: Any) -> bool:
    level = [found]
    for _ in range(_DEEPEST):
        level = [
            inner
            for one in level
            for inner in (one.values() if isinstance(one, dict) else one)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True
