"""Which happening a time belongs to, how real it is, and what it is called: the table of sentences.toml."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from events.marking import mentions

TABLE = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))
ROWS = [
    pytest.param(kind.get("days", False), row["text"], row["gives"], id=f"{kind['name']}: {row['text'][:50]}")
    for kind in TABLE["kind"]
    for row in kind["sentences"]
]


@pytest.mark.parametrize(("days", "text", "gives"), ROWS)
def test_a_time_dates_the_happening_a_reader_would_say(days: bool, text: str, gives: list[Any]) -> None:
    plain = re.sub(r"\{([^=}]+)=[^}]*\}", r"\1", text)
    found = [
        [m.trigger.of(plain), str(m.status), m.time and m.time.first_day if days else m.title]
        for m in mentions(text)
        if m.trigger
    ]
    assert sorted(found) == sorted(gives)
