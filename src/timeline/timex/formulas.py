"""What the rules of a language say they do: the operator that each names, and its formula."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from timeline.timex.patterns import patterns


class Formula(NamedTuple):
    """An operator's name, and the formula that its docstring is; timeline.timex.algebra says what the letters mean."""

    operator: str
    text: str


@cache
def formulas(language: str) -> Mapping[str, Formula]:
    """The formula of each rule that dates something, by the rule's name.

    >>> formulas("en")["ago"]
    Formula(operator='ago', text='ago(k, u) = [p - k u]u; several years ago = PAST_REF; with ``half`` k + 1/2')

    Raises:
        UnknownName: If the language has no file.
    """
    return {
        rule.name: Formula(rule.operator.__name__, (rule.operator.__doc__ or "").strip().partition("\n")[0])
        for rule in patterns(language).rules
        if rule.operator is not None
    }
