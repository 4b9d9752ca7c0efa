"""From what was found to what it means: the second reading, with what the text has said so far.

Deictic words count from the publication day, anaphoric ones from the last time that the text named. Where that lies
far from the publication (or there is none), bare months and days belong to the story's own time. This is decided for
each expression, from the text before it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from timeline.timex.finder import Found
from timeline.timex.meaning import Frame, Group, Meaning
from timeline.timex.timex3 import span
from timeline.values.mention import Basis, TextSpan, TimeExpression
from timeline.values.time import DAY, Grain, TimeSpan

_FAR = 400  # days between a stated time and the publication from which it speaks for history
_LIFETIME = 25_000  # days, and from which a year alone does
_NEAR = 90  # and up to which it speaks for news
_MEMORY = 0.7  # what of the earlier witnesses counts beside a new one
_HERE = 1.5  # how much a word like yesterday speaks for news
_BESIDE = 90  # days from the story within which a month said in passing moves it
_RETURN = 45  # days after a time up to which a story takes up again what a leap has left
_HISTORY = 1.8  # more than this, and bare months and days are of the story's own time
_DESPITE = 2.2  # and where the text has spoken for news before
_DESPITE_YEAR = 3.0  # and has since come to no more than a year: it may have said that in passing


class Story:
    """What a text has named so far."""

    def __init__(self, published: TimeSpan | None, day_first: bool | None, order_why: str, text: str = "") -> None:
        self.text = text  # to quote from in reasons
        self.named: dict[int, TextSpan] = {}  # the first day of a time: where it was last named
        # A publication known only by its month or year is no day to count "yesterday" from.
        known = published is not None and published.grain <= Grain.DAY
        self.published = published.first_day_number if published and known else None
        self.day_first, self.order_why = day_first, order_why
        self.reference: Meaning | None = None
        self.reference_span: TimeSpan | None = None
        self.story: TimeSpan | None = None
        self.left: TimeSpan | None = None  # where the story was, if the last time said is a leap away from there
        self.told: Meaning | None = None
        self.period: TimeSpan | None = None
        self.era: TimeSpan | None = None
        self.distance = 0.0  # how firmly the text has left its publication behind
        self.news = False  # whether it ever spoke for news

    def frame(self, found: Found) -> Frame:
        """What is known where an expression stands."""
        return Frame(
            published=self.published,
            reference=self.reference,
            reference_span=self.reference_span,
            story=self.story,
            told=self.told,
            opening=found.opening,
            period=self.period,
            era=self.era,
            narrative=self._tells(),
            ahead=found.outlook.ahead,
            cue=found.outlook.cue,
            governed=found.outlook.governed,
            far=found.outlook.far,
            day_first=self.day_first,
            order_why=self.order_why,
        )

    def note(self, meaning: Meaning, opening: bool, at: TextSpan) -> None:
        """Take a resolved meaning as the last time named."""
        if meaning.type == "DURATION" and meaning.value.endswith("M") and "T" not in meaning.value:
            self.period = None  # a report on nine months
        if meaning.type not in ("DATE", "TIME") or meaning.aside:
            return
        whole = span(meaning.value)
        if whole is None or whole.start is None:
            return
        if whole.grain > Grain.YEAR:
            self.era, self.named[whole.start // DAY] = whole, at
            return
        if self.era is not None and not self.era.contains(whole):
            self.era = None
        self.named[whole.start // DAY] = at
        if whole.grain in (Grain.QUARTER, Grain.HALF):
            self.period = whole
        now = self.reference_span
        finer = now is not None and whole.contains(now) and whole.grain > now.grain
        if not finer:
            self.reference, self.reference_span = meaning, whole
        if not finer and (opening or self._goes_on(meaning, whole)):
            self.left = self.story if self.story is not None and _gap(self.story, whole) > _FAR else None
            self.story, self.told = whole, meaning
        if self.published is None:
            return
        if meaning.basis is Basis.STATED:
            away = abs(whole.start // DAY - self.published)
            passing = whole.grain is Grain.YEAR and away < _LIFETIME and not (opening and self.distance >= 0)
            far = 1.0 if passing else 2.0
            weight = far if away > _FAR else -1.0 if away < _NEAR else 0.0
        elif meaning.basis is Basis.RELATIVE and not meaning.guessed:
            weight = -_HERE
        else:
            return
        self.news = self.news or weight < 0
        self.distance = _MEMORY * self.distance + weight

    def _tells(self) -> bool:
        """Whether the text tells of times away from its publication."""
        if self.story is None or self.published is None:
            return self.story is not None
        if not self.news:
            return self.distance > _HISTORY
        return self.distance > (_DESPITE_YEAR if self.story.grain >= Grain.YEAR else _DESPITE)

    def _goes_on(self, meaning: Meaning, whole: TimeSpan) -> bool:
        """Whether the story goes to a time that was said in passing: no year does, nor a month far off."""
        if whole.grain >= Grain.YEAR:
            return self.published is None
        told = self.told
        if self.story is None or told is None or told.basis is Basis.RELATIVE or self.story.grain >= Grain.YEAR:
            return True
        if meaning.basis is not Basis.STATED or whole.grain <= Grain.DAY:
            return True
        return _gap(self.story, whole) <= _BESIDE

    def reason(self, meaning: Meaning, counted_from: TextSpan | None) -> str:
        """Why it means this, with the place that it was counted from."""
        if counted_from is not None:
            words = f"counted from '{counted_from.of(self.text)}' at {counted_from.start}"
            return f"{meaning.why}; {words}" if meaning.why else words
        if meaning.why or meaning.basis is Basis.STATED or meaning.type not in ("DATE", "TIME"):
            return meaning.why
        if meaning.basis is Basis.RELATIVE:
            return "counted from the publication day"
        return "no day to count from" if "X" in meaning.value else ""


def _meant(found: Found, story: Story) -> Meaning | Group | None:
    """What it means; after a leap, of a bare month or day also what it would have meant before, if that is soon."""
    frame = story.frame(found)
    meaning: Meaning | Group | None = found.call.meaning(frame)
    left, now = story.left, story.story
    if left is None or now is None or not isinstance(meaning, Meaning) or not meaning.guessed or not frame.narrative:
        return meaning
    before = found.call.meaning(replace(frame, story=left, reference_span=left))
    here, there = span(meaning.value), span(before.value) if isinstance(before, Meaning) else None
    if here is None or there is None or there.start is None or left.start is None or there.grain > Grain.MONTH:
        return meaning
    resumed = there.start > left.start and _gap(left, there) <= _RETURN < _gap(now, here)
    return before.but(why="soon after what the narrative told before it leapt") if resumed else meaning


def _gap(one: TimeSpan, other: TimeSpan) -> int:
    """How many days lie between two times; 0 where it is not known."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return 0
    return max(one.start - other.end, other.start - one.end, 0) // DAY


def resolve(found: Iterable[Found], story: Story) -> Iterator[TimeExpression]:
    """The expressions, in the order they are read, each resolved with what was named before it."""
    for f in found:
        meaning = _meant(f, story)
        if meaning is None:
            meaning = f.call.open
        if isinstance(meaning, Group):
            for k, (one, piece) in enumerate(zip(meaning.members, f.pieces, strict=True)):
                found_range = meaning.span is not None
                expression = _expression(f, one, piece, story)
                yield replace(expression, range=meaning.span, ends_range=found_range and k > 0)
                story.note(one, f.opening and k == 0, expression.span)
        else:
            expression = _expression(f, meaning, f.pieces[0], story)
            yield expression
            story.note(meaning, f.opening, expression.span)


def _expression(found: Found, meaning: Meaning, piece: tuple[int, int], story: Story) -> TimeExpression:
    time = meaning.span
    if time is None and meaning.type in ("DATE", "TIME"):
        time = span(meaning.value, meaning.mod)
    if time is not None and meaning.zone:
        time = replace(time, zone=meaning.zone)
    counted_from = None
    if meaning.basis is Basis.CONTEXT and meaning.anchor is not None:
        counted_from = story.named.get(meaning.anchor)
    return TimeExpression(
        span=TextSpan(*piece),
        type=meaning.type,
        value=meaning.value,
        rule=found.call.rule.name,
        time=time,
        basis=meaning.basis if time is not None else Basis.UNKNOWN,
        anchor=meaning.anchor if time is not None else None,
        mod=meaning.mod,
        quant=meaning.quant,
        freq=meaning.freq,
        signal=found.signal,
        readings=meaning.readings,
        why=story.reason(meaning, counted_from),
        counted_from=counted_from,
    )


_NUMERIC = re.compile(r"(?<![\w./-])(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d\d)(?![\w/]|[.-]\d)")


def day_order(
    text: str, region: str | None, month_first_regions: frozenset[str], default_month_first: bool
) -> tuple[bool, str]:
    """Whether the text's numeric dates put the day first, and why.

    >>> day_order("on 25/12/2023 and 10/12/2023", None, frozenset(), True)
    (True, "'25/12/2023' in the same text can only be read with the day first")
    """
    votes: dict[bool, str] = {}
    for m in _NUMERIC.finditer(text):
        first, second = int(m[1]), int(m[2])
        if first > 12 >= second:
            votes.setdefault(True, m.group())
        elif second > 12 >= first:
            votes.setdefault(False, m.group())
    if len(votes) == 1:
        [(day_first, witness)] = votes.items()
        return (
            day_first,
            f"'{witness}' in the same text can only be read with the {'day' if day_first else 'month'} first",
        )
    if region:
        first = region.upper() not in month_first_regions
        return first, f"the region {region.upper()} writes the {'day' if first else 'month'} first"
    return not default_month_first, f"the language writes the {'month' if default_month_first else 'day'} first"
