"""A date without a year and a weekday without a week, turned to the side of the publication that the verb tells of.

Whether "on January 20" is the last or the next is what only the grammar around it knows: a demand looks ahead, a past
tense back. What says more of itself ("last Friday", "20 January 2025") is never moved.
"""

from dataclasses import replace

from timeline.errors import NoSuchDay
from timeline.events.what.happenings import Grammar, Happening
from timeline.events.what.status import Judge
from timeline.values.mention import Basis, TimeExpression
from timeline.values.time import DAY, Grain, TimeSpan, civil, iso_day

_WEEK = 7
TURNED = "turned by the tense of its verb"


def turned(judge: Judge, happening: Happening, expression: TimeExpression) -> TimeExpression:
    """The expression, moved by a year or a week where it contradicts a tense that is plain; else as it is."""
    time = expression.time
    if time is None or expression.range is not None or expression.basis is not Basis.RELATIVE or expression.mod:
        return expression
    if judge.is_past(time) and _looks_ahead(judge, happening, time):
        return _moved(judge, expression, time, 1)
    if judge.is_future(time) and _looks_back(judge, happening):
        return _moved(judge, expression, time, -1)
    return expression


def _looks_ahead(judge: Judge, happening: Happening, time: TimeSpan) -> bool:
    """A demand and its limit; a future; what is to be done with a noun of a month: "to stand in the vote in May"."""
    tree, lexicon, trigger = judge.tree, judge.lexicon, happening.trigger
    grammar = Grammar(tree, lexicon)
    if happening.limit:
        return True
    if not happening.is_verb:
        holder = next((w for w in tree.above(trigger) if w.pos in ("VERB", "AUX")), None)
        if holder is None or holder.lemma in lexicon.verbs["looking_back"] or not grammar.is_ahead(holder):
            return False
        return time.grain is Grain.MONTH or tree.head(trigger).low in lexicon.words["deadline_signals"]
    helpers = {w.low for w in judge.helpers(trigger)}
    return bool(helpers & lexicon.verbs["future_auxiliaries"])


def _looks_back(judge: Judge, happening: Happening) -> bool:
    """A finite past that is nobody's plan."""
    verb = happening.trigger
    finite = verb.tag == "VBD" or any(w.tag == "VBD" for w in judge.helpers(verb))
    planned = judge.lexicon.verbs["planning"] | judge.lexicon.verbs["scheduling"]
    return happening.is_verb and finite and verb.lemma not in planned


def _moved(judge: Judge, expression: TimeExpression, time: TimeSpan, way: int) -> TimeExpression:
    words = judge.tree.within(expression.span)
    numbered = any(c.isdigit() for w in words for c in w.text)
    first = time.first_day_number
    if first is None or any(len(w.text) == len("2025") and w.text.isdigit() for w in words):
        return expression
    year, month, day = civil(first)
    if numbered and time.grain is Grain.DAY:
        try:
            span = TimeSpan.of(year + way, month, day)
        except NoSuchDay:  # 29 February
            return expression
    elif (len(words), time.grain) in ((1, Grain.DAY), (2, Grain.PART_OF_DAY)) and not numbered and time.end is not None:
        week = way * _WEEK * DAY
        span = replace(time, start=first * DAY + week + (time.start or 0) % DAY, end=time.end + week)
    elif len(words) == 1 and time.grain is Grain.MONTH:
        span = TimeSpan.of(year + way, month)
    else:
        return expression
    if (judge.is_past if way > 0 else judge.is_future)(span) or span.start is None:
        return expression  # more than one step off: not this mistake
    value = iso_day(span.start // DAY)
    return replace(expression, time=span, value=value[:7] if span.grain is Grain.MONTH else value, why=TURNED)
