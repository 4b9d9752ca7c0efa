"""Numbers, in digits and in words: the words come from the language's tables, the counting is the same everywhere."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from timeline.timex.lexer import Tokens

# What a run of digits may be, and the symbols of the whole shapes that the lexer knows.
NUMBER_KINDS = frozenset(
    {"{number}", "{spelled}", "{ordinal}", "{day}", "{year}", "{yy}", "{hour}", "{era_year}", "{digits}",
     "{iso}", "{numeric}", "{clock}", "{decimal}"}
)  # fmt: skip


def number_words(table: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Every number word below 1000 that the tables spell: (words, kind, value); kinds are ``spelled`` and ``ordinal``.

    ``compound`` are the templates by which ``ten`` and ``unit`` make 21 to 99; ``hundreds`` those that make 100 to 900.

    >>> words = {"unit": {"two": 2}, "ten": {"forty": 40}, "compound": ["{ten}-{unit}"]}
    >>> list(number_words(words))
    [('two', 'spelled', 2), ('forty', 'spelled', 40), ('forty-two', 'spelled', 42)]
    """
    unit, ten, ordinal = table.get("unit", {}), table.get("ten", {}), table.get("ordinal", {})
    for word, value in {**unit, **ten}.items():
        yield word, "spelled", value
    for template in table.get("compound", ()):
        for t, tens in ten.items():
            for u, units in unit.items():
                if units < 10:
                    yield template.format(ten=t, unit=u), "spelled", tens + units
    for template in table.get("hundreds", ()):
        for u, units in unit.items():
            if units < 10:
                yield template.format(unit=u), "spelled", 100 * units
    for word, value in ordinal.items():
        yield word, "ordinal", value
    for template in table.get("compound_ordinal", ()):
        for t, tens in ten.items():
            for o, units in ordinal.items():
                if units < 10:
                    yield template.format(ten=t, ordinal=o), "ordinal", tens + units


def digit_edges(tokens: Tokens, i: int, suffixes: frozenset[str]) -> list[tuple[str, int, Any]]:
    """What a token that begins with a digit may be: (symbol, the token after it, value)."""
    word, kind, end = tokens.words[i], tokens.kinds[i], i + 1
    if kind in ("iso", "numeric", "clock"):
        return [(f"{{{kind}}}", end, word)]
    if kind == "grouped":
        return [("{number}", end, Fraction(word.replace(",", "")))]
    if kind == "decimal":
        return [("{number}", end, Fraction(word))] + ([("{decimal}", end, word)] if len(word) <= 5 else [])
    if len(word) > 9:
        return []
    value, size = int(word), len(word)
    follows = tokens.words[end] if end < len(tokens.words) and tokens.joined(end) else ""
    if follows in suffixes:
        ordinal: list[tuple[str, int, Any]] = [("{ordinal}", end + 1, value)]
        return ordinal + ([("{day}", end + 1, value)] if 0 < value < 32 and size < 3 else [])
    edges: list[tuple[str, int, Any]] = [("{number}", end, Fraction(value)), ("{digits}", end, word)]
    if size == 4 and 1000 <= value < 2200:
        edges.append(("{year}", end, value))
    if size <= 4 and value:
        edges.append(("{era_year}", end, value))
    if size == 2:
        edges.append(("{yy}", end, value))
    if size <= 2:
        edges += [("{hour}", end, value)] if value < 25 else []
        edges += [("{day}", end, value)] if 0 < value < 32 else []
    return edges
