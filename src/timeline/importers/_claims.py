"""Claims out of the objects that ``timeline export --to jsonl`` writes; :mod:`timeline.exporters.jsonl` undone."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from timeline.importers._iso import iso
from timeline.importers._told import maybe, number, share, texts, words
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
        title=words(told, "title"),
        status=Status(told["status"]),
        time=_when(told),
        basis=Basis(told["basis"]),
        expression=_expression(told["expression"]) if told["expression"] else None,
        trigger=_span(told["trigger"]) if told["trigger"] else None,
        parties=tuple(map(_party, told["parties"])),
        lead=bool(told["lead"]),
        confidence=share(told, "confidence"),
        rule=maybe(told, "rule") or "",
        reason=maybe(told, "reason") or "",
        kind=Kind(told["kind"]),
        bounds=_bounds(told["bounds"]),
        likely=_bounds(told["likely"]),
        alleged_by=maybe(told, "alleged_by") or "",
        stands_for=_stands_for(told["stands_for"]) if told.get("stands_for") else None,
    )


def inside(said: Mention, text: str) -> Mention:
    """The claim itself, all of whose words stand in that text.

    Raises:
        ValueError: If some do not.
    """
    for span in (said.quote, said.trigger, said.expression and said.expression.span):
        if span and (span.end > len(text) or not span.of(text).strip()):
            raise ValueError(f"no words stand from character {span.start} to {span.end}")
    return said


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
        maybe(told, "zone"),
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
        type=words(told, "type"),
        value=words(told, "value"),
        rule=words(told, "rule"),
        time=_when(told),
        basis=Basis(told["basis"]),
        anchor=None if anchor is None else anchor // DAY,
        mod=maybe(told, "mod") or "",
        quant=maybe(told, "quant") or "",
        freq=maybe(told, "freq") or "",
        signal=maybe(told, "signal") or "",
        range=edtf.parse(told["range"]) if told["range"] else None,
        ends_range=bool(told["ends_range"]),
        readings=texts(told, "readings"),
        why=maybe(told, "why") or "",
    )


def _party(told: Object) -> Party:
    place = _place(told["place"]) if told["place"] else None
    return Party(words(told, "name"), words(told, "kind"), words(told, "role"), maybe(told, "called") or "", place)


def _place(told: Object) -> Place:
    north, east = float(told["latitude"]), float(told["longitude"])
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise ValueError(f"nothing on Earth lies at {north}, {east}")
    return Place(maybe(told, "country") or "", north, east, bool(told["guess"]))


def _stands_for(told: Object) -> StandsFor:
    documents, independent, claims = (number(told, name) for name in ("documents", "independent", "claims"))
    return StandsFor(documents, independent, claims, bool(told["disputed"]))


def _span(told: Object) -> TextSpan:
    start, end = int(told["start"]), int(told["end"])
    if not 0 <= start < end:
        raise ValueError(f"no words stand from character {start} to {end}")
    return TextSpan(start, end)
