"""When a page was published: what its claims agree on, and nothing where they do not."""

from lxml.html import HtmlElement

from timeline.readers._intake.dates import is_future, same_instant
from timeline.readers._page.claims import Claim, Trust, claims, modified_days, page_data
from timeline.readers._page.meta import Meta
from timeline.readers._page.shown import dated_by_sight, nearest_date, stands
from timeline.values.time import HOUR, MINUTE, Grain, TimeSpan

_UTC = ("Z", "UTC", "GMT", "+00:00")
_FURTHEST = 14 * HOUR  # that a clock on a wall is from UTC


def decide(tree: HtmlElement, meta: Meta, today: int | None) -> tuple[TimeSpan | None, str]:
    """The publication, or ``None`` and what was found instead.

    Stated publications decide, and where there are none what is near to it does. Where those disagree on the day, the
    one that other places of the page confirm is right, if only one is confirmed, or that stands beside the headline.
    """
    found = claims(tree, meta)
    future = [claim for claim in found if is_future(claim.span, today)]
    found = [claim for claim in found if claim not in future]
    data = [claim for claim in page_data(tree) if not is_future(claim.span, today)]
    best = min((claim.trust for claim in found), default=Trust.PAGE_DATA)
    if future and future[0].trust <= best:
        return None, f"is dated in the future ({_said(future)})"
    if not found and not data:
        fallback = dated_by_sight(tree, today)
        return fallback, "" if fallback else "has no publication date that can be trusted"
    deciding = [claim for claim in found if claim.trust == best] or data
    others = [claim for claim in [*found, *data] if claim not in deciding]
    chosen = _agreed(deciding, others) or _shown(tree, [*deciding, *others])
    if chosen is None:
        return None, f"has publication dates that disagree ({_said([*deciding, *others])})"
    if shown := _shown_instead(tree, meta, chosen):
        return None, f"states its publication as {chosen.day} but shows its readers {shown} alone"
    return _local(chosen, [*found, *data]) or chosen.span, ""


def _shown(tree: HtmlElement, disagreeing: list[Claim]) -> Claim | None:
    """Of claims that disagree, the one whose day the page shows its readers beside its headline."""
    near = nearest_date(tree)
    return next((claim for claim in disagreeing if near and claim.day == near.day), None)


def _shown_instead(tree: HtmlElement, meta: Meta, chosen: Claim) -> str | None:
    """The day of a change, where the page shows that and not the publication: nobody knows which the text is of."""
    changed = sorted(modified_days(meta) - {chosen.day})
    if not changed or stands(tree, chosen.day):
        return None
    return next((day for day in changed if stands(tree, day)), None)


def _said(some: list[Claim]) -> str:
    return ", ".join(dict.fromkeys(f"{claim.place} {claim.day}" for claim in some))


def _agreed(deciding: list[Claim], others: list[Claim]) -> Claim | None:
    days = {claim.day for claim in deciding}
    if len(days) > 1:
        moments = [c for c in deciding if all(o.day == c.day or same_instant(c.span, o.span) for o in deciding)]
        if moments:
            return moments[0]
        days &= {claim.day for claim in others}
    elif len(deciding) == 1 and _is_contradicted(deciding[0], others):
        return None
    if len(days) != 1:
        return None
    return min((c for c in deciding if c.day in days), key=lambda c: c.span.grain)


def _is_contradicted(only: Claim, others: list[Claim]) -> bool:
    """Whether one word stands against another: nothing confirms it, and what is near to a publication denies it."""
    days = {claim.day for claim in others}
    return only.day not in days and any(claim.trust is Trust.NEAR for claim in others)


def _local(chosen: Claim, all_claims: list[Claim]) -> TimeSpan | None:
    """The same moment on the clock of the place, where the page gives it in UTC and on that clock too."""
    span = chosen.span
    if span.zone not in _UTC or span.start is None:
        return None
    for claim in all_claims:
        if claim.span.zone not in (None, *_UTC) and same_instant(span, claim.span):
            return claim.span
    for claim in all_claims:
        other = claim.span
        if other.zone is None and other.grain <= Grain.MINUTE and other.start is not None:
            shift = other.start // MINUTE - span.start // MINUTE
            if shift and abs(shift) <= _FURTHEST // MINUTE and shift % 15 == 0:
                return other
    return None
