"""Runs of words that are written as a name, with the small words inside: "Bank of Velm", "Ada von Reed", "Al-Osk"."""

import re
from collections.abc import Iterator, Sequence

from timeline.events.parse.trees import Word
from timeline.events.who.namewords import NameWords

_PROPER = ("NNP", "NNPS")
_MAYBE = ("JJ", "NN", "NNS", "VBG", "VBN", "FW", "CD")
_NUMBERED = re.compile(r"[A-Z][A-Z]?\d[\w-]{0,6}")
_QUOTES = {'"': '"', "(": ")", "'": "'", "``": "''"}


def key(words: Sequence[Word]) -> str:
    """The words of a name as the lists of known names have them: in lower case, joined by hyphens."""
    return "-".join(w.low for w in words if w.text != "-")


def runs(words: Sequence[Word], lexicon: NameWords) -> Iterator[tuple[int, int]]:
    """First and after-last word of each run, in order."""
    at, count = 0, len(words)
    while at < count:
        if not _begins(words, at, lexicon):
            at += 1
            continue
        first, at = at, at + 1
        while (after := _goes_on(words, first, at, lexicon)) > at:
            at = after
        yield first, at


def _begins(words: Sequence[Word], at: int, lexicon: NameWords) -> bool:
    word = words[at]
    text = word.text
    if word.tag in _PROPER:
        if not text[:1].isalnum() or word.low in lexicon.never["words"] or word.low in lexicon.never["months"]:
            return False
        if text.rpartition("-")[2][:1].islower() and "-" in text:
            return False  # "U.S.-led"
        return any(map(str.isupper, text)) or _particle_before_name(words, at, lexicon)
    if not text[:1].isupper() or word.tag not in _MAYBE:
        return False
    if word.low in lexicon.never["words"]:
        return False
    if lexicon.is_people(word.low):
        return True
    following = words[at + 1] if at + 1 < len(words) else None
    if at == 0:
        # A common word that begins a sentence is only a common word, but for the side of a place: "South Velmish".
        named = following is not None and (following.tag in _PROPER or lexicon.is_people(following.low))
        return word.tag == "JJ" and word.low in lexicon.places["sides"] and named
    return word.tag != "CD" and len(text) > 1


def _particle_before_name(words: Sequence[Word], at: int, lexicon: NameWords) -> bool:
    return (
        words[at].low in lexicon.titles["particles"]
        and at + 1 < len(words)
        and (words[at + 1].text[:1].isupper() or (words[at + 1].text == "-" and not words[at].spaced))
    )


def _goes_on(words: Sequence[Word], first: int, at: int, lexicon: NameWords) -> int:
    """The word after what continues the run at ``at``; ``at`` itself where nothing does."""
    if at >= len(words):
        return at
    word, last = words[at], words[at - 1]
    low = word.low
    if _begins(words, at, lexicon) or (
        word.tag in _PROPER and word.text[:1].isupper() and _after_given(last, lexicon, words, at)
    ):
        return at if last.text[-1:] in ",;:" else at + 1
    after = words[at + 1] if at + 1 < len(words) else None
    if after is None:
        return at + 1 if _is_number_of(words, first, at, lexicon) else at
    capital = after.text[:1].isupper() and after.tag in (*_PROPER, *_MAYBE)
    if word.text == "-" and not last.spaced and not word.spaced:
        korean = at - first > 1 and len(last.text) < 6 and after.tag == "NN" and not lexicon.is_people(last.low)
        proper = after.tag in _PROPER or korean or (capital and last.low in lexicon.titles["particles"])
        return at + 2 if proper and after.text[:1].isalpha() else at
    if low in lexicon.titles["particles"] and last.text[:1].isupper():
        return _past_particles(words, at, lexicon)
    if low in lexicon.joining["of"]:
        return _past_of(words, first, at, lexicon)
    if word.tag == "POS" and last.low in lexicon.joining["owners"]:
        return at + 2 if capital else at
    if word.text == "&":
        return at + 2 if capital else at
    if low in lexicon.joining["and"] and capital:
        return _past_and(words, first, at, lexicon)
    if word.text in _QUOTES:
        return _past_nickname(words, at, lexicon)
    return at + 1 if _is_number_of(words, first, at, lexicon) else at


def _after_given(last: Word, lexicon: NameWords, words: Sequence[Word], at: int) -> bool:
    """ "Theresa May": a month behind a given name, with no number behind it, is a surname."""
    numbered = at + 1 < len(words) and words[at + 1].text[:1].isdigit()
    return (
        last.low in lexicon.given
        and last.tag in _PROPER
        and not numbered
        and words[at].low in lexicon.never["surnames"]
    )


def _past_particles(words: Sequence[Word], at: int, lexicon: NameWords) -> int:
    after = at
    while after < len(words) and (
        words[after].low in lexicon.titles["particles"] or (words[after].text == "-" and not words[after].spaced)
    ):
        after += 1
    found = after < len(words) and words[after].text[:1].isupper() and words[after].tag in (*_PROPER, *_MAYBE)
    return after + 1 if found else at


def _past_of(words: Sequence[Word], first: int, at: int, lexicon: NameWords) -> int:
    """ "Bank of Velm", "Gulf of the Osk", "Secretary of State"."""
    last = words[at - 1].low
    after = at + 1
    while after < len(words) - 1 and words[after].low in lexicon.joining["articles"]:
        after += 1
    following = words[after]
    if last in lexicon.before:
        return after + 1 if following.low in lexicon.titles["of_what"] and following.text[:1].isupper() else at
    heads = any(w.low in lexicon.organisations["first"] or w.low in lexicon.places["of"] for w in words[first:at])
    return after + 1 if heads and _begins(words, after, lexicon) and following.tag in _PROPER else at


def _past_and(words: Sequence[Word], first: int, at: int, lexicon: NameWords) -> int:
    """ "Ministry of Health and Welfare", "Centre for Lakes and River Studies", "National Lake and River Agency"."""
    organisations = lexicon.organisations
    if any(w.low in organisations["doubled"] for w in words[first:at]):
        return at + 2 if words[at + 1].low in lexicon.titles["modifiers"] | lexicon.titles["of_what"] else at
    stop = at + 1
    while stop < len(words) and words[stop].tag in _PROPER:
        stop += 1
    if any(w.low in lexicon.joining["for"] for w in words[first:at]):
        return stop
    ends = words[stop - 1].low in organisations["last"] and words[at - 1].low not in organisations["last"]
    return stop if ends and words[first].low in organisations["opening"] and at - first > 1 else at


def _past_nickname(words: Sequence[Word], at: int, lexicon: NameWords) -> int:
    """'Ada "Ace" Reed', "Ada (Ace) Reed"."""
    if at + 3 >= len(words) or words[at].spaced:
        return at
    name, close, surname = words[at + 1 : at + 4]
    if close.text != _QUOTES[words[at].text] or name.tag not in _PROPER or surname.tag not in _PROPER:
        return at
    return at + 4 if words[at - 1].low in lexicon.given and name.text.istitle() else at


def _is_number_of(words: Sequence[Word], first: int, at: int, lexicon: NameWords) -> bool:
    """ "Velm 787", "Osk A12": a number of three digits or with a letter, which counts nothing that follows."""
    word, last = words[at], words[at - 1]
    if at - first > 2 or not last.spaced or last.low in lexicon.given:
        return False
    if word.text.isdigit():
        return len(word.text) == 3 and not (at + 1 < len(words) and words[at + 1].tag == "NNS")
    return _NUMBERED.fullmatch(word.text) is not None
