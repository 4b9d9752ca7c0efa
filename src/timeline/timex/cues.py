"""Which way a sentence looks at an expression: ahead, back, or it does not say."""

from dataclasses import dataclass

from timeline.timex.lexer import BREAK, Tokens

_LEFT, _RIGHT = 25, 12  # tokens looked at on each side, no further than the sentence


@dataclass(frozen=True, slots=True)
class Cues:
    """Words that say which way a sentence looks; see ``[direction]`` of the language file."""

    ahead: frozenset[str]
    back: frozenset[str]
    back_endings: tuple[str, ...]
    governing: frozenset[str]
    breaks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outlook:
    """``ahead`` is True, False or, where no cue was found, None; ``cue`` is the word."""

    ahead: bool | None = None
    cue: str = ""


def outlook(tokens: Tokens, first: int, end: int, cues: Cues) -> Outlook:
    """The nearest word on the left that says it, else the nearest on the right."""
    words = tokens.words
    if first > 0 and words[first - 1] in cues.governing:
        return Outlook(True, words[first - 1])
    if first < len(words) and words[first] in cues.governing:
        return Outlook(True, words[first])
    for i in range(first - 1, max(-1, first - 1 - _LEFT), -1):
        word = words[i]
        if word == BREAK or (word in (".", "!", "?", ";") and _ends_sentence(tokens, i)):
            break
        if word in cues.ahead:
            return Outlook(True, word)
        if word in cues.back or (word.endswith(cues.back_endings) and len(word) > 4):
            return Outlook(False, word)
    for i in range(end, min(len(words), end + _RIGHT)):
        word = words[i]
        if word == BREAK or (word in (".", "!", "?", ";") and _ends_sentence(tokens, i)):
            break
        if word in cues.ahead:
            return Outlook(True, word)
        if word in cues.back or (word.endswith(cues.back_endings) and len(word) > 4):
            return Outlook(False, word)
    return Outlook()


def _ends_sentence(tokens: Tokens, i: int) -> bool:
    """Whether a full stop is one: not after a single letter or a short abbreviation, and before a capital letter."""
    if tokens.words[i] != ".":
        return True
    if i + 1 >= len(tokens.words):
        return True
    following = tokens.text[tokens.starts[i + 1]]
    return (
        not tokens.joined(i + 1)
        and not (following.islower() or following.isdigit())
        and (i == 0 or len(tokens.words[i - 1]) > 1)
    )
