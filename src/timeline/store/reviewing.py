"""What people may want to decide, and what they decided, read back.

A claim's number is what decisions name; :data:`CLAIM` is the column of ``mention`` that holds it.
"""

from collections.abc import Callable, Iterable
from typing import Final

import timeline.store.reading as reading
from timeline.store.dialects.base import Reader, Row
from timeline.values.evidence import CLOSE, SAME
from timeline.values.judgement import Decision, Judgement, Pair, Verdict
from timeline.values.names import LoggedNames

CLAIM: Final = "claim"

_PAGE = 500
_DECISIONS = (
    "SELECT d.id, d.action, d.why, d.by, d.decided_at, d.undone_at, d.undone_by, j.one, j.other, j.verdict "
    "FROM decision d JOIN judgement j ON j.decision = d.id {} ORDER BY d.id, j.position"
)
_NAMES = (
    "SELECT n.id, n.decision, coalesce(a.name, f.name), CASE WHEN n.alias IS NULL THEN t.name ELSE f.name END, "
    "n.why, n.decided_at, n.undone_at FROM name_decision n JOIN entity f ON f.id = n.from_entity "
    "JOIN entity t ON t.id = n.to_entity LEFT JOIN alias a ON a.id = n.alias ORDER BY n.id"
)
_LOWER = f"CASE WHEN m.{CLAIM} < b.{CLAIM} THEN m.{CLAIM} ELSE b.{CLAIM} END"
_HIGHER = f"CASE WHEN m.{CLAIM} < b.{CLAIM} THEN b.{CLAIM} ELSE m.{CLAIM} END"
_PAIRS = (
    f"SELECT m.{CLAIM}, b.{CLAIM}, l.score, l.reason, m.id, b.id FROM likeness l JOIN mention m ON m.id = l.mention "
    "JOIN mention b ON b.id = l.best WHERE l.score >= {} AND l.score {} AND m.superseded = 0 AND b.superseded = 0 "
    f"ORDER BY abs(l.score - {SAME}), {_LOWER}, {_HIGHER}, l.mention"
)


def decisions(reader: Reader) -> list[Decision]:
    """Every decision on merging in the order they were made, undone ones too."""
    return decisions_of(reader.rows(_DECISIONS.format("")))


def standing(reader: Reader) -> list[Decision]:
    """Those that stand."""
    return decisions_of(reader.rows(_DECISIONS.format("WHERE d.undone_at IS NULL")))


def decisions_of(rows: Iterable[Row]) -> list[Decision]:
    """Decisions out of a row for each of their judgements: the decision's own columns, two numbers and a verdict."""
    said: dict[Row, list[Judgement]] = {}
    for *about, one, other, verdict in rows:
        said.setdefault(tuple(about), []).append(Judgement(one, other, Verdict(verdict)))
    return [
        Decision(number, action, tuple(judgements), why, by, at, undone_at, undone_by or "")
        for (number, action, why, by, at, undone_at, undone_by), judgements in said.items()
    ]


def name_decisions(reader: Reader) -> list[LoggedNames]:
    """Every decision on names in the order they were made, undone ones too."""
    return [LoggedNames(*row) for row in reader.rows(_NAMES)]


def pairs(
    reader: Reader, wanted: Callable[[int, int], bool], limit: int | None, *, merged: bool | None = None
) -> tuple[list[Pair], int]:
    """Pairs about which the scores are least sure, those first that lie closest to what decides.

    Args:
        wanted: Asked of each two claims; those that it does not want are left out.
        merged: Only pairs that are taken to be one happening, or only those that are not.

    Returns:
        The first ``limit`` with their sources, and how many more there are.
    """
    low, high = (SAME if merged else CLOSE), (f"< {SAME}" if merged is False else f"<= {1 - CLOSE}")
    found: list[Row] = []
    more = 0
    for page in reader.stream(_PAIRS.format(low, high), _PAGE):
        for row in page:
            if wanted(*sorted(row[:2])):
                if limit is None or len(found) < limit:
                    found.append(row)
                else:
                    more += 1
    return _with_sources(reader, found), more


def _with_sources(reader: Reader, rows: list[Row]) -> list[Pair]:
    made = []
    for start in range(0, len(rows), _PAGE):
        some = rows[start : start + _PAGE]
        said = reading.mentions(reader, sorted({number for row in some for number in row[4:]}))
        for claim, best, score, reason, *numbers in some:
            (one, first), (other, second) = sorted(zip((claim, best), numbers, strict=True))
            made.append(Pair(one, other, score, reason or "", (said[first], said[second])))
    return made
