"""Decisions in a line of words or of JSON."""

import time
from typing import TYPE_CHECKING, Any

from timeline.cli import base
from timeline.cli.screen import bold, faint

if TYPE_CHECKING:  # --help needs none of the values
    from timeline.values.judgement import Decision, Judgement
    from timeline.values.names import LoggedNames

_SIGNS = {"same": "=", "different": "≠", "unsure": "?"}
_SHOWN = 6  # judgements of one decision; a split from a large event has hundreds


def told(decision: "Decision", database: str) -> None:
    """Say what was decided, and how to take it back."""
    from timeline.workflow.wording import printable

    back = base.with_database(f"timeline undo {decision.number}", database)
    base.say(printable(f"decision {decision.number} by {decision.by}: {said(decision)}; `{back}` takes it back"))


def said(decision: "Decision") -> str:
    """What it says of which claims.

    >>> from timeline.values.judgement import Decision, Judgement, Verdict
    >>> said(Decision(1, "merge", (Judgement(3, 9, Verdict.SAME), Judgement(3, 4, Verdict.UNSURE)), "", "ann", 0))
    '3 = 9, 3 ? 4'
    """
    shown = [_pair(one) for one in decision.judgements[:_SHOWN]]
    more = len(decision.judgements) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _pair(judgement: "Judgement") -> str:
    return f"{judgement.one} {_SIGNS[judgement.verdict]} {judgement.other}"


def line(made: "Decision | LoggedNames") -> str:
    """A line of the log: number, moment, who, what, why, and whether it was undone."""
    from timeline.values.judgement import Decision
    from timeline.workflow.wording import columns, printable

    if isinstance(made, Decision):
        number, by, what = str(made.number), printable(made.by), f"{made.action} {said(made)}"
        undone_by = f" by {made.undone_by}"
    else:
        number, by, undone_by = f"name {made.number}", "", ""
        what = f"{made.decision} '{made.one}' {'to' if made.decision == 'join' else 'from'} '{made.other}'"
    why = f": {made.why}" if made.why else ""
    undone = f" (undone{undone_by}, {_moment(made.undone_at)})" if made.undone_at is not None else ""
    who = by + " " * (8 - columns(by))
    return f"{faint(f'{number:>8}')}  {_moment(made.at)}  {bold(who)} {printable(what + why)}{faint(printable(undone))}"


def _moment(seconds: int) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.gmtime(seconds))


def as_json(made: "Decision | LoggedNames") -> dict[str, Any]:
    """The same with all that is known; moments are in UTC."""
    from timeline.values.judgement import Decision

    about: dict[str, Any] = {"decision": made.number}
    if isinstance(made, Decision):
        pairs = [{"one": one.one, "other": one.other, "verdict": one.verdict.value} for one in made.judgements]
        about |= {"on": "events", "action": made.action, "judgements": pairs, "why": made.why, "by": made.by}
        undone_by = made.undone_by
    else:
        about |= {"on": "names", "action": made.decision, "one": made.one, "other": made.other, "why": made.why}
        undone_by = ""
    about |= {"at": _iso(made.at), "undone_at": None if made.undone_at is None else _iso(made.undone_at)}
    return about | {"undone_by": undone_by or None}


def _iso(seconds: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
