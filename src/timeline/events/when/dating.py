"""When a happening was, given the time that belongs to it, what governs that time, and how it is told.

``before`` and ``by`` a past time leave the beginning open; ``since`` runs to the publication; ``until`` dates the end,
which is what is known of it. A deadline is the last day of what is named ("the end of the year"). What is told in the
past of a span that reaches past the publication ("this year") ends with it, and what is to come begins with it.
"""

from dataclasses import replace

from timeline.events.lexicon import Lexicon
from timeline.events.what.happenings import Happening
from timeline.values.mention import Basis, Status, TimeExpression
from timeline.values.time import DAY, Extent, Grain, TimeSpan

_AHEAD = (Status.PLANNED, Status.SCHEDULED)
_TOLD = (Status.OCCURRED, Status.ALLEGED, Status.CANCELLED)  # in the past


def when(
    happening: Happening, expression: TimeExpression, status: Status, published: TimeSpan | None, lexicon: Lexicon
) -> TimeSpan | None:
    """The time of the happening; ``None`` only where the expression has none."""
    span = expression.range or expression.time
    if span is None:
        return None
    if status is Status.DEADLINE:
        return _limit(span, expression)
    if happening.is_verb and expression.range is None:
        span = _governed(span, expression.signal, status, published, lexicon)
    return _as_told(span, expression, status, published)


def _limit(span: TimeSpan, expression: TimeExpression) -> TimeSpan:
    if expression.mod != "END" or span.end is None:
        return span
    return TimeSpan(span.end - DAY, span.end, Grain.DAY, doubt=span.doubt, zone=span.zone)


def _governed(span: TimeSpan, signal: str, status: Status, published: TimeSpan | None, lexicon: Lexicon) -> TimeSpan:
    words = lexicon.words
    known = published.end if published else None
    if signal in words["since_signals"]:
        end = known if known is not None and (span.end is None or known >= span.end) else None
        extent = Extent.THROUGHOUT if status is Status.ONGOING else Extent.WITHIN
        return replace(span, end=end, extent=extent)
    if status not in _TOLD:
        return span
    if signal in words["before_signals"] and span.start is not None:
        return replace(span, start=None, end=span.start)
    if signal in words["by_signals"] and span.end is not None:
        return replace(span, start=None)
    if signal in words["after_signals"] and span.end is not None:
        return replace(span, start=span.end, end=known if known is not None and known > span.end else None)
    return span


def _as_told(span: TimeSpan, expression: TimeExpression, status: Status, published: TimeSpan | None) -> TimeSpan:
    if (
        published is None
        or expression.basis is not Basis.RELATIVE
        or span.grain <= Grain.DAY
        or span.extent is Extent.THROUGHOUT
    ):
        return span
    if not span.overlaps(published):
        return span
    if status in _TOLD and published.end is not None and (span.end is None or span.end > published.end):
        return replace(span, end=published.end)
    if status in _AHEAD and published.start is not None and (span.start is None or span.start < published.start):
        return replace(span, start=published.start)
    return span
