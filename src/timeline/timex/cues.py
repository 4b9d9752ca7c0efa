"""Which way a sentence looks at an expression: ahead, back, or it does not say."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.timex.lexer import BREAK, Tokens

_CLOSING = frozenset({'"', "'", "”", "»", ")", "]"})
_LEFT, _RIGHT = 25, 12  # tokens looked at on each side, no further than the sentence


@dataclass(frozen=True, slots=True)
class Cues:
    """Words, or pairs of them, that say which way a sentence looks; see ``[direction]`` of the language file."""

    ahead: frozenset[str]
    back: frozenset[str]
    back_endings: tuple[str, ...]
    governing: frozenset[str]
    governing_back: frozenset[str]
    beside: frozenset[str]  # right before an expression they look ahead, without leaving no choice: is Saturday
    passive: frozenset[str]  # before a word with such an ending they make it look ahead: to be published
    passive_back: tuple[str, ...]  # and these do not: could not be reached
    neutral: frozenset[str]
    breaks: frozenset[str]  # where another thought begins: on the right it is heard only if the left says nothing

    def direction(self, words: Sequence[str], i: int) -> bool | None:
        """Whether a word between others looks ahead (True), back (False), or says nothing."""
        word, before, after = words[i], words[i - 1] if i else "", words[i + 1] if i + 1 < len(words) else ""
        pair = f"{word} {after}"
        if pair in self.neutral or word in self.neutral:
            return None
        if word in self.ahead or pair in self.ahead or f"{before} {word}" in self.ahead:
            return True
        if word in self.back or (word.endswith(self.back_endings) and len(word) > 4):
            return before in self.passive and not " ".join(words[max(i - 4, 0) : i]).endswith(self.passive_back)
        return None


@dataclass(frozen=True, slots=True)
class Outlook:
    """``ahead`` is True, False or, where no cue was found, None; ``cue`` is the word, and ``governed`` says that it
    stands right before the expression and leaves no choice: until, since."""

    ahead: bool | None = None
    cue: str = ""
    governed: bool = False
    far: int = 0  # how many tokens away the cue stands


def outlook(tokens: Tokens, first: int, end: int, cues: Cues) -> Outlook:
    """What governs the expression, else the nearest word that says it; of two as near the one on the left."""
    words = tokens.words
    for i in (first - 1, first, first + 1):
        if 0 <= i < len(words):
            either = {words[i], " ".join(words[max(i - 1, 0) : i + 1])}
            if not either.isdisjoint(cues.governing):
                return Outlook(True, words[i], True)
            if not either.isdisjoint(cues.governing_back):
                return Outlook(False, words[i], True)
    if first and words[first - 1] in cues.beside:
        return Outlook(True, words[first - 1])
    left = _nearest(tokens, range(first - 1, max(-1, first - 1 - _LEFT), -1), cues)
    limit = min(len(words), end + _RIGHT)
    if left:
        limit = next((i for i in range(end, limit) if words[i] in cues.breaks), limit)
    right = _nearest(tokens, range(end, limit), cues)
    if left and right:
        return (left if left[0] <= right[0] else right)[1]
    nearest = left or right
    return nearest[1] if nearest else Outlook()


def _nearest(tokens: Tokens, side: range, cues: Cues) -> tuple[int, Outlook] | None:
    words = tokens.words
    for distance, i in enumerate(side):
        word = words[i]
        if word == BREAK or (word in (".", "!", "?", ";") and _ends_sentence(tokens, i)):
            return None
        ahead = cues.direction(words, i)
        if ahead is not None:
            return distance, Outlook(ahead, word, far=distance)
    return None


def _ends_sentence(tokens: Tokens, i: int) -> bool:
    """Whether a full stop is one: not after a single letter or a short abbreviation, and before a capital letter."""
    if tokens.words[i] != ".":
        return True
    after = i + 1
    while after < len(tokens.words) and tokens.words[after] in _CLOSING and tokens.joined(after):
        after += 1
    if after >= len(tokens.words):
        return True
    following = tokens.text[tokens.starts[after]]
    return (
        not tokens.joined(after)
        and not (following.islower() or following.isdigit())
        and (i == 0 or len(tokens.words[i - 1]) > 1)
    )
