"""The slides of TimelineJS's table: a row each, with the headings of its template in whatever order."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from timeline.importers._delimited import table
from timeline.importers._html import plain, words
from timeline.importers._slides import Slide, clock, title_left
from timeline.importers.base import ImportOptions, NotRead, Source
from timeline.values.formula import bared
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record

_START: Final = ("year", "month", "day", "time")
_END: Final = tuple(f"end {name}" for name in _START)
_WORDS: Final = ("headline", "text")
_HTML: Final = frozenset((*_WORDS, "media credit", "media caption", "display date"))
_MARKS: Final = frozenset(("year", "headline", "text", "media"))
_OLD: Final = frozenset(("start date", "headline"))  # of the table of version 1


def likeness(names: Sequence[str]) -> int:
    """How much the names of columns look like those of the template."""
    found = {name.strip().lower() for name in names}
    return 9 if found >= _MARKS else 5 if found >= _OLD else 0


def slides(source: Source, options: ImportOptions) -> Iterator[Layout | Record | Problem]:
    """A layout, and the rows as they stand.

    Raises:
        NotRead: If the headings are others.
    """
    names, rows = table(source, options)
    known = {name.lower(): name for name in reversed(names)}
    if known.keys() >= _OLD and "year" not in known:
        raise NotRead("is the table of TimelineJS 1, with Start Date", "copy it into the template of version 3")
    if "year" not in known or not known.keys() & set(_WORDS):
        raise NotRead("has no columns Year and Headline", "name its columns as TimelineJS's template does")
    yield _layout(names, known)
    for one in rows:
        if isinstance(one, Problem):
            yield one
        elif any(one[1]):
            yield from _read(source, options, one[0], dict(zip(names, one[1], strict=True)), known)


def _layout(names: Sequence[str], known: Mapping[str, str]) -> Layout:
    dated, told = _named(known, *_START, *_END), _named(known, *_WORDS)
    fields = {"time": dated, "title": told[:1], "told": told, "kind": _named(known, "group")}
    used = {name for columns in fields.values() for name in columns}
    key = (*dated, *_named(known, "headline"))
    return Layout("timelinejs", fields, key, [name for name in names if name not in used])


def _named(known: Mapping[str, str], *wanted: str) -> tuple[str, ...]:
    return tuple(known[name] for name in wanted if name in known)


def _read(
    source: Source, options: ImportOptions, line: int, row: Mapping[str, str], known: Mapping[str, str]
) -> Iterator[Record | Problem]:
    row = {name: bared(value) if name.lower() in _HTML else value for name, value in row.items()}
    of = {name: row[column] for name, column in known.items()}
    sort = of.get("type", "").strip().lower()
    if sort == "title":
        yield title_left(source, line)
        return
    try:
        slide = Slide(
            line=line,
            key="",
            cells=plain([(name, value) for name, value in row.items() if value], _named(known, *_HTML)),
            start=_date(of, *_START),
            end=_date(of, *_END),
            titles=tuple(words(of.get(name, "")) for name in (*_WORDS, "media caption", "media")),
            group=of.get("group", ""),
            lasted=sort == "era",
            told=_named(known, *_WORDS),
            dated=_named(known, *_START, *_END),
        )
    except NotRead as why:
        yield Problem(f"{source.origin}:{line}", why.what, why.advice)
    else:
        yield from slide.told_by(source, options)


def _date(of: Mapping[str, str], *names: str) -> dict[str, str | int]:
    parts: dict[str, str | int] = {name.removeprefix("end "): of[name] for name in names[:3] if of.get(name)}
    return {**parts, **clock(of.get(names[3], ""))}
