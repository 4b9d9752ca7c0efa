"""What a list of events says, for the tests of formats that are no plain tables."""

import io

from hypothesis import strategies as st

from timeline.importers.base import IMPORTERS, Importer, ImportOptions, NotRead, Source
from timeline.values import edtf
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record

HOSTILE = (
    "=HYPERLINK(1)",
    'say "no"',
    "two\nlines",
    "שלום 🚢",
    "half \ud800 pair",
    "</script>",
    "x" * 10_000,
    "'=1",
    "",
)
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20))
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.sampled_from(["2019", "5", "31", "12:30"])
VALUES = st.recursive(
    LEAVES, lambda one: st.lists(one, max_size=3) | st.dictionaries(TEXTS, one, max_size=3), max_leaves=6
)


def likeness(name: str, data: str | bytes) -> int:
    importer: Importer = IMPORTERS.load(name)
    return importer.likeness(data.encode() if isinstance(data, str) else data)


def read(name: str, data: str | bytes, options: ImportOptions | None = None) -> tuple[list[Record], list[Problem]]:
    """The records and the problems of a file called ``f``; where nothing more could be read, that is the last."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    importer: Importer = IMPORTERS.load(name)
    found: list[Layout | Record | Problem] = []
    try:
        for one in importer.read(Source("f", io.BufferedReader(io.BytesIO(raw))), options or ImportOptions()):
            found.append(one)
            assert isinstance(one, Layout) is (len(found) == 1)
    except NotRead as why:
        found.append(Problem("f", why.what, why.advice))
    records = [one for one in found if isinstance(one, Record)]
    assert all(one.key and "\n" not in one.title and (one.time is None) is bool(one.reason) for one in records)
    assert all({*one.dated} & {name for name, _ in one.cells} for one in records if one.time)
    return records, [one for one in found if isinstance(one, Problem)]


def one(name: str, data: str | bytes, options: ImportOptions | None = None) -> Record:
    """The only record of a file without problems."""
    [record], problems = read(name, data, options)
    assert not problems
    return record


def said(name: str, data: str | bytes, options: ImportOptions | None = None) -> list[str]:
    """The problems of a file without records."""
    records, problems = read(name, data, options)
    assert not records
    return [str(problem) for problem in problems]


def when(record: Record) -> str:
    """Its time in EDTF, and how finely that is said."""
    return f"{edtf.text(record.time)} {record.time.grain.label}" if record.time else ""
