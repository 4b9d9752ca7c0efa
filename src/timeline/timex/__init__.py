"""Time expressions: found by the rules of a language, and dated."""

from timeline.values.mention import TimeExpression
from timeline.values.time import TimeSpan

__all__ = ["tag"]


def tag(
    text: str, *, published: TimeSpan | None, language: str = "en", region: str | None = None
) -> list[TimeExpression]:
    """The time expressions of a text, in its order, none overlapping another.

    Without ``published``, or with one known only by its month or year, what is relative to it stays under-specified
    (``XXXX-WXX-2``) and has no time. ``region`` is
    an ISO 3166 code, and says how numeric dates are ordered where the text itself does not.

    >>> [tuesday] = tag("It rained on Tuesday.", published=TimeSpan.of(2019, 5, 15))
    >>> tuesday.value, tuesday.span.of("It rained on Tuesday."), str(tuesday.basis)
    ('2019-05-14', 'Tuesday', 'relative')

    Raises:
        UnknownName: If the language has no file.
        BadRule: If its file has a rule that could never be resolved.
    """
    from timeline.timex.finder import find
    from timeline.timex.patterns import patterns
    from timeline.timex.resolver import Story, day_order, resolve

    rules = patterns(language)
    day_first, why = day_order(text, region, rules.month_first, rules.defaults_month_first)
    return list(resolve(find(text, rules), Story(published, day_first, why, text)))
