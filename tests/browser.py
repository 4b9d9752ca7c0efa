"""A real browser for the tests of pages: the system's Chromium, which nothing reaches but what a test hands it."""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SITE = "http://127.0.0.1/"
TIMELINEJS = Path(sys.prefix, "timelinejs/node_modules/@knight-lab/timelinejs/dist")  # `make test` puts it there


def missing(what: str) -> None:
    """Skip the test; where everything must be there, fail it."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(what)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a window."""
    chromium = shutil.which("chromium")
    if not chromium:
        missing("no chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS, chromium_sandbox=False)
        yield started
        started.close()


@pytest.fixture(scope="session")
def timelinejs() -> Path:
    """The folder of TimelineJS's script and styles."""
    folder = Path(os.environ.get("TIMELINEJS", TIMELINEJS))
    if not folder.is_dir():
        missing("no TimelineJS: `make test` installs it where npm is")
    return folder


class Visit:
    """A page in the browser, the errors that it made and the addresses outside that it asked for."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.errors: list[str] = []
        self.outside: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))


@contextmanager
def visit(browser: Any, files: Mapping[str, bytes | Path], start: str = "", **options: Any) -> Iterator[Visit]:
    """Open ``start`` of a site that has these files, and no other; a folder's files are under its name."""
    page = browser.new_page(**options)
    visited = Visit(page)

    def answer(route: Any) -> None:
        path = route.request.url.removeprefix(SITE)
        folder, _, rest = path.partition("/")
        if path == route.request.url:
            visited.outside.append(path)
            route.abort()
        elif isinstance(found := files.get(path), bytes):
            route.fulfill(body=found, content_type=_TYPES.get(path.rpartition(".")[2], "text/html; charset=utf-8"))
        elif isinstance(found := files.get(folder), Path) and (found / rest).is_file():
            route.fulfill(path=found / rest)
        else:
            route.fulfill(status=404)

    page.route("**/*", answer)
    page.goto(SITE + start)
    try:
        yield visited
    finally:
        page.close()


_TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
