"""The times that a question names: a small grammar of the tool's own, the same in every language, as option names are.

Its tables are in ``docs/asking.md``, and every line of them is a test. What the grammar does not have is read as
``timeline dates`` reads a text of that day, for which the rules of a language are loaded, and only then.

A question is put on one line with single spaces before it is read; the places that errors name count on that line.
"""

from timeline.workflow.when.limits import day_of_year, duration, grains
from timeline.workflow.when.windows import window

__all__ = ["day_of_year", "duration", "grains", "window"]
