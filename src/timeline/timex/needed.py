"""Words of which every rule needs one, so that most places that might hold a time are passed by at a glance.

A rule can be told by any of its elements. One is chosen for each, so that the words are few and rare: what a table
holds (a month, a unit) serves many rules, and a word that is known to be common only one that has nothing else.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from timeline.timex.grammar import Variant

Words = frozenset[str]


def needed(rules: Sequence[tuple[str, bool, Variant]], tables: Mapping[str, Words], common: Words) -> Words:
    """The words; a match without any of them has a number in digits.

    Args:
        rules: The symbol that each gives, or "", whether it counts where no other rule uses it, and its elements.
        tables: For each symbol the telling word of each of its phrases.
        common: Words to be avoided.
    """
    asked = _choices(rules, tables, common)
    uses = Counter(words for choices in asked for words in choices)
    found: set[str] = set()
    for choices in sorted(asked, key=lambda c: (len(c) > 1, max(map(len, c)) == 1, sorted(map(sorted, c)))):
        if not any(words <= found for words in choices):
            best: Words = max(choices, key=lambda words: (len(words) > 1, uses[words], sorted(words)))
            found |= best
    return frozenset(found)


def _choices(
    rules: Sequence[tuple[str, bool, Variant]], tables: Mapping[str, Words], common: Words
) -> set[frozenset[Words]]:
    """Of each rule the sets of words of which one must be there whole; of one that has none, those of what it uses."""
    givers: dict[str, list[Variant]] = defaultdict(list)
    for symbol, _, variant in rules:
        givers[symbol].append(variant)
    todo = [variant for _, counts, variant in rules if counts]
    seen, found = set[str](), set[frozenset[Words]]()
    while todo:
        variant = todo.pop()
        slots = [e.symbol for e in variant if e.name]
        if not all(symbol in tables or symbol in givers for symbol in slots):
            continue  # a number in digits
        own = [frozenset((e.symbol,)) for e in variant if not e.name]
        own += [tables[symbol] for symbol in slots if symbol not in givers]
        rare = [words for words in own if words.isdisjoint(common)]
        used = next((symbol for symbol in slots if symbol in givers), None)
        if rare or used is None:
            found.add(frozenset(rare or own))
        elif used not in seen:
            seen.add(used)
            todo += givers[used]
            if used in tables:
                found.add(frozenset((tables[used],)))
    return found
