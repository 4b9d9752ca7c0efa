"""Claims out of the objects that ``timeline export --to jsonl`` writes; :mod:`timeline.exporters.jsonl` undone."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from timeline.importers._iso import iso
from timeline.values import edtf
from timeline.values.mention import (
    Basis,
    Kind,
    Mention,
    Party,
    Place,
    StandsFor,
    Status,
    TextSpan,
    TimeExpression,
)
from timeline.values.time import DAY, GRAINS, Doubt, Extent, TimeSpan

_DOUBTS: Final = {
    None: Doubt.NONE,
    "uncertain": Doubt.UNCERTAIN,
    "approximate": Doubt.APPROXIMATE,
    "uncertain and approximate": Doubt.UNCERTAIN | Doubt.APPROXIMATE,
}

Object = Mapping[str, Any]


def mention(told: Object) -> Mention:
    """A claim.

    Raises:
        KeyError, TypeError, ValueError, TimelineError: If it is not what that format has.
    """
    return Mention(
        quote=_span(told["sentence"]),
        title=told["title"],
        status=Status(told["status"]),
        time=_when(told),
        basis=Basis(told["basis"]),
        expression=_expression(told["expression"]) if told["expression"] else None,
        trigger=_span(told["trigger"]) if told["trigger"] else None,
        parties=tuple(map(_party, told["parties"])),
        lead=bool(told["lead"]),
        confidence=float(told["confidence"]),
        rule=told["rule"] or "",
        reason=told["reason"] or "",
        kind=Kind(told["kind"]),
        bounds=_bounds(told["bounds"]),
        likely=_bounds(told["likely"]),
        alleged_by=told["alleged_by"] or "",
        stands_for=StandsFor(**told["stands_for"]) if told.get("stands_for") else None,
    )


def number(told: Object, name: str) -> int:
    """One that a timeline gave.

    Raises:
        KeyError, ValueError: If it is none.
    """
    found = told[name]
    if type(found) is not int or not 0 < found < _NUMBERS:
        raise ValueError(f"its {name} is {str(found)[:40]!r}, which is no number that a timeline gives")
    return found


_NUMBERS: Final = 10**18  # a database has room for more, so that after each there is a next one


def published(told: Object) -> TimeSpan | None:
    """When its document was published."""
    return edtf.parse(told["published"]) if told["published"] else None


def text(pieces: Sequence[tuple[int, str]]) -> str:
    """A text in which the pieces stand at those characters, blank between them.

    Raises:
        ValueError: If two of them disagree about a character, or a place is beyond all texts.
    """
    whole: list[str] = []
    for start, piece in sorted(pieces):
        if not 0 <= start <= _LONGEST:
            raise ValueError(f"a quote begins at character {start}")
        whole += " " * (start - len(whole))
        there = "".join(whole[start : start + len(piece)])
        if not piece.startswith(there):
            raise ValueError(f"two quotes say different things at character {start}")
        whole += piece[len(there) :]
    return "".join(whole)


_LONGEST: Final = 20_000_000  # characters: no document that is read has more


def _when(told: Object) -> TimeSpan | None:
    if told["grain"] is None:
        return None
    return TimeSpan(
        _second(told["starts"]),
        _second(told["ends"]),
        GRAINS[told["grain"]],
        Extent(told["extent"]),
        _DOUBTS[told["doubt"]],
        _DOUBTS[told["end_doubt"]],
        told["zone"],
    )


def _second(written: str | None) -> int | None:
    return None if written is None else iso(written).start


def _bounds(told: Object | None) -> TimeSpan | None:
    if told is None:
        return None
    return TimeSpan(_second(told["starts"]), _second(told["ends"]), GRAINS[told["grain"]], Extent(told["extent"]))


def _expression(told: Object) -> TimeExpression:
    anchor = _second(told["anchor"])
    return TimeExpression(
        span=_span(told),
        type=told["type"],
        value=told["value"],
        rule=told["rule"],
        time=_when(told),
        basis=Basis(told["basis"]),
        anchor=None if anchor is None else anchor // DAY,
        mod=told["mod"] or "",
        quant=told["quant"] or "",
        freq=told["freq"] or "",
        signal=told["signal"] or "",
        range=edtf.parse(told["range"]) if told["range"] else None,
        ends_range=bool(told["ends_range"]),
        readings=tuple(told["readings"]),
        why=told["why"] or "",
    )


def _party(told: Object) -> Party:
    return Party(
        told["name"], told["kind"], told["role"], told["called"] or "", _place(told["place"]) if told["place"] else None
    )


def _place(told: Object) -> Place:
    return Place(told["country"] or "", float(told["latitude"]), float(told["longitude"]), bool(told["guess"]))


def _span(told: Object) -> TextSpan:
    start, end = int(told["start"]), int(told["end"])
    if not 0 <= start < end:
        raise ValueError(f"no words stand from character {start} to {end}")
    return TextSpan(start, end)
