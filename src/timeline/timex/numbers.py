"""Numbers, in digits and in words: the words come from the language's tables, the counting is the same everywhere."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from timeline.timex.lexer import Tokens

# What a run of digits may be, and the symbols of the whole shapes that the lexer knows.
NUMBER_KINDS = frozenset(
    {"{number}", "{spelled}", "{ordinal}", "{day}", "{year}", "{yy}", "{hour}", "{era_year}", "{old_year}", "{digits}",
     "{iso}", "{numeric}", "{clock}", "{decimal}"}
)  # fmt: skip


def number_words(table: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Every number word that the tables spell: (words, kind, value); kinds: ``spelled``, ``ordinal`` and those named.

    ``compound`` are the templates by which ``ten`` and ``unit`` make 21 to 99; ``hundreds`` those that make 100 to 900.
    ``larger`` writes what lies below 100 together with a multiple: ``heads`` are the first and the last multiple.
    ``joined`` are words grown together with a number below 100, each list under a kind of its own.

    >>> words = {"unit": {"two": 2}, "ten": {"forty": 40}, "compound": ["{ten}-{unit}"]}
    >>> list(number_words(words))
    [('two', 'spelled', 2), ('forty', 'spelled', 40), ('forty-two', 'spelled', 42)]
    >>> larger = {"word": "{head}hundert{rest}", "times": 100, "heads": [2, 9]}
    >>> list(number_words({"unit": {"zwei": 2}, "larger": [larger]}))[1:]
    [('zweihundert', 'spelled', 200), ('zweihundertzwei', 'spelled', 202)]
    >>> list(number_words({"unit": {"zwei": 2}, "joined": {"years_long": ["{number}jährig"]}}))[1:]
    [('zweijährig', 'years_long', 2)]
    """
    unit, ten, ordinal = table.get("unit", {}), table.get("ten", {}), table.get("ordinal", {})
    small: dict[str, int] = {**unit, **ten}
    for template in table.get("compound", ()):
        for t, tens in ten.items():
            small |= {template.format(ten=t, unit=u): tens + units for u, units in unit.items() if units < 10}
    for word, value in small.items():
        yield word, "spelled", value
    for template in table.get("hundreds", ()):
        for u, units in unit.items():
            if units < 10:
                yield template.format(unit=u), "spelled", 100 * units
    for word, value in ordinal.items():
        yield word, "ordinal", value
    for template in table.get("compound_ordinal", ()):
        for t, tens in ten.items():
            for word, units in (ordinal if "{ordinal}" in template else unit).items():
                if units < 10:
                    yield template.format(ten=t, ordinal=word, unit=word), "ordinal", tens + units
    for form in table.get("larger", ()):
        yield from _larger(form, small)
    for kind, templates in table.get("joined", {}).items():
        for template in templates:
            for word, value in small.items():
                yield template.format(number=word), kind, value


def _larger(form: Mapping[str, Any], small: Mapping[str, int]) -> Iterator[tuple[str, str, int]]:
    lowest, highest = form["heads"]
    times, kind = form["times"], form.get("kind", "spelled")
    for head, multiple in small.items():
        if lowest <= multiple <= highest:
            for rest, more in (("", 0), *small.items()):
                yield form["word"].format(head=head, rest=rest), kind, multiple * times + more


def digit_edges(tokens: Tokens, i: int, suffixes: frozenset[str]) -> list[tuple[str, int, Any]]:
    """What a token that begins with a digit may be: (symbol, the token after it, value)."""
    word, kind, end = tokens.words[i], tokens.kinds[i], i + 1
    if kind in ("iso", "numeric", "clock"):
        return [(f"{{{kind}}}", end, word)]
    if kind == "grouped":
        return [("{number}", end, Fraction(word.replace(",", "")))]
    if kind == "decimal":
        return [("{number}", end, Fraction(word))] + ([("{decimal}", end, word)] if len(word) <= 7 else [])
    if len(word) > 9:
        return []
    value, size = int(word), len(word)
    follows = tokens.words[end] if end < len(tokens.words) and tokens.joined(end) else ""
    edges: list[tuple[str, int, Any]] = []
    if follows in suffixes:
        edges.append(("{ordinal}", end + 1, value))
        edges += [("{day}", end + 1, value)] if 0 < value < 32 and size < 3 else []
        if follows.isalpha():
            return edges  # a mark that makes an ordinal may as well end the sentence
    edges += [("{number}", end, Fraction(value)), ("{digits}", end, word)]
    if size == 4 and 1000 <= value < 2200:
        edges.append(("{year}" if value >= 1700 else "{old_year}", end, value))
    if size <= 4 and value:
        edges.append(("{era_year}", end, value))
    if size == 2:
        edges.append(("{yy}", end, value))
    if size <= 2:
        edges += [("{hour}", end, value)] if value < 25 else []
        edges += [("{day}", end, value)] if 0 < value < 32 else []
    return edges
