"""JSON Lines of a timeline that somebody mangled: what cannot be made again is refused, and nothing else is."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from importers.every import FILES
from timeline.importers.base import ImportOptions
from timeline.store import open_store
from timeline.workflow.importing import import_rows

EVENT = json.loads(FILES["jsonl"].splitlines()[0])
GONE = object()
WRONG: list[Any] = [
    *(GONE, None, True, 5, -1, 1.5, 2**63 - 1, 2**80, float("nan"), 1e300),
    *("", "x", " ", "\0\ud800", "9999999999-01-01", "2019-05-12/2018"),
    *([], [1], [None], [[]], ["x"], {}, {"a": 1}),
]

Way = tuple[str | int, ...]


def ways(found: Any, way: Way = ()) -> Iterator[Way]:
    """To everything in an object."""
    inside = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    for name, value in inside:
        yield (*way, name)
        yield from ways(value, (*way, name))


def mangled(way: Way, value: Any, number: int) -> str:
    """The event of a number that is its own, with another value there."""
    event = json.loads(json.dumps(EVENT))
    [claim] = event["mentions"]
    event["event"] = claim["claim"] = claim["document"] = number
    claim["addresses"] = [f"a{number}"]
    place = event
    for step in way[:-1]:
        place = place[step]
    if value is GONE:
        del place[way[-1]]
    else:
        place[way[-1]] = value
    return json.dumps(event) + "\n"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A timeline with nothing in it, which takes longer to make than to copy."""
    path = tmp_path_factory.mktemp("empty") / "t.db"
    open_store(str(path), create=True).close()
    return path


@pytest.fixture
def db(empty: Path, tmp_path: Path) -> str:
    return str(shutil.copy(empty, tmp_path))


@pytest.mark.parametrize("way", list(ways(EVENT)), ids=lambda way: ".".join(map(str, way)))
def test_whatever_stands_in_a_place_the_event_is_whole_or_refused(way: Way, db: str, tmp_path: Path) -> None:
    file = tmp_path / "mangled.jsonl"
    file.write_text("".join(mangled(way, value, n) for n, value in enumerate(WRONG, 1)), encoding="utf-8")
    report = import_rows(db, [str(file)], ImportOptions(), at=1, form="jsonl")
    assert report.created + report.changed + report.known + report.refused <= len(WRONG)
    assert all(problem.where and problem.what and "\n" not in str(problem) for problem in report.problems)
    with open_store(db) as store:
        assert list(store.verify()) == []
        assert len(list(store.numbered(range(1, len(WRONG) + 1)))) <= report.created
    again = import_rows(db, [str(file)], ImportOptions(), at=2, form="jsonl")
    assert again.created == 0


@pytest.mark.parametrize("number", [2**63 - 1, 2**80, 10**18, 0, -5, 1.0, True, "7", None])
@pytest.mark.parametrize("name", ["claim", "document"])
def test_a_number_that_no_timeline_gives_is_refused_by_name(name: str, number: Any, db: str, tmp_path: Path) -> None:
    file = tmp_path / "mangled.jsonl"
    file.write_text(mangled(("mentions", 0, name), number, 7) + mangled(("schema",), 1, 8), encoding="utf-8")
    report = import_rows(db, [str(file)], ImportOptions(), at=1, form="jsonl")
    assert (report.created, report.refused) == (1, 1)
    [problem] = report.problems
    assert problem.where == f"{file}:1"
    assert f"its {name} is {str(number)!r}, which is no number that a timeline gives" in problem.what
