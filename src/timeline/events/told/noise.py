"""Words of a sentence that are no part of it: what stands in brackets, and what runs into its beginning.

Pages run headlines, place lines, speakers' names and clocks into the first sentence: "VELM, 6:22 p.m.: The army".
Such a beginning has no verb and ends with a mark; what follows has one. Only what is certain is left out.
"""

from timeline.events.parse.trees import Tree

_OPEN, _CLOSED = ("(", "[", "<", "{"), (")", "]", ">", "}")
_ENDS = (":", "--", "-", "|")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_LONGEST = 18  # words of a beginning
_IN_BRACKETS = 30


def noise(tree: Tree) -> frozenset[int]:
    """The numbers of the words that no title of this sentence holds."""
    gone = _brackets(tree)
    start = 0
    while (end := _beginning(tree, start, gone)) is not None:
        gone |= set(range(start, end))
        start = end
    return frozenset(gone)


def _brackets(tree: Tree) -> set[int]:
    """The words in brackets that close; a ticker of which the parser makes one word."""
    gone: set[int] = set()
    opened: list[int] = []
    for word in tree.words:
        if word.text in _OPEN:
            opened.append(word.i)
        elif word.text in _CLOSED and opened:
            first = opened.pop()
            if word.i - first <= _IN_BRACKETS:
                gone |= set(range(first, word.i + 1))
        elif word.text.startswith("<") and len(word.text) > 1:
            gone.add(word.i)
    return gone


def _beginning(tree: Tree, start: int, gone: set[int]) -> int | None:
    """Where the sentence begins that stands behind a headline, a clock or a number of a list; ``None`` if here."""
    words = tree.words
    while start < len(words) and start in gone:
        start += 1
    if start >= len(words):
        return None
    first = words[start]
    stamp = next(
        (w.i for w in words[start : start + _IN_BRACKETS] if w.text.count(":") == 2 and w.text[0].isdigit()), None
    )
    if stamp is not None:  # "updated: Mon May 13 2019 14:29:00"
        return stamp + 1
    if first.text in (*_CLOSED, "*", "•", "·", "-", "--", ":", ","):
        return start + 1
    if len(first.text) == 1 and start + 1 < len(words) and words[start + 1].text == ")":
        return start + 2
    if first.text[0].isdigit() and (":" in first.text or (start + 1 < len(words) and words[start + 1].text in _CLOSED)):
        return start + 1
    for word in words[start : start + _LONGEST]:
        if word.tag in _FINITE or word.text == '"':
            return None
        if word.text in _ENDS and word.i > start and (word.text == ":" or (word.spaced and words[word.i - 1].spaced)):
            rest = words[word.i + 1 :]
            paired = word.text != ":" and any(w.text == word.text and w.i not in gone for w in rest)
            told = any(w.tag in _FINITE for w in rest)
            return word.i + 1 if told and not paired else None
    return None
