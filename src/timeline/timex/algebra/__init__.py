"""The operators that rules name: each a small function of a frame and its slots, whose docstring is a formula.

A public function of a module here whose first parameter is ``at`` is an operator; its keyword parameters are the
slots that a rule must fill, those with a default may stay empty. In the formulas ``p`` is the publication day, ``r``
the last time that the text named, and ``[x]`` the unit of the calendar that x is in.
"""

import inspect
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

from timeline.timex.algebra import calendar, clocks, composed, durations, quantities, relative, written


def _operators(*modules: ModuleType) -> Mapping[str, Callable[..., Any]]:
    found = {}
    for module in modules:
        for name, function in vars(module).items():
            if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_") \
                    and next(iter(inspect.signature(function).parameters), "") == "at":  # fmt: skip
                found[name] = function
    return found


OPERATORS = _operators(calendar, relative, composed, durations, quantities, clocks, written)
