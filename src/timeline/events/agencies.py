"""The agency that a document says it was taken from. The agencies and the ways to credit one are data."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from timeline.languages import language, languages

_ANY: Final = "und"  # the language of what is the same in all
_EDGE: Final = 500  # characters that are a text's head, and its foot
_PARTS: Final = {"start": r"^\W*", "end": r"\W*$", "some": r"[^\n.]{0,60}?"}


@dataclass(frozen=True, slots=True)
class Credit:
    """A way to credit an agency, and where it stands: ``head``, ``foot`` or ``field``."""

    place: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Agencies:
    """Agencies by each of their names, what finds any of these, and the ways to credit one, by name."""

    named: Mapping[str, str]
    any_name: re.Pattern[str]
    credits: Mapping[str, Credit]

    def credited(self, places: Mapping[str, Iterable[str]]) -> str:
        """The agency that texts at those places credit, empty if none does."""
        where = {place: [t for t in texts if self.any_name.search(t)] for place, texts in places.items()}
        for credit in self.credits.values():
            for text in where.get(credit.place, ()):
                if found := credit.pattern.search(text):
                    return self.named[found["agency"].casefold()]
        return ""


@cache
def agencies(code: str) -> Agencies:
    """What a language knows of agencies, with what is the same in every language."""
    common = language(_ANY)
    own = language(code) if code in languages() and code != _ANY else {}
    named = {name: agency for agency, names in common["agencies"].items() for name in names}
    written = sorted({w for name in named for w in (name, name.upper())}, key=lambda w: (-len(w), w))
    name = "|".join(map(re.escape, written))
    ways = {**common["credits"], **own.get("credits", {})}
    return Agencies(
        {name.casefold(): agency for name, agency in named.items()},
        re.compile(rf"(?<!\w)(?:{name})(?!\w)"),
        {way: Credit(table["place"], _compiled(table["match"], name)) for way, table in ways.items()},
    )


def _compiled(match: str, names: str) -> re.Pattern[str]:
    """A pattern of a language's file; the first agency in it is the one that is credited."""
    first, *rest = match.split("{agency}")
    bare = rf"(?<!\w)(?-i:{names})(?!\w)"
    filled = first + rf"(?<!\w)(?P<agency>(?-i:{names}))(?!\w)" + bare.join(rest)
    for part, pattern in _PARTS.items():
        filled = filled.replace(f"{{{part}}}", pattern)
    return re.compile(filled, re.IGNORECASE | re.MULTILINE)


def origin(text: str, fields: Iterable[str | None], code: str) -> str:
    """The agency that a text credits in its first or last lines, or that its fields (author, publisher) name.

    >>> origin("VELMOUTH (Reuters) - The ferry sank.", [], "en"), origin("He told Reuters so.", ["Ada Quill"], "en")
    ('Reuters', '')
    """
    places = {"head": [text[:_EDGE]], "foot": [text[-_EDGE:].rstrip()], "field": [f for f in fields if f]}
    return agencies(code).credited(places)
