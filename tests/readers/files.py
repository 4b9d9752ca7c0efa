"""What the tests of reading share: files written where a test says, and what came of reading them."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from timeline.readers import read
from timeline.readers.base import ReadOptions
from timeline.values.document import Document
from timeline.values.problem import Problem

Write = Callable[[str, str | bytes], str]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a file below the test's own folder, which is also where the test stands, and returns its name."""
    monkeypatch.chdir(tmp_path)

    def written(name: str, content: str | bytes) -> str:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    return written


def reading(*paths: str, **options: Any) -> tuple[list[Document], list[Problem]]:
    """The documents and the problems of some paths, each in their order."""
    found = list(read(paths, ReadOptions(**options)))
    return [d for d in found if isinstance(d, Document)], [p for p in found if isinstance(p, Problem)]


def one(*paths: str, **options: Any) -> Document:
    """The only document there is."""
    documents, problems = reading(*paths, **options)
    assert len(documents) == 1, problems
    return documents[0]


def lone_problem(*paths: str, **options: Any) -> Problem:
    """The only problem there is, which must be one line of words."""
    _, problems = reading(*paths, **options)
    assert len(problems) == 1, problems
    assert "\n" not in str(problems[0])
    return problems[0]


not_as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
