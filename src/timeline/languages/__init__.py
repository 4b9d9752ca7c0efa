"""Words, as data: what a language says of time and of events, and nothing of how it is used.

A language is ``languages/CODE.toml`` (CODE is ISO 639-1), and, where one file would grow long, parts of it beside it:
``CODE.PART.toml``. The parts of one language are one table; no two may define the same key. Each rule carries its own
examples, which the tests run. To add a language is to add its file.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from timeline.errors import BadLanguageFile, UnknownName


def languages() -> list[str]:
    """The codes of all languages that have a file, sorted.

    >>> "en" in languages()
    True
    """
    names = (f.name for f in resources.files(__package__).iterdir())
    return sorted({n.split(".")[0] for n in names if n.endswith(".toml")})


@cache
def language(code: str) -> Mapping[str, Any]:
    """All tables of a language, its parts joined; read once.

    Raises:
        UnknownName: If the language has no file; the message lists those there are.
        BadLanguageFile: If a file is not TOML, or two parts define the same key.
    """
    parts = [
        f for f in resources.files(__package__).iterdir() if f.name.endswith(".toml") and f.name.split(".")[0] == code
    ]
    if not parts:
        raise UnknownName("language", code, languages())
    joined: dict[str, Any] = {}
    for part in sorted(parts, key=lambda f: f.name):
        try:
            tables = tomllib.loads(part.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as wrong:
            raise BadLanguageFile(part.name, str(wrong)) from wrong
        if twice := joined.keys() & tables.keys():
            raise BadLanguageFile(part.name, f"defines {', '.join(sorted(twice))} again")
        joined |= tables
    return joined
