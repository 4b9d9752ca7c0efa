"""Which of several such times is meant: "Tuesday", "in March", "on 20 January"."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.timex.meaning import Frame, Meaning
from timeline.timex.timex3 import span
from timeline.values.mention import Basis
from timeline.values.time import Grain, TimeSpan

# The nearest of several dates is right so often that a cue is believed only against one that lies far enough off, in
# days; 2-45 and 60-90 alike on the development halves of timebank, aquaint, meantime and tweets.
_LONG_AGO, _FAR_AHEAD = 10, 60
_BESIDE_WHY = "inside the time just said, or soon after it"
_HEARD = 8  # tokens between a cue and a day of a month up to which it is believed against the nearest
_UNLIKELY = 150  # days ahead that no day of a month is named without a word for it
_UNLIKELY_MONTH = 60  # and no month
_SOON = 30  # days after a time said in passing that still belong to it
_BACKWARDS = 1.5  # how much further off a story feels what it would have to go back for


@dataclass(frozen=True, slots=True)
class Base:
    """The days that a time is counted from, first and last, and on what that rests."""

    first: int
    last: int
    basis: Basis


def published(at: Frame) -> Base | None:
    """The publication day."""
    return None if at.published is None else Base(at.published, at.published, Basis.RELATIVE)


def mentioned(at: Frame) -> Base | None:
    """The last time that the text named, else the publication day."""
    return _around(at, at.reference_span)


def reached(at: Frame) -> tuple[Base | None, Meaning | None]:
    """What later and earlier are counted from, and how it was said: the last time that the text named; for the
    opening of a sentence of running history where the story has come to, if the text has since only looked back."""
    named, story = mentioned(at), _around(at, at.story)
    if at.narrative and at.opening and named is not None and story is not None and named.last < story.first:
        return story, at.told
    return named, at.reference


def _around(at: Frame, whole: TimeSpan | None) -> Base | None:
    if whole is None or whole.first_day_number is None or whole.last_day_number is None:
        return published(at)
    return Base(whole.first_day_number, whole.last_day_number, Basis.CONTEXT)


def near(at: Frame) -> Base | None:
    """What bare months and days are near to: the reference in running history, else the publication day."""
    return _around(at, at.story) if at.narrative else published(at)


def near_day(at: Frame) -> Base | None:
    """What bare weekdays are near to: the story's day where it has come to one, else the publication day."""
    told = at.narrative and at.story is not None and at.story.grain <= Grain.DAY
    return near(at) if told or at.published is None else published(at)


def choose(at: Frame, values: Sequence[str], unresolved: str, *, nearest: bool, base: Base | None = None) -> Meaning:
    """The one of some values, in order of time, that is meant.

    choose(v) = the first that ends after p, where the sentence looks ahead
              = the last that began by p, where it looks back
              = the one nearest to p (nearest), or the last that began by p, where it does not say
    In running history it is the one nearest to r.
    """
    base = base or near(at)
    if base is None:
        return Meaning("DATE", unresolved, basis=Basis.UNKNOWN, why="no day to count from")
    spans = [(v, s.first_day_number, s.last_day_number) for v in values if (s := span(v)) is not None]
    known = [(v, first, last) for v, first, last in spans if first is not None and last is not None]
    if not known:
        return Meaning("DATE", unresolved, basis=Basis.UNKNOWN)
    if base.basis is Basis.CONTEXT:
        beside = _beside(known, at.reference_span)
        if beside is not None:
            return Meaning("DATE", beside[0], basis=base.basis, anchor=beside[1], guessed=nearest, why=_BESIDE_WHY)
        value, why = _after(known, base), "the nearest to the time that the narrative has come to"
        if at.governed and at.ahead is False:
            value = next((v for v, first, _ in reversed(known) if first <= base.last), value)
            why = f"'{at.cue}' looks back: the latest that had begun by the time that the narrative has come to"
    elif nearest:
        value, why = _nearest(at, known, base)
    elif at.ahead:
        value = next((v for v, _, last in known if last >= base.first), known[-1][0])
        why = f"'{at.cue}' looks ahead"
    else:
        value = next((v for v, first, _ in reversed(known) if first <= base.last), known[0][0])
        why = "the latest that had begun by the publication day"
        if at.ahead is False:
            why = f"'{at.cue}' looks back: {why}"
    return Meaning("DATE", value, basis=base.basis, anchor=base.first, guessed=nearest, why=why)


def _nearest(at: Frame, known: Sequence[tuple[str, int, int]], base: Base) -> tuple[str, str]:
    """The nearest, unless the sentence looks the other way."""
    value, first, last = min(known, key=lambda k: (_distance(k[1], k[2], base), k[1] > base.last))
    day = first == last
    heard = at.ahead is True and (not day or at.far <= _HEARD)
    if heard and base.first - last > (0 if at.governed else _LONG_AGO):
        return next((v for v, _, end in known if end >= base.first), value), f"'{at.cue}' looks ahead"
    if at.ahead is False and first - base.last > (0 if at.governed else _FAR_AHEAD):
        return next((v for v, begin, _ in reversed(known) if begin <= base.last), value), f"'{at.cue}' looks back"
    if at.ahead is None and first - base.last > (_UNLIKELY if day else _UNLIKELY_MONTH):
        return next((v for v, begin, _ in reversed(known) if begin <= base.last), value), "nothing looks so far ahead"
    why = "the nearest to the publication day"
    if at.ahead is not None:
        agrees = last >= base.first if at.ahead else first <= base.last
        why += f", {'as' if agrees else 'though'} '{at.cue}' looks {'ahead' if at.ahead else 'back'}"
    return value, why


def _distance(first: int, last: int, base: Base) -> int:
    return max(first - base.last, base.first - last, 0)


def _beside(known: Sequence[tuple[str, int, int]], said: TimeSpan | None) -> tuple[str, int] | None:
    """The one inside the last time that the text named, or soon after it, and the day that this is counted from."""
    if said is None or said.grain > Grain.MONTH or said.first_day_number is None or said.last_day_number is None:
        return None
    first, last = said.first_day_number, said.last_day_number + _SOON
    return next(((v, first) for v, begin, end in known if first <= begin and end <= last), None)


def _after(known: Sequence[tuple[str, int, int]], base: Base) -> str:
    """The nearest to the reference, what lies before it held for further away: a story goes on."""

    def off(begin: int, end: int) -> float:
        return begin - base.last if begin > base.last else max(base.first - end, 0) * _BACKWARDS

    return min(known, key=lambda k: (off(k[1], k[2]), -k[1]))[0]
